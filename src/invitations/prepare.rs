//! Preparing invitations: who would get which letter, and what stands against it. Nothing is written.

use super::letters::{InvitationLetter, Office};
use super::model::{Invitation, InvitationError, InvitationProblem, Status};
use super::{shortlist, store};
use crate::calls::{self, Application, Call, Missing};
use crate::coi::{self, Standing, Verdict};
use crate::db::{Conn, DbError};
use crate::kernel::failure::Violation;
use crate::kernel::ids::{ApplicationId, CallId, InvitationId, LinkId, PersonId};
use crate::kernel::time::{Day, UtcTime};
use crate::mail::Letter as _;
use crate::people::{self, Eligibility, Person};
use crate::search::{Index, Ranking};
use std::collections::{BTreeMap, HashSet};

/// Persons of one batch, at the most.
const MAX_BATCH: usize = 1000;

/// Whom to invite for a call.
#[derive(Debug, Clone)]
pub struct Prepare {
    /// The call.
    pub call: CallId,
    /// Who of its shortlists; none means everybody on them.
    pub persons: Option<Vec<PersonId>>,
}

/// The letter to one person as it would leave, and what stands against it.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The person.
    pub person: PersonId,
    /// The name as it is said.
    pub name: String,
    /// Where it would go.
    pub to_address: Option<String>,
    /// The applications it would be about, with the score of each, 0 to 1.
    pub applications: Vec<(ApplicationId, String, f64)>,
    /// The sentence that says why them.
    pub why: String,
    /// The subject line.
    pub subject: String,
    /// The text; the link shows as a mark.
    pub body: String,
    /// What stands against it.
    pub problems: Vec<InvitationProblem>,
    pub(super) invitation: Invitation,
    pub(super) time_zone: Option<String>,
}

impl Draft {
    /// Whether it can be sent.
    pub fn can_be_sent(&self) -> bool {
        !self.problems.iter().any(|problem| problem.blocks())
    }
}

/// All letters of a batch.
#[derive(Debug, Clone)]
pub struct Preparation {
    /// The call.
    pub call: Call,
    /// What the call itself lacks.
    pub missing: Vec<Missing>,
    /// The letters, in the order of the shortlists.
    pub drafts: Vec<Draft>,
}

/// Makes the letters to everybody who is asked for.
pub fn prepare(
    conn: &mut Conn,
    index: &Index,
    office: &Office,
    wanted: &Prepare,
    now: UtcTime,
) -> Result<Preparation, InvitationError> {
    let call = calls::call(conn, wanted.call)?.ok_or(InvitationError::NotFound)?;
    let applications: BTreeMap<ApplicationId, Application> =
        calls::applications_of(conn, call.id)?.into_iter().map(|known| (known.id, known)).collect();
    let has_guideline = calls::guideline(conn, call.id)?.is_some();
    let missing = calls::readiness(&call, has_guideline, applications.len(), now);
    let listed = listed(conn, wanted)?;
    let today = now.day_in(&call.zone());
    let standings = standings(conn, &applications, &listed, today)?;
    let invited: HashSet<PersonId> = store::of_call(conn, call.id)?.into_iter().map(|known| known.person).collect();
    // One ranking an application, however many persons are asked about it.
    let rankings = standings.keys().filter_map(|id| Some((*id, index.ranking(applications.get(id)?)))).collect();
    let facts = Facts { office, call: &call, applications: &applications, rankings, standings, invited, now };
    let emails = people::best_emails(conn, &listed.iter().map(|(person, _)| *person).collect::<Vec<_>>())?;
    let drafts = listed
        .iter()
        .map(|(person, asked)| {
            let person = people::person(conn, *person)?.ok_or(InvitationError::NotFound)?;
            Ok(facts.draft(&person, emails.get(&person.id).cloned(), asked))
        })
        .collect::<Result<_, InvitationError>>()?;
    Ok(Preparation { call, missing, drafts })
}

/// Who is asked about which applications, in the order of the shortlists. Somebody who is on none is refused.
fn listed(conn: &mut Conn, wanted: &Prepare) -> Result<Vec<(PersonId, Vec<ApplicationId>)>, InvitationError> {
    let mut listed: Vec<(PersonId, Vec<ApplicationId>)> = Vec::new();
    for (person, application) in shortlist::listed(conn, wanted.call)? {
        match listed.iter_mut().find(|(known, _)| *known == person) {
            Some((_, applications)) => applications.push(application),
            None => listed.push((person, vec![application])),
        }
    }
    let Some(persons) = &wanted.persons else { return Ok(listed) };
    if persons.len() > MAX_BATCH {
        return Err(Violation::new("/person_ids", "too_many").with("max", MAX_BATCH).into());
    }
    for (person, at) in persons.iter().zip(0..) {
        if !listed.iter().any(|(known, _)| known == person) {
            return Err(Violation::new(format!("/person_ids/{at}"), "not_shortlisted").into());
        }
    }
    listed.retain(|(person, _)| persons.contains(person));
    Ok(listed)
}

type Standings = BTreeMap<ApplicationId, BTreeMap<PersonId, Standing>>;

fn standings(
    conn: &mut Conn,
    applications: &BTreeMap<ApplicationId, Application>,
    listed: &[(PersonId, Vec<ApplicationId>)],
    today: Day,
) -> Result<Standings, DbError> {
    let concerned: HashSet<ApplicationId> = listed.iter().flat_map(|(_, asked)| asked).copied().collect();
    applications
        .values()
        .filter(|application| concerned.contains(&application.id))
        .map(|application| Ok((application.id, coi::standings(conn, application, today)?)))
        .collect()
}

struct Facts<'a> {
    office: &'a Office,
    call: &'a Call,
    applications: &'a BTreeMap<ApplicationId, Application>,
    rankings: BTreeMap<ApplicationId, Ranking<'a>>,
    standings: Standings,
    invited: HashSet<PersonId>,
    now: UtcTime,
}

impl Facts<'_> {
    fn draft(&self, person: &Person, address: Option<String>, asked: &[ApplicationId]) -> Draft {
        let asked: Vec<&Application> = asked.iter().filter_map(|id| self.applications.get(id)).collect();
        let verdicts: Vec<Verdict> = asked.iter().map(|application| self.verdict(application.id, person.id)).collect();
        let free: Vec<&Application> = asked
            .iter()
            .zip(&verdicts)
            .filter(|(_, verdict)| **verdict != Verdict::Excluded)
            .map(|(application, _)| *application)
            .collect();
        let problems = self.problems(person, address.as_deref(), &verdicts, free.len());
        let scored: Vec<(ApplicationId, String, f64)> = free
            .iter()
            .map(|application| {
                let score = self.rankings.get(&application.id).map_or(0.0, |ranking| ranking.score(person.id));
                (application.id, application.number.clone(), score)
            })
            .collect();
        let why = self.why(person, &free);
        let invitation = self.invitation(person.id, address.clone().unwrap_or_default(), why.clone(), scored.len());
        let letter = InvitationLetter {
            office: self.office,
            call: self.call,
            invitation: &invitation,
            to_name: &person.name(),
            time_zone: person.time_zone.as_deref(),
            applications: scored.len(),
            link: LinkId::new(),
        };
        Draft {
            person: person.id,
            name: person.name(),
            to_address: address,
            subject: letter.subject(),
            body: letter.body(),
            applications: scored,
            why,
            problems,
            time_zone: person.time_zone.clone(),
            invitation,
        }
    }

    fn verdict(&self, application: ApplicationId, person: PersonId) -> Verdict {
        let standing = self.standings.get(&application).and_then(|all| all.get(&person));
        standing.map_or(Verdict::NotDeclared, Standing::verdict)
    }

    fn problems(
        &self,
        person: &Person,
        address: Option<&str>,
        verdicts: &[Verdict],
        free: usize,
    ) -> Vec<InvitationProblem> {
        let excluded = verdicts.iter().filter(|verdict| **verdict == Verdict::Excluded).count();
        let to_check = verdicts.iter().any(|verdict| matches!(verdict, Verdict::ToCheck | Verdict::NeedsDecision));
        let eligibility = person.eligibility();
        [
            (address.is_none(), InvitationProblem::NoAddress),
            (self.invited.contains(&person.id), InvitationProblem::AlreadyInvited),
            (eligibility == Eligibility::InJapan, InvitationProblem::InJapan),
            (eligibility == Eligibility::DoNotContact, InvitationProblem::DoNotContact),
            (free == 0, InvitationProblem::Conflict),
            (excluded > 0 && free > 0, InvitationProblem::ConflictForSome),
            (to_check, InvitationProblem::ConflictToCheck),
            (eligibility == Eligibility::CountryUnknown, InvitationProblem::CountryUnknown),
        ]
        .into_iter()
        .filter_map(|(holds, problem)| holds.then_some(problem))
        .collect()
    }

    /// One sentence from the evidence: the publication that fits best. It tells nothing of the application.
    fn why(&self, person: &Person, asked: &[&Application]) -> String {
        let language = crate::i18n::Language::En;
        let rankings = asked.iter().filter_map(|application| self.rankings.get(&application.id));
        let best = rankings.filter_map(|ranking| ranking.reasons(person.id).into_iter().next());
        match best.max_by(|left, right| left.score.total_cmp(&right.score)) {
            Some(reason) => {
                let year = reason.year.map(|year| year.to_string()).unwrap_or_default();
                language.text_with("letter-why-publication", &[("title", reason.title.into()), ("year", year.into())])
            }
            None if person.keywords.is_empty() => language.text("letter-why-field"),
            None => language.text_with("letter-why-expertise", &[("keywords", person.keywords.join(", ").into())]),
        }
    }

    fn invitation(&self, person: PersonId, to_address: String, why: String, applications: usize) -> Invitation {
        let offered = self.call.settings.max_load.min(i32::try_from(applications).unwrap_or(i32::MAX)).max(1);
        Invitation {
            id: InvitationId::new(),
            call: self.call.id,
            person,
            status: Status::Queued,
            to_address,
            why,
            reply_by: self.call.reply_by(self.now),
            offered_load: offered,
            accepted_load: None,
            answered_at: None,
            decline_reason: None,
            decline_note: String::new(),
            suggestion: String::new(),
            available_from: None,
            version: 1,
            created_at: self.now,
            sent_at: None,
        }
    }
}
