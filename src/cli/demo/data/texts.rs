//! Titles, abstracts and keywords of papers.

use super::rng::Rng;
use super::topics::{Topic, by_likeness, draw_slots};

/// The words of one paper.
#[derive(Debug, Clone)]
pub(super) struct PaperText {
    /// Title without a full stop.
    pub(super) title: String,
    /// Abstract of 90 to 160 words.
    pub(super) abstract_text: String,
    /// Keywords taken from the concepts of the paper.
    pub(super) keywords: Vec<&'static str>,
}

const TITLES: &[&str] = &[
    "{a} and {b} in {s}",
    "{a} as a determinant of {b} in {s}",
    "Linking {a} to {b}: evidence from {s}",
    "Insights into {a} from {m}",
    "The role of {a} in {d}",
    "{a} in {s}: a study using {m}",
    "Relation of {a} to {b} in {s}",
    "How {a} may shape {b} in {d}",
    "Mapping {a} with {m} in {s}",
    "Longitudinal changes in {a} and {b} in {s}",
    "Determinants of {a} in {s}",
    "Rethinking {a} in {d}",
    "{a}, {b} and outcome in {s}",
    "Towards better care of {d}: lessons from {a}",
    "Interplay between {a} and {b} in {s}",
    "Sources of variation in {a} across {s} and {t}",
    "From {a} to {b}: {m} in {s}",
    "Early evidence of {a} in {s}",
];

const AIMS: &[&str] = &[
    "Here we asked whether {a} could explain {b} in {s}.",
    "We set out to define the contribution of {a} to {b} in {s}.",
    "The present study tested the hypothesis that {a} can precede {b} in {s}.",
    "Our aim was to clarify how {a} might interact with {b} in {s} and in {t}.",
    "It has remained uncertain to what extent {a} may depend on {b}, particularly in {s}.",
    "We examined {a} in {s} and compared it with {t}.",
    "Building on earlier work on {b}, we investigated {a} in {s}.",
    "This study sought to disentangle {a} from {b} in {s}.",
];

const METHODS: &[&str] = &[
    "We combined {m} with {k} and analysed {x} samples, blinded to group.",
    "Using {m}, we obtained data from {x} samples and validated them by {k}.",
    "A total of {x} observations were collected by {m}; a replication set relied on {k}.",
    "The protocol was preregistered and used {m} followed by {k} in {x} cases.",
    "In a prospective design with {x} participants or animals, {m} served as the primary readout and {k} as the secondary one.",
    "We applied {m} at baseline and {k} at follow-up in {x} specimens.",
    "Three laboratories independently performed {m} and {k} on {x} matched samples.",
];

const GENERIC: &[&str] = &[
    "Changes in {c} paralleled those in {a}, whereas markers unrelated to {b} remained stable.",
    "The association between {a} and {c} persisted after adjustment for age, sex and batch.",
    "Mediation analysis indicated that {n}% of the effect of {a} on {b} passed through {c}.",
    "In {t}, the same analysis of {c} gave a weaker signal.",
    "Perturbing {c} attenuated {a} in a dose-dependent manner.",
    "Differences in {b} were largest where {c} had been recorded first.",
    "An unsupervised analysis separated three subgroups that differed in {a} and {c}.",
    "No relation between {b} and {c} emerged outside {s}.",
];

const CONCLUSIONS: &[&str] = &[
    "These results suggest {a} as a possible entry point for interventions in {d}.",
    "Our data argue for measuring {a} together with {b} in future trials of {d}.",
    "The findings connect {a} with {b} and provide a rationale for stratified intervention.",
    "We conclude that {a} may serve as a tractable readout for {d}.",
    "Together, the observations refine current models of {d} and call for replication in larger cohorts.",
    "If confirmed, this approach to {a} could shorten the path to clinical testing in {d}.",
    "All data and code are available, and the resource should help studies of {b} in {d}.",
    "Limitations include the modest sample and the lack of long-term follow-up of {c}.",
];

/// Writes a paper about some of the concepts in `focus`.
pub(super) fn paper(topic: &'static Topic, focus: &[usize], rng: &mut Rng) -> PaperText {
    let slots = draw_slots(topic, focus, rng);
    let drawn = rng.sample(topic.findings, 5);
    let findings = by_likeness(&drawn, &slots.concepts.join(" "));
    let at = |index: usize| findings.get(index).copied().unwrap_or_default();
    let generic = rng.sample(GENERIC, 2);
    let generic_at = |index: usize| generic.get(index).copied().unwrap_or_default();
    let plan = [
        rng.text(topic.problems),
        rng.text(AIMS),
        rng.text(METHODS),
        at(0),
        generic_at(0),
        at(1),
        rng.text(CONCLUSIONS),
    ];
    let title = slots.fill(rng.text(TITLES), rng);
    let mut sentences: Vec<String> = plan.iter().map(|part| slots.fill(part, rng)).collect();
    for extra in [at(2), generic_at(1)] {
        let sentence = slots.fill(extra, rng);
        let wanted = words(&sentences) < 105 || rng.chance(25);
        if wanted && words(&sentences) + sentence.split(' ').count() <= 158 {
            let before_conclusion = sentences.len() - 1;
            sentences.insert(before_conclusion, sentence);
        }
    }
    let mut keywords = slots.concepts.to_vec();
    keywords.extend(rng.sample(&topic.concepts_at(focus), 2));
    keywords.extend(rng.sample(topic.concepts, 1));
    PaperText { title, abstract_text: sentences.join(" "), keywords: without_repeats(keywords) }
}

fn words(sentences: &[String]) -> usize {
    sentences.iter().map(|text| text.split(' ').count()).sum()
}

fn without_repeats(words: Vec<&'static str>) -> Vec<&'static str> {
    let mut kept: Vec<&'static str> = Vec::new();
    for word in words {
        if !word.is_empty() && !kept.contains(&word) {
            kept.push(word);
        }
    }
    kept
}
