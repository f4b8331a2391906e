//! Sending, withdrawing, expiring; learning what became of a letter.

use super::letters::{InvitationLetter, Office};
use super::model::{Invitation, InvitationError, Status};
use super::prepare::{self, Draft, Prepare};
use super::{links, store};
use crate::audit::{self, Event, EventName};
use crate::calls::Call;
use crate::db::Tx;
use crate::kernel::ids::{InvitationId, MessageId, PersonId};
use crate::mail::{self, Delivered, MailError, Message, Settlement};
use crate::people;
use crate::search::Index;

/// What became of a batch.
#[derive(Debug, Clone)]
pub struct Sent {
    /// Everybody who was asked for.
    pub rows: Vec<SentRow>,
}

impl Sent {
    /// How many letters went into the outbox.
    pub fn invited(&self) -> usize {
        self.rows.iter().filter(|row| row.invitation.is_some()).count()
    }
}

/// What became of one person.
#[derive(Debug, Clone)]
pub struct SentRow {
    /// The person.
    pub person: PersonId,
    /// The name as it is said.
    pub name: String,
    /// The invitation, if the letter went into the outbox.
    pub invitation: Option<InvitationId>,
    /// Why not.
    pub problems: Vec<super::model::InvitationProblem>,
}

/// Invites everybody of a batch against whom nothing stands; tells of the others why not. Who has an
/// invitation for the call gets no second one.
pub fn send(tx: &mut Tx<'_>, index: &Index, office: &Office, wanted: &Prepare) -> Result<Sent, InvitationError> {
    tx.actor.must_be_officer()?;
    let prepared = prepare::prepare(tx.conn, index, office, wanted, tx.now)?;
    if !prepared.missing.is_empty() {
        return Err(InvitationError::CallNotReady);
    }
    if prepared.drafts.is_empty() {
        return Err(InvitationError::NobodyToInvite);
    }
    let mut rows = Vec::new();
    for draft in &prepared.drafts {
        let invitation = if draft.can_be_sent() { Some(invite(tx, office, &prepared.call, draft)?) } else { None };
        rows.push(SentRow {
            person: draft.person,
            name: draft.name.clone(),
            invitation,
            problems: draft.problems.clone(),
        });
    }
    Ok(Sent { rows })
}

fn invite(tx: &mut Tx<'_>, office: &Office, call: &Call, draft: &Draft) -> Result<InvitationId, InvitationError> {
    let invitation = &draft.invitation;
    let applications: Vec<_> = draft.applications.iter().map(|(id, _, score)| (*id, *score)).collect();
    store::insert(tx, invitation, &applications)?;
    let link = links::issue(tx, office, invitation)?;
    let letter = InvitationLetter {
        office,
        call,
        invitation,
        to_name: &draft.name,
        time_zone: draft.time_zone.as_deref(),
        applications: applications.len(),
        link,
    };
    mail::enqueue(tx, &letter)?;
    audit::record(tx, event(EventName::Invited, invitation).with("applications", applications.len()))?;
    Ok(invitation.id)
}

pub(super) fn event(name: EventName, invitation: &Invitation) -> Event {
    Event::new(name).call(invitation.call).person(invitation.person).invitation(invitation.id)
}

/// Takes an invitation back: its links stop opening, letters that have not left are cancelled. Twice changes nothing.
pub fn withdraw(tx: &mut Tx<'_>, id: InvitationId) -> Result<Invitation, InvitationError> {
    tx.actor.must_be_officer()?;
    let mut invitation = store::find(tx.conn, id)?.ok_or(InvitationError::NotFound)?;
    if invitation.status == Status::Withdrawn {
        return Ok(invitation);
    }
    if super::queries::handed_off(tx.conn, id)? {
        return Err(InvitationError::HandedOff);
    }
    invitation.status = Status::Withdrawn;
    store::save(tx, &invitation)?;
    store::revoke_links(tx, id)?;
    mail::cancel(tx, &id.to_string())?;
    audit::record(tx, event(EventName::Withdrawn, &invitation))?;
    Ok(invitation)
}

/// Learns what became of a letter about an invitation, in the transaction that writes it down.
pub fn letter_outcome(tx: &mut Tx<'_>, message: &Message, delivered: Delivered) -> Result<(), InvitationError> {
    let Ok(id) = message.subject_id.parse::<InvitationId>() else { return Ok(()) };
    let Some(mut invitation) = store::find(tx.conn, id)? else { return Ok(()) };
    let name = match delivered {
        Delivered::Sent => EventName::LetterSent,
        Delivered::BadAddress | Delivered::Failed => EventName::LetterRefused,
        Delivered::Uncertain => EventName::LetterUncertain,
        Delivered::Later => return Ok(()),
    };
    audit::record(
        tx,
        event(name, &invitation).with("message", message.id.to_string()).with("kind", message.kind.as_str()),
    )?;
    if delivered == Delivered::BadAddress {
        people::bounce_email(tx, &message.to_address)?;
    }
    if message.kind != "invitation" || invitation.status != Status::Queued {
        return Ok(());
    }
    match delivered {
        Delivered::Sent => {
            invitation.status = Status::Sent;
            invitation.sent_at = Some(tx.now);
            store::save(tx, &invitation)?;
        }
        Delivered::BadAddress => {
            invitation.status = Status::Bounced;
            store::save(tx, &invitation)?;
            audit::record(tx, event(EventName::Bounced, &invitation))?;
        }
        Delivered::Failed | Delivered::Uncertain | Delivered::Later => {}
    }
    Ok(())
}

/// Takes what an officer says of a letter that did not simply leave; one that arrived counts as sent from now on.
pub fn settle_letter(tx: &mut Tx<'_>, id: MessageId, what: Settlement) -> Result<Message, MailError> {
    let message = mail::settle_by_officer(tx, id, what)?;
    if what == Settlement::Arrived {
        letter_outcome(tx, &message, Delivered::Sent).map_err(|error| match error {
            InvitationError::Db(error) => MailError::Db(error),
            _ => MailError::NotFound,
        })?;
    }
    Ok(message)
}

/// Marks invitations whose reply date has passed; a late answer is still welcome. Returns how many.
pub fn expire_due(tx: &mut Tx<'_>) -> Result<usize, InvitationError> {
    let overdue = store::overdue(tx.conn, tx.now)?;
    for mut invitation in overdue.iter().cloned() {
        invitation.status = Status::Expired;
        store::save(tx, &invitation)?;
        audit::record(tx, event(EventName::Expired, &invitation))?;
    }
    Ok(overdue.len())
}
