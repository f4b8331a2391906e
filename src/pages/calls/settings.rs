//! A new call; the settings of a call.

use super::fields::{self, Group};
use super::{call_language, call_title};
use crate::app::App;
use crate::calls::{self, Call, CallSettings, Guideline};
use crate::http::auth::SignedIn;
use crate::http::form::{Fields, PostedForm};
use crate::http::problem::{FORM_AGAIN, Problem};
use crate::http::urls;
use crate::kernel::failure::Kind;
use crate::kernel::ids::CallId;
use crate::pages::forms::FormState;
use crate::pages::layout::{Area, Shell, done, page, page_with};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

/// The guideline that is attached.
struct Attached {
    file_name: String,
    since: String,
}

/// What only the settings of a call that exists show.
pub(super) struct Known {
    name: String,
    language: &'static str,
    guideline_path: String,
    attached: Option<Attached>,
}

#[derive(Template)]
#[template(path = "call_settings.html")]
pub(super) struct SettingsPage {
    shell: Shell,
    action: String,
    form: FormState,
    groups: Vec<Group>,
    known: Option<Known>,
    file_form: FormState,
}

pub(super) async fn blank(app: Data<App>, request: HttpRequest, who: SignedIn) -> Result<HttpResponse, Problem> {
    let form = fields::defaults(&app.config.funder, app.now());
    page(&new_page(&app, &request, &who, form))
}

fn new_page(app: &App, request: &HttpRequest, who: &SignedIn, form: FormState) -> SettingsPage {
    let mut shell = Shell::officer(app, who, Area::Calls, "call-new")
        .at(request)
        .crumb(who.language().text("nav-calls"), urls::CALLS);
    shell.has_errors = !form.errors.is_empty();
    SettingsPage {
        groups: fields::groups(&shell, &form, None),
        shell,
        action: urls::NEW_CALL.to_owned(),
        form,
        known: None,
        file_form: FormState::default(),
    }
}

pub(super) async fn create(
    app: Data<App>,
    request: HttpRequest,
    who: SignedIn,
    PostedForm(fields): PostedForm,
) -> Result<HttpResponse, Problem> {
    fields.must_carry(&app.key.form_key(who.token.reveal()))?;
    match created(&app, &who, &fields).await {
        Ok(call) => Ok(done(&urls::call(call.id), "call-created")),
        Err(problem) => {
            let form = FormState::again(fields, problem, who.language())?;
            page_with(FORM_AGAIN, &new_page(&app, &request, &who, form))
        }
    }
}

async fn created(app: &App, who: &SignedIn, fields: &Fields) -> Result<Call, Problem> {
    let settings = CallSettings::parse(&fields::raw(fields))?;
    Ok(app.db.write(who.request(), move |tx| calls::create(tx, &settings)).await?)
}

/// A call with its guideline.
pub(super) async fn read(app: &App, id: CallId) -> Result<(Call, Option<Guideline>), Problem> {
    app.db
        .read(move |conn| {
            let call = calls::call(conn, id)?.ok_or_else(Problem::not_found)?;
            Ok((call, calls::guideline(conn, id)?))
        })
        .await
}

/// The page of a call's settings. With `form` as somebody filled it in; `is_stale` shows what differs.
pub(super) fn known_page(
    (app, request, who): (&App, &HttpRequest, &SignedIn),
    (call, guideline): (&Call, Option<Guideline>),
    form: Option<FormState>,
    is_stale: bool,
    file_form: FormState,
) -> SettingsPage {
    let name = call_title(who.language(), call);
    let mut shell = Shell::officer(app, who, Area::Calls, "call-settings")
        .at(request)
        .crumb(who.language().text("nav-calls"), urls::CALLS)
        .crumb(&name, urls::call(call.id));
    let form = form.unwrap_or_else(|| FormState::new(fields::values(call)));
    shell.has_errors = !form.errors.is_empty() || !file_form.errors.is_empty();
    let attached = guideline
        .map(|guideline| Attached { since: shell.stamp(&guideline.uploaded_at), file_name: guideline.file_name });
    SettingsPage {
        groups: fields::groups(&shell, &form, is_stale.then_some(call)),
        action: urls::call_page(call.id, "settings"),
        known: Some(Known {
            name,
            language: call_language(shell.language, call),
            guideline_path: urls::call_page(call.id, "guideline"),
            attached,
        }),
        shell,
        form,
        file_form,
    }
}

pub(super) async fn show(
    app: Data<App>,
    request: HttpRequest,
    who: SignedIn,
    id: Path<CallId>,
) -> Result<HttpResponse, Problem> {
    let (call, guideline) = read(&app, *id).await?;
    page(&known_page((&app, &request, &who), (&call, guideline), None, false, FormState::default()))
}

pub(super) async fn update(
    app: Data<App>,
    request: HttpRequest,
    who: SignedIn,
    id: Path<CallId>,
    PostedForm(fields): PostedForm,
) -> Result<HttpResponse, Problem> {
    fields.must_carry(&app.key.form_key(who.token.reveal()))?;
    let Err(problem) = changed(&app, &who, *id, &fields).await else {
        return Ok(done(&urls::call_page(*id, "settings"), "call-changed"));
    };
    let is_stale = problem.kind == Kind::Stale;
    let mut form = FormState::again(fields, problem, who.language())?;
    let (call, guideline) = read(&app, *id).await?;
    if is_stale {
        // Saving again is now a decision made in view of both.
        let version = call.version.to_string();
        form.values.0.retain(|(name, _)| name != "version");
        form.values.0.push(("version".to_owned(), version));
    }
    let again = known_page((&app, &request, &who), (&call, guideline), Some(form), is_stale, FormState::default());
    page_with(FORM_AGAIN, &again)
}

async fn changed(app: &App, who: &SignedIn, id: CallId, fields: &Fields) -> Result<Call, Problem> {
    let settings = CallSettings::parse(&fields::raw(fields))?;
    let version = fields.number("version");
    Ok(app.db.write(who.request(), move |tx| calls::update(tx, id, version, &settings)).await?)
}
