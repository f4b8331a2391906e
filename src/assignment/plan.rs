//! Making a plan: the facts of a call, the problem in them, the changes that lead to its best answer.

use super::model::{
    Assignment, AssignmentError, AssignmentState, Change, ChangeKind, NotReady, PlanContent, Shortfall,
};
use super::solver::{self, Pair, Problem};
use super::store;
use crate::calls::{self, Application, Call};
use crate::coi::{self, Standing, Verdict};
use crate::db::{Conn, DbError};
use crate::invitations::{self, InvitationLine, Status};
use crate::kernel::ids::{ApplicationId, CallId, InvitationId, PersonId};
use crate::kernel::secret::fingerprint;
use crate::kernel::time::{Day, UtcTime};
use crate::people;
use crate::search::Index;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Everything that decides who may review what.
pub(super) struct Facts {
    pub call: Call,
    pub applications: Vec<Application>,
    pub invitations: Vec<InvitationLine>,
    pub standings: BTreeMap<ApplicationId, BTreeMap<PersonId, Standing>>,
    pub not_eligible: HashSet<PersonId>,
    pub present: Vec<Assignment>,
}

impl Facts {
    pub(super) fn of(conn: &mut Conn, id: CallId, now: UtcTime) -> Result<Self, AssignmentError> {
        let call = calls::call(conn, id)?.ok_or(AssignmentError::NotFound)?;
        let today: Day = now.day_in(&call.zone());
        let applications = calls::applications_of(conn, id)?;
        let invitations = invitations::invitations_of(conn, id)?;
        let standings = applications
            .iter()
            .map(|application| Ok((application.id, coi::standings(conn, application, today)?)))
            .collect::<Result<_, DbError>>()?;
        let mut not_eligible = HashSet::new();
        for line in invitations.iter().filter(|line| line.invitation.status == Status::Accepted) {
            let person = people::person(conn, line.invitation.person)?;
            if person.is_none_or(|person| person.eligibility().forbids()) {
                not_eligible.insert(line.invitation.person);
            }
        }
        let present = store::of_call(conn, id)?;
        Ok(Self { call, applications, invitations, standings, not_eligible, present })
    }

    /// Why somebody may not review an application; none where they may.
    pub(super) fn not_ready(&self, invitation: InvitationId, application: ApplicationId) -> Option<NotReady> {
        let line = self.invitations.iter().find(|line| line.invitation.id == invitation);
        let Some(line) = line.filter(|line| line.invitation.status == Status::Accepted) else {
            return Some(NotReady::NotAccepted);
        };
        let verdict = self.verdict(line.invitation.person, application);
        if self.not_eligible.contains(&line.invitation.person) {
            Some(NotReady::NotEligible)
        } else if line.signed_at.is_none() {
            Some(NotReady::NotSigned)
        } else if verdict != Verdict::Cleared {
            Some(NotReady::NotCleared)
        } else {
            None
        }
    }

    pub(super) fn verdict(&self, person: PersonId, application: ApplicationId) -> Verdict {
        let standing = self.standings.get(&application).and_then(|all| all.get(&person));
        standing.map_or(Verdict::NotDeclared, Standing::verdict)
    }

    /// So many applications somebody took on.
    pub(super) fn load(&self, invitation: InvitationId) -> u32 {
        let line = self.invitations.iter().find(|line| line.invitation.id == invitation);
        let load = line.and_then(|line| line.invitation.accepted_load).unwrap_or_default();
        u32::try_from(load).unwrap_or_default()
    }

    /// So many reviewers an application wants.
    pub(super) fn demand(&self) -> u32 {
        u32::try_from(self.call.settings.reviewers_per_application).unwrap_or_default()
    }

    /// What the plan depends on, as a hash. Scores are not part of it: they are written into the plan.
    pub(super) fn basis(&self) -> String {
        let mut told = vec![format!("call {} {}", self.call.id, self.call.version)];
        for line in &self.invitations {
            told.push(format!("inv {} {} {}", line.invitation.id, line.invitation.version, line.signed_at.is_some()));
            for (application, _, _) in &line.applications {
                told.push(format!("{application} {}", self.verdict(line.invitation.person, *application)));
            }
        }
        for assignment in &self.present {
            told.push(format!("asg {} {}", assignment.id, assignment.version));
        }
        let mut gone: Vec<String> = self.not_eligible.iter().map(ToString::to_string).collect();
        gone.sort();
        told.extend(gone);
        fingerprint(told.join("\n").as_bytes())
    }

    fn live(&self) -> impl Iterator<Item = &Assignment> {
        self.present.iter().filter(|assignment| assignment.state != AssignmentState::Released)
    }

    fn fixed(&self) -> impl Iterator<Item = &Assignment> {
        self.live().filter(|assignment| assignment.state == AssignmentState::HandedOff)
    }
}

/// A pair that may be assigned, as people know it.
struct Allowed {
    application: ApplicationId,
    person: PersonId,
    invitation: InvitationId,
    score: f64,
}

/// The best plan for the facts.
pub(super) fn make(facts: &Facts, index: &Index) -> Result<PlanContent, AssignmentError> {
    let fixed: HashSet<(ApplicationId, PersonId)> =
        facts.fixed().map(|assignment| (assignment.application, assignment.person)).collect();
    let allowed: Vec<Allowed> =
        allowed(facts, index).into_iter().filter(|pair| !fixed.contains(&(pair.application, pair.person))).collect();
    let invitations: Vec<InvitationId> = facts.invitations.iter().map(|line| line.invitation.id).collect();
    let taken = |invitation: InvitationId| facts.fixed().filter(|known| known.invitation == invitation).count();
    let given = |application: ApplicationId| facts.fixed().filter(|known| known.application == application).count();
    let left = |limit: u32, used: usize| limit.saturating_sub(u32::try_from(used).unwrap_or(u32::MAX));
    let problem = Problem {
        loads: invitations.iter().map(|id| left(facts.load(*id), taken(*id))).collect(),
        demands: facts.applications.iter().map(|known| left(facts.demand(), given(known.id))).collect(),
        pairs: allowed
            .iter()
            .filter_map(|pair| {
                Some(Pair {
                    reviewer: invitations.iter().position(|id| *id == pair.invitation)?,
                    application: facts.applications.iter().position(|known| known.id == pair.application)?,
                    score: pair.score,
                })
            })
            .collect(),
    };
    let chosen = solver::solve(&problem).map_err(|_| AssignmentError::Unsolved)?;
    let chosen: Vec<&Allowed> = chosen.iter().map(|place| &allowed[*place]).collect();
    Ok(content(facts, &allowed, &chosen))
}

/// The pairs that may be assigned: offered, accepted, signed, cleared.
fn allowed(facts: &Facts, index: &Index) -> Vec<Allowed> {
    let mut pairs = Vec::new();
    for application in &facts.applications {
        let lines: Vec<&InvitationLine> = facts
            .invitations
            .iter()
            .filter(|line| line.applications.iter().any(|(offered, _, _)| *offered == application.id))
            .filter(|line| facts.not_ready(line.invitation.id, application.id).is_none())
            .collect();
        let persons: Vec<PersonId> = lines.iter().map(|line| line.invitation.person).collect();
        let scores = index.scores(application, &persons);
        pairs.extend(lines.iter().zip(scores).map(|(line, score)| Allowed {
            application: application.id,
            person: line.invitation.person,
            invitation: line.invitation.id,
            score,
        }));
    }
    pairs
}

/// The changes that lead from what is to what was chosen.
fn content(facts: &Facts, allowed: &[Allowed], chosen: &[&Allowed]) -> PlanContent {
    let now: HashMap<(ApplicationId, PersonId), &Assignment> =
        facts.live().map(|known| ((known.application, known.person), known)).collect();
    let mut changes: Vec<Change> = Vec::new();
    for known in facts.live().filter(|known| known.state == AssignmentState::Planned) {
        if !chosen.iter().any(|pair| (pair.application, pair.person) == (known.application, known.person)) {
            changes.push(change(ChangeKind::Remove, known.application, known.person, known.invitation, known.score));
        }
    }
    for pair in chosen.iter().filter(|pair| !now.contains_key(&(pair.application, pair.person))) {
        changes.push(change(ChangeKind::Add, pair.application, pair.person, pair.invitation, pair.score));
    }
    let number = |id: ApplicationId| facts.applications.iter().position(|known| known.id == id);
    changes.sort_by_key(|change| (number(change.application), change.kind, change.person));

    let before: Vec<f64> = facts.live().map(|known| known.score).collect();
    let mut after: Vec<f64> = facts.fixed().map(|known| known.score).collect();
    after.extend(chosen.iter().map(|pair| pair.score));
    PlanContent {
        changes,
        assignments: (before.len(), after.len()),
        total: (before.iter().sum(), after.iter().sum()),
        lowest: (lowest(&before), lowest(&after)),
        shortfalls: shortfalls(facts, allowed, chosen),
    }
}

fn change(
    kind: ChangeKind,
    application: ApplicationId,
    person: PersonId,
    invitation: InvitationId,
    score: f64,
) -> Change {
    Change { kind, application, person, invitation, score }
}

fn lowest(scores: &[f64]) -> Option<f64> {
    scores.iter().copied().min_by(f64::total_cmp)
}

fn shortfalls(facts: &Facts, allowed: &[Allowed], chosen: &[&Allowed]) -> Vec<Shortfall> {
    let wanted = facts.call.settings.reviewers_per_application;
    facts
        .applications
        .iter()
        .filter_map(|application| {
            let fixed = facts.fixed().filter(|known| known.application == application.id).count();
            let count = fixed + chosen.iter().filter(|pair| pair.application == application.id).count();
            let cleared = fixed + allowed.iter().filter(|pair| pair.application == application.id).count();
            let missing = wanted - i32::try_from(count).unwrap_or(i32::MAX);
            let cleared = i32::try_from(cleared).unwrap_or(i32::MAX);
            (missing > 0).then_some(Shortfall { application: application.id, missing, cleared })
        })
        .collect()
}
