//! The index: for each term the publications that have it, with its weight in them.
//!
//! It lives in memory and is rebuilt when the pool has changed. That serves a pool of tens of thousands
//! of publications; the seam for more is [`Finder`], behind which another engine can stand.

#![expect(clippy::iter_over_hash_type, reason = "each entry is worked on by itself; the order does not show")]

use super::terms::terms;
use crate::db::{Conn, DbError};
use crate::kernel::ids::PersonId;
use crate::people::{self, Pool, PoolMember, PoolPublication};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

/// A place in [`Index::documents`].
pub(super) type Document = u32;

/// The inverted index of the pool at one revision.
#[derive(Debug, Default)]
pub struct Index {
    pub(super) revision: i64,
    /// Persons by id.
    pub(super) members: Vec<PoolMember>,
    /// Publications, and behind them one document of declared expertise for each person who has any.
    pub(super) publications: Vec<PoolPublication>,
    /// Whose declared expertise the documents behind the publications are.
    pub(super) expertise: Vec<PersonId>,
    /// Stem → documents that have it, with its weight; the weights of a document have length 1.
    pub(super) postings: HashMap<Box<str>, Vec<(Document, f32)>>,
    /// Person → their documents.
    pub(super) documents_of: HashMap<PersonId, Vec<Document>>,
    documents: usize,
}

impl Index {
    /// Builds the index of a pool.
    pub fn build(pool: Pool) -> Self {
        let mut index = Self { revision: pool.revision, ..Self::default() };
        let expertise: Vec<&PoolMember> = pool.members.iter().filter(|member| !member.keywords.is_empty()).collect();
        let texts = pool
            .publications
            .iter()
            .map(|publication| format!("{}\n{}", publication.title, publication.abstract_text))
            .chain(expertise.iter().map(|member| member.keywords.join("\n")));
        let mut counts: Vec<HashMap<Box<str>, f32>> = Vec::new();
        for (document, text) in (0..).zip(texts) {
            let count = count(&text);
            for stem in count.keys() {
                index.postings.entry(stem.clone()).or_default().push((document, 0.0));
            }
            counts.push(count);
        }
        index.documents = counts.len();
        index.weigh(&counts);
        for (document, publication) in (0..).zip(&pool.publications) {
            for author in &publication.authors {
                index.documents_of.entry(*author).or_default().push(document);
            }
        }
        index.expertise = expertise.iter().map(|member| member.id).collect();
        let first = index.documents - index.expertise.len();
        for (document, person) in (first..).zip(&index.expertise) {
            let document = Document::try_from(document).unwrap_or(Document::MAX);
            index.documents_of.entry(*person).or_default().push(document);
        }
        index.publications = pool.publications;
        index.members = pool.members;
        index
    }

    /// Gives every posting its weight: logarithmic frequency times inverse document frequency, by the document's length.
    fn weigh(&mut self, counts: &[HashMap<Box<str>, f32>]) {
        let idf: HashMap<Box<str>, f32> = self
            .postings
            .iter()
            .map(|(stem, documents)| (stem.clone(), rarity(self.documents, documents.len())))
            .collect();
        let lengths: Vec<f32> =
            counts.iter().map(|count| length(count.iter().map(|(stem, count)| count * idf[stem]))).collect();
        for (stem, documents) in &mut self.postings {
            for (document, weight) in documents {
                let place = *document as usize;
                *weight = counts[place][stem] * idf[stem] / lengths[place];
            }
        }
    }

    /// The weights of a text's terms, of length 1: stem → weight and the words it came from.
    pub(super) fn vector(&self, text: &str) -> HashMap<Box<str>, (f32, String)> {
        let mut surfaces: HashMap<Box<str>, String> = HashMap::new();
        for term in terms(text) {
            surfaces.entry(term.stem.into()).or_insert(term.surface);
        }
        let mut vector: HashMap<Box<str>, (f32, String)> = count(text)
            .into_iter()
            .map(|(stem, count)| {
                let known = self.postings.get(&stem).map_or(0, Vec::len);
                let surface = surfaces.remove(&stem).unwrap_or_default();
                (stem, (count * rarity(self.documents, known), surface))
            })
            .collect();
        let length = length(vector.values().map(|(weight, _)| *weight));
        for (weight, _) in vector.values_mut() {
            *weight /= length;
        }
        vector
    }
}

/// The length of a vector. The squares are added in order of size, so that the same text has the same length to
/// the last bit, in whatever order a map gives its weights.
fn length(weights: impl Iterator<Item = f32>) -> f32 {
    let mut squares: Vec<f32> = weights.map(|weight| weight.powi(2)).collect();
    squares.sort_unstable_by(f32::total_cmp);
    squares.iter().sum::<f32>().sqrt()
}

/// 1 + ln(count) of each stem.
fn count(text: &str) -> HashMap<Box<str>, f32> {
    let mut counts: HashMap<Box<str>, f32> = HashMap::new();
    for term in terms(text) {
        *counts.entry(term.stem.into()).or_default() += 1.0;
    }
    for count in counts.values_mut() {
        *count = 1.0 + count.ln();
    }
    counts
}

/// The smoothed inverse document frequency.
#[expect(clippy::cast_precision_loss, reason = "counts of documents need no more than 24 bits here")]
fn rarity(documents: usize, with: usize) -> f32 {
    ((1.0 + documents as f32) / (1.0 + with as f32)).ln() + 1.0
}

/// Holds the present index and renews it when the pool has changed.
#[derive(Debug, Default)]
pub struct Finder {
    present: RwLock<Arc<Index>>,
    building: Mutex<()>,
}

impl Finder {
    /// The index at the pool's present revision. Where it has changed, the first who asks builds and the
    /// others wait; a pool without changes costs one small query.
    pub fn index(&self, conn: &mut Conn) -> Result<Arc<Index>, DbError> {
        let revision = people::revision(conn)?;
        if let Some(index) = self.at(revision) {
            return Ok(index);
        }
        let _turn = self.building.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(index) = self.at(revision) {
            return Ok(index);
        }
        let built = Arc::new(Index::build(people::load_pool(conn)?));
        *self.present.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&built);
        Ok(built)
    }

    fn at(&self, revision: i64) -> Option<Arc<Index>> {
        let present = self.present.read().unwrap_or_else(PoisonError::into_inner);
        (present.revision >= revision && present.documents + present.members.len() > 0).then(|| Arc::clone(&present))
    }
}
