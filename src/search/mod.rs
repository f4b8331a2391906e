//! Finding candidates for an application: ranked by how well their publications fit its English text, with reasons.
//!
//! Invariants:
//! * **The index is derived.** It is built from the database at a revision of the pool and can be thrown away.
//! * Ranking is a pure function of index and text: the same data give the same order, ties by id.
//! * **Every score carries its reasons**: the publications that made it and the terms they share.
//! * Eligibility and conflicts are known before anything is counted, and never mixed into the score.

mod find;
mod index;
mod rank;
mod terms;

pub use find::{Candidate, Facet, FindFilter, Found, Show, find};
pub use index::{Finder, Index};
pub use rank::{Affinity, Ranking, Reason, shown_score};
