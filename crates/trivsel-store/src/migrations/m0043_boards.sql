-- Boards and their notes. `author`, `voter` and `owner` are marks a device reckons from what it alone keeps, each for one board and one purpose:
-- none of them can be put together with another, or with a device. They go when they have served. No column holds a time finer than a day, ids of
-- notes are random, and rows lie in the order of their keys. `parent_id` points to a note of the same board that may be gone.

create table boards (
    organisation_id uuid not null,
    id uuid not null,
    workshop_id uuid not null,
    programme_item_id uuid not null,
    group_id uuid not null,
    unit_id uuid not null,
    kind text not null,
    title text not null,
    question text not null,
    step text not null,
    votes_each integer not null,
    is_done boolean not null,
    primary key (organisation_id, id),
    unique (organisation_id, programme_item_id, group_id),
    foreign key (organisation_id, workshop_id) references workshops (organisation_id, id),
    foreign key (organisation_id, programme_item_id) references programme_items (organisation_id, id),
    foreign key (organisation_id, group_id) references workshop_groups (organisation_id, id),
    foreign key (organisation_id, unit_id) references units (organisation_id, id)
);
create index boards_workshop on boards (organisation_id, workshop_id);

create table notes (
    organisation_id uuid not null,
    board_id uuid not null,
    id uuid not null,
    zone text not null,
    text text not null,
    former text not null,
    text_version integer not null,
    facts text not null,
    parent_id uuid,
    is_hidden boolean not null,
    is_chosen boolean not null,
    is_told boolean not null,
    votes integer not null,
    author text not null,
    primary key (organisation_id, board_id, id),
    foreign key (organisation_id, board_id) references boards (organisation_id, id)
); --organised by key

create table note_points (
    organisation_id uuid not null,
    board_id uuid not null,
    voter text not null,
    note_id uuid not null,
    points integer not null,
    primary key (organisation_id, board_id, voter, note_id),
    foreign key (organisation_id, board_id) references boards (organisation_id, id)
); --organised by key

create table board_drafts (
    organisation_id uuid not null,
    board_id uuid not null,
    id uuid not null,
    note_id uuid not null,
    owner text not null,
    text text not null,
    primary key (organisation_id, board_id, id),
    foreign key (organisation_id, board_id) references boards (organisation_id, id)
); --organised by key

create table board_answers (
    organisation_id uuid not null,
    board_id uuid not null,
    request text not null,
    outcome text not null,
    primary key (organisation_id, board_id, request),
    foreign key (organisation_id, board_id) references boards (organisation_id, id)
); --organised by key
