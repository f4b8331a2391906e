//! For review systems: what to review, and how far it is.

use super::super::envelope::{Body, List, Refusals, list, page_request};
use crate::app::App;
use crate::assignment::{self, Assignment, HandoffItem, ReviewState};
use crate::coi::Verdict;
use crate::http::auth::ReviewSystemCaller;
use crate::http::problem::Problem;
use crate::kernel::ids::{ApplicationId, AssignmentId, CallId, PersonId};
use crate::kernel::time::UtcTime;
use actix_web::web::{Data, Json, Path, Query};
use actix_web::{HttpRequest, HttpResponse, get, put};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Which assignments.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct HandoffQuery {
    /// Of this call only.
    call_id: Option<CallId>,
    /// Items at the most.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<i64>,
    /// The cursor that the part before gave as `next`.
    after: Option<String>,
}

/// An assignment that was handed over.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct HandoffView {
    assignment_id: AssignmentId,
    call_id: CallId,
    application_id: ApplicationId,
    application_number: String,
    reviewer: ReviewerView,
    /// When the review is due.
    due_at: UtcTime,
    /// How the conflict of interest stands: always `cleared`.
    coi_state: Verdict,
    /// When an officer cleared it; absent where the declaration alone did.
    coi_decided_at: Option<UtcTime>,
    confidentiality: ConfidentialityView,
    /// A reference to show instead of the reviewer.
    public_ref: String,
    review_state: ReviewState,
    review_state_at: Option<UtcTime>,
    handed_off_at: Option<UtcTime>,
}

/// The reviewer, for the review system only.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ReviewerView {
    id: PersonId,
    name: String,
    email: Option<String>,
    institution: Option<String>,
    country: Option<String>,
    orcid: Option<String>,
    time_zone: Option<String>,
}

/// The confidentiality undertaking.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ConfidentialityView {
    version: Option<String>,
    signed_at: Option<UtcTime>,
}

impl From<HandoffItem> for HandoffView {
    fn from(item: HandoffItem) -> Self {
        let known = item.assignment;
        Self {
            assignment_id: known.id,
            call_id: known.call,
            application_id: known.application,
            application_number: item.application_number,
            reviewer: ReviewerView {
                id: known.person,
                name: item.reviewer_name,
                email: item.reviewer_email,
                institution: item.reviewer_institution,
                country: item.reviewer_country.map(|code| code.to_string()),
                orcid: item.reviewer_orcid,
                time_zone: item.reviewer_time_zone,
            },
            due_at: item.due_at,
            coi_state: item.coi,
            coi_decided_at: item.coi_decided_at,
            confidentiality: ConfidentialityView {
                version: item.undertaking_version,
                signed_at: item.undertaking_signed_at,
            },
            public_ref: known.public_ref,
            review_state: known.review_state,
            review_state_at: known.review_state_at,
            handed_off_at: known.handed_off_at,
        }
    }
}

/// Read the hand-off
///
/// Every assignment that was handed over, with reviewer, application, due date, conflict and confidentiality.
#[utoipa::path(tag = "handoff", context_path = "/api", params(HandoffQuery), responses((status = 200, body = List<HandoffView>), Refusals))]
#[get("/v1/handoff/assignments")]
pub(super) async fn list_handoff(
    app: Data<App>,
    _: ReviewSystemCaller,
    request: HttpRequest,
    query: Query<HandoffQuery>,
) -> Result<HttpResponse, Problem> {
    let query = query.into_inner();
    let page = page_request(query.limit, query.after)?;
    let found = app.db.read(move |conn| assignment::handoff_items(conn, query.call_id, &page)).await?;
    Ok(list(&request, found.map(HandoffView::from)))
}

/// How far a review is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ProgressBody {
    review_state: ReviewState,
    /// When it became so; absent means now. An older report than the known one changes nothing.
    #[serde(default)]
    occurred_at: Option<UtcTime>,
}

/// How far a review is, as it is known now.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ProgressView {
    assignment_id: AssignmentId,
    review_state: ReviewState,
    review_state_at: Option<UtcTime>,
}

impl From<Assignment> for ProgressView {
    fn from(known: Assignment) -> Self {
        Self { assignment_id: known.id, review_state: known.review_state, review_state_at: known.review_state_at }
    }
}

/// Report the progress of a review
///
/// The same report again changes nothing.
#[utoipa::path(tag = "handoff", context_path = "/api", params(("assignment_id" = AssignmentId, Path)), request_body = ProgressBody,
    responses((status = 200, body = ProgressView), Refusals))]
#[put("/v1/handoff/assignments/{assignment_id}/review-state")]
pub(super) async fn report_progress(
    app: Data<App>,
    caller: ReviewSystemCaller,
    id: Path<AssignmentId>,
    body: Body<ProgressBody>,
) -> Result<Json<ProgressView>, Problem> {
    let (id, state) = (id.into_inner(), body.value.review_state);
    let at = body.value.occurred_at.unwrap_or_else(|| app.now());
    let known = app.db.write(caller.0, move |tx| assignment::report_progress(tx, id, state, at)).await?;
    Ok(Json(known.into()))
}
