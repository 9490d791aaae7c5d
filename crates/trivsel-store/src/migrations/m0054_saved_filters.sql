-- What somebody narrows a list to again and again, under a name of their own. The query is what stands in the address.
create table saved_filters (
    organisation_id uuid not null references organisations (organisation_id),
    id uuid not null,
    person_id uuid not null,
    list text not null,
    name text not null,
    query text not null,
    primary key (organisation_id, id),
    unique (organisation_id, person_id, list, name),
    foreign key (organisation_id, person_id) references persons (organisation_id, id)
);
