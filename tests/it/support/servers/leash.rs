//! A server that cannot outlive the tests.
//!
//! A small shell stands between the tests and each server and reads from a pipe that only the test
//! process holds. The pipe closes when the tests let go, and also when they crash or are killed:
//! either way the shell ends the server and removes its folder.

use std::{
    ffi::OsStr,
    io,
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Stdio},
    thread,
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// How long a server may take to end before we stop waiting for it.
const PATIENCE: Duration = Duration::from_secs(10);

/// Runs the command beside the shell, and ends its whole process group.
// A trap that does something, unlike an empty one, is not inherited by the command. What is still
// ending may still write to the folder, so that it is removed until it is gone.
const HOLD: &str = r#"trap : HUP INT TERM
folder=$1; shift
"$@" &
exec >/dev/null
read -r _
kill 0
wait
for try in 1 2 3 4 5; do rm -rf -- "$folder" && break; sleep 1; done"#;

/// Runs the command at the end.
const FAREWELL: &str = r#"trap : HUP INT TERM
folder=$1; shift
read -r _
"$@"
for try in 1 2 3 4 5; do rm -rf -- "$folder" && break; sleep 1; done"#;

/// A running server and its folder; both are gone once this is dropped.
pub(crate) struct Leash {
    shell: Child,
    folder: PathBuf,
}

impl Leash {
    /// Starts `command`, to be ended with everything it has started. What it prints is read with
    /// [`Leash::output`].
    ///
    /// Its temporary files go to `folder`, and away with it.
    pub(crate) fn hold<S: AsRef<OsStr>>(folder: TempDir, command: &[S]) -> io::Result<Self> {
        Self::new(HOLD, folder, command)
    }

    /// Promises to run `command` at the end, then to remove `folder`.
    pub(crate) fn farewell<S: AsRef<OsStr>>(folder: TempDir, command: &[S]) -> io::Result<Self> {
        Self::new(FAREWELL, folder, command)
    }

    fn new<S: AsRef<OsStr>>(script: &str, folder: TempDir, command: &[S]) -> io::Result<Self> {
        let shell = Command::new("/bin/sh")
            .args(["-c", script, "leash"])
            .arg(folder.path())
            .args(command)
            .env("TMPDIR", folder.path())
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()?;
        Ok(Self { shell, folder: folder.keep() })
    }

    /// The folder of the server.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// What the server prints; handed out once.
    pub(crate) fn output(&mut self) -> Option<ChildStdout> {
        self.shell.stdout.take()
    }

    /// Lets go, and waits until the server has ended.
    fn let_go(&mut self) {
        drop(self.shell.stdin.take());
        let deadline = Instant::now() + PATIENCE;
        while matches!(self.shell.try_wait(), Ok(None)) && Instant::now() < deadline {
            thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Leash {
    fn drop(&mut self) {
        self.let_go();
    }
}
