-- What was said about a step of the first hour: that the workplace waits with it, or that it was tried and went well.
create table setup_notes (
    organisation_id uuid not null references organisations (organisation_id),
    step text not null,
    kind text not null,
    noted_on date not null,
    noted_by uuid,
    primary key (organisation_id, step),
    foreign key (organisation_id, noted_by) references persons (organisation_id, id)
);
