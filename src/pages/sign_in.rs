//! Signing in and out; changing one's language.

use super::error::browser_language;
use super::forms::FormState;
use super::layout::{Shell, page, page_with, safe_path, see_other};
use crate::app::App;
use crate::db::Request;
use crate::http::auth::SignedIn;
use crate::http::form::PostedForm;
use crate::http::problem::{FORM_AGAIN, Problem, request_id};
use crate::http::rate_limit::SignInAttempt;
use crate::http::{session, urls};
use crate::i18n::Language;
use crate::identity::{self, IdentityError};
use crate::kernel::failure::Kind;
use crate::kernel::secret::Token;
use actix_web::web::{self, Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

/// What the key of the sign-in form is bound to, there being no session yet.
const FORM: &str = "sign-in";

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(web::resource(urls::SIGN_IN).get(show).post(sign_in))
        .service(web::resource(urls::SIGN_OUT).post(sign_out))
        .service(web::resource(urls::LANGUAGE).post(set_language));
}

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInPage {
    shell: Shell,
    form: FormState,
}

fn sign_in_page(app: &App, language: Language, form: FormState) -> SignInPage {
    let mut shell = Shell::open(app, language).titled(language.text("sign-in-title"));
    shell.csrf = app.key.form_key(FORM);
    shell.has_errors = !form.errors.is_empty();
    SignInPage { shell, form }
}

async fn show(app: Data<App>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let query = crate::http::form::Fields::decode(request.query_string().as_bytes());
    let form = FormState::new(vec![("next", query.text("next").to_owned())]);
    page(&sign_in_page(&app, browser_language(&request), form))
}

async fn sign_in(
    app: Data<App>,
    request: HttpRequest,
    _: SignInAttempt,
    PostedForm(fields): PostedForm,
) -> Result<HttpResponse, Problem> {
    fields.must_carry(&app.key.form_key(FORM))?;
    let (email, password) = (fields.text("email").to_owned(), fields.text("password").to_owned());
    let passwords = app.passwords.clone();
    let proved = app.db.read(move |conn| identity::sign_in(conn, &passwords, &email, &password)).await;
    let account = match proved {
        Ok(account) => account,
        Err(IdentityError::WrongCredentials) => {
            let language = browser_language(&request);
            let text = Problem::new(Kind::Unauthenticated, "wrong_credentials").text(language);
            let form = FormState { values: fields, errors: vec![("email".into(), text)] };
            return page_with(FORM_AGAIN, &sign_in_page(&app, language, form));
        }
        Err(error) => return Err(error.into()),
    };
    let token = Token::random().map_err(|_| IdentityError::Broken)?;
    let minutes = app.config.security.session_minutes;
    let expires = app.now().plus_seconds(minutes * 60);
    let on_behalf = Request { actor: account.actor(), id: request_id(&request) };
    let opened = token.clone();
    app.db.write(on_behalf, move |tx| identity::open_session(tx, account.id, &opened, expires)).await?;
    let mut response = see_other(safe_path(fields.text("next")));
    let _same_name = response.add_cookie(&session::opening(&app.config.http, &token, minutes));
    Ok(response)
}

async fn sign_out(app: Data<App>, who: SignedIn, PostedForm(fields): PostedForm) -> Result<HttpResponse, Problem> {
    fields.must_carry(&app.key.form_key(who.token.reveal()))?;
    let token = who.token.clone();
    app.db.write(who.request(), move |tx| identity::sign_out(tx, &token)).await?;
    let mut response = see_other(urls::SIGN_IN);
    let _same_name = response.add_cookie(&session::closing(&app.config.http));
    Ok(response)
}

async fn set_language(app: Data<App>, who: SignedIn, PostedForm(fields): PostedForm) -> Result<HttpResponse, Problem> {
    fields.must_carry(&app.key.form_key(who.token.reveal()))?;
    let language: Language = fields.text("language").parse().unwrap_or_default();
    app.db.write(who.request(), move |tx| identity::set_language(tx, language.as_str())).await?;
    Ok(see_other(safe_path(fields.text("next"))))
}
