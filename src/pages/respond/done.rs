//! What was told us, what happens next, and how to change it.

use super::visit::{Frame, Step, Visit, When};
use crate::coi::Answer;
use crate::http::problem::Problem;
use crate::http::rate_limit::LinkRequest;
use crate::invitations::{ReviewerView, Status};
use crate::pages::layout::{Shell, page};
use actix_web::HttpResponse;
use askama::Template;

#[derive(Template)]
#[template(path = "reviewer_done.html")]
struct DonePage {
    shell: Shell,
    frame: Frame,
    view: ReviewerView,
    /// The answer as a sentence.
    answer: String,
    accepted: bool,
    declined: bool,
    /// Whether every application was declared a conflict.
    all_conflicts: bool,
    signed: Option<(String, When)>,
    due: When,
    copy_to: String,
    change: String,
    conflicts: String,
    decline: String,
}

/// The summary.
pub(super) async fn show(_: LinkRequest, visit: Visit) -> Result<HttpResponse, Problem> {
    if visit.step() != Step::Done && visit.view.invitation.status != Status::Declined {
        return Ok(visit.go_on());
    }
    let view = visit.view.clone();
    let accepted = view.invitation.status == Status::Accepted;
    let shell = visit.shell(if view.handed_off { "reviewer-begun-title" } else { "reviewer-done-title" });
    page(&DonePage {
        answer: answer(&shell, &view),
        accepted,
        declined: view.invitation.status == Status::Declined,
        all_conflicts: all_conflicts(&view),
        signed: view.signed.as_ref().map(|(name, at)| (name.clone(), visit.when(*at))),
        due: visit.when(view.call.settings.review_due_at),
        copy_to: masked(&view.invitation.to_address),
        change: visit.path("change"),
        conflicts: visit.path("conflicts"),
        decline: visit.path("decline"),
        frame: if accepted { visit.frame(Step::Done) } else { visit.bare_frame() },
        shell,
        view,
    })
}

fn answer(shell: &Shell, view: &ReviewerView) -> String {
    let invitation = &view.invitation;
    match (invitation.status, invitation.available_from) {
        (Status::Accepted, _) => shell.n("reviewer-told-accepted", invitation.accepted_load.unwrap_or_default()),
        (Status::Deferred, Some(day)) => shell.v("reviewer-told-deferred", shell.day(&day)),
        (Status::Declined, _) => shell.t("reviewer-told-declined"),
        _ => shell.t("reviewer-told-nothing"),
    }
}

fn all_conflicts(view: &ReviewerView) -> bool {
    let is_conflict = |answer: Option<Answer>| answer == Some(Answer::Conflict);
    let mut answers = view.snapshots.iter().map(|known| known.declaration.as_ref().map(|declared| declared.answer));
    !view.snapshots.is_empty() && answers.all(is_conflict)
}

/// An address that its owner recognises and nobody else learns: “m…@ki.example”.
pub(super) fn masked(address: &str) -> String {
    match (address.chars().next(), address.rsplit_once('@')) {
        (Some(first), Some((_, domain))) => format!("{first}…@{domain}"),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_masked() {
        assert_eq!(masked("marta@ki.example"), "m…@ki.example");
        assert_eq!(masked(""), "");
    }
}
