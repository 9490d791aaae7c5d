-- Workshops: a day with a programme, groups, and the devices that are there. No row of a device says whose it is or when it came. `item_id` points to
-- a line of the programme, which points back here: so it is no foreign key, and a line that runs cannot be removed (the use case says so).

create table workshops (
    organisation_id uuid not null references organisations (organisation_id),
    id uuid not null,
    unit_id uuid not null,
    title text not null,
    purpose text not null,
    held_on date not null,
    starts_at text not null,
    hard_end text not null,
    place text not null,
    meeting_link text not null,
    keep_months integer not null,
    seen_by text not null,
    state text not null,
    join_code text not null,
    is_door_shut boolean not null,
    message text not null,
    leader_id uuid,
    item_id uuid,
    item_began_at timestamptz,
    item_ends_at timestamptz,
    pause_since timestamptz,
    pause_until timestamptz,
    put_off integer not null,
    course_version integer not null,
    opened_at timestamptz,
    closed_on date,
    cleared_on date,
    version integer not null,
    primary key (organisation_id, id),
    foreign key (organisation_id, unit_id) references units (organisation_id, id),
    foreign key (organisation_id, leader_id) references persons (organisation_id, id)
);
create index workshops_code on workshops (organisation_id, join_code);

create table workshop_facilitators (
    organisation_id uuid not null,
    workshop_id uuid not null,
    person_id uuid not null,
    primary key (organisation_id, workshop_id, person_id),
    foreign key (organisation_id, workshop_id) references workshops (organisation_id, id),
    foreign key (organisation_id, person_id) references persons (organisation_id, id)
);
create index workshop_facilitators_person on workshop_facilitators (organisation_id, person_id);

create table programme_items (
    organisation_id uuid not null,
    id uuid not null,
    workshop_id uuid not null,
    position integer not null,
    kind text not null,
    title text not null,
    minutes integer not null,
    presenter text not null,
    question text not null,
    board_kind text not null,
    tells text not null,
    tells_id uuid,
    lead_note text not null,
    primary key (organisation_id, id),
    foreign key (organisation_id, workshop_id) references workshops (organisation_id, id)
);
create index programme_items_workshop on programme_items (organisation_id, workshop_id);

create table workshop_groups (
    organisation_id uuid not null,
    id uuid not null,
    workshop_id uuid not null,
    position integer not null,
    name text not null,
    unit_id uuid,
    under_unit_id uuid,
    room text not null,
    leader text not null,
    expected integer not null,
    primary key (organisation_id, id),
    foreign key (organisation_id, workshop_id) references workshops (organisation_id, id),
    foreign key (organisation_id, unit_id) references units (organisation_id, id),
    foreign key (organisation_id, under_unit_id) references units (organisation_id, id)
);
create index workshop_groups_workshop on workshop_groups (organisation_id, workshop_id);

create table seats (
    organisation_id uuid not null,
    token_hash text not null,
    workshop_id uuid not null,
    group_id uuid not null,
    kind text not null,
    people integer not null,
    primary key (organisation_id, token_hash),
    foreign key (organisation_id, workshop_id) references workshops (organisation_id, id),
    foreign key (organisation_id, group_id) references workshop_groups (organisation_id, id)
); --organised by key
create index seats_workshop on seats (organisation_id, workshop_id);
