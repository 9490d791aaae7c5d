-- The yearly work-environment talk of a committee: what came of last year's goals, and what the next year is to bring.

create table yearly_talks (
    organisation_id uuid not null,
    id uuid not null,
    committee_id uuid not null,
    held_on date,
    last_year text not null,
    outcome text not null,
    goals text not null,
    cooperation text not null,
    competence text not null,
    state text not null,
    version integer not null,
    primary key (organisation_id, id),
    foreign key (organisation_id, committee_id) references committees (organisation_id, id)
);
create index yearly_talks_committee on yearly_talks (organisation_id, committee_id);

-- Goals of a talk that became initiatives, so that the next talk can say what came of them.
create table talk_initiatives (
    organisation_id uuid not null,
    talk_id uuid not null,
    initiative_id uuid not null,
    goal text not null,
    primary key (organisation_id, talk_id, initiative_id),
    foreign key (organisation_id, talk_id) references yearly_talks (organisation_id, id),
    foreign key (organisation_id, initiative_id) references initiatives (organisation_id, id)
);

-- The talk that held an occurrence. A key cannot be added to a table that is there on both databases; no talk is ever removed.
alter table occurrences add column talk_id uuid;
