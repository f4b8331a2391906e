//! What happened: who, when, what.

use super::super::envelope::{List, Refusals, list, page_request};
use crate::app::App;
use crate::audit::{self, Entry, EventName, HistoryFilter};
use crate::http::auth::OfficerCaller;
use crate::http::problem::Problem;
use crate::kernel::ids::{ApplicationId, CallId, EventId, InvitationId, PersonId, RequestId};
use crate::kernel::time::UtcTime;
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Whose history; all that is given must match.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct EventsQuery {
    call_id: Option<CallId>,
    application_id: Option<ApplicationId>,
    person_id: Option<PersonId>,
    invitation_id: Option<InvitationId>,
    /// Items at the most.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<i64>,
    /// The cursor that the part before gave as `next`.
    after: Option<String>,
}

/// One thing that happened.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct EventView {
    id: EventId,
    at: UtcTime,
    name: EventName,
    /// `account`, `program`, `reviewer` or `system`.
    actor_kind: String,
    actor_id: String,
    actor_name: Option<String>,
    request_id: RequestId,
    call_id: Option<CallId>,
    application_id: Option<ApplicationId>,
    application_number: Option<String>,
    person_id: Option<PersonId>,
    person_name: Option<String>,
    invitation_id: Option<InvitationId>,
    /// Ids, codes and counts that tell more.
    #[schema(value_type = Object)]
    payload: serde_json::Value,
}

impl From<Entry> for EventView {
    fn from(entry: Entry) -> Self {
        Self {
            id: entry.id,
            at: entry.at,
            name: entry.name,
            actor_kind: entry.actor_kind,
            actor_id: entry.actor_id,
            actor_name: entry.actor_name,
            request_id: entry.request,
            call_id: entry.call,
            application_id: entry.application,
            application_number: entry.application_number,
            person_id: entry.person,
            person_name: entry.person_name,
            invitation_id: entry.invitation,
            payload: entry.payload,
        }
    }
}

/// Read a history
///
/// The newest first.
#[utoipa::path(tag = "events", context_path = "/api", params(EventsQuery), responses((status = 200, body = List<EventView>), Refusals))]
#[get("/v1/events")]
pub(super) async fn list_events(
    app: Data<App>,
    _: OfficerCaller,
    request: HttpRequest,
    query: Query<EventsQuery>,
) -> Result<HttpResponse, Problem> {
    let query = query.into_inner();
    let page = page_request(query.limit, query.after)?;
    let filter = HistoryFilter {
        call: query.call_id,
        application: query.application_id,
        person: query.person_id,
        invitation: query.invitation_id,
    };
    let found = app.db.read(move |conn| audit::history(conn, filter, &page)).await?;
    Ok(list(&request, found.map(EventView::from)))
}
