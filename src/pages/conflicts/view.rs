//! Conflicts of interest as tags and sentences. The pages of candidates and shortlists show them too.

use super::super::layout::Shell;
use crate::coi::{Certainty, Finding, Outcome, Relation, Screening, Standing, Verdict};

/// A state: a word, a colour and a shape.
#[derive(Debug, Clone)]
pub(in crate::pages) struct Tag {
    pub class: &'static str,
    pub text: String,
}

/// What follows from all that is known.
pub(in crate::pages) fn verdict_tag(shell: &Shell, verdict: Verdict) -> Tag {
    let class = match verdict {
        Verdict::NotDeclared | Verdict::Cleared => "ok",
        Verdict::ToCheck | Verdict::NeedsDecision => "warn",
        Verdict::Excluded => "bad",
    };
    Tag { class, text: shell.e("coi-verdict", verdict) }
}

/// What an officer decided.
pub(super) fn outcome_tag(shell: &Shell, outcome: Outcome) -> Tag {
    let class = if outcome == Outcome::Cleared { "ok" } else { "bad" };
    Tag { class, text: shell.e("coi-outcome", outcome) }
}

/// Stands for a name in a sentence until the sentence is cut around it.
const PLACE: char = '\u{fffc}';

/// One finding as a sentence: the name stands in an element of its own, so the text around it is in two parts.
#[derive(Debug, Clone)]
pub(in crate::pages) struct FindingView {
    pub before: String,
    pub about: String,
    pub after: String,
    /// The joint paper, institution or reason, in quotation marks.
    pub what: Option<String>,
    /// Whether `what` is the name of something, which is not translated.
    pub is_name: bool,
    /// Year, number of authors.
    pub facts: Vec<String>,
    pub severity: Tag,
    pub certainty: Tag,
}

impl FindingView {
    fn of(shell: &Shell, finding: &Finding) -> Self {
        let (relation, evidence) = (finding.relation, &finding.evidence);
        let key = format!("coi-found-{relation}").replace('_', "-");
        let sentence = shell.v(&key, PLACE);
        let (before, after) = sentence.split_once(PLACE).unwrap_or((&sentence, ""));
        let told = relation != Relation::SelfOnApplication && !evidence.what.is_empty();
        let year = evidence.year.map(|year| shell.v("coi-fact-year", year));
        let authors = evidence.authors.map(|count| shell.n("coi-fact-authors", count));
        Self {
            before: before.to_owned(),
            after: after.to_owned(),
            about: evidence.about.clone(),
            what: told.then(|| shell.v("coi-quoted", &evidence.what)),
            is_name: relation != Relation::ApplicantExcluded,
            facts: year.into_iter().chain(authors).collect(),
            severity: severity_tag(shell, finding.severity),
            certainty: certainty_tag(shell, evidence.certainty),
        }
    }

    /// Every fact in one line.
    pub(in crate::pages) fn line(&self) -> String {
        let mut facts = self.facts.clone();
        facts.push(self.certainty.text.clone());
        facts.join(" · ")
    }
}

/// All findings of a standing.
pub(in crate::pages) fn findings(shell: &Shell, standing: &Standing) -> Vec<FindingView> {
    standing.findings.iter().map(|finding| FindingView::of(shell, finding)).collect()
}

fn severity_tag(shell: &Shell, severity: Screening) -> Tag {
    let class = match severity {
        Screening::Clear => "ok",
        Screening::Suspected => "warn",
        Screening::Conflict => "bad",
    };
    Tag { class, text: shell.e("coi-screening", severity) }
}

fn certainty_tag(shell: &Shell, certainty: Certainty) -> Tag {
    let class = if certainty == Certainty::Identifier { "info" } else { "warn" };
    Tag { class, text: shell.e("coi-certainty", certainty) }
}
