//! Who reviews what: read, proposed, applied, handed over.

use super::super::envelope::{Body, Refusals};
use crate::app::App;
use crate::assignment::{
    self, AssignmentError, AssignmentLine, AssignmentState, ChangeKind, HandoffOutcome, NotReady, PlanState, PlanView,
    ReviewState,
};
use crate::http::auth::OfficerCaller;
use crate::http::problem::Problem;
use crate::kernel::ids::{ApplicationId, AssignmentId, CallId, InvitationId, PersonId, PlanId};
use crate::kernel::time::UtcTime;
use crate::search::shown_score;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Somebody assigned to an application.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AssignmentView {
    id: AssignmentId,
    application_id: ApplicationId,
    application_number: String,
    person_id: PersonId,
    person_name: String,
    invitation_id: InvitationId,
    state: AssignmentState,
    review_state: ReviewState,
    review_state_at: Option<UtcTime>,
    #[schema(maximum = 100)]
    score: u8,
    /// A reference that tells nothing of the reviewer.
    public_ref: String,
    handed_off_at: Option<UtcTime>,
}

impl From<AssignmentLine> for AssignmentView {
    fn from(line: AssignmentLine) -> Self {
        let known = line.assignment;
        Self {
            id: known.id,
            application_id: known.application,
            application_number: line.number,
            person_id: known.person,
            person_name: line.name,
            invitation_id: known.invitation,
            state: known.state,
            review_state: known.review_state,
            review_state_at: known.review_state_at,
            score: shown_score(known.score),
            public_ref: known.public_ref,
            handed_off_at: known.handed_off_at,
        }
    }
}

/// The assignments of a call.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AssignmentsView {
    items: Vec<AssignmentView>,
}

/// List assignments
///
/// All of a call, the released ones too.
#[utoipa::path(tag = "assignments", context_path = "/api", params(("call_id" = CallId, Path)), responses((status = 200, body = AssignmentsView), Refusals))]
#[get("/v1/calls/{call_id}/assignments")]
pub(super) async fn list_assignments(
    app: Data<App>,
    _: OfficerCaller,
    id: Path<CallId>,
) -> Result<Json<AssignmentsView>, Problem> {
    let id = id.into_inner();
    let lines = app
        .db
        .read(move |conn| {
            crate::calls::call(conn, id)?.ok_or(AssignmentError::NotFound)?;
            Ok::<_, AssignmentError>(assignment::assignments_of(conn, id)?)
        })
        .await?;
    Ok(Json(AssignmentsView { items: lines.into_iter().map(AssignmentView::from).collect() }))
}

/// A proposed assignment as a list of changes.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PlanBody {
    id: PlanId,
    call_id: CallId,
    /// Its number within the call.
    number: i32,
    state: PlanState,
    /// Whether the data changed since it was made; then it cannot be applied.
    outdated: bool,
    changes: Vec<ChangeView>,
    assignments_before: usize,
    assignments_after: usize,
    /// The lowest score of an assignment, 0 to 100.
    lowest_before: Option<u8>,
    lowest_after: Option<u8>,
    /// Applications that stay short.
    shortfalls: Vec<ShortfallView>,
    created_at: UtcTime,
    closed_at: Option<UtcTime>,
}

/// One change.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ChangeView {
    /// Its place in the plan, by which it can be chosen.
    place: usize,
    kind: ChangeKind,
    application_id: ApplicationId,
    application_number: Option<String>,
    person_id: PersonId,
    person_name: Option<String>,
    #[schema(maximum = 100)]
    score: u8,
}

/// An application that stays short.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ShortfallView {
    application_id: ApplicationId,
    application_number: Option<String>,
    /// Reviewers missing.
    missing: i32,
    /// Cleared reviewers there are for it, busy elsewhere or not.
    cleared: i32,
}

impl From<PlanView> for PlanBody {
    fn from(view: PlanView) -> Self {
        let plan = view.plan;
        let change = |(place, change): (usize, &assignment::Change)| ChangeView {
            place,
            kind: change.kind,
            application_id: change.application,
            application_number: view.numbers.get(&change.application).cloned(),
            person_id: change.person,
            person_name: view.names.get(&change.person).cloned(),
            score: shown_score(change.score),
        };
        let shortfall = |short: &assignment::Shortfall| ShortfallView {
            application_id: short.application,
            application_number: view.numbers.get(&short.application).cloned(),
            missing: short.missing,
            cleared: short.cleared,
        };
        let content = &plan.content;
        Self {
            id: plan.id,
            call_id: plan.call,
            number: plan.number,
            state: plan.state,
            outdated: plan.state == PlanState::Proposed && view.outdated,
            changes: content.changes.iter().enumerate().map(change).collect(),
            assignments_before: content.assignments.0,
            assignments_after: content.assignments.1,
            lowest_before: content.lowest.0.map(shown_score),
            lowest_after: content.lowest.1.map(shown_score),
            shortfalls: content.shortfalls.iter().map(shortfall).collect(),
            created_at: plan.created_at,
            closed_at: plan.closed_at,
        }
    }
}

async fn present(app: &App, id: PlanId, status: StatusCode) -> Result<HttpResponse, Problem> {
    let now = app.now();
    let view = app.db.read(move |conn| assignment::plan_view(conn, id, now)).await?;
    Ok(HttpResponse::build(status).json(PlanBody::from(view)))
}

/// Propose an assignment
///
/// The best total match that violates no conflict and keeps every load. Changes nothing yet.
#[utoipa::path(tag = "assignments", context_path = "/api", params(("call_id" = CallId, Path)), responses((status = 201, body = PlanBody), Refusals))]
#[post("/v1/calls/{call_id}/plans")]
pub(super) async fn propose_plan(
    app: Data<App>,
    caller: OfficerCaller,
    id: Path<CallId>,
) -> Result<HttpResponse, Problem> {
    let (id, finder) = (id.into_inner(), app.finder.clone());
    let plan = app
        .db
        .write(caller.0, move |tx| {
            let index = finder.index(tx.conn)?;
            assignment::propose(tx, &index, id)
        })
        .await?;
    present(&app, plan.id, StatusCode::CREATED).await
}

/// A plan in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PlanLineView {
    id: PlanId,
    number: i32,
    state: PlanState,
    changes: usize,
    created_at: UtcTime,
}

/// The plans of a call.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PlansView {
    items: Vec<PlanLineView>,
}

/// List plans
///
/// The newest first.
#[utoipa::path(tag = "assignments", context_path = "/api", params(("call_id" = CallId, Path)), responses((status = 200, body = PlansView), Refusals))]
#[get("/v1/calls/{call_id}/plans")]
pub(super) async fn list_plans(app: Data<App>, _: OfficerCaller, id: Path<CallId>) -> Result<Json<PlansView>, Problem> {
    let id = id.into_inner();
    let plans = app
        .db
        .read(move |conn| {
            crate::calls::call(conn, id)?.ok_or(AssignmentError::NotFound)?;
            Ok::<_, AssignmentError>(assignment::plans_of(conn, id)?)
        })
        .await?;
    let line = |plan: assignment::Plan| PlanLineView {
        id: plan.id,
        number: plan.number,
        state: plan.state,
        changes: plan.content.changes.len(),
        created_at: plan.created_at,
    };
    Ok(Json(PlansView { items: plans.into_iter().map(line).collect() }))
}

/// Read a plan
#[utoipa::path(tag = "assignments", context_path = "/api", params(("plan_id" = PlanId, Path)), responses((status = 200, body = PlanBody), Refusals))]
#[get("/v1/plans/{plan_id}")]
pub(super) async fn get_plan(app: Data<App>, _: OfficerCaller, id: Path<PlanId>) -> Result<HttpResponse, Problem> {
    present(&app, id.into_inner(), StatusCode::OK).await
}

/// Which changes to apply.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ApplyBody {
    /// Places of the changes; absent means all.
    #[serde(default)]
    changes: Option<Vec<usize>>,
}

/// Apply a plan
///
/// Refused with 412 where the data changed since it was made; propose again then.
#[utoipa::path(tag = "assignments", context_path = "/api", params(("plan_id" = PlanId, Path)), request_body = ApplyBody,
    responses((status = 200, body = PlanBody), Refusals))]
#[post("/v1/plans/{plan_id}/application")]
pub(super) async fn apply_plan(
    app: Data<App>,
    caller: OfficerCaller,
    id: Path<PlanId>,
    body: Body<ApplyBody>,
) -> Result<HttpResponse, Problem> {
    let (id, chosen) = (id.into_inner(), body.value.changes);
    app.db.write(caller.0, move |tx| assignment::apply(tx, id, chosen.as_deref())).await?;
    present(&app, id, StatusCode::OK).await
}

/// Discard a plan
#[utoipa::path(tag = "assignments", context_path = "/api", params(("plan_id" = PlanId, Path)), responses((status = 200, body = PlanBody), Refusals))]
#[post("/v1/plans/{plan_id}/discard")]
pub(super) async fn discard_plan(
    app: Data<App>,
    caller: OfficerCaller,
    id: Path<PlanId>,
) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    app.db.write(caller.0, move |tx| assignment::discard(tx, id)).await?;
    present(&app, id, StatusCode::OK).await
}

/// What became of the planned assignments.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct HandoverView {
    handed_over: usize,
    rows: Vec<HandoverRowView>,
}

/// What became of one.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct HandoverRowView {
    assignment_id: AssignmentId,
    application_id: ApplicationId,
    person_id: PersonId,
    /// Why it was not handed over; absent where it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    not_ready: Option<NotReady>,
}

impl From<HandoffOutcome> for HandoverView {
    fn from(outcome: HandoffOutcome) -> Self {
        let row = |row: &assignment::HandoffRow| HandoverRowView {
            assignment_id: row.assignment.id,
            application_id: row.assignment.application,
            person_id: row.assignment.person,
            not_ready: row.not_ready,
        };
        Self { handed_over: outcome.handed_over(), rows: outcome.rows.iter().map(row).collect() }
    }
}

/// Hand over to the review system
///
/// Every planned assignment that is ready: accepted, undertaking signed, conflict cleared, eligible.
#[utoipa::path(tag = "assignments", context_path = "/api", params(("call_id" = CallId, Path)), responses((status = 200, body = HandoverView), Refusals))]
#[post("/v1/calls/{call_id}/handoff")]
pub(super) async fn hand_over(
    app: Data<App>,
    caller: OfficerCaller,
    id: Path<CallId>,
) -> Result<Json<HandoverView>, Problem> {
    let id = id.into_inner();
    let outcome = app.db.write(caller.0, move |tx| assignment::hand_over(tx, id)).await?;
    Ok(Json(outcome.into()))
}
