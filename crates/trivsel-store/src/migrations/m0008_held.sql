-- A survey that came back from a backup, before somebody said how it goes on.

alter table surveys add column held_since date;
