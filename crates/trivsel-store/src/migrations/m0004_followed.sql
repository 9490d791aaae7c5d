-- What followed a survey: the initiatives, and the points of agendas, that come from its result in a unit.

create table survey_initiatives (
    organisation_id uuid not null,
    survey_id uuid not null,
    unit_id uuid not null,
    initiative_id uuid not null,
    primary key (organisation_id, survey_id, unit_id, initiative_id),
    foreign key (organisation_id, survey_id) references surveys (organisation_id, id),
    foreign key (organisation_id, unit_id) references units (organisation_id, id),
    foreign key (organisation_id, initiative_id) references initiatives (organisation_id, id)
);
create index survey_initiatives_initiative on survey_initiatives (organisation_id, initiative_id);

create table survey_agenda_items (
    organisation_id uuid not null,
    survey_id uuid not null,
    unit_id uuid not null,
    agenda_item_id uuid not null,
    primary key (organisation_id, survey_id, unit_id, agenda_item_id),
    foreign key (organisation_id, survey_id) references surveys (organisation_id, id),
    foreign key (organisation_id, unit_id) references units (organisation_id, id),
    foreign key (organisation_id, agenda_item_id) references agenda_items (organisation_id, id)
);
create index survey_agenda_items_item on survey_agenda_items (organisation_id, agenda_item_id);
