//! Whether somebody may be contacted.

use super::model::PeopleError;
use super::store;
use crate::audit::{self, Event, EventName};
use crate::db::Tx;
use crate::kernel::actor::Actor;
use crate::kernel::ids::PersonId;

/// Somebody is not to be contacted any more: officers note it, or the person asks for it by their own link.
/// The same again changes nothing.
pub fn stop_contact(tx: &mut Tx<'_>, id: PersonId) -> Result<(), PeopleError> {
    let mut event = Event::new(EventName::ContactStopped).person(id);
    match tx.actor {
        Actor::Invitee { person, invitation } if person == id => event = event.invitation(invitation),
        actor => actor.must_be_officer()?,
    }
    if store::do_not_contact(tx.conn, id)?.ok_or(PeopleError::NotFound)? {
        return Ok(());
    }
    store::set_do_not_contact(tx, id, true)?;
    store::raise_revision(tx.conn)?;
    Ok(audit::record(tx, event)?)
}

/// Somebody may be contacted again; only an officer says so. The same again changes nothing.
pub fn allow_contact(tx: &mut Tx<'_>, id: PersonId) -> Result<(), PeopleError> {
    tx.actor.must_be_officer()?;
    if !store::do_not_contact(tx.conn, id)?.ok_or(PeopleError::NotFound)? {
        return Ok(());
    }
    store::set_do_not_contact(tx, id, false)?;
    store::raise_revision(tx.conn)?;
    Ok(audit::record(tx, Event::new(EventName::ContactAllowed).person(id))?)
}
