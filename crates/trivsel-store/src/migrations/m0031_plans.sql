-- Plans: what a unit works on, how, who does what until when, what will show it, and when it is looked at. The person of a line is tied when the
-- plan is agreed; a role in words is as good. And the chain learns of their lines: the table is written anew, because a column that points
-- somewhere with its organisation cannot be added to a table that is there, on SQLite.

create table plans (
    organisation_id uuid not null,
    id uuid not null,
    number integer not null,
    unit_id uuid not null,
    title text not null,
    valid_from date not null,
    valid_to date,
    state text not null,
    agreed_on date,
    agreed_by_person_id uuid,
    agreed_with_person_id uuid,
    closing_note text not null,
    version integer not null,
    primary key (organisation_id, id),
    unique (organisation_id, number),
    foreign key (organisation_id, unit_id) references units (organisation_id, id),
    foreign key (organisation_id, agreed_by_person_id) references persons (organisation_id, id),
    foreign key (organisation_id, agreed_with_person_id) references persons (organisation_id, id)
);
create index plans_unit on plans (organisation_id, unit_id);

create table plan_lines (
    organisation_id uuid not null,
    id uuid not null,
    plan_id uuid not null,
    part text not null,
    position integer not null,
    text text not null,
    person_id uuid,
    role text not null,
    due_on date,
    committee_id uuid,
    indicator_id uuid,
    survey_scale text not null,
    done_on date,
    outcome text not null,
    dropped_because text not null,
    primary key (organisation_id, id),
    foreign key (organisation_id, plan_id) references plans (organisation_id, id),
    foreign key (organisation_id, person_id) references persons (organisation_id, id),
    foreign key (organisation_id, committee_id) references committees (organisation_id, id),
    foreign key (organisation_id, indicator_id) references indicators (organisation_id, id)
);
create index plan_lines_plan on plan_lines (organisation_id, plan_id);

create table plan_looks (
    organisation_id uuid not null,
    id uuid not null,
    plan_id uuid not null,
    due_on date,
    held_on date not null,
    text text not null,
    written_by uuid,
    primary key (organisation_id, id),
    foreign key (organisation_id, plan_id) references plans (organisation_id, id),
    foreign key (organisation_id, written_by) references persons (organisation_id, id)
);
create index plan_looks_plan on plan_looks (organisation_id, plan_id);

create table origins_anew (
    organisation_id uuid not null references organisations (organisation_id),
    id uuid not null,
    from_survey_id uuid,
    from_unit_id uuid,
    from_decision_id uuid,
    from_measure_id uuid,
    from_plan_line_id uuid,
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
    foreign key (organisation_id, from_survey_id) references surveys (organisation_id, id),
    foreign key (organisation_id, from_unit_id) references units (organisation_id, id),
    foreign key (organisation_id, from_decision_id) references decisions (organisation_id, id),
    foreign key (organisation_id, from_measure_id) references measures (organisation_id, id),
    foreign key (organisation_id, from_plan_line_id) references plan_lines (organisation_id, id),
    foreign key (organisation_id, to_initiative_id) references initiatives (organisation_id, id),
    foreign key (organisation_id, to_measure_id) references measures (organisation_id, id),
    foreign key (organisation_id, to_success_criterion_id) references success_criteria (organisation_id, id),
    foreign key (organisation_id, to_milestone_id) references milestones (organisation_id, id),
    foreign key (organisation_id, to_follow_up_id) references follow_ups (organisation_id, id),
    foreign key (organisation_id, to_agenda_item_id) references agenda_items (organisation_id, id),
    check ((from_survey_id is null) = (from_unit_id is null)),
    check (
        case when from_survey_id is null then 0 else 1 end
        + case when from_decision_id is null then 0 else 1 end
        + case when from_measure_id is null then 0 else 1 end
        + case when from_plan_line_id is null then 0 else 1 end
        = case when words = '' then 1 else
            case when from_survey_id is null and from_decision_id is null and from_measure_id is null and from_plan_line_id is null
            then 0 else 1 end
        end
    ),
    check (
        case when to_initiative_id is null then 0 else 1 end
        + case when to_measure_id is null then 0 else 1 end
        + case when to_success_criterion_id is null then 0 else 1 end
        + case when to_milestone_id is null then 0 else 1 end
        + case when to_follow_up_id is null then 0 else 1 end
        + case when to_agenda_item_id is null then 0 else 1 end = 1
    )
);
insert into origins_anew (organisation_id, id, from_survey_id, from_unit_id, from_decision_id, from_measure_id, to_initiative_id, to_measure_id,
    to_agenda_item_id, words, made_on)
select organisation_id, id, from_survey_id, from_unit_id, from_decision_id, from_measure_id, to_initiative_id, to_measure_id, to_agenda_item_id,
    words, made_on
from origins;
drop table origins;
alter table origins_anew rename to origins;
create index origins_to_initiative on origins (organisation_id, to_initiative_id);
create index origins_to_measure on origins (organisation_id, to_measure_id);
create index origins_to_success_criterion on origins (organisation_id, to_success_criterion_id);
create index origins_to_milestone on origins (organisation_id, to_milestone_id);
create index origins_to_follow_up on origins (organisation_id, to_follow_up_id);
create index origins_to_agenda_item on origins (organisation_id, to_agenda_item_id);
