//! The only folder that knows there are two databases.
//!
//! All other code is written once against [`Conn`]. [`Db::read`] and [`Db::write`] are the single
//! bridge between asynchronous callers and synchronous use cases: a fair queue, a blocking thread,
//! a pooled connection, and for writes a transaction that is retried when the database asks for it.
//!
//! **Only [`tx`] opens a transaction.** What leaves the process is never done inside one.

mod bridge;
mod conn;
mod error;
mod migrations;
pub mod once;
mod portable;
pub mod schema;
mod tx;
mod types;

pub use bridge::{Db, OpenError};
pub use conn::{Conn, MultiBackend};
pub use error::{DbError, Retry};
pub use migrations::{MigrationError, applied, migrate, revert_all};
pub use portable::{CHUNK, ret};
pub use tx::{Request, Tx};
