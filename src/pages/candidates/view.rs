//! Candidates as the page shows them.

use super::super::conflicts::{FindingView, Tag, findings, verdict_tag};
use super::super::forms::FormState;
use super::super::layout::Shell;
use super::Loaded;
use super::filters::{Filters, ON_PAGE};
use crate::coi::Verdict;
use crate::http::urls;
use crate::invitations::Status;
use crate::kernel::place::CountryCode;
use crate::people::Eligibility;
use crate::search::{self, Candidate};

/// Countries that stand outside of “more”.
const COUNTRIES: usize = 10;

/// One candidate.
pub(super) struct Row {
    pub id: String,
    pub path: String,
    pub name: String,
    pub institution: Option<String>,
    pub country: Option<String>,
    pub has_orcid: bool,
    pub score: u8,
    pub by_expertise: bool,
    /// Title and year.
    pub reasons: Vec<(String, Option<String>)>,
    pub terms: Vec<String>,
    pub conflict: Tag,
    pub eligibility: Option<Tag>,
    pub findings: Vec<FindingView>,
    /// What was declared and decided, as sentences.
    pub said: Vec<String>,
    /// Where a decision can be made, if there is something to decide on.
    pub decide: Option<String>,
    /// The place on the shortlist, as a sentence.
    pub listed: Option<String>,
    pub invitation: Option<(String, Tag)>,
    pub can_be_listed: bool,
    pub chosen: bool,
    pub error: Option<String>,
}

/// Where an invitation stands.
pub(in crate::pages) fn status_tag(shell: &Shell, status: Status) -> Tag {
    let class = match status {
        Status::Queued | Status::Sent => "info",
        Status::Accepted => "ok",
        Status::Deferred => "warn",
        Status::Bounced => "bad",
        Status::Declined | Status::Expired | Status::Withdrawn => "none",
    };
    Tag { class, text: shell.e("short-status", status) }
}

/// Why somebody may not be asked, or what to check first; nothing for those who may.
pub(in crate::pages) fn eligibility_tag(shell: &Shell, eligibility: Eligibility) -> Option<Tag> {
    let class = match eligibility {
        Eligibility::Eligible => return None,
        Eligibility::CountryUnknown => "warn",
        Eligibility::InJapan | Eligibility::DoNotContact => "bad",
    };
    Some(Tag { class, text: shell.e("pool-eligibility", eligibility) })
}

/// The candidates of the page.
pub(super) fn rows(shell: &Shell, loaded: &Loaded, form: &FormState) -> Vec<Row> {
    loaded.found.page.items.iter().map(|candidate| row(shell, loaded, form, candidate)).collect()
}

fn row(shell: &Shell, loaded: &Loaded, form: &FormState, candidate: &Candidate) -> Row {
    let (person, standing) = (candidate.person, &candidate.standing);
    let verdict = standing.verdict();
    let listed = loaded.listed.iter().find(|entry| entry.person == person);
    let listed = listed.map(|entry| shell.n("cand-on-shortlist", entry.place));
    let known = !standing.findings.is_empty() || standing.declaration.is_some();
    let invitation =
        loaded.invited.get(&person).map(|(id, status)| (urls::invitation(*id), status_tag(shell, *status)));
    let id = person.to_string();
    Row {
        path: urls::person(person),
        name: candidate.name.clone(),
        institution: candidate.institution.clone(),
        country: candidate.country.as_ref().map(|code| shell.country(code.as_str())),
        has_orcid: candidate.orcid.is_some(),
        score: search::shown_score(candidate.score),
        by_expertise: candidate.by_expertise,
        reasons: reasons(shell, candidate),
        terms: candidate.terms.clone(),
        conflict: verdict_tag(shell, verdict),
        eligibility: eligibility_tag(shell, candidate.eligibility),
        findings: findings(shell, standing),
        said: said(shell, candidate),
        decide: known.then(|| urls::conflict(loaded.application.id, person)),
        can_be_listed: listed.is_none() && !candidate.eligibility.forbids() && verdict != Verdict::Excluded,
        listed,
        invitation,
        chosen: form.is("id", &id),
        error: form.error(&format!("c-{id}")).map(str::to_owned),
        id,
    }
}

fn reasons(shell: &Shell, candidate: &Candidate) -> Vec<(String, Option<String>)> {
    let year = |year: Option<i32>| year.map(|year| shell.v("coi-fact-year", year));
    candidate.reasons.iter().map(|reason| (reason.title.clone(), year(reason.year))).collect()
}

fn said(shell: &Shell, candidate: &Candidate) -> Vec<String> {
    let standing = &candidate.standing;
    let declared = standing.declaration.as_ref().map(|word| shell.e("cand-declared", word.answer));
    let decided = standing.decision.as_ref().map(|decision| shell.e("cand-decided", decision.outcome));
    declared.into_iter().chain(decided).collect()
}

/// A country to filter by.
pub(super) struct CountryChoice {
    pub code: String,
    pub name: String,
    pub count: usize,
    pub chosen: bool,
}

/// The countries to filter by: the most frequent and the chosen ones, and the rest.
pub(super) fn countries(shell: &Shell, loaded: &Loaded, filters: &Filters) -> (Vec<CountryChoice>, Vec<CountryChoice>) {
    let chosen = |code: &str| filters.countries.iter().any(|known| known.as_str() == code);
    let choice = |code: &str, count| CountryChoice {
        code: code.to_owned(),
        name: shell.country(code),
        count,
        chosen: chosen(code),
    };
    let facets = &loaded.found.countries;
    let (mut first, mut rest) = (Vec::new(), Vec::new());
    for facet in facets {
        let list = if first.len() < COUNTRIES || chosen(&facet.value) { &mut first } else { &mut rest };
        list.push(choice(&facet.value, facet.count));
    }
    let missing = |code: &&CountryCode| !facets.iter().any(|facet| facet.value == code.as_str());
    first.extend(filters.countries.iter().filter(missing).map(|code| choice(code.as_str(), 0)));
    (first, rest)
}

/// A filter in use, and the address without it.
pub(super) struct Chip {
    pub text: String,
    pub href: String,
}

/// The filters in use.
pub(super) fn chips(shell: &Shell, filters: &Filters, path: &str) -> Vec<Chip> {
    let mut chips = Vec::new();
    if !filters.words.is_empty() {
        chips.push(Chip { text: shell.v("cand-chip-words", &filters.words), href: filters.without_words().at(path) });
    }
    for code in &filters.countries {
        let text = shell.country(code.as_str());
        chips.push(Chip { text, href: filters.without_country(code).at(path) });
    }
    if filters.show != search::Show::default() {
        chips.push(Chip { text: shell.e("cand-show", filters.show), href: filters.without_show().at(path) });
    }
    chips
}

/// The pages before and after, and which one this is.
pub(super) struct Pager {
    pub previous: Option<String>,
    pub next: Option<String>,
    pub here: usize,
    pub pages: usize,
}

impl Pager {
    pub(super) fn of(loaded: &Loaded, filters: &Filters, path: &str) -> Self {
        let start = filters.after.min(loaded.found.total);
        let next = loaded.found.page.next.as_deref().and_then(|cursor| cursor.parse().ok());
        Self {
            previous: (start > 0).then(|| filters.from(start.saturating_sub(ON_PAGE)).at(path)),
            next: next.map(|after| filters.from(after).at(path)),
            here: start.div_ceil(ON_PAGE) + 1,
            pages: loaded.found.total.div_ceil(ON_PAGE).max(1),
        }
    }
}
