//! What a reviewer does with the link in the letter, for programs: `Authorization: Bearer rl_…`.

use super::super::envelope::{Body, Refusals};
use crate::app::App;
use crate::coi::Answer;
use crate::http::auth::Invitee;
use crate::http::problem::Problem;
use crate::http::rate_limit::LinkRequest;
use crate::invitations::{
    self, Availability, DeclareInterests, DeclineReason, Explain, Load, Reply, ReviewerView, Sign, Status, UNDERTAKING,
};
use crate::kernel::failure::Violation;
use crate::kernel::ids::{ApplicationId, InvitationId};
use crate::kernel::time::{Day, UtcTime};
use crate::people;
use actix_web::web::{Data, Json};
use actix_web::{HttpResponse, get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a reviewer sees.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ResponseView {
    invitation_id: InvitationId,
    status: Status,
    /// Who asks.
    funder: String,
    office: String,
    programme: String,
    call_title: String,
    /// Why them.
    why: String,
    /// Applications they would be asked about, and how many of them at the most.
    applications_offered: usize,
    offered_load: i32,
    accepted_load: Option<i32>,
    available_from: Option<Day>,
    reply_by: UtcTime,
    review_due_at: UtcTime,
    /// The zone in which the deadlines were set.
    time_zone: String,
    honorarium: String,
    undertaking: UndertakingView,
    /// The applications; empty until the undertaking is signed.
    applications: Vec<SnapshotView>,
    /// Whether the review has begun, so that answers cannot be changed here any more.
    handed_off: bool,
}

/// The confidentiality undertaking.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct UndertakingView {
    version: String,
    articles: Vec<String>,
    /// SHA-256 of the text; send it back with the signature.
    text_hash: String,
    signed_at: Option<UtcTime>,
    signed_name: Option<String>,
}

/// What may be seen of an application before the review, and what was declared.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SnapshotView {
    application_id: ApplicationId,
    number: String,
    title: String,
    keywords: Vec<String>,
    people: Vec<SnapshotPersonView>,
    answer: Option<Answer>,
    details: Option<String>,
    declared_at: Option<UtcTime>,
}

/// A person on the application.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SnapshotPersonView {
    name: String,
    institution: Option<String>,
}

fn view(app: &App, known: ReviewerView) -> ResponseView {
    let (signed_name, signed_at) = known.signed.unzip();
    let snapshot = |item: invitations::SnapshotStanding| SnapshotView {
        application_id: item.snapshot.id,
        number: item.snapshot.number,
        title: item.snapshot.title,
        keywords: item.snapshot.keywords,
        people: item
            .snapshot
            .people
            .into_iter()
            .map(|(name, institution)| SnapshotPersonView { name, institution })
            .collect(),
        answer: item.declaration.as_ref().map(|declared| declared.answer),
        details: item.declaration.as_ref().map(|declared| declared.details.clone()),
        declared_at: item.declaration.as_ref().map(|declared| declared.declared_at),
    };
    let invitation = known.invitation;
    ResponseView {
        invitation_id: invitation.id,
        status: invitation.status,
        funder: app.config.funder.name.clone(),
        office: app.config.funder.office.clone(),
        programme: known.call.settings.programme,
        call_title: known.call.settings.title,
        why: invitation.why,
        applications_offered: known.applications,
        offered_load: invitation.offered_load,
        accepted_load: invitation.accepted_load,
        available_from: invitation.available_from,
        reply_by: invitation.reply_by,
        review_due_at: known.call.settings.review_due_at,
        time_zone: known.call.settings.time_zone,
        honorarium: app.config.funder.honorarium.clone(),
        undertaking: UndertakingView {
            version: UNDERTAKING.version.to_owned(),
            articles: UNDERTAKING.articles.iter().map(|&article| article.to_owned()).collect(),
            text_hash: UNDERTAKING.hash.clone(),
            signed_at,
            signed_name,
        },
        applications: known.snapshots.into_iter().map(snapshot).collect(),
        handed_off: known.handed_off,
    }
}

async fn present(app: &App, id: InvitationId) -> Result<Json<ResponseView>, Problem> {
    let known = app.db.read(move |conn| invitations::reviewer_view(conn, id)).await?;
    Ok(Json(view(app, known)))
}

/// Read the invitation
///
/// Changes nothing, however often it is opened.
#[utoipa::path(tag = "response", context_path = "/api", responses((status = 200, body = ResponseView), Refusals))]
#[get("/v1/response")]
pub(super) async fn get_response(
    app: Data<App>,
    _: LinkRequest,
    invitee: Invitee,
) -> Result<Json<ResponseView>, Problem> {
    present(&app, invitee.invitation).await
}

/// An answer to an invitation.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum AnswerKind {
    /// Yes.
    Accept,
    /// Yes, but later.
    Later,
    /// No.
    Decline,
}

/// An answer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AnswerBody {
    answer: AnswerKind,
    /// With `accept`: fewer applications than offered. Absent means as many as offered.
    #[serde(default)]
    #[schema(minimum = 1)]
    load: Option<i32>,
    /// With `later`: from which day, ISO 8601.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    available_from: Option<Day>,
}

/// Answer
///
/// May be changed until the assignment is with the review system. The same answer again changes nothing.
#[utoipa::path(tag = "response", context_path = "/api", request_body = AnswerBody, responses((status = 200, body = ResponseView), Refusals))]
#[post("/v1/response/answer")]
pub(super) async fn answer_invitation(
    app: Data<App>,
    _: LinkRequest,
    invitee: Invitee,
    body: Body<AnswerBody>,
) -> Result<Json<ResponseView>, Problem> {
    let AnswerBody { answer, load, available_from } = body.value;
    let reply = match answer {
        AnswerKind::Accept => Reply::Accept(load.map_or(Load::Full, Load::Reduced)),
        AnswerKind::Decline => Reply::Decline,
        AnswerKind::Later => {
            let day = available_from.ok_or_else(|| Problem::invalid(Violation::new("/available_from", "required")))?;
            Reply::Later(Availability(day))
        }
    };
    let (id, office) = (invitee.invitation, app.office.clone());
    app.db.write(invitee.request, move |tx| invitations::answer(tx, &office, id, reply)).await?;
    present(&app, id).await
}

/// More about declining; all of it optional.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ExplainBody {
    #[serde(default)]
    reason: Option<DeclineReason>,
    #[serde(default)]
    #[schema(max_length = 4000)]
    note: String,
    /// Who else could review.
    #[serde(default)]
    #[schema(max_length = 4000)]
    suggestion: String,
}

/// Say more about declining
#[utoipa::path(tag = "response", context_path = "/api", request_body = ExplainBody, responses((status = 200, body = ResponseView), Refusals))]
#[post("/v1/response/decline")]
pub(super) async fn explain_decline(
    app: Data<App>,
    _: LinkRequest,
    invitee: Invitee,
    body: Body<ExplainBody>,
) -> Result<Json<ResponseView>, Problem> {
    let ExplainBody { reason, note, suggestion } = body.value;
    let (id, explain) = (invitee.invitation, Explain { reason, note, suggestion });
    app.db.write(invitee.request, move |tx| invitations::explain_decline(tx, id, &explain)).await?;
    present(&app, id).await
}

/// A signature.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SignatureBody {
    /// The hash of the text that was read.
    text_hash: String,
    /// The full name.
    #[schema(min_length = 2, max_length = 200)]
    name: String,
    /// Must be true.
    agree: bool,
}

/// Sign the confidentiality undertaking
#[utoipa::path(tag = "response", context_path = "/api", request_body = SignatureBody, responses((status = 200, body = ResponseView), Refusals))]
#[post("/v1/response/undertaking")]
pub(super) async fn sign_undertaking(
    app: Data<App>,
    _: LinkRequest,
    invitee: Invitee,
    body: Body<SignatureBody>,
) -> Result<Json<ResponseView>, Problem> {
    let SignatureBody { text_hash, name, agree } = body.value;
    let (id, sign) = (invitee.invitation, Sign { text_hash, name, agree });
    app.db.write(invitee.request, move |tx| invitations::sign_undertaking(tx, id, &sign)).await?;
    present(&app, id).await
}

/// A declaration for one application.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DeclarationBody {
    application_id: ApplicationId,
    answer: Answer,
    /// Required unless the answer is `none`.
    #[serde(default)]
    #[schema(max_length = 4000)]
    details: String,
}

/// Declarations for some or all of the applications.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DeclarationsBody {
    #[schema(min_items = 1, max_items = 500)]
    declarations: Vec<DeclarationBody>,
}

/// Declare interests
///
/// All or none. May be changed until hand-off; earlier declarations are kept.
#[utoipa::path(tag = "response", context_path = "/api", request_body = DeclarationsBody, responses((status = 200, body = ResponseView), Refusals))]
#[post("/v1/response/declarations")]
pub(super) async fn declare_interests(
    app: Data<App>,
    _: LinkRequest,
    invitee: Invitee,
    body: Body<DeclarationsBody>,
) -> Result<Json<ResponseView>, Problem> {
    let declarations =
        body.value.declarations.into_iter().map(|one| (one.application_id, one.answer, one.details)).collect();
    let (id, declare) = (invitee.invitation, DeclareInterests { declarations });
    app.db.write(invitee.request, move |tx| invitations::declare_interests(tx, id, &declare)).await?;
    present(&app, id).await
}

/// Ask not to be contacted again
///
/// For every call, not only this one. Answers given stay as they are. The same again changes nothing.
#[utoipa::path(tag = "response", context_path = "/api", responses((status = 204, description = "Not contacted again."), Refusals))]
#[post("/v1/response/stop")]
pub(super) async fn stop_contact(app: Data<App>, _: LinkRequest, invitee: Invitee) -> Result<HttpResponse, Problem> {
    app.db.write(invitee.request, move |tx| people::stop_contact(tx, invitee.person)).await?;
    Ok(HttpResponse::NoContent().finish())
}
