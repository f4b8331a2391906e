//! Conflicts of interest: what waits for a decision, and deciding with the evidence in view.

mod list;
mod view;

pub(super) use view::{FindingView, Tag, findings, verdict_tag};

use super::forms::FormState;
use super::layout::{Area, Shell, done, page, page_with};
use crate::app::App;
use crate::calls::{self, Application, Call};
use crate::coi::{self, Answer, Decide, Outcome, Standing};
use crate::db::{Conn, DbError};
use crate::http::auth::SignedIn;
use crate::http::form::{Fields, PostedForm};
use crate::http::problem::{FORM_AGAIN, Problem};
use crate::http::urls;
use crate::i18n::Language;
use crate::identity;
use crate::kernel::check::Check;
use crate::kernel::ids::{ApplicationId, PersonId};
use crate::kernel::time::UtcTime;
use crate::people::{self, Person};
use actix_web::web::{self, Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use std::collections::HashMap;

/// The longest reason of a decision, in characters.
const MAX_REASON: usize = 2000;

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(web::resource(urls::CONFLICTS).get(list::show))
        .service(web::resource("/coi/{application}/{person}").get(show).post(decide));
}

/// The title of a call in a language.
pub(super) fn call_title(call: &Call, language: Language) -> &str {
    let settings = &call.settings;
    if language == Language::Ja && !settings.title_ja.is_empty() { &settings.title_ja } else { &settings.title }
}

/// Somebody on the application.
struct Applicant {
    role: String,
    name: String,
    institution: Option<String>,
    /// Whether a finding is about them.
    found: bool,
}

/// What the reviewer said.
struct DeclarationView {
    at: String,
    iso: String,
    tag: Tag,
    details: String,
}

/// What an officer decided before.
struct DecisionView {
    at: String,
    iso: String,
    tag: Tag,
    by: String,
    reason: String,
    /// Whether it still counts.
    counts: bool,
}

#[derive(Template)]
#[template(path = "conflict.html")]
struct ConflictPage {
    shell: Shell,
    form: FormState,
    path: String,
    person_path: String,
    application_path: String,
    person: Person,
    country: Option<String>,
    number: String,
    title: String,
    verdict: Tag,
    people: Vec<Applicant>,
    findings: Vec<FindingView>,
    declarations: Vec<DeclarationView>,
    decisions: Vec<DecisionView>,
    outcomes: Vec<Outcome>,
    /// What the form is about, so that a decision is not made on evidence that was not seen.
    seen: String,
    nothing: bool,
}

/// Everything the page tells.
struct Case {
    call: Call,
    application: Application,
    person: Person,
    standing: Standing,
    declarations: Vec<coi::Declaration>,
    decisions: Vec<coi::Decision>,
    accounts: HashMap<String, String>,
}

impl Case {
    fn nothing(&self) -> bool {
        self.standing.findings.is_empty() && self.standing.declaration.is_none()
    }

    /// The evidence and the last word of the reviewer, as one text.
    fn seen(&self) -> String {
        let word = self.standing.declaration.as_ref().map(|word| word.id.to_string()).unwrap_or_default();
        format!("{}.{word}", self.standing.fingerprint())
    }
}

fn read(conn: &mut Conn, application: ApplicationId, person: PersonId, now: UtcTime) -> Result<Option<Case>, DbError> {
    let Some(application) = calls::application(conn, application)? else { return Ok(None) };
    let Some(call) = calls::call(conn, application.call)? else { return Ok(None) };
    let Some(known) = people::person(conn, person)? else { return Ok(None) };
    let today = now.day_in(&call.zone());
    let standing = coi::standings(conn, &application, today)?.remove(&person).unwrap_or_default();
    let declarations = coi::declarations(conn, application.id, Some(person))?;
    let decisions = coi::decisions(conn, application.id, Some(person))?;
    let accounts = if decisions.is_empty() { Vec::new() } else { identity::accounts(conn)? };
    let accounts = accounts.into_iter().map(|account| (account.id.to_string(), account.display_name)).collect();
    Ok(Some(Case { call, application, person: known, standing, declarations, decisions, accounts }))
}

async fn case(app: &App, application: ApplicationId, person: PersonId) -> Result<Case, Problem> {
    let now = app.now();
    let found = app.db.read(move |conn| read(conn, application, person, now)).await?;
    found.ok_or_else(Problem::not_found)
}

fn conflict_page(app: &App, who: &SignedIn, request: &HttpRequest, case: &Case, form: FormState) -> ConflictPage {
    let application = &case.application;
    let application_path = urls::application(application.call, application.id);
    let mut shell = Shell::officer(app, who, Area::Conflicts, "coi-decide-title")
        .at(request)
        .crumb(who.language().text("coi-title"), urls::CONFLICTS)
        .crumb(application.number.clone(), application_path.clone());
    shell.has_errors = !form.errors.is_empty();
    ConflictPage {
        form,
        path: urls::conflict(application.id, case.person.id),
        person_path: urls::person(case.person.id),
        application_path,
        country: case.person.country.as_ref().map(|code| shell.country(code.as_str())),
        number: application.number.clone(),
        title: application.title.clone(),
        verdict: verdict_tag(&shell, case.standing.verdict()),
        people: applicants(&shell, case),
        findings: findings(&shell, &case.standing),
        declarations: case.declarations.iter().map(|said| declaration(&shell, said)).collect(),
        decisions: decisions(&shell, case),
        outcomes: Outcome::ALL.to_vec(),
        seen: case.seen(),
        nothing: case.nothing(),
        person: case.person.clone(),
        shell,
    }
}

fn applicants(shell: &Shell, case: &Case) -> Vec<Applicant> {
    let about = |name: &str| case.standing.findings.iter().any(|finding| finding.evidence.about == name);
    let people = case.application.people.iter().map(|person| Applicant {
        role: shell.e("coi-role", person.role),
        name: person.name.clone(),
        institution: person.institution.clone(),
        found: about(&person.name),
    });
    people.collect()
}

fn declaration(shell: &Shell, said: &coi::Declaration) -> DeclarationView {
    let class = match said.answer {
        Answer::None => "ok",
        Answer::Unsure => "warn",
        Answer::Conflict => "bad",
    };
    DeclarationView {
        at: shell.stamp(&said.declared_at),
        iso: said.declared_at.to_string(),
        tag: Tag { class, text: shell.e("coi-answer", said.answer) },
        details: said.details.clone(),
    }
}

fn decisions(shell: &Shell, case: &Case) -> Vec<DecisionView> {
    let last = case.standing.decision.as_ref().map(|decision| decision.id);
    let views = case.decisions.iter().rev().map(|decision| DecisionView {
        at: shell.stamp(&decision.decided_at),
        iso: decision.decided_at.to_string(),
        tag: view::outcome_tag(shell, decision.outcome),
        by: case.accounts.get(&decision.decided_by).unwrap_or(&decision.decided_by).clone(),
        reason: decision.reason.clone(),
        counts: Some(decision.id) == last,
    });
    views.collect()
}

async fn show(
    app: Data<App>,
    who: SignedIn,
    request: HttpRequest,
    path: Path<(ApplicationId, PersonId)>,
) -> Result<HttpResponse, Problem> {
    let (application, person) = path.into_inner();
    let case = case(&app, application, person).await?;
    page(&conflict_page(&app, &who, &request, &case, FormState::default()))
}

/// What the form says, or everything that is wrong with it.
fn parse(fields: &Fields, application: ApplicationId, person: PersonId) -> Result<Decide, Problem> {
    let mut check = Check::new();
    let outcome = check.parse::<Outcome>("outcome", fields.text("outcome"), "required");
    let reason = check.prose("reason", fields.text("reason"), 1..=MAX_REASON);
    Ok(check.finish(|| Some(Decide { person, application, outcome: outcome?, reason }))?)
}

async fn decide(
    app: Data<App>,
    who: SignedIn,
    request: HttpRequest,
    path: Path<(ApplicationId, PersonId)>,
    PostedForm(fields): PostedForm,
) -> Result<HttpResponse, Problem> {
    fields.must_carry(&app.key.form_key(who.token.reveal()))?;
    let (application, person) = path.into_inner();
    let case = case(&app, application, person).await?;
    let again = |form: FormState| page_with(FORM_AGAIN, &conflict_page(&app, &who, &request, &case, form));
    if fields.text("seen") != case.seen() {
        let text = who.language().text("coi-changed");
        return again(FormState { values: fields, errors: vec![(String::new(), text)] });
    }
    let wanted = match parse(&fields, application, person) {
        Ok(wanted) => wanted,
        Err(problem) => return again(FormState::again(fields, problem, who.language())?),
    };
    let zone = case.call.zone();
    let decided = app.db.write(who.request(), move |tx| coi::decide(tx, &wanted, tx.now.day_in(&zone))).await;
    match decided {
        Ok(_) => Ok(done(&urls::conflict(application, person), "coi-decided")),
        Err(error) => again(FormState::again(fields, error.into(), who.language())?),
    }
}
