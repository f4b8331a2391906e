//! Filling the trial: accounts, keys, the pool, calls, and what has happened so far.

use super::super::admin::{self, ACTOR};
use super::super::{CliError, failed};
use super::data::{self, DemoCall, DemoData};
use super::story;
use crate::app::App;
use crate::calls::{self, ApplicationInput, Call, CallSettings};
use crate::db::{Request, Tx};
use crate::kernel::time::Day;
use crate::people::{Importer, PeopleError, Source};
use indicatif::{ProgressBar, ProgressStyle};
use std::fmt::Write as _;
use std::io::Cursor;

/// The sign-ins of the trial; fictional people.
const OFFICER: (&str, &str) = ("officer@demo.example", "officer of the trial");
const ADMINISTRATOR: (&str, &str) = ("admin@demo.example", "administrator of the trial");

/// The guideline that the trial attaches.
const GUIDELINE: &str = "Call for applications (English guideline)\n\nThis is the guideline of a fictional call. \
    Written review is in English: scientific merit, feasibility, and the team, each with a short comment.\n";

/// Fills an empty database; returns the sign-ins as text.
pub(super) fn seed(app: &App) -> Result<String, CliError> {
    let bar = ProgressBar::new(8);
    bar.set_style(ProgressStyle::with_template("{bar:24} {pos}/{len} {msg}").unwrap_or(ProgressStyle::default_bar()));
    let step = |text: &'static str| {
        bar.inc(1);
        bar.set_message(text);
    };
    let request = Request::by(ACTOR);
    step("accounts and keys");
    let (officer_key, review_key) = accounts(app)?;
    step("inventing people and publications");
    let today = app.now().day_in(&app.config.funder.zone());
    let DemoData { authors, works, candidates_csv, calls } = data::generate(today.year());
    step("candidates");
    import(app, request, Source::OpenAlexAuthors, lines(&authors))?;
    step("publications");
    import(app, request, Source::OpenAlexWorks, lines(&works))?;
    step("the office's own list");
    import(app, request, Source::Csv, candidates_csv)?;
    step("calls and applications");
    let calls: Vec<Call> = calls.iter().map(|call| make_call(app, request, call, today)).collect::<Result<_, _>>()?;
    for call in calls.iter().take(2) {
        app.db
            .write_blocking(request, &|tx: &mut Tx<'_>| {
                calls::attach_guideline(tx, call.id, "guideline-english.md", GUIDELINE.as_bytes())
            })
            .map_err(|why| failed(&why))?;
    }
    step("shortlists, letters and answers");
    let link = story::tell(app, request, &calls)?;
    step("done");
    bar.finish_and_clear();
    Ok(sign_ins(app, &officer_key, &review_key, &link))
}

fn accounts(app: &App) -> Result<(String, String), CliError> {
    admin::account(app, OFFICER.0, "YAMADA Hanako (officer)", "programme_officer", "ja", OFFICER.1)?;
    admin::account(app, ADMINISTRATOR.0, "SUZUKI Ichiro (administrator)", "administrator", "en", ADMINISTRATOR.1)?;
    let officer_key = admin::key(app, "Trial: everything an officer does", "programme_officer")?;
    let review_key = admin::key(app, "Trial: review system", "review_system")?;
    Ok((officer_key, review_key))
}

pub(super) fn lines(records: &[serde_json::Value]) -> String {
    records.iter().fold(String::new(), |mut text, record| {
        // Writing to a String does not fail.
        let _written = writeln!(text, "{record}");
        text
    })
}

fn import(app: &App, request: Request, source: Source, text: String) -> Result<(), CliError> {
    let importer = Importer { db: &app.db, request, source, dry_run: false };
    let report = importer.run(&mut Cursor::new(text), &mut |_| {}).map_err(|why: PeopleError| failed(&why))?;
    if report.rejected > 0 {
        return Err(CliError::Failed(format!("{} records of {source} were rejected", report.rejected)));
    }
    Ok(())
}

fn make_call(app: &App, request: Request, demo: &DemoCall, today: Day) -> Result<Call, CliError> {
    let zone = app.config.funder.zone();
    let settings = CallSettings {
        title: demo.title.to_owned(),
        title_ja: demo.title_ja.to_owned(),
        programme: demo.programme.to_owned(),
        department: demo.department.to_owned(),
        fiscal_year: demo.fiscal_year,
        frame: demo.frame.to_owned(),
        round: demo.round,
        opens_on: today.plus_days(-60),
        closes_on: today.plus_days(-7),
        time_zone: app.config.funder.time_zone.clone(),
        review_due_at: today.plus_days(45).at(17, 0, &zone).unwrap_or(app.now()),
        reviewers_per_application: 3,
        max_load: 3,
        answer_days: 10,
    };
    let inputs: Vec<ApplicationInput> = serde_json::from_value(demo.applications["applications"].clone())
        .map_err(|error| CliError::Failed(error.to_string()))?;
    app.db
        .write_blocking(request, &|tx: &mut Tx<'_>| {
            let call = calls::create(tx, &settings)?;
            calls::import_applications(tx, call.id, &inputs, false)?;
            Ok::<_, calls::CallError>(call)
        })
        .map_err(|why| failed(&why))
}

fn sign_ins(app: &App, officer_key: &str, review_key: &str, link: &str) -> String {
    let url = &app.config.http.public_url;
    format!(
        "\nMekiki, a trial with fictional people: {url}\n\n\
         officer          {url}/sign-in   {}   password: {}\n\
         administrator    {url}/sign-in   {}   password: {}\n\
         a reviewer       {link}\n\
         letters caught   {url}/mail/mailbox (signed in)\n\
         API              {url}/api/v1/docs\n\
         API key          {officer_key} (officer)\n\
         API key          {review_key} (review system)\n",
        OFFICER.0, OFFICER.1, ADMINISTRATOR.0, ADMINISTRATOR.1
    )
}
