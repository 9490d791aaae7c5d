-- What must come again. What is only due has no row: it is reckoned from what was settled. So a day can never be wrong in here.

create table duties (
    organisation_id uuid not null references organisations (organisation_id),
    id uuid not null,
    code text not null,
    title text not null,
    basis text not null,
    every_months integer not null check (every_months > 0),
    warn_months integer not null,
    unit_level text not null,
    committee_id uuid,
    produces text not null,
    applies_from date not null,
    first_due date,
    is_own boolean not null,
    is_on boolean not null,
    version integer not null,
    primary key (organisation_id, id),
    unique (organisation_id, code),
    foreign key (organisation_id, committee_id) references committees (organisation_id, id)
);

create table duty_units (
    organisation_id uuid not null,
    duty_id uuid not null,
    unit_id uuid not null,
    primary key (organisation_id, duty_id, unit_id),
    foreign key (organisation_id, duty_id) references duties (organisation_id, id),
    foreign key (organisation_id, unit_id) references units (organisation_id, id)
);

-- One time a duty was settled in a unit: held, or excused once or for good. Two people who settle the same day meet at the unique key.
create table occurrences (
    organisation_id uuid not null,
    id uuid not null,
    duty_id uuid not null,
    unit_id uuid not null,
    due_on date not null,
    state text not null,
    held_on date,
    because text not null,
    note text not null,
    primary key (organisation_id, id),
    unique (organisation_id, duty_id, unit_id, due_on),
    foreign key (organisation_id, duty_id) references duties (organisation_id, id),
    foreign key (organisation_id, unit_id) references units (organisation_id, id)
);

create table unit_changes (
    organisation_id uuid not null,
    id uuid not null,
    unit_id uuid not null,
    kind text not null,
    changed_on date not null,
    other_unit_id uuid,
    note text not null,
    answer text not null,
    again_by date,
    because text not null,
    primary key (organisation_id, id),
    unique (organisation_id, unit_id, changed_on, kind),
    foreign key (organisation_id, unit_id) references units (organisation_id, id),
    foreign key (organisation_id, other_unit_id) references units (organisation_id, id)
);
