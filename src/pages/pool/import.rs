//! Importing candidates and publications from a file, or only checking it.

use super::super::conflicts::Tag;
use super::super::forms::FormState;
use super::super::layout::{Area, Shell, page, page_with};
use crate::app::App;
use crate::db::Request;
use crate::http::auth::SignedIn;
use crate::http::form::Fields;
use crate::http::problem::{FORM_AGAIN, Problem};
use crate::http::upload::PostedUpload;
use crate::http::urls;
use crate::kernel::check::Check;
use crate::kernel::failure::{Kind, Violation};
use crate::people::{ImportReport, Importer, RowOutcome, RowReport, Source};
use actix_web::rt::task::spawn_blocking;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use std::fs::File;
use std::io::BufReader;

/// So many rows of a report are shown.
const SHOWN: usize = 500;

/// One row of the file.
struct Row {
    line: u64,
    label: String,
    outcome: Tag,
    /// Where in the row, and what is wrong there.
    sentences: Vec<(String, String)>,
}

/// What became of a file, or would.
struct Report {
    file_name: String,
    dry_run: bool,
    /// The count of each outcome.
    counts: Vec<(String, u64)>,
    total: u64,
    rejected: u64,
    rows: Vec<Row>,
    /// Whether rows were left out.
    shortened: bool,
}

#[derive(Template)]
#[template(path = "pool_import.html")]
struct ImportPage {
    shell: Shell,
    form: FormState,
    sources: Vec<Source>,
    report: Option<Report>,
}

fn import_page(
    app: &App,
    who: &SignedIn,
    request: &HttpRequest,
    form: FormState,
    report: Option<(String, ImportReport)>,
) -> ImportPage {
    let mut shell = Shell::officer(app, who, Area::Pool, "pool-import-title")
        .at(request)
        .crumb(who.language().text("pool-title"), urls::POOL);
    shell.has_errors = !form.errors.is_empty();
    let report = report.map(|(file_name, report)| told(&shell, file_name, report));
    ImportPage { form, sources: vec![Source::Csv, Source::OpenAlexAuthors, Source::OpenAlexWorks], report, shell }
}

fn told(shell: &Shell, file_name: String, mut report: ImportReport) -> Report {
    report.rows.sort_by_key(|row| (row.outcome != RowOutcome::Rejected, row.line));
    let shortened = report.shortened || report.rows.len() > SHOWN;
    let counts = [
        (RowOutcome::Created, report.created),
        (RowOutcome::Updated, report.updated),
        (RowOutcome::Unchanged, report.unchanged),
        (RowOutcome::Rejected, report.rejected),
    ];
    Report {
        file_name,
        dry_run: report.dry_run,
        counts: counts.iter().map(|(outcome, count)| (shell.e("pool-outcome", outcome), *count)).collect(),
        total: report.total,
        rejected: report.rejected,
        rows: report.rows.iter().take(SHOWN).map(|known| row(shell, known)).collect(),
        shortened,
    }
}

fn row(shell: &Shell, known: &RowReport) -> Row {
    let class = match known.outcome {
        RowOutcome::Created => "ok",
        RowOutcome::Updated => "info",
        RowOutcome::Unchanged => "none",
        RowOutcome::Rejected => "bad",
    };
    let sentence = |violation: &Violation| {
        (violation.field.trim_start_matches('/').to_owned(), shell.language.violation(violation))
    };
    Row {
        line: known.line,
        label: known.label.clone(),
        outcome: Tag { class, text: shell.e("pool-outcome", known.outcome) },
        sentences: known.violations.iter().map(sentence).collect(),
    }
}

pub(super) async fn show(app: Data<App>, who: SignedIn, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let form = FormState::new(vec![("source", Source::Csv.to_string())]);
    page(&import_page(&app, &who, &request, form, None))
}

/// The kind of file, if one was sent.
fn parse(upload: &PostedUpload) -> Result<Source, Problem> {
    let mut check = Check::new();
    let source = check.parse("source", upload.fields.text("source"), "required");
    if upload.file_name.is_empty() || upload.size == 0 {
        check.fail("file", "required");
    }
    Ok(check.finish(|| source)?)
}

/// Runs an import on a thread that may block: it opens its own transactions, one after the other.
async fn run(
    app: &App,
    request: Request,
    (source, dry_run): (Source, bool),
    file: File,
) -> Result<ImportReport, Problem> {
    let db = app.db.clone();
    let work = move || Importer { db: &db, request, source, dry_run }.run(&mut BufReader::new(file), &mut |_| {});
    let ran = spawn_blocking(work).await.map_err(|_| Problem::new(Kind::Internal, "internal_error"))?;
    Ok(ran?)
}

pub(super) async fn import(
    app: Data<App>,
    who: SignedIn,
    request: HttpRequest,
    upload: PostedUpload,
) -> Result<HttpResponse, Problem> {
    upload.fields.must_carry(&app.key.form_key(who.token.reveal()))?;
    let again = |fields: Fields, problem: Problem, about_file: bool| {
        let mut form = FormState::again(fields, problem, who.language())?;
        if about_file {
            form.errors.iter_mut().for_each(|(field, _)| "file".clone_into(field));
        }
        page_with(FORM_AGAIN, &import_page(&app, &who, &request, form, None))
    };
    let source = match parse(&upload) {
        Ok(source) => source,
        Err(problem) => return again(upload.fields, problem, false),
    };
    // Whatever was pressed, only “import” writes.
    let dry_run = upload.fields.text("action") != "import";
    match run(&app, who.request(), (source, dry_run), upload.file).await {
        Ok(report) => {
            let form = FormState { values: upload.fields, errors: Vec::new() };
            page(&import_page(&app, &who, &request, form, Some((upload.file_name, report))))
        }
        Err(problem) => again(upload.fields, problem, true),
    }
}
