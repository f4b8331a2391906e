//! A PostgreSQL server for this run only: quick, and careless about power cuts.

use super::{Leash, folder, free_port, program};
use std::{
    fs::{self, OpenOptions},
    io::Write,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    process::{Command, Output},
};

const NOT_FOUND: &str = "no server found; apt-get install postgresql";

/// The oldest version that Mekiki supports.
const OLDEST: u32 = 15;

/// A free port may be taken before the server gets there; another one then does.
const ATTEMPTS: usize = 3;

/// Starts a server; gives its URL without a database, and what keeps it running.
pub(super) fn start() -> Result<(String, Leash), String> {
    let cluster = Cluster::find()?;
    let leash = cluster.leash()?;
    cluster.create(leash.folder())?;
    let mut outcome = Err(String::new());
    for _ in 0..ATTEMPTS {
        outcome = free_port().and_then(|port| cluster.listen(leash.folder(), port));
        if outcome.is_ok() {
            break;
        }
    }
    outcome.map(|url| (url, leash))
}

/// The programs of PostgreSQL, and who may run them.
struct Cluster {
    programs: PathBuf,
    /// PostgreSQL refuses to run as root.
    as_postgres: bool,
}

impl Cluster {
    fn find() -> Result<Self, String> {
        let programs = packaged().or_else(on_path).ok_or(NOT_FOUND)?;
        let probe = folder("whoami")?;
        let owner = fs::metadata(probe.path()).map_err(|error| error.to_string())?.uid();
        Ok(Self { programs, as_postgres: owner == 0 })
    }

    /// Makes the folder, and promises to stop what may run in it.
    fn leash(&self) -> Result<Leash, String> {
        let folder = folder("postgres")?;
        if self.as_postgres {
            run(Command::new("chown").arg("postgres").arg(folder.path()))?;
        }
        let data = data(folder.path());
        let mut stop = self.words("pg_ctl");
        stop.extend(["stop", "-s", "-w", "-m", "immediate", "-D"].map(PathBuf::from));
        stop.push(data);
        Leash::farewell(folder, &stop).map_err(|error| format!("no shell: {error}"))
    }

    /// Makes an empty cluster with our settings.
    fn create(&self, folder: &Path) -> Result<(), String> {
        run(self
            .command("initdb")
            .args(["--locale=C", "--encoding=UTF8", "--auth=trust", "-U", "postgres", "--no-sync", "-D"])
            .arg(data(folder)))?;
        let settings = format!(
            "listen_addresses = '127.0.0.1'\nunix_socket_directories = '{}'\nmax_connections = 200\n\
             fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n",
            folder.display()
        );
        OpenOptions::new()
            .append(true)
            .open(data(folder).join("postgresql.conf"))
            .and_then(|mut file| file.write_all(settings.as_bytes()))
            .map_err(|error| format!("postgresql.conf: {error}"))
    }

    /// Starts the server on `port`; returns when it accepts connections.
    fn listen(&self, folder: &Path, port: u16) -> Result<String, String> {
        let log = folder.join("log");
        run(self
            .command("pg_ctl")
            .args(["start", "-s", "-w", "-t", "60", "-o", &format!("-p {port}"), "-l"])
            .arg(&log)
            .arg("-D")
            .arg(data(folder)))
        .map_err(|error| format!("{error} {}", last_line(&log)))?;
        Ok(format!("postgres://postgres@127.0.0.1:{port}"))
    }

    fn command(&self, name: &str) -> Command {
        let words = self.words(name);
        let mut command = Command::new(&words[0]);
        // The user postgres may not be allowed where we are.
        command.args(&words[1..]).current_dir("/").env("LC_ALL", "C");
        command
    }

    fn words(&self, name: &str) -> Vec<PathBuf> {
        let user: &[&str] = if self.as_postgres { &["runuser", "-u", "postgres", "--"] } else { &[] };
        user.iter().map(PathBuf::from).chain([self.programs.join(name)]).collect()
    }
}

/// Debian keeps each version in a folder of its own; the newest one is taken.
fn packaged() -> Option<PathBuf> {
    fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse::<u32>().ok()?, entry.path().join("bin"))))
        .filter(|(version, programs)| *version >= OLDEST && programs.join("initdb").is_file())
        .max()
        .map(|(_, programs)| programs)
}

/// Elsewhere the programs are on the path, side by side.
fn on_path() -> Option<PathBuf> {
    let programs = program("pg_ctl")?.canonicalize().ok()?.parent()?.to_path_buf();
    programs.join("initdb").is_file().then_some(programs)
}

fn data(folder: &Path) -> PathBuf {
    folder.join("data")
}

/// Runs `command`; if it fails, the last line it printed says why.
fn run(command: &mut Command) -> Result<(), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    // The server inherits these pipes if it is not given a log; it always is.
    let Output { status, stderr, .. } = command.output().map_err(|error| format!("{name}: {error}"))?;
    if status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&stderr);
    Err(format!("PostgreSQL could not be started: {}", said.trim().lines().last().unwrap_or("no reason given")))
}

fn last_line(log: &Path) -> String {
    fs::read_to_string(log).unwrap_or_default().trim().lines().last().unwrap_or_default().to_owned()
}
