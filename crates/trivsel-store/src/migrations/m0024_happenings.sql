-- What happened, for screens that listen. `number` is gapless in its scope: it is counted up on the scope's own row in the transaction that
-- tells, so that it rises as transactions are committed. `epoch` is drawn with the row: numbers of another history are told apart by it.
-- Nothing here is about a person but the scope of a person's own rights, and nothing is finer than a day. Rows go after some days.

create table happening_scopes (
    organisation_id uuid not null references organisations (organisation_id),
    scope_kind text not null,
    scope_id uuid not null,
    epoch bigint not null,
    number bigint not null,
    told_on date not null,
    primary key (organisation_id, scope_kind, scope_id)
);

create table happenings (
    organisation_id uuid not null,
    scope_kind text not null,
    scope_id uuid not null,
    number bigint not null,
    kind text not null,
    payload text not null,
    primary key (organisation_id, scope_kind, scope_id, number),
    foreign key (organisation_id, scope_kind, scope_id) references happening_scopes (organisation_id, scope_kind, scope_id)
);
