//! Putting letters into the outbox and taking them back.

use super::message::{Letter, MailError, Message, Settlement, State};
use super::store;
use crate::audit::{self, Event, EventName};
use crate::db::{DbError, Tx};
use crate::kernel::ids::MessageId;

/// The right-hand side of our `Message-ID`s. Any name that is ours will do (RFC 5322, 3.6.4).
const MESSAGE_ID_DOMAIN: &str = "mekiki.invalid";

/// Puts a letter into the outbox, in the transaction of the change that causes it. The same letter
/// again is the letter that is there.
pub fn enqueue(tx: &mut Tx<'_>, letter: &dyn Letter) -> Result<MessageId, DbError> {
    if let Some(id) = store::exists(tx.conn, letter.kind(), &letter.subject_id(), letter.sequence())? {
        return Ok(id);
    }
    let id = MessageId::new();
    store::insert(tx, id, letter, MESSAGE_ID_DOMAIN)?;
    Ok(id)
}

/// Whether a letter is in the outbox, or was.
pub fn is_enqueued(tx: &mut Tx<'_>, kind: &str, subject_id: &str, sequence: i32) -> Result<bool, DbError> {
    Ok(store::exists(tx.conn, kind, subject_id, sequence)?.is_some())
}

/// Takes back the letters about something that have not begun to leave; returns how many.
pub fn cancel(tx: &mut Tx<'_>, subject_id: &str) -> Result<usize, DbError> {
    store::cancel(tx, subject_id)
}

/// Says what is true of a letter whose sending was cut off, or sends a failed one again. The caller tells the
/// context that wrote a letter which did arrive.
pub fn settle_by_officer(tx: &mut Tx<'_>, id: MessageId, what: Settlement) -> Result<Message, MailError> {
    tx.actor.must_be_officer()?;
    let message = store::find(tx.conn, id)?.ok_or(MailError::NotFound)?;
    match (message.state, what) {
        (State::Uncertain, Settlement::Arrived) => store::mark_sent(tx, id)?,
        (State::Uncertain | State::Failed, Settlement::SendAgain) => {
            store::mark(tx, id, State::Queued, tx.now, None)?;
        }
        _ => return Err(MailError::NotOpen),
    }
    audit::record(tx, Event::new(EventName::LetterSettled).with("message", id.to_string()).with("as", what.as_str()))?;
    store::find(tx.conn, id)?.ok_or(MailError::NotFound)
}
