//! Invitations as officers and reviewers look at them.

use super::model::{Invitation, InvitationError, Status};
use super::store;
use super::undertaking::UNDERTAKING;
use crate::calls::{self, Call, Snapshot};
use crate::coi::{self, Declaration};
use crate::db::schema::{applications, assignments, invitation_applications, invitations, persons, undertakings};
use crate::db::{Conn, DbError};
use crate::kernel::ids::{ApplicationId, CallId, InvitationId, PersonId};
use crate::kernel::place::CountryCode;
use crate::kernel::time::UtcTime;
use crate::mail::{self, Message};
use crate::people::{self, NameOrder, Person, full_name};
use diesel::prelude::*;
use std::collections::HashMap;

/// One invitation.
pub fn invitation(conn: &mut Conn, id: InvitationId) -> Result<Option<Invitation>, DbError> {
    store::find(conn, id)
}

/// The invitation of a person for a call.
pub fn status_of(conn: &mut Conn, call: CallId) -> Result<HashMap<PersonId, (InvitationId, Status)>, DbError> {
    let rows: Vec<(PersonId, InvitationId, Status)> = invitations::table
        .filter(invitations::call_id.eq(call))
        .select((invitations::person_id, invitations::id, invitations::status))
        .load(conn)?;
    Ok(rows.into_iter().map(|(person, id, status)| (person, (id, status))).collect())
}

/// Whether an assignment of this invitation is with the review system.
pub fn handed_off(conn: &mut Conn, id: InvitationId) -> Result<bool, DbError> {
    let found: Option<InvitationId> = assignments::table
        .filter(assignments::invitation_id.eq(id))
        .filter(assignments::state.eq("handed_off"))
        .select(assignments::invitation_id)
        .first(conn)
        .optional()?;
    Ok(found.is_some())
}

/// One line of the list of a call's invitations.
#[derive(Debug, Clone)]
pub struct InvitationLine {
    /// The invitation.
    pub invitation: Invitation,
    /// The name as it is said.
    pub name: String,
    /// Present institution.
    pub institution: Option<String>,
    /// Country or region.
    pub country: Option<CountryCode>,
    /// The applications it is about: id, number, score.
    pub applications: Vec<(ApplicationId, String, f64)>,
    /// When the undertaking was signed.
    pub signed_at: Option<UtcTime>,
    /// The letters, oldest first.
    pub letters: Vec<Message>,
}

type PersonName = (PersonId, String, String, NameOrder, Option<String>, Option<CountryCode>);

/// The invitations of a call, oldest first. Five statements.
pub fn invitations_of(conn: &mut Conn, call: CallId) -> Result<Vec<InvitationLine>, DbError> {
    let all = store::of_call(conn, call)?;
    let people: Vec<PersonName> = invitations::table
        .inner_join(persons::table)
        .filter(invitations::call_id.eq(call))
        .select((
            persons::id,
            persons::family_name,
            persons::given_name,
            persons::name_order,
            persons::institution_name,
            persons::country_code,
        ))
        .load(conn)?;
    let people: HashMap<PersonId, PersonName> = people.into_iter().map(|row| (row.0, row)).collect();
    let mut offered: HashMap<InvitationId, Vec<(ApplicationId, String, f64)>> = HashMap::new();
    let rows: Vec<(InvitationId, ApplicationId, String, f64)> = invitation_applications::table
        .inner_join(applications::table)
        .filter(applications::call_id.eq(call))
        .order(applications::number)
        .select((
            invitation_applications::invitation_id,
            applications::id,
            applications::number,
            invitation_applications::score,
        ))
        .load(conn)?;
    for (invitation, application, number, score) in rows {
        offered.entry(invitation).or_default().push((application, number, score));
    }
    let signed: Vec<(InvitationId, UtcTime)> = undertakings::table
        .inner_join(invitations::table)
        .filter(invitations::call_id.eq(call))
        .filter(undertakings::text_hash.eq(&UNDERTAKING.hash))
        .select((undertakings::invitation_id, undertakings::signed_at))
        .load(conn)?;
    let signed: HashMap<InvitationId, UtcTime> = signed.into_iter().collect();
    let subjects: Vec<String> = all.iter().map(|invitation| invitation.id.to_string()).collect();
    let mut letters: HashMap<String, Vec<Message>> = HashMap::new();
    for letter in mail::messages_of(conn, &subjects)? {
        letters.entry(letter.subject_id.clone()).or_default().push(letter);
    }
    Ok(all
        .into_iter()
        .filter_map(|invitation| {
            let (_, family, given, order, institution, country) = people.get(&invitation.person)?.clone();
            Some(InvitationLine {
                name: full_name(&family, &given, order),
                institution,
                country,
                applications: offered.remove(&invitation.id).unwrap_or_default(),
                signed_at: signed.get(&invitation.id).copied(),
                letters: letters.remove(&invitation.id.to_string()).unwrap_or_default(),
                invitation,
            })
        })
        .collect())
}

/// An application as a reviewer sees it, with what they declared.
#[derive(Debug, Clone)]
pub struct SnapshotStanding {
    /// What may be seen.
    pub snapshot: Snapshot,
    /// What was declared last.
    pub declaration: Option<Declaration>,
}

/// Everything a reviewer's pages show.
#[derive(Debug, Clone)]
pub struct ReviewerView {
    /// The invitation.
    pub invitation: Invitation,
    /// The call.
    pub call: Call,
    /// The person who was invited.
    pub person: Person,
    /// So many applications are offered.
    pub applications: usize,
    /// When the undertaking was signed, and with which name.
    pub signed: Option<(String, UtcTime)>,
    /// The applications; empty until the undertaking is signed.
    pub snapshots: Vec<SnapshotStanding>,
    /// Whether the review has begun, so that answers cannot be changed here any more.
    pub handed_off: bool,
}

impl ReviewerView {
    /// Whether a declaration is still missing.
    pub fn declarations_missing(&self) -> bool {
        self.snapshots.iter().any(|known| known.declaration.is_none())
    }
}

/// What the holder of a link sees.
pub fn reviewer_view(conn: &mut Conn, id: InvitationId) -> Result<ReviewerView, InvitationError> {
    let invitation = store::find(conn, id)?.ok_or(InvitationError::NotFound)?;
    let call = calls::call(conn, invitation.call)?.ok_or(InvitationError::NotFound)?;
    let person = people::person(conn, invitation.person)?.ok_or(InvitationError::NotFound)?;
    let offered = store::offered(conn, id)?;
    let signed = store::signature(conn, id, &UNDERTAKING.hash)?;
    let mut snapshots = Vec::new();
    if signed.is_some() && invitation.status == Status::Accepted {
        for (application, _) in &offered {
            let Some(snapshot) = calls::snapshot(conn, *application)? else { continue };
            let declaration = coi::declarations(conn, *application, Some(person.id))?.pop();
            snapshots.push(SnapshotStanding { snapshot, declaration });
        }
        snapshots.sort_by(|left, right| left.snapshot.number.cmp(&right.snapshot.number));
    }
    let handed_off = handed_off(conn, id)?;
    Ok(ReviewerView { applications: offered.len(), invitation, call, person, signed, snapshots, handed_off })
}
