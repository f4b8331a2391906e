//! Mekiki finds, invites and assigns reviewers from abroad for a research funder.
//!
//! The layers, from the ground up; a module uses only what stands above it in this list, and a test holds
//! it to that (`tests/it/architecture`):
//!
//! * words: [`kernel`], [`config`], [`i18n`], [`telemetry`]
//! * foundation: [`db`], [`audit`], [`identity`], [`mail`]
//! * contexts: [`people`], [`calls`], [`coi`], [`search`], [`invitations`], [`assignment`]
//! * across them: [`reports`]
//! * machinery: [`app`], [`http`]
//! * delivery: [`api`], [`pages`], [`worker`]
//! * start: [`cli`]
//!
//! A newcomer reads [`calls`] first, then [`invitations`], then [`http`] and [`api`]; `docs/ARCHITECTURE.md`
//! walks through three requests.

#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, clippy::print_stderr)]

// Its macros are used by all modules below.
#[macro_use]
pub mod kernel;

pub mod api;
pub mod app;
pub mod assignment;
pub mod audit;
pub mod calls;
pub mod cli;
pub mod coi;
pub mod config;
pub mod db;
pub mod http;
pub mod i18n;
pub mod identity;
pub mod invitations;
pub mod mail;
pub mod pages;
pub mod people;
pub mod reports;
pub mod search;
pub mod telemetry;
pub mod worker;
