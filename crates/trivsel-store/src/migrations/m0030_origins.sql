-- Where something came from: one row for each thing that was made of another. Exactly one source, or none any more once it is gone, and then its
-- words stay; exactly one target. Each subject that comes later adds its columns and its keys. A day and no moment: who made something of what
-- when is nobody's business to the minute, and the ids are random for the same reason.

create table origins (
    organisation_id uuid not null references organisations (organisation_id),
    id uuid not null,
    from_survey_id uuid,
    from_unit_id uuid,
    from_decision_id uuid,
    from_measure_id uuid,
    to_initiative_id uuid,
    to_measure_id uuid,
    to_agenda_item_id uuid,
    words text not null,
    made_on date,
    primary key (organisation_id, id),
    unique (organisation_id, from_survey_id, from_unit_id, to_initiative_id),
    unique (organisation_id, from_survey_id, from_unit_id, to_measure_id),
    unique (organisation_id, from_survey_id, from_unit_id, to_agenda_item_id),
    unique (organisation_id, from_decision_id, to_initiative_id),
    unique (organisation_id, from_decision_id, to_measure_id),
    unique (organisation_id, from_decision_id, to_agenda_item_id),
    unique (organisation_id, from_measure_id, to_initiative_id),
    foreign key (organisation_id, from_survey_id) references surveys (organisation_id, id),
    foreign key (organisation_id, from_unit_id) references units (organisation_id, id),
    foreign key (organisation_id, from_decision_id) references decisions (organisation_id, id),
    foreign key (organisation_id, from_measure_id) references measures (organisation_id, id),
    foreign key (organisation_id, to_initiative_id) references initiatives (organisation_id, id),
    foreign key (organisation_id, to_measure_id) references measures (organisation_id, id),
    foreign key (organisation_id, to_agenda_item_id) references agenda_items (organisation_id, id),
    check ((from_survey_id is null) = (from_unit_id is null)),
    check (
        case when from_survey_id is null then 0 else 1 end
        + case when from_decision_id is null then 0 else 1 end
        + case when from_measure_id is null then 0 else 1 end
        = case when words = '' then 1 else
            case when from_survey_id is null and from_decision_id is null and from_measure_id is null then 0 else 1 end
        end
    ),
    check (
        case when to_initiative_id is null then 0 else 1 end
        + case when to_measure_id is null then 0 else 1 end
        + case when to_agenda_item_id is null then 0 else 1 end = 1
    )
);
create index origins_to_initiative on origins (organisation_id, to_initiative_id);
create index origins_to_measure on origins (organisation_id, to_measure_id);
create index origins_to_agenda_item on origins (organisation_id, to_agenda_item_id);

-- What was kept in a table for each pair. On which day it was said is not known.
insert into origins (organisation_id, id, from_survey_id, from_unit_id, to_initiative_id, words)
select organisation_id, new_uuid(), survey_id, unit_id, initiative_id, '' from survey_initiatives;
insert into origins (organisation_id, id, from_survey_id, from_unit_id, to_agenda_item_id, words)
select organisation_id, new_uuid(), survey_id, unit_id, agenda_item_id, '' from survey_agenda_items;
drop table survey_initiatives;
drop table survey_agenda_items;
