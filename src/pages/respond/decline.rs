//! After declining, which is recorded by then: why, and who else. All of it optional.

use super::visit::{Frame, Visit};
use crate::http::form::{Fields, PostedForm};
use crate::http::problem::{FORM_AGAIN, Problem};
use crate::http::rate_limit::LinkRequest;
use crate::invitations::{self, DeclineReason, Explain, ReviewerView, Status};
use crate::kernel::failure::Violation;
use crate::pages::forms::FormState;
use crate::pages::layout::{Shell, done, page, page_with};
use actix_web::HttpResponse;
use askama::Template;

#[derive(Template)]
#[template(path = "reviewer_decline.html")]
struct DeclinePage {
    shell: Shell,
    frame: Frame,
    form: FormState,
    reasons: &'static [DeclineReason],
    action: String,
    change: String,
}

impl DeclinePage {
    fn new(visit: &Visit, form: FormState) -> Self {
        let mut shell = visit.shell("reviewer-decline-title");
        shell.has_errors = !form.errors.is_empty();
        Self {
            shell,
            frame: visit.bare_frame(),
            form,
            reasons: DeclineReason::ALL,
            action: visit.path("decline"),
            change: visit.path("change"),
        }
    }
}

fn is_open(view: &ReviewerView) -> bool {
    view.invitation.status == Status::Declined && !view.handed_off
}

/// Asks more about declining.
pub(super) async fn show(_: LinkRequest, visit: Visit) -> Result<HttpResponse, Problem> {
    if !is_open(&visit.view) {
        return Ok(visit.go_on());
    }
    let told = &visit.view.invitation;
    let reason = told.decline_reason.map(|reason| reason.to_string()).unwrap_or_default();
    let values = vec![("reason", reason), ("note", told.decline_note.clone()), ("suggestion", told.suggestion.clone())];
    page(&DeclinePage::new(&visit, FormState::new(values)))
}

fn explain_of(fields: &Fields) -> Result<Explain, Problem> {
    let reason = fields.filled("reason").map(str::parse).transpose();
    Ok(Explain {
        reason: reason.map_err(|_| Problem::invalid(Violation::new("/reason", "choose_one")))?,
        note: fields.text("note").to_owned(),
        suggestion: fields.text("suggestion").to_owned(),
    })
}

/// Takes what somebody who declined says about it.
pub(super) async fn take(
    _: LinkRequest,
    visit: Visit,
    PostedForm(fields): PostedForm,
) -> Result<HttpResponse, Problem> {
    fields.must_carry(&visit.form_key())?;
    match write(&visit, &fields).await {
        Ok(()) => Ok(done(&visit.path("done"), "reviewer-explained")),
        Err(problem) if problem.violations.is_empty() => visit.elsewhere(problem).await,
        Err(problem) => {
            let form = FormState::again(fields, problem, visit.language)?;
            page_with(FORM_AGAIN, &DeclinePage::new(&visit, form))
        }
    }
}

async fn write(visit: &Visit, fields: &Fields) -> Result<(), Problem> {
    let (id, explain) = (visit.id(), explain_of(fields)?);
    visit.app.db.write(visit.request, move |tx| invitations::explain_decline(tx, id, &explain)).await?;
    Ok(())
}
