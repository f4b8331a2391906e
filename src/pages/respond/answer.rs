//! The invitation and the answer to it.

use super::visit::{Frame, Step, Visit, When};
use crate::http::form::{Fields, PostedForm};
use crate::http::problem::{FORM_AGAIN, Problem};
use crate::http::rate_limit::LinkRequest;
use crate::invitations::{self, Availability, Load, Reply, ReviewerView, Status};
use crate::kernel::failure::Violation;
use crate::kernel::time::Day;
use crate::pages::forms::FormState;
use crate::pages::layout::{Shell, page, page_with};
use actix_web::HttpResponse;
use askama::Template;

#[derive(Template)]
#[template(path = "reviewer_answer.html")]
struct AnswerPage {
    shell: Shell,
    frame: Frame,
    form: FormState,
    view: ReviewerView,
    name: String,
    due: When,
    reply: When,
    honorarium: String,
    /// The numbers of applications below what is offered, and whether each is chosen.
    loads: Vec<(i32, bool)>,
    /// The first day that can be given for later.
    tomorrow: String,
    action: String,
    /// Whether an answer is there already.
    answered: bool,
}

impl AnswerPage {
    fn new(visit: &Visit, form: FormState) -> Self {
        let view = visit.view.clone();
        let offered = view.invitation.offered_load;
        let mut shell = visit.shell("reviewer-answer-title");
        shell.title = shell.n("reviewer-answer-title", offered);
        shell.has_errors = !form.errors.is_empty();
        let chosen: i32 = form.value("load").parse().unwrap_or(offered - 1);
        Self {
            frame: visit.frame(Step::Answer),
            name: view.person.name(),
            due: visit.when(view.call.settings.review_due_at),
            reply: visit.when(view.invitation.reply_by),
            honorarium: visit.app.config.funder.honorarium.clone(),
            loads: (1..offered).map(|load| (load, load == chosen)).collect(),
            tomorrow: visit.app.now().day_in(&view.call.zone()).plus_days(1).to_string(),
            action: visit.path("answer"),
            answered: view.invitation.answered_at.is_some(),
            shell,
            form,
            view,
        }
    }
}

/// The next open step; the invitation itself while it is not answered.
pub(super) async fn show(_: LinkRequest, visit: Visit) -> Result<HttpResponse, Problem> {
    if visit.step() != Step::Answer {
        return Ok(visit.go_on());
    }
    page(&AnswerPage::new(&visit, FormState::default()))
}

/// The invitation with the present answer, to give another.
pub(super) async fn show_again(_: LinkRequest, visit: Visit) -> Result<HttpResponse, Problem> {
    if visit.view.handed_off {
        return Ok(visit.go_on());
    }
    page(&AnswerPage::new(&visit, present(&visit.view)))
}

/// For who reloads the page of a posted form.
pub(super) async fn go_on(_: LinkRequest, visit: Visit) -> Result<HttpResponse, Problem> {
    Ok(visit.go_on())
}

/// The present answer as the form would have sent it.
fn present(view: &ReviewerView) -> FormState {
    let invitation = &view.invitation;
    let mut values = Vec::new();
    match invitation.status {
        Status::Accepted if invitation.accepted_load.is_some_and(|load| load < invitation.offered_load) => {
            values.push(("a", "fewer".to_owned()));
            values.push(("load", invitation.accepted_load.unwrap_or_default().to_string()));
        }
        Status::Accepted => values.push(("a", "full".to_owned())),
        Status::Deferred => {
            values.push(("a", "later".to_owned()));
            values.push(("from", invitation.available_from.map(|day| day.to_string()).unwrap_or_default()));
        }
        Status::Declined => values.push(("a", "no".to_owned())),
        Status::Queued | Status::Sent | Status::Bounced | Status::Expired | Status::Withdrawn => {}
    }
    FormState::new(values)
}

fn reply_of(fields: &Fields) -> Result<Reply, Problem> {
    match fields.text("a") {
        "full" => Ok(Reply::Accept(Load::Full)),
        "fewer" => Ok(Reply::Accept(Load::Reduced(fields.number("load")))),
        "later" => {
            let day: Result<Day, _> = fields.text("from").trim().parse();
            let day = day.map_err(|_| Problem::invalid(Violation::new("/available_from", "day")))?;
            Ok(Reply::Later(Availability(day)))
        }
        "no" => Ok(Reply::Decline),
        _ => Err(Problem::invalid(Violation::new("/a", "choose_one"))),
    }
}

/// Takes an answer, and leads on.
pub(super) async fn take(
    _: LinkRequest,
    visit: Visit,
    PostedForm(fields): PostedForm,
) -> Result<HttpResponse, Problem> {
    fields.must_carry(&visit.form_key())?;
    match write(&visit, &fields).await {
        Ok(view) => {
            let key = match view.invitation.status {
                Status::Declined => "reviewer-declined",
                _ => "reviewer-answered",
            };
            Ok(visit.go_on_after(&view, key))
        }
        Err(problem) if problem.violations.is_empty() => visit.elsewhere(problem).await,
        Err(problem) => {
            let form = FormState::again(fields, problem, visit.language)?;
            page_with(FORM_AGAIN, &AnswerPage::new(&visit, form))
        }
    }
}

async fn write(visit: &Visit, fields: &Fields) -> Result<ReviewerView, Problem> {
    let reply = reply_of(fields)?;
    let (office, id) = (visit.app.office.clone(), visit.id());
    let work = move |tx: &mut crate::db::Tx<'_>| {
        invitations::answer(tx, &office, id, reply)?;
        invitations::reviewer_view(tx.conn, id)
    };
    Ok(visit.app.db.write(visit.request, work).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posted(text: &str) -> Result<Reply, Problem> {
        reply_of(&Fields::decode(text.as_bytes()))
    }

    #[test]
    fn each_choice_is_an_answer_and_none_is_told() {
        assert_eq!(posted("a=full&load=2").unwrap(), Reply::Accept(Load::Full));
        assert_eq!(posted("a=fewer&load=2").unwrap(), Reply::Accept(Load::Reduced(2)));
        assert_eq!(posted("a=no").unwrap(), Reply::Decline);
        let day = "2027-03-01".parse().unwrap();
        assert_eq!(posted("a=later&from=2027-03-01").unwrap(), Reply::Later(Availability(day)));
        assert_eq!(posted("a=later&from=soon").unwrap_err().violations[0].field, "/available_from");
        assert_eq!(posted("").unwrap_err().violations[0].code, "choose_one");
    }
}
