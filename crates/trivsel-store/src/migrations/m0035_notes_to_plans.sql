-- Notes become lines of plans. A group of a workshop has one plan. And the chain learns of notes as a source and of a plan's lines as what
-- something became: the table is written anew, as a column that points somewhere with its organisation cannot be added on SQLite. A note is no
-- foreign key: when the day is closed, the notes of a board are written anew in another order, and a note that was not chosen goes later while the
-- words it had stay.

create table workshop_plans (
    organisation_id uuid not null,
    workshop_id uuid not null,
    group_id uuid not null,
    plan_id uuid not null,
    primary key (organisation_id, workshop_id, group_id),
    unique (organisation_id, plan_id),
    foreign key (organisation_id, workshop_id) references workshops (organisation_id, id),
    foreign key (organisation_id, group_id) references workshop_groups (organisation_id, id),
    foreign key (organisation_id, plan_id) references plans (organisation_id, id)
);

create table origins_anew (
    organisation_id uuid not null references organisations (organisation_id),
    id uuid not null,
    from_survey_id uuid,
    from_unit_id uuid,
    from_decision_id uuid,
    from_measure_id uuid,
    from_plan_line_id uuid,
    from_board_id uuid,
    from_note_id uuid,
    to_plan_line_id uuid,
    to_initiative_id uuid,
    to_measure_id uuid,
    to_success_criterion_id uuid,
    to_milestone_id uuid,
    to_follow_up_id uuid,
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
    unique (organisation_id, from_plan_line_id, to_initiative_id),
    unique (organisation_id, from_plan_line_id, to_measure_id),
    unique (organisation_id, from_plan_line_id, to_success_criterion_id),
    unique (organisation_id, from_plan_line_id, to_milestone_id),
    unique (organisation_id, from_plan_line_id, to_follow_up_id),
    unique (organisation_id, from_plan_line_id, to_agenda_item_id),
    unique (organisation_id, from_board_id, from_note_id, to_plan_line_id),
    foreign key (organisation_id, from_survey_id) references surveys (organisation_id, id),
    foreign key (organisation_id, from_unit_id) references units (organisation_id, id),
    foreign key (organisation_id, from_decision_id) references decisions (organisation_id, id),
    foreign key (organisation_id, from_measure_id) references measures (organisation_id, id),
    foreign key (organisation_id, from_plan_line_id) references plan_lines (organisation_id, id),
    foreign key (organisation_id, from_board_id) references boards (organisation_id, id),
    foreign key (organisation_id, to_plan_line_id) references plan_lines (organisation_id, id),
    foreign key (organisation_id, to_initiative_id) references initiatives (organisation_id, id),
    foreign key (organisation_id, to_measure_id) references measures (organisation_id, id),
    foreign key (organisation_id, to_success_criterion_id) references success_criteria (organisation_id, id),
    foreign key (organisation_id, to_milestone_id) references milestones (organisation_id, id),
    foreign key (organisation_id, to_follow_up_id) references follow_ups (organisation_id, id),
    foreign key (organisation_id, to_agenda_item_id) references agenda_items (organisation_id, id),
    check ((from_survey_id is null) = (from_unit_id is null)),
    check ((from_board_id is null) = (from_note_id is null)),
    check (
        case when from_survey_id is null then 0 else 1 end
        + case when from_decision_id is null then 0 else 1 end
        + case when from_measure_id is null then 0 else 1 end
        + case when from_plan_line_id is null then 0 else 1 end
        + case when from_note_id is null then 0 else 1 end
        = case when words = '' then 1 else
            case when from_survey_id is null and from_decision_id is null and from_measure_id is null and from_plan_line_id is null
                and from_note_id is null then 0 else 1 end
        end
    ),
    check (
        case when to_plan_line_id is null then 0 else 1 end
        + case when to_initiative_id is null then 0 else 1 end
        + case when to_measure_id is null then 0 else 1 end
        + case when to_success_criterion_id is null then 0 else 1 end
        + case when to_milestone_id is null then 0 else 1 end
        + case when to_follow_up_id is null then 0 else 1 end
        + case when to_agenda_item_id is null then 0 else 1 end = 1
    )
);
insert into origins_anew (organisation_id, id, from_survey_id, from_unit_id, from_decision_id, from_measure_id, from_plan_line_id,
    to_initiative_id, to_measure_id, to_success_criterion_id, to_milestone_id, to_follow_up_id, to_agenda_item_id, words, made_on)
select organisation_id, id, from_survey_id, from_unit_id, from_decision_id, from_measure_id, from_plan_line_id, to_initiative_id, to_measure_id,
    to_success_criterion_id, to_milestone_id, to_follow_up_id, to_agenda_item_id, words, made_on
from origins;
drop table origins;
alter table origins_anew rename to origins;
create index origins_to_plan_line on origins (organisation_id, to_plan_line_id);
create index origins_to_initiative on origins (organisation_id, to_initiative_id);
create index origins_to_measure on origins (organisation_id, to_measure_id);
create index origins_to_success_criterion on origins (organisation_id, to_success_criterion_id);
create index origins_to_milestone on origins (organisation_id, to_milestone_id);
create index origins_to_follow_up on origins (organisation_id, to_follow_up_id);
create index origins_to_agenda_item on origins (organisation_id, to_agenda_item_id);
