//! The link in a letter: what it opens, and for how long.

use super::letters::{FreshLink, Office};
use super::model::{Invitation, InvitationError, Status};
use super::store;
use crate::db::{Conn, DbError, Tx};
use crate::kernel::actor::Actor;
use crate::kernel::ids::LinkId;
use crate::kernel::secret::Token;
use crate::kernel::time::UtcTime;
use crate::mail;
use crate::people;

/// What a presented link is.
#[derive(Debug, Clone)]
pub enum LinkState {
    /// It opens this invitation.
    Open(Box<Invitation>),
    /// It did; the time is over.
    Expired,
    /// The office took the invitation back.
    Withdrawn,
    /// It never was a link, or not any more.
    Unknown,
}

impl LinkState {
    /// Who holds the link, as somebody who acts.
    pub fn actor(&self) -> Result<Actor, InvitationError> {
        match self {
            Self::Open(invitation) => Ok(Actor::Invitee { invitation: invitation.id, person: invitation.person }),
            Self::Expired => Err(InvitationError::LinkExpired),
            Self::Withdrawn => Err(InvitationError::Withdrawn),
            Self::Unknown => Err(InvitationError::NotFound),
        }
    }
}

/// Issues a link for an invitation; its token is derived when a letter leaves, the hash is kept.
pub(super) fn issue(tx: &mut Tx<'_>, office: &Office, invitation: &Invitation) -> Result<LinkId, DbError> {
    let id = LinkId::new();
    let token = mail::letter_link(&office.key, id);
    let expires = invitation.reply_by.plus_days(office.link_grace_days).max(tx.now.plus_days(office.link_grace_days));
    store::insert_link(tx, id, invitation.id, &token.hash(), expires)?;
    Ok(id)
}

/// What a presented token opens. Reads only.
pub fn open_link(conn: &mut Conn, token: &Token, now: UtcTime) -> Result<LinkState, DbError> {
    let Some(link) = store::link_by_hash(conn, &token.hash())? else { return Ok(LinkState::Unknown) };
    let Some(invitation) = store::find(conn, link.invitation_id)? else { return Ok(LinkState::Unknown) };
    Ok(if invitation.status == Status::Withdrawn {
        LinkState::Withdrawn
    } else if link.expires_at <= now || link.revoked_at.is_some() {
        LinkState::Expired
    } else {
        LinkState::Open(Box::new(invitation))
    })
}

/// Sends a fresh link to the address that is known, for whoever presents an expired one. Whatever is
/// presented, the answer is the same, so that nothing is told about who was invited.
pub fn request_new_link(tx: &mut Tx<'_>, office: &Office, token: &Token) -> Result<(), InvitationError> {
    let Some(link) = store::link_by_hash(tx.conn, &token.hash())? else { return Ok(()) };
    let Some(invitation) = store::find(tx.conn, link.invitation_id)? else { return Ok(()) };
    if invitation.status == Status::Withdrawn {
        return Ok(());
    }
    let Some(person) = people::person(tx.conn, invitation.person)? else { return Ok(()) };
    let hour = i32::try_from(tx.now.seconds() / 3600).unwrap_or(i32::MAX);
    if mail::is_enqueued(tx, "fresh_link", &invitation.id.to_string(), hour)? {
        return Ok(());
    }
    let fresh = issue(tx, office, &invitation)?;
    mail::enqueue(tx, &FreshLink { office, invitation: &invitation, to_name: &person.name(), link: fresh, hour })?;
    Ok(())
}
