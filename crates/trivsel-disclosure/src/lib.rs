//! Protects groups in published tables and audits them, with witnesses anybody can check.
