//! Letters as officers look at them.

use super::message::{Message, State};
use super::store::{self, MessageRow};
use crate::db::schema::{caught_letters, messages};
use crate::db::{Conn, DbError};
use crate::kernel::ids::MessageId;
use crate::kernel::time::UtcTime;
use diesel::prelude::*;

/// One letter.
pub fn message(conn: &mut Conn, id: MessageId) -> Result<Option<Message>, DbError> {
    store::find(conn, id)
}

/// The letters about some things, oldest first.
pub fn messages_of(conn: &mut Conn, subject_ids: &[String]) -> Result<Vec<Message>, DbError> {
    let rows: Vec<MessageRow> = messages::table
        .filter(messages::subject_id.eq_any(subject_ids))
        .order(messages::id)
        .select(MessageRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(Message::from).collect())
}

/// Letters that wait for an officer: uncertain or failed, newest first, 200 at the most.
pub fn needing_attention(conn: &mut Conn) -> Result<Vec<Message>, DbError> {
    let rows: Vec<MessageRow> = messages::table
        .filter(messages::state.eq_any([State::Uncertain, State::Failed]))
        .order(messages::id.desc())
        .limit(200)
        .select(MessageRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(Message::from).collect())
}

/// A letter that the trial mailbox kept instead of sending it.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = caught_letters)]
pub struct CaughtLetter {
    /// The id of the letter.
    pub id: MessageId,
    /// The address it would have gone to.
    pub to_address: String,
    /// The subject line.
    pub subject: String,
    /// The text with its link.
    pub body: String,
    /// The letter as it would have gone over the wire.
    pub raw: String,
    /// When.
    pub caught_at: UtcTime,
}

/// The trial mailbox, newest first, 200 letters at the most.
pub fn caught_letters(conn: &mut Conn) -> Result<Vec<CaughtLetter>, DbError> {
    Ok(caught_letters::table
        .select(CaughtLetter::as_select())
        .order((caught_letters::caught_at.desc(), caught_letters::id.desc()))
        .limit(200)
        .load(conn)?)
}

/// One letter of the trial mailbox.
pub fn caught_letter(conn: &mut Conn, id: MessageId) -> Result<Option<CaughtLetter>, DbError> {
    Ok(caught_letters::table.find(id).select(CaughtLetter::as_select()).first(conn).optional()?)
}
