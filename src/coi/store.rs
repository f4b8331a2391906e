//! The tables of declarations and decisions, and the reads that screening needs.

use super::actions::Decide;
use super::model::{Answer, Outcome};
use super::standing::Standing;
use crate::db::schema::{
    affiliations, authorships, coi_decisions, coi_declarations, person_names, persons, publications,
};
use crate::db::{CHUNK, Conn, DbError, Tx};
use crate::kernel::ids::{ApplicationId, DecisionId, DeclarationId, PersonId, PublicationId};
use crate::kernel::place::Orcid;
use crate::kernel::time::UtcTime;
use diesel::prelude::*;
use std::collections::HashMap;

/// An author of a publication as it names them.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = authorships)]
pub(super) struct Written {
    #[diesel(column_name = publication_id)]
    pub publication: PublicationId,
    pub orcid: Option<Orcid>,
    pub name_key: String,
}

/// Authorships by ORCID iD or by name.
pub(super) fn written_by(conn: &mut Conn, orcids: &[&Orcid], keys: &[String]) -> Result<Vec<Written>, DbError> {
    Ok(authorships::table
        .filter(authorships::orcid.eq_any(orcids.iter().copied()).or(authorships::name_key.eq_any(keys)))
        .select(Written::as_select())
        .load(conn)?)
}

/// An author who is in the pool, with the publication.
pub(super) struct PoolAuthor {
    pub publication: PublicationId,
    pub person: PersonId,
    pub written: Written,
    pub title: String,
    pub year: Option<i32>,
    pub author_count: i32,
}

/// The authors of publications who are in the pool.
pub(super) fn pool_authors_of(conn: &mut Conn, ids: &[PublicationId]) -> Result<Vec<PoolAuthor>, DbError> {
    let mut found = Vec::new();
    for chunk in ids.chunks(CHUNK) {
        let rows: Vec<(Written, Option<PersonId>, String, Option<i32>, i32)> = authorships::table
            .inner_join(publications::table)
            .filter(authorships::publication_id.eq_any(chunk))
            .filter(authorships::person_id.is_not_null())
            .order((publications::year.desc(), publications::id, authorships::position))
            .select((
                Written::as_select(),
                authorships::person_id,
                publications::title,
                publications::year,
                publications::author_count,
            ))
            .load(conn)?;
        found.extend(rows.into_iter().filter_map(|(written, person, title, year, author_count)| {
            Some(PoolAuthor { publication: written.publication, person: person?, written, title, year, author_count })
        }));
    }
    Ok(found)
}

pub(super) fn persons_by_orcid(conn: &mut Conn, orcids: &[&Orcid]) -> Result<HashMap<Orcid, PersonId>, DbError> {
    let rows: Vec<(Option<Orcid>, PersonId)> = persons::table
        .filter(persons::orcid.eq_any(orcids.iter().copied()))
        .select((persons::orcid, persons::id))
        .load(conn)?;
    Ok(rows.into_iter().filter_map(|(orcid, id)| Some((orcid?, id))).collect())
}

/// Persons by any of their names: name key, person, their ORCID iD.
pub(super) fn persons_by_name(
    conn: &mut Conn,
    keys: &[String],
) -> Result<Vec<(String, PersonId, Option<Orcid>)>, DbError> {
    let mut rows: Vec<(String, PersonId, Option<Orcid>)> = person_names::table
        .inner_join(persons::table)
        .filter(person_names::name_key.eq_any(keys))
        .order(person_names::id)
        .select((person_names::name_key, persons::id, persons::orcid))
        .load(conn)?;
    rows.dedup();
    Ok(rows)
}

/// Somebody who works at an institution now.
pub(super) struct WorksAt {
    pub person: PersonId,
    pub institution: String,
    pub institution_key: String,
    pub ror: Option<String>,
}

pub(super) fn working_at(conn: &mut Conn, keys: &[String], rors: &[&String]) -> Result<Vec<WorksAt>, DbError> {
    let rows: Vec<(PersonId, String, String, Option<String>)> = affiliations::table
        .filter(affiliations::is_current.eq(true))
        .filter(affiliations::institution_key.eq_any(keys).or(affiliations::ror.eq_any(rors.iter().copied())))
        .order(affiliations::id)
        .select((
            affiliations::person_id,
            affiliations::institution_name,
            affiliations::institution_key,
            affiliations::ror,
        ))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(person, institution, institution_key, ror)| WorksAt { person, institution, institution_key, ror })
        .collect())
}

/// Who worked in Japan and does not any more: person, institution, last year.
pub(super) fn once_in_japan(conn: &mut Conn) -> Result<Vec<(PersonId, String, Option<i32>)>, DbError> {
    Ok(affiliations::table
        .filter(affiliations::country_code.eq("JP"))
        .filter(affiliations::is_current.eq(false))
        .order(affiliations::id)
        .select((affiliations::person_id, affiliations::institution_name, affiliations::end_year))
        .load(conn)?)
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = coi_declarations)]
pub(super) struct DeclarationRow {
    id: DeclarationId,
    person_id: PersonId,
    application_id: ApplicationId,
    answer: Answer,
    details: String,
    rules_version: String,
    declared_at: UtcTime,
}

impl From<DeclarationRow> for super::model::Declaration {
    fn from(row: DeclarationRow) -> Self {
        Self {
            id: row.id,
            person: row.person_id,
            application: row.application_id,
            answer: row.answer,
            details: row.details,
            rules_version: row.rules_version,
            declared_at: row.declared_at,
        }
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = coi_decisions)]
pub(super) struct DecisionRow {
    id: DecisionId,
    person_id: PersonId,
    application_id: ApplicationId,
    outcome: Outcome,
    reason: String,
    evidence_fingerprint: String,
    declaration_id: Option<DeclarationId>,
    decided_by: String,
    decided_at: UtcTime,
}

impl From<DecisionRow> for super::model::Decision {
    fn from(row: DecisionRow) -> Self {
        Self {
            id: row.id,
            person: row.person_id,
            application: row.application_id,
            outcome: row.outcome,
            reason: row.reason,
            evidence_fingerprint: row.evidence_fingerprint,
            declaration: row.declaration_id,
            decided_by: row.decided_by,
            decided_at: row.decided_at,
        }
    }
}

/// The declarations for an application, of one person or of all, oldest first.
pub(super) fn declarations(
    conn: &mut Conn,
    application: ApplicationId,
    person: Option<PersonId>,
) -> Result<Vec<DeclarationRow>, DbError> {
    let mut query = coi_declarations::table
        .filter(coi_declarations::application_id.eq(application))
        .order(coi_declarations::id)
        .select(DeclarationRow::as_select())
        .into_boxed();
    if let Some(person) = person {
        query = query.filter(coi_declarations::person_id.eq(person));
    }
    Ok(query.load(conn)?)
}

/// The decisions for an application, of one person or of all, oldest first.
pub(super) fn decisions(
    conn: &mut Conn,
    application: ApplicationId,
    person: Option<PersonId>,
) -> Result<Vec<DecisionRow>, DbError> {
    let mut query = coi_decisions::table
        .filter(coi_decisions::application_id.eq(application))
        .order(coi_decisions::id)
        .select(DecisionRow::as_select())
        .into_boxed();
    if let Some(person) = person {
        query = query.filter(coi_decisions::person_id.eq(person));
    }
    Ok(query.load(conn)?)
}

pub(super) fn insert_declaration(
    tx: &mut Tx<'_>,
    person: PersonId,
    application: ApplicationId,
    answer: Answer,
    details: &str,
    snapshot_hash: &str,
) -> Result<(), DbError> {
    diesel::insert_into(coi_declarations::table)
        .values((
            coi_declarations::id.eq(DeclarationId::new()),
            coi_declarations::person_id.eq(person),
            coi_declarations::application_id.eq(application),
            coi_declarations::answer.eq(answer),
            coi_declarations::details.eq(details),
            coi_declarations::snapshot_hash.eq(snapshot_hash),
            coi_declarations::rules_version.eq(super::detect::RULES_VERSION),
            coi_declarations::declared_at.eq(tx.now),
        ))
        .execute(tx.conn)?;
    Ok(())
}

pub(super) fn insert_decision(tx: &mut Tx<'_>, decide: &Decide, on: &Standing) -> Result<(), DbError> {
    diesel::insert_into(coi_decisions::table)
        .values((
            coi_decisions::id.eq(DecisionId::new()),
            coi_decisions::person_id.eq(decide.person),
            coi_decisions::application_id.eq(decide.application),
            coi_decisions::outcome.eq(decide.outcome),
            coi_decisions::reason.eq(&decide.reason),
            coi_decisions::evidence_fingerprint.eq(on.fingerprint()),
            coi_decisions::declaration_id.eq(on.declaration.as_ref().map(|declaration| declaration.id)),
            coi_decisions::decided_by.eq(tx.actor.id()),
            coi_decisions::decided_at.eq(tx.now),
        ))
        .execute(tx.conn)?;
    Ok(())
}
