//! Declaring interests: one answer for each application.

use super::visit::{Frame, Step, Visit};
use crate::coi::Answer;
use crate::http::form::{Fields, PostedForm};
use crate::http::problem::{FORM_AGAIN, Problem};
use crate::http::rate_limit::LinkRequest;
use crate::invitations::{self, DeclareInterests, ReviewerView, SnapshotStanding, Status};
use crate::kernel::ids::ApplicationId;
use crate::pages::forms::FormState;
use crate::pages::layout::{Shell, page, page_with};
use actix_web::HttpResponse;
use askama::Template;

/// One application and what is answered about it so far.
struct Item {
    /// The names of its fields: `answer-…` and `details-…`.
    answer: String,
    details: String,
    standing: SnapshotStanding,
}

#[derive(Template)]
#[template(path = "reviewer_conflicts.html")]
struct ConflictsPage {
    shell: Shell,
    frame: Frame,
    form: FormState,
    items: Vec<Item>,
    answers: &'static [Answer],
    action: String,
}

fn answer_field(application: ApplicationId) -> String {
    format!("answer-{application}")
}

fn details_field(application: ApplicationId) -> String {
    format!("details-{application}")
}

impl ConflictsPage {
    fn new(visit: &Visit, form: FormState) -> Self {
        let mut shell = visit.shell("reviewer-conflicts-title");
        shell.has_errors = !form.errors.is_empty();
        let items = visit.view.snapshots.iter().map(|standing| Item {
            answer: answer_field(standing.snapshot.id),
            details: details_field(standing.snapshot.id),
            standing: standing.clone(),
        });
        Self {
            items: items.collect(),
            frame: visit.frame(Step::Conflicts),
            answers: Answer::ALL,
            action: visit.path("conflicts"),
            shell,
            form,
        }
    }
}

fn is_open(view: &ReviewerView) -> bool {
    view.invitation.status == Status::Accepted && !view.snapshots.is_empty() && !view.handed_off
}

/// The applications, with what was declared last.
pub(super) async fn show(_: LinkRequest, visit: Visit) -> Result<HttpResponse, Problem> {
    if !is_open(&visit.view) {
        return Ok(visit.go_on());
    }
    let mut values = Fields::default();
    for known in &visit.view.snapshots {
        if let Some(declared) = &known.declaration {
            values.0.push((answer_field(known.snapshot.id), declared.answer.to_string()));
            values.0.push((details_field(known.snapshot.id), declared.details.clone()));
        }
    }
    page(&ConflictsPage::new(&visit, FormState { values, errors: Vec::new() }))
}

type Declared = Vec<(ApplicationId, Answer, String)>;

/// What the form says of every application, and what is missing in it: field and sentence.
fn declared_of(visit: &Visit, fields: &Fields) -> (Declared, Vec<(String, String)>) {
    let (mut declared, mut errors) = (Vec::new(), Vec::new());
    let missing = |key: &str, number: &str| visit.language.text_with(key, &[("v", number.to_owned().into())]);
    for known in &visit.view.snapshots {
        let snapshot = &known.snapshot;
        let details = fields.text(&details_field(snapshot.id));
        match fields.text(&answer_field(snapshot.id)).parse() {
            Err(_) => {
                errors.push((answer_field(snapshot.id), missing("reviewer-conflicts-unanswered", &snapshot.number)));
            }
            Ok(answer) if answer != Answer::None && details.trim().is_empty() => {
                errors.push((details_field(snapshot.id), missing("reviewer-conflicts-no-details", &snapshot.number)));
            }
            Ok(answer) => declared.push((snapshot.id, answer, details.to_owned())),
        }
    }
    (declared, errors)
}

/// Gives the error of the declaration at a place to the field of its application.
fn at_fields(errors: &mut [(String, String)], declared: &Declared) {
    for (field, _) in errors {
        let place = field.strip_prefix("declarations-").and_then(|rest| rest.strip_suffix("-details"));
        let known = place.and_then(|place| place.parse::<usize>().ok()).and_then(|place| declared.get(place));
        if let Some((application, _, _)) = known {
            *field = details_field(*application);
        }
    }
}

/// Takes the declarations, all or none.
pub(super) async fn take(
    _: LinkRequest,
    visit: Visit,
    PostedForm(fields): PostedForm,
) -> Result<HttpResponse, Problem> {
    fields.must_carry(&visit.form_key())?;
    if !is_open(&visit.view) {
        return Ok(visit.go_on());
    }
    let (declared, errors) = declared_of(&visit, &fields);
    let form = if errors.is_empty() {
        match write(&visit, declared.clone()).await {
            Ok(view) => return Ok(visit.go_on_after(&view, "reviewer-declared")),
            Err(problem) if problem.violations.is_empty() => return visit.elsewhere(problem).await,
            Err(problem) => {
                let mut form = FormState::again(fields, problem, visit.language)?;
                at_fields(&mut form.errors, &declared);
                form
            }
        }
    } else {
        FormState { values: fields, errors }
    };
    page_with(FORM_AGAIN, &ConflictsPage::new(&visit, form))
}

async fn write(visit: &Visit, declarations: Declared) -> Result<ReviewerView, Problem> {
    let (id, declare) = (visit.id(), DeclareInterests { declarations });
    let work = move |tx: &mut crate::db::Tx<'_>| {
        invitations::declare_interests(tx, id, &declare)?;
        invitations::reviewer_view(tx.conn, id)
    };
    Ok(visit.app.db.write(visit.request, work).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_goes_to_the_field_of_its_application() {
        let declared = vec![
            (ApplicationId::new(), Answer::None, String::new()),
            (ApplicationId::new(), Answer::Unsure, String::new()),
        ];
        let mut errors = vec![("declarations-1-details".to_owned(), "Too long".to_owned())];
        at_fields(&mut errors, &declared);
        assert_eq!(errors[0].0, details_field(declared[1].0));
    }
}
