-- Follow-ups in several forums, in named months, and on every agenda. `follow_ups.committee_id` stays the first forum, so that backups of
-- earlier versions are read as they are; the further ones stand here.

alter table follow_ups add column months text not null default '';

create table follow_up_committees (
    organisation_id uuid not null,
    follow_up_id uuid not null,
    committee_id uuid not null,
    position integer not null,
    primary key (organisation_id, follow_up_id, committee_id),
    foreign key (organisation_id, follow_up_id) references follow_ups (organisation_id, id),
    foreign key (organisation_id, committee_id) references committees (organisation_id, id)
);
create index follow_up_committees_committee on follow_up_committees (organisation_id, committee_id);

-- A follow-up was put on the agenda of a meeting. The row stays when the point is taken off again: then it does not come back by itself.
create table follow_up_points (
    organisation_id uuid not null,
    meeting_id uuid not null,
    follow_up_id uuid not null,
    primary key (organisation_id, meeting_id, follow_up_id),
    foreign key (organisation_id, meeting_id) references meetings (organisation_id, id),
    foreign key (organisation_id, follow_up_id) references follow_ups (organisation_id, id)
);
create index follow_up_points_follow_up on follow_up_points (organisation_id, follow_up_id);
