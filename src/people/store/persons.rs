//! Persons, their names, addresses and affiliations.

use super::super::import::record::PersonRecord;
use super::super::model::{EmailState, NameOrder, full_name};
use crate::db::schema::{affiliations, person_emails, person_names, persons};
use crate::db::{Conn, DbError, Tx};
use crate::kernel::email::EmailAddress;
use crate::kernel::failure::{Violation, Violations};
use crate::kernel::ids::{AffiliationId, PersonEmailId, PersonId, PersonNameId};
use crate::kernel::place::{CountryCode, Orcid};
use crate::kernel::sql::Json;
use crate::kernel::text::{fold, name_key};
use diesel::prelude::*;
use std::collections::HashMap;

use super::super::model::PeopleError;

/// The mark of values that the funder itself gave.
const OWN: &str = "csv";

pub(in super::super) fn by_openalex(conn: &mut Conn, id: &str) -> Result<Option<PersonId>, DbError> {
    Ok(persons::table.filter(persons::openalex_id.eq(id)).select(persons::id).first(conn).optional()?)
}

pub(in super::super) fn by_orcid(conn: &mut Conn, orcid: &Orcid) -> Result<Option<PersonId>, DbError> {
    Ok(persons::table.filter(persons::orcid.eq(orcid)).select(persons::id).first(conn).optional()?)
}

pub(in super::super) fn by_email(conn: &mut Conn, email: &EmailAddress) -> Result<Option<PersonId>, DbError> {
    Ok(person_emails::table
        .filter(person_emails::address_key.eq(email.key()))
        .select(person_emails::person_id)
        .first(conn)
        .optional()?)
}

/// The values of a person that an import decides on.
#[derive(Queryable, Selectable, AsChangeset)]
#[diesel(table_name = persons, treat_none_as_null = true)]
struct Shown {
    family_name: String,
    given_name: String,
    name_order: NameOrder,
    native_name: Option<String>,
    sort_key: String,
    orcid: Option<Orcid>,
    openalex_id: Option<String>,
    institution_name: Option<String>,
    department: Option<String>,
    country_code: Option<CountryCode>,
    time_zone: Option<String>,
    keywords: Json<Vec<String>>,
    source: String,
}

impl Shown {
    fn of(record: &PersonRecord) -> Self {
        Self {
            family_name: record.family_name.clone(),
            given_name: record.given_name.clone(),
            name_order: record.name_order,
            native_name: record.native_name.clone(),
            sort_key: fold(&format!("{} {}", record.family_name, record.given_name)),
            orcid: record.orcid.clone(),
            openalex_id: record.openalex_id.clone(),
            institution_name: record.institution.clone(),
            department: record.department.clone(),
            country_code: record.country.clone(),
            time_zone: record.time_zone.clone(),
            keywords: Json(record.keywords.clone()),
            source: record.source.to_owned(),
        }
    }

    /// `first` wins; what it leaves open, `second` fills.
    fn filled(first: Self, second: Self) -> Self {
        Self {
            native_name: first.native_name.or(second.native_name),
            orcid: first.orcid.or(second.orcid),
            openalex_id: first.openalex_id.or(second.openalex_id),
            institution_name: first.institution_name.or(second.institution_name),
            department: first.department.or(second.department),
            country_code: first.country_code.or(second.country_code),
            time_zone: first.time_zone.or(second.time_zone),
            keywords: if first.keywords.0.is_empty() { second.keywords } else { first.keywords },
            ..first
        }
    }
}

/// A new person. An ORCID iD that is another's already is left out.
pub(in super::super) fn insert_person(tx: &mut Tx<'_>, record: &PersonRecord) -> Result<PersonId, DbError> {
    let id = PersonId::new();
    let mut shown = Shown::of(record);
    if let Some(orcid) = &shown.orcid
        && by_orcid(tx.conn, orcid)?.is_some()
    {
        shown.orcid = None;
    }
    diesel::insert_into(persons::table)
        .values((
            (
                persons::id.eq(id),
                persons::family_name.eq(&shown.family_name),
                persons::given_name.eq(&shown.given_name),
                persons::name_order.eq(shown.name_order),
                persons::native_name.eq(&shown.native_name),
                persons::sort_key.eq(&shown.sort_key),
                persons::search_text.eq(""),
                persons::orcid.eq(&shown.orcid),
                persons::openalex_id.eq(&shown.openalex_id),
            ),
            (
                persons::institution_name.eq(&shown.institution_name),
                persons::department.eq(&shown.department),
                persons::country_code.eq(&shown.country_code),
                persons::time_zone.eq(&shown.time_zone),
                persons::keywords.eq(&shown.keywords),
                persons::do_not_contact.eq(false),
                persons::source.eq(&shown.source),
                persons::version.eq(1),
                persons::created_at.eq(tx.now),
                persons::updated_at.eq(tx.now),
            ),
        ))
        .execute(tx.conn)?;
    Ok(id)
}

/// Lays a record over what is known: the funder's own word wins, whichever came first.
pub(in super::super) fn update_person(tx: &mut Tx<'_>, id: PersonId, record: &PersonRecord) -> Result<(), DbError> {
    let present: Shown = persons::table.find(id).select(Shown::as_select()).first(tx.conn)?;
    let mut said = Shown::of(record);
    if let Some(orcid) = &said.orcid
        && by_orcid(tx.conn, orcid)?.is_some_and(|owner| owner != id)
    {
        said.orcid = None;
    }
    let shown =
        if present.source == OWN && !record.own { Shown::filled(present, said) } else { Shown::filled(said, present) };
    diesel::update(persons::table.find(id))
        .set((&shown, persons::version.eq(persons::version + 1), persons::updated_at.eq(tx.now)))
        .execute(tx.conn)?;
    Ok(())
}

/// Whether somebody asked not to be contacted; nothing where there is no such person.
pub(in super::super) fn do_not_contact(conn: &mut Conn, id: PersonId) -> Result<Option<bool>, DbError> {
    Ok(persons::table.find(id).select(persons::do_not_contact).first(conn).optional()?)
}

/// Notes whether somebody asked not to be contacted.
pub(in super::super) fn set_do_not_contact(tx: &mut Tx<'_>, id: PersonId, value: bool) -> Result<(), DbError> {
    diesel::update(persons::table.find(id))
        .set((
            persons::do_not_contact.eq(value),
            persons::version.eq(persons::version + 1),
            persons::updated_at.eq(tx.now),
        ))
        .execute(tx.conn)?;
    Ok(())
}

/// Replaces what this source says of where somebody works; other sources' words stay.
pub(in super::super) fn replace_affiliations(
    tx: &mut Tx<'_>,
    id: PersonId,
    record: &PersonRecord,
) -> Result<(), DbError> {
    diesel::delete(
        affiliations::table.filter(affiliations::person_id.eq(id)).filter(affiliations::source.eq(record.source)),
    )
    .execute(tx.conn)?;
    for known in &record.affiliations {
        diesel::insert_into(affiliations::table)
            .values((
                affiliations::id.eq(AffiliationId::new()),
                affiliations::person_id.eq(id),
                affiliations::institution_name.eq(&known.institution),
                affiliations::institution_key.eq(fold(&known.institution)),
                affiliations::ror.eq(&known.ror),
                affiliations::department.eq(&known.department),
                affiliations::country_code.eq(&known.country),
                affiliations::start_year.eq(known.start_year),
                affiliations::end_year.eq(known.end_year),
                affiliations::is_current.eq(known.is_current),
                affiliations::source.eq(record.source),
            ))
            .execute(tx.conn)?;
    }
    Ok(())
}

/// Adds the names that are not known yet.
pub(in super::super) fn add_names(tx: &mut Tx<'_>, id: PersonId, record: &PersonRecord) -> Result<(), DbError> {
    let mut known: Vec<String> =
        person_names::table.filter(person_names::person_id.eq(id)).select(person_names::full_name).load(tx.conn)?;
    let own = full_name(&record.family_name, &record.given_name, record.name_order);
    for name in std::iter::once(&own).chain(&record.native_name).chain(&record.other_names) {
        if name.is_empty() || known.contains(name) {
            continue;
        }
        diesel::insert_into(person_names::table)
            .values((
                person_names::id.eq(PersonNameId::new()),
                person_names::person_id.eq(id),
                person_names::full_name.eq(name),
                person_names::name_key.eq(name_key(name)),
                person_names::source.eq(record.source),
            ))
            .execute(tx.conn)?;
        known.push(name.clone());
    }
    Ok(())
}

/// Adds the addresses that are not known yet; the first of somebody without one becomes the primary one.
pub(in super::super) fn add_emails(tx: &mut Tx<'_>, id: PersonId, record: &PersonRecord) -> Result<(), PeopleError> {
    for email in &record.emails {
        match by_email(tx.conn, email)? {
            Some(owner) if owner == id => {}
            Some(_) => return Err(Violations::from(Violation::new("/email", "taken")).into()),
            None => insert_email(tx, id, email, record.source)?,
        }
    }
    Ok(())
}

fn insert_email(tx: &mut Tx<'_>, id: PersonId, email: &EmailAddress, source: &str) -> Result<(), DbError> {
    let has_primary: Option<PersonEmailId> = person_emails::table
        .filter(person_emails::person_id.eq(id))
        .filter(person_emails::is_primary.eq(true))
        .select(person_emails::id)
        .first(tx.conn)
        .optional()?;
    diesel::insert_into(person_emails::table)
        .values((
            person_emails::id.eq(PersonEmailId::new()),
            person_emails::person_id.eq(id),
            person_emails::address.eq(email.as_str()),
            person_emails::address_key.eq(email.key()),
            person_emails::is_primary.eq(has_primary.is_none()),
            person_emails::state.eq(EmailState::Unverified),
            person_emails::source.eq(source),
        ))
        .execute(tx.conn)?;
    Ok(())
}

/// Rewrites the folded text that lists are filtered by.
pub(in super::super) fn refresh_search_text(tx: &mut Tx<'_>, id: PersonId) -> Result<(), DbError> {
    let names: Vec<String> =
        person_names::table.filter(person_names::person_id.eq(id)).select(person_names::full_name).load(tx.conn)?;
    let shown: Shown = persons::table.find(id).select(Shown::as_select()).first(tx.conn)?;
    let mut parts = names;
    parts.extend(shown.institution_name);
    parts.extend(shown.department);
    parts.extend(shown.orcid.map(|orcid| orcid.to_string()));
    parts.extend(shown.keywords.0);
    diesel::update(persons::table.find(id)).set(persons::search_text.eq(fold(&parts.join(" ")))).execute(tx.conn)?;
    Ok(())
}

/// The address that a letter to somebody goes to: the primary one, never one that bounced.
pub fn best_email(conn: &mut Conn, id: PersonId) -> Result<Option<String>, DbError> {
    Ok(person_emails::table
        .filter(person_emails::person_id.eq(id))
        .filter(person_emails::state.ne(EmailState::Bounced))
        .order((person_emails::is_primary.desc(), person_emails::id))
        .select(person_emails::address)
        .first(conn)
        .optional()?)
}

/// The same for many: who has no such address is not in the answer.
pub fn best_emails(conn: &mut Conn, ids: &[PersonId]) -> Result<HashMap<PersonId, String>, DbError> {
    // The best comes last and stays.
    let rows: Vec<(PersonId, String)> = person_emails::table
        .filter(person_emails::person_id.eq_any(ids))
        .filter(person_emails::state.ne(EmailState::Bounced))
        .order((person_emails::is_primary.asc(), person_emails::id.desc()))
        .select((person_emails::person_id, person_emails::address))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// Notes that an address does not exist; nothing is written to it again.
pub fn bounce_email(tx: &mut Tx<'_>, address: &str) -> Result<(), DbError> {
    diesel::update(person_emails::table.filter(person_emails::address_key.eq(address.to_lowercase())))
        .set(person_emails::state.eq(EmailState::Bounced))
        .execute(tx.conn)?;
    Ok(())
}
