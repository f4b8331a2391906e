//! How well a person's publications fit a text. Pure.
//!
//! The cosine of TF-IDF weights of single words and pairs between the text and each publication; a person's
//! score is the mean of theirs, the best counting most (weights 0.7^i over the sorted scores, divided by the
//! sum of the weights, so that a short list of publications is no handicap). Measured against researchers'
//! own judgement in Stelmakh et al. 2023; see docs/adr.

use super::index::{Document, Index};
use crate::calls::Application;
use crate::kernel::ids::{PersonId, PublicationId};
use std::collections::HashMap;

/// What the second-best publication counts of the best, and so on.
const DECAY: f32 = 0.7;
/// Publications and terms that a reason names.
const NAMED: usize = 3;
const NAMED_TERMS: usize = 6;

/// How well one person fits, and why.
#[derive(Debug, Clone)]
pub struct Affinity {
    /// The person.
    pub person: PersonId,
    /// The score, 0 to 1. Comparable between applications.
    pub score: f64,
    /// Whether it comes from declared expertise alone, for want of publications.
    pub by_expertise: bool,
}

/// A publication that carried a score.
#[derive(Debug, Clone)]
pub struct Reason {
    /// The publication.
    pub publication: PublicationId,
    /// Its title.
    pub title: String,
    /// Its year.
    pub year: Option<i32>,
    /// Its own score, 0 to 1.
    pub score: f64,
}

/// The score as people see it, 0 to 100: the square root spreads the low end, where most cosines lie.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 100")]
pub fn shown_score(score: f64) -> u8 {
    (score.clamp(0.0, 1.0).sqrt() * 100.0).round() as u8
}

/// A text set against the index once, from which scores and reasons are read.
#[derive(Debug)]
pub struct Ranking<'a> {
    index: &'a Index,
    vector: HashMap<Box<str>, (f32, String)>,
    cosines: HashMap<Document, f32>,
}

impl<'a> Ranking<'a> {
    pub(super) fn of(index: &'a Index, application: &Application) -> Self {
        let text = format!("{}\n{}\n{}", application.title, application.abstract_text, application.keywords.join("\n"));
        Self::of_text(index, &text)
    }

    pub(super) fn of_text(index: &'a Index, text: &str) -> Self {
        let vector = index.vector(text);
        let mut cosines: HashMap<Document, f32> = HashMap::new();
        // In a fixed order, so that the same text gives the same sums to the last bit.
        let mut stems: Vec<_> = vector.iter().collect();
        stems.sort_by(|left, right| left.0.cmp(right.0));
        for (stem, (weight, _)) in stems {
            for (document, theirs) in index.postings.get(stem).into_iter().flatten() {
                *cosines.entry(*document).or_default() += weight * theirs;
            }
        }
        Self { index, vector, cosines }
    }

    /// Everybody who fits at all, the best first; ties by id.
    pub(super) fn affinities(&self) -> Vec<Affinity> {
        let mut all: Vec<Affinity> = self.index.members.iter().filter_map(|member| self.affinity(member.id)).collect();
        all.sort_by(|left, right| right.score.total_cmp(&left.score).then(left.person.cmp(&right.person)));
        all
    }

    /// How well one person fits; none where they share nothing with the text.
    pub(super) fn affinity(&self, person: PersonId) -> Option<Affinity> {
        let documents = self.index.documents_of.get(&person)?;
        let (published, declared): (Vec<Document>, Vec<Document>) =
            documents.iter().partition(|document| (**document as usize) < self.index.publications.len());
        let by_expertise = published.is_empty();
        let counted = if by_expertise { &declared } else { &published };
        let mut cosines: Vec<f32> = counted.iter().map(|document| self.cosine(*document)).collect();
        cosines.sort_by(|left, right| right.total_cmp(left));
        let (mut sum, mut weights, mut weight) = (0.0, 0.0, 1.0);
        for cosine in cosines {
            sum += weight * cosine;
            weights += weight;
            weight *= DECAY;
        }
        let score = f64::from(sum / weights);
        (score > 0.0).then_some(Affinity { person, score, by_expertise })
    }

    fn cosine(&self, document: Document) -> f32 {
        self.cosines.get(&document).copied().unwrap_or_default()
    }

    /// How well one person fits, 0 to 1; 0 where they share nothing with the text.
    pub fn score(&self, person: PersonId) -> f64 {
        self.affinity(person).map_or(0.0, |affinity| affinity.score)
    }

    /// The publications that carried a person's score, the best first.
    pub fn reasons(&self, person: PersonId) -> Vec<Reason> {
        let mut best: Vec<(f32, Document)> = self
            .index
            .documents_of
            .get(&person)
            .into_iter()
            .flatten()
            .map(|document| (self.cosine(*document), *document))
            .filter(|(cosine, _)| *cosine > 0.0)
            .collect();
        best.sort_by(|left, right| right.0.total_cmp(&left.0).then(left.1.cmp(&right.1)));
        best.into_iter()
            .filter_map(|(cosine, document)| {
                let publication = self.index.publications.get(document as usize)?;
                Some(Reason {
                    publication: publication.id,
                    title: publication.title.clone(),
                    year: publication.year,
                    score: f64::from(cosine),
                })
            })
            .take(NAMED)
            .collect()
    }

    /// The terms that the text shares most with a person's publications or expertise, in the text's own words.
    pub fn terms(&self, person: PersonId) -> Vec<String> {
        let documents = self.index.documents_of.get(&person).map(Vec::as_slice).unwrap_or_default();
        let mut shared: Vec<(f32, &str)> = self
            .vector
            .iter()
            .filter_map(|(stem, (weight, surface))| {
                let postings = self.index.postings.get(stem)?;
                let theirs: f32 = documents
                    .iter()
                    .filter_map(|document| {
                        let place = postings.binary_search_by(|(known, _)| known.cmp(document)).ok()?;
                        Some(postings[place].1 * self.cosine(*document))
                    })
                    .sum();
                (theirs > 0.0).then_some((weight * theirs, surface.as_str()))
            })
            .collect();
        shared.sort_by(|left, right| right.0.total_cmp(&left.0).then(left.1.cmp(right.1)));
        let mut named: Vec<String> = Vec::new();
        for (_, term) in shared {
            // “tdp 43” says more than “43” after it.
            if named.len() < NAMED_TERMS && !named.iter().any(|known| known.split(' ').any(|word| word == term)) {
                named.push(term.to_owned());
            }
        }
        named
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::{Pool, PoolMember, PoolPublication};

    fn member(keywords: &[&str]) -> PoolMember {
        PoolMember {
            id: PersonId::new(),
            name: "N".into(),
            institution: None,
            country: None,
            orcid: None,
            keywords: keywords.iter().map(|word| (*word).to_owned()).collect(),
            do_not_contact: false,
            search_text: String::new(),
            current_countries: Vec::new(),
        }
    }

    fn publication(title: &str, author: &PoolMember) -> PoolPublication {
        PoolPublication {
            id: PublicationId::new(),
            title: title.into(),
            abstract_text: String::new(),
            year: Some(2025),
            authors: vec![author.id],
        }
    }

    #[test]
    fn who_wrote_about_it_comes_first_and_the_reasons_say_so() {
        let (fit, other, silent) = (member(&[]), member(&[]), member(&["antisense therapy"]));
        let publications = vec![
            publication("Antisense oligonucleotides against TDP-43", &fit),
            publication("A survey of coral reefs", &fit),
            publication("Coral bleaching and antisense politics", &other),
        ];
        let ids = [fit.id, other.id, silent.id];
        let index = Index::build(Pool { revision: 1, members: vec![fit, other, silent], publications });
        let ranking = Ranking::of_text(&index, "An antisense oligonucleotide therapy for TDP-43 proteinopathy");
        let order = ranking.affinities();
        assert_eq!(order[0].person, ids[0]);
        assert!(order.iter().any(|known| known.person == ids[2] && known.by_expertise));
        assert_eq!(ranking.reasons(ids[0])[0].title, "Antisense oligonucleotides against TDP-43");
        assert!(ranking.terms(ids[0]).contains(&"antisense oligonucleotide".to_owned()));
    }

    #[test]
    fn a_shown_score_is_between_0_and_100() {
        assert_eq!((shown_score(0.0), shown_score(0.25), shown_score(1.0), shown_score(7.0)), (0, 50, 100, 100));
    }
}
