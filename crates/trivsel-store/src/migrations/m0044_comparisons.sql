-- Whom a criterion is held against where the owner of the initiative has nobody outside it. No foreign key: others point to this table.

alter table success_criteria add column comparison_unit_id uuid;
alter table success_criteria add column comparison_reason text not null default '';
