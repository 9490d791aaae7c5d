-- Points a forum takes up again and again, what became of each at a meeting, and agendas that were sent out: those stay as they are.

create table standing_items (
    organisation_id uuid not null references organisations (organisation_id),
    id uuid not null,
    committee_id uuid not null,
    title text not null,
    every text not null,
    month integer,
    fills text not null,
    position integer not null,
    starts_on date not null,
    ends_on date,
    primary key (organisation_id, id),
    foreign key (organisation_id, committee_id) references committees (organisation_id, id)
);
create index standing_items_committee on standing_items (organisation_id, committee_id);

-- One row when a standing point was filled at a meeting, or taken off this time: then it has no point. Two people who fill the same agenda
-- at the same moment meet at the key.
create table standing_points (
    organisation_id uuid not null,
    meeting_id uuid not null,
    standing_item_id uuid not null,
    agenda_item_id uuid,
    filled_with text not null,
    primary key (organisation_id, meeting_id, standing_item_id),
    unique (organisation_id, agenda_item_id),
    foreign key (organisation_id, meeting_id) references meetings (organisation_id, id),
    foreign key (organisation_id, standing_item_id) references standing_items (organisation_id, id),
    foreign key (organisation_id, agenda_item_id) references agenda_items (organisation_id, id)
);

create table frozen_agendas (
    organisation_id uuid not null,
    meeting_id uuid not null,
    frozen_on date not null,
    primary key (organisation_id, meeting_id),
    foreign key (organisation_id, meeting_id) references meetings (organisation_id, id)
);

-- Whether what was anchored still holds: three days on which somebody looks, and what they found. `is_no` is kept beside the answers, so
-- that two noes in a row are found for all initiatives in one question.
create table anchor_checks (
    organisation_id uuid not null references organisations (organisation_id),
    id uuid not null,
    initiative_id uuid not null,
    due_on date not null,
    missing text not null,
    held_on date,
    still_done boolean not null,
    still_owned boolean not null,
    still_on_agenda boolean not null,
    evaluated text not null,
    note text not null,
    outcome text not null,
    is_no boolean not null,
    held_by uuid,
    primary key (organisation_id, id),
    unique (organisation_id, initiative_id, due_on),
    foreign key (organisation_id, initiative_id) references initiatives (organisation_id, id),
    foreign key (organisation_id, held_by) references persons (organisation_id, id)
);
