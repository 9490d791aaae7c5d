-- Mails about more than surveys: what a mail is about may be nothing but its reader. Nothing secret waits with it: a link is made when the
-- mail is written, and only its hash is kept.

create table mails_of_every_kind (
    organisation_id uuid not null,
    id uuid not null,
    survey_id uuid,
    person_id uuid not null,
    kind text not null,
    attempts integer not null,
    failure text not null,
    not_before timestamptz not null,
    primary key (organisation_id, id),
    foreign key (organisation_id, survey_id) references surveys (organisation_id, id),
    foreign key (organisation_id, person_id) references persons (organisation_id, id)
); --organised by key
insert into mails_of_every_kind (organisation_id, id, survey_id, person_id, kind, attempts, failure, not_before)
    select organisation_id, id, survey_id, person_id, kind, attempts, failure, not_before from mails;
drop table mails;
alter table mails_of_every_kind rename to mails;

-- Codes that let somebody choose a password, once.
create table access_links (
    organisation_id uuid not null,
    token_hash text not null,
    person_id uuid not null,
    kind text not null,
    expires_at timestamptz not null,
    primary key (organisation_id, token_hash),
    foreign key (organisation_id, person_id) references persons (organisation_id, id)
);
create index access_links_person on access_links (organisation_id, person_id);
