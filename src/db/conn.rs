//! Connections to either database.

#![expect(missing_docs, reason = "the derived types of MultiConnection have none")]

use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;
use diesel::r2d2::{Error, R2D2Connection as _};

/// A connection to PostgreSQL or to an embedded `SQLite` file.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    /// PostgreSQL.
    Pg(PgConnection),
    /// `SQLite`.
    Sqlite(SqliteConnection),
}

impl std::fmt::Debug for Conn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Pg(_) => "Conn::Pg",
            Self::Sqlite(_) => "Conn::Sqlite",
        })
    }
}

/// Runs one body on the connection inside: what diesel cannot say through [`Conn`] compiles for each.
#[macro_export]
macro_rules! on_backend {
    ($conn:expr, $inner:ident => $body:expr) => {
        match $conn {
            $crate::db::Conn::Pg($inner) => $body,
            $crate::db::Conn::Sqlite($inner) => $body,
        }
    };
}

/// Which database, by the scheme of the URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    Pg(String),
    Sqlite(String),
}

impl Target {
    pub(super) fn parse(url: &str) -> Self {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Self::Pg(url.to_owned())
        } else {
            Self::Sqlite(url.strip_prefix("sqlite://").unwrap_or(url).to_owned())
        }
    }
}

/// `busy_timeout` comes first, because switching to WAL can itself find the file busy.
const SQLITE_PRAGMAS: &str = "
    PRAGMA busy_timeout = 10000;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    PRAGMA foreign_keys = ON;
    PRAGMA trusted_schema = OFF;
    PRAGMA temp_store = MEMORY;
    PRAGMA cache_size = -16384;
    PRAGMA mmap_size = 268435456;
    PRAGMA journal_size_limit = 67108864;
";

const PG_SETTINGS: &str = "
    SET timezone = 'UTC';
    SET statement_timeout = '60s';
    SET lock_timeout = '10s';
    SET idle_in_transaction_session_timeout = '60s';
";

/// Opens connections for the pool. Diesel's own manager would try one database after the other and
/// swallow the error of the first.
#[derive(Debug)]
pub(super) struct Manager {
    pub(super) target: Target,
    pub(super) read_only: bool,
}

impl r2d2::ManageConnection for Manager {
    type Connection = Conn;
    type Error = Error;

    fn connect(&self) -> Result<Conn, Error> {
        match &self.target {
            Target::Pg(url) => {
                let mut conn = PgConnection::establish(url).map_err(Error::ConnectionError)?;
                conn.batch_execute(PG_SETTINGS).map_err(Error::QueryError)?;
                Ok(Conn::Pg(conn))
            }
            Target::Sqlite(path) => {
                let mut conn = SqliteConnection::establish(path).map_err(Error::ConnectionError)?;
                conn.batch_execute(SQLITE_PRAGMAS).map_err(Error::QueryError)?;
                if self.read_only {
                    conn.batch_execute("PRAGMA query_only = ON").map_err(Error::QueryError)?;
                }
                Ok(Conn::Sqlite(conn))
            }
        }
    }

    fn is_valid(&self, conn: &mut Conn) -> Result<(), Error> {
        conn.ping().map_err(Error::QueryError)
    }

    fn has_broken(&self, conn: &mut Conn) -> bool {
        std::thread::panicking() || conn.is_broken()
    }
}
