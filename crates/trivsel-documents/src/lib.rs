//! Documents out of a view model, and tables in.
//!
//! Rooms that share nothing but the reader's language: [`table_in`] reads the tables people already have
//! (CSV and spreadsheets, with their title lines, footnotes and national number formats), [`table_out`] writes
//! tables they can open again, [`pdf`] says what stands in a document that is to be printed, [`docx`] writes the same for word processors, and [`qr`]
//! draws codes for telephones. What is printed, and who may see it, is decided by the callers: this crate opens no database and knows no rights.

pub mod calendar;
pub mod docx;
mod language;
pub mod pdf;
pub mod qr;
pub mod table_in;
pub mod table_out;

pub use language::Language;
