//! One key, one effect: what a request did is stored with its work, so that a retry gets the same answer.
//!
//! The draft standard “The Idempotency-Key HTTP Header Field” (draft-ietf-httpapi-idempotency-key-header-07).

use super::error::DbError;
use super::schema::idempotency_keys;
use super::tx::Tx;
use crate::kernel::time::UtcTime;
use diesel::prelude::*;

/// A request that carries a key.
#[derive(Debug, Clone)]
pub struct Keyed {
    /// Who asks for what: actor, method and path.
    pub scope: String,
    /// The key.
    pub key: String,
    /// Of the body, so that one key for two requests is noticed.
    pub fingerprint: String,
}

/// What was answered to the first request with the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// The status code.
    pub status: i32,
    /// The body.
    pub body: String,
}

/// What is known of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known {
    /// Nothing: do the work.
    New,
    /// The same request was done; answer the same.
    Done(Stored),
    /// The key belongs to another request.
    Other,
}

/// What is known of the key of this request.
pub fn look(tx: &mut Tx<'_>, keyed: &Keyed) -> Result<Known, DbError> {
    let row: Option<(String, i32, String)> = idempotency_keys::table
        .find((&keyed.scope, &keyed.key))
        .select((idempotency_keys::fingerprint, idempotency_keys::status, idempotency_keys::body))
        .first(tx.conn)
        .optional()?;
    Ok(match row {
        None => Known::New,
        Some((fingerprint, status, body)) if fingerprint == keyed.fingerprint => Known::Done(Stored { status, body }),
        Some(_) => Known::Other,
    })
}

/// Stores the answer, in the transaction of the work.
pub fn keep(tx: &mut Tx<'_>, keyed: &Keyed, answer: &Stored) -> Result<(), DbError> {
    diesel::insert_into(idempotency_keys::table)
        .values((
            idempotency_keys::scope.eq(&keyed.scope),
            idempotency_keys::key.eq(&keyed.key),
            idempotency_keys::fingerprint.eq(&keyed.fingerprint),
            idempotency_keys::status.eq(answer.status),
            idempotency_keys::body.eq(&answer.body),
            idempotency_keys::created_at.eq(tx.now),
        ))
        .execute(tx.conn)?;
    Ok(())
}

/// Forgets the keys stored before an instant; returns how many.
pub fn forget_before(tx: &mut Tx<'_>, before: UtcTime) -> Result<usize, DbError> {
    Ok(diesel::delete(idempotency_keys::table.filter(idempotency_keys::created_at.lt(before))).execute(tx.conn)?)
}
