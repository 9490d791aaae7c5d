-- Workplace assessments: what was found, what is done about it, and what both sides agreed to. Once they agreed, `frozen_content` says it
-- all, and nothing of it is changed again. What was reported in a unit has no column that says who reported it.

create table assessments (
    organisation_id uuid not null references organisations (organisation_id),
    id uuid not null,
    number integer not null,
    unit_id uuid not null,
    begun_on date not null,
    mapping text not null,
    looked_at text not null,
    absence text not null,
    absence_text text not null,
    with_person_id uuid,
    open_at text not null,
    manager_agreed_by uuid,
    manager_agreed_at timestamptz,
    staff_agreed_by uuid,
    staff_agreed_at timestamptz,
    declined text not null,
    frozen_content text not null,
    -- The unit while it is open, nothing once it is agreed: two people who begin one at the same moment meet at its unique key.
    open_unit_id uuid,
    version integer not null,
    primary key (organisation_id, id),
    unique (organisation_id, number),
    unique (organisation_id, open_unit_id),
    foreign key (organisation_id, unit_id) references units (organisation_id, id),
    foreign key (organisation_id, with_person_id) references persons (organisation_id, id),
    foreign key (organisation_id, manager_agreed_by) references persons (organisation_id, id),
    foreign key (organisation_id, staff_agreed_by) references persons (organisation_id, id)
);

create table assessment_findings (
    organisation_id uuid not null,
    id uuid not null,
    assessment_id uuid not null,
    position integer not null,
    area text not null,
    title text not null,
    description text not null,
    seen_in text not null,
    severity text not null,
    extent text not null,
    causes text not null,
    absence text not null,
    measure text not null,
    initiative_id uuid,
    responsible_role text not null,
    due_on date,
    check_on date,
    check_how text not null,
    done_on date,
    taken_from text not null,
    primary key (organisation_id, id),
    foreign key (organisation_id, assessment_id) references assessments (organisation_id, id),
    foreign key (organisation_id, initiative_id) references initiatives (organisation_id, id)
);
create index assessment_findings_of on assessment_findings (organisation_id, assessment_id);

create table unit_reports (
    organisation_id uuid not null,
    id uuid not null,
    unit_id uuid not null,
    area text not null,
    text text not null,
    reported_on date not null,
    primary key (organisation_id, id),
    foreign key (organisation_id, unit_id) references units (organisation_id, id)
);
create index unit_reports_unit on unit_reports (organisation_id, unit_id);
