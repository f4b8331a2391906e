//! Machinery that API and pages share. No feature lives here.

pub mod auth;
pub mod form;
pub mod headers;
pub mod health;
pub mod idempotency;
pub mod problem;
pub mod rate_limit;
pub mod server;
pub mod session;
pub mod upload;
pub mod urls;
