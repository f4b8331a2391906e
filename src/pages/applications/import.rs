//! Importing applications: a file is checked row by row and taken as a whole, or not at all.

use super::below;
use super::report::ReportView;
use crate::app::App;
use crate::calls::{self, ApplicationInput, ApplicationsReport, Call};
use crate::http::auth::SignedIn;
use crate::http::problem::{FORM_AGAIN, Problem};
use crate::http::upload::PostedUpload;
use crate::http::urls;
use crate::i18n::Language;
use crate::kernel::ids::CallId;
use crate::pages::forms::{FormState, file_errors};
use crate::pages::layout::{Shell, page, page_with};
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;

/// The largest file of applications, in bytes.
const MAX_FILE: u64 = 64 << 20;

/// A file of applications in JSON, as the API takes them too.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct JsonFile {
    applications: Vec<ApplicationInput>,
}

#[derive(Template)]
#[template(path = "application_import.html")]
struct ImportPage {
    shell: Shell,
    form: FormState,
    report: Option<ReportView>,
    /// The list of applications.
    list: String,
}

fn import_page(shell: Shell, call: &Call, form: FormState, report: Option<ReportView>) -> ImportPage {
    let has_errors = !form.errors.is_empty() || report.as_ref().is_some_and(|report| report.rejected > 0);
    let shell = Shell { has_errors, ..shell };
    ImportPage { shell, form, report, list: urls::call_page(call.id, "applications") }
}

async fn read(app: &App, id: CallId) -> Result<Call, Problem> {
    app.db.read(move |conn| calls::call(conn, id)).await?.ok_or_else(Problem::not_found)
}

pub(super) async fn show(
    app: Data<App>,
    request: HttpRequest,
    who: SignedIn,
    id: Path<CallId>,
) -> Result<HttpResponse, Problem> {
    let call = read(&app, *id).await?;
    let shell = below(&app, &who, &request, &call, "app-import");
    page(&import_page(shell, &call, FormState::default(), None))
}

pub(super) async fn take(
    app: Data<App>,
    request: HttpRequest,
    who: SignedIn,
    id: Path<CallId>,
    upload: PostedUpload,
) -> Result<HttpResponse, Problem> {
    upload.fields.must_carry(&app.key.form_key(who.token.reveal()))?;
    let call = read(&app, *id).await?;
    let shell = below(&app, &who, &request, &call, "app-import");
    match taken(&app, &who, *id, upload).await? {
        Ok(report) => {
            let status = if report.has_rejected() { FORM_AGAIN } else { StatusCode::OK };
            let view = ReportView::of(&shell, &report);
            page_with(status, &import_page(shell, &call, FormState::default(), Some(view)))
        }
        Err(errors) => {
            let form = FormState { errors, ..FormState::default() };
            page_with(FORM_AGAIN, &import_page(shell, &call, form, None))
        }
    }
}

/// Field and sentence.
type Errors = Vec<(String, String)>;

/// Checks or takes the file; the inner failure is about the file as a whole.
async fn taken(
    app: &App,
    who: &SignedIn,
    id: CallId,
    upload: PostedUpload,
) -> Result<Result<ApplicationsReport, Errors>, Problem> {
    let language = who.language();
    let dry_run = upload.fields.text("mode") != "import";
    let name = upload.file_name.to_lowercase();
    let inputs = match upload.bytes(MAX_FILE) {
        Ok(bytes) => parsed(language, &name, &bytes),
        Err(problem) => return Ok(Err(file_errors(problem, language)?)),
    };
    let inputs = match inputs {
        Ok(inputs) => inputs,
        Err(texts) => return Ok(Err(texts.into_iter().map(|text| ("file".to_owned(), text)).collect())),
    };
    let done = app.db.write(who.request(), move |tx| calls::import_applications(tx, id, &inputs, dry_run)).await;
    match done {
        Ok(report) => Ok(Ok(report)),
        Err(error) => Ok(Err(file_errors(error.into(), language)?)),
    }
}

/// The applications in a file, or sentences that say why it cannot be read.
fn parsed(language: Language, name: &str, bytes: &[u8]) -> Result<Vec<ApplicationInput>, Vec<String>> {
    if name.is_empty() || bytes.is_empty() {
        return Err(vec![language.text("app-import-no-file")]);
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Err(vec![language.text("app-import-not-utf8")]);
    };
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    if ending.eq_ignore_ascii_case("json") {
        json(language, text.trim_start_matches('\u{feff}'))
    } else if ending.eq_ignore_ascii_case("csv") {
        calls::from_csv(text).map_err(|error| csv_errors(language, &error.into()))
    } else {
        Err(vec![language.text("app-import-kind")])
    }
}

fn json(language: Language, text: &str) -> Result<Vec<ApplicationInput>, Vec<String>> {
    let file: JsonFile = serde_json::from_str(text).map_err(|error| {
        let why = error.to_string();
        // The place is told by the sentence around it.
        let why = why.rsplit_once(" at line ").map_or(why.as_str(), |(why, _)| why).to_owned();
        let values = [("line", error.line().into()), ("column", error.column().into()), ("why", why.into())];
        vec![language.text_with("app-import-json", &values)]
    })?;
    Ok(file.applications)
}

/// What is wrong with the heading or the shape of a CSV file, by column.
fn csv_errors(language: Language, problem: &Problem) -> Vec<String> {
    if problem.violations.is_empty() {
        return vec![problem.text(language)];
    }
    let sentence = |violation: &crate::kernel::failure::Violation| {
        let column = violation.field.trim_start_matches('/');
        let text = language.violation(violation);
        if column.is_empty() { text } else { format!("{column}: {text}") }
    };
    problem.violations.iter().map(sentence).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_json_file_that_cannot_be_read_tells_the_place() {
        let told = parsed(Language::En, "a.json", b"{\"applications\":[\n{\"number\":1}]}").unwrap_err();
        assert!(told[0].contains("line 2") && told[0].contains("column 11"), "{told:?}");
        assert!(!told[0].contains("at line"), "{told:?}");
    }

    #[test]
    fn a_file_of_another_kind_is_refused() {
        assert_eq!(parsed(Language::En, "a.xlsx", b"PK").unwrap_err().len(), 1);
        assert_eq!(parsed(Language::En, "", b"").unwrap_err().len(), 1);
        assert_eq!(parsed(Language::En, "a.csv", b"\x83\x65").unwrap_err().len(), 1);
    }
}
