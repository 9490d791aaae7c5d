-- The trunk: organisation, initiative, figures, reports, sign-in, trail.
-- One text for SQLite and PostgreSQL. organisation_id stands first in every key, so that one installation can serve many
-- organisations and PostgreSQL can be sharded by it. `organisations` itself is the register of tenants.

create table organisations (
    organisation_id uuid not null,
    short_name text not null,
    name text not null,
    is_demo boolean not null,
    small_group_minimum integer not null check (small_group_minimum >= 5),
    units_version uuid not null,
    employments_version uuid not null,
    created_at timestamptz not null,
    primary key (organisation_id),
    unique (short_name)
);

create table units (
    organisation_id uuid not null references organisations (organisation_id),
    id uuid not null,
    code text not null,
    valid_from date not null,
    valid_to date,
    primary key (organisation_id, id),
    unique (organisation_id, code)
);

create table unit_placements (
    organisation_id uuid not null,
    id uuid not null,
    unit_id uuid not null,
    parent_id uuid,
    name text not null,
    valid_from date not null,
    valid_to date,
    primary key (organisation_id, id),
    foreign key (organisation_id, unit_id) references units (organisation_id, id),
    foreign key (organisation_id, parent_id) references units (organisation_id, id),
    unique (organisation_id, unit_id, valid_from)
);

create table persons (
    organisation_id uuid not null references organisations (organisation_id),
    id uuid not null,
    employee_number text,
    name text not null,
    email text,
    title text not null,
    search_text text not null,
    sort_key text not null,
    created_at timestamptz not null,
    erased_at timestamptz,
    primary key (organisation_id, id),
    unique (organisation_id, employee_number),
    unique (organisation_id, email)
);
create index persons_sort on persons (organisation_id, sort_key);

create table employments (
    organisation_id uuid not null,
    id uuid not null,
    person_id uuid not null,
    unit_id uuid not null,
    job_group text not null,
    working_time_fraction double precision not null check (working_time_fraction > 0 and working_time_fraction <= 1),
    valid_from date not null,
    valid_to date,
    primary key (organisation_id, id),
    foreign key (organisation_id, person_id) references persons (organisation_id, id),
    foreign key (organisation_id, unit_id) references units (organisation_id, id)
);
create index employments_person on employments (organisation_id, person_id);
create index employments_unit on employments (organisation_id, unit_id);

create table role_assignments (
    organisation_id uuid not null,
    id uuid not null,
    person_id uuid not null,
    role text not null,
    unit_id uuid,
    valid_from date not null,
    valid_to date,
    primary key (organisation_id, id),
    foreign key (organisation_id, person_id) references persons (organisation_id, id),
    foreign key (organisation_id, unit_id) references units (organisation_id, id)
);
create index role_assignments_person on role_assignments (organisation_id, person_id);

create table committees (
    organisation_id uuid not null,
    id uuid not null,
    name text not null,
    kind text not null,
    unit_id uuid not null,
    valid_from date not null,
    valid_to date,
    primary key (organisation_id, id),
    foreign key (organisation_id, unit_id) references units (organisation_id, id)
);

create table committee_members (
    organisation_id uuid not null,
    id uuid not null,
    committee_id uuid not null,
    person_id uuid not null,
    seat text not null,
    valid_from date not null,
    valid_to date,
    primary key (organisation_id, id),
    foreign key (organisation_id, committee_id) references committees (organisation_id, id),
    foreign key (organisation_id, person_id) references persons (organisation_id, id)
);

create table meetings (
    organisation_id uuid not null,
    id uuid not null,
    committee_id uuid not null,
    held_on date not null,
    starts_at text not null,
    place text not null,
    primary key (organisation_id, id),
    foreign key (organisation_id, committee_id) references committees (organisation_id, id)
);
create index meetings_date on meetings (organisation_id, committee_id, held_on);

create table policies (
    organisation_id uuid not null references organisations (organisation_id),
    id uuid not null,
    name text not null,
    valid_from date not null,
    valid_to date,
    primary key (organisation_id, id)
);

create table goals (
    organisation_id uuid not null,
    id uuid not null,
    policy_id uuid not null,
    position integer not null,
    text text not null,
    primary key (organisation_id, id),
    foreign key (organisation_id, policy_id) references policies (organisation_id, id)
);

create table initiatives (
    organisation_id uuid not null,
    id uuid not null,
    number integer not null,
    title text not null,
    summary text not null,
    goal_id uuid,
    unit_id uuid not null,
    iglo_level text not null,
    goal_text text not null,
    description text not null,
    purpose text not null,
    target_group text not null,
    actors text not null,
    schedule text not null,
    financial_impact text not null,
    success_text text not null,
    follow_up_text text not null,
    starts_on date,
    ends_on date,
    lead_person_id uuid,
    co_lead_person_id uuid,
    state text not null,
    decided_at timestamptz,
    decision_note text not null,
    closed_at timestamptz,
    closing_note text not null,
    created_at timestamptz not null,
    version integer not null,
    primary key (organisation_id, id),
    unique (organisation_id, number),
    foreign key (organisation_id, goal_id) references goals (organisation_id, id),
    foreign key (organisation_id, unit_id) references units (organisation_id, id),
    foreign key (organisation_id, lead_person_id) references persons (organisation_id, id),
    foreign key (organisation_id, co_lead_person_id) references persons (organisation_id, id)
);
create index initiatives_unit on initiatives (organisation_id, unit_id);

create table measures (
    organisation_id uuid not null,
    id uuid not null,
    initiative_id uuid not null,
    position integer not null,
    title text not null,
    description text not null,
    state text not null,
    primary key (organisation_id, id),
    foreign key (organisation_id, initiative_id) references initiatives (organisation_id, id)
);
create index measures_initiative on measures (organisation_id, initiative_id);

create table sites (
    organisation_id uuid not null,
    id uuid not null,
    initiative_id uuid not null,
    unit_id uuid not null,
    stage text not null,
    starts_on date not null,
    ends_on date,
    primary key (organisation_id, id),
    unique (organisation_id, initiative_id, unit_id, starts_on),
    foreign key (organisation_id, initiative_id) references initiatives (organisation_id, id),
    foreign key (organisation_id, unit_id) references units (organisation_id, id)
);
create index sites_unit on sites (organisation_id, unit_id);

create table lots (
    organisation_id uuid not null,
    id uuid not null,
    initiative_id uuid not null,
    drawn_at timestamptz not null,
    drawn_by uuid,
    method integer not null,
    seed text not null,
    units text not null,
    waves text not null,
    reason text not null,
    hash text not null,
    primary key (organisation_id, id),
    foreign key (organisation_id, initiative_id) references initiatives (organisation_id, id),
    foreign key (organisation_id, drawn_by) references persons (organisation_id, id)
);
create index lots_initiative on lots (organisation_id, initiative_id);

create table indicators (
    organisation_id uuid not null references organisations (organisation_id),
    id uuid not null,
    code text not null,
    name_da text not null,
    name_en text not null,
    definition_da text not null,
    definition_en text not null,
    formula_da text not null,
    formula_en text not null,
    measure text not null,
    factor double precision not null check (factor > 0),
    good_direction text not null,
    is_own boolean not null,
    primary key (organisation_id, id),
    unique (organisation_id, code)
);

create table series (
    organisation_id uuid not null,
    id uuid not null,
    indicator_id uuid not null,
    source text not null,
    definition text not null,
    category text not null,
    data_version uuid not null,
    primary key (organisation_id, id),
    unique (organisation_id, indicator_id, source, definition, category),
    foreign key (organisation_id, indicator_id) references indicators (organisation_id, id)
);

create table observations (
    organisation_id uuid not null,
    series_id uuid not null,
    unit_id uuid not null,
    month date not null,
    numerator double precision not null,
    denominator double precision not null,
    people integer not null,
    import_id uuid,
    primary key (organisation_id, series_id, unit_id, month),
    foreign key (organisation_id, series_id) references series (organisation_id, id),
    foreign key (organisation_id, unit_id) references units (organisation_id, id)
);

create table series_events (
    organisation_id uuid not null,
    id uuid not null,
    series_id uuid not null,
    unit_id uuid,
    month date not null,
    text text not null,
    primary key (organisation_id, id),
    foreign key (organisation_id, series_id) references series (organisation_id, id),
    foreign key (organisation_id, unit_id) references units (organisation_id, id)
);

create table disruptions (
    organisation_id uuid not null,
    id uuid not null,
    name text not null,
    first_month date not null,
    last_month date not null,
    unit_id uuid,
    note text not null,
    primary key (organisation_id, id),
    foreign key (organisation_id, unit_id) references units (organisation_id, id)
);

create table import_sources (
    organisation_id uuid not null references organisations (organisation_id),
    id uuid not null,
    name text not null,
    kind text not null,
    layout text not null,
    mapping text not null,
    updated_at timestamptz not null,
    primary key (organisation_id, id),
    unique (organisation_id, kind, name)
);

create table imports (
    organisation_id uuid not null,
    id uuid not null,
    source_id uuid,
    kind text not null,
    state text not null,
    file_name text not null,
    file_key text not null,
    created_at timestamptz not null,
    created_by uuid,
    finished_at timestamptz,
    progress_done bigint not null,
    progress_total bigint not null,
    rows_read bigint not null,
    rows_wrong bigint not null,
    plan text not null,
    summary text not null,
    primary key (organisation_id, id),
    foreign key (organisation_id, source_id) references import_sources (organisation_id, id),
    foreign key (organisation_id, created_by) references persons (organisation_id, id)
);

create table import_errors (
    organisation_id uuid not null,
    import_id uuid not null,
    position integer not null,
    row_number bigint not null,
    column_name text not null,
    reason text not null,
    primary key (organisation_id, import_id, position),
    foreign key (organisation_id, import_id) references imports (organisation_id, id)
);

create table success_criteria (
    organisation_id uuid not null,
    id uuid not null,
    initiative_id uuid not null,
    position integer not null,
    title text not null,
    kind text not null,
    indicator_id uuid,
    series_id uuid,
    survey_scale text not null,
    direction text not null,
    baseline double precision,
    target double precision,
    smallest_worthwhile double precision,
    measurable boolean not null,
    not_measurable_reason text not null,
    frozen_at timestamptz,
    primary key (organisation_id, id),
    foreign key (organisation_id, initiative_id) references initiatives (organisation_id, id),
    foreign key (organisation_id, indicator_id) references indicators (organisation_id, id),
    foreign key (organisation_id, series_id) references series (organisation_id, id)
);
create index success_criteria_initiative on success_criteria (organisation_id, initiative_id);

create table exclusions (
    organisation_id uuid not null,
    id uuid not null,
    criterion_id uuid not null,
    unit_id uuid,
    first_month date,
    last_month date,
    reason text not null,
    created_at timestamptz not null,
    created_by uuid,
    primary key (organisation_id, id),
    foreign key (organisation_id, criterion_id) references success_criteria (organisation_id, id),
    foreign key (organisation_id, unit_id) references units (organisation_id, id),
    foreign key (organisation_id, created_by) references persons (organisation_id, id)
);
create index exclusions_criterion on exclusions (organisation_id, criterion_id);

create table evaluations (
    organisation_id uuid not null,
    id uuid not null,
    criterion_id uuid not null,
    hash text not null,
    method_version integer not null,
    seed bigint not null,
    first_month date not null,
    last_month date not null,
    verdict text not null,
    inputs text not null,
    finding text not null,
    computed_at timestamptz not null,
    primary key (organisation_id, id),
    unique (organisation_id, criterion_id, hash),
    foreign key (organisation_id, criterion_id) references success_criteria (organisation_id, id)
);

create table milestones (
    organisation_id uuid not null,
    id uuid not null,
    initiative_id uuid not null,
    title text not null,
    due_on date not null,
    done_on date,
    primary key (organisation_id, id),
    foreign key (organisation_id, initiative_id) references initiatives (organisation_id, id)
);
create index milestones_initiative on milestones (organisation_id, initiative_id);

create table follow_ups (
    organisation_id uuid not null,
    id uuid not null,
    initiative_id uuid not null,
    title text not null,
    source text not null,
    committee_id uuid,
    forum text not null,
    frequency text not null,
    next_due date,
    ended_on date,
    primary key (organisation_id, id),
    foreign key (organisation_id, initiative_id) references initiatives (organisation_id, id),
    foreign key (organisation_id, committee_id) references committees (organisation_id, id)
);
create index follow_ups_initiative on follow_ups (organisation_id, initiative_id);
create index follow_ups_due on follow_ups (organisation_id, next_due);

create table follow_up_notes (
    organisation_id uuid not null,
    id uuid not null,
    follow_up_id uuid not null,
    due_on date,
    held_on date not null,
    text text not null,
    written_by uuid,
    written_at timestamptz not null,
    primary key (organisation_id, id),
    foreign key (organisation_id, follow_up_id) references follow_ups (organisation_id, id),
    foreign key (organisation_id, written_by) references persons (organisation_id, id)
);
create index follow_up_notes_follow_up on follow_up_notes (organisation_id, follow_up_id);

create table status_reports (
    organisation_id uuid not null,
    id uuid not null,
    initiative_id uuid not null,
    title text not null,
    area text not null,
    as_of date not null,
    purpose_text text not null,
    progress_text text not null,
    next_text text not null,
    criteria text not null,
    state text not null,
    created_at timestamptz not null,
    approved_at timestamptz,
    approved_by uuid,
    version integer not null,
    primary key (organisation_id, id),
    foreign key (organisation_id, initiative_id) references initiatives (organisation_id, id),
    foreign key (organisation_id, approved_by) references persons (organisation_id, id)
);
create index status_reports_initiative on status_reports (organisation_id, initiative_id);

create table agenda_items (
    organisation_id uuid not null,
    id uuid not null,
    meeting_id uuid not null,
    position integer not null,
    title text not null,
    text text not null,
    status_report_id uuid,
    follow_up_id uuid,
    primary key (organisation_id, id),
    foreign key (organisation_id, meeting_id) references meetings (organisation_id, id),
    foreign key (organisation_id, status_report_id) references status_reports (organisation_id, id),
    foreign key (organisation_id, follow_up_id) references follow_ups (organisation_id, id)
);
create index agenda_items_meeting on agenda_items (organisation_id, meeting_id);

create table decisions (
    organisation_id uuid not null,
    id uuid not null,
    meeting_id uuid not null,
    agenda_item_id uuid,
    text text not null,
    task_title text not null,
    task_due_on date,
    primary key (organisation_id, id),
    foreign key (organisation_id, meeting_id) references meetings (organisation_id, id),
    foreign key (organisation_id, agenda_item_id) references agenda_items (organisation_id, id)
);

create table unit_tasks (
    organisation_id uuid not null,
    decision_id uuid not null,
    unit_id uuid not null,
    done_on date,
    done_by uuid,
    note text not null,
    primary key (organisation_id, decision_id, unit_id),
    foreign key (organisation_id, decision_id) references decisions (organisation_id, id),
    foreign key (organisation_id, unit_id) references units (organisation_id, id),
    foreign key (organisation_id, done_by) references persons (organisation_id, id)
);
create index unit_tasks_unit on unit_tasks (organisation_id, unit_id);

create table accounts (
    organisation_id uuid not null,
    person_id uuid not null,
    password_hash text not null,
    language text not null,
    disabled_at timestamptz,
    must_change_password boolean not null,
    primary key (organisation_id, person_id),
    foreign key (organisation_id, person_id) references persons (organisation_id, id)
);

create table sessions (
    organisation_id uuid not null,
    token_hash text not null,
    person_id uuid not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    primary key (organisation_id, token_hash),
    foreign key (organisation_id, person_id) references persons (organisation_id, id)
);
create index sessions_person on sessions (organisation_id, person_id);

create table sign_in_attempts (
    organisation_id uuid not null,
    id uuid not null,
    key_hash text not null,
    attempted_at timestamptz not null,
    primary key (organisation_id, id)
);
create index sign_in_attempts_key on sign_in_attempts (organisation_id, key_hash, attempted_at);

create table audit_entries (
    organisation_id uuid not null references organisations (organisation_id),
    id uuid not null,
    happened_at timestamptz not null,
    person_id uuid,
    subject text not null,
    subject_id uuid not null,
    parent_id uuid,
    unit_id uuid,
    verb text not null,
    changes text not null,
    primary key (organisation_id, id),
    foreign key (organisation_id, person_id) references persons (organisation_id, id)
);
create index audit_entries_subject on audit_entries (organisation_id, subject_id);
create index audit_entries_parent on audit_entries (organisation_id, parent_id);
create index audit_entries_time on audit_entries (organisation_id, happened_at);
