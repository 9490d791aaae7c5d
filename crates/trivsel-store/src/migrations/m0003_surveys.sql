-- Surveys: the roll (who is invited, and in which cell) and the box (answers with a cell, nothing else). No column, no key and no
-- order links the two. `--organised by key` marks tables whose rows must not lie in the order they came in; see dialect.rs.

create table surveys (
    organisation_id uuid not null references organisations (organisation_id),
    id uuid not null,
    number integer not null,
    questionnaire_version_id uuid not null,
    title_da text not null,
    title_en text not null,
    purpose_da text not null,
    purpose_en text not null,
    job_groups text not null,
    by_job_group boolean not null,
    cut_off date not null,
    minimum integer not null check (minimum >= 5),
    distribution_minimum integer not null check (distribution_minimum >= 10),
    comments_minimum integer not null check (comments_minimum >= 20),
    offensive_minimum integer not null check (offensive_minimum >= 20),
    opens_on date,
    closes_on date,
    retention_months integer not null,
    follow_up_person_id uuid,
    follow_up_on date,
    follow_up_time text not null,
    state text not null,
    closed_on date,
    answers_deleted_on date,
    snapshot text not null,
    promise text not null,
    seal text not null,
    public_key text not null,
    secret_key text not null,
    version integer not null,
    primary key (organisation_id, id),
    unique (organisation_id, number),
    foreign key (organisation_id, questionnaire_version_id) references questionnaire_versions (organisation_id, id),
    foreign key (organisation_id, follow_up_person_id) references persons (organisation_id, id)
);

create table survey_units (
    organisation_id uuid not null,
    survey_id uuid not null,
    unit_id uuid not null,
    primary key (organisation_id, survey_id, unit_id),
    foreign key (organisation_id, survey_id) references surveys (organisation_id, id),
    foreign key (organisation_id, unit_id) references units (organisation_id, id)
);

create table survey_reminders (
    organisation_id uuid not null,
    survey_id uuid not null,
    remind_on date not null,
    is_sent boolean not null,
    primary key (organisation_id, survey_id, remind_on),
    foreign key (organisation_id, survey_id) references surveys (organisation_id, id)
);

create table survey_cells (
    organisation_id uuid not null,
    survey_id uuid not null,
    number integer not null,
    unit_id uuid not null,
    units text not null,
    job_groups text not null,
    invited integer not null,
    primary key (organisation_id, survey_id, number),
    foreign key (organisation_id, survey_id) references surveys (organisation_id, id),
    foreign key (organisation_id, unit_id) references units (organisation_id, id)
);

create table roll_entries (
    organisation_id uuid not null,
    survey_id uuid not null,
    person_id uuid not null,
    cell integer not null,
    way text not null,
    code_hash text not null,
    blinded text not null,
    primary key (organisation_id, survey_id, person_id),
    foreign key (organisation_id, survey_id, cell) references survey_cells (organisation_id, survey_id, number),
    foreign key (organisation_id, person_id) references persons (organisation_id, id)
); --organised by key
create index roll_entries_code on roll_entries (organisation_id, survey_id, code_hash);
create index roll_entries_person on roll_entries (organisation_id, person_id);

create table cards (
    organisation_id uuid not null,
    survey_id uuid not null,
    ballot_key text not null,
    cell integer not null,
    primary key (organisation_id, survey_id, ballot_key),
    foreign key (organisation_id, survey_id, cell) references survey_cells (organisation_id, survey_id, number)
); --organised by key

create table ballots (
    organisation_id uuid not null,
    survey_id uuid not null,
    ballot_key text not null,
    cell integer not null,
    answers text not null,
    primary key (organisation_id, survey_id, ballot_key),
    foreign key (organisation_id, survey_id, cell) references survey_cells (organisation_id, survey_id, number)
); --organised by key

create table comments (
    organisation_id uuid not null,
    survey_id uuid not null,
    comment_key text not null,
    cell integer not null,
    item text not null,
    text text not null,
    primary key (organisation_id, survey_id, comment_key),
    foreign key (organisation_id, survey_id, cell) references survey_cells (organisation_id, survey_id, number)
); --organised by key

create table publications (
    organisation_id uuid not null,
    id uuid not null,
    survey_id uuid not null,
    published_on date not null,
    method_version integer not null,
    hash text not null,
    content text not null,
    ledger text not null,
    primary key (organisation_id, id),
    unique (organisation_id, survey_id),
    foreign key (organisation_id, survey_id) references surveys (organisation_id, id)
);

create table mails (
    organisation_id uuid not null,
    id uuid not null,
    survey_id uuid not null,
    person_id uuid not null,
    kind text not null,
    attempts integer not null,
    failure text not null,
    not_before timestamptz not null,
    primary key (organisation_id, id),
    foreign key (organisation_id, survey_id) references surveys (organisation_id, id),
    foreign key (organisation_id, person_id) references persons (organisation_id, id)
); --organised by key
