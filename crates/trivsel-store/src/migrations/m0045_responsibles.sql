-- Who sees to a follow-up or a milestone: a person, or whoever holds a role where the initiative belongs. A row of its own rather than two
-- columns, because only so can a database that is there already hold the reference to the person together. Without a row, and with a row
-- that names nobody any more, it is the turn of those who lead the initiative.

create table responsibles (
    organisation_id uuid not null references organisations (organisation_id),
    id uuid not null,
    initiative_id uuid not null,
    follow_up_id uuid,
    milestone_id uuid,
    person_id uuid,
    role text not null,
    primary key (organisation_id, id),
    unique (organisation_id, follow_up_id),
    unique (organisation_id, milestone_id),
    foreign key (organisation_id, initiative_id) references initiatives (organisation_id, id),
    foreign key (organisation_id, follow_up_id) references follow_ups (organisation_id, id),
    foreign key (organisation_id, milestone_id) references milestones (organisation_id, id),
    foreign key (organisation_id, person_id) references persons (organisation_id, id)
);
create index responsibles_initiative on responsibles (organisation_id, initiative_id);
create index responsibles_person on responsibles (organisation_id, person_id);
