-- Whom people can ring now, in the workplace's own words. A line of no unit is everybody's.
create table crisis_lines (
    organisation_id uuid not null references organisations (organisation_id),
    id uuid not null,
    unit_id uuid,
    position integer not null,
    text_da text not null,
    text_en text not null,
    phone text not null,
    hours text not null,
    source_url text not null,
    checked_on date not null,
    primary key (organisation_id, id),
    foreign key (organisation_id, unit_id) references units (organisation_id, id)
);

-- What an organisation says of a rule of law that is shipped: whether it is left out, and when somebody looked at it last.
create table legal_rules (
    organisation_id uuid not null references organisations (organisation_id),
    code text not null,
    is_off boolean not null,
    checked_on date,
    checked_by uuid,
    primary key (organisation_id, code),
    foreign key (organisation_id, checked_by) references persons (organisation_id, id)
);
