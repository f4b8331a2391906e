//! The servers that stories talk to: found when first wanted, started at most once, stopped at the
//! end.
//!
//! What cannot be had is `None`, and [`missing`] says why.

mod driver;
mod leash;
mod mail;
mod postgres;

pub(crate) use driver::Driver;
pub(crate) use mail::MailServer;

use leash::Leash;
use std::{
    collections::HashSet,
    env,
    net::TcpListener,
    path::PathBuf,
    sync::{LazyLock, Mutex, OnceLock, PoisonError},
};
use tempfile::TempDir;

/// A part of the tests that needs a program from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// The PostgreSQL server.
    PostgreSql,
    /// A mail server to send letters to.
    Mail,
    /// Chromium, and the driver that steers it.
    Browser,
}

impl Part {
    /// What people call it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::PostgreSql => "PostgreSQL",
            Self::Mail => "mail server",
            Self::Browser => "browser",
        }
    }

    /// Why it cannot be had, and what to do; `None` if it is there.
    pub(crate) fn missing(self) -> Option<&'static str> {
        match self {
            Self::PostgreSql => POSTGRES.as_ref().err(),
            Self::Mail => mail::PROGRAM.as_ref().err(),
            Self::Browser => DRIVER.as_ref().err(),
        }
        .map(String::as_str)
    }
}

static POSTGRES: LazyLock<Result<String, String>> = LazyLock::new(|| {
    if let Some(url) = env::var_os("MEKIKI_TEST_POSTGRES_URL") {
        return Ok(url.to_string_lossy().trim_end_matches('/').to_owned());
    }
    let (url, leash) = postgres::start()?;
    keep_until_the_end(leash);
    Ok(url)
});

static DRIVER: LazyLock<Result<Driver, String>> = LazyLock::new(|| {
    let (driver, leash) = driver::start()?;
    keep_until_the_end(leash);
    Ok(driver)
});

/// What [`stop_all`] ends.
static RUNNING: Mutex<Vec<Leash>> = Mutex::new(Vec::new());

/// The PostgreSQL server, as the beginning of a URL to which `/database` is added.
///
/// It is `MEKIKI_TEST_POSTGRES_URL` when that is set, and otherwise a new, empty server of our own.
pub(crate) fn postgres() -> Option<&'static str> {
    POSTGRES.as_ref().ok().map(String::as_str)
}

/// The chromedriver that all stories share.
pub(crate) fn driver() -> Option<&'static Driver> {
    DRIVER.as_ref().ok()
}

/// Ends every server that was started, and removes what it left. Never panics.
pub(crate) fn stop_all() {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner).drain(..).for_each(drop);
}

fn keep_until_the_end(leash: Leash) {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner).push(leash);
}

/// A new folder for a server.
// In /tmp itself: the path of a socket may have no more than 107 bytes, and the user postgres must
// get there.
fn folder(name: &str) -> Result<TempDir, String> {
    tempfile::Builder::new()
        .prefix(&format!("mekiki-{name}-"))
        .tempdir_in("/tmp")
        .map_err(|error| format!("no folder in /tmp: {error}"))
}

/// A port nobody listens to, never the same one twice.
fn free_port() -> Result<u16, String> {
    static GIVEN: OnceLock<Mutex<HashSet<u16>>> = OnceLock::new();
    let mut given = GIVEN.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner);
    loop {
        let port = TcpListener::bind(("127.0.0.1", 0))
            .and_then(|listener| listener.local_addr())
            .map_err(|error| format!("no free port: {error}"))?
            .port();
        if given.insert(port) {
            return Ok(port);
        }
    }
}

/// Where the program `name` is, looking along `PATH`.
fn program(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(name)).find(|path| path.is_file())
}
