-- One row that is counted up to see whether the database can be written. It belongs to no organisation.

create table heartbeats (
    name text not null primary key,
    beats bigint not null
);
insert into heartbeats (name, beats) values ('write', 0);
