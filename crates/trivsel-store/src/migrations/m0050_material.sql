-- What is shown beside a line of a programme, which section of it is shown now, and which cards a group has drawn. Nothing says who drew one.

alter table programme_items add column page text not null default '';
alter table programme_items add column deck text not null default '';
alter table workshops add column page_section integer not null default 0;

create table drawn_cards (
    organisation_id uuid not null,
    workshop_id uuid not null,
    group_id uuid not null,
    deck text not null,
    card integer not null,
    position integer not null,
    primary key (organisation_id, workshop_id, group_id, deck, card),
    foreign key (organisation_id, workshop_id) references workshops (organisation_id, id),
    foreign key (organisation_id, group_id) references workshop_groups (organisation_id, id)
); --organised by key

-- A workplace's own text over a page that is shipped.
create table own_texts (
    organisation_id uuid not null references organisations (organisation_id),
    slug text not null,
    title text not null,
    lead text not null,
    body text not null,
    written_over text not null,
    primary key (organisation_id, slug)
);
