-- Looking back: what a decision asks of units beside doing something, the days they hold for it, and what they take along. Ids of lessons are
-- drawn and no column is finer than a day: nothing says in which order they were written, or by whom.

alter table decisions add column task_kind text not null default 'plain';
alter table decisions add column task_level text not null default 'employing';
alter table decisions add column task_programme text not null default '';
alter table decisions add column task_questions text not null default '';
alter table unit_tasks add column excused_because text not null default '';

-- A day held for a unit's task; there can be several, one a shift.
create table task_workshops (
    organisation_id uuid not null,
    workshop_id uuid not null,
    decision_id uuid not null,
    unit_id uuid not null,
    primary key (organisation_id, workshop_id),
    foreign key (organisation_id, workshop_id) references workshops (organisation_id, id),
    foreign key (organisation_id, decision_id, unit_id) references unit_tasks (organisation_id, decision_id, unit_id)
);
create index task_workshops_decision on task_workshops (organisation_id, decision_id);

create table lesson_themes (
    organisation_id uuid not null,
    id uuid not null,
    decision_id uuid not null,
    position integer not null,
    title text not null,
    text text not null,
    initiative_id uuid,
    primary key (organisation_id, id),
    foreign key (organisation_id, decision_id) references decisions (organisation_id, id),
    foreign key (organisation_id, initiative_id) references initiatives (organisation_id, id)
);
create index lesson_themes_decision on lesson_themes (organisation_id, decision_id);

create table lessons (
    organisation_id uuid not null,
    id uuid not null,
    unit_id uuid not null,
    decision_id uuid not null,
    workshop_id uuid,
    theme_id uuid,
    text text not null,
    kind text not null,
    is_shared boolean not null,
    written_on date not null,
    primary key (organisation_id, id),
    foreign key (organisation_id, unit_id) references units (organisation_id, id),
    foreign key (organisation_id, decision_id) references decisions (organisation_id, id),
    foreign key (organisation_id, workshop_id) references workshops (organisation_id, id),
    foreign key (organisation_id, theme_id) references lesson_themes (organisation_id, id)
); --organised by key
create index lessons_decision on lessons (organisation_id, decision_id);
