-- The trees that figures were shown on before a move was registered for months that had been shown: what later moves are held against.
create table shown_trees (
    organisation_id uuid not null references organisations (organisation_id),
    id uuid not null,
    noted_at timestamptz not null,
    tree text not null,
    primary key (organisation_id, id)
);
