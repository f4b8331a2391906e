//! The use case: candidates for an application, filtered, ranked, with reasons and conflict state.

use super::index::Index;
use super::rank::{Affinity, Ranking, Reason};
use crate::calls::Application;
use crate::coi::{self, Standing, Verdict};
use crate::db::{Conn, DbError};
use crate::kernel::ids::PersonId;
use crate::kernel::page::{Page, PageRequest};
use crate::kernel::place::CountryCode;
use crate::kernel::text::fold;
use crate::kernel::time::Day;
use crate::people::{Eligibility, PoolMember};
use std::collections::{BTreeMap, HashMap};

text_enum! {
    /// Which candidates are shown.
    #[derive(Default)]
    pub enum Show {
        /// All, those who may not be asked too, with the reason.
        #[default]
        All = "all",
        /// Who may be asked: eligible and not excluded by a conflict.
        Askable = "askable",
        /// Who may not be asked.
        Blocked = "blocked",
    }
}

/// What an officer asks for.
#[derive(Debug, Clone, Default)]
pub struct FindFilter {
    /// Words that must all occur in names, institution, department or expertise.
    pub words: String,
    /// Countries or regions of the present affiliation; none means all.
    pub countries: Vec<CountryCode>,
    /// Which candidates.
    pub show: Show,
}

/// A candidate for one application.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The person.
    pub person: PersonId,
    /// The name as it is said.
    pub name: String,
    /// Present institution.
    pub institution: Option<String>,
    /// Country or region.
    pub country: Option<CountryCode>,
    /// ORCID iD.
    pub orcid: Option<String>,
    /// How well the publications fit, 0 to 1.
    pub score: f64,
    /// Whether the score comes from declared expertise alone.
    pub by_expertise: bool,
    /// The publications that carried the score.
    pub reasons: Vec<Reason>,
    /// The terms shared with the application, in its words.
    pub terms: Vec<String>,
    /// Whether they may be asked at all.
    pub eligibility: Eligibility,
    /// What the data and people say of a conflict.
    pub standing: Standing,
}

/// How many candidates have a value.
#[derive(Debug, Clone)]
pub struct Facet {
    /// The value.
    pub value: String,
    /// How many.
    pub count: usize,
}

/// A page of candidates, and what there is in all.
#[derive(Debug, Clone)]
pub struct Found {
    /// The page, the best first.
    pub page: Page<Candidate>,
    /// How many pass the filters.
    pub total: usize,
    /// Countries among those that pass the words, the most frequent first.
    pub countries: Vec<Facet>,
    /// The revision of the pool that was searched.
    pub revision: i64,
}

/// Candidates for an application. Ten statements; the rest is arithmetic.
pub fn find(
    conn: &mut Conn,
    index: &Index,
    application: &Application,
    filter: &FindFilter,
    page: &PageRequest,
    today: Day,
) -> Result<Found, DbError> {
    let standings = coi::standings(conn, application, today)?;
    let ranking = Ranking::of(index, application);
    let members: HashMap<PersonId, &PoolMember> = index.members.iter().map(|member| (member.id, member)).collect();
    let words: Vec<String> =
        fold(&filter.words).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
    let passing: Vec<(Affinity, &PoolMember)> = ranking
        .affinities()
        .into_iter()
        .filter_map(|affinity| Some((members.get(&affinity.person).copied()?, affinity)))
        .filter(|(member, _)| words.iter().all(|word| member.search_text.contains(word.as_str())))
        .filter(|(member, _)| shown(filter.show, member, standings.get(&member.id)))
        .map(|(member, affinity)| (affinity, member))
        .collect();
    let countries = countries(&passing);
    let wanted = |member: &PoolMember| {
        filter.countries.is_empty() || member.country.as_ref().is_some_and(|code| filter.countries.contains(code))
    };
    let passing: Vec<_> = passing.into_iter().filter(|(_, member)| wanted(member)).collect();
    let start = page.after.as_deref().and_then(|cursor| cursor.parse().ok()).unwrap_or(0_usize).min(passing.len());
    let end = start.saturating_add(usize::try_from(page.limit).unwrap_or(0)).min(passing.len());
    let items = passing[start..end]
        .iter()
        .map(|(affinity, member)| candidate(&ranking, affinity, member, standings.get(&member.id).cloned()))
        .collect();
    let next = (end < passing.len()).then(|| end.to_string());
    Ok(Found { page: Page { items, next }, total: passing.len(), countries, revision: index.revision })
}

fn shown(show: Show, member: &PoolMember, standing: Option<&Standing>) -> bool {
    let excluded = standing.is_some_and(|standing| standing.verdict() == Verdict::Excluded);
    let blocked = eligibility(member).forbids() || excluded;
    match show {
        Show::All => true,
        Show::Askable => !blocked,
        Show::Blocked => blocked,
    }
}

fn eligibility(member: &PoolMember) -> Eligibility {
    Eligibility::of(&member.current_countries, member.do_not_contact)
}

fn countries(passing: &[(Affinity, &PoolMember)]) -> Vec<Facet> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for code in passing.iter().filter_map(|(_, member)| member.country.as_ref()) {
        *counts.entry(code.as_str()).or_default() += 1;
    }
    let mut facets: Vec<Facet> =
        counts.into_iter().map(|(value, count)| Facet { value: value.to_owned(), count }).collect();
    facets.sort_by_key(|facet| std::cmp::Reverse(facet.count));
    facets
}

fn candidate(ranking: &Ranking<'_>, affinity: &Affinity, member: &PoolMember, standing: Option<Standing>) -> Candidate {
    Candidate {
        person: member.id,
        name: member.name.clone(),
        institution: member.institution.clone(),
        country: member.country.clone(),
        orcid: member.orcid.as_ref().map(ToString::to_string),
        score: affinity.score,
        by_expertise: affinity.by_expertise,
        reasons: ranking.reasons(member.id),
        terms: ranking.terms(member.id),
        eligibility: eligibility(member),
        standing: standing.unwrap_or_default(),
    }
}

impl Index {
    /// An application set against the index, from which scores and reasons are read. Worth keeping for many persons.
    pub fn ranking(&self, application: &Application) -> Ranking<'_> {
        Ranking::of(self, application)
    }

    /// How well some persons fit an application, 0 to 1; 0 where they share nothing with it.
    pub fn scores(&self, application: &Application, persons: &[PersonId]) -> Vec<f64> {
        let ranking = self.ranking(application);
        persons.iter().map(|person| ranking.score(*person)).collect()
    }
}
