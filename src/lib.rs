//! Mekiki finds, invites and assigns reviewers from abroad for a research funder.

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
