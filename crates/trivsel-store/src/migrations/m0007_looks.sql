-- When it was looked last whether something is due, and for how long looks have followed each other: what tells a clock that jumped.
-- `number` rises with every look that is written down; a file beside the uploads keeps the highest, and so tells an older database that
-- was put in the place of a newer one.

create table looks (
    organisation_id uuid not null references organisations (organisation_id),
    epoch uuid not null,
    number bigint not null,
    looked_at timestamptz not null,
    steady_seconds bigint not null,
    needed_seconds bigint not null,
    before_at timestamptz,
    before_seconds bigint not null,
    primary key (organisation_id)
);
