//! Which applications are covered, and what needs attention.

use crate::assignment::{self, AssignmentLine, AssignmentState, ReviewState};
use crate::calls::{self, Call, Missing};
use crate::coi::{self, Standing, Verdict};
use crate::db::{Conn, DbError};
use crate::invitations::{self, InvitationLine, ShortlistEntry, Status};
use crate::kernel::ids::{ApplicationId, CallId, InvitationId, PersonId};
use crate::kernel::time::UtcTime;
use std::collections::BTreeMap;

/// How far one application is.
#[derive(Debug, Clone)]
pub struct ApplicationCoverage {
    /// The application.
    pub id: ApplicationId,
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// Reviewers wanted.
    pub wanted: i32,
    /// On its shortlist.
    pub shortlisted: usize,
    /// Asked and not answered yet.
    pub pending: usize,
    /// Accepted, for this application perhaps among others.
    pub accepted: usize,
    /// Accepted, signed and cleared for this application.
    pub cleared: usize,
    /// Declined, bounced, expired or withdrawn: no coverage.
    pub lost: usize,
    /// Assigned, handed over or not.
    pub assigned: usize,
    /// With the review system.
    pub handed_off: usize,
    /// Reviews submitted.
    pub submitted: usize,
}

impl ApplicationCoverage {
    /// Whether as many reviewers are assigned as wanted.
    pub fn is_covered(&self) -> bool {
        i32::try_from(self.assigned).unwrap_or(i32::MAX) >= self.wanted
    }
}

text_enum! {
    /// What needs an officer.
    pub enum AttentionKind {
        /// The call lacks its English guideline.
        GuidelineMissing = "guideline_missing",
        /// A conflict waits for a decision.
        ConflictToDecide = "conflict_to_decide",
        /// An address does not exist.
        Bounced = "bounced",
        /// A letter could not be sent.
        LetterFailed = "letter_failed",
        /// Sending was cut off; did the letter arrive?
        LetterUncertain = "letter_uncertain",
        /// Somebody declined and named others.
        Suggestion = "suggestion",
        /// Somebody accepted and has not finished signing and declaring.
        Unfinished = "unfinished",
        /// Somebody assigned may not review any more.
        AssignmentBroken = "assignment_broken",
        /// Too few were asked for the reviewers wanted.
        TooFewAsked = "too_few_asked",
    }
}

/// One thing that needs an officer.
#[derive(Debug, Clone)]
pub struct Attention {
    /// What.
    pub kind: AttentionKind,
    /// For which application.
    pub application: Option<(ApplicationId, String)>,
    /// About whom.
    pub person: Option<(PersonId, String)>,
    /// About which invitation.
    pub invitation: Option<InvitationId>,
}

/// How far a call is.
#[derive(Debug, Clone)]
pub struct Coverage {
    /// The call.
    pub call: Call,
    /// What it lacks before it can invite.
    pub missing: Vec<Missing>,
    /// Each application, by number.
    pub applications: Vec<ApplicationCoverage>,
    /// How many invitations stand at each status.
    pub invitations: BTreeMap<Status, usize>,
    /// What needs an officer, the most urgent first.
    pub attention: Vec<Attention>,
}

struct Facts {
    shortlists: BTreeMap<ApplicationId, Vec<ShortlistEntry>>,
    invitations: Vec<InvitationLine>,
    assignments: Vec<AssignmentLine>,
    standings: BTreeMap<ApplicationId, BTreeMap<PersonId, Standing>>,
}

impl Facts {
    fn verdict(&self, application: ApplicationId, person: PersonId) -> Verdict {
        let standing = self.standings.get(&application).and_then(|all| all.get(&person));
        standing.map_or(Verdict::NotDeclared, Standing::verdict)
    }
}

/// How far a call is; none where there is no such call.
pub fn coverage(conn: &mut Conn, id: CallId, now: UtcTime) -> Result<Option<Coverage>, DbError> {
    let Some(call) = calls::call(conn, id)? else { return Ok(None) };
    let today = now.day_in(&call.zone());
    let applications = calls::applications_of(conn, id)?;
    let facts = Facts {
        shortlists: invitations::shortlists_of(conn, id)?,
        invitations: invitations::invitations_of(conn, id)?,
        assignments: assignment::assignments_of(conn, id)?,
        standings: applications
            .iter()
            .map(|application| Ok((application.id, coi::standings(conn, application, today)?)))
            .collect::<Result<_, DbError>>()?,
    };
    let has_guideline = calls::guideline(conn, id)?.is_some();
    let missing = calls::readiness(&call, has_guideline, applications.len(), now);
    let wanted = call.settings.reviewers_per_application;
    let covered: Vec<ApplicationCoverage> = applications
        .iter()
        .map(|application| one(&facts, application.id, &application.number, &application.title, wanted))
        .collect();
    let mut counts: BTreeMap<Status, usize> = BTreeMap::new();
    for line in &facts.invitations {
        *counts.entry(line.invitation.status).or_default() += 1;
    }
    let attention = attention(&facts, &missing, &covered);
    Ok(Some(Coverage { call, missing, applications: covered, invitations: counts, attention }))
}

fn one(facts: &Facts, id: ApplicationId, number: &str, title: &str, wanted: i32) -> ApplicationCoverage {
    let asked: Vec<&InvitationLine> = facts
        .invitations
        .iter()
        .filter(|line| line.applications.iter().any(|(application, _, _)| *application == id))
        .collect();
    let with = |statuses: &[Status]| asked.iter().filter(|line| statuses.contains(&line.invitation.status)).count();
    let live: Vec<&AssignmentLine> = facts
        .assignments
        .iter()
        .filter(|line| line.assignment.application == id && line.assignment.state != AssignmentState::Released)
        .collect();
    let cleared = asked
        .iter()
        .filter(|line| line.invitation.status == Status::Accepted && line.signed_at.is_some())
        .filter(|line| facts.verdict(id, line.invitation.person) == Verdict::Cleared)
        .count();
    ApplicationCoverage {
        id,
        number: number.to_owned(),
        title: title.to_owned(),
        wanted,
        shortlisted: facts.shortlists.get(&id).map_or(0, Vec::len),
        pending: with(&[Status::Queued, Status::Sent]),
        accepted: with(&[Status::Accepted]),
        cleared,
        lost: with(&[Status::Declined, Status::Deferred, Status::Bounced, Status::Expired, Status::Withdrawn]),
        assigned: live.len(),
        handed_off: live.iter().filter(|line| line.assignment.state == AssignmentState::HandedOff).count(),
        submitted: live.iter().filter(|line| line.assignment.review_state == ReviewState::Submitted).count(),
    }
}

fn attention(facts: &Facts, missing: &[Missing], applications: &[ApplicationCoverage]) -> Vec<Attention> {
    let mut found = Vec::new();
    if missing.contains(&Missing::Guideline) {
        found.push(Attention {
            kind: AttentionKind::GuidelineMissing,
            application: None,
            person: None,
            invitation: None,
        });
    }
    for line in &facts.invitations {
        found.extend(about_invitation(facts, line));
    }
    for line in facts.assignments.iter().filter(|line| line.assignment.state == AssignmentState::Planned) {
        let known = &line.assignment;
        let accepted = facts
            .invitations
            .iter()
            .any(|line| line.invitation.id == known.invitation && line.invitation.status == Status::Accepted);
        if !accepted || facts.verdict(known.application, known.person) != Verdict::Cleared {
            found.push(Attention {
                kind: AttentionKind::AssignmentBroken,
                application: Some((known.application, line.number.clone())),
                person: Some((known.person, line.name.clone())),
                invitation: Some(known.invitation),
            });
        }
    }
    for application in applications {
        let possible = i32::try_from(application.pending + application.accepted).unwrap_or(i32::MAX);
        if possible < application.wanted {
            let about = Some((application.id, application.number.clone()));
            found.push(Attention {
                kind: AttentionKind::TooFewAsked,
                application: about,
                person: None,
                invitation: None,
            });
        }
    }
    found.sort_by_key(|item| item.kind);
    found
}

fn about_invitation(facts: &Facts, line: &InvitationLine) -> Vec<Attention> {
    use crate::mail::State;
    let person = line.invitation.person;
    let mut found = Vec::new();
    let mut push = |kind, application: Option<(ApplicationId, String)>| {
        let about = Some((person, line.name.clone()));
        found.push(Attention { kind, application, person: about, invitation: Some(line.invitation.id) });
    };
    if line.invitation.status == Status::Bounced {
        push(AttentionKind::Bounced, None);
    }
    for letter in &line.letters {
        match letter.state {
            State::Failed if line.invitation.status != Status::Bounced => push(AttentionKind::LetterFailed, None),
            State::Uncertain => push(AttentionKind::LetterUncertain, None),
            _ => {}
        }
    }
    if !line.invitation.suggestion.is_empty() {
        push(AttentionKind::Suggestion, None);
    }
    if line.invitation.status == Status::Accepted {
        let mut unfinished = line.signed_at.is_none();
        for (application, number, _) in &line.applications {
            match facts.verdict(*application, person) {
                Verdict::NeedsDecision => push(AttentionKind::ConflictToDecide, Some((*application, number.clone()))),
                Verdict::NotDeclared | Verdict::ToCheck => unfinished = true,
                Verdict::Cleared | Verdict::Excluded => {}
            }
        }
        if unfinished {
            push(AttentionKind::Unfinished, None);
        }
    }
    found
}
