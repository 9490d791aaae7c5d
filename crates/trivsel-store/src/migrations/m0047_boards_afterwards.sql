-- What became of a chosen note: the day it was said to be settled. And boards that hang for some days without a workshop round them: until
-- which day their door is open.
alter table notes add column settled_on date;

create table standing_boards (
    organisation_id uuid not null,
    workshop_id uuid not null,
    open_to date not null,
    primary key (organisation_id, workshop_id),
    foreign key (organisation_id, workshop_id) references workshops (organisation_id, id)
);
