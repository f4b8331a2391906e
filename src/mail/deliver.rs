//! The courier: leases letters that are due, hands them over one by one, writes down what became of them.

use super::compose::Sender;
use super::message::{Message, State, back_off};
use super::{smtp, store};
use crate::config::Transport;
use crate::db::{Db, DbError, Request, Tx};
use crate::kernel::ids::{MessageId, RequestId};

/// What a mail server said, or did not say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It has the letter.
    Sent,
    /// It will never take it.
    Refused { error: String, address_is_bad: bool },
    /// Not now.
    Later(String),
    /// The line broke while it was taking it.
    Unknown(String),
    /// The letter is no longer ours to send.
    Lost,
}

impl Outcome {
    pub(super) fn refused(error: &str, address_is_bad: bool) -> Self {
        Self::Refused { error: error.to_owned(), address_is_bad }
    }
}

/// What became of a letter, for the context that wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivered {
    /// The mail server took it, or the trial mailbox kept it.
    Sent,
    /// Refused for good because of the reader's address.
    BadAddress,
    /// Refused for good for another reason, or given up.
    Failed,
    /// It will be tried again.
    Later,
    /// Nobody knows; an officer settles it.
    Uncertain,
}

/// Delivers letters. Several may run, on several machines.
#[derive(Debug, Clone)]
pub struct Courier {
    db: Db,
    sender: Sender,
    holder: String,
}

impl Courier {
    /// A courier with a name of its own.
    pub fn new(db: Db, sender: Sender) -> Self {
        Self { db, sender, holder: RequestId::new().to_string() }
    }

    /// Leases what is due, up to `count`, after giving back what a dead courier had. `then` learns of each letter
    /// that it left uncertain.
    pub fn lease<E>(
        &self,
        request: Request,
        count: i64,
        then: &impl Fn(&mut Tx<'_>, &Message, Delivered) -> Result<(), E>,
    ) -> Result<Vec<Message>, E>
    where
        E: From<DbError> + crate::db::Retry,
    {
        self.db.write_blocking(request, &|tx: &mut Tx<'_>| {
            for message in store::recover(tx)? {
                then(tx, &message, Delivered::Uncertain)?;
            }
            let until = tx.now.plus_seconds(self.sender.mail.lease_seconds);
            Ok(store::lease(tx, &self.holder, until, count)?)
        })
    }

    /// Delivers one leased letter. `then` runs in the transaction that writes down the outcome, so that
    /// the context that wrote the letter learns of it or nobody does.
    pub fn deliver<E>(
        &self,
        request: Request,
        message: &Message,
        then: &impl Fn(&mut Tx<'_>, &Message, Delivered) -> Result<(), E>,
    ) -> Result<Delivered, E>
    where
        E: From<DbError> + crate::db::Retry,
    {
        let raw = match self.sender.compose(message, self.db.clock().now()) {
            Ok(raw) => raw,
            Err(error) => {
                let outcome = Outcome::refused(&error.to_string(), true);
                return self.db.write_blocking(request, &|tx| self.write_down(tx, message, &outcome, None, then));
            }
        };
        let outcome = match self.sender.mail.transport {
            Transport::Mailbox => Outcome::Sent,
            Transport::Smtp => {
                let mut hand_over = || self.begin_handing_over(request, message.id);
                smtp::send(&self.sender.mail, &message.to_address, &raw, &mut hand_over)
            }
        };
        let caught = (self.sender.mail.transport == Transport::Mailbox).then_some(raw.as_slice());
        self.db.write_blocking(request, &|tx| self.write_down(tx, message, &outcome, caught, then))
    }

    /// From here on a crash leaves the letter uncertain. False where it is no longer ours.
    fn begin_handing_over(&self, request: Request, id: MessageId) -> bool {
        let moved = self.db.write_blocking(request, &|tx: &mut Tx<'_>| {
            store::move_held(tx, id, &self.holder, State::Leased, State::HandingOver)
        });
        moved.unwrap_or(false)
    }

    fn write_down<E>(
        &self,
        tx: &mut Tx<'_>,
        message: &Message,
        outcome: &Outcome,
        caught: Option<&[u8]>,
        then: &impl Fn(&mut Tx<'_>, &Message, Delivered) -> Result<(), E>,
    ) -> Result<Delivered, E>
    where
        E: From<DbError>,
    {
        if let Some(raw) = caught {
            // The mailbox is a row of the same transaction: leased, kept and sent all at once or not at all.
            if !store::move_held(tx, message.id, &self.holder, State::Leased, State::HandingOver)? {
                return Ok(Delivered::Later);
            }
            store::catch(tx, message, &self.sender.text(message), &String::from_utf8_lossy(raw))?;
        }
        let delivered = settle(tx, message, outcome)?;
        then(tx, message, delivered)?;
        Ok(delivered)
    }
}

/// Writes the outcome into the row.
fn settle(tx: &mut Tx<'_>, message: &Message, outcome: &Outcome) -> Result<Delivered, DbError> {
    let (id, now) = (message.id, tx.now);
    match outcome {
        Outcome::Sent => {
            store::mark_sent(tx, id)?;
            Ok(Delivered::Sent)
        }
        Outcome::Refused { error, address_is_bad } => {
            store::mark(tx, id, State::Failed, now, Some(error))?;
            Ok(if *address_is_bad { Delivered::BadAddress } else { Delivered::Failed })
        }
        Outcome::Later(error) => {
            if let Some(seconds) = back_off(message.attempts) {
                store::mark(tx, id, State::Queued, now.plus_seconds(seconds), Some(error))?;
                Ok(Delivered::Later)
            } else {
                store::mark(tx, id, State::Failed, now, Some(error))?;
                Ok(Delivered::Failed)
            }
        }
        Outcome::Unknown(error) => {
            store::mark(tx, id, State::Uncertain, now, Some(error))?;
            Ok(Delivered::Uncertain)
        }
        Outcome::Lost => Ok(Delivered::Later),
    }
}
