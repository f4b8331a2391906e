//! Preparing, sending, reading and withdrawing invitations.

use super::super::envelope::{Body, Refusals};
use crate::app::App;
use crate::calls::Missing;
use crate::http::auth::OfficerCaller;
use crate::http::idempotency::Once;
use crate::http::problem::Problem;
use crate::invitations::{
    self, DeclineReason, Draft, Invitation, InvitationError, InvitationLine, Preparation, Prepare, Sent, SentRow,
    Status,
};
use crate::kernel::email::mask;
use crate::kernel::ids::{ApplicationId, CallId, InvitationId, MessageId, PersonId};
use crate::kernel::time::{Day, UtcTime};
use crate::mail;
use crate::search::shown_score;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Whom to invite.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct BatchBody {
    /// Who of the call's shortlists; absent means everybody on them.
    #[serde(default)]
    #[schema(max_items = 1000)]
    person_ids: Option<Vec<PersonId>>,
}

/// The letters as they would leave, and what stands against each.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PreparationView {
    call_id: CallId,
    /// What the call itself lacks; with anything here nothing can be sent.
    missing: Vec<Missing>,
    drafts: Vec<DraftView>,
}

/// The letter to one person.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DraftView {
    person_id: PersonId,
    name: String,
    /// Where it would go, masked.
    to: Option<String>,
    applications: Vec<OfferView>,
    /// The sentence that says why them.
    why: String,
    subject: String,
    /// The text; `[[link]]` stands where the personal link will be.
    body: String,
    problems: Vec<invitations::InvitationProblem>,
    can_be_sent: bool,
}

/// An application that is offered.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OfferView {
    application_id: ApplicationId,
    number: String,
    #[schema(maximum = 100)]
    score: u8,
}

fn offers(applications: Vec<(ApplicationId, String, f64)>) -> Vec<OfferView> {
    let offer = |(application_id, number, score)| OfferView { application_id, number, score: shown_score(score) };
    applications.into_iter().map(offer).collect()
}

impl From<Draft> for DraftView {
    fn from(draft: Draft) -> Self {
        Self {
            can_be_sent: draft.can_be_sent(),
            person_id: draft.person,
            name: draft.name,
            to: draft.to_address.as_deref().map(mask),
            applications: offers(draft.applications),
            why: draft.why,
            subject: draft.subject,
            body: draft.body,
            problems: draft.problems,
        }
    }
}

impl From<Preparation> for PreparationView {
    fn from(prepared: Preparation) -> Self {
        Self {
            call_id: prepared.call.id,
            missing: prepared.missing,
            drafts: prepared.drafts.into_iter().map(DraftView::from).collect(),
        }
    }
}

/// Prepare invitations
///
/// The merged letter for each person and what stands against sending it. Writes nothing.
#[utoipa::path(tag = "invitations", context_path = "/api", params(("call_id" = CallId, Path)), request_body = BatchBody,
    responses((status = 200, body = PreparationView), Refusals))]
#[post("/v1/calls/{call_id}/invitations/preview")]
pub(super) async fn prepare_invitations(
    app: Data<App>,
    _: OfficerCaller,
    id: Path<CallId>,
    body: Body<BatchBody>,
) -> Result<Json<PreparationView>, Problem> {
    let wanted = Prepare { call: id.into_inner(), persons: body.value.person_ids };
    let (finder, office, now) = (app.finder.clone(), app.office.clone(), app.now());
    let prepared = app
        .db
        .read(move |conn| {
            let index = finder.index(conn)?;
            invitations::prepare(conn, &index, &office, &wanted, now)
        })
        .await?;
    Ok(Json(prepared.into()))
}

/// What became of a batch.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SentView {
    /// How many letters went into the outbox.
    invited: usize,
    rows: Vec<SentRowView>,
}

/// What became of one person.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SentRowView {
    person_id: PersonId,
    name: String,
    /// The invitation, if the letter went into the outbox.
    #[serde(skip_serializing_if = "Option::is_none")]
    invitation_id: Option<InvitationId>,
    problems: Vec<invitations::InvitationProblem>,
}

impl From<Sent> for SentView {
    fn from(sent: Sent) -> Self {
        let row = |row: SentRow| SentRowView {
            person_id: row.person,
            name: row.name,
            invitation_id: row.invitation,
            problems: row.problems,
        };
        Self { invited: sent.invited(), rows: sent.rows.into_iter().map(row).collect() }
    }
}

/// Send invitations
///
/// Everybody against whom nothing stands is invited; of the others is told why not. Nobody is invited twice.
#[utoipa::path(tag = "invitations", context_path = "/api", request_body = BatchBody,
    params(("call_id" = CallId, Path), ("Idempotency-Key" = Option<String>, Header, description = "Makes a retry harmless.")),
    responses((status = 200, body = SentView), Refusals))]
#[post("/v1/calls/{call_id}/invitations")]
pub(super) async fn send_invitations(
    app: Data<App>,
    caller: OfficerCaller,
    once: Once,
    id: Path<CallId>,
    body: Body<BatchBody>,
) -> Result<HttpResponse, Problem> {
    let wanted = Prepare { call: id.into_inner(), persons: body.value.person_ids };
    let (finder, office) = (app.finder.clone(), app.office.clone());
    once.run(&app, caller.0, &body.bytes, StatusCode::OK, move |tx| {
        let index = finder.index(tx.conn)?;
        invitations::send(tx, &index, &office, &wanted).map(SentView::from)
    })
    .await
}

/// An invitation.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct InvitationView {
    id: InvitationId,
    call_id: CallId,
    person_id: PersonId,
    status: Status,
    /// Where the letter went, masked.
    to: String,
    why: String,
    reply_by: UtcTime,
    offered_load: i32,
    accepted_load: Option<i32>,
    answered_at: Option<UtcTime>,
    decline_reason: Option<DeclineReason>,
    decline_note: String,
    suggestion: String,
    available_from: Option<Day>,
    created_at: UtcTime,
    sent_at: Option<UtcTime>,
}

impl From<&Invitation> for InvitationView {
    fn from(known: &Invitation) -> Self {
        Self {
            id: known.id,
            call_id: known.call,
            person_id: known.person,
            status: known.status,
            to: mask(&known.to_address),
            why: known.why.clone(),
            reply_by: known.reply_by,
            offered_load: known.offered_load,
            accepted_load: known.accepted_load,
            answered_at: known.answered_at,
            decline_reason: known.decline_reason,
            decline_note: known.decline_note.clone(),
            suggestion: known.suggestion.clone(),
            available_from: known.available_from,
            created_at: known.created_at,
            sent_at: known.sent_at,
        }
    }
}

/// An invitation with the person, the applications and the letters.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct InvitationLineView {
    invitation: InvitationView,
    name: String,
    institution: Option<String>,
    country: Option<String>,
    applications: Vec<OfferView>,
    /// When the confidentiality undertaking was signed.
    undertaking_signed_at: Option<UtcTime>,
    letters: Vec<LetterStateView>,
}

/// How far a letter is.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LetterStateView {
    id: MessageId,
    kind: String,
    state: mail::State,
    attempts: i32,
    created_at: UtcTime,
    sent_at: Option<UtcTime>,
}

impl From<InvitationLine> for InvitationLineView {
    fn from(line: InvitationLine) -> Self {
        let letter = |letter: mail::Message| LetterStateView {
            id: letter.id,
            kind: letter.kind,
            state: letter.state,
            attempts: letter.attempts,
            created_at: letter.created_at,
            sent_at: letter.sent_at,
        };
        Self {
            invitation: InvitationView::from(&line.invitation),
            name: line.name,
            institution: line.institution,
            country: line.country.map(|code| code.to_string()),
            applications: offers(line.applications),
            undertaking_signed_at: line.signed_at,
            letters: line.letters.into_iter().map(letter).collect(),
        }
    }
}

/// The invitations of a call.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct InvitationsView {
    items: Vec<InvitationLineView>,
}

/// List invitations
///
/// All of a call: who answered what, and how far the letters are.
#[utoipa::path(tag = "invitations", context_path = "/api", params(("call_id" = CallId, Path)), responses((status = 200, body = InvitationsView), Refusals))]
#[get("/v1/calls/{call_id}/invitations")]
pub(super) async fn list_invitations(
    app: Data<App>,
    _: OfficerCaller,
    id: Path<CallId>,
) -> Result<Json<InvitationsView>, Problem> {
    let id = id.into_inner();
    let lines = app
        .db
        .read(move |conn| {
            crate::calls::call(conn, id)?.ok_or(InvitationError::NotFound)?;
            Ok::<_, InvitationError>(invitations::invitations_of(conn, id)?)
        })
        .await?;
    Ok(Json(InvitationsView { items: lines.into_iter().map(InvitationLineView::from).collect() }))
}

/// Read an invitation
#[utoipa::path(tag = "invitations", context_path = "/api", params(("invitation_id" = InvitationId, Path)), responses((status = 200, body = InvitationView), Refusals))]
#[get("/v1/invitations/{invitation_id}")]
pub(super) async fn get_invitation(
    app: Data<App>,
    _: OfficerCaller,
    id: Path<InvitationId>,
) -> Result<Json<InvitationView>, Problem> {
    let id = id.into_inner();
    let found = app.db.read(move |conn| invitations::invitation(conn, id)).await?;
    Ok(Json(InvitationView::from(&found.ok_or_else(Problem::not_found)?)))
}

/// Withdraw an invitation
///
/// Its link stops opening; a letter that has not left is cancelled. Twice changes nothing.
#[utoipa::path(tag = "invitations", context_path = "/api", params(("invitation_id" = InvitationId, Path)), responses((status = 200, body = InvitationView), Refusals))]
#[post("/v1/invitations/{invitation_id}/withdrawal")]
pub(super) async fn withdraw_invitation(
    app: Data<App>,
    caller: OfficerCaller,
    id: Path<InvitationId>,
) -> Result<Json<InvitationView>, Problem> {
    let id = id.into_inner();
    let invitation = app.db.write(caller.0, move |tx| invitations::withdraw(tx, id)).await?;
    Ok(Json(InvitationView::from(&invitation)))
}
