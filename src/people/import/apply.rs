//! From records to rows.

use super::super::model::PeopleError;
use super::super::store;
use super::record::{AuthorRecord, Content, PersonRecord, Record, WorkRecord};
use super::report::{RowOutcome, RowReport};
use crate::db::{Conn, DbError, Tx};
use crate::kernel::failure::{Violation, Violations};
use crate::kernel::ids::PersonId;
use std::collections::HashMap;

/// What a dry run has seen, so that a record that stands twice in a file is told as it would come out.
pub(super) struct Applier {
    seen: HashMap<(String, String), String>,
}

impl Applier {
    pub(super) fn new() -> Self {
        Self { seen: HashMap::new() }
    }

    /// What would become of the records.
    pub(super) fn plan(&mut self, conn: &mut Conn, batch: &[Record]) -> Result<Vec<RowReport>, PeopleError> {
        let known = known_hashes(conn, batch)?;
        batch.iter().map(|record| self.plan_one(conn, &known, record)).collect()
    }

    fn plan_one(&mut self, conn: &mut Conn, known: &Known, record: &Record) -> Result<RowReport, PeopleError> {
        let content = match &record.content {
            Ok(content) => content,
            Err(why) => return Ok(rejected(record, why.clone())),
        };
        let (key, hash) = key_and_hash(content);
        if self.seen.get(&key).or_else(|| known.get(&key)) == Some(&hash) {
            return Ok(row(record, RowOutcome::Unchanged));
        }
        let exists = self.seen.contains_key(&key)
            || known.contains_key(&key)
            || match content {
                Content::Person(person) => match match_person(conn, person) {
                    Ok(found) => found.is_some(),
                    Err(PeopleError::Invalid(why)) => return Ok(rejected(record, why)),
                    Err(error) => return Err(error),
                },
                Content::Work(work) => store::find_publication(conn, &work.openalex_id, work.doi.as_deref())?.is_some(),
            };
        self.seen.insert(key, hash);
        Ok(row(record, if exists { RowOutcome::Updated } else { RowOutcome::Created }))
    }
}

type Known = HashMap<(String, String), String>;

fn key_and_hash(content: &Content) -> ((String, String), String) {
    match content {
        Content::Person(person) => {
            ((format!("{}/persons", person.source), person.record.clone()), person.content_hash.clone())
        }
        Content::Work(work) => ((format!("{}/works", work.source), work.record.clone()), work.content_hash.clone()),
    }
}

fn known_hashes(conn: &mut Conn, batch: &[Record]) -> Result<Known, DbError> {
    let keys: Vec<(String, String)> =
        batch.iter().filter_map(|record| record.content.as_ref().ok()).map(|content| key_and_hash(content).0).collect();
    store::source_hashes(conn, &keys)
}

fn row(record: &Record, outcome: RowOutcome) -> RowReport {
    RowReport { line: record.line, label: record.label.clone(), outcome, violations: Vec::new() }
}

fn rejected(record: &Record, why: Violations) -> RowReport {
    RowReport { violations: why.0, ..row(record, RowOutcome::Rejected) }
}

/// Takes a batch of records into the pool, in one transaction.
pub(super) fn apply(tx: &mut Tx<'_>, batch: &[Record]) -> Result<Vec<RowReport>, PeopleError> {
    let mut known = known_hashes(tx.conn, batch)?;
    let mut rows = Vec::with_capacity(batch.len());
    for record in batch {
        rows.push(apply_one(tx, &mut known, record)?);
    }
    if rows.iter().any(|row| matches!(row.outcome, RowOutcome::Created | RowOutcome::Updated)) {
        store::raise_revision(tx.conn)?;
    }
    Ok(rows)
}

fn apply_one(tx: &mut Tx<'_>, known: &mut Known, record: &Record) -> Result<RowReport, PeopleError> {
    let content = match &record.content {
        Ok(content) => content,
        Err(why) => return Ok(rejected(record, why.clone())),
    };
    let (key, hash) = key_and_hash(content);
    if known.get(&key) == Some(&hash) {
        return Ok(row(record, RowOutcome::Unchanged));
    }
    let outcome = match content {
        Content::Person(person) => take_person(tx, person),
        Content::Work(work) => take_work(tx, work),
    };
    match outcome {
        Ok(outcome) => {
            store::keep_source_hash(tx, &key, &hash)?;
            known.insert(key, hash);
            Ok(row(record, outcome))
        }
        Err(PeopleError::Invalid(why)) => Ok(rejected(record, why)),
        Err(error) => Err(error),
    }
}

/// Whose record this is: by OpenAlex id, else by ORCID iD, else by address. In the funder's own list the
/// three must not point to different persons.
fn match_person(conn: &mut Conn, record: &PersonRecord) -> Result<Option<PersonId>, PeopleError> {
    let by_openalex = match &record.openalex_id {
        Some(id) => store::by_openalex(conn, id)?,
        None => None,
    };
    let by_orcid = match &record.orcid {
        Some(orcid) => store::by_orcid(conn, orcid)?,
        None => None,
    };
    let mut by_email = None;
    for email in &record.emails {
        let owner = store::by_email(conn, email)?;
        if owner.is_some() && by_email.is_some() && owner != by_email {
            return Err(Violation::new("/other_emails", "ambiguous_person").into());
        }
        by_email = by_email.or(owner);
    }
    let found = by_openalex.or(by_orcid).or(by_email);
    if record.own {
        for (field, other) in [("/orcid", by_orcid), ("/email", by_email)] {
            if other.is_some() && other != found {
                return Err(Violation::new(field, "ambiguous_person").into());
            }
        }
    }
    Ok(found)
}

fn take_person(tx: &mut Tx<'_>, record: &PersonRecord) -> Result<RowOutcome, PeopleError> {
    let (id, outcome) = match match_person(tx.conn, record)? {
        Some(id) => {
            store::update_person(tx, id, record)?;
            (id, RowOutcome::Updated)
        }
        None => (store::insert_person(tx, record)?, RowOutcome::Created),
    };
    store::replace_affiliations(tx, id, record)?;
    store::add_names(tx, id, record)?;
    store::add_emails(tx, id, record)?;
    store::refresh_search_text(tx, id)?;
    store::link_authorships(tx, id, record)?;
    Ok(outcome)
}

fn take_work(tx: &mut Tx<'_>, work: &WorkRecord) -> Result<RowOutcome, PeopleError> {
    let found = store::find_publication(tx.conn, &work.openalex_id, work.doi.as_deref())?;
    let id = match found {
        Some(id) => {
            store::update_publication(tx, id, work)?;
            id
        }
        None => store::insert_publication(tx, work)?,
    };
    let mut people = store::authors_known(tx.conn, &work.authors)?;
    for author in &work.authors {
        if people.of(author).is_none()
            && let Some(person) = new_author(author)
        {
            let created = store::insert_person(tx, &person)?;
            store::replace_affiliations(tx, created, &person)?;
            store::add_names(tx, created, &person)?;
            store::refresh_search_text(tx, created)?;
            people.add(author, created);
        }
    }
    store::replace_authorships(tx, id, work, &people)?;
    Ok(if found.is_some() { RowOutcome::Updated } else { RowOutcome::Created })
}

/// An author who is not in the pool yet becomes a candidate, if OpenAlex knows who it is.
fn new_author(author: &AuthorRecord) -> Option<PersonRecord> {
    let openalex_id = author.openalex_id.clone()?;
    let (family_name, given_name) = super::super::model::split_name(&author.name);
    if family_name.is_empty() {
        return None;
    }
    let institution = author.institution.as_ref();
    let affiliations = institution
        .map(|known| super::record::AffiliationRecord {
            institution: known.institution.clone(),
            ror: known.ror.clone(),
            department: None,
            country: known.country.clone(),
            start_year: None,
            end_year: None,
            is_current: true,
        })
        .into_iter()
        .collect();
    Some(PersonRecord {
        source: "openalex",
        record: openalex_id.clone(),
        content_hash: String::new(),
        own: false,
        family_name,
        given_name,
        name_order: super::super::model::NameOrder::GivenFirst,
        native_name: None,
        other_names: Vec::new(),
        orcid: author.orcid.clone(),
        openalex_id: Some(openalex_id),
        emails: Vec::new(),
        institution: institution.map(|known| known.institution.clone()),
        department: None,
        country: institution.and_then(|known| known.country.clone()),
        time_zone: None,
        keywords: Vec::new(),
        affiliations,
    })
}
