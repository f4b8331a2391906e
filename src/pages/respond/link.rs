//! Links that do not open, and asking for a fresh one.
//!
//! Whoever asks for a fresh link is told the same, whatever link they present.

use super::visit::Frame;
use crate::app::App;
use crate::db::Request;
use crate::http::form::PostedForm;
use crate::http::problem::Problem;
use crate::http::rate_limit::LinkRequest;
use crate::http::urls;
use crate::i18n::Language;
use crate::invitations::{self, LinkState};
use crate::kernel::actor::Actor;
use crate::kernel::failure::Kind;
use crate::kernel::secret::Token;
use crate::pages::error::browser_language;
use crate::pages::layout::{Shell, done, page, page_with};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

#[derive(Template)]
#[template(path = "reviewer_closed.html")]
struct ClosedPage {
    shell: Shell,
    frame: Frame,
    text: String,
    /// Where to ask for a fresh link.
    ask: Option<String>,
}

/// The page of a link that does not open.
pub(super) fn closed(app: &App, language: Language, token: &str, state: &LinkState) -> Result<HttpResponse, Problem> {
    let problem = match state {
        LinkState::Expired => Problem::new(Kind::Gone, "link_expired"),
        LinkState::Withdrawn => Problem::new(Kind::Gone, "invitation_withdrawn"),
        LinkState::Unknown | LinkState::Open(_) => Problem::not_found(),
    };
    let what = match state {
        LinkState::Expired => "expired",
        LinkState::Withdrawn => "withdrawn",
        LinkState::Unknown | LinkState::Open(_) => "unknown",
    };
    let mut shell = Shell::open(app, language).titled(language.text(&format!("reviewer-closed-{what}-title")));
    shell.csrf = app.key.form_key(token);
    let ask = matches!(state, LinkState::Expired).then(|| urls::respond(token, "new-link"));
    let text = language.text(&format!("reviewer-closed-{what}"));
    page_with(problem.status(), &ClosedPage { shell, frame: Frame::bare(app), text, ask })
}

/// Offers to send a fresh link; after that, says what was done.
pub(super) async fn show(
    app: Data<App>,
    _: LinkRequest,
    token: Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let language = browser_language(&request);
    let mut shell = Shell::open(&app, language).titled(language.text("reviewer-link-title")).at(&request);
    shell.csrf = app.key.form_key(&token);
    let asked = shell.done.is_some();
    let text = language.text(if asked { "reviewer-link-asked" } else { "reviewer-link-text" });
    let ask = (!asked).then(|| urls::respond(&token, "new-link"));
    page(&ClosedPage { shell, frame: Frame::bare(&app), text, ask })
}

/// Has a fresh link sent to the address that is known, if there is one.
pub(super) async fn take(
    app: Data<App>,
    _: LinkRequest,
    token: Path<String>,
    PostedForm(fields): PostedForm,
) -> Result<HttpResponse, Problem> {
    fields.must_carry(&app.key.form_key(&token))?;
    let (office, presented) = (app.office.clone(), Token::presented(&token));
    let request = Request::by(Actor::System("new link"));
    app.db.write(request, move |tx| invitations::request_new_link(tx, &office, &presented)).await?;
    Ok(done(&urls::respond(&token, "new-link"), "reviewer-link"))
}
