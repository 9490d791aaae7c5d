-- Kinds of boards an organisation has made itself: names and lines of help, as data. Boards name one by its code, which is made of its id.
create table board_kinds (
    organisation_id uuid not null references organisations (organisation_id),
    id uuid not null,
    kind text not null,
    version integer not null,
    primary key (organisation_id, id)
);

-- The themes of a day, gathered by whoever leads from what the groups chose to tell. `notes` is a list of ids of notes of the day's boards.
create table workshop_themes (
    organisation_id uuid not null,
    workshop_id uuid not null,
    position integer not null,
    title text not null,
    notes text not null,
    primary key (organisation_id, workshop_id, position),
    foreign key (organisation_id, workshop_id) references workshops (organisation_id, id)
);
