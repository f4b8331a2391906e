//! Publications and who wrote them.

use super::super::import::record::{AuthorRecord, PersonRecord, WorkRecord};
use crate::db::schema::{authorships, persons, publications};
use crate::db::{CHUNK, Conn, DbError, Tx};
use crate::kernel::ids::{PersonId, PublicationId};
use crate::kernel::place::Orcid;
use crate::kernel::text::name_key;
use crate::on_backend;
use diesel::prelude::*;
use std::collections::HashMap;

pub(in super::super) fn find_publication(
    conn: &mut Conn,
    openalex_id: &str,
    doi: Option<&str>,
) -> Result<Option<PublicationId>, DbError> {
    let by_id = publications::table
        .filter(publications::openalex_id.eq(openalex_id))
        .select(publications::id)
        .first(conn)
        .optional()?;
    match (by_id, doi) {
        (None, Some(doi)) => {
            Ok(publications::table.filter(publications::doi.eq(doi)).select(publications::id).first(conn).optional()?)
        }
        (found, _) => Ok(found),
    }
}

/// So many authors, as the column holds it.
fn author_count(work: &WorkRecord) -> i32 {
    i32::try_from(work.authors.len()).unwrap_or(i32::MAX)
}

pub(in super::super) fn insert_publication(tx: &mut Tx<'_>, work: &WorkRecord) -> Result<PublicationId, DbError> {
    let id = PublicationId::new();
    diesel::insert_into(publications::table)
        .values((
            publications::id.eq(id),
            publications::openalex_id.eq(&work.openalex_id),
            publications::doi.eq(&work.doi),
            publications::title.eq(&work.title),
            publications::abstract_text.eq(&work.abstract_text),
            publications::year.eq(work.year),
            publications::author_count.eq(author_count(work)),
            publications::source.eq(work.source),
            publications::created_at.eq(tx.now),
        ))
        .execute(tx.conn)?;
    Ok(id)
}

pub(in super::super) fn update_publication(
    tx: &mut Tx<'_>,
    id: PublicationId,
    work: &WorkRecord,
) -> Result<(), DbError> {
    diesel::update(publications::table.find(id))
        .set((
            publications::title.eq(&work.title),
            publications::abstract_text.eq(&work.abstract_text),
            publications::year.eq(work.year),
            publications::author_count.eq(author_count(work)),
        ))
        .execute(tx.conn)?;
    Ok(())
}

/// Which authors of a work are persons of the pool.
#[derive(Default)]
pub(in super::super) struct AuthorsKnown {
    by_openalex: HashMap<String, PersonId>,
    by_orcid: HashMap<String, PersonId>,
}

impl AuthorsKnown {
    /// The person behind an author: by OpenAlex id, else by ORCID iD, never by name.
    pub(in super::super) fn of(&self, author: &AuthorRecord) -> Option<PersonId> {
        let by_id = author.openalex_id.as_ref().and_then(|id| self.by_openalex.get(id));
        by_id.or_else(|| self.by_orcid.get(author.orcid.as_ref()?.as_str())).copied()
    }

    pub(in super::super) fn add(&mut self, author: &AuthorRecord, id: PersonId) {
        if let Some(openalex) = &author.openalex_id {
            self.by_openalex.insert(openalex.clone(), id);
        }
    }
}

pub(in super::super) fn authors_known(conn: &mut Conn, authors: &[AuthorRecord]) -> Result<AuthorsKnown, DbError> {
    let mut known = AuthorsKnown::default();
    for chunk in authors.chunks(CHUNK) {
        let ids: Vec<&String> = chunk.iter().filter_map(|author| author.openalex_id.as_ref()).collect();
        let orcids: Vec<&Orcid> = chunk.iter().filter_map(|author| author.orcid.as_ref()).collect();
        let rows: Vec<(Option<String>, PersonId)> = persons::table
            .filter(persons::openalex_id.eq_any(ids))
            .select((persons::openalex_id, persons::id))
            .load(conn)?;
        known.by_openalex.extend(rows.into_iter().filter_map(|(openalex, id)| Some((openalex?, id))));
        let rows: Vec<(Option<String>, PersonId)> =
            persons::table.filter(persons::orcid.eq_any(orcids)).select((persons::orcid, persons::id)).load(conn)?;
        known.by_orcid.extend(rows.into_iter().filter_map(|(orcid, id)| Some((orcid?, id))));
    }
    Ok(known)
}

#[derive(Insertable)]
#[diesel(table_name = authorships, treat_none_as_default_value = false)]
struct NewAuthorship<'a> {
    publication_id: PublicationId,
    position: i32,
    person_id: Option<PersonId>,
    raw_name: &'a str,
    name_key: String,
    orcid: Option<&'a Orcid>,
    openalex_author_id: Option<&'a str>,
}

/// Replaces who wrote a publication.
pub(in super::super) fn replace_authorships(
    tx: &mut Tx<'_>,
    id: PublicationId,
    work: &WorkRecord,
    people: &AuthorsKnown,
) -> Result<(), DbError> {
    diesel::delete(authorships::table.filter(authorships::publication_id.eq(id))).execute(tx.conn)?;
    let rows: Vec<NewAuthorship<'_>> = work
        .authors
        .iter()
        .zip(0..)
        .map(|(author, position)| NewAuthorship {
            publication_id: id,
            position,
            person_id: people.of(author),
            raw_name: &author.name,
            name_key: name_key(&author.name),
            orcid: author.orcid.as_ref(),
            openalex_author_id: author.openalex_id.as_deref(),
        })
        .collect();
    for chunk in rows.chunks(CHUNK) {
        on_backend!(&mut *tx.conn, conn => {
            diesel::insert_into(authorships::table).values(chunk).execute(conn)?;
        });
    }
    Ok(())
}

/// Finds the publications of somebody who came later than they did.
pub(in super::super) fn link_authorships(tx: &mut Tx<'_>, id: PersonId, record: &PersonRecord) -> Result<(), DbError> {
    if let Some(openalex) = &record.openalex_id {
        diesel::update(
            authorships::table
                .filter(authorships::openalex_author_id.eq(openalex))
                .filter(authorships::person_id.is_null()),
        )
        .set(authorships::person_id.eq(id))
        .execute(tx.conn)?;
    }
    if let Some(orcid) = &record.orcid {
        diesel::update(
            authorships::table.filter(authorships::orcid.eq(orcid)).filter(authorships::person_id.is_null()),
        )
        .set(authorships::person_id.eq(id))
        .execute(tx.conn)?;
    }
    Ok(())
}
