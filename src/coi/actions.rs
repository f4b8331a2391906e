//! Declaring and deciding.

use super::model::{Answer, CoiError, Outcome};
use super::queries;
use super::standing::Standing;
use super::store;
use crate::audit::{self, Event, EventName};
use crate::calls;
use crate::db::{DbError, Tx};
use crate::kernel::actor::Actor;
use crate::kernel::failure::Denied;
use crate::kernel::ids::{ApplicationId, PersonId};
use crate::kernel::time::Day;

/// Takes a reviewer's declaration for one application, made on the snapshot with this hash. The caller has
/// checked that the person was asked. The same answer in the same words again changes nothing.
pub fn declare(
    tx: &mut Tx<'_>,
    application: ApplicationId,
    answer: Answer,
    details: &str,
    snapshot_hash: &str,
) -> Result<(), CoiError> {
    let Actor::Invitee { person, invitation } = tx.actor else { return Err(Denied::Role.into()) };
    let last = queries::declarations(tx.conn, application, Some(person))?.pop();
    if last.is_some_and(|last| last.answer == answer && last.details == details) {
        return Ok(());
    }
    store::insert_declaration(tx, person, application, answer, details, snapshot_hash)?;
    let call = calls::application(tx.conn, application)?.ok_or(CoiError::NotFound)?.call;
    let event = Event::new(EventName::InterestsDeclared)
        .call(call)
        .application(application)
        .person(person)
        .invitation(invitation)
        .with("answer", answer.as_str());
    Ok(audit::record(tx, event)?)
}

/// What an officer decides about one person and one application.
#[derive(Debug, Clone)]
pub struct Decide {
    /// About whom.
    pub person: PersonId,
    /// For which application.
    pub application: ApplicationId,
    /// What.
    pub outcome: Outcome,
    /// Why; required.
    pub reason: String,
}

/// Records an officer's decision, on what is known at this moment.
pub fn decide(tx: &mut Tx<'_>, decide: &Decide, today: Day) -> Result<Standing, CoiError> {
    tx.actor.must_be_officer()?;
    let application = calls::application(tx.conn, decide.application)?.ok_or(CoiError::NotFound)?;
    let standing = standing(tx, &application, decide.person, today)?;
    if standing.findings.is_empty() && standing.declaration.is_none() {
        return Err(CoiError::NothingToDecide);
    }
    store::insert_decision(tx, decide, &standing)?;
    let event = Event::new(EventName::ConflictDecided)
        .call(application.call)
        .application(application.id)
        .person(decide.person)
        .with("outcome", decide.outcome.as_str());
    audit::record(tx, event)?;
    Ok(self::standing(tx, &application, decide.person, today)?)
}

fn standing(
    tx: &mut Tx<'_>,
    application: &calls::Application,
    person: PersonId,
    today: Day,
) -> Result<Standing, DbError> {
    Ok(queries::standings(tx.conn, application, today)?.remove(&person).unwrap_or_default())
}
