//! The life-science topics and the small template language of all texts.

use super::rng::Rng;
use super::topics_cancer::CANCER;
use super::topics_infection::INFECTION;
use super::topics_neuro::NEURO;
use super::topics_other::OTHER;
use super::topics_senses::SENSES;
use serde_json::{Value, json};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Vocabulary of one research topic.
#[derive(Debug)]
pub(super) struct Topic {
    /// Short name used in tables of this module.
    pub(super) key: &'static str,
    /// Name of the topic.
    pub(super) name: &'static str,
    /// OpenAlex subfield.
    pub(super) subfield: &'static str,
    /// OpenAlex field.
    pub(super) field: &'static str,
    /// OpenAlex domain.
    pub(super) domain: &'static str,
    /// The disease, as a noun phrase.
    pub(super) disease: &'static str,
    /// Sentences that say why the topic matters.
    pub(super) problems: &'static [&'static str],
    /// Noun phrases of the ideas people work on.
    pub(super) concepts: &'static [&'static str],
    /// Noun phrases of methods.
    pub(super) methods: &'static [&'static str],
    /// Noun phrases that fit behind "in": patients, animals, tissues.
    pub(super) settings: &'static [&'static str],
    /// Sentences with results; `{n}` stands for a percentage.
    pub(super) findings: &'static [&'static str],
}

impl Topic {
    /// The topic as OpenAlex writes it, without score or count.
    pub(super) fn to_json(&self, index: usize) -> Value {
        json!({
            "id": format!("https://openalex.org/T{}", 90_101 + index * 7),
            "display_name": self.name,
            "subfield": {"display_name": self.subfield},
            "field": {"display_name": self.field},
            "domain": {"display_name": self.domain},
        })
    }

    /// The concepts with these numbers.
    pub(super) fn concepts_at(&self, numbers: &[usize]) -> Vec<&'static str> {
        let found = numbers.iter().filter_map(|number| self.concepts.get(*number));
        found.copied().collect()
    }
}

const GROUPS: [&[Topic]; 5] = [NEURO, CANCER, INFECTION, SENSES, OTHER];

/// How many topics there are.
pub(super) fn count() -> usize {
    GROUPS.iter().map(|group| group.len()).sum()
}

/// The topic with this number; numbers beyond the last start again.
pub(super) fn get(index: usize) -> &'static Topic {
    let mut rest = index % count();
    for group in GROUPS {
        if let Some(topic) = group.get(rest) {
            return topic;
        }
        rest -= group.len();
    }
    &NEURO[0]
}

/// The number of the topic with this key, or 0.
pub(super) fn index_of(key: &str) -> usize {
    (0..count()).find(|index| get(*index).key == key).unwrap_or_default()
}

/// The words that fill the places of a template.
#[derive(Debug)]
pub(super) struct Slots<'a> {
    /// `{a}`, `{b}` and `{c}`: concepts.
    pub(super) concepts: [&'a str; 3],
    /// `{m}` and `{k}`: methods.
    pub(super) methods: [&'a str; 2],
    /// `{s}` and `{t}`: settings.
    pub(super) settings: [&'a str; 2],
    /// `{d}`: the disease.
    pub(super) disease: &'a str,
}

impl Slots<'_> {
    /// Fills a template; `{n}` becomes a percentage and `{x}` a sample size.
    pub(super) fn fill(&self, template: &str, rng: &mut Rng) -> String {
        let [first, second, third] = self.concepts;
        let percentage = rng.between(13, 87).to_string();
        let size = rng.between(24, 980).to_string();
        let filled = template
            .replace("{a}", first)
            .replace("{b}", second)
            .replace("{c}", third)
            .replace("{m}", self.methods[0])
            .replace("{k}", self.methods[1])
            .replace("{s}", self.settings[0])
            .replace("{t}", self.settings[1])
            .replace("{d}", self.disease)
            .replace("{n}", &percentage)
            .replace("{x}", &size);
        capitalised(&filled)
    }
}

/// Draws fillers from a topic, the concepts from `focus` only.
pub(super) fn draw_slots(topic: &Topic, focus: &[usize], rng: &mut Rng) -> Slots<'static> {
    let concepts = rng.sample(&topic.concepts_at(focus), 3);
    let methods = rng.sample(topic.methods, 2);
    let settings = rng.sample(topic.settings, 2);
    let at = |list: &[&'static str], index: usize| list.get(index).copied().unwrap_or_default();
    Slots {
        concepts: [at(&concepts, 0), at(&concepts, 1), at(&concepts, 2)],
        methods: [at(&methods, 0), at(&methods, 1)],
        settings: [at(&settings, 0), at(&settings, 1)],
        disease: topic.disease,
    }
}

/// Capitalises the first letter unless the first word has its own capitals, like "mRNA".
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let Some(first) = letters.next() else {
        return String::new();
    };
    let rest = letters.as_str();
    let own_case = rest.starts_with(|second: char| second.is_uppercase() || second == '-');
    if own_case {
        return text.to_owned();
    }
    first.to_uppercase().chain(rest.chars()).collect()
}

/// Orders texts by how many longer words they share with a theme, the most alike first.
pub(super) fn by_likeness<'a>(texts: &[&'a str], theme: &str) -> Vec<&'a str> {
    let stems = |text: &str| -> BTreeSet<String> {
        text.split(|letter: char| !letter.is_alphanumeric())
            .filter_map(|word| word.get(0..5))
            .map(str::to_lowercase)
            .collect()
    };
    let wanted = stems(theme);
    let mut ordered = texts.to_vec();
    ordered.sort_by_key(|text| Reverse(stems(text).intersection(&wanted).count()));
    ordered
}
