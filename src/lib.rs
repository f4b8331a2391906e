//! Mekiki finds, invites and assigns reviewers from abroad for a research funder.

#[macro_use]
pub mod kernel;
pub mod config;
pub mod db;
pub mod i18n;
pub mod telemetry;
pub mod audit;
pub mod identity;
pub mod mail;
pub mod people;
pub mod calls;
pub mod coi;
pub mod search;
pub mod invitations;
pub mod assignment;
