//! Handing assignments to the review system, and hearing from it.

use super::model::{Assignment, AssignmentError, AssignmentState, NotReady, ReviewState};
use super::plan::Facts;
use super::store;
use crate::audit::{self, Event, EventName};
use crate::db::Tx;
use crate::kernel::failure::Violation;
use crate::kernel::ids::{AssignmentId, CallId};
use crate::kernel::time::UtcTime;

/// What became of the planned assignments of a call.
#[derive(Debug, Clone)]
pub struct HandoffOutcome {
    /// Each of them.
    pub rows: Vec<HandoffRow>,
}

impl HandoffOutcome {
    /// How many were handed over.
    pub fn handed_over(&self) -> usize {
        self.rows.iter().filter(|row| row.not_ready.is_none()).count()
    }
}

/// What became of one.
#[derive(Debug, Clone)]
pub struct HandoffRow {
    /// The assignment.
    pub assignment: Assignment,
    /// Why it was not handed over.
    pub not_ready: Option<NotReady>,
}

fn event(name: EventName, assignment: &Assignment) -> Event {
    Event::new(name)
        .call(assignment.call)
        .application(assignment.application)
        .person(assignment.person)
        .invitation(assignment.invitation)
        .with("assignment", assignment.id.to_string())
}

/// Hands every planned assignment that is ready to the review system; tells of the others why not.
pub fn hand_over(tx: &mut Tx<'_>, call: CallId) -> Result<HandoffOutcome, AssignmentError> {
    tx.actor.must_be_officer()?;
    let facts = Facts::of(tx.conn, call, tx.now)?;
    let mut rows = Vec::new();
    for assignment in facts.present.iter().filter(|known| known.state == AssignmentState::Planned) {
        let not_ready = facts.not_ready(assignment.invitation, assignment.application);
        if not_ready.is_none() {
            store::hand_off(tx, assignment.id)?;
            audit::record(tx, event(EventName::HandedOff, assignment))?;
        }
        rows.push(HandoffRow { assignment: assignment.clone(), not_ready });
    }
    Ok(HandoffOutcome { rows })
}

/// Takes what the review system says of a review, as of an instant. The same again changes nothing, and so
/// does a report older than the one that is known.
pub fn report_progress(
    tx: &mut Tx<'_>,
    id: AssignmentId,
    state: ReviewState,
    at: UtcTime,
) -> Result<Assignment, AssignmentError> {
    tx.actor.must_be_review_system()?;
    let assignment = store::find(tx.conn, id)?.ok_or(AssignmentError::NotFound)?;
    if assignment.state != AssignmentState::HandedOff {
        // What is not handed over does not exist for the review system.
        return Err(if assignment.handed_off_at.is_some() {
            AssignmentError::NotHandedOff
        } else {
            AssignmentError::NotFound
        });
    }
    if at > tx.now.plus_seconds(300) {
        return Err(Violation::new("/occurred_at", "in_the_future").into());
    }
    if assignment.review_state == state || assignment.review_state_at.is_some_and(|known| at < known) {
        return Ok(assignment);
    }
    store::set_review_state(tx, id, state, at)?;
    audit::record(tx, event(EventName::ReviewProgressed, &assignment).with("state", state.as_str()))?;
    store::find(tx.conn, id)?.ok_or(AssignmentError::NotFound)
}
