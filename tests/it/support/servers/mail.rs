//! A mail server that keeps what it is sent.

use super::{Leash, folder, free_port, program};
use std::{
    fs,
    io::{BufRead, BufReader},
    net::{SocketAddr, TcpStream},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::LazyLock,
    thread,
    time::{Duration, Instant},
};

/// How aiosmtpd is called, or why it cannot be.
pub(super) static PROGRAM: LazyLock<Result<Vec<PathBuf>, String>> = LazyLock::new(|| {
    let packaged = ["/usr/bin/python3", "-m", "aiosmtpd"].map(PathBuf::from).to_vec();
    [Some(packaged), program("aiosmtpd").map(|path| vec![path])]
        .into_iter()
        .flatten()
        .find(|words| answers(words))
        .ok_or_else(|| "aiosmtpd not found; apt-get install python3-aiosmtpd".to_owned())
});

/// How long a server may take until it greets.
const PATIENCE: Duration = Duration::from_secs(20);

/// A server of one story. It accepts every letter for everybody, and ends when dropped.
pub(crate) struct MailServer {
    /// Where it listens, on 127.0.0.1.
    pub(crate) port: u16,
    /// Where the letters lie, in Maildir format.
    pub(crate) maildir: PathBuf,
    _leash: Leash,
}

impl MailServer {
    /// Starts a server; returns when it greets. `None` if there is no such program.
    ///
    /// # Panics
    /// If the program is there but does not get ready.
    pub(crate) fn start() -> Option<Self> {
        let words = PROGRAM.as_ref().ok()?;
        Some(Self::ready(words).expect("the mail server gets ready"))
    }

    fn ready(words: &[PathBuf]) -> Result<Self, String> {
        let port = free_port()?;
        let folder = folder("mail")?;
        let maildir = folder.path().join("maildir");
        let mut command = words.to_vec();
        command
            .extend(["-n", "-l", &format!("127.0.0.1:{port}"), "-c", "aiosmtpd.handlers.Mailbox"].map(PathBuf::from));
        command.push(maildir.clone());
        let leash = Leash::hold(folder, &command).map_err(|error| format!("no shell: {error}"))?;
        wait_until_it_greets(port)?;
        Ok(Self { port, maildir, _leash: leash })
    }

    /// The letters that have arrived, as they were sent, in the order in which they came.
    ///
    /// The server adds `X-Peer`, `X-MailFrom` and `X-RcptTo`: the envelope.
    pub(crate) fn letters(&self) -> Vec<Vec<u8>> {
        let mut files = files(&self.maildir.join("new"));
        files.sort_by_key(|path| arrival(path));
        files.iter().filter_map(|path| fs::read(path).ok()).collect()
    }

    /// The letters, as soon as there are `count`.
    ///
    /// # Panics
    /// If there are fewer after `patience`.
    pub(crate) async fn wait_for(&self, count: usize, patience: Duration) -> Vec<Vec<u8>> {
        let deadline = Instant::now() + patience;
        loop {
            let letters = self.letters();
            if letters.len() >= count {
                return letters;
            }
            assert!(Instant::now() < deadline, "{count} letters expected, {} came within {patience:?}", letters.len());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

/// Whether the program can be run at all.
fn answers(words: &[PathBuf]) -> bool {
    Command::new(&words[0])
        .args(&words[1..])
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

fn wait_until_it_greets(port: u16) -> Result<(), String> {
    let deadline = Instant::now() + PATIENCE;
    while Instant::now() < deadline {
        if greets(port) {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(20));
    }
    Err(format!("aiosmtpd did not greet on port {port} within {PATIENCE:?}"))
}

fn greets(port: u16) -> bool {
    let address = SocketAddr::from(([127, 0, 0, 1], port));
    let greeting = TcpStream::connect_timeout(&address, Duration::from_secs(1)).and_then(|stream| {
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        let mut line = String::new();
        BufReader::new(stream).read_line(&mut line).map(|_| line)
    });
    greeting.is_ok_and(|line| line.starts_with("220"))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect()
}

/// The number of a letter. Python names a file
/// `<seconds>.M<microseconds>P<process>Q<number>.<host>`.
fn arrival(path: &Path) -> Option<u64> {
    let unique = path.file_name()?.to_str()?.split('.').nth(1)?;
    unique.rsplit_once('Q')?.1.parse().ok()
}
