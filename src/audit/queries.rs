//! Histories: newest first, with the names of those who acted and of what they acted on.

use super::event::EventName;
use crate::db::schema::{accounts, api_keys, applications, events, persons};
use crate::db::{Conn, DbError};
use crate::kernel::ids::{AccountId, ApiKeyId, ApplicationId, CallId, EventId, InvitationId, PersonId, RequestId};
use crate::kernel::page::{Page, PageRequest};
use crate::kernel::sql::Json;
use crate::kernel::time::UtcTime;
use diesel::prelude::*;
use std::collections::HashMap;

/// Whose history is wanted; all that is given must match.
#[derive(Debug, Clone, Copy, Default)]
pub struct HistoryFilter {
    /// Of a call.
    pub call: Option<CallId>,
    /// Of an application.
    pub application: Option<ApplicationId>,
    /// Of a person.
    pub person: Option<PersonId>,
    /// Of an invitation.
    pub invitation: Option<InvitationId>,
}

/// One line of a history.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its id.
    pub id: EventId,
    /// When, in UTC.
    pub at: UtcTime,
    /// What.
    pub name: EventName,
    /// `account`, `program`, `reviewer` or `system`.
    pub actor_kind: String,
    /// The id of who acted, or the name of the job.
    pub actor_id: String,
    /// Who acted, as people call them; none where that is not known any more.
    pub actor_name: Option<String>,
    /// The request in which it happened.
    pub request: RequestId,
    /// The call it concerns.
    pub call: Option<CallId>,
    /// The application it concerns.
    pub application: Option<ApplicationId>,
    /// The number of that application.
    pub application_number: Option<String>,
    /// The person it concerns.
    pub person: Option<PersonId>,
    /// The name of that person.
    pub person_name: Option<String>,
    /// The invitation it concerns.
    pub invitation: Option<InvitationId>,
    /// Ids, codes and counts.
    pub payload: serde_json::Value,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = events)]
struct Row {
    id: EventId,
    at: UtcTime,
    name: EventName,
    actor_kind: String,
    actor_id: String,
    request_id: RequestId,
    call_id: Option<CallId>,
    application_id: Option<ApplicationId>,
    person_id: Option<PersonId>,
    invitation_id: Option<InvitationId>,
    payload: Json<serde_json::Value>,
}

/// A page of a history, newest first. Five statements whatever its length.
pub fn history(conn: &mut Conn, filter: HistoryFilter, page: &PageRequest) -> Result<Page<Entry>, DbError> {
    let mut query = events::table.select(Row::as_select()).order(events::id.desc()).limit(page.limit + 1).into_boxed();
    if let Some(id) = filter.call {
        query = query.filter(events::call_id.eq(id));
    }
    if let Some(id) = filter.application {
        query = query.filter(events::application_id.eq(id));
    }
    if let Some(id) = filter.person {
        query = query.filter(events::person_id.eq(id));
    }
    if let Some(id) = filter.invitation {
        query = query.filter(events::invitation_id.eq(id));
    }
    if let Some(after) = page.after.as_deref().and_then(|cursor| cursor.parse::<EventId>().ok()) {
        query = query.filter(events::id.lt(after));
    }
    let rows = Page::cut(query.load(conn)?, page.limit, |row: &Row| row.id.to_string());
    let names = Names::of(conn, &rows.items)?;
    Ok(rows.map(|row| names.complete(row)))
}

/// The names that a page of a history shows.
struct Names {
    actors: HashMap<String, String>,
    applications: HashMap<ApplicationId, String>,
    persons: HashMap<PersonId, String>,
}

impl Names {
    fn of(conn: &mut Conn, rows: &[Row]) -> Result<Self, DbError> {
        let ids = |kind: &str| {
            rows.iter().filter(|row| row.actor_kind == kind).map(|row| row.actor_id.as_str()).collect::<Vec<_>>()
        };
        let account_ids: Vec<AccountId> = ids("account").iter().filter_map(|id| id.parse().ok()).collect();
        let key_ids: Vec<ApiKeyId> = ids("program").iter().filter_map(|id| id.parse().ok()).collect();
        let mut person_ids: Vec<PersonId> = rows.iter().filter_map(|row| row.person_id).collect();
        person_ids.extend(ids("reviewer").iter().filter_map(|id| id.parse::<PersonId>().ok()));
        let application_ids: Vec<ApplicationId> = rows.iter().filter_map(|row| row.application_id).collect();

        let mut actors: HashMap<String, String> = HashMap::new();
        let accounts: Vec<(AccountId, String)> = accounts::table
            .filter(accounts::id.eq_any(account_ids))
            .select((accounts::id, accounts::display_name))
            .load(conn)?;
        actors.extend(accounts.into_iter().map(|(id, name)| (id.to_string(), name)));
        let keys: Vec<(ApiKeyId, String)> =
            api_keys::table.filter(api_keys::id.eq_any(key_ids)).select((api_keys::id, api_keys::name)).load(conn)?;
        actors.extend(keys.into_iter().map(|(id, name)| (id.to_string(), name)));
        let people: Vec<(PersonId, String, String)> = persons::table
            .filter(persons::id.eq_any(person_ids))
            .select((persons::id, persons::given_name, persons::family_name))
            .load(conn)?;
        let persons: HashMap<_, _> =
            people.into_iter().map(|(id, given, family)| (id, format!("{given} {family}").trim().to_owned())).collect();
        actors.extend(persons.iter().map(|(id, name)| (id.to_string(), name.clone())));
        let applications: Vec<(ApplicationId, String)> = applications::table
            .filter(applications::id.eq_any(application_ids))
            .select((applications::id, applications::number))
            .load(conn)?;
        Ok(Self { actors, applications: applications.into_iter().collect(), persons })
    }

    fn complete(&self, row: Row) -> Entry {
        Entry {
            actor_name: self.actors.get(&row.actor_id).cloned(),
            application_number: row.application_id.and_then(|id| self.applications.get(&id).cloned()),
            person_name: row.person_id.and_then(|id| self.persons.get(&id).cloned()),
            id: row.id,
            at: row.at,
            name: row.name,
            actor_kind: row.actor_kind,
            actor_id: row.actor_id,
            request: row.request_id,
            call: row.call_id,
            application: row.application_id,
            person: row.person_id,
            invitation: row.invitation_id,
            payload: row.payload.0,
        }
    }
}
