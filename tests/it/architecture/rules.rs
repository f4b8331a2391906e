//! The rules of the architecture, as tables.

/// The contexts: what Mekiki is about. Each is a folder with a façade.
pub(super) const CONTEXTS: &[&str] = &[
    "audit",
    "identity",
    "mail",
    "people",
    "calls",
    "coi",
    "search",
    "invitations",
    "assignment",
    "integrations",
    "reports",
];

/// For a module that may use every other.
pub(super) const EVERYTHING: &[&str] = &["*"];

/// What each module may use besides itself. Arrows point down; among the contexts they point left.
pub(super) const ALLOWED: &[(&str, &[&[&str]])] = &[
    // Words.
    ("kernel", &[]),
    ("i18n", &[&["kernel"]]),
    ("config", &[&["kernel"]]),
    ("telemetry", &[&["kernel", "config"]]),
    // Foundation.
    ("db", &[&["kernel", "config"]]),
    ("audit", &[&["kernel", "db"]]),
    ("identity", &[&["kernel", "config", "db", "audit"]]),
    ("mail", &[&["kernel", "i18n", "config", "db", "audit"]]),
    // Contexts.
    ("people", &[&["kernel", "db", "audit"]]),
    ("calls", &[&["kernel", "db", "audit", "people"]]),
    ("coi", &[&["kernel", "db", "audit", "people", "calls"]]),
    ("search", &[&["kernel", "db", "audit", "people", "calls", "coi"]]),
    ("invitations", &[&["kernel", "i18n", "config", "db", "audit", "mail", "people", "calls", "coi", "search"]]),
    ("assignment", &[&["kernel", "db", "audit", "mail", "people", "calls", "coi", "search", "invitations"]]),
    // Across.
    ("integrations", &[&["kernel", "db"], CONTEXTS]),
    ("reports", &[&["kernel", "db"], CONTEXTS]),
    // Machinery.
    ("app", &[&["kernel", "i18n", "config", "db", "identity", "mail", "search", "invitations"]]),
    // A reviewer's link becomes an actor here, as a session and a key do.
    ("http", &[&["kernel", "i18n", "config", "db", "identity", "invitations", "app"]]),
    // Delivery.
    ("api", &[&["kernel", "i18n", "db", "app", "http"], CONTEXTS]),
    ("pages", &[&["kernel", "i18n", "config", "db", "app", "http"], CONTEXTS]),
    ("worker", &[&["kernel", "i18n", "config", "db", "app"], CONTEXTS]),
    // Start.
    ("cli", &[EVERYTHING]),
];

/// Words that only some places may say, and why.
pub(super) struct Reserved {
    /// The words; each is found as it stands, not as a part of a longer name.
    pub(super) words: &'static [&'static str],
    /// Beginnings of paths below `src/`.
    pub(super) places: &'static [&'static str],
    /// Names of files, or of folders, in any module.
    pub(super) names: &'static [&'static str],
    /// The rule, as told to whoever breaks it.
    pub(super) rule: &'static str,
}

/// The reserved words.
pub(super) const RESERVED: &[Reserved] = &[
    Reserved {
        words: &["diesel", "diesel_migrations"],
        places: &["db/", "kernel/"],
        names: &["store", "queries"],
        rule: "diesel is named only in db/, kernel/, store.rs and queries.rs",
    },
    Reserved {
        words: &["Conn::Sqlite", "Conn::Pg"],
        places: &["db/"],
        names: &[],
        rule: "only db/ knows that there are two databases",
    },
    Reserved {
        words: &["Timestamp::now", "Zoned::now", "SystemTime::now"],
        places: &["kernel/time.rs"],
        names: &[],
        rule: "only kernel/time.rs reads the clock",
    },
];

/// What a status code for success or a redirection is called. Any other one is for a failure.
pub(super) const GOOD_NEWS: &[&str] = &[
    "OK",
    "CREATED",
    "ACCEPTED",
    "NO_CONTENT",
    "RESET_CONTENT",
    "PARTIAL_CONTENT",
    "MOVED_PERMANENTLY",
    "FOUND",
    "SEE_OTHER",
    "NOT_MODIFIED",
    "TEMPORARY_REDIRECT",
    "PERMANENT_REDIRECT",
];

/// The longest file that a reader may be asked to read.
pub(super) const LONGEST: usize = 400;

/// Files that may be longer, and why. This list may only shrink.
pub(super) const EXCEPTIONS: &[(&str, &str)] =
    &[("db/schema.rs", "every table, one after another, for diesel to join them")];
