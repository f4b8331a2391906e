//! The configuration: defaults, then a file, then the environment; read once, checked as a whole.
//!
//! `default.toml` is embedded; it names every setting and is the reference documentation.

use crate::kernel::place;
use crate::kernel::secret::{MasterKey, Token};
use serde::Deserialize;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Every setting with its default and comment.
pub const DEFAULTS: &str = include_str!("default.toml");

/// The whole configuration.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Where the data are.
    pub database: Database,
    /// The server.
    pub http: Http,
    /// Keys and lifetimes.
    pub security: Security,
    /// How letters leave.
    pub mail: Mail,
    /// Who asks.
    pub funder: Funder,
    /// What is logged.
    pub log: Log,
}

/// Section `database`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Database {
    /// A file path, or a `postgres://` URL.
    pub url: Sensitive,
    /// Connections that read.
    pub connections: u32,
}

/// Section `http`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Http {
    /// Where the server listens.
    pub address: String,
    /// The address in letters and links, without a slash at the end.
    pub public_url: String,
    /// Threads; 0 for one a core.
    pub workers: usize,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: String,
    /// Attempts to sign in a minute from one address.
    pub sign_in_per_minute: u32,
    /// Requests to reviewers' links a minute from one address.
    pub links_per_minute: u32,
}

impl Http {
    /// Whether browsers reach us by HTTPS, so that cookies may be marked for it.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

/// Section `security`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Security {
    /// The secret from which all keys derive; empty where one is to be made.
    pub secret_key: Sensitive,
    /// Minutes a session lasts after signing in.
    pub session_minutes: i64,
    /// Minutes a program's token lasts.
    pub token_minutes: i64,
    /// Days after the reply date on which a link still opens.
    pub link_grace_days: i64,
    /// argon2id memory in KiB.
    pub password_memory_kib: u32,
    /// argon2id passes.
    pub password_passes: u32,
}

/// How letters leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Transport {
    /// To a mail server.
    Smtp,
    /// Nowhere: kept in the database and shown on a page.
    Mailbox,
}

/// How the way to the mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Encryption {
    /// Not at all.
    None,
    /// By STARTTLS, which must succeed.
    Starttls,
    /// By TLS from the first byte.
    Tls,
}

/// Section `mail`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    /// How letters leave.
    pub transport: Transport,
    /// The mail server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the way there is protected.
    pub encryption: Encryption,
    /// The name to sign in with; empty for none.
    pub username: String,
    /// The password to sign in with.
    pub password: Sensitive,
    /// Seconds that one step may take.
    pub timeout_seconds: u64,
    /// The sender's name.
    pub from_name: String,
    /// The sender's address.
    pub from_address: String,
    /// Letters a minute at the most.
    pub per_minute: u32,
    /// Seconds a worker may take for the letters that it leased.
    pub lease_seconds: i64,
}

/// Section `funder`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Funder {
    /// The funder's name in English.
    pub name: String,
    /// The funder's name in Japanese.
    pub name_ja: String,
    /// The office that writes to reviewers.
    pub office: String,
    /// The IANA zone of deadlines.
    pub time_zone: String,
    /// Where a letter can be verified.
    pub verify_url: String,
    /// What the reviewer is paid.
    pub honorarium: String,
}

impl Funder {
    /// The zone of deadlines; UTC should the name be unknown, which [`Config::load`] refuses.
    pub fn zone(&self) -> jiff::tz::TimeZone {
        place::time_zone(&self.time_zone).unwrap_or(jiff::tz::TimeZone::UTC)
    }
}

/// Section `log`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Log {
    /// A level or filter.
    pub level: String,
    /// `text` or `json`.
    pub format: String,
}

/// A setting that holds a secret; `Debug` does not show it.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Sensitive(String);

impl Sensitive {
    /// The secret itself.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Sensitive {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Debug for Sensitive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sensitive(..)")
    }
}

/// Why there is no configuration.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file could not be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A setting is unknown, missing or of the wrong kind.
    #[error("configuration: {0}")]
    Form(#[from] toml::de::Error),
    /// Settings that do not hold, all at once.
    #[error("configuration:\n  {}", .0.join("\n  "))]
    Values(Vec<String>),
    /// The key file could not be written or read.
    #[error("cannot keep the secret key in {}: {source}; set MEKIKI_SECURITY_SECRET_KEY instead", path.display())]
    Key {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl Config {
    /// Reads the defaults, the file if one is named, and the process's environment.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
    pub fn load(file: Option<&Path>) -> Result<Self, ConfigError> {
        Self::read(file, std::env::vars())
    }

    /// As [`Self::load`], with an environment given.
    pub fn read(
        file: Option<&Path>,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, ConfigError> {
        let mut table: toml::Table = toml::from_str(DEFAULTS)?;
        if let Some(path) = file {
            let text =
                fs::read_to_string(path).map_err(|source| ConfigError::Read { path: path.to_owned(), source })?;
            overlay(&mut table, toml::from_str(&text)?);
        }
        for (name, value) in environment {
            apply_variable(&mut table, &name, &value);
        }
        let config: Self = table.try_into()?;
        config.validate()?;
        Ok(config)
    }

    /// Checks what the types cannot say; tells everything at once.
    fn validate(&self) -> Result<(), ConfigError> {
        let mut wrong = Vec::new();
        let mut must = |holds: bool, text: &str| {
            if !holds {
                wrong.push(text.to_owned());
            }
        };
        let secret = self.security.secret_key.reveal();
        must(secret.is_empty() || secret.len() >= 32, "security.secret_key: give at least 32 characters");
        must(
            !(self.is_postgres() && secret.is_empty()),
            "security.secret_key: must be given with PostgreSQL, the same on every instance",
        );
        must(
            self.http.public_url.starts_with("http") && !self.http.public_url.ends_with('/'),
            "http.public_url: give http:// or https:// without a slash at the end",
        );
        must(
            self.mail.from_address.parse::<crate::kernel::email::EmailAddress>().is_ok(),
            "mail.from_address: give an e-mail address",
        );
        must(
            place::time_zone(&self.funder.time_zone).is_ok(),
            "funder.time_zone: give an IANA name such as Asia/Tokyo",
        );
        must(self.database.connections > 0, "database.connections: give at least 1");
        must(
            self.security.session_minutes > 0 && self.security.token_minutes > 0,
            "security: lifetimes must be above 0",
        );
        must(
            self.http.sign_in_per_minute > 0 && self.http.links_per_minute > 0,
            "http: limits a minute must be above 0",
        );
        must(self.mail.per_minute > 0, "mail.per_minute: give at least 1");
        must(self.mail.lease_seconds > 0, "mail.lease_seconds: give at least 1");
        if wrong.is_empty() { Ok(()) } else { Err(ConfigError::Values(wrong)) }
    }

    /// Whether the data are in PostgreSQL.
    pub fn is_postgres(&self) -> bool {
        let url = self.database.url.reveal();
        url.starts_with("postgres://") || url.starts_with("postgresql://")
    }

    /// The installation's key: the configured one, or one kept beside the database file, made at the first start.
    pub fn master_key(&self) -> Result<MasterKey, ConfigError> {
        let configured = self.security.secret_key.reveal();
        if let Some(key) = MasterKey::new(configured.as_bytes()) {
            return Ok(key);
        }
        let path = PathBuf::from(format!("{}.key", self.database.url.reveal()));
        let failed = |source| ConfigError::Key { path: path.clone(), source };
        let kept = match fs::read_to_string(&path) {
            Ok(kept) => kept,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let fresh = Token::random().map_err(|error| failed(io::Error::other(error)))?;
                keep_private(&path, fresh.reveal()).map_err(failed)?;
                fresh.reveal().to_owned()
            }
            Err(error) => return Err(failed(error)),
        };
        MasterKey::new(kept.trim().as_bytes())
            .ok_or_else(|| failed(io::Error::other("the file holds less than 32 characters")))
    }
}

/// Writes a file that only its owner can read, and that did not exist before.
fn keep_private(path: &Path, text: &str) -> io::Result<()> {
    use std::io::Write as _;
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(text.as_bytes())
}

/// Lays the settings of `over` on `base`, section by section.
fn overlay(base: &mut toml::Table, over: toml::Table) {
    for (key, value) in over {
        match (base.get_mut(&key), value) {
            (Some(toml::Value::Table(section)), toml::Value::Table(over)) => overlay(section, over),
            (_, value) => {
                base.insert(key, value);
            }
        }
    }
}

/// Lays one variable `MEKIKI_<SECTION>_<KEY>` on the table; its text is read as what the default is.
fn apply_variable(table: &mut toml::Table, name: &str, value: &str) {
    let Some(path) = name.strip_prefix("MEKIKI_") else { return };
    let path = path.to_ascii_lowercase();
    let Some((section, key)) = path.split_once('_') else { return };
    let Some(toml::Value::Table(section)) = table.get_mut(section) else { return };
    let Some(present) = section.get(key) else { return };
    let value = match present {
        toml::Value::Integer(_) => {
            value.trim().parse().map_or_else(|_| toml::Value::String(value.to_owned()), toml::Value::Integer)
        }
        toml::Value::Boolean(_) => toml::Value::Boolean(matches!(value.trim(), "1" | "true" | "yes")),
        _ => toml::Value::String(value.to_owned()),
    };
    section.insert(key.to_owned(), value);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(variables: &[(&str, &str)]) -> Result<Config, ConfigError> {
        Config::read(None, variables.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())))
    }

    #[test]
    fn the_defaults_hold_and_the_environment_wins() {
        let config = read(&[("MEKIKI_MAIL_PORT", "2525"), ("MEKIKI_HTTP_PUBLIC_URL", "https://m.example")]).unwrap();
        assert_eq!(config.mail.port, 2525);
        assert!(config.http.is_https());
        assert!(!config.is_postgres());
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let error =
            read(&[("MEKIKI_DATABASE_URL", "postgres://x/y"), ("MEKIKI_FUNDER_TIME_ZONE", "Tokyo")]).unwrap_err();
        let text = error.to_string();
        assert!(text.contains("secret_key") && text.contains("time_zone"), "{text}");
    }

    #[test]
    fn a_secret_is_not_printed() {
        let config = read(&[("MEKIKI_MAIL_PASSWORD", "hunter2hunter2")]).unwrap();
        assert!(!format!("{config:?}").contains("hunter2"));
    }
}
