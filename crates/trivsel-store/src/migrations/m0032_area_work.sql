-- The work of an area: measures with a place, a time and somebody who sees to them, sites and criteria of one measure, initiatives under
-- initiatives, reports of an area. `unit_id`, `owner_person_id`, `grown_into_id`, `parent_id` and `measure_id` of criteria have no foreign key:
-- SQLite can add none to a table that others point to. What they point to is never removed while they point to it.

alter table initiatives add column parent_id uuid;
alter table initiatives add column decided_on date;
create index initiatives_parent on initiatives (organisation_id, parent_id);

alter table measures add column unit_id uuid;
alter table measures add column starts_on date;
alter table measures add column ends_on date;
alter table measures add column audience text not null default '';
alter table measures add column job_groups text not null default '';
alter table measures add column owner_person_id uuid;
alter table measures add column owner_role text not null default '';
alter table measures add column due_on date;
alter table measures add column grown_into_id uuid;

-- Anew: one unit may begin with several measures on one day. The key says nothing where the whole initiative begins: there an index of its own does.
create table sites_of_measures (
    organisation_id uuid not null,
    id uuid not null,
    initiative_id uuid not null,
    unit_id uuid not null,
    measure_id uuid,
    stage text not null,
    starts_on date not null,
    ends_on date,
    primary key (organisation_id, id),
    unique (organisation_id, initiative_id, unit_id, measure_id, starts_on),
    foreign key (organisation_id, initiative_id) references initiatives (organisation_id, id),
    foreign key (organisation_id, unit_id) references units (organisation_id, id),
    foreign key (organisation_id, measure_id) references measures (organisation_id, id)
);
insert into sites_of_measures (organisation_id, id, initiative_id, unit_id, stage, starts_on, ends_on)
    select organisation_id, id, initiative_id, unit_id, stage, starts_on, ends_on from sites;
drop table sites;
alter table sites_of_measures rename to sites;
create unique index sites_whole on sites (organisation_id, initiative_id, unit_id, starts_on) where measure_id is null;
create index sites_unit on sites (organisation_id, unit_id);

alter table success_criteria add column measure_id uuid;

alter table status_reports add column scope text not null default 'initiative';
alter table status_reports add column unit_id uuid;
alter table status_reports add column decisions text not null default '';

create table decision_initiatives (
    organisation_id uuid not null,
    decision_id uuid not null,
    initiative_id uuid not null,
    primary key (organisation_id, decision_id, initiative_id),
    foreign key (organisation_id, decision_id) references decisions (organisation_id, id),
    foreign key (organisation_id, initiative_id) references initiatives (organisation_id, id)
);
create index decision_initiatives_initiative on decision_initiatives (organisation_id, initiative_id);
