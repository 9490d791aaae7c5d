-- What stood in a cell that could not be used. Only of figures by unit and month: a file about persons keeps nothing of theirs.
alter table import_errors add column seen text not null default '';
