//! The tables of calls and applications.

use super::import::Checked;
use super::model::{Call, CallSettings};
use crate::db::schema::{application_exclusions, application_people, applications, call_guidelines, calls};
use crate::db::{Conn, DbError, Tx};
use crate::kernel::ids::{ApplicationId, ApplicationPersonId, CallId, ExclusionId};
use crate::kernel::sql::Json;
use crate::kernel::text::{fold, name_key};
use crate::kernel::time::{Day, UtcTime};
use diesel::prelude::*;

#[derive(Queryable, Selectable)]
#[diesel(table_name = calls)]
pub(super) struct CallRow {
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
    version: i32,
    created_at: UtcTime,
}

impl From<CallRow> for Call {
    fn from(row: CallRow) -> Self {
        Self {
            id: row.id,
            settings: CallSettings {
                title: row.title,
                title_ja: row.title_ja,
                programme: row.programme,
                department: row.department,
                fiscal_year: row.fiscal_year,
                frame: row.frame,
                round: row.round,
                opens_on: row.opens_on,
                closes_on: row.closes_on,
                time_zone: row.time_zone,
                review_due_at: row.review_due_at,
                reviewers_per_application: row.reviewers_per_application,
                max_load: row.max_load,
                answer_days: row.answer_days,
            },
            version: row.version,
            created_at: row.created_at,
        }
    }
}

pub(super) fn call(conn: &mut Conn, id: CallId) -> Result<Option<Call>, DbError> {
    let row: Option<CallRow> = calls::table.find(id).select(CallRow::as_select()).first(conn).optional()?;
    Ok(row.map(Call::from))
}

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = calls)]
struct Settings<'a> {
    title: &'a str,
    title_ja: &'a str,
    programme: &'a str,
    department: &'a str,
    fiscal_year: i32,
    frame: &'a str,
    round: i32,
    opens_on: Day,
    closes_on: Day,
    time_zone: &'a str,
    review_due_at: UtcTime,
    reviewers_per_application: i32,
    max_load: i32,
    answer_days: i32,
    updated_at: UtcTime,
}

fn columns(settings: &CallSettings, now: UtcTime) -> Settings<'_> {
    Settings {
        title: &settings.title,
        title_ja: &settings.title_ja,
        programme: &settings.programme,
        department: &settings.department,
        fiscal_year: settings.fiscal_year,
        frame: &settings.frame,
        round: settings.round,
        opens_on: settings.opens_on,
        closes_on: settings.closes_on,
        time_zone: &settings.time_zone,
        review_due_at: settings.review_due_at,
        reviewers_per_application: settings.reviewers_per_application,
        max_load: settings.max_load,
        answer_days: settings.answer_days,
        updated_at: now,
    }
}

pub(super) fn insert(tx: &mut Tx<'_>, id: CallId, settings: &CallSettings) -> Result<(), DbError> {
    diesel::insert_into(calls::table)
        .values((calls::id.eq(id), columns(settings, tx.now), calls::version.eq(1), calls::created_at.eq(tx.now)))
        .execute(tx.conn)?;
    Ok(())
}

/// Saves the settings unless somebody changed them since `version`.
pub(super) fn update(tx: &mut Tx<'_>, id: CallId, version: i32, settings: &CallSettings) -> Result<bool, DbError> {
    let saved = diesel::update(calls::table.find(id).filter(calls::version.eq(version)))
        .set((columns(settings, tx.now), calls::version.eq(version + 1)))
        .execute(tx.conn)?;
    Ok(saved == 1)
}

/// Replaces the guideline of a call.
pub(super) fn put_guideline(
    tx: &mut Tx<'_>,
    call: CallId,
    file_name: &str,
    media_type: &str,
    sha256: &str,
    content: &[u8],
) -> Result<(), DbError> {
    diesel::delete(call_guidelines::table.find(call)).execute(tx.conn)?;
    diesel::insert_into(call_guidelines::table)
        .values((
            call_guidelines::call_id.eq(call),
            call_guidelines::file_name.eq(file_name),
            call_guidelines::media_type.eq(media_type),
            call_guidelines::sha256.eq(sha256),
            call_guidelines::content.eq(content),
            call_guidelines::uploaded_at.eq(tx.now),
        ))
        .execute(tx.conn)?;
    Ok(())
}

/// The numbers of a call's applications with their ids and content hashes.
pub(super) fn known(conn: &mut Conn, call: CallId) -> Result<Vec<(String, ApplicationId, String)>, DbError> {
    Ok(applications::table
        .filter(applications::call_id.eq(call))
        .select((applications::number, applications::id, applications::content_hash))
        .load(conn)?)
}

pub(super) fn insert_application(tx: &mut Tx<'_>, call: CallId, new: &Checked) -> Result<ApplicationId, DbError> {
    let id = ApplicationId::new();
    diesel::insert_into(applications::table)
        .values((
            applications::id.eq(id),
            applications::call_id.eq(call),
            applications::number.eq(&new.number),
            applications::title.eq(&new.title),
            applications::abstract_text.eq(&new.abstract_text),
            applications::scientific_part.eq(&new.scientific_part),
            applications::keywords.eq(Json(new.keywords.clone())),
            applications::content_hash.eq(&new.content_hash),
            applications::created_at.eq(tx.now),
            applications::updated_at.eq(tx.now),
        ))
        .execute(tx.conn)?;
    insert_people(tx, id, new)?;
    Ok(id)
}

pub(super) fn update_application(tx: &mut Tx<'_>, id: ApplicationId, new: &Checked) -> Result<(), DbError> {
    diesel::update(applications::table.find(id))
        .set((
            applications::title.eq(&new.title),
            applications::abstract_text.eq(&new.abstract_text),
            applications::scientific_part.eq(&new.scientific_part),
            applications::keywords.eq(Json(new.keywords.clone())),
            applications::content_hash.eq(&new.content_hash),
            applications::updated_at.eq(tx.now),
        ))
        .execute(tx.conn)?;
    diesel::delete(application_people::table.filter(application_people::application_id.eq(id))).execute(tx.conn)?;
    diesel::delete(application_exclusions::table.filter(application_exclusions::application_id.eq(id)))
        .execute(tx.conn)?;
    insert_people(tx, id, new)
}

fn insert_people(tx: &mut Tx<'_>, id: ApplicationId, new: &Checked) -> Result<(), DbError> {
    for (person, position) in new.people.iter().zip(0..) {
        diesel::insert_into(application_people::table)
            .values((
                application_people::id.eq(ApplicationPersonId::new()),
                application_people::application_id.eq(id),
                application_people::position.eq(position),
                application_people::name.eq(&person.name),
                application_people::name_key.eq(name_key(&person.name)),
                application_people::role.eq(person.role),
                application_people::orcid.eq(&person.orcid),
                application_people::erad_no.eq(&person.erad_no),
                application_people::institution_name.eq(&person.institution),
                application_people::institution_key.eq(person.institution.as_deref().map(fold)),
                application_people::ror.eq(&person.ror),
            ))
            .execute(tx.conn)?;
    }
    for exclusion in &new.exclusions {
        diesel::insert_into(application_exclusions::table)
            .values((
                application_exclusions::id.eq(ExclusionId::new()),
                application_exclusions::application_id.eq(id),
                application_exclusions::name.eq(&exclusion.name),
                application_exclusions::name_key.eq(name_key(&exclusion.name)),
                application_exclusions::orcid.eq(&exclusion.orcid),
                application_exclusions::institution_name.eq(&exclusion.institution),
                application_exclusions::reason.eq(&exclusion.reason),
            ))
            .execute(tx.conn)?;
    }
    Ok(())
}
