//! Calls and their English guidelines.

use super::super::envelope::{Body, List, Paging, RawBody, Refusals, list};
use crate::app::App;
use crate::calls::{self, Call, CallSettings, Guideline, RawSettings};
use crate::http::auth::OfficerCaller;
use crate::http::idempotency::Once;
use crate::http::problem::Problem;
use crate::kernel::ids::CallId;
use crate::kernel::time::{Day, UtcTime};
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_DISPOSITION, ContentDisposition, DispositionParam, DispositionType};
use actix_web::web::{Data, Json, Path, Query};
use actix_web::{HttpRequest, HttpResponse, get, post, put};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// What is set of a call.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CallBody {
    /// Title in English.
    #[schema(min_length = 1, max_length = 300)]
    title: String,
    /// Title in Japanese.
    #[serde(default)]
    #[schema(max_length = 300)]
    title_ja: String,
    /// Programme (事業).
    #[schema(min_length = 1, max_length = 200)]
    programme: String,
    /// Department or division (部・課).
    #[schema(min_length = 1, max_length = 200)]
    department: String,
    /// Funding fiscal year; 2027 begins in April 2027.
    #[schema(minimum = 2000, maximum = 2100)]
    fiscal_year: i32,
    /// Call frame (公募枠).
    #[serde(default)]
    #[schema(max_length = 200)]
    frame: String,
    /// Round; 1 for the first.
    #[schema(minimum = 1, maximum = 99)]
    round: i32,
    /// First day of the call window, ISO 8601.
    #[schema(format = Date)]
    opens_on: String,
    /// Last day of the call window, ISO 8601.
    #[schema(format = Date)]
    closes_on: String,
    /// IANA zone of the deadlines.
    #[schema(example = "Asia/Tokyo")]
    time_zone: String,
    /// When reviews are due: an instant (RFC 3339), or a wall clock in the zone (`2027-02-19T17:00`).
    #[schema(example = "2027-02-19T08:00:00Z")]
    review_due_at: String,
    /// Reviewers wanted for each application.
    #[schema(minimum = 1, maximum = 20)]
    reviewers_per_application: i32,
    /// Applications that one reviewer takes at the most.
    #[schema(minimum = 1, maximum = 50)]
    max_load: i32,
    /// Days that a reviewer has to answer.
    #[schema(minimum = 1, maximum = 60)]
    answer_days: i32,
}

impl CallBody {
    fn settings(&self) -> Result<CallSettings, Problem> {
        Ok(CallSettings::parse(&RawSettings {
            title: &self.title,
            title_ja: &self.title_ja,
            programme: &self.programme,
            department: &self.department,
            fiscal_year: self.fiscal_year,
            frame: &self.frame,
            round: self.round,
            opens_on: &self.opens_on,
            closes_on: &self.closes_on,
            time_zone: &self.time_zone,
            review_due_at: &self.review_due_at,
            reviewers_per_application: self.reviewers_per_application,
            max_load: self.max_load,
            answer_days: self.answer_days,
        })?)
    }
}

/// A call.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CallView {
    id: CallId,
    title: String,
    title_ja: String,
    programme: String,
    department: String,
    fiscal_year: i32,
    frame: String,
    round: i32,
    opens_on: Day,
    closes_on: Day,
    time_zone: String,
    review_due_at: UtcTime,
    reviewers_per_application: i32,
    max_load: i32,
    answer_days: i32,
    /// Rises with every change; send it back to change the call.
    version: i32,
    created_at: UtcTime,
    /// The English guideline; without it the call cannot invite. Only where one call is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    guideline: Option<GuidelineView>,
}

/// The English guideline of a call.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct GuidelineView {
    file_name: String,
    media_type: String,
    /// SHA-256, hexadecimal.
    sha256: String,
    uploaded_at: UtcTime,
}

impl From<Guideline> for GuidelineView {
    fn from(guideline: Guideline) -> Self {
        Self {
            file_name: guideline.file_name,
            media_type: guideline.media_type,
            sha256: guideline.sha256,
            uploaded_at: guideline.uploaded_at,
        }
    }
}

impl From<Call> for CallView {
    fn from(call: Call) -> Self {
        let settings = call.settings;
        Self {
            id: call.id,
            title: settings.title,
            title_ja: settings.title_ja,
            programme: settings.programme,
            department: settings.department,
            fiscal_year: settings.fiscal_year,
            frame: settings.frame,
            round: settings.round,
            opens_on: settings.opens_on,
            closes_on: settings.closes_on,
            time_zone: settings.time_zone,
            review_due_at: settings.review_due_at,
            reviewers_per_application: settings.reviewers_per_application,
            max_load: settings.max_load,
            answer_days: settings.answer_days,
            version: call.version,
            created_at: call.created_at,
            guideline: None,
        }
    }
}

/// List calls
///
/// The newest first.
#[utoipa::path(tag = "calls", context_path = "/api", params(Paging), responses((status = 200, body = List<CallView>), Refusals))]
#[get("/v1/calls")]
pub(super) async fn list_calls(
    app: Data<App>,
    _: OfficerCaller,
    request: HttpRequest,
    paging: Query<Paging>,
) -> Result<HttpResponse, Problem> {
    let page = paging.request()?;
    let found = app.db.read(move |conn| calls::calls(conn, &page)).await?;
    Ok(list(&request, found.map(CallView::from)))
}

/// Create a call
#[utoipa::path(tag = "calls", context_path = "/api", request_body = CallBody,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a retry harmless.")),
    responses((status = 201, body = CallView), Refusals))]
#[post("/v1/calls")]
pub(super) async fn create_call(
    app: Data<App>,
    caller: OfficerCaller,
    once: Once,
    body: Body<CallBody>,
) -> Result<HttpResponse, Problem> {
    let settings = body.value.settings()?;
    once.run(&app, caller.0, &body.bytes, StatusCode::CREATED, move |tx| {
        calls::create(tx, &settings).map(CallView::from)
    })
    .await
}

/// Read a call
#[utoipa::path(tag = "calls", context_path = "/api", params(("call_id" = CallId, Path)), responses((status = 200, body = CallView), Refusals))]
#[get("/v1/calls/{call_id}")]
pub(super) async fn get_call(app: Data<App>, _: OfficerCaller, id: Path<CallId>) -> Result<Json<CallView>, Problem> {
    let id = id.into_inner();
    let (call, guideline) = app
        .db
        .read(move |conn| Ok::<_, crate::db::DbError>((calls::call(conn, id)?, calls::guideline(conn, id)?)))
        .await?;
    let mut view = CallView::from(call.ok_or_else(Problem::not_found)?);
    view.guideline = guideline.map(GuidelineView::from);
    Ok(Json(view))
}

/// The version that the caller has read.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Version {
    /// The version that was read; another one now is refused with 412.
    version: i32,
}

/// Change a call
///
/// Replaces what is set. Refused where somebody else changed the call since `version`.
#[utoipa::path(tag = "calls", context_path = "/api", params(("call_id" = CallId, Path), Version), request_body = CallBody,
    responses((status = 200, body = CallView), Refusals))]
#[put("/v1/calls/{call_id}")]
pub(super) async fn update_call(
    app: Data<App>,
    caller: OfficerCaller,
    id: Path<CallId>,
    version: Query<Version>,
    body: Body<CallBody>,
) -> Result<Json<CallView>, Problem> {
    let (id, version, settings) = (id.into_inner(), version.version, body.value.settings()?);
    let call = app.db.write(caller.0, move |tx| calls::update(tx, id, version, &settings)).await?;
    Ok(Json(call.into()))
}

/// The name of a file.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct FileName {
    /// Its name with ending: pdf, docx, txt or md.
    #[param(min_length = 1, max_length = 200, example = "guideline.pdf")]
    file_name: String,
}

/// Attach the English guideline
///
/// The body is the file itself, 16 MB at the most. Replaces an earlier one. A call without it cannot invite.
#[utoipa::path(tag = "calls", context_path = "/api", params(("call_id" = CallId, Path), FileName),
    request_body(content = String, content_type = "application/octet-stream"),
    responses((status = 200, body = GuidelineView), Refusals))]
#[put("/v1/calls/{call_id}/guideline")]
pub(super) async fn put_guideline(
    app: Data<App>,
    caller: OfficerCaller,
    id: Path<CallId>,
    name: Query<FileName>,
    RawBody(content): RawBody,
) -> Result<Json<GuidelineView>, Problem> {
    let (id, name) = (id.into_inner(), name.into_inner().file_name);
    let guideline = app
        .db
        .write(caller.0, move |tx| {
            calls::attach_guideline(tx, id, &name, &content)?;
            calls::guideline(tx.conn, id)?.ok_or(calls::CallError::NotFound)
        })
        .await?;
    Ok(Json(guideline.into()))
}

/// Read the English guideline
///
/// The file itself.
#[utoipa::path(tag = "calls", context_path = "/api", params(("call_id" = CallId, Path)),
    responses((status = 200, description = "The file.", content_type = "application/octet-stream", body = String), Refusals))]
#[get("/v1/calls/{call_id}/guideline")]
pub(super) async fn get_guideline(app: Data<App>, _: OfficerCaller, id: Path<CallId>) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    let found = app.db.read(move |conn| calls::guideline_file(conn, id)).await?;
    let (about, content) = found.ok_or_else(Problem::not_found)?;
    let disposition = ContentDisposition {
        disposition: DispositionType::Attachment,
        parameters: vec![DispositionParam::Filename(about.file_name)],
    };
    Ok(HttpResponse::Ok()
        .content_type("application/octet-stream")
        .insert_header((CONTENT_DISPOSITION, disposition))
        .body(content))
}
