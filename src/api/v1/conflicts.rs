//! Conflicts of interest: how one stands, and deciding.

use super::super::envelope::{Body, Refusals};
use super::candidates::{FindingView, finding_view};
use crate::app::App;
use crate::calls;
use crate::coi::{self, Answer, CoiError, Decide, Outcome, Screening, Standing, Verdict};
use crate::db::Conn;
use crate::http::auth::OfficerCaller;
use crate::http::problem::Problem;
use crate::kernel::check::Check;
use crate::kernel::ids::{ApplicationId, PersonId};
use crate::kernel::time::{Day, UtcTime};
use crate::people;
use actix_web::web::{Data, Json, Path};
use actix_web::{get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Where a person stands towards an application.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct StandingView {
    application_id: ApplicationId,
    person_id: PersonId,
    verdict: Verdict,
    /// What the data alone say.
    screening: Screening,
    findings: Vec<FindingView>,
    declaration: Option<DeclarationView>,
    decision: Option<DecisionView>,
}

/// What the person declared last.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DeclarationView {
    answer: Answer,
    details: String,
    rules_version: String,
    declared_at: UtcTime,
}

/// What an officer decided last.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DecisionView {
    outcome: Outcome,
    reason: String,
    decided_by: String,
    decided_at: UtcTime,
}

fn view(application_id: ApplicationId, person_id: PersonId, standing: Standing) -> Json<StandingView> {
    Json(StandingView {
        application_id,
        person_id,
        verdict: standing.verdict(),
        screening: standing.screening(),
        findings: standing.findings.iter().map(finding_view).collect(),
        declaration: standing.declaration.map(|known| DeclarationView {
            answer: known.answer,
            details: known.details,
            rules_version: known.rules_version,
            declared_at: known.declared_at,
        }),
        decision: standing.decision.map(|known| DecisionView {
            outcome: known.outcome,
            reason: known.reason,
            decided_by: known.decided_by,
            decided_at: known.decided_at,
        }),
    })
}

/// The application and today on its call's wall clock.
fn about(conn: &mut Conn, id: ApplicationId, now: UtcTime) -> Result<(calls::Application, Day), CoiError> {
    let application = calls::application(conn, id)?.ok_or(CoiError::NotFound)?;
    let call = calls::call(conn, application.call)?.ok_or(CoiError::NotFound)?;
    Ok((application, now.day_in(&call.zone())))
}

/// Read how a conflict stands
#[utoipa::path(tag = "conflicts", context_path = "/api", params(("application_id" = ApplicationId, Path), ("person_id" = PersonId, Path)),
    responses((status = 200, body = StandingView), Refusals))]
#[get("/v1/applications/{application_id}/conflicts/{person_id}")]
pub(super) async fn get_standing(
    app: Data<App>,
    _: OfficerCaller,
    path: Path<(ApplicationId, PersonId)>,
) -> Result<Json<StandingView>, Problem> {
    let ((application, person), now) = (path.into_inner(), app.now());
    let standing = app
        .db
        .read(move |conn| {
            people::person(conn, person)?.ok_or(CoiError::NotFound)?;
            let (about, today) = about(conn, application, now)?;
            Ok::<_, CoiError>(coi::standings(conn, &about, today)?.remove(&person).unwrap_or_default())
        })
        .await?;
    Ok(view(application, person, standing))
}

/// A decision.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DecisionBody {
    outcome: Outcome,
    /// Kept in the audit record.
    #[schema(min_length = 1, max_length = 4000)]
    reason: String,
}

/// Decide on a conflict
///
/// On the evidence and the declaration at hand; new evidence asks again.
#[utoipa::path(tag = "conflicts", context_path = "/api", params(("application_id" = ApplicationId, Path), ("person_id" = PersonId, Path)),
    request_body = DecisionBody, responses((status = 200, body = StandingView), Refusals))]
#[post("/v1/applications/{application_id}/conflicts/{person_id}/decisions")]
pub(super) async fn decide_conflict(
    app: Data<App>,
    caller: OfficerCaller,
    path: Path<(ApplicationId, PersonId)>,
    body: Body<DecisionBody>,
) -> Result<Json<StandingView>, Problem> {
    let (application, person) = path.into_inner();
    let mut check = Check::new();
    let reason = check.prose("reason", &body.value.reason, 1..=4000);
    let decide = check.finish(|| Some(Decide { person, application, outcome: body.value.outcome, reason }))?;
    let standing = app
        .db
        .write(caller.0, move |tx| {
            people::person(tx.conn, person)?.ok_or(CoiError::NotFound)?;
            let (_, today) = about(tx.conn, application, tx.now)?;
            coi::decide(tx, &decide, today)
        })
        .await?;
    Ok(view(application, person, standing))
}
