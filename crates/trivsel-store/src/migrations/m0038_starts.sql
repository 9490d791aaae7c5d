-- Two people who look at whether they are ready, and what they agree on before anything begins. What each of them answered alone is removed
-- when they have answered together.
create table starts (
    organisation_id uuid not null references organisations (organisation_id),
    id uuid not null,
    unit_id uuid not null,
    begun_on date not null,
    lead_person_id uuid,
    rep_person_id uuid,
    lead_agreed_on date,
    rep_agreed_on date,
    version integer not null,
    primary key (organisation_id, id),
    foreign key (organisation_id, unit_id) references units (organisation_id, id),
    foreign key (organisation_id, lead_person_id) references persons (organisation_id, id),
    foreign key (organisation_id, rep_person_id) references persons (organisation_id, id)
);
create table start_answers (
    organisation_id uuid not null,
    start_id uuid not null,
    code text not null,
    part text not null,
    level integer not null,
    text text not null,
    primary key (organisation_id, start_id, code, part),
    foreign key (organisation_id, start_id) references starts (organisation_id, id)
);
create table agreements (
    organisation_id uuid not null,
    start_id uuid not null,
    part text not null,
    text text not null,
    primary key (organisation_id, start_id, part),
    foreign key (organisation_id, start_id) references starts (organisation_id, id)
);
