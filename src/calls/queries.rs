//! Calls and applications as officers, search and reviewers look at them.

use super::model::{Application, ApplicationPerson, ApplicationRole, Call, Exclusion, Guideline, Snapshot};
use super::store::{self, CallRow};
use crate::db::schema::{application_exclusions, application_people, applications, call_guidelines, calls};
use crate::db::{CHUNK, Conn, DbError};
use crate::kernel::ids::{ApplicationId, CallId};
use crate::kernel::page::{Page, PageRequest};
use crate::kernel::place::Orcid;
use crate::kernel::sql::Json;
use crate::kernel::time::UtcTime;
use diesel::prelude::*;
use std::collections::HashMap;

/// One call.
pub fn call(conn: &mut Conn, id: CallId) -> Result<Option<Call>, DbError> {
    store::call(conn, id)
}

/// A page of the calls, the newest first.
pub fn calls(conn: &mut Conn, page: &PageRequest) -> Result<Page<Call>, DbError> {
    let mut query =
        calls::table.select(CallRow::as_select()).order(calls::id.desc()).limit(page.limit + 1).into_boxed();
    if let Some(after) = page.after.as_deref().and_then(|cursor| cursor.parse::<CallId>().ok()) {
        query = query.filter(calls::id.lt(after));
    }
    let rows: Vec<Call> = query.load(conn)?.into_iter().map(|row: CallRow| row.into()).collect();
    Ok(Page::cut(rows, page.limit, |call: &Call| call.id.to_string()))
}

/// The English guideline of a call, without its content.
pub fn guideline(conn: &mut Conn, call: CallId) -> Result<Option<Guideline>, DbError> {
    let row: Option<(String, String, String, UtcTime)> = call_guidelines::table
        .find(call)
        .select((
            call_guidelines::file_name,
            call_guidelines::media_type,
            call_guidelines::sha256,
            call_guidelines::uploaded_at,
        ))
        .first(conn)
        .optional()?;
    Ok(row.map(|(file_name, media_type, sha256, uploaded_at)| Guideline { file_name, media_type, sha256, uploaded_at }))
}

/// The English guideline of a call with its content.
pub fn guideline_file(conn: &mut Conn, call: CallId) -> Result<Option<(Guideline, Vec<u8>)>, DbError> {
    let Some(about) = guideline(conn, call)? else { return Ok(None) };
    let content = call_guidelines::table.find(call).select(call_guidelines::content).first(conn)?;
    Ok(Some((about, content)))
}

/// One line of a list of applications.
#[derive(Debug, Clone)]
pub struct ApplicationLine {
    /// The application.
    pub id: ApplicationId,
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
}

/// The applications of a call by number.
pub fn applications(conn: &mut Conn, call: CallId) -> Result<Vec<ApplicationLine>, DbError> {
    let rows: Vec<(ApplicationId, String, String)> = applications::table
        .filter(applications::call_id.eq(call))
        .select((applications::id, applications::number, applications::title))
        .load(conn)?;
    let mut lines: Vec<ApplicationLine> =
        rows.into_iter().map(|(id, number, title)| ApplicationLine { id, number, title }).collect();
    lines.sort_by(|left, right| left.number.cmp(&right.number));
    Ok(lines)
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = applications)]
struct ApplicationRow {
    id: ApplicationId,
    call_id: CallId,
    number: String,
    title: String,
    abstract_text: String,
    scientific_part: String,
    keywords: Json<Vec<String>>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = application_people)]
struct PersonRow {
    application_id: ApplicationId,
    name: String,
    role: ApplicationRole,
    orcid: Option<Orcid>,
    erad_no: Option<String>,
    institution_name: Option<String>,
    ror: Option<String>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = application_exclusions)]
struct ExclusionRow {
    application_id: ApplicationId,
    name: String,
    orcid: Option<Orcid>,
    institution_name: Option<String>,
    reason: String,
}

/// One application.
pub fn application(conn: &mut Conn, id: ApplicationId) -> Result<Option<Application>, DbError> {
    Ok(load(conn, &[id])?.pop())
}

/// All applications of a call, by number, with everything on them. Three statements for each 500.
pub fn applications_of(conn: &mut Conn, call: CallId) -> Result<Vec<Application>, DbError> {
    let ids: Vec<ApplicationId> =
        applications::table.filter(applications::call_id.eq(call)).select(applications::id).load(conn)?;
    load(conn, &ids)
}

/// What a reviewer sees of one application before the review.
pub fn snapshot(conn: &mut Conn, id: ApplicationId) -> Result<Option<Snapshot>, DbError> {
    Ok(application(conn, id)?.map(|application| application.snapshot()))
}

fn load(conn: &mut Conn, ids: &[ApplicationId]) -> Result<Vec<Application>, DbError> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(CHUNK) {
        let rows: Vec<ApplicationRow> = applications::table
            .filter(applications::id.eq_any(chunk))
            .select(ApplicationRow::as_select())
            .load(conn)?;
        let mut people: HashMap<ApplicationId, Vec<ApplicationPerson>> = HashMap::new();
        let named: Vec<PersonRow> = application_people::table
            .filter(application_people::application_id.eq_any(chunk))
            .order((application_people::application_id, application_people::position))
            .select(PersonRow::as_select())
            .load(conn)?;
        for row in named {
            people.entry(row.application_id).or_default().push(ApplicationPerson {
                name: row.name,
                role: row.role,
                orcid: row.orcid,
                erad_no: row.erad_no,
                institution: row.institution_name,
                ror: row.ror,
            });
        }
        let mut exclusions: HashMap<ApplicationId, Vec<Exclusion>> = HashMap::new();
        let excluded: Vec<ExclusionRow> = application_exclusions::table
            .filter(application_exclusions::application_id.eq_any(chunk))
            .order(application_exclusions::id)
            .select(ExclusionRow::as_select())
            .load(conn)?;
        for row in excluded {
            exclusions.entry(row.application_id).or_default().push(Exclusion {
                name: row.name,
                orcid: row.orcid,
                institution: row.institution_name,
                reason: row.reason,
            });
        }
        found.extend(rows.into_iter().map(|row| Application {
            people: people.remove(&row.id).unwrap_or_default(),
            exclusions: exclusions.remove(&row.id).unwrap_or_default(),
            id: row.id,
            call: row.call_id,
            number: row.number,
            title: row.title,
            abstract_text: row.abstract_text,
            scientific_part: row.scientific_part,
            keywords: row.keywords.0,
        }));
    }
    found.sort_by(|left, right| left.number.cmp(&right.number));
    Ok(found)
}
