//! Proposing, applying and discarding plans.

use super::model::{AssignmentError, AssignmentState, Change, ChangeKind, Plan, PlanState};
use super::plan::{self, Facts};
use super::store;
use crate::audit::{self, Event, EventName};
use crate::db::Tx;
use crate::kernel::failure::Violation;
use crate::kernel::ids::{CallId, PlanId};
use crate::search::Index;
use std::collections::HashMap;

/// Proposes the best assignment for a call. An earlier proposal that is still open is discarded.
pub fn propose(tx: &mut Tx<'_>, index: &Index, call: CallId) -> Result<Plan, AssignmentError> {
    tx.actor.must_be_officer()?;
    let facts = Facts::of(tx.conn, call, tx.now)?;
    let content = plan::make(&facts, index)?;
    store::discard_open(tx, call)?;
    let id = store::insert_plan(tx, call, &facts.basis(), &content)?;
    let event = Event::new(EventName::PlanProposed)
        .call(call)
        .with("plan", id.to_string())
        .with("changes", content.changes.len());
    audit::record(tx, event)?;
    store::plan(tx.conn, id)?.ok_or(AssignmentError::NotFound)
}

/// Applies a plan, or some of its changes by their place. Refused where the data changed since it was made.
pub fn apply(tx: &mut Tx<'_>, id: PlanId, chosen: Option<&[usize]>) -> Result<Plan, AssignmentError> {
    tx.actor.must_be_officer()?;
    let plan = store::plan(tx.conn, id)?.ok_or(AssignmentError::NotFound)?;
    if plan.state != PlanState::Proposed {
        return Err(AssignmentError::PlanClosed);
    }
    let facts = Facts::of(tx.conn, plan.call, tx.now)?;
    if facts.basis() != plan.basis {
        return Err(AssignmentError::PlanOutdated);
    }
    let changes = pick(&plan, chosen)?;
    check(&facts, &changes)?;
    for change in &changes {
        let name = match change.kind {
            ChangeKind::Add => {
                store::insert(tx, plan.call, change)?;
                EventName::Assigned
            }
            ChangeKind::Remove => {
                store::release(tx, change)?;
                EventName::Released
            }
        };
        let event = Event::new(name).call(plan.call).application(change.application).person(change.person);
        audit::record(tx, event.invitation(change.invitation))?;
    }
    store::close_plan(tx, id, PlanState::Applied)?;
    let event =
        Event::new(EventName::PlanApplied).call(plan.call).with("plan", id.to_string()).with("changes", changes.len());
    audit::record(tx, event)?;
    store::plan(tx.conn, id)?.ok_or(AssignmentError::NotFound)
}

fn pick(plan: &Plan, chosen: Option<&[usize]>) -> Result<Vec<Change>, AssignmentError> {
    let Some(places) = chosen else { return Ok(plan.content.changes.clone()) };
    let mut picked = Vec::new();
    for (place, at) in places.iter().zip(0..) {
        let change = plan.content.changes.get(*place);
        picked.push(change.cloned().ok_or_else(|| Violation::new(format!("/changes/{at}"), "unknown_change"))?);
    }
    Ok(picked)
}

/// Whether what is there after the changes keeps every load, every demand and every conflict.
fn check(facts: &Facts, changes: &[Change]) -> Result<(), AssignmentError> {
    let mut loads: HashMap<_, u32> = HashMap::new();
    let mut demands: HashMap<_, u32> = HashMap::new();
    let removed = |known: &super::model::Assignment| {
        changes.iter().any(|change| {
            change.kind == ChangeKind::Remove
                && (change.application, change.person) == (known.application, known.person)
        })
    };
    for known in facts.present.iter().filter(|known| known.state != AssignmentState::Released && !removed(known)) {
        *loads.entry(known.invitation).or_default() += 1;
        *demands.entry(known.application).or_default() += 1;
    }
    for change in changes.iter().filter(|change| change.kind == ChangeKind::Add) {
        if facts.not_ready(change.invitation, change.application).is_some() {
            return Err(AssignmentError::ChangesDoNotFit);
        }
        let load = loads.entry(change.invitation).or_default();
        *load += 1;
        let demand = demands.entry(change.application).or_default();
        *demand += 1;
        if *load > facts.load(change.invitation) || *demand > facts.demand() {
            return Err(AssignmentError::ChangesDoNotFit);
        }
    }
    Ok(())
}

/// Discards a plan. Twice changes nothing.
pub fn discard(tx: &mut Tx<'_>, id: PlanId) -> Result<Plan, AssignmentError> {
    tx.actor.must_be_officer()?;
    let plan = store::plan(tx.conn, id)?.ok_or(AssignmentError::NotFound)?;
    match plan.state {
        PlanState::Discarded => return Ok(plan),
        PlanState::Applied => return Err(AssignmentError::PlanClosed),
        PlanState::Proposed => {}
    }
    store::close_plan(tx, id, PlanState::Discarded)?;
    audit::record(tx, Event::new(EventName::PlanDiscarded).call(plan.call).with("plan", id.to_string()))?;
    store::plan(tx.conn, id)?.ok_or(AssignmentError::NotFound)
}
