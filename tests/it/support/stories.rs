//! Stories: tests whose names are the sentences they prove, told once for each database.
//!
//! A story that needs a server which cannot be had is left out, and the end of the run says so.
//! With `MEKIKI_TEST_NO_SKIP=1` it fails instead.

use super::{
    app, say,
    servers::{self, Part},
};
use libtest_mimic::{Arguments, Completion, Failed, Trial};
use std::{
    collections::BTreeMap,
    env,
    error::Error,
    fmt,
    process::ExitCode,
    sync::{Mutex, PoisonError},
};

/// The database behind a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Backend {
    /// A file.
    Sqlite,
    /// The server of [`servers::postgres`].
    Postgres,
}

impl fmt::Display for Backend {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        })
    }
}

/// What a story cannot be told without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// A database: the story is told for each.
    Database,
    /// [`servers::MailServer`].
    Mail,
    /// [`servers::driver`].
    Browser,
}

/// One test. [`story!`] makes it from a function.
#[derive(Clone, Copy)]
pub(crate) struct Story {
    /// Where it stands and what it proves, `module::sentence`.
    pub(crate) name: &'static str,
    /// What it cannot be told without.
    pub(crate) needs: &'static [Need],
    /// Tells it; a story that needs no database is given SQLite.
    pub(crate) run: fn(&Backend) -> Result<(), Failed>,
}

/// A function over `&Backend` as a [`Story`]: `story!(a_letter_arrives, Database, Mail)`.
///
/// The function may return nothing, or a result whose error is shown.
#[macro_export]
macro_rules! story {
    ($run:ident $(, $need:ident)*) => {
        $crate::support::stories::Story {
            name: concat!(module_path!(), "::", stringify!($run)),
            needs: &[$($crate::support::stories::Need::$need),*],
            run: |backend| $crate::support::stories::Ending::told($run(backend)),
        }
    };
}

/// What a story may return.
pub(crate) trait Ending {
    /// Whether it ended well.
    fn told(self) -> Result<(), Failed>;
}

impl Ending for () {
    fn told(self) -> Result<(), Failed> {
        Ok(())
    }
}

impl<E: Into<Box<dyn Error + Send + Sync>>> Ending for Result<(), E> {
    fn told(self) -> Result<(), Failed> {
        self.map_err(|error| Failed::from(error.into().to_string()))
    }
}

/// Tells the stories that the command line asks for, stops all servers, and says what was left out.
pub(crate) fn tell(stories: &[Story]) -> ExitCode {
    let trials = stories.iter().flat_map(trials).collect();
    let conclusion = libtest_mimic::run(&Arguments::from_args(), trials);
    app::clean_up();
    servers::stop_all();
    for (part, reason) in left_out().iter() {
        say(&format!("{}: {} ({reason})", if skipping() { "skipped" } else { "missing" }, part.name()));
    }
    conclusion.exit_code()
}

fn trials(story: &Story) -> Vec<Trial> {
    let name = story.name.split_once("::").map_or(story.name, |(_, name)| name);
    let trial = |name: String, backend| {
        let story = *story;
        Trial::ignorable_test(name, move || run(story, &backend))
    };
    if story.needs.contains(&Need::Database) {
        [Backend::Sqlite, Backend::Postgres].map(|backend| trial(format!("{backend}::{name}"), backend)).into()
    } else {
        vec![trial(name.to_owned(), Backend::Sqlite)]
    }
}

fn run(story: Story, backend: &Backend) -> Result<Completion, Failed> {
    match parts(story, backend).find_map(|part| Some((part, part.missing()?))) {
        Some((part, reason)) => leave_out(part, reason),
        None => (story.run)(backend).map(|()| Completion::Completed),
    }
}

fn parts(story: Story, backend: &Backend) -> impl Iterator<Item = Part> {
    story.needs.iter().filter_map(move |need| match need {
        Need::Database => (*backend == Backend::Postgres).then_some(Part::PostgreSql),
        Need::Mail => Some(Part::Mail),
        Need::Browser => Some(Part::Browser),
    })
}

fn leave_out(part: Part, reason: &'static str) -> Result<Completion, Failed> {
    left_out().insert(part, reason);
    if skipping() {
        Ok(Completion::ignored_with(format!("no {}", part.name())))
    } else {
        Err(Failed::from(format!("MEKIKI_TEST_NO_SKIP is set, and there is no {}: {reason}", part.name())))
    }
}

fn skipping() -> bool {
    env::var_os("MEKIKI_TEST_NO_SKIP").is_none_or(|value| value.is_empty() || value == "0")
}

/// The parts left out so far, and why.
fn left_out() -> impl std::ops::DerefMut<Target = BTreeMap<Part, &'static str>> {
    static LEFT_OUT: Mutex<BTreeMap<Part, &'static str>> = Mutex::new(BTreeMap::new());
    LEFT_OUT.lock().unwrap_or_else(PoisonError::into_inner)
}
