//! The tables of the pool.

mod persons;
mod publications;

pub(super) use persons::{
    add_emails, add_names, by_email, by_openalex, by_orcid, do_not_contact, insert_person, refresh_search_text,
    replace_affiliations, set_do_not_contact, update_person,
};
pub use persons::{best_email, best_emails, bounce_email};
pub(super) use publications::{
    authors_known, find_publication, insert_publication, link_authorships, replace_authorships, update_publication,
};

use crate::db::schema::{pool_revision, source_records};
use crate::db::{CHUNK, Conn, DbError, Tx};
use diesel::prelude::*;
use std::collections::HashMap;

/// Raises the revision of the pool, so that every index knows it is old.
pub(super) fn raise_revision(conn: &mut Conn) -> Result<(), DbError> {
    diesel::update(pool_revision::table.find(1))
        .set(pool_revision::revision.eq(pool_revision::revision + 1))
        .execute(conn)?;
    Ok(())
}

/// What the sources last said, as hashes, by (source, record).
pub(super) fn source_hashes(
    conn: &mut Conn,
    keys: &[(String, String)],
) -> Result<HashMap<(String, String), String>, DbError> {
    let mut known = HashMap::new();
    let Some((source, _)) = keys.first() else { return Ok(known) };
    let records: Vec<&String> = keys.iter().map(|(_, record)| record).collect();
    for chunk in records.chunks(CHUNK) {
        let rows: Vec<(String, String)> = source_records::table
            .filter(source_records::source.eq(source))
            .filter(source_records::record.eq_any(chunk.iter().copied()))
            .select((source_records::record, source_records::content_hash))
            .load(conn)?;
        known.extend(rows.into_iter().map(|(record, hash)| ((source.clone(), record), hash)));
    }
    Ok(known)
}

/// Notes what a source said of a record.
pub(super) fn keep_source_hash(
    tx: &mut Tx<'_>,
    (source, record): &(String, String),
    hash: &str,
) -> Result<(), DbError> {
    let values = (source_records::content_hash.eq(hash), source_records::retrieved_at.eq(tx.now));
    let updated = diesel::update(source_records::table.find((source, record))).set(values).execute(tx.conn)?;
    if updated == 0 {
        diesel::insert_into(source_records::table)
            .values((source_records::source.eq(source), source_records::record.eq(record), values.0, values.1))
            .execute(tx.conn)?;
    }
    Ok(())
}
