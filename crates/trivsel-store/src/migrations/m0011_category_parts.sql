-- What the categories of a source part: events counted on the same people, or the people themselves. 'unknown' where nobody has said.
alter table series add column category_parts text not null default 'unknown';
