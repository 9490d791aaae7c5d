//! What is kept: one SQL text for SQLite and PostgreSQL, one transaction opened for one organisation.
//!
//! [`Store`] is the database. [`Tx`] is a transaction in which only one organisation's rows can be seen, and through which every
//! query goes. Each subject has a module of functions that take a [`Tx`] and speak domain types; rows never leave this crate.

mod asked;
mod bell;
mod dialect;
pub(crate) mod entities;
pub mod error;
mod migrations;
mod tenant;
mod trust;

pub mod access_links;
pub mod archive;
pub mod assessments;
pub mod audit;
pub mod ballots;
pub mod boards;
pub mod chain;
pub mod committees;
pub mod crisis_lines;
pub mod duties;
pub mod erase;
pub mod evaluations;
pub mod feeds;
pub mod figures;
pub mod files;
pub mod followed;
pub mod handovers;
pub mod happenings;
pub mod health;
mod heartbeat;
pub mod imports;
pub mod initiatives;
pub mod jobs;
pub mod legal_rules;
pub mod lessons;
pub mod looks;
pub mod mails;
pub mod meeting_calls;
mod memory;
pub mod models;
pub mod notices;
pub mod organisations;
pub mod own_tools;
pub mod persons;
pub mod plans;
pub mod policies;
pub mod publications;
pub mod questionnaires;
pub mod reports;
pub mod rolls;
pub mod saved_filters;
pub mod sent_forms;
pub mod sessions;
pub mod setup;
pub mod sign_ins;
pub mod stairs;
pub mod starts;
pub mod surveys;
pub mod toolbox;
pub mod units;
pub mod uploads;
pub mod workshops;
pub mod yearly_talks;

mod store;

pub use bell::{Bell, Doorbell, Listening, Rung, ScopeOf};
pub use error::StoreError;
pub use files::sqlite_file;
pub use store::{Kind, Store};
pub use tenant::Tx;
