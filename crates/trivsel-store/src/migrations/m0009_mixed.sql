-- Cards tell by themselves that they were used: no ballot lies under a key that a card's code leads to. And the rows of one cell are
-- found without walking through the whole survey: they are taken out and put back in another order whenever one of them is written.

alter table cards add column is_used boolean not null default false;
update cards set is_used = true where exists (
    select 1 from ballots b
    where b.organisation_id = cards.organisation_id and b.survey_id = cards.survey_id and b.ballot_key = cards.ballot_key
);
create index cards_cell on cards (organisation_id, survey_id, cell);
create index roll_entries_cell on roll_entries (organisation_id, survey_id, cell);
create index ballots_cell on ballots (organisation_id, survey_id, cell);
create index comments_cell on comments (organisation_id, survey_id, cell);
