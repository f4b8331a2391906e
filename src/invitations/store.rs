//! The tables of invitations, links, undertakings and shortlists.

use super::model::{DeclineReason, Invitation, Status};
use crate::db::schema::{invitation_applications, invitation_links, invitations, undertakings};
use crate::db::{Conn, DbError, Tx};
use crate::kernel::ids::{ApplicationId, CallId, InvitationId, LinkId, PersonId, UndertakingId};
use crate::kernel::time::{Day, UtcTime};
use diesel::prelude::*;

#[derive(Queryable, Selectable)]
#[diesel(table_name = invitations)]
pub(super) struct InvitationRow {
    id: InvitationId,
    call_id: CallId,
    person_id: PersonId,
    status: Status,
    to_address: String,
    why: String,
    reply_by: UtcTime,
    offered_load: i32,
    accepted_load: Option<i32>,
    answered_at: Option<UtcTime>,
    decline_reason: Option<DeclineReason>,
    decline_note: String,
    suggestion: String,
    available_from: Option<Day>,
    version: i32,
    created_at: UtcTime,
    sent_at: Option<UtcTime>,
}

impl From<InvitationRow> for Invitation {
    fn from(row: InvitationRow) -> Self {
        Self {
            id: row.id,
            call: row.call_id,
            person: row.person_id,
            status: row.status,
            to_address: row.to_address,
            why: row.why,
            reply_by: row.reply_by,
            offered_load: row.offered_load,
            accepted_load: row.accepted_load,
            answered_at: row.answered_at,
            decline_reason: row.decline_reason,
            decline_note: row.decline_note,
            suggestion: row.suggestion,
            available_from: row.available_from,
            version: row.version,
            created_at: row.created_at,
            sent_at: row.sent_at,
        }
    }
}

pub(super) fn find(conn: &mut Conn, id: InvitationId) -> Result<Option<Invitation>, DbError> {
    let row: Option<InvitationRow> =
        invitations::table.find(id).select(InvitationRow::as_select()).first(conn).optional()?;
    Ok(row.map(Invitation::from))
}

pub(super) fn of_call(conn: &mut Conn, call: CallId) -> Result<Vec<Invitation>, DbError> {
    let rows: Vec<InvitationRow> = invitations::table
        .filter(invitations::call_id.eq(call))
        .order(invitations::id)
        .select(InvitationRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(Invitation::from).collect())
}

pub(super) fn insert(tx: &mut Tx<'_>, new: &Invitation, applications: &[(ApplicationId, f64)]) -> Result<(), DbError> {
    diesel::insert_into(invitations::table)
        .values((
            invitations::id.eq(new.id),
            invitations::call_id.eq(new.call),
            invitations::person_id.eq(new.person),
            invitations::status.eq(new.status),
            invitations::to_address.eq(&new.to_address),
            invitations::why.eq(&new.why),
            invitations::reply_by.eq(new.reply_by),
            invitations::offered_load.eq(new.offered_load),
            invitations::decline_note.eq(""),
            invitations::suggestion.eq(""),
            invitations::version.eq(1),
            invitations::created_at.eq(tx.now),
        ))
        .execute(tx.conn)?;
    for (application, score) in applications {
        diesel::insert_into(invitation_applications::table)
            .values((
                invitation_applications::invitation_id.eq(new.id),
                invitation_applications::application_id.eq(application),
                invitation_applications::score.eq(score),
            ))
            .execute(tx.conn)?;
    }
    Ok(())
}

/// Saves what an invitation became, unless somebody changed it since it was loaded.
pub(super) fn save(tx: &mut Tx<'_>, changed: &Invitation) -> Result<(), DbError> {
    let saved = diesel::update(invitations::table.find(changed.id).filter(invitations::version.eq(changed.version)))
        .set((
            invitations::status.eq(changed.status),
            invitations::accepted_load.eq(changed.accepted_load),
            invitations::answered_at.eq(changed.answered_at),
            invitations::decline_reason.eq(changed.decline_reason),
            invitations::decline_note.eq(&changed.decline_note),
            invitations::suggestion.eq(&changed.suggestion),
            invitations::available_from.eq(changed.available_from),
            invitations::sent_at.eq(changed.sent_at),
            invitations::version.eq(changed.version + 1),
        ))
        .execute(tx.conn)?;
    if saved == 1 { Ok(()) } else { Err(DbError::Stale) }
}

/// Sent invitations of all calls whose reply date has passed.
pub(super) fn overdue(conn: &mut Conn, now: UtcTime) -> Result<Vec<Invitation>, DbError> {
    let rows: Vec<InvitationRow> = invitations::table
        .filter(invitations::status.eq(Status::Sent))
        .filter(invitations::reply_by.lt(now))
        .order(invitations::id)
        .limit(500)
        .select(InvitationRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(Invitation::from).collect())
}

/// The applications of an invitation with the score each had.
pub(super) fn offered(conn: &mut Conn, id: InvitationId) -> Result<Vec<(ApplicationId, f64)>, DbError> {
    Ok(invitation_applications::table
        .filter(invitation_applications::invitation_id.eq(id))
        .order(invitation_applications::application_id)
        .select((invitation_applications::application_id, invitation_applications::score))
        .load(conn)?)
}

/// A link as it is stored.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = invitation_links)]
pub(super) struct LinkRow {
    pub invitation_id: InvitationId,
    pub expires_at: UtcTime,
    pub revoked_at: Option<UtcTime>,
}

pub(super) fn link_by_hash(conn: &mut Conn, hash: &str) -> Result<Option<LinkRow>, DbError> {
    Ok(invitation_links::table
        .filter(invitation_links::token_hash.eq(hash))
        .select(LinkRow::as_select())
        .first(conn)
        .optional()?)
}

pub(super) fn insert_link(
    tx: &mut Tx<'_>,
    id: LinkId,
    invitation: InvitationId,
    hash: &str,
    expires: UtcTime,
) -> Result<(), DbError> {
    diesel::insert_into(invitation_links::table)
        .values((
            invitation_links::id.eq(id),
            invitation_links::invitation_id.eq(invitation),
            invitation_links::token_hash.eq(hash),
            invitation_links::expires_at.eq(expires),
        ))
        .execute(tx.conn)?;
    Ok(())
}

/// Lets the links of an invitation open until `until` at least.
pub(super) fn extend_links(tx: &mut Tx<'_>, invitation: InvitationId, until: UtcTime) -> Result<(), DbError> {
    diesel::update(
        invitation_links::table
            .filter(invitation_links::invitation_id.eq(invitation))
            .filter(invitation_links::expires_at.lt(until)),
    )
    .set(invitation_links::expires_at.eq(until))
    .execute(tx.conn)?;
    Ok(())
}

pub(super) fn revoke_links(tx: &mut Tx<'_>, invitation: InvitationId) -> Result<(), DbError> {
    diesel::update(
        invitation_links::table
            .filter(invitation_links::invitation_id.eq(invitation))
            .filter(invitation_links::revoked_at.is_null()),
    )
    .set(invitation_links::revoked_at.eq(tx.now))
    .execute(tx.conn)?;
    Ok(())
}

/// The signature under a text, if there is one: name and instant.
pub(super) fn signature(conn: &mut Conn, id: InvitationId, hash: &str) -> Result<Option<(String, UtcTime)>, DbError> {
    Ok(undertakings::table
        .filter(undertakings::invitation_id.eq(id))
        .filter(undertakings::text_hash.eq(hash))
        .select((undertakings::signed_name, undertakings::signed_at))
        .first(conn)
        .optional()?)
}

pub(super) fn insert_signature(
    tx: &mut Tx<'_>,
    invitation: InvitationId,
    version: &str,
    hash: &str,
    name: &str,
) -> Result<(), DbError> {
    diesel::insert_into(undertakings::table)
        .values((
            undertakings::id.eq(UndertakingId::new()),
            undertakings::invitation_id.eq(invitation),
            undertakings::text_version.eq(version),
            undertakings::text_hash.eq(hash),
            undertakings::signed_name.eq(name),
            undertakings::signed_at.eq(tx.now),
        ))
        .execute(tx.conn)?;
    Ok(())
}
