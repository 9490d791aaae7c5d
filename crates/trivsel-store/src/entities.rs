//! The rows of the database, one module a table. They stay inside the store: what leaves it are domain types.

#![expect(
    unreachable_pub,
    reason = "the derive makes `Entity` public and wants its row to be as well"
)]
pub(crate) mod account;
pub(crate) mod agenda_item;
pub(crate) mod audit_entry;
pub(crate) mod ballot;
pub(crate) mod card;
pub(crate) mod comment;
pub(crate) mod committee;
pub(crate) mod committee_member;
pub(crate) mod decision;
pub(crate) mod disruption;
pub(crate) mod employment;
pub(crate) mod evaluation;
pub(crate) mod exclusion;
pub(crate) mod follow_up;
pub(crate) mod follow_up_note;
pub(crate) mod goal;
pub(crate) mod happening;
pub(crate) mod happening_scope;
pub(crate) mod import;
pub(crate) mod import_error;
pub(crate) mod import_source;
pub(crate) mod indicator;
pub(crate) mod initiative;
pub(crate) mod job;
pub(crate) mod known_device;
pub(crate) mod look;
pub(crate) mod lot;
pub(crate) mod mail;
pub(crate) mod measure;
pub(crate) mod meeting;
pub(crate) mod milestone;
pub(crate) mod observation;
pub(crate) mod organisation;
pub(crate) mod person;
pub(crate) mod policy;
pub(crate) mod publication;
pub(crate) mod questionnaire;
pub(crate) mod questionnaire_version;
pub(crate) mod role_assignment;
pub(crate) mod roll_entry;
pub(crate) mod sent_form;
pub(crate) mod series;
pub(crate) mod series_event;
pub(crate) mod session;
pub(crate) mod shown_tree;
pub(crate) mod sign_in;
pub(crate) mod sign_in_attempt;
pub(crate) mod sign_in_try;
pub(crate) mod site;
pub(crate) mod status_report;
pub(crate) mod success_criterion;
pub(crate) mod survey;
pub(crate) mod survey_agenda_item;
pub(crate) mod survey_cell;
pub(crate) mod survey_initiative;
pub(crate) mod survey_reminder;
pub(crate) mod survey_unit;
pub(crate) mod unit;
pub(crate) mod unit_placement;
pub(crate) mod unit_task;
