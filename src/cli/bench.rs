//! Benchmarks: each figure beside a reference measured in the same run, so that a busy machine shows in both.

use super::demo::invented;
use super::{CliError, failed, say};
use crate::app::App;
use crate::calls::{Application, ApplicationInput};
use crate::config::Config;
use crate::db::Request;
use crate::kernel::ids::{ApplicationId, CallId};
use crate::kernel::time::Clock;
use crate::people::{Importer, Source};
use crate::search::Index;
use std::io::Cursor;
use std::time::{Duration, Instant};

/// One figure and its reference.
struct Figure {
    name: &'static str,
    ours: Duration,
    reference_name: &'static str,
    reference: Duration,
}

/// Measures on a trial's data, the first `works` publications of it.
pub(super) fn run(works: usize) -> Result<(), CliError> {
    let dir = tempfile::tempdir()?;
    let mut config = Config::read(None, [])?;
    config.database.url = dir.path().join("bench.db").to_string_lossy().as_ref().into();
    let app = App::start(config, Clock::System)?;
    let (authors, lines, application) = invented(app.now(), works)?;
    let figures = [import(&app, &authors, &lines)?, matching(&app, &application)?];
    say(format!("{:<34} {:>12}   {:<34} {:>12} {:>8}", "figure", "ms", "reference", "ms", "ratio"))?;
    for figure in figures {
        let ratio = figure.ours.as_secs_f64() / figure.reference.as_secs_f64().max(1e-9);
        let millis = |time: Duration| time.as_secs_f64() * 1000.0;
        say(format!(
            "{:<34} {:>12.2}   {:<34} {:>12.2} {ratio:>8.2}",
            figure.name,
            millis(figure.ours),
            figure.reference_name,
            millis(figure.reference)
        ))?;
    }
    Ok(())
}

/// Importing publications, beside parsing the same lines and doing nothing with them.
fn import(app: &App, authors: &str, lines: &str) -> Result<Figure, CliError> {
    let request = Request::by(super::admin::ACTOR);
    let take = |source, text: &str| {
        let importer = Importer { db: &app.db, request, source, dry_run: false };
        importer.run(&mut Cursor::new(text.to_owned()), &mut |_| {}).map_err(|why| failed(&why))
    };
    take(Source::OpenAlexAuthors, authors)?;
    let ours = Instant::now();
    take(Source::OpenAlexWorks, lines)?;
    let ours = ours.elapsed();
    let reference = Instant::now();
    let parsed = lines.lines().filter(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()).count();
    let reference = reference.elapsed();
    debug_assert_eq!(parsed, lines.lines().count());
    Ok(Figure { name: "import works into SQLite", ours, reference_name: "parse the same JSON", reference })
}

/// Scoring everybody for one application, beside building the index that it needs.
fn matching(app: &App, application: &Application) -> Result<Figure, CliError> {
    let pool = app.db.read_blocking(crate::people::load_pool).map_err(|why| failed(&why))?;
    let persons: Vec<_> = pool.members.iter().map(|member| member.id).collect();
    let reference = Instant::now();
    let index = Index::build(pool);
    let reference = reference.elapsed();
    let ours = Instant::now();
    let scores = index.scores(application, &persons);
    let ours = ours.elapsed();
    debug_assert_eq!(scores.len(), persons.len());
    Ok(Figure { name: "match one application", ours, reference_name: "build the index", reference })
}

/// An application that is in no database.
pub(super) fn application(input: &ApplicationInput) -> Application {
    Application {
        id: ApplicationId::new(),
        call: CallId::new(),
        number: input.number.clone(),
        title: input.title.clone(),
        abstract_text: input.abstract_text.clone(),
        scientific_part: input.scientific_part.clone(),
        keywords: input.keywords.clone(),
        people: Vec::new(),
        exclusions: Vec::new(),
    }
}
