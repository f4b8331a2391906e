//! How far a call is.

use super::super::envelope::Refusals;
use crate::app::App;
use crate::calls::Missing;
use crate::http::auth::OfficerCaller;
use crate::http::problem::Problem;
use crate::invitations::Status;
use crate::kernel::ids::{ApplicationId, CallId, InvitationId, PersonId};
use crate::reports::{self, Attention, AttentionKind, Coverage};
use actix_web::get;
use actix_web::web::{Data, Json, Path};
use serde::Serialize;
use utoipa::ToSchema;

/// How far a call is.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CoverageView {
    call_id: CallId,
    /// What the call lacks before it can invite.
    missing: Vec<Missing>,
    applications: Vec<ApplicationCoverageView>,
    /// How many invitations stand at each status.
    invitations: Vec<StatusCount>,
    /// What needs an officer, the most urgent first.
    attention: Vec<AttentionView>,
}

/// How many invitations stand at a status.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct StatusCount {
    status: Status,
    count: usize,
}

/// How far one application is.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ApplicationCoverageView {
    application_id: ApplicationId,
    number: String,
    title: String,
    /// Reviewers wanted.
    wanted: i32,
    shortlisted: usize,
    /// Asked and not answered yet.
    pending: usize,
    accepted: usize,
    /// Accepted, signed and cleared for this application.
    cleared: usize,
    /// Declined, deferred, bounced, expired or withdrawn: no coverage.
    lost: usize,
    assigned: usize,
    handed_off: usize,
    submitted: usize,
    /// Whether as many are assigned as wanted.
    covered: bool,
}

/// One thing that needs an officer.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AttentionView {
    kind: AttentionKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    application_id: Option<ApplicationId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    person_id: Option<PersonId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    person_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    invitation_id: Option<InvitationId>,
}

impl From<Attention> for AttentionView {
    fn from(item: Attention) -> Self {
        let (person_id, person_name) = item.person.unzip();
        Self {
            kind: item.kind,
            application_id: item.application.map(|(id, _)| id),
            person_id,
            person_name,
            invitation_id: item.invitation,
        }
    }
}

impl From<Coverage> for CoverageView {
    fn from(coverage: Coverage) -> Self {
        let application = |known: reports::ApplicationCoverage| ApplicationCoverageView {
            covered: known.is_covered(),
            application_id: known.id,
            number: known.number,
            title: known.title,
            wanted: known.wanted,
            shortlisted: known.shortlisted,
            pending: known.pending,
            accepted: known.accepted,
            cleared: known.cleared,
            lost: known.lost,
            assigned: known.assigned,
            handed_off: known.handed_off,
            submitted: known.submitted,
        };
        Self {
            call_id: coverage.call.id,
            missing: coverage.missing,
            applications: coverage.applications.into_iter().map(application).collect(),
            invitations: coverage
                .invitations
                .into_iter()
                .map(|(status, count)| StatusCount { status, count })
                .collect(),
            attention: coverage.attention.into_iter().map(AttentionView::from).collect(),
        }
    }
}

/// How far a call is
///
/// Which applications are covered, who answered, what needs attention.
#[utoipa::path(tag = "calls", context_path = "/api", params(("call_id" = CallId, Path)), responses((status = 200, body = CoverageView), Refusals))]
#[get("/v1/calls/{call_id}/coverage")]
pub(super) async fn get_coverage(
    app: Data<App>,
    _: OfficerCaller,
    id: Path<CallId>,
) -> Result<Json<CoverageView>, Problem> {
    let (id, now) = (id.into_inner(), app.now());
    let coverage = app.db.read(move |conn| reports::coverage(conn, id, now)).await?;
    Ok(Json(coverage.ok_or_else(Problem::not_found)?.into()))
}
