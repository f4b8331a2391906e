//! Inviting in steps: who, check, send. The letters are shown as they would leave.

use super::forms::FormState;
use super::invitations::below_call;
use super::layout::{Area, Shell, done_n, page, page_with};
use super::mail::letter::LetterView;
use crate::app::App;
use crate::calls::Missing;
use crate::http::auth::SignedIn;
use crate::http::form::{Fields, PostedForm};
use crate::http::problem::{FORM_AGAIN, Problem};
use crate::http::urls;
use crate::invitations::{self, Draft, Preparation, Prepare};
use crate::kernel::ids::{CallId, PersonId};
use crate::search::shown_score;
use actix_web::web::{self, Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(web::resource("/calls/{call}/invite").get(check).post(send))
        .service(web::resource("/calls/{call}/invite/{person}").get(letter));
}

#[derive(Template)]
#[template(path = "batch_check.html")]
struct CheckPage {
    shell: Shell,
    form: FormState,
    /// This page, with the persons it was asked for.
    action: String,
    /// What the call lacks: sentence, text of the link, path.
    missing: Vec<(String, String, String)>,
    rows: Vec<Row>,
    ready: usize,
    held: usize,
    /// The button's text before, at and after the number, so that a script can count along.
    button: (String, String, String),
    invitations: String,
    /// The first letter that can be sent, and to whom.
    first: Option<(String, LetterView)>,
}

struct Row {
    id: String,
    name: String,
    person: String,
    /// Path, number, score of 100.
    applications: Vec<(String, String, u8)>,
    can_be_sent: bool,
    checked: bool,
    tags: Vec<ProblemTag>,
    letter: String,
}

/// Something that stands against a letter.
struct ProblemTag {
    class: &'static str,
    word: String,
    sentence: String,
}

fn tags(shell: &Shell, draft: &Draft) -> Vec<ProblemTag> {
    let tag = |problem: &invitations::InvitationProblem| ProblemTag {
        class: if problem.blocks() { "bad" } else { "warn" },
        word: shell.e("batch-problem", problem),
        sentence: shell.e("batch-why", problem),
    };
    draft.problems.iter().map(tag).collect()
}

fn letter_path(call: CallId, person: PersonId) -> String {
    urls::call_page(call, &format!("invite/{person}"))
}

fn row(shell: &Shell, call: CallId, draft: &Draft, form: &FormState) -> Row {
    let id = draft.person.to_string();
    let application =
        |(id, number, score): &(_, String, f64)| (urls::application(call, *id), number.clone(), shown_score(*score));
    Row {
        checked: form.values.0.is_empty() || form.is("id", &id),
        id,
        name: draft.name.clone(),
        person: urls::person(draft.person),
        applications: draft.applications.iter().map(application).collect(),
        can_be_sent: draft.can_be_sent(),
        tags: tags(shell, draft),
        letter: letter_path(call, draft.person),
    }
}

fn missing(shell: &Shell, call: CallId, what: Missing) -> (String, String, String) {
    let page = match what {
        Missing::Applications => "import",
        Missing::Guideline | Missing::ReviewDuePast => "settings",
    };
    (shell.e("batch-missing", what), shell.e("batch-mend", what), urls::call_page(call, page))
}

fn view(app: &App, draft: &Draft) -> LetterView {
    LetterView::draft(&app.config.mail, &draft.name, draft.to_address.as_deref(), &draft.subject, &draft.body)
}

/// Cuts a text at the number in it.
fn cut(text: String, number: usize) -> (String, String, String) {
    let number = number.to_string();
    match text.split_once(&number) {
        Some((before, after)) => (before.to_owned(), number, after.to_owned()),
        None => (text, String::new(), String::new()),
    }
}

async fn prepared(app: &App, wanted: Prepare) -> Result<Preparation, Problem> {
    let (finder, office, now) = (app.finder.clone(), app.office.clone(), app.now());
    app.db
        .read(move |conn| {
            let index = finder.index(conn)?;
            Ok::<_, Problem>(invitations::prepare(conn, &index, &office, &wanted, now)?)
        })
        .await
}

/// Whom a page is asked for: `?id=` several times, or everybody on the call's shortlists.
fn wanted(request: &HttpRequest, call: CallId) -> Result<Prepare, Problem> {
    let persons: Vec<PersonId> = Fields::decode(request.query_string().as_bytes()).parsed("id")?;
    Ok(Prepare { call, persons: (!persons.is_empty()).then_some(persons) })
}

async fn check_page(
    app: &App,
    who: &SignedIn,
    request: &HttpRequest,
    call: CallId,
    form: FormState,
) -> Result<CheckPage, Problem> {
    let prepared = prepared(app, wanted(request, call)?).await?;
    let shell = Shell::officer(app, who, Area::Calls, "batch-title").at(request);
    let mut shell = below_call(shell, &prepared.call);
    shell.has_errors = !form.errors.is_empty();
    let drafts = &prepared.drafts;
    let ready = drafts.iter().filter(|draft| draft.can_be_sent()).count();
    let first = drafts.iter().find(|draft| draft.can_be_sent());
    let rows: Vec<Row> = drafts.iter().map(|draft| row(&shell, call, draft, &form)).collect();
    let chosen = rows.iter().filter(|row| row.can_be_sent && row.checked).count();
    Ok(CheckPage {
        action: request.uri().to_string(),
        missing: prepared.missing.iter().map(|what| missing(&shell, call, *what)).collect(),
        ready,
        held: drafts.len() - ready,
        button: cut(shell.n("batch-send", chosen), chosen),
        invitations: urls::call_page(call, "invitations"),
        first: first.map(|draft| (draft.name.clone(), view(app, draft))),
        rows,
        form,
        shell,
    })
}

async fn check(
    app: Data<App>,
    request: HttpRequest,
    who: SignedIn,
    call: Path<CallId>,
) -> Result<HttpResponse, Problem> {
    page(&check_page(&app, &who, &request, call.into_inner(), FormState::default()).await?)
}

async fn send(
    app: Data<App>,
    request: HttpRequest,
    who: SignedIn,
    call: Path<CallId>,
    PostedForm(fields): PostedForm,
) -> Result<HttpResponse, Problem> {
    fields.must_carry(&app.key.form_key(who.token.reveal()))?;
    let call = call.into_inner();
    let persons: Vec<PersonId> = fields.parsed("id")?;
    let form = if persons.is_empty() {
        let text = who.language().text("batch-none-chosen");
        FormState { values: fields, errors: vec![("recipients".to_owned(), text)] }
    } else {
        match invite(&app, &who, Prepare { call, persons: Some(persons) }).await {
            Ok(count) => return Ok(done_n(&urls::call_page(call, "invitations"), "invited", count)),
            Err(problem) => FormState::again(fields, problem, who.language())?,
        }
    };
    let again = check_page(&app, &who, &request, call, form).await?;
    page_with(FORM_AGAIN, &again)
}

/// Writes the letters; tells how many went into the outbox.
async fn invite(app: &App, who: &SignedIn, wanted: Prepare) -> Result<usize, Problem> {
    let (finder, office) = (app.finder.clone(), app.office.clone());
    let sent = app
        .db
        .write(who.request(), move |tx| {
            let index = finder.index(tx.conn)?;
            invitations::send(tx, &index, &office, &wanted)
        })
        .await?;
    Ok(sent.invited())
}

#[derive(Template)]
#[template(path = "batch_letter.html")]
struct LetterPage {
    shell: Shell,
    back: String,
    tags: Vec<ProblemTag>,
    letter: LetterView,
}

async fn letter(
    app: Data<App>,
    request: HttpRequest,
    who: SignedIn,
    path: Path<(CallId, PersonId)>,
) -> Result<HttpResponse, Problem> {
    let (call, person) = path.into_inner();
    let prepared = prepared(&app, Prepare { call, persons: Some(vec![person]) }).await?;
    let draft = prepared.drafts.first().ok_or_else(Problem::not_found)?;
    let shell = Shell::officer(&app, &who, Area::Calls, "batch-letter-title").at(&request);
    let (check, back) = (shell.t("batch-title"), urls::call_page(call, "invite"));
    let title = shell.v("batch-letter-to", &draft.name);
    let shell = below_call(shell.titled(title), &prepared.call).crumb(check, &back);
    let (tags, letter) = (tags(&shell, draft), view(&app, draft));
    page(&LetterPage { shell, back, tags, letter })
}
