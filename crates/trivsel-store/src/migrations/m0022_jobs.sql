-- What is done in the background. Whoever takes a job writes a random `hand` into it and counts `beats` up while they are at it; when the
-- beats stand still for a while another server puts its own hand there, and what the first one does afterwards counts for nothing. So no
-- clock has to be right. `asked` rises each time the job is asked for: what was asked for meanwhile is done once more.

create table jobs (
    organisation_id uuid not null references organisations (organisation_id),
    id uuid not null,
    kind text not null,
    subject text not null,
    payload text not null,
    state text not null,
    set_at timestamptz not null,
    not_before timestamptz not null,
    asked bigint not null,
    tries integer not null,
    hand uuid,
    beats bigint not null,
    step text not null,
    done bigint not null,
    total bigint not null,
    counted bigint not null,
    failure text not null,
    created_at timestamptz not null,
    finished_at timestamptz,
    primary key (organisation_id, id),
    unique (organisation_id, kind, subject)
);
create index jobs_state on jobs (organisation_id, state, not_before);

-- An import under way belonged to a server that an older program ran: it is lost with it.
update imports set state = 'failed', summary = '{"failure":"interrupted"}', finished_at = created_at, file_key = ''
    where state in ('checking', 'running');
