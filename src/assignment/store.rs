//! The tables of plans and assignments.

use super::model::{Assignment, AssignmentState, Change, Plan, PlanContent, PlanState, ReviewState};
use crate::db::schema::{assignment_plans, assignments};
use crate::db::{Conn, DbError, Tx};
use crate::kernel::ids::{ApplicationId, AssignmentId, CallId, InvitationId, PersonId, PlanId};
use crate::kernel::secret::fingerprint;
use crate::kernel::sql::Json;
use crate::kernel::time::UtcTime;
use diesel::prelude::*;

#[derive(Queryable, Selectable)]
#[diesel(table_name = assignments)]
pub(super) struct AssignmentRow {
    id: AssignmentId,
    call_id: CallId,
    application_id: ApplicationId,
    person_id: PersonId,
    invitation_id: InvitationId,
    state: AssignmentState,
    review_state: ReviewState,
    review_state_at: Option<UtcTime>,
    score: f64,
    public_ref: String,
    version: i32,
    handed_off_at: Option<UtcTime>,
}

impl From<AssignmentRow> for Assignment {
    fn from(row: AssignmentRow) -> Self {
        Self {
            id: row.id,
            call: row.call_id,
            application: row.application_id,
            person: row.person_id,
            invitation: row.invitation_id,
            state: row.state,
            review_state: row.review_state,
            review_state_at: row.review_state_at,
            score: row.score,
            public_ref: row.public_ref,
            version: row.version,
            handed_off_at: row.handed_off_at,
        }
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = assignment_plans)]
struct PlanRow {
    id: PlanId,
    call_id: CallId,
    number: i32,
    state: PlanState,
    basis: String,
    content: Json<PlanContent>,
    created_at: UtcTime,
    closed_at: Option<UtcTime>,
}

impl From<PlanRow> for Plan {
    fn from(row: PlanRow) -> Self {
        Self {
            id: row.id,
            call: row.call_id,
            number: row.number,
            state: row.state,
            basis: row.basis,
            content: row.content.0,
            created_at: row.created_at,
            closed_at: row.closed_at,
        }
    }
}

pub(super) fn find(conn: &mut Conn, id: AssignmentId) -> Result<Option<Assignment>, DbError> {
    let row: Option<AssignmentRow> =
        assignments::table.find(id).select(AssignmentRow::as_select()).first(conn).optional()?;
    Ok(row.map(Assignment::from))
}

/// All assignments of a call, the released ones too, oldest first.
pub(super) fn of_call(conn: &mut Conn, call: CallId) -> Result<Vec<Assignment>, DbError> {
    let rows: Vec<AssignmentRow> = assignments::table
        .filter(assignments::call_id.eq(call))
        .order(assignments::id)
        .select(AssignmentRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(Assignment::from).collect())
}

pub(super) fn insert(tx: &mut Tx<'_>, call: CallId, change: &Change) -> Result<(), DbError> {
    let id = AssignmentId::new();
    // Ten characters of a hash: unique to the assignment, and nothing to be read from it.
    let public_ref = fingerprint(format!("{}{}", id.uuid(), tx.request.uuid()).as_bytes())[..10].to_uppercase();
    diesel::insert_into(assignments::table)
        .values((
            assignments::id.eq(id),
            assignments::call_id.eq(call),
            assignments::application_id.eq(change.application),
            assignments::person_id.eq(change.person),
            assignments::invitation_id.eq(change.invitation),
            assignments::state.eq(AssignmentState::Planned),
            assignments::review_state.eq(ReviewState::NotOpened),
            assignments::score.eq(change.score),
            assignments::public_ref.eq(public_ref),
            assignments::version.eq(1),
            assignments::created_at.eq(tx.now),
        ))
        .execute(tx.conn)?;
    Ok(())
}

pub(super) fn release(tx: &mut Tx<'_>, change: &Change) -> Result<(), DbError> {
    diesel::update(
        assignments::table
            .filter(assignments::application_id.eq(change.application))
            .filter(assignments::person_id.eq(change.person))
            .filter(assignments::state.eq(AssignmentState::Planned)),
    )
    .set((
        assignments::state.eq(AssignmentState::Released),
        assignments::released_at.eq(tx.now),
        assignments::version.eq(assignments::version + 1),
    ))
    .execute(tx.conn)?;
    Ok(())
}

pub(super) fn hand_off(tx: &mut Tx<'_>, id: AssignmentId) -> Result<(), DbError> {
    diesel::update(assignments::table.find(id))
        .set((
            assignments::state.eq(AssignmentState::HandedOff),
            assignments::handed_off_at.eq(tx.now),
            assignments::version.eq(assignments::version + 1),
        ))
        .execute(tx.conn)?;
    Ok(())
}

pub(super) fn set_review_state(
    tx: &mut Tx<'_>,
    id: AssignmentId,
    state: ReviewState,
    at: UtcTime,
) -> Result<(), DbError> {
    diesel::update(assignments::table.find(id))
        .set((
            assignments::review_state.eq(state),
            assignments::review_state_at.eq(at),
            assignments::version.eq(assignments::version + 1),
        ))
        .execute(tx.conn)?;
    Ok(())
}

pub(super) fn plan(conn: &mut Conn, id: PlanId) -> Result<Option<Plan>, DbError> {
    let row: Option<PlanRow> = assignment_plans::table.find(id).select(PlanRow::as_select()).first(conn).optional()?;
    Ok(row.map(Plan::from))
}

pub(super) fn plans(conn: &mut Conn, call: CallId) -> Result<Vec<Plan>, DbError> {
    let rows: Vec<PlanRow> = assignment_plans::table
        .filter(assignment_plans::call_id.eq(call))
        .order(assignment_plans::number.desc())
        .select(PlanRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(Plan::from).collect())
}

pub(super) fn insert_plan(
    tx: &mut Tx<'_>,
    call: CallId,
    basis: &str,
    content: &PlanContent,
) -> Result<PlanId, DbError> {
    let id = PlanId::new();
    let last: Option<i32> = assignment_plans::table
        .filter(assignment_plans::call_id.eq(call))
        .select(diesel::dsl::max(assignment_plans::number))
        .first(tx.conn)?;
    diesel::insert_into(assignment_plans::table)
        .values((
            assignment_plans::id.eq(id),
            assignment_plans::call_id.eq(call),
            assignment_plans::number.eq(last.unwrap_or_default() + 1),
            assignment_plans::state.eq(PlanState::Proposed),
            assignment_plans::basis.eq(basis),
            assignment_plans::content.eq(Json(content.clone())),
            assignment_plans::created_at.eq(tx.now),
        ))
        .execute(tx.conn)?;
    Ok(id)
}

pub(super) fn discard_open(tx: &mut Tx<'_>, call: CallId) -> Result<(), DbError> {
    diesel::update(
        assignment_plans::table
            .filter(assignment_plans::call_id.eq(call))
            .filter(assignment_plans::state.eq(PlanState::Proposed)),
    )
    .set((assignment_plans::state.eq(PlanState::Discarded), assignment_plans::closed_at.eq(tx.now)))
    .execute(tx.conn)?;
    Ok(())
}

pub(super) fn close_plan(tx: &mut Tx<'_>, id: PlanId, state: PlanState) -> Result<(), DbError> {
    diesel::update(assignment_plans::table.find(id))
        .set((assignment_plans::state.eq(state), assignment_plans::closed_at.eq(tx.now)))
        .execute(tx.conn)?;
    Ok(())
}
