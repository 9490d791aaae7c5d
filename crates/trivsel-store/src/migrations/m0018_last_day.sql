-- The last day of a survey where it was moved while it was open; and whom people can talk to after answering.

alter table surveys add column moved_to date;
alter table surveys add column contacts text not null default '';
