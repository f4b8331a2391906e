//! The trial: Mekiki on an embedded file with fictional people, letters caught in a mailbox page.

mod data;
mod seed;
mod story;

use super::{CliError, failed, say, serve};
use crate::app::App;
use crate::calls::{Application, ApplicationInput};
use crate::config::{Config, Transport};
use crate::identity;
use crate::kernel::time::{Clock, UtcTime};
use jiff::tz::TimeZone;
use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::time::Instant;

/// The file that keeps what a later start prints again.
const SIGN_INS: &str = "sign-ins.txt";

/// Starts the trial; the first time with fresh data.
pub(super) fn run(mut config: Config, dir: &Path, fresh: bool, port: u16) -> Result<(), CliError> {
    let started = Instant::now();
    let listener = TcpListener::bind(("127.0.0.1", port))
        .map_err(|error| CliError::Failed(format!("port {port} cannot be had ({error}); try --port with another")))?;
    if fresh && dir.exists() {
        remove(dir)?;
    }
    fs::create_dir_all(dir)?;
    config.database.url = dir.join("mekiki.db").to_string_lossy().as_ref().into();
    config.database.connections = 4;
    config.security.secret_key = "".into();
    config.mail.transport = Transport::Mailbox;
    config.http.public_url = format!("http://127.0.0.1:{port}");
    "warn".clone_into(&mut config.log.level);
    crate::telemetry::start(&config.log);
    let app = App::start(config, Clock::System)?;
    let sign_ins = dir.join(SIGN_INS);
    if !sign_ins.exists() {
        if app.db.read_blocking(identity::any_account).map_err(|why| failed(&why))? {
            let text = format!("{} holds a trial that was not finished; start with --fresh", dir.display());
            return Err(CliError::Failed(text));
        }
        fs::write(&sign_ins, seed::seed(&app)?)?;
    }
    let text = fs::read_to_string(&sign_ins)?;
    serve::serve_on(&app, listener, true, |_| {
        say(&text)?;
        say(format!(
            "Ready after {} s. Stop with Ctrl-C; the data stay in {}.",
            started.elapsed().as_secs(),
            dir.display()
        ))
    })
}

/// Removes an earlier trial: the files that a trial makes, and nothing else.
fn remove(dir: &Path) -> Result<(), CliError> {
    for name in [SIGN_INS, "mekiki.db", "mekiki.db-wal", "mekiki.db-shm", "mekiki.db.key"] {
        match fs::remove_file(dir.join(name)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(())
}

/// Invented authors and publications as JSON Lines, and an application, for measuring.
pub(super) fn invented(now: UtcTime, works: usize) -> Result<(String, String, Application), CliError> {
    let data = data::generate(now.day_in(&TimeZone::UTC).year());
    let application = data.calls.first().map(|call| call.applications["applications"][0].clone());
    let application: ApplicationInput =
        serde_json::from_value(application.unwrap_or_default()).map_err(|error| CliError::Failed(error.to_string()))?;
    let works = &data.works[..works.min(data.works.len())];
    Ok((seed::lines(&data.authors), seed::lines(works), super::bench::application(&application)))
}
