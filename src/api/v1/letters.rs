//! Letters that need an officer.

use super::super::envelope::{Body, Refusals};
use crate::app::App;
use crate::http::auth::OfficerCaller;
use crate::http::problem::Problem;
use crate::invitations;
use crate::kernel::email::mask;
use crate::kernel::ids::MessageId;
use crate::kernel::time::UtcTime;
use crate::mail::{self, Message, Settlement, State};
use actix_web::web::{Data, Json, Path};
use actix_web::{get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A letter in the outbox.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LetterView {
    id: MessageId,
    kind: String,
    /// The id of what it is about.
    subject_id: String,
    /// The reader's address, masked.
    to: String,
    state: State,
    attempts: i32,
    /// What the mail server said last.
    last_error: Option<String>,
    created_at: UtcTime,
    sent_at: Option<UtcTime>,
}

impl From<Message> for LetterView {
    fn from(message: Message) -> Self {
        Self {
            id: message.id,
            kind: message.kind,
            subject_id: message.subject_id,
            to: mask(&message.to_address),
            state: message.state,
            attempts: message.attempts,
            last_error: message.last_error,
            created_at: message.created_at,
            sent_at: message.sent_at,
        }
    }
}

/// Letters that need an officer.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LettersView {
    items: Vec<LetterView>,
}

/// List letters that need an officer
///
/// Refused for good, or cut off while the mail server was taking them.
#[utoipa::path(tag = "letters", context_path = "/api", responses((status = 200, body = LettersView), Refusals))]
#[get("/v1/letters")]
pub(super) async fn list_letters(app: Data<App>, _: OfficerCaller) -> Result<Json<LettersView>, Problem> {
    let found = app.db.read(mail::needing_attention).await?;
    Ok(Json(LettersView { items: found.into_iter().map(LetterView::from).collect() }))
}

/// What is true of a letter.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SettlementBody {
    settlement: Settlement,
}

/// Settle a letter
///
/// Says that an uncertain letter arrived, or sends an uncertain or failed one again.
#[utoipa::path(tag = "letters", context_path = "/api", params(("message_id" = MessageId, Path)), request_body = SettlementBody,
    responses((status = 200, body = LetterView), Refusals))]
#[post("/v1/letters/{message_id}/settlement")]
pub(super) async fn settle_letter(
    app: Data<App>,
    caller: OfficerCaller,
    id: Path<MessageId>,
    body: Body<SettlementBody>,
) -> Result<Json<LetterView>, Problem> {
    let (id, settlement) = (id.into_inner(), body.value.settlement);
    let message = app.db.write(caller.0, move |tx| invitations::settle_letter(tx, id, settlement)).await?;
    Ok(Json(message.into()))
}
