-- Since when somebody is one of the two where they took over from another, when each answered alone, and whether what was promised is there
-- three months later. When they answered is kept; what they answered alone still goes when they have answered together.
alter table starts add column lead_since date;
alter table starts add column rep_since date;
alter table starts add column lead_answered_on date;
alter table starts add column rep_answered_on date;
alter table starts add column promise text not null default '';
alter table starts add column promise_looked_on date;
update starts set lead_answered_on = begun_on where exists (
    select 1 from start_answers
    where start_answers.organisation_id = starts.organisation_id and start_answers.start_id = starts.id and start_answers.part = 'lead'
);
update starts set rep_answered_on = begun_on where exists (
    select 1 from start_answers
    where start_answers.organisation_id = starts.organisation_id and start_answers.start_id = starts.id and start_answers.part = 'rep'
);
