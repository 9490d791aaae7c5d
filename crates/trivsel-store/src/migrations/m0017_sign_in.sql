-- Tries are counted under a hashed key before they are looked at; the times say when the next one may be.
create table sign_in_tries (
    organisation_id uuid not null,
    key_hash text not null,
    tries integer not null,
    next_at timestamptz not null,
    last_at timestamptz not null,
    primary key (organisation_id, key_hash)
);
create index sign_in_tries_last on sign_in_tries (organisation_id, last_at);
-- The table sign_in_attempts that came before is no longer written to.
delete from sign_in_attempts;

-- Browsers that have signed in before: others' guessing does not slow them down.
create table known_devices (
    organisation_id uuid not null,
    device_hash text not null,
    person_id uuid not null,
    last_used_at timestamptz not null,
    expires_at timestamptz not null,
    primary key (organisation_id, device_hash),
    foreign key (organisation_id, person_id) references persons (organisation_id, id)
);
create index known_devices_person on known_devices (organisation_id, person_id);

-- What happened at the door, for 90 days.
create table sign_ins (
    organisation_id uuid not null,
    id uuid not null,
    happened_at timestamptz not null,
    person_id uuid not null,
    kind text not null,
    primary key (organisation_id, id),
    foreign key (organisation_id, person_id) references persons (organisation_id, id)
);
create index sign_ins_happened on sign_ins (organisation_id, happened_at);
create index sign_ins_person on sign_ins (organisation_id, person_id);

-- Until when a one-time password opens the account; it is set back to now when it has been used.
alter table accounts add column password_until timestamptz;
