-- Tools that are not shipped: a workplace's own, and those a partner proposes. Who can use it and what for are kept as codes.
create table own_tools (
    organisation_id uuid not null references organisations (organisation_id),
    tool text not null,
    unit_id uuid,
    publisher text not null,
    title text not null,
    url text not null,
    text text not null,
    form text not null,
    roles text not null,
    purposes text not null,
    state text not null,
    answer text not null,
    sent_on date not null,
    answered_on date,
    sent_by uuid,
    primary key (organisation_id, tool),
    foreign key (organisation_id, unit_id) references units (organisation_id, id),
    foreign key (organisation_id, sent_by) references persons (organisation_id, id)
);
