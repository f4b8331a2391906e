//! Reading and signing the confidentiality undertaking.

use super::visit::{Frame, Step, Visit};
use crate::http::form::{Fields, PostedForm};
use crate::http::problem::{FORM_AGAIN, Problem};
use crate::http::rate_limit::LinkRequest;
use crate::invitations::{self, ReviewerView, Sign, UNDERTAKING};
use crate::pages::forms::FormState;
use crate::pages::layout::{Shell, page, page_with};
use actix_web::HttpResponse;
use askama::Template;

#[derive(Template)]
#[template(path = "reviewer_undertaking.html")]
struct UndertakingPage {
    shell: Shell,
    frame: Frame,
    form: FormState,
    version: &'static str,
    articles: &'static [&'static str],
    text_hash: String,
    action: String,
}

impl UndertakingPage {
    fn new(visit: &Visit, form: FormState) -> Self {
        let mut shell = visit.shell("reviewer-undertaking-title");
        shell.has_errors = !form.errors.is_empty();
        Self {
            shell,
            frame: visit.frame(Step::Undertaking),
            form,
            version: UNDERTAKING.version,
            articles: UNDERTAKING.articles,
            text_hash: UNDERTAKING.hash.clone(),
            action: visit.path("undertaking"),
        }
    }
}

/// The text, to be signed.
pub(super) async fn show(_: LinkRequest, visit: Visit) -> Result<HttpResponse, Problem> {
    if visit.step() != Step::Undertaking {
        return Ok(visit.go_on());
    }
    page(&UndertakingPage::new(&visit, FormState::default()))
}

/// Takes the signature. Where the text changed meanwhile, it is shown again.
pub(super) async fn take(
    _: LinkRequest,
    visit: Visit,
    PostedForm(fields): PostedForm,
) -> Result<HttpResponse, Problem> {
    fields.must_carry(&visit.form_key())?;
    match write(&visit, &fields).await {
        Ok(view) => Ok(visit.go_on_after(&view, "reviewer-signed")),
        Err(problem) if problem.violations.is_empty() && problem.code != "undertaking_changed" => {
            visit.elsewhere(problem).await
        }
        Err(problem) => {
            let form = FormState::again(fields, problem, visit.language)?;
            page_with(FORM_AGAIN, &UndertakingPage::new(&visit, form))
        }
    }
}

async fn write(visit: &Visit, fields: &Fields) -> Result<ReviewerView, Problem> {
    let id = visit.id();
    let sign = Sign {
        text_hash: fields.text("text_hash").to_owned(),
        name: fields.text("name").to_owned(),
        agree: fields.has("agree"),
    };
    let work = move |tx: &mut crate::db::Tx<'_>| {
        invitations::sign_undertaking(tx, id, &sign)?;
        invitations::reviewer_view(tx.conn, id)
    };
    Ok(visit.app.db.write(visit.request, work).await?)
}
