-- The link in a mail that leads to fewer of them is kept as a hash: whoever reads the database cannot choose for others. Each mail has its
-- own, as what was written in an earlier one is not known any more. The old ones were kept as they are, so they go.

drop table notice_links;
create table notice_links (
    organisation_id uuid not null,
    token_hash text not null,
    person_id uuid not null,
    made_on date not null,
    primary key (organisation_id, token_hash),
    foreign key (organisation_id, person_id) references persons (organisation_id, id)
);
create index notice_links_person on notice_links (organisation_id, person_id);

-- What says when a form was sent says when its sender was there. Those that were answered keep their day only.
delete from sent_forms;
