//! The composition root: everything that a running Mekiki consists of, built in one place.

use crate::config::{Config, ConfigError};
use crate::db::{Db, MigrationError, OpenError, migrate};
use crate::identity::{AccessTokens, IdentityError, Passwords};
use crate::invitations::Office;
use crate::kernel::secret::MasterKey;
use crate::kernel::time::{Clock, UtcTime};
use crate::mail::Sender;
use crate::search::Finder;
use std::sync::Arc;

/// A Mekiki could not be put together.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The configuration does not hold.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The database cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// A migration failed.
    #[error(transparent)]
    Migration(#[from] MigrationError),
    /// Passwords cannot be hashed as configured.
    #[error("security.password_*: {0}")]
    Passwords(#[from] IdentityError),
}

/// A running Mekiki. Cheap to clone; every clone is the same one.
#[derive(Debug, Clone)]
pub struct App {
    /// The configuration.
    pub config: Arc<Config>,
    /// The database.
    pub db: Db,
    /// The installation's key.
    pub key: MasterKey,
    /// Hashes passwords.
    pub passwords: Passwords,
    /// Signs tokens.
    pub tokens: AccessTokens,
    /// Holds the search index.
    pub finder: Arc<Finder>,
    /// Who writes to reviewers.
    pub office: Arc<Office>,
}

impl App {
    /// Opens the database, applies what is pending of its migrations, and puts everything together.
    pub fn start(config: Config, clock: Clock) -> Result<Self, StartError> {
        let key = config.master_key()?;
        let db = Db::open(config.database.url.reveal(), config.database.connections, clock)?;
        for version in migrate(&db)? {
            tracing::info!(migration.version = %version, "Applied a migration");
        }
        let office = Office {
            funder: config.funder.clone(),
            key: key.clone(),
            link_grace_days: config.security.link_grace_days,
        };
        Ok(Self {
            passwords: Passwords::new(&config.security)?,
            tokens: AccessTokens::new(&key, config.security.token_minutes),
            finder: Arc::default(),
            office: Arc::new(office),
            config: Arc::new(config),
            db,
            key,
        })
    }

    /// The present instant.
    pub fn now(&self) -> UtcTime {
        self.db.clock().now()
    }

    /// What composing letters needs.
    pub fn sender(&self) -> Sender {
        Sender {
            mail: self.config.mail.clone(),
            public_url: self.config.http.public_url.clone(),
            key: self.key.clone(),
        }
    }
}
