//! The command line: one sub-command a file.

mod admin;
mod bench;
mod demo;
mod import;
mod serve;

pub use serve::routes;

use crate::app::{App, StartError};
use crate::config::{Config, ConfigError, DEFAULTS};
use crate::db;
use crate::kernel::time::Clock;
use crate::people::Source;
use clap::{Parser, Subcommand};
use std::io::{self, Write as _};
use std::path::PathBuf;

/// Mekiki finds, invites and assigns reviewers from abroad for a research funder.
#[derive(Debug, Parser)]
#[command(name = "mekiki", version, about)]
pub struct Arguments {
    /// A configuration file; `mekiki config` prints one with every setting.
    #[arg(long, global = true, env = "MEKIKI_CONFIG")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve pages and API, and work in the background.
    Serve {
        /// Leave the background work to other processes.
        #[arg(long)]
        no_worker: bool,
    },
    /// Work in the background only.
    Work,
    /// Start a trial with fictional data; letters are caught in a mailbox page.
    Demo {
        /// Where the trial's data are.
        #[arg(long, default_value = "demo-data")]
        dir: PathBuf,
        /// Begin anew, with fresh data.
        #[arg(long)]
        fresh: bool,
        /// The port to serve on.
        #[arg(long, default_value_t = 8080)]
        port: u16,
    },
    /// Apply what is pending of the database's migrations.
    Migrate,
    /// Create an account; the password is read from standard input.
    CreateAccount {
        /// The address to sign in with.
        #[arg(long)]
        email: String,
        /// How the person is shown.
        #[arg(long)]
        name: String,
        /// administrator or `programme_officer`.
        #[arg(long, default_value = "programme_officer")]
        role: String,
        /// en or ja.
        #[arg(long, default_value = "ja")]
        language: String,
    },
    /// Issue a key for a program and print it.
    IssueKey {
        /// What it is for.
        #[arg(long)]
        name: String,
        /// administrator, `programme_officer` or `review_system`.
        #[arg(long, default_value = "review_system")]
        role: String,
    },
    /// Import candidates or publications from a file.
    Import {
        /// `openalex_authors`, `openalex_works` or csv.
        #[arg(long)]
        source: Source,
        /// Only tell what would happen.
        #[arg(long)]
        dry_run: bool,
        /// The file.
        file: PathBuf,
    },
    /// Print the OpenAPI document.
    Openapi,
    /// Print every setting with its default.
    Config,
    /// Measure speed on generated data, each figure beside a reference in the same run.
    Bench {
        /// Publications to generate.
        #[arg(long, default_value_t = 2_000)]
        works: usize,
    },
}

/// A command failed.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// The configuration does not hold.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// Mekiki could not start.
    #[error(transparent)]
    Start(#[from] StartError),
    /// A file or the network.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// What was asked for cannot be done.
    #[error("{0}")]
    Failed(String),
}

/// What a use case refused, as a line of text: every broken rule with its field.
fn failed(failure: &impl crate::kernel::failure::Failure) -> CliError {
    let rules: Vec<String> = failure
        .violations()
        .iter()
        .map(|violation| format!("{}: {}", violation.field, crate::i18n::Language::En.violation(violation)))
        .collect();
    CliError::Failed(if rules.is_empty() { failure.to_string() } else { rules.join("\n") })
}

/// Writes a line for the person at the terminal.
fn say(text: impl std::fmt::Display) -> io::Result<()> {
    writeln!(io::stdout().lock(), "{text}")
}

/// Runs a command.
pub fn run(arguments: Arguments) -> Result<(), CliError> {
    match &arguments.command {
        Command::Openapi => return Ok(write!(io::stdout(), "{}", crate::api::document())?),
        Command::Config => return Ok(write!(io::stdout(), "{DEFAULTS}")?),
        Command::Bench { works } => return bench::run(*works),
        _ => {}
    }
    let config = Config::load(arguments.config.as_deref())?;
    if let Command::Demo { dir, fresh, port } = arguments.command {
        return demo::run(config, &dir, fresh, port);
    }
    crate::telemetry::start(&config.log);
    let app = App::start(config, Clock::System)?;
    match arguments.command {
        Command::Serve { no_worker } => serve::run(&app, !no_worker),
        Command::Work => serve::work(&app),
        Command::Migrate => {
            let versions = db::applied(&app.db).map_err(|error| CliError::Failed(error.to_string()))?;
            Ok(say(format!("The database is at {}.", versions.last().map_or("nothing", String::as_str)))?)
        }
        Command::CreateAccount { email, name, role, language } => {
            admin::create_account(&app, &email, &name, &role, &language)
        }
        Command::IssueKey { name, role } => admin::issue_key(&app, &name, &role),
        Command::Import { source, dry_run, file } => import::run(&app, source, dry_run, &file),
        Command::Demo { .. } | Command::Openapi | Command::Config | Command::Bench { .. } => Ok(()),
    }
}
