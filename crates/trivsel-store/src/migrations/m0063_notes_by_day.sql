-- When something was last looked at is read from the index alone: every first page asks it of all that goes on.
drop index follow_up_notes_follow_up;
create index follow_up_notes_held on follow_up_notes (organisation_id, follow_up_id, held_on);
