//! From text to terms: folded, without stop words, stemmed (Snowball English), single words and pairs.

use crate::kernel::text::fold;
use rust_stemmers::{Algorithm, Stemmer};

/// Words that say nothing about a topic: function words, and the words every abstract has.
const STOP_WORDS: &[&str] = &[
    "a",
    "about",
    "above",
    "across",
    "after",
    "again",
    "against",
    "all",
    "almost",
    "along",
    "already",
    "also",
    "although",
    "among",
    "an",
    "and",
    "any",
    "are",
    "as",
    "at",
    "background",
    "based",
    "be",
    "because",
    "been",
    "before",
    "being",
    "between",
    "both",
    "but",
    "by",
    "can",
    "conclusion",
    "conclusions",
    "could",
    "did",
    "do",
    "does",
    "due",
    "during",
    "each",
    "either",
    "et",
    "etc",
    "few",
    "find",
    "findings",
    "first",
    "for",
    "found",
    "from",
    "further",
    "had",
    "has",
    "have",
    "having",
    "he",
    "her",
    "here",
    "his",
    "how",
    "however",
    "if",
    "in",
    "including",
    "into",
    "is",
    "it",
    "its",
    "itself",
    "may",
    "method",
    "methods",
    "might",
    "more",
    "most",
    "much",
    "must",
    "nor",
    "not",
    "objective",
    "of",
    "on",
    "one",
    "only",
    "or",
    "other",
    "our",
    "over",
    "own",
    "per",
    "rather",
    "results",
    "same",
    "she",
    "should",
    "show",
    "showed",
    "shown",
    "since",
    "so",
    "some",
    "studies",
    "study",
    "such",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "through",
    "thus",
    "to",
    "two",
    "under",
    "up",
    "upon",
    "us",
    "use",
    "used",
    "using",
    "very",
    "was",
    "we",
    "well",
    "were",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "whose",
    "will",
    "with",
    "within",
    "without",
    "would",
    "yet",
];

/// One term of a text with the word or words that it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    pub stem: String,
    pub surface: String,
}

/// The terms of a text in order: each content word, and each pair of content words that stand together.
pub(super) fn terms(text: &str) -> Vec<Term> {
    let stemmer = Stemmer::create(Algorithm::English);
    let folded = fold(text);
    let mut found = Vec::new();
    let mut before: Option<Term> = None;
    for word in folded.split(' ') {
        let content = word.chars().count() > 1 && STOP_WORDS.binary_search(&word).is_err() && !is_number(word);
        if !content {
            before = None;
            continue;
        }
        let term = Term { stem: stemmer.stem(word).into_owned(), surface: word.to_owned() };
        if let Some(before) = before {
            found.push(Term {
                stem: format!("{} {}", before.stem, term.stem),
                surface: format!("{} {}", before.surface, term.surface),
            });
        }
        found.push(term.clone());
        before = Some(term);
    }
    found
}

fn is_number(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_pairs_are_found_in_any_form() {
        let stems = |text| terms(text).into_iter().map(|term| term.stem).collect::<Vec<_>>();
        assert_eq!(stems("Antisense oligonucleotides"), ["antisens", "antisens oligonucleotid", "oligonucleotid"]);
        assert_eq!(stems("the oligonucleotide of antisense"), ["oligonucleotid", "antisens"]);
        assert_eq!(stems("2024"), Vec::<String>::new());
    }

    #[test]
    fn the_stop_words_are_sorted_so_that_none_stands_in_the_terms() {
        assert!(STOP_WORDS.is_sorted());
        assert_eq!(terms(&STOP_WORDS.join(" ")), []);
    }
}
