//! Chromedriver, which starts Chromium for each session.

use super::{Leash, folder, program};
use std::{
    env,
    io::{BufRead, BufReader, Lines},
    path::PathBuf,
    process::ChildStdout,
    thread,
};

const READY: &str = "ChromeDriver was started successfully on port ";

/// The names under which Chromium is packaged.
const CHROMIUM: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/// A running chromedriver.
pub(crate) struct Driver {
    /// Where it listens.
    pub(crate) url: String,
    /// The browser it is to start.
    pub(crate) chromium: PathBuf,
}

/// Starts chromedriver; returns when it accepts sessions, with what keeps it running.
///
/// `CHROMEDRIVER` and `CHROMIUM` name other programs than those on the path.
pub(super) fn start() -> Result<(Driver, Leash), String> {
    let driver =
        named("CHROMEDRIVER", &["chromedriver"]).ok_or("chromedriver not found; apt-get install chromium-driver")?;
    let chromium = named("CHROMIUM", &CHROMIUM).ok_or("Chromium not found; apt-get install chromium")?;
    let command = [driver, PathBuf::from("--port=0")];
    let mut leash = Leash::hold(folder("browser")?, &command).map_err(|error| format!("no shell: {error}"))?;
    let output = leash.output().ok_or("chromedriver has no output")?;
    let mut lines = BufReader::new(output).lines();
    let port = port(&mut lines).ok_or("chromedriver ended before it was ready")?;
    // It would stop at a full pipe.
    thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
    Ok((Driver { url: format!("http://127.0.0.1:{port}"), chromium }, leash))
}

fn port(lines: &mut Lines<BufReader<ChildStdout>>) -> Option<u16> {
    lines.map_while(Result::ok).find_map(|line| line.strip_prefix(READY)?.trim_end_matches('.').parse().ok())
}

fn named(variable: &str, names: &[&str]) -> Option<PathBuf> {
    match env::var_os(variable) {
        Some(path) => Some(PathBuf::from(path)).filter(|path| path.is_file()),
        None => names.iter().find_map(|name| program(name)),
    }
}
