-- What a person wants to be written to about. Where no row says so, the kind's own rule does.
create table notice_choices (
    organisation_id uuid not null,
    person_id uuid not null,
    kind text not null,
    is_wanted boolean not null,
    weekday integer,
    hour integer,
    primary key (organisation_id, person_id, kind),
    foreign key (organisation_id, person_id) references persons (organisation_id, id)
);

-- What was told, or is to be told, so that nothing is told twice. `subject_id` is what it is about; of a week's letter, its reader.
create table notices (
    organisation_id uuid not null,
    id uuid not null,
    person_id uuid not null,
    kind text not null,
    stage text not null,
    subject_id uuid not null,
    due_on date not null,
    sent_on date,
    is_over boolean not null,
    primary key (organisation_id, id),
    unique (organisation_id, person_id, kind, stage, subject_id, due_on),
    foreign key (organisation_id, person_id) references persons (organisation_id, id)
);
create index notices_sent on notices (organisation_id, sent_on);

-- What the link in a mail leads to that lets its reader choose fewer of them. It opens nothing else, so it is kept as it is.
create table notice_links (
    organisation_id uuid not null,
    person_id uuid not null,
    token text not null,
    primary key (organisation_id, person_id),
    unique (organisation_id, token),
    foreign key (organisation_id, person_id) references persons (organisation_id, id)
);

-- Addresses by which a calendar fetches what lies ahead of a person.
create table feeds (
    organisation_id uuid not null,
    person_id uuid not null,
    token_hash text not null,
    made_on date not null,
    primary key (organisation_id, person_id),
    unique (organisation_id, token_hash),
    foreign key (organisation_id, person_id) references persons (organisation_id, id)
);

-- Meetings that were moved or called off: how often, and when last, so that calendars tell a newer word from an older one. A meeting that was
-- called off is gone from `meetings`; here it stays until its day is long past.
create table meeting_calls (
    organisation_id uuid not null,
    meeting_id uuid not null,
    committee_id uuid not null,
    sequence integer not null,
    changed_at timestamptz not null,
    held_on date not null,
    starts_at text not null,
    place text not null,
    is_called_off boolean not null,
    primary key (organisation_id, meeting_id),
    foreign key (organisation_id, committee_id) references committees (organisation_id, id)
);
create index meeting_calls_committee on meeting_calls (organisation_id, committee_id);
