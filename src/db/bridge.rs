//! The bridge from asynchronous callers to synchronous use cases.

use super::conn::{Conn, Manager, Target};
use super::error::{DbError, Retry};
use super::tx::{self, Request, Tx};
use crate::kernel::time::Clock;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

type Pool = r2d2::Pool<Manager>;

/// A database could not be opened.
#[derive(Debug, thiserror::Error)]
#[error("cannot open the database: {0}")]
pub struct OpenError(String);

/// The database: a pool that reads and a pool that writes, each behind a fair queue.
#[derive(Debug, Clone)]
pub struct Db {
    read: Pool,
    write: Pool,
    read_queue: Arc<Semaphore>,
    write_queue: Arc<Semaphore>,
    clock: Clock,
}

impl Db {
    /// Opens the database at `url` with `connections` that read. `SQLite` has one connection that writes.
    pub fn open(url: &str, connections: u32, clock: Clock) -> Result<Self, OpenError> {
        let target = Target::parse(url);
        let (writers, is_pg) = match target {
            Target::Pg(_) => (connections, true),
            Target::Sqlite(_) => (1, false),
        };
        let pool = |size: u32, read_only: bool| {
            r2d2::Pool::builder()
                .max_size(size)
                .min_idle(Some(0))
                .test_on_check_out(is_pg)
                .connection_timeout(Duration::from_secs(10))
                .error_handler(Box::new(r2d2::NopErrorHandler))
                .build_unchecked(Manager { target: target.clone(), read_only })
        };
        let (write, read) = (pool(writers, false), pool(connections, !is_pg));
        write.get().map_err(|error| OpenError(error.to_string()))?;
        let permits = |size: u32| Arc::new(Semaphore::new(size as usize));
        Ok(Self { read, write, read_queue: permits(connections), write_queue: permits(writers), clock })
    }

    /// What time it is for everything that is written.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Runs a query on a blocking thread.
    pub async fn read<T, E>(&self, query: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let (pool, queue) = (self.read.clone(), Arc::clone(&self.read_queue));
        blocking(queue, move || query(&mut *take(&pool)?)).await
    }

    /// Runs a use case in a transaction on a blocking thread. It may run several times; see [`Tx`].
    pub async fn write<T, E>(
        &self,
        request: Request,
        work: impl Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Retry + Send + 'static,
    {
        let this = self.clone();
        blocking(Arc::clone(&self.write_queue), move || this.write_blocking(request, &work)).await
    }

    /// As [`Self::write`], for callers that have a thread to block: the worker and the command line.
    pub fn write_blocking<T, E>(&self, request: Request, work: &impl Fn(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E>
    where
        E: From<DbError> + Retry,
    {
        let mut conn = take(&self.write)?;
        tx::write(&mut conn, request, self.clock.now(), work)
    }

    /// As [`Self::read`], for callers that have a thread to block.
    pub fn read_blocking<T, E: From<DbError>>(&self, query: impl FnOnce(&mut Conn) -> Result<T, E>) -> Result<T, E> {
        query(&mut *take(&self.read)?)
    }

    /// A connection that writes and is in no transaction, for migrations.
    pub(super) fn raw(&self) -> Result<r2d2::PooledConnection<Manager>, DbError> {
        take(&self.write)
    }
}

fn take(pool: &Pool) -> Result<r2d2::PooledConnection<Manager>, DbError> {
    pool.get().map_err(|error| DbError::Unavailable(error.to_string()))
}

/// Queues fairly, then runs on a blocking thread. The pool itself is not fair.
async fn blocking<T, E>(queue: Arc<Semaphore>, work: impl FnOnce() -> Result<T, E> + Send + 'static) -> Result<T, E>
where
    T: Send + 'static,
    E: From<DbError> + Send + 'static,
{
    let gone = |error: &dyn std::error::Error| DbError::Unavailable(error.to_string());
    let permit = queue.acquire_owned().await.map_err(|error| gone(&error))?;
    let done = tokio::task::spawn_blocking(move || {
        let result = work();
        drop(permit);
        result
    });
    done.await.map_err(|error| gone(&error))?
}
