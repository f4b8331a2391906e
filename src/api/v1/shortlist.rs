//! The shortlist of an application.

use super::super::envelope::{Body, Refusals};
use crate::app::App;
use crate::calls;
use crate::http::auth::OfficerCaller;
use crate::http::problem::Problem;
use crate::invitations::{self, InvitationError, ShortlistEntry, Status};
use crate::kernel::ids::{ApplicationId, InvitationId, PersonId};
use crate::search::shown_score;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, delete, get, post, put};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Some persons.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PersonsBody {
    #[schema(min_items = 1, max_items = 500)]
    person_ids: Vec<PersonId>,
}

/// A shortlist in its order.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ShortlistView {
    application_id: ApplicationId,
    items: Vec<EntryView>,
}

/// A place on a shortlist.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct EntryView {
    /// From 1.
    place: i32,
    person_id: PersonId,
    name: String,
    institution: Option<String>,
    country: Option<String>,
    /// The score when they were added, 0 to 100.
    #[schema(maximum = 100)]
    score: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    invitation_id: Option<InvitationId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    invitation_status: Option<Status>,
}

fn view(application_id: ApplicationId, entries: Vec<ShortlistEntry>) -> Json<ShortlistView> {
    let entry = |entry: ShortlistEntry| {
        let (invitation_id, invitation_status) = entry.invitation.unzip();
        EntryView {
            place: entry.place,
            person_id: entry.person,
            name: entry.name,
            institution: entry.institution,
            country: entry.country.map(|code| code.to_string()),
            score: shown_score(entry.score),
            invitation_id,
            invitation_status,
        }
    };
    Json(ShortlistView { application_id, items: entries.into_iter().map(entry).collect() })
}

/// Read a shortlist
#[utoipa::path(tag = "shortlist", context_path = "/api", params(("application_id" = ApplicationId, Path)), responses((status = 200, body = ShortlistView), Refusals))]
#[get("/v1/applications/{application_id}/shortlist")]
pub(super) async fn get_shortlist(
    app: Data<App>,
    _: OfficerCaller,
    id: Path<ApplicationId>,
) -> Result<Json<ShortlistView>, Problem> {
    let id = id.into_inner();
    let entries = app
        .db
        .read(move |conn| {
            calls::application(conn, id)?.ok_or(InvitationError::NotFound)?;
            Ok::<_, InvitationError>(invitations::shortlist(conn, id)?)
        })
        .await?;
    Ok(view(id, entries))
}

/// Add to a shortlist
///
/// At the end. Who is on it already stays where they are. Somebody who works in Japan or whom a conflict
/// excludes is refused, and then nobody is added.
#[utoipa::path(tag = "shortlist", context_path = "/api", params(("application_id" = ApplicationId, Path)), request_body = PersonsBody,
    responses((status = 200, body = ShortlistView), Refusals))]
#[post("/v1/applications/{application_id}/shortlist")]
pub(super) async fn add_to_shortlist(
    app: Data<App>,
    caller: OfficerCaller,
    id: Path<ApplicationId>,
    body: Body<PersonsBody>,
) -> Result<Json<ShortlistView>, Problem> {
    let (id, persons, finder) = (id.into_inner(), body.value.person_ids, app.finder.clone());
    let entries = app
        .db
        .write(caller.0, move |tx| {
            let application = calls::application(tx.conn, id)?.ok_or(InvitationError::NotFound)?;
            let call = calls::call(tx.conn, application.call)?.ok_or(InvitationError::NotFound)?;
            let index = finder.index(tx.conn)?;
            let today = tx.now.day_in(&call.zone());
            invitations::shortlist_add(tx, &index, id, &persons, today)
        })
        .await?;
    Ok(view(id, entries))
}

/// Put a shortlist in order
///
/// Names everybody on it once, in the new order.
#[utoipa::path(tag = "shortlist", context_path = "/api", params(("application_id" = ApplicationId, Path)), request_body = PersonsBody,
    responses((status = 200, body = ShortlistView), Refusals))]
#[put("/v1/applications/{application_id}/shortlist")]
pub(super) async fn order_shortlist(
    app: Data<App>,
    caller: OfficerCaller,
    id: Path<ApplicationId>,
    body: Body<PersonsBody>,
) -> Result<Json<ShortlistView>, Problem> {
    let (id, persons) = (id.into_inner(), body.value.person_ids);
    let entries = app.db.write(caller.0, move |tx| invitations::order_shortlist(tx, id, &persons)).await?;
    Ok(view(id, entries))
}

/// Take somebody off a shortlist
#[utoipa::path(tag = "shortlist", context_path = "/api", params(("application_id" = ApplicationId, Path), ("person_id" = PersonId, Path)),
    responses((status = 204, description = "Not on it (any more)."), Refusals))]
#[delete("/v1/applications/{application_id}/shortlist/{person_id}")]
pub(super) async fn remove_from_shortlist(
    app: Data<App>,
    caller: OfficerCaller,
    path: Path<(ApplicationId, PersonId)>,
) -> Result<HttpResponse, Problem> {
    let (id, person) = path.into_inner();
    app.db.write(caller.0, move |tx| invitations::shortlist_remove(tx, id, person)).await?;
    Ok(HttpResponse::NoContent().finish())
}
