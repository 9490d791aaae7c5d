//! The rules of Trivsel: what may happen, when, and what follows. Pure: no clock, no database, no page.
//!
//! Each subject has a module of its own, named as in the tables, addresses and templates.

pub mod absence;
pub mod assessment;
pub mod board;
pub mod chain;
pub mod committee;
pub mod danish;
pub mod duty;
pub mod evaluation;
pub mod figure;
pub mod free_text;
pub mod happening;
pub mod hex;
pub mod id;
pub mod indicator;
pub mod initiative;
pub mod job;
pub mod legal_rule;
pub mod lesson;
pub mod look;
pub mod model;
pub mod month;
pub mod notice;
pub mod period;
pub mod person;
pub mod person_number;
pub mod plan;
pub mod policy;
pub mod publication;
pub mod questionnaire;
pub mod report;
pub mod rights;
pub mod search;
pub mod setup;
pub mod sign_in;
pub mod stairs;
pub mod start;
pub mod survey;
pub mod talk;
pub mod text;
pub mod toolbox;
pub mod unit;
pub mod workshop;
