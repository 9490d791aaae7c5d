-- What a workplace says of the toolbox that is shipped. The tools and answers themselves stand in the program; a row here is laid over them, and a
-- newer list that is shipped undoes nothing of it.
create table tool_reviews (
    organisation_id uuid not null references organisations (organisation_id),
    tool text not null,
    title text not null,
    url text not null,
    state text not null,
    checked_on date not null,
    checked_by uuid,
    review_on date not null,
    primary key (organisation_id, tool),
    foreign key (organisation_id, checked_by) references persons (organisation_id, id)
);

-- An editor stands for an answer, under their own name.
create table answer_approvals (
    organisation_id uuid not null references organisations (organisation_id),
    answer text not null,
    approved_on date not null,
    approved_by uuid,
    review_on date not null,
    primary key (organisation_id, answer),
    foreign key (organisation_id, approved_by) references persons (organisation_id, id)
);

-- A unit uses a tool, and says how it goes.
create table tool_notes (
    organisation_id uuid not null references organisations (organisation_id),
    id uuid not null,
    tool text not null,
    unit_id uuid not null,
    text text not null,
    used_from date not null,
    worked text not null,
    written_by uuid,
    primary key (organisation_id, id),
    foreign key (organisation_id, unit_id) references units (organisation_id, id),
    foreign key (organisation_id, written_by) references persons (organisation_id, id)
);
create index tool_notes_tool on tool_notes (organisation_id, tool);

-- Words that were looked for in vain and handed in. By nobody and on no day: a word and how often.
create table missed_words (
    organisation_id uuid not null references organisations (organisation_id),
    words text not null,
    times integer not null,
    primary key (organisation_id, words)
);

-- A tool something came of, by its code. Its words are kept beside it, as the check on sources asks.
alter table origins add column from_tool text;
create index origins_from_tool on origins (organisation_id, from_tool);

-- Where a unit says it stands on the five steps, one row a time: the years stand beside each other. What was seen of it is kept as codes.
create table stair_placements (
    organisation_id uuid not null references organisations (organisation_id),
    id uuid not null,
    unit_id uuid not null,
    placed_on date not null,
    step integer not null,
    signs text not null,
    text text not null,
    next_step text not null,
    primary key (organisation_id, id),
    foreign key (organisation_id, unit_id) references units (organisation_id, id)
);
create index stair_placements_unit on stair_placements (organisation_id, unit_id);
