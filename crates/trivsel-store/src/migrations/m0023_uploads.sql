-- Files that were uploaded and wait to be read, in pieces, so that every server reaches them. They hold personal data: a file that is done
-- with goes piece by piece. None of it goes into a backup or an export.

create table uploads (
    organisation_id uuid not null,
    id uuid not null,
    person_id uuid not null,
    purpose text not null,
    state text not null,
    length bigint not null,
    touched_at timestamptz not null,
    primary key (organisation_id, id),
    foreign key (organisation_id, person_id) references persons (organisation_id, id)
);
create index uploads_person on uploads (organisation_id, person_id);

create table upload_chunks (
    organisation_id uuid not null,
    upload_id uuid not null,
    number integer not null,
    bytes bytea not null,
    primary key (organisation_id, upload_id, number),
    foreign key (organisation_id, upload_id) references uploads (organisation_id, id) on delete cascade
);

-- The files of these lie in a folder that is no longer read.
update imports set state = 'failed', summary = '{"failure":"interrupted"}', finished_at = created_at, file_key = ''
    where state in ('uploaded', 'previewed');
