//! The confidentiality undertaking that a reviewer signs.

use crate::kernel::secret::fingerprint;
use std::sync::LazyLock;

/// A version of the text. What was signed is known by its hash.
#[derive(Debug)]
pub struct UndertakingText {
    /// Its version, a day.
    pub version: &'static str,
    /// Its sentences.
    pub articles: &'static [&'static str],
    /// SHA-256 of version and sentences.
    pub hash: String,
}

const VERSION: &str = "2026-11-01";

const ARTICLES: &[&str] = &[
    "I keep the applications, and the fact that I review them, confidential.",
    "I do not enter any part of an application into a generative AI service, and I do not let such a service write my review.",
    "I do not use ideas or data from an application before they are public.",
    "I do not contact the applicants about their application.",
    "I delete all copies when the review ends.",
    "I tell the office at once if I find that I have a conflict of interest.",
];

/// The present text.
pub static UNDERTAKING: LazyLock<UndertakingText> = LazyLock::new(|| UndertakingText {
    version: VERSION,
    articles: ARTICLES,
    hash: fingerprint(format!("{VERSION}\n{}", ARTICLES.join("\n")).as_bytes()),
});
