//! The tables of letters.

use super::message::{Letter, Message, State};
use crate::db::schema::{caught_letters, messages};
use crate::db::{Conn, DbError, Tx};
use crate::kernel::ids::{LinkId, MessageId};
use crate::kernel::text::one_line;
use crate::kernel::time::UtcTime;
use diesel::prelude::*;

#[derive(Queryable, Selectable)]
#[diesel(table_name = messages)]
pub(super) struct MessageRow {
    id: MessageId,
    kind: String,
    subject_id: String,
    sequence: i32,
    to_name: String,
    to_address: String,
    subject: String,
    body: String,
    link_id: Option<LinkId>,
    in_reply_to: Option<String>,
    message_id: String,
    state: State,
    attempts: i32,
    due_at: UtcTime,
    last_error: Option<String>,
    created_at: UtcTime,
    sent_at: Option<UtcTime>,
}

impl From<MessageRow> for Message {
    fn from(row: MessageRow) -> Self {
        Self {
            id: row.id,
            kind: row.kind,
            subject_id: row.subject_id,
            sequence: row.sequence,
            to_name: row.to_name,
            to_address: row.to_address,
            subject: row.subject,
            body: row.body,
            link: row.link_id,
            in_reply_to: row.in_reply_to,
            message_id: row.message_id,
            state: row.state,
            attempts: row.attempts,
            due_at: row.due_at,
            last_error: row.last_error,
            created_at: row.created_at,
            sent_at: row.sent_at,
        }
    }
}

pub(super) fn find(conn: &mut Conn, id: MessageId) -> Result<Option<Message>, DbError> {
    let row: Option<MessageRow> = messages::table.find(id).select(MessageRow::as_select()).first(conn).optional()?;
    Ok(row.map(Message::from))
}

pub(super) fn exists(
    conn: &mut Conn,
    kind: &str,
    subject_id: &str,
    sequence: i32,
) -> Result<Option<MessageId>, DbError> {
    Ok(messages::table
        .filter(messages::kind.eq(kind))
        .filter(messages::subject_id.eq(subject_id))
        .filter(messages::sequence.eq(sequence))
        .select(messages::id)
        .first(conn)
        .optional()?)
}

pub(super) fn first_of_thread(conn: &mut Conn, subject_id: &str) -> Result<Option<String>, DbError> {
    Ok(messages::table
        .filter(messages::subject_id.eq(subject_id))
        .order(messages::id)
        .select(messages::message_id)
        .first(conn)
        .optional()?)
}

pub(super) fn insert(tx: &mut Tx<'_>, id: MessageId, letter: &dyn Letter, domain: &str) -> Result<(), DbError> {
    let thread = first_of_thread(tx.conn, &letter.subject_id())?;
    diesel::insert_into(messages::table)
        .values((
            (
                messages::id.eq(id),
                messages::kind.eq(letter.kind()),
                messages::subject_id.eq(letter.subject_id()),
                messages::sequence.eq(letter.sequence()),
                messages::to_name.eq(one_line(&letter.to_name())),
                messages::to_address.eq(letter.to_address()),
                messages::language.eq(letter.language()),
                messages::subject.eq(one_line(&letter.subject())),
                messages::body.eq(letter.body()),
            ),
            (
                messages::link_id.eq(letter.link()),
                messages::in_reply_to.eq(thread),
                messages::message_id.eq(format!("{}@{domain}", id.uuid())),
                messages::state.eq(State::Queued),
                messages::attempts.eq(0),
                messages::due_at.eq(tx.now),
                messages::created_at.eq(tx.now),
            ),
        ))
        .execute(tx.conn)?;
    Ok(())
}

/// Cancels what has not begun to leave; returns how many.
pub(super) fn cancel(tx: &mut Tx<'_>, subject_id: &str) -> Result<usize, DbError> {
    Ok(diesel::update(
        messages::table
            .filter(messages::subject_id.eq(subject_id))
            .filter(messages::state.eq_any([State::Queued, State::Leased])),
    )
    .set(messages::state.eq(State::Cancelled))
    .execute(tx.conn)?)
}

/// Gives back what a dead worker had leased, and marks what it was handing over as uncertain: those.
pub(super) fn recover(tx: &mut Tx<'_>) -> Result<Vec<Message>, DbError> {
    diesel::update(messages::table.filter(messages::state.eq(State::Leased)).filter(messages::lease_until.le(tx.now)))
        .set(messages::state.eq(State::Queued))
        .execute(tx.conn)?;
    let cut_off: Vec<MessageId> = messages::table
        .filter(messages::state.eq(State::HandingOver))
        .filter(messages::lease_until.le(tx.now))
        .select(messages::id)
        .load(tx.conn)?;
    diesel::update(messages::table.filter(messages::id.eq_any(&cut_off)))
        .set((messages::state.eq(State::Uncertain), messages::last_error.eq("sending was cut off")))
        .execute(tx.conn)?;
    let rows: Vec<MessageRow> = messages::table
        .filter(messages::id.eq_any(&cut_off))
        .order(messages::id)
        .select(MessageRow::as_select())
        .load(tx.conn)?;
    Ok(rows.into_iter().map(Message::from).collect())
}

/// Leases up to `count` letters that are due, oldest first.
pub(super) fn lease(tx: &mut Tx<'_>, holder: &str, until: UtcTime, count: i64) -> Result<Vec<Message>, DbError> {
    let ids: Vec<MessageId> = messages::table
        .filter(messages::state.eq(State::Queued))
        .filter(messages::due_at.le(tx.now))
        .order((messages::due_at, messages::id))
        .limit(count)
        .select(messages::id)
        .load(tx.conn)?;
    diesel::update(messages::table.filter(messages::id.eq_any(&ids)))
        .set((
            messages::state.eq(State::Leased),
            messages::lease_holder.eq(holder),
            messages::lease_until.eq(until),
            messages::attempts.eq(messages::attempts + 1),
        ))
        .execute(tx.conn)?;
    let rows: Vec<MessageRow> = messages::table
        .filter(messages::id.eq_any(&ids))
        .order((messages::due_at, messages::id))
        .select(MessageRow::as_select())
        .load(tx.conn)?;
    Ok(rows.into_iter().map(Message::from).collect())
}

/// Moves a letter that this holder has; whether it still had it.
pub(super) fn move_held(tx: &mut Tx<'_>, id: MessageId, holder: &str, from: State, to: State) -> Result<bool, DbError> {
    let moved = diesel::update(
        messages::table.find(id).filter(messages::state.eq(from)).filter(messages::lease_holder.eq(holder)),
    )
    .set(messages::state.eq(to))
    .execute(tx.conn)?;
    Ok(moved == 1)
}

pub(super) fn mark_sent(tx: &mut Tx<'_>, id: MessageId) -> Result<(), DbError> {
    diesel::update(messages::table.find(id))
        .set((messages::state.eq(State::Sent), messages::sent_at.eq(tx.now), messages::last_error.eq(None::<String>)))
        .execute(tx.conn)?;
    Ok(())
}

pub(super) fn mark(
    tx: &mut Tx<'_>,
    id: MessageId,
    state: State,
    due: UtcTime,
    error: Option<&str>,
) -> Result<(), DbError> {
    diesel::update(messages::table.find(id))
        .set((
            messages::state.eq(state),
            messages::due_at.eq(due),
            messages::last_error.eq(error),
            messages::lease_holder.eq(None::<String>),
            messages::lease_until.eq(None::<UtcTime>),
        ))
        .execute(tx.conn)?;
    Ok(())
}

pub(super) fn catch(tx: &mut Tx<'_>, message: &Message, body: &str, raw: &str) -> Result<(), DbError> {
    diesel::insert_into(caught_letters::table)
        .values((
            caught_letters::id.eq(message.id),
            caught_letters::to_address.eq(&message.to_address),
            caught_letters::subject.eq(&message.subject),
            caught_letters::body.eq(body),
            caught_letters::raw.eq(raw),
            caught_letters::caught_at.eq(tx.now),
        ))
        .execute(tx.conn)?;
    Ok(())
}
