//! The pool as officers and the search look at it.

use super::model::{Affiliation, Email, EmailState, NameOrder, Person, Publication, full_name};
use crate::db::schema::{affiliations, authorships, person_emails, person_names, persons, pool_revision, publications};
use crate::db::{CHUNK, Conn, DbError};
use crate::kernel::ids::{PersonId, PublicationId};
use crate::kernel::page::{Page, PageRequest};
use crate::kernel::place::{CountryCode, Orcid};
use crate::kernel::sql::Json;
use crate::kernel::text::{fold, has_control};
use diesel::prelude::*;
use std::collections::HashMap;

/// Which persons are wanted.
#[derive(Debug, Clone, Default)]
pub struct PersonFilter {
    /// Words that must all occur in names, institution, department, keywords or ORCID iD.
    pub words: String,
    /// Country or region of the present affiliation.
    pub country: Option<CountryCode>,
}

/// One line of the list of the pool.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = persons)]
pub struct PersonLine {
    /// The person.
    pub id: PersonId,
    /// Family name.
    pub family_name: String,
    /// Given names.
    pub given_name: String,
    /// In which order they are said.
    pub name_order: NameOrder,
    /// ORCID iD.
    pub orcid: Option<Orcid>,
    /// Present institution.
    pub institution_name: Option<String>,
    /// Country or region.
    pub country_code: Option<CountryCode>,
    /// Never to be written to.
    pub do_not_contact: bool,
    sort_key: String,
}

impl PersonLine {
    /// The name as it is said.
    pub fn name(&self) -> String {
        full_name(&self.family_name, &self.given_name, self.name_order)
    }
}

/// A page of the pool by family name.
pub fn persons(conn: &mut Conn, filter: &PersonFilter, page: &PageRequest) -> Result<Page<PersonLine>, DbError> {
    let mut query = persons::table
        .select(PersonLine::as_select())
        .order((persons::sort_key, persons::id))
        .limit(page.limit + 1)
        .into_boxed();
    if let Some(country) = &filter.country {
        query = query.filter(persons::country_code.eq(country.as_str().to_owned()));
    }
    for word in fold(&filter.words).split(' ').filter(|word| !word.is_empty()) {
        // Folded text has no wildcards in it.
        query = query.filter(persons::search_text.like(format!("%{word}%")));
    }
    if let Some((key, id)) = page.after.as_deref().and_then(cursor) {
        query = query.filter(persons::sort_key.gt(key.clone()).or(persons::sort_key.eq(key).and(persons::id.gt(id))));
    }
    let rows = query.load(conn)?;
    Ok(Page::cut(rows, page.limit, |line: &PersonLine| format!("{} {}", line.id, line.sort_key)))
}

fn cursor(text: &str) -> Option<(String, PersonId)> {
    let (id, key) = text.split_once(' ')?;
    // A folded key has none, and PostgreSQL takes no U+0000.
    (!has_control(key)).then_some((key.to_owned(), id.parse().ok()?))
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = persons)]
struct PersonRow {
    id: PersonId,
    family_name: String,
    given_name: String,
    name_order: NameOrder,
    native_name: Option<String>,
    orcid: Option<Orcid>,
    openalex_id: Option<String>,
    institution_name: Option<String>,
    department: Option<String>,
    country_code: Option<CountryCode>,
    time_zone: Option<String>,
    keywords: Json<Vec<String>>,
    do_not_contact: bool,
    source: String,
}

/// One person with everything an officer sees.
pub fn person(conn: &mut Conn, id: PersonId) -> Result<Option<Person>, DbError> {
    let Some(row): Option<PersonRow> = persons::table.find(id).select(PersonRow::as_select()).first(conn).optional()?
    else {
        return Ok(None);
    };
    let emails = person_emails::table
        .filter(person_emails::person_id.eq(id))
        .order((person_emails::is_primary.desc(), person_emails::id))
        .select((person_emails::address, person_emails::is_primary, person_emails::state))
        .load::<(String, bool, EmailState)>(conn)?
        .into_iter()
        .map(|(address, is_primary, state)| Email { address, is_primary, state })
        .collect();
    let shown = full_name(&row.family_name, &row.given_name, row.name_order);
    let names: Vec<String> = person_names::table
        .filter(person_names::person_id.eq(id))
        .filter(person_names::full_name.ne(&shown))
        .order(person_names::id)
        .select(person_names::full_name)
        .load(conn)?;
    let affiliations = affiliations_of(conn, &[id])?.remove(&id).unwrap_or_default();
    Ok(Some(Person {
        id: row.id,
        family_name: row.family_name,
        given_name: row.given_name,
        name_order: row.name_order,
        other_names: names.into_iter().filter(|name| Some(name) != row.native_name.as_ref()).collect(),
        native_name: row.native_name,
        orcid: row.orcid,
        openalex_id: row.openalex_id,
        institution: row.institution_name,
        department: row.department,
        country: row.country_code,
        time_zone: row.time_zone,
        keywords: row.keywords.0,
        do_not_contact: row.do_not_contact,
        emails,
        affiliations,
        source: row.source,
    }))
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = affiliations)]
struct AffiliationRow {
    person_id: PersonId,
    institution_name: String,
    ror: Option<String>,
    department: Option<String>,
    country_code: Option<CountryCode>,
    start_year: Option<i32>,
    end_year: Option<i32>,
    is_current: bool,
    source: String,
}

/// Affiliations of many, the latest first for each.
fn affiliations_of(conn: &mut Conn, ids: &[PersonId]) -> Result<HashMap<PersonId, Vec<Affiliation>>, DbError> {
    let mut found: HashMap<PersonId, Vec<Affiliation>> = HashMap::new();
    for chunk in ids.chunks(CHUNK) {
        let rows: Vec<AffiliationRow> = affiliations::table
            .filter(affiliations::person_id.eq_any(chunk))
            .order(affiliations::id)
            .select(AffiliationRow::as_select())
            .load(conn)?;
        for row in rows {
            found.entry(row.person_id).or_default().push(Affiliation {
                institution: row.institution_name,
                ror: row.ror,
                department: row.department,
                country: row.country_code,
                start_year: row.start_year,
                end_year: row.end_year,
                is_current: row.is_current,
                source: row.source,
            });
        }
    }
    #[expect(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
    for list in found.values_mut() {
        list.sort_by_key(|known| std::cmp::Reverse((known.is_current, known.end_year.unwrap_or(0))));
    }
    Ok(found)
}

/// The publications of a person, the newest first, `limit` at the most.
pub fn publications_of(conn: &mut Conn, id: PersonId, limit: i64) -> Result<Vec<Publication>, DbError> {
    let rows: Vec<(PublicationId, String, Option<i32>, Option<String>, i32)> = authorships::table
        .inner_join(publications::table)
        .filter(authorships::person_id.eq(id))
        .order((publications::year.is_null(), publications::year.desc(), publications::id))
        .limit(limit)
        .select((
            publications::id,
            publications::title,
            publications::year,
            publications::doi,
            publications::author_count,
        ))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(id, title, year, doi, author_count)| Publication { id, title, year, doi, author_count })
        .collect())
}

/// The revision of the pool: it rises with every change.
pub fn revision(conn: &mut Conn) -> Result<i64, DbError> {
    Ok(pool_revision::table.find(1).select(pool_revision::revision).first(conn)?)
}

/// The whole pool as an index needs it, at one revision.
#[derive(Debug)]
pub struct Pool {
    /// The revision it was read at.
    pub revision: i64,
    /// The persons, by id.
    pub members: Vec<PoolMember>,
    /// The publications of at least one of them, by id.
    pub publications: Vec<PoolPublication>,
}

/// A person as an index needs them.
#[derive(Debug, Clone)]
pub struct PoolMember {
    /// The person.
    pub id: PersonId,
    /// The name as it is said.
    pub name: String,
    /// Present institution.
    pub institution: Option<String>,
    /// Country or region of the present affiliation.
    pub country: Option<CountryCode>,
    /// ORCID iD.
    pub orcid: Option<Orcid>,
    /// Declared expertise.
    pub keywords: Vec<String>,
    /// Never to be written to.
    pub do_not_contact: bool,
    /// Names, institution, department and keywords, folded.
    pub search_text: String,
    /// Affiliations that a source calls current or that have no other country beside them.
    pub current_countries: Vec<CountryCode>,
}

/// A publication as an index needs it.
#[derive(Debug, Clone)]
pub struct PoolPublication {
    /// The publication.
    pub id: PublicationId,
    /// Title.
    pub title: String,
    /// Abstract; may be empty.
    pub abstract_text: String,
    /// Year.
    pub year: Option<i32>,
    /// Who of the pool wrote it.
    pub authors: Vec<PersonId>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = persons)]
struct MemberRow {
    id: PersonId,
    family_name: String,
    given_name: String,
    name_order: NameOrder,
    orcid: Option<Orcid>,
    institution_name: Option<String>,
    country_code: Option<CountryCode>,
    keywords: Json<Vec<String>>,
    do_not_contact: bool,
    search_text: String,
}

/// Reads the whole pool.
pub fn load_pool(conn: &mut Conn) -> Result<Pool, DbError> {
    let revision = revision(conn)?;
    let rows: Vec<MemberRow> = persons::table.order(persons::id).select(MemberRow::as_select()).load(conn)?;
    let current: Vec<(PersonId, Option<CountryCode>)> = affiliations::table
        .filter(affiliations::is_current.eq(true))
        .select((affiliations::person_id, affiliations::country_code))
        .order(affiliations::id)
        .load(conn)?;
    let mut countries: HashMap<PersonId, Vec<CountryCode>> = HashMap::new();
    for (id, country) in current {
        countries.entry(id).or_default().extend(country);
    }
    let members = rows.into_iter().map(|row| member(row, &mut countries)).collect();
    Ok(Pool { revision, members, publications: load_publications(conn)? })
}

fn member(row: MemberRow, countries: &mut HashMap<PersonId, Vec<CountryCode>>) -> PoolMember {
    let mut current_countries = countries.remove(&row.id).unwrap_or_default();
    current_countries.extend(row.country_code.clone());
    current_countries.sort();
    current_countries.dedup();
    PoolMember {
        name: full_name(&row.family_name, &row.given_name, row.name_order),
        id: row.id,
        institution: row.institution_name,
        country: row.country_code,
        orcid: row.orcid,
        keywords: row.keywords.0,
        do_not_contact: row.do_not_contact,
        search_text: row.search_text,
        current_countries,
    }
}

fn load_publications(conn: &mut Conn) -> Result<Vec<PoolPublication>, DbError> {
    let written: Vec<(PublicationId, Option<PersonId>)> = authorships::table
        .filter(authorships::person_id.is_not_null())
        .select((authorships::publication_id, authorships::person_id))
        .order((authorships::publication_id, authorships::position))
        .load(conn)?;
    let mut authors: HashMap<PublicationId, Vec<PersonId>> = HashMap::new();
    for (publication, person) in written {
        authors.entry(publication).or_default().extend(person);
    }
    let rows: Vec<(PublicationId, String, String, Option<i32>)> = publications::table
        .order(publications::id)
        .select((publications::id, publications::title, publications::abstract_text, publications::year))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .filter_map(|(id, title, abstract_text, year)| {
            Some(PoolPublication { authors: authors.remove(&id)?, id, title, abstract_text, year })
        })
        .collect())
}
