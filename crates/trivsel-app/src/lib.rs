//! The use cases: who may, load, decide, save in one transaction, say what happened.
//!
//! A use case takes the [`App`] and, except for signing in, an [`Actor`](trivsel_domain::rights::Actor). It asks for the right first.
//! What it is to do it takes as values. The texts of a form become values before, by the form's own `read`, so that pages, the API, files and
//! the command line hand over the same.

pub mod access;
pub mod accounts;
pub mod app;
pub mod areas;
pub mod assessments;
pub mod audit;
pub mod backup;
pub mod ballots;
pub mod calendar;
pub mod chain;
pub mod committees;
pub mod duties;
pub mod error;
pub mod evaluations;
pub mod figures;
pub mod followed;
pub mod happening;
pub mod identity;
pub mod imports;
pub mod initiatives;
pub mod input;
pub mod jobs;
mod kept;
pub mod legal_rules;
pub mod lessons;
mod looks;
mod mail_address;
pub mod mails;
pub mod models;
pub mod notices;
pub mod organisation_import;
pub mod overview;
pub mod persons;
pub mod planner;
pub mod plans;
pub mod policies;
pub mod publications;
pub mod questionnaires;
mod reading;
pub mod reports;
pub mod saved_filters;
pub mod search;
pub mod seen;
pub mod sent_forms;
pub mod setup;
mod shipped;
pub mod stairs;
pub mod starts;
pub mod stations;
mod structure;
pub mod surveys;
pub mod toolbox;
pub mod trail;
pub mod units;
pub mod uploads;
mod work;
pub mod workshops;
pub mod yearly_talks;

pub use app::{App, Clock, MailSettings, Settings};
pub use error::{AppError, Problem, Problems};
pub use ipnet::IpNet;
pub use reading::{PageReading, ReadTx};
pub use trivsel_documents as documents;
