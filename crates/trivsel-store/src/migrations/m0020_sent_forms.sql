-- Forms that were sent, by the mark each carries, for a day: a form that comes twice is done once. The hash names nobody, and the
-- location is the address the first was sent on to; it is empty until that is known.
create table sent_forms (
    organisation_id uuid not null,
    form_hash text not null,
    claim uuid not null,
    claimed_at timestamptz not null,
    location text not null,
    primary key (organisation_id, form_hash)
);
create index sent_forms_claimed on sent_forms (organisation_id, claimed_at);
