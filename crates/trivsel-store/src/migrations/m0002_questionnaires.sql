-- Questionnaires and their versions. A version's content is one JSON document, kept word for word: its hash is what a survey promises.

create table questionnaires (
    organisation_id uuid not null references organisations (organisation_id),
    id uuid not null,
    code text not null,
    is_built_in boolean not null,
    withdrawn_at timestamptz,
    created_at timestamptz not null,
    primary key (organisation_id, id),
    unique (organisation_id, code)
);

create table questionnaire_versions (
    organisation_id uuid not null,
    id uuid not null,
    questionnaire_id uuid not null,
    number integer not null,
    -- No foreign key: an archive is read back in the order of the ids, and a version can rest on one with a higher id.
    based_on uuid,
    content text not null,
    published_at timestamptz,
    published_by uuid,
    hash text not null,
    created_at timestamptz not null,
    version integer not null,
    primary key (organisation_id, id),
    unique (organisation_id, questionnaire_id, number),
    foreign key (organisation_id, questionnaire_id) references questionnaires (organisation_id, id),
    foreign key (organisation_id, published_by) references persons (organisation_id, id)
);
