//! The table of shortlists.

use super::super::model::Status;
use crate::db::schema::{applications, invitations, persons, shortlist_entries};
use crate::db::{Conn, DbError, Tx};
use crate::kernel::ids::{ApplicationId, CallId, InvitationId, PersonId, ShortlistEntryId};
use crate::kernel::place::CountryCode;
use crate::people::NameOrder;
use diesel::prelude::*;
use std::collections::{BTreeMap, HashMap};

/// A place on a shortlist.
#[derive(Debug, Clone)]
pub struct ShortlistEntry {
    /// The application.
    pub application: ApplicationId,
    /// The person.
    pub person: PersonId,
    /// The name as it is said.
    pub name: String,
    /// Present institution.
    pub institution: Option<String>,
    /// Country or region.
    pub country: Option<CountryCode>,
    /// The place, from 1.
    pub place: i32,
    /// The score when they were added, 0 to 1.
    pub score: f64,
    /// Their invitation for this call, if they have one.
    pub invitation: Option<(InvitationId, Status)>,
}

type EntryColumns = (
    shortlist_entries::application_id,
    shortlist_entries::person_id,
    shortlist_entries::place,
    shortlist_entries::score,
    applications::call_id,
);
type EntryRow = (ApplicationId, PersonId, i32, f64, CallId);
type NameRow = (PersonId, String, String, NameOrder, Option<String>, Option<CountryCode>);

/// The entries of all shortlists, to be narrowed to those of an application or a call.
#[diesel::dsl::auto_type(no_type_alias)]
fn entries() -> _ {
    let columns: EntryColumns = (
        shortlist_entries::application_id,
        shortlist_entries::person_id,
        shortlist_entries::place,
        shortlist_entries::score,
        applications::call_id,
    );
    shortlist_entries::table
        .inner_join(applications::table)
        .order((shortlist_entries::place, shortlist_entries::id))
        .select(columns)
}

/// One shortlist in its order.
pub fn shortlist(conn: &mut Conn, application: ApplicationId) -> Result<Vec<ShortlistEntry>, DbError> {
    let rows = entries().filter(shortlist_entries::application_id.eq(application)).load(conn)?;
    complete(conn, rows)
}

/// All shortlists of a call.
pub fn shortlists_of(conn: &mut Conn, call: CallId) -> Result<BTreeMap<ApplicationId, Vec<ShortlistEntry>>, DbError> {
    let rows = entries().filter(applications::call_id.eq(call)).load(conn)?;
    let mut lists: BTreeMap<ApplicationId, Vec<ShortlistEntry>> = BTreeMap::new();
    for entry in complete(conn, rows)? {
        lists.entry(entry.application).or_default().push(entry);
    }
    Ok(lists)
}

/// Adds names and invitations: two statements.
fn complete(conn: &mut Conn, rows: Vec<EntryRow>) -> Result<Vec<ShortlistEntry>, DbError> {
    let ids: Vec<PersonId> = rows.iter().map(|row| row.1).collect();
    let Some(call) = rows.first().map(|row| row.4) else { return Ok(Vec::new()) };
    let names: Vec<NameRow> = persons::table
        .filter(persons::id.eq_any(&ids))
        .select((
            persons::id,
            persons::family_name,
            persons::given_name,
            persons::name_order,
            persons::institution_name,
            persons::country_code,
        ))
        .load(conn)?;
    let names: HashMap<PersonId, NameRow> = names.into_iter().map(|row| (row.0, row)).collect();
    let invited: Vec<(PersonId, InvitationId, Status)> = invitations::table
        .filter(invitations::call_id.eq(call))
        .filter(invitations::person_id.eq_any(&ids))
        .select((invitations::person_id, invitations::id, invitations::status))
        .load(conn)?;
    let invited: HashMap<PersonId, (InvitationId, Status)> =
        invited.into_iter().map(|(person, id, status)| (person, (id, status))).collect();
    Ok(rows
        .into_iter()
        .filter_map(|(application, person, place, score, _)| {
            let (_, family, given, order, institution, country) = names.get(&person)?.clone();
            let name = crate::people::full_name(&family, &given, order);
            let invitation = invited.get(&person).copied();
            Some(ShortlistEntry { application, person, name, institution, country, place, score, invitation })
        })
        .collect())
}

pub(super) fn listed(conn: &mut Conn, call: CallId) -> Result<Vec<(PersonId, ApplicationId)>, DbError> {
    Ok(shortlist_entries::table
        .inner_join(applications::table)
        .filter(applications::call_id.eq(call))
        .order((shortlist_entries::place, applications::number, shortlist_entries::id))
        .select((shortlist_entries::person_id, shortlist_entries::application_id))
        .load(conn)?)
}

pub(super) fn insert(
    tx: &mut Tx<'_>,
    application: ApplicationId,
    person: PersonId,
    place: usize,
    score: f64,
) -> Result<(), DbError> {
    diesel::insert_into(shortlist_entries::table)
        .values((
            shortlist_entries::id.eq(ShortlistEntryId::new()),
            shortlist_entries::application_id.eq(application),
            shortlist_entries::person_id.eq(person),
            shortlist_entries::place.eq(i32::try_from(place).unwrap_or(i32::MAX)),
            shortlist_entries::score.eq(score),
            shortlist_entries::added_at.eq(tx.now),
        ))
        .execute(tx.conn)?;
    Ok(())
}

pub(super) fn place(tx: &mut Tx<'_>, application: ApplicationId, person: PersonId, place: i32) -> Result<(), DbError> {
    diesel::update(
        shortlist_entries::table
            .filter(shortlist_entries::application_id.eq(application))
            .filter(shortlist_entries::person_id.eq(person)),
    )
    .set(shortlist_entries::place.eq(place))
    .execute(tx.conn)?;
    Ok(())
}

pub(super) fn remove(tx: &mut Tx<'_>, application: ApplicationId, person: PersonId) -> Result<bool, DbError> {
    let removed = diesel::delete(
        shortlist_entries::table
            .filter(shortlist_entries::application_id.eq(application))
            .filter(shortlist_entries::person_id.eq(person)),
    )
    .execute(tx.conn)?;
    Ok(removed > 0)
}
