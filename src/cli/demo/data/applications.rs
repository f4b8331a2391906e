//! Applications: their people, their excluded reviewers and the conflicts planted in them.

use super::calls::{ApplicationSpec, CallSpec};
use super::people::{Cast, Sketch};
use super::rng::Rng;
use super::{places, proposals, topics};
use serde_json::{Value, json};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// The kinds of conflict between a candidate and an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// (a) One joint paper last year; the applicant has an ORCID.
    RecentPaper,
    /// (b) One joint paper last year that only the applicant's name betrays.
    NameOnly,
    /// (c) A joint paper with more than 25 authors.
    Consortium,
    /// (d) A joint paper seven years ago.
    OldPaper,
    /// (e) The institution of a co-investigator abroad.
    SameInstitution,
    /// (f) The applicant asked not to be reviewed by this candidate.
    ExcludedReviewer,
    /// (g) The candidate left the applicant's institution three years ago.
    FormerlyInJapan,
    /// (h) The candidate takes part in the application.
    CoInvestigator,
}

/// One conflict that is planted.
#[derive(Debug, Clone)]
pub(super) struct Planted {
    /// The kind.
    pub(super) kind: Kind,
    /// The candidate.
    pub(super) candidate: usize,
    /// The person of the application it is about; the candidate itself where there is nobody else.
    pub(super) applicant: usize,
}

/// What a planted paper needs.
#[derive(Debug)]
pub(super) struct PlantedPaper {
    /// Authors in order.
    pub(super) authors: Vec<usize>,
    /// Year.
    pub(super) year: i32,
    /// The author whose given name is printed as an initial.
    pub(super) initials_for: Option<usize>,
}

/// Somebody in an application.
#[derive(Debug)]
struct Member {
    person: usize,
    role: &'static str,
}

/// Somebody the applicants do not want as a reviewer.
#[derive(Debug)]
struct Excluded {
    person: usize,
    shows_orcid: bool,
    reason: &'static str,
}

/// One application with all its people.
#[derive(Debug)]
pub(super) struct Plan {
    /// Application number.
    pub(super) number: String,
    /// Topic.
    pub(super) topic: usize,
    /// Planted conflicts.
    pub(super) planted: Vec<Planted>,
    title: &'static str,
    focus: Vec<usize>,
    members: Vec<Member>,
    excluded: Vec<Excluded>,
}

const REASONS: [&str; 3] = [
    "Direct competition on the same target",
    "Scientific dispute documented in published correspondence",
    "Commercial interest in a competing product",
];
const COMPANIONS: usize = 27;

impl Planted {
    /// The paper that carries the conflict, if the kind needs one.
    pub(super) fn paper(&self, cast: &Cast) -> Option<PlantedPaper> {
        let lab = cast.people.get(self.candidate)?.lab.clone();
        let year = match self.kind {
            Kind::RecentPaper | Kind::NameOnly => cast.this_year - 1,
            Kind::Consortium => cast.this_year - 2,
            Kind::OldPaper => cast.this_year - 7,
            _ => return None,
        };
        let mut authors: Vec<usize> = lab.iter().copied().take(1).collect();
        authors.push(self.applicant);
        if self.kind == Kind::Consortium {
            let topic = self.candidate % topics::count();
            let labs = Cast::in_topic(topic)
                .into_iter()
                .filter(|other| *other != self.candidate)
                .filter_map(|other| cast.people.get(other))
                .flat_map(|person| person.lab.iter().copied());
            authors.extend(labs.take(COMPANIONS));
        } else {
            authors.extend(lab.iter().copied().skip(1).take(1));
        }
        authors.push(self.candidate);
        let initials_for = (self.kind == Kind::NameOnly).then_some(self.applicant);
        Some(PlantedPaper { authors, year, initials_for })
    }
}

/// Draws the people of all applications of one call.
pub(super) fn plan_call(call: &CallSpec, cast: &mut Cast, used: &mut BTreeSet<usize>, rng: &mut Rng) -> Vec<Plan> {
    let mut plans = Vec::new();
    for (rank, spec) in call.applications.iter().enumerate() {
        let serial = call.first_number + rank * 7;
        let year = (cast.this_year + 1).rem_euclid(100);
        let number = format!("{year:02}-{}-{serial:04}", call.code);
        plans.push(plan_application(spec, number, serial, cast, used, rng));
    }
    plans
}

fn plan_application(
    spec: &ApplicationSpec,
    number: String,
    serial: usize,
    cast: &mut Cast,
    used: &mut BTreeSet<usize>,
    rng: &mut Rng,
) -> Plan {
    let topic = topics::index_of(spec.topic);
    let mut plan = Plan {
        number,
        topic,
        planted: Vec::new(),
        title: spec.title,
        focus: core_concepts(spec, topic),
        members: Vec::new(),
        excluded: Vec::new(),
    };
    let japanese = places::count() - places::ABROAD;
    let home = places::ABROAD + serial % japanese;
    let nameless = spec.planted.contains(&Kind::NameOnly);
    add_applicant(&mut plan, cast, home, "principal_investigator", !nameless, rng);
    let neighbour = places::ABROAD + (serial + 3) % japanese;
    add_applicant(&mut plan, cast, neighbour, "co_investigator", true, rng);
    for kind in spec.planted {
        if let Some(candidate) = free_candidate(&plan, cast, used) {
            sharpen_focus(&plan, candidate, cast);
            plant(&mut plan, *kind, candidate, cast, rng);
        }
    }
    if rng.chance(60) {
        add_applicant(&mut plan, cast, home, "member", rng.chance(70), rng);
    }
    if rng.chance(30) {
        add_applicant(&mut plan, cast, home, "mentor", rng.chance(50), rng);
    }
    if serial % 4 == 1 {
        exclude_stranger(&mut plan, cast, rng);
    }
    plan.focus = shared_focus(&plan, cast, rng);
    plan
}

fn add_applicant(
    plan: &mut Plan,
    cast: &mut Cast,
    place: usize,
    role: &'static str,
    has_orcid: bool,
    rng: &mut Rng,
) -> usize {
    let sketch =
        Sketch { name: cast.new_name(places::get(place).country, None, rng), place, topic: plan.topic, has_orcid };
    let person = cast.add(sketch, rng);
    if let Some(added) = cast.people.get_mut(person) {
        added.shown_family_first = false;
    }
    plan.members.push(Member { person, role });
    person
}

/// The best match with an ORCID among the candidates who never moved and are not planted yet.
fn free_candidate(plan: &Plan, cast: &Cast, used: &mut BTreeSet<usize>) -> Option<usize> {
    let free = |index: &usize| {
        let person = cast.people.get(*index).filter(|_| !used.contains(index));
        person.is_some_and(|person| person.orcid.is_some() && person.stays.len() == 1)
    };
    let likeness = |index: &usize| {
        let focus = cast.people.get(*index).map(|person| &person.focus);
        let shared = focus.map(|focus| plan.focus.iter().filter(|one| focus.contains(one)).count());
        (shared.unwrap_or_default(), Reverse(*index))
    };
    let best = Cast::in_topic(plan.topic).into_iter().filter(free).max_by_key(likeness)?;
    used.insert(best);
    Some(best)
}

/// Lets a candidate work on the core of the application so that the conflict shows near the top.
fn sharpen_focus(plan: &Plan, candidate: usize, cast: &mut Cast) {
    if let Some(person) = cast.people.get_mut(candidate) {
        let mut focus = plan.focus.clone();
        focus.extend(person.focus.iter().filter(|one| !plan.focus.contains(one)));
        focus.truncate(5);
        person.focus = focus;
    }
}

fn core_concepts(spec: &ApplicationSpec, topic: usize) -> Vec<usize> {
    let concepts = topics::get(topic).concepts;
    let position = |core: &&str| concepts.iter().position(|concept| concept == core);
    spec.core.iter().filter_map(position).collect()
}

fn plant(plan: &mut Plan, kind: Kind, candidate: usize, cast: &mut Cast, rng: &mut Rng) {
    let member = |rank: usize| plan.members.get(rank).map(|member| member.person);
    let rank = usize::from(kind == Kind::RecentPaper && plan.planted.len() == 1);
    let mut applicant = member(rank).unwrap_or(candidate);
    match kind {
        Kind::SameInstitution => {
            let place = cast.people.get(candidate).map(super::people::Person::place);
            let place = place.unwrap_or_default();
            applicant = add_applicant(plan, cast, place, "co_investigator", true, rng);
        }
        Kind::ExcludedReviewer => {
            let shows_orcid = plan.topic.is_multiple_of(2);
            let reason = rng.text(&REASONS);
            plan.excluded.push(Excluded { person: candidate, shows_orcid, reason });
            applicant = candidate;
        }
        Kind::FormerlyInJapan => {
            let home = cast.people.get(applicant).map(super::people::Person::place);
            let left = cast.this_year - 3;
            if let Some(person) = cast.people.get_mut(candidate) {
                person.precede_by(home.unwrap_or(places::ABROAD), left);
            }
        }
        Kind::CoInvestigator => {
            plan.members.push(Member { person: candidate, role: "co_investigator" });
            applicant = candidate;
        }
        Kind::RecentPaper | Kind::NameOnly | Kind::Consortium | Kind::OldPaper => {}
    }
    plan.planted.push(Planted { kind, candidate, applicant });
}

fn exclude_stranger(plan: &mut Plan, cast: &mut Cast, rng: &mut Rng) {
    let place = rng.below(places::ABROAD);
    let person = cast.add_stranger(place, plan.topic, rng);
    let reason = rng.text(&REASONS);
    plan.excluded.push(Excluded { person, shows_orcid: true, reason });
}

/// Seven concepts: the core, then those of the planted candidates so that they rank high.
fn shared_focus(plan: &Plan, cast: &Cast, rng: &mut Rng) -> Vec<usize> {
    let mut wanted = plan.focus.clone();
    let candidates = plan.planted.iter().filter_map(|planted| cast.people.get(planted.candidate));
    wanted.extend(candidates.flat_map(|person| person.focus.iter().copied().take(3)));
    let all: Vec<usize> = (0..topics::get(plan.topic).concepts.len()).collect();
    wanted.extend(rng.sample(&all, 7));
    let mut focus = Vec::new();
    for concept in wanted {
        if !focus.contains(&concept) && focus.len() < 7 {
            focus.push(concept);
        }
    }
    focus
}

impl Plan {
    /// The application as the import file has it.
    pub(super) fn to_json(&self, cast: &Cast, rng: &mut Rng) -> Value {
        let topic = topics::get(self.topic);
        let text = proposals::proposal(topic, self.title, &self.focus, rng);
        let keywords: Vec<&str> = topic.concepts_at(&self.focus).into_iter().take(6).collect();
        let people: Vec<Value> = self.members.iter().filter_map(|member| member_json(member, cast)).collect();
        let excluded: Vec<Value> = self.excluded.iter().filter_map(|one| excluded_json(one, cast)).collect();
        json!({
            "number": self.number,
            "title": self.title,
            "abstract": text.abstract_text,
            "scientific_part": text.scientific_part,
            "keywords": keywords,
            "people": people,
            "excluded_reviewers": excluded,
        })
    }
}

fn member_json(member: &Member, cast: &Cast) -> Option<Value> {
    let person = cast.people.get(member.person)?;
    let number = person.place();
    let place = places::get(number);
    let erad = (place.country == "JP" && !member.person.is_multiple_of(11))
        .then(|| format!("99{:06}", member.person * 613 % 1_000_000));
    let ror = (place.country != "JP" || !member.person.is_multiple_of(6)).then(|| places::ror(number));
    Some(json!({
        "name": person.name.family_capitals(),
        "role": member.role,
        "orcid": person.orcid,
        "erad_no": erad,
        "institution": place.name,
        "ror": ror,
    }))
}

fn excluded_json(excluded: &Excluded, cast: &Cast) -> Option<Value> {
    let person = cast.people.get(excluded.person)?;
    let orcid = person.orcid.clone().filter(|_| excluded.shows_orcid);
    Some(json!({
        "name": person.name.given_first(),
        "orcid": orcid,
        "institution": places::get(person.place()).name,
        "reason": excluded.reason,
    }))
}
