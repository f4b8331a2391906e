//! The migrations of both databases, compiled in.

use super::bridge::Db;
use super::conn::Conn;
use super::error::DbError;
use diesel::connection::SimpleConnection as _;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");
const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");

/// Any number; all instances take the same lock.
const LOCK: &str = "SELECT pg_advisory_lock(76283645)";
const UNLOCK: &str = "SELECT pg_advisory_unlock(76283645)";

/// A migration failed.
#[derive(Debug, thiserror::Error)]
#[error("migration: {0}")]
pub struct MigrationError(String);

type Boxed = Box<dyn std::error::Error + Send + Sync>;

impl From<Boxed> for MigrationError {
    fn from(error: Boxed) -> Self {
        Self(error.to_string())
    }
}

impl From<DbError> for MigrationError {
    fn from(error: DbError) -> Self {
        Self(error.to_string())
    }
}

/// Applies what is pending, under a lock, and names it. `SQLite` serialises by itself: each migration
/// is a transaction, and one that another process applied meanwhile is seen at the second look.
pub fn migrate(db: &Db) -> Result<Vec<String>, MigrationError> {
    let mut conn = db.raw()?;
    let names = |done: Vec<diesel::migration::MigrationVersion<'_>>| done.iter().map(ToString::to_string).collect();
    match &mut *conn {
        Conn::Pg(conn) => {
            conn.batch_execute(LOCK).map_err(|error| MigrationError(error.to_string()))?;
            let done = conn.run_pending_migrations(POSTGRES).map(names);
            conn.batch_execute(UNLOCK).map_err(|error| MigrationError(error.to_string()))?;
            Ok(done?)
        }
        Conn::Sqlite(conn) => match conn.run_pending_migrations(SQLITE).map(names) {
            Ok(done) => Ok(done),
            Err(_) if conn.has_pending_migration(SQLITE).is_ok_and(|pending| !pending) => Ok(Vec::new()),
            Err(error) => Err(error.into()),
        },
    }
}

/// Takes every migration back, for the test of the way down.
pub fn revert_all(db: &Db) -> Result<(), MigrationError> {
    let mut conn = db.raw()?;
    match &mut *conn {
        Conn::Pg(conn) => conn.revert_all_migrations(POSTGRES).map(drop)?,
        Conn::Sqlite(conn) => conn.revert_all_migrations(SQLITE).map(drop)?,
    }
    Ok(())
}

/// The versions that are applied, oldest first.
pub fn applied(db: &Db) -> Result<Vec<String>, MigrationError> {
    let mut conn = db.raw()?;
    let mut versions: Vec<String> = match &mut *conn {
        Conn::Pg(conn) => conn.applied_migrations()?,
        Conn::Sqlite(conn) => conn.applied_migrations()?,
    }
    .iter()
    .map(ToString::to_string)
    .collect();
    versions.sort();
    Ok(versions)
}
