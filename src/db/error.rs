//! What can go wrong with the database, the same for both.

use crate::kernel::failure::{Failure, Kind};
use diesel::result::{DatabaseErrorKind, Error};

/// A failure of the database.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// A row changed between reading and writing it.
    #[error("somebody else changed it meanwhile")]
    Stale,
    /// A unique key is taken.
    #[error("already there")]
    Taken,
    /// The database cannot be reached, or all connections are busy.
    #[error("the database cannot be reached")]
    Unavailable(String),
    /// Two transactions met; trying again helps.
    #[error("two changes met")]
    Collision(#[source] Error),
    /// Anything else: a fault of ours.
    #[error("database: {0}")]
    Other(#[source] Error),
}

impl DbError {
    /// Whether the same transaction may well succeed when tried again.
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Collision(_))
    }
}

impl From<Error> for DbError {
    fn from(error: Error) -> Self {
        match &error {
            Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _) => Self::Taken,
            Error::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => Self::Collision(error),
            Error::DatabaseError(DatabaseErrorKind::ClosedConnection, _) => {
                Self::Unavailable("the connection was closed".to_owned())
            }
            // Deadlocks (40P01) and a busy SQLite file have no kind of their own; only the message tells.
            Error::DatabaseError(DatabaseErrorKind::Unknown, info)
                if info.message().contains("deadlock detected") || info.message().contains("database is locked") =>
            {
                Self::Collision(error)
            }
            _ => Self::Other(error),
        }
    }
}

impl Failure for DbError {
    fn kind(&self) -> Kind {
        match self {
            Self::Stale => Kind::Stale,
            Self::Taken => Kind::Conflict,
            Self::Unavailable(_) | Self::Collision(_) => Kind::Unavailable,
            Self::Other(_) => Kind::Internal,
        }
    }
    fn code(&self) -> &'static str {
        match self {
            Self::Stale => "changed_meanwhile",
            Self::Taken => "already_exists",
            Self::Unavailable(_) | Self::Collision(_) => "database_unavailable",
            Self::Other(_) => "internal_error",
        }
    }
}

/// An error that may carry a collision of transactions.
pub trait Retry {
    /// Whether the same transaction may well succeed when tried again.
    fn is_transient(&self) -> bool;
}

impl Retry for DbError {
    fn is_transient(&self) -> bool {
        Self::is_transient(self)
    }
}
