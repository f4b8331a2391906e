//! Applications: list, read, import.

use super::super::envelope::{RawBody, Refusals, read_json};
use crate::app::App;
use crate::calls::{
    self, Application, ApplicationInput, ApplicationLine, ApplicationOutcome, ApplicationRole, ApplicationRow,
    ApplicationsReport,
};
use crate::http::auth::OfficerCaller;
use crate::http::problem::{FORM_AGAIN, FieldError, Problem, field_errors};
use crate::i18n::Language;
use crate::kernel::failure::Violation;
use crate::kernel::ids::{ApplicationId, CallId};
use crate::kernel::place::Orcid;
use actix_web::http::StatusCode;
use actix_web::http::header::{ACCEPT_LANGUAGE, CONTENT_TYPE};
use actix_web::web::{Data, Json, Path, Query};
use actix_web::{HttpRequest, HttpResponse, get, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// An application in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ApplicationLineView {
    id: ApplicationId,
    number: String,
    title: String,
}

impl From<ApplicationLine> for ApplicationLineView {
    fn from(line: ApplicationLine) -> Self {
        Self { id: line.id, number: line.number, title: line.title }
    }
}

/// The applications of a call.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ApplicationsView {
    items: Vec<ApplicationLineView>,
}

/// List applications
///
/// All applications of a call, by number.
#[utoipa::path(tag = "applications", context_path = "/api", params(("call_id" = CallId, Path)), responses((status = 200, body = ApplicationsView), Refusals))]
#[get("/v1/calls/{call_id}/applications")]
pub(super) async fn list_applications(
    app: Data<App>,
    _: OfficerCaller,
    id: Path<CallId>,
) -> Result<Json<ApplicationsView>, Problem> {
    let id = id.into_inner();
    let found = app
        .db
        .read(move |conn| {
            let call = calls::call(conn, id)?;
            call.map(|_| calls::applications(conn, id)).transpose()
        })
        .await?;
    let items = found.ok_or_else(Problem::not_found)?.into_iter().map(ApplicationLineView::from).collect();
    Ok(Json(ApplicationsView { items }))
}

/// An application.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ApplicationView {
    id: ApplicationId,
    call_id: CallId,
    number: String,
    title: String,
    r#abstract: String,
    scientific_part: String,
    keywords: Vec<String>,
    people: Vec<ApplicationPersonView>,
    excluded_reviewers: Vec<ExclusionView>,
}

/// A person on an application.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ApplicationPersonView {
    name: String,
    role: ApplicationRole,
    #[schema(value_type = Option<String>)]
    orcid: Option<Orcid>,
    erad_no: Option<String>,
    institution: Option<String>,
    ror: Option<String>,
}

/// Somebody whom the applicants ask to leave out.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ExclusionView {
    name: String,
    #[schema(value_type = Option<String>)]
    orcid: Option<Orcid>,
    institution: Option<String>,
    reason: String,
}

impl From<Application> for ApplicationView {
    fn from(known: Application) -> Self {
        let person = |person: calls::ApplicationPerson| ApplicationPersonView {
            name: person.name,
            role: person.role,
            orcid: person.orcid,
            erad_no: person.erad_no,
            institution: person.institution,
            ror: person.ror,
        };
        let exclusion = |exclusion: calls::Exclusion| ExclusionView {
            name: exclusion.name,
            orcid: exclusion.orcid,
            institution: exclusion.institution,
            reason: exclusion.reason,
        };
        Self {
            id: known.id,
            call_id: known.call,
            number: known.number,
            title: known.title,
            r#abstract: known.abstract_text,
            scientific_part: known.scientific_part,
            keywords: known.keywords,
            people: known.people.into_iter().map(person).collect(),
            excluded_reviewers: known.exclusions.into_iter().map(exclusion).collect(),
        }
    }
}

/// Read an application
#[utoipa::path(tag = "applications", context_path = "/api", params(("application_id" = ApplicationId, Path)), responses((status = 200, body = ApplicationView), Refusals))]
#[get("/v1/applications/{application_id}")]
pub(super) async fn get_application(
    app: Data<App>,
    _: OfficerCaller,
    id: Path<ApplicationId>,
) -> Result<Json<ApplicationView>, Problem> {
    let id = id.into_inner();
    let found = app.db.read(move |conn| calls::application(conn, id)).await?;
    Ok(Json(found.ok_or_else(Problem::not_found)?.into()))
}

/// Applications to import.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ApplicationsBody {
    #[schema(min_items = 1)]
    applications: Vec<ApplicationInput>,
}

/// Whether to write.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct DryRun {
    /// Only tell what would become of every row.
    #[param(default = false)]
    pub dry_run: Option<bool>,
}

/// What became of every row.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ImportView {
    /// Whether anything was written.
    applied: bool,
    created: usize,
    updated: usize,
    unchanged: usize,
    rejected: usize,
    rows: Vec<RowView>,
}

/// What became of one row.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RowView {
    /// Its place in the file, from 1.
    row: usize,
    number: String,
    outcome: ApplicationOutcome,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldError>,
}

impl ImportView {
    fn of(report: ApplicationsReport, language: Language) -> Self {
        let row = |row: ApplicationRow| RowView {
            row: row.row,
            number: row.number,
            outcome: row.outcome,
            errors: field_errors(&row.violations, language),
        };
        Self {
            applied: report.applied,
            created: report.count(ApplicationOutcome::Created),
            updated: report.count(ApplicationOutcome::Updated),
            unchanged: report.count(ApplicationOutcome::Unchanged),
            rejected: report.count(ApplicationOutcome::Rejected),
            rows: report.rows.into_iter().map(row).collect(),
        }
    }
}

/// The language that a caller accepts.
pub(super) fn language(request: &HttpRequest) -> Language {
    let header = request.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    Language::accepted(header).unwrap_or_default()
}

/// Import applications
///
/// JSON, or CSV with the columns number, title, abstract, `scientific_part`, keywords, people and
/// `excluded_reviewers`. All or nothing: where a row is rejected, none is taken and `applied` is false.
/// The same file again changes nothing.
#[utoipa::path(tag = "applications", context_path = "/api", params(("call_id" = CallId, Path), DryRun),
    request_body(content((ApplicationsBody = "application/json"), (String = "text/csv"))),
    responses((status = 200, body = ImportView), (status = 422, description = "Rows were rejected, or the file cannot be read.", content((ImportView = "application/json"), (crate::http::problem::ProblemBody = "application/problem+json"))),
        (status = 401, description = "Nobody is signed in.", body = crate::http::problem::ProblemBody, content_type = "application/problem+json"),
        (status = 403, description = "The role may not do this.", body = crate::http::problem::ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "There is no such call.", body = crate::http::problem::ProblemBody, content_type = "application/problem+json"),
        (status = 413, description = "The body is too large.", body = crate::http::problem::ProblemBody, content_type = "application/problem+json"),
        (status = 503, description = "Not available now.", body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
#[post("/v1/calls/{call_id}/applications/import")]
pub(super) async fn import_applications(
    app: Data<App>,
    caller: OfficerCaller,
    request: HttpRequest,
    id: Path<CallId>,
    dry_run: Query<DryRun>,
    RawBody(bytes): RawBody,
) -> Result<HttpResponse, Problem> {
    let (id, dry_run) = (id.into_inner(), dry_run.dry_run.unwrap_or_default());
    let media_type = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let inputs = if media_type.starts_with("text/csv") {
        let text = std::str::from_utf8(&bytes).map_err(|_| Problem::invalid(Violation::new("", "not_utf8")))?;
        calls::from_csv(text)?
    } else {
        read_json::<ApplicationsBody>(&bytes)?.applications
    };
    let report = app.db.write(caller.0, move |tx| calls::import_applications(tx, id, &inputs, dry_run)).await?;
    let refused = report.has_rejected() && !dry_run;
    let view = ImportView::of(report, language(&request));
    Ok(HttpResponse::build(if refused { FORM_AGAIN } else { StatusCode::OK }).json(view))
}
