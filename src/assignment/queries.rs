//! Assignments and plans as officers and review systems look at them.

use super::model::{Assignment, AssignmentError, Plan};
use super::plan::Facts;
use super::store::{self, AssignmentRow};
use crate::coi::Verdict;
use crate::db::schema::{applications, assignments, calls, coi_decisions, persons, undertakings};
use crate::db::{Conn, DbError};
use crate::kernel::ids::{ApplicationId, AssignmentId, CallId, InvitationId, PersonId, PlanId};
use crate::kernel::page::{Page, PageRequest};
use crate::kernel::place::{CountryCode, Orcid};
use crate::kernel::time::UtcTime;
use crate::people::{self, NameOrder, full_name};
use diesel::prelude::*;
use std::collections::HashMap;

/// An assignment with the names that a list shows.
#[derive(Debug, Clone)]
pub struct AssignmentLine {
    /// The assignment.
    pub assignment: Assignment,
    /// The application's number.
    pub number: String,
    /// The reviewer's name as it is said.
    pub name: String,
    /// Country or region.
    pub country: Option<CountryCode>,
}

type NameRow = (PersonId, String, String, NameOrder, Option<CountryCode>);

fn names(conn: &mut Conn, ids: &[PersonId]) -> Result<HashMap<PersonId, (String, Option<CountryCode>)>, DbError> {
    let rows: Vec<NameRow> = persons::table
        .filter(persons::id.eq_any(ids))
        .select((persons::id, persons::family_name, persons::given_name, persons::name_order, persons::country_code))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(id, family, given, order, country)| (id, (full_name(&family, &given, order), country)))
        .collect())
}

fn numbers(conn: &mut Conn, call: CallId) -> Result<HashMap<ApplicationId, String>, DbError> {
    let rows: Vec<(ApplicationId, String)> = applications::table
        .filter(applications::call_id.eq(call))
        .select((applications::id, applications::number))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// All assignments of a call, the released ones too, by application. Three statements.
pub fn assignments_of(conn: &mut Conn, call: CallId) -> Result<Vec<AssignmentLine>, DbError> {
    let all = store::of_call(conn, call)?;
    let people = names(conn, &all.iter().map(|known| known.person).collect::<Vec<_>>())?;
    let numbers = numbers(conn, call)?;
    let mut lines: Vec<AssignmentLine> = all
        .into_iter()
        .filter_map(|assignment| {
            let (name, country) = people.get(&assignment.person)?.clone();
            let number = numbers.get(&assignment.application)?.clone();
            Some(AssignmentLine { assignment, number, name, country })
        })
        .collect();
    lines.sort_by(|left, right| left.number.cmp(&right.number).then(left.name.cmp(&right.name)));
    Ok(lines)
}

/// The plans of a call, the newest first.
pub fn plans_of(conn: &mut Conn, call: CallId) -> Result<Vec<Plan>, DbError> {
    store::plans(conn, call)
}

/// A plan with the names that its page shows.
#[derive(Debug, Clone)]
pub struct PlanView {
    /// The plan.
    pub plan: Plan,
    /// Names of the reviewers in it.
    pub names: HashMap<PersonId, String>,
    /// Numbers of the applications.
    pub numbers: HashMap<ApplicationId, String>,
    /// Whether the data changed since it was made.
    pub outdated: bool,
    /// So many applications each reviewer in it took on.
    pub loads: HashMap<PersonId, u32>,
}

/// A plan as an officer reads it.
pub fn plan_view(conn: &mut Conn, id: PlanId, now: UtcTime) -> Result<PlanView, AssignmentError> {
    let plan = store::plan(conn, id)?.ok_or(AssignmentError::NotFound)?;
    let persons: Vec<PersonId> = plan.content.changes.iter().map(|change| change.person).collect();
    let names = names(conn, &persons)?.into_iter().map(|(id, (name, _))| (id, name)).collect();
    let numbers = numbers(conn, plan.call)?;
    let facts = Facts::of(conn, plan.call, now)?;
    let loads = plan.content.changes.iter().map(|change| (change.person, facts.load(change.invitation))).collect();
    Ok(PlanView { outdated: facts.basis() != plan.basis, names, numbers, loads, plan })
}

/// An assignment as the review system needs it.
#[derive(Debug, Clone)]
pub struct HandoffItem {
    /// The assignment.
    pub assignment: Assignment,
    /// The application's number within its call.
    pub application_number: String,
    /// The reviewer's name as it is said.
    pub reviewer_name: String,
    /// Where the review system can write to the reviewer.
    pub reviewer_email: Option<String>,
    /// Present institution.
    pub reviewer_institution: Option<String>,
    /// Country or region.
    pub reviewer_country: Option<CountryCode>,
    /// ORCID iD.
    pub reviewer_orcid: Option<String>,
    /// IANA time zone.
    pub reviewer_time_zone: Option<String>,
    /// When the review is due.
    pub due_at: UtcTime,
    /// How the conflict stands: always cleared.
    pub coi: Verdict,
    /// Whether an officer decided so, rather than the declaration alone.
    pub coi_decided_at: Option<UtcTime>,
    /// The version of the undertaking that was signed.
    pub undertaking_version: Option<String>,
    /// When it was signed.
    pub undertaking_signed_at: Option<UtcTime>,
}

/// A page of what was handed over, in the order of the ids, for one call or for all.
pub fn handoff_items(conn: &mut Conn, call: Option<CallId>, page: &PageRequest) -> Result<Page<HandoffItem>, DbError> {
    let mut query = assignments::table
        .filter(assignments::state.eq(super::model::AssignmentState::HandedOff))
        .order(assignments::id)
        .limit(page.limit + 1)
        .select(AssignmentRow::as_select())
        .into_boxed();
    if let Some(call) = call {
        query = query.filter(assignments::call_id.eq(call));
    }
    if let Some(after) = page.after.as_deref().and_then(|cursor| cursor.parse::<AssignmentId>().ok()) {
        query = query.filter(assignments::id.gt(after));
    }
    let rows: Vec<Assignment> = query.load::<AssignmentRow>(conn)?.into_iter().map(Assignment::from).collect();
    let page = Page::cut(rows, page.limit, |assignment: &Assignment| assignment.id.to_string());
    let facts = HandoffFacts::of(conn, &page.items)?;
    Ok(Page { items: page.items.iter().filter_map(|assignment| facts.item(assignment)).collect(), next: page.next })
}

/// What a page of the hand-off shows beside the assignments. Five statements whatever its length.
struct HandoffFacts {
    applications: HashMap<ApplicationId, (String, UtcTime)>,
    persons: HashMap<PersonId, ReviewerRow>,
    emails: HashMap<PersonId, String>,
    signed: HashMap<InvitationId, (String, UtcTime)>,
    decided: HashMap<(ApplicationId, PersonId), UtcTime>,
}

/// A reviewer as the review system needs them.
#[derive(Queryable, Selectable)]
#[diesel(table_name = persons)]
struct ReviewerRow {
    id: PersonId,
    family_name: String,
    given_name: String,
    name_order: NameOrder,
    institution_name: Option<String>,
    country_code: Option<CountryCode>,
    orcid: Option<Orcid>,
    time_zone: Option<String>,
}

impl HandoffFacts {
    fn of(conn: &mut Conn, assignments: &[Assignment]) -> Result<Self, DbError> {
        let application_ids: Vec<ApplicationId> = assignments.iter().map(|known| known.application).collect();
        let person_ids: Vec<PersonId> = assignments.iter().map(|known| known.person).collect();
        let invitation_ids: Vec<InvitationId> = assignments.iter().map(|known| known.invitation).collect();
        let applications: Vec<(ApplicationId, String, UtcTime)> = applications::table
            .inner_join(calls::table)
            .filter(applications::id.eq_any(&application_ids))
            .select((applications::id, applications::number, calls::review_due_at))
            .load(conn)?;
        let reviewers: Vec<ReviewerRow> =
            persons::table.filter(persons::id.eq_any(&person_ids)).select(ReviewerRow::as_select()).load(conn)?;
        // Of several the last one counts.
        let signed: Vec<(InvitationId, String, UtcTime)> = undertakings::table
            .filter(undertakings::invitation_id.eq_any(&invitation_ids))
            .order(undertakings::id)
            .select((undertakings::invitation_id, undertakings::text_version, undertakings::signed_at))
            .load(conn)?;
        let decided: Vec<(ApplicationId, PersonId, UtcTime)> = coi_decisions::table
            .filter(coi_decisions::application_id.eq_any(&application_ids))
            .filter(coi_decisions::person_id.eq_any(&person_ids))
            .order(coi_decisions::id)
            .select((coi_decisions::application_id, coi_decisions::person_id, coi_decisions::decided_at))
            .load(conn)?;
        Ok(Self {
            applications: applications.into_iter().map(|(id, number, due)| (id, (number, due))).collect(),
            persons: reviewers.into_iter().map(|row| (row.id, row)).collect(),
            emails: people::best_emails(conn, &person_ids)?,
            signed: signed.into_iter().map(|(id, version, at)| (id, (version, at))).collect(),
            decided: decided.into_iter().map(|(application, person, at)| ((application, person), at)).collect(),
        })
    }

    fn item(&self, assignment: &Assignment) -> Option<HandoffItem> {
        let (application_number, due_at) = self.applications.get(&assignment.application)?.clone();
        let person = self.persons.get(&assignment.person)?;
        let signed = self.signed.get(&assignment.invitation);
        Some(HandoffItem {
            application_number,
            due_at,
            reviewer_name: full_name(&person.family_name, &person.given_name, person.name_order),
            reviewer_email: self.emails.get(&assignment.person).cloned(),
            reviewer_institution: person.institution_name.clone(),
            reviewer_country: person.country_code.clone(),
            reviewer_orcid: person.orcid.as_ref().map(ToString::to_string),
            reviewer_time_zone: person.time_zone.clone(),
            coi: Verdict::Cleared,
            coi_decided_at: self.decided.get(&(assignment.application, assignment.person)).copied(),
            undertaking_version: signed.map(|(version, _)| version.clone()),
            undertaking_signed_at: signed.map(|(_, at)| *at),
            assignment: assignment.clone(),
        })
    }
}
