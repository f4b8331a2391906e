//! Transactions: the argument of every use case that changes something.

use super::conn::Conn;
use super::error::{DbError, Retry};
use crate::kernel::actor::Actor;
use crate::kernel::ids::RequestId;
use crate::kernel::time::UtcTime;
use diesel::connection::{AnsiTransactionManager, Connection, TransactionManager};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::time::Duration;

/// Who asks, in which request.
#[derive(Debug, Clone, Copy)]
pub struct Request {
    /// Who acts.
    pub actor: Actor,
    /// The request or job run, as logs and problems name it.
    pub id: RequestId,
}

impl Request {
    /// A request of `actor` with a new id.
    pub fn by(actor: Actor) -> Self {
        Self { actor, id: RequestId::new() }
    }
}

/// An open transaction, with who acts and when.
#[derive(Debug)]
pub struct Tx<'a> {
    /// The connection.
    pub conn: &'a mut Conn,
    /// Who acts.
    pub actor: Actor,
    /// In which request.
    pub request: RequestId,
    /// When: one instant for the whole transaction.
    pub now: UtcTime,
}

/// Tries before a collision is given up.
const TRIES: u32 = 10;

/// Runs `work` in a transaction: immediate on `SQLite`, serialisable on PostgreSQL, tried again where two met.
/// `work` may therefore run several times and must touch nothing but the database.
pub(super) fn write<T, E>(
    conn: &mut Conn,
    request: Request,
    now: UtcTime,
    work: &impl Fn(&mut Tx<'_>) -> Result<T, E>,
) -> Result<T, E>
where
    E: From<DbError> + Retry,
{
    let mut tries = 0;
    loop {
        tries += 1;
        match attempt(conn, request, now, work) {
            Err(error) if tries < TRIES && error.is_transient() => {
                // Waits of different lengths, so that two that met do not meet again.
                let jitter = u64::from(request.id.uuid().as_bytes()[15]) % 16;
                std::thread::sleep(Duration::from_millis((2_u64 << tries) + jitter));
            }
            result => return result,
        }
    }
}

fn attempt<T, E>(
    conn: &mut Conn,
    request: Request,
    now: UtcTime,
    work: &impl Fn(&mut Tx<'_>) -> Result<T, E>,
) -> Result<T, E>
where
    E: From<DbError>,
{
    type Manager = <Conn as Connection>::TransactionManager;
    begin(conn).map_err(DbError::from)?;
    let mut tx = Tx { conn, actor: request.actor, request: request.id, now };
    match catch_unwind(AssertUnwindSafe(|| work(&mut tx))) {
        Ok(Ok(value)) => {
            Manager::commit_transaction(conn).map_err(DbError::from)?;
            Ok(value)
        }
        Ok(Err(error)) => {
            let _rolled_back = Manager::rollback_transaction(conn);
            Err(error)
        }
        Err(panic) => {
            let _rolled_back = Manager::rollback_transaction(conn);
            resume_unwind(panic)
        }
    }
}

fn begin(conn: &mut Conn) -> diesel::QueryResult<()> {
    match conn {
        Conn::Pg(conn) => {
            AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN TRANSACTION ISOLATION LEVEL SERIALIZABLE")
        }
        // A deferred transaction that reads and then writes is refused at once where another wrote meanwhile.
        Conn::Sqlite(conn) => AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN IMMEDIATE"),
    }
}
