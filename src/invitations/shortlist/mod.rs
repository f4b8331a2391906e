//! The shortlist of an application: who is to be asked, in which order.

mod store;

use super::model::InvitationError;
use crate::audit::{self, Event, EventName};
use crate::calls;
use crate::coi::{self, Verdict};
use crate::db::{Conn, DbError, Tx};
use crate::kernel::failure::Violation;
use crate::kernel::ids::{ApplicationId, CallId, PersonId};
use crate::kernel::time::Day;
use crate::people;
use crate::search::Index;

pub use store::{ShortlistEntry, shortlist, shortlists_of};

/// Persons that are added at once, at the most.
const MAX_ADDED: usize = 500;

/// Puts persons at the end of a shortlist. Who is on it already stays where they are; somebody who may not
/// be asked is refused by name, and then nobody is added.
pub fn shortlist_add(
    tx: &mut Tx<'_>,
    index: &Index,
    application: ApplicationId,
    persons: &[PersonId],
    today: Day,
) -> Result<Vec<ShortlistEntry>, InvitationError> {
    tx.actor.must_be_officer()?;
    let about = calls::application(tx.conn, application)?.ok_or(InvitationError::NotFound)?;
    if persons.is_empty() {
        return Err(Violation::new("/person_ids", "required").into());
    }
    if persons.len() > MAX_ADDED {
        return Err(Violation::new("/person_ids", "too_many").with("max", MAX_ADDED).into());
    }
    let standings = coi::standings(tx.conn, &about, today)?;
    let present = shortlist(tx.conn, application)?;
    let mut place = present.len();
    let scores = index.scores(&about, persons);
    for ((person, score), at) in persons.iter().zip(scores).zip(0..) {
        let field = format!("/person_ids/{at}");
        let known = people::person(tx.conn, *person)?.ok_or_else(|| Violation::new(&field, "unknown_person"))?;
        if known.eligibility().forbids() {
            let code = known.eligibility().as_str();
            let rule = if code == "in_japan" { "person_in_japan" } else { "person_do_not_contact" };
            return Err(Violation::new(field, rule).with("name", known.name()).into());
        }
        if standings.get(person).is_some_and(|standing| standing.verdict() == Verdict::Excluded) {
            return Err(Violation::new(field, "person_conflict").with("name", known.name()).into());
        }
        if present.iter().any(|entry| entry.person == *person) || persons[..at].contains(person) {
            continue;
        }
        place += 1;
        store::insert(tx, application, *person, place, score)?;
        let event = Event::new(EventName::Shortlisted).call(about.call).application(application).person(*person);
        audit::record(tx, event)?;
    }
    Ok(shortlist(tx.conn, application)?)
}

/// Puts a shortlist in the given order, which must name everybody on it once.
pub fn order_shortlist(
    tx: &mut Tx<'_>,
    application: ApplicationId,
    order: &[PersonId],
) -> Result<Vec<ShortlistEntry>, InvitationError> {
    tx.actor.must_be_officer()?;
    let about = calls::application(tx.conn, application)?.ok_or(InvitationError::NotFound)?;
    let present = shortlist(tx.conn, application)?;
    let mut wanted: Vec<PersonId> = order.to_vec();
    let mut have: Vec<PersonId> = present.iter().map(|entry| entry.person).collect();
    if have == wanted {
        return Ok(present);
    }
    wanted.sort_unstable();
    have.sort_unstable();
    if wanted != have {
        return Err(Violation::new("/person_ids", "not_the_shortlist").into());
    }
    for (person, place) in order.iter().zip(1..) {
        store::place(tx, application, *person, place)?;
    }
    audit::record(tx, Event::new(EventName::ShortlistOrdered).call(about.call).application(application))?;
    Ok(shortlist(tx.conn, application)?)
}

/// Takes somebody off a shortlist. Who is not on it stays off.
pub fn shortlist_remove(tx: &mut Tx<'_>, application: ApplicationId, person: PersonId) -> Result<(), InvitationError> {
    tx.actor.must_be_officer()?;
    let about = calls::application(tx.conn, application)?.ok_or(InvitationError::NotFound)?;
    if store::remove(tx, application, person)? {
        renumber(tx, application)?;
        let event = Event::new(EventName::Unlisted).call(about.call).application(application).person(person);
        audit::record(tx, event)?;
    }
    Ok(())
}

fn renumber(tx: &mut Tx<'_>, application: ApplicationId) -> Result<(), DbError> {
    let left = shortlist(tx.conn, application)?;
    for (entry, place) in left.iter().zip(1..) {
        store::place(tx, application, entry.person, place)?;
    }
    Ok(())
}

/// Who is on a shortlist of the call: person → applications in their order.
pub(super) fn listed(conn: &mut Conn, call: CallId) -> Result<Vec<(PersonId, ApplicationId)>, DbError> {
    store::listed(conn, call)
}
