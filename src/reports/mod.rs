//! Figures that officers steer by: read-only, the same on the page and over the API.

mod coverage;

pub use coverage::{ApplicationCoverage, Attention, AttentionKind, Coverage, coverage};
