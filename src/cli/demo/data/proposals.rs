//! Abstracts and scientific parts of the applications.

use super::rng::Rng;
use super::topics::{Topic, by_likeness, draw_slots};

/// The texts of one application.
#[derive(Debug)]
pub(super) struct ProposalText {
    /// Abstract of 90 to 160 words.
    pub(super) abstract_text: String,
    /// Scientific part of 200 to 300 words.
    pub(super) scientific_part: String,
}

const AIMS: &[&str] = &[
    "This project addresses {a} and its relation to {b} in {s}.",
    "We propose to establish how {a} may lead to {b} in {s}.",
    "The goal of this project is to turn knowledge of {a} into a strategy against {d}.",
];

const PLANS: &[&str] = &[
    "We will combine {m} with {k} to test whether {c} can be modified early.",
    "The first work package uses {m} to chart {c}; the second applies {k} in {t}.",
    "Starting from {m}, we will follow {c} over three years and confirm key results by {k}.",
];

const PROSPECTS: &[&str] = &[
    "If successful, the work will deliver a validated target and a shared resource for studies of {d}.",
    "The expected outcome is a protocol that partner institutions can take into a first trial in {d}.",
    "The results will inform regulators, clinicians and patients about {a} in {d}.",
];

const PILOT: &[&str] = &[
    "Pilot data from our group point in the same direction and justify the planned sample of {x}.",
    "We reproduced this observation in an independent set of {x} samples.",
    "In our hands the effect was robust to the choice of {m}.",
];

const WORK: &[&str] = &[
    "Aim 1 defines {a} in {s} by {m} and relates it to {b}.",
    "Aim 2 perturbs {c} and measures the response of {a} with {k}.",
    "Aim 3 transfers the findings to {t} and tests whether {b} can predict benefit.",
];

const TEAM: &[&str] = &[
    "The applicants have worked together for several years, and all facilities for {m} are in place.",
    "The team unites clinicians, basic scientists and statisticians, and shares access to {s}.",
    "Partners abroad contribute reference material and independent validation by {k}.",
];

const RIGOUR: &[&str] = &[
    "Sample sizes were calculated for the primary endpoint with 90% power, and analyses will be preregistered.",
    "Ethical approval has been obtained at the lead institution, and data will be deposited in a public archive.",
    "Should {m} prove too variable, {k} will be used instead, and the go or no-go decision is set at month eighteen.",
    "Young researchers of the team will spend at least six months in the laboratories of partner institutions.",
];

/// Writes an application; its first concepts fit the title and lead the abstract.
pub(super) fn proposal(topic: &'static Topic, title: &str, focus: &[usize], rng: &mut Rng) -> ProposalText {
    let (core, _) = focus.split_at(focus.len().min(3));
    let lead = draw_slots(topic, core, rng);
    let theme = format!("{title} {}", lead.concepts.join(" "));
    let findings = by_likeness(topic.findings, &theme);
    let problems = by_likeness(topic.problems, &theme);
    let at = |list: &[&'static str], index: usize| list.get(index).copied().unwrap_or_default();
    let summary =
        [at(&problems, 0), rng.text(AIMS), at(&findings, 0), rng.text(PLANS), rng.text(TEAM), rng.text(PROSPECTS)];
    let mut summary: Vec<String> = summary.iter().map(|part| lead.fill(part, rng)).collect();
    let spare = lead.fill(at(WORK, 1), rng);
    if words(&summary) < 92 {
        summary.insert(summary.len() - 1, spare);
    }
    let detail = draw_slots(topic, focus, rng);
    let opening = [at(&problems, 1), at(&problems, 2), at(&findings, 1), rng.text(PILOT)];
    let middle = [at(WORK, 0), at(WORK, 1), at(WORK, 2), at(&findings, 2)];
    let mut closing = vec![rng.text(TEAM)];
    closing.extend(RIGOUR);
    closing.push(rng.text(PROSPECTS));
    let mut parts: Vec<String> = opening.iter().map(|part| lead.fill(part, rng)).collect();
    parts.extend(middle.iter().map(|part| detail.fill(part, rng)));
    parts.extend(closing.iter().map(|part| detail.fill(part, rng)));
    ProposalText { abstract_text: summary.join(" "), scientific_part: parts.join(" ") }
}

fn words(sentences: &[String]) -> usize {
    sentences.iter().map(|text| text.split(' ').count()).sum()
}
