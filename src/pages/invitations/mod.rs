//! The invitations of a call: who was asked, what became of the letters, what was answered.

mod one;

use super::layout::{Area, Shell, page};
use super::mail::state_class;
use crate::app::App;
use crate::calls::{self, Call};
use crate::http::auth::SignedIn;
use crate::http::form::Fields;
use crate::http::problem::Problem;
use crate::http::urls;
use crate::i18n::Language;
use crate::invitations::{self, InvitationLine, Status};
use crate::kernel::ids::CallId;
use crate::mail::Message;
use actix_web::web::{self, Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(web::resource("/calls/{call}/invitations").get(list))
        .service(web::resource("/invitations/{invitation}").get(one::show))
        .service(web::resource("/invitations/{invitation}/withdrawal").post(one::withdraw));
}

/// The title of a call in the reader's language, as far as it has one.
pub(super) fn call_title(language: Language, call: &Call) -> String {
    let settings = &call.settings;
    let has_japanese = !settings.title_ja.is_empty();
    if language == Language::Ja && has_japanese { settings.title_ja.clone() } else { settings.title.clone() }
}

/// A page below a call, with the way there.
pub(super) fn below_call(shell: Shell, call: &Call) -> Shell {
    let (calls, title) = (shell.t("nav-calls"), call_title(shell.language, call));
    shell.crumb(calls, urls::CALLS).crumb(title, urls::call(call.id))
}

/// The kind of tag for the status of an invitation.
fn status_class(status: Status) -> &'static str {
    match status {
        Status::Accepted => "ok",
        Status::Queued | Status::Sent | Status::Deferred => "info",
        Status::Expired => "warn",
        Status::Bounced => "bad",
        Status::Declined | Status::Withdrawn => "",
    }
}

/// A tag: its kind and its word.
struct Tag {
    class: &'static str,
    word: String,
}

fn status_tag(shell: &Shell, status: Status) -> Tag {
    Tag { class: status_class(status), word: shell.e("inv-status", status) }
}

fn letter_tag(shell: &Shell, letter: &Message) -> Tag {
    Tag { class: state_class(letter.state), word: shell.e("mail-state", letter.state) }
}

#[derive(Template)]
#[template(path = "invitations.html")]
struct ListPage {
    shell: Shell,
    filters: Vec<Filter>,
    rows: Vec<Row>,
    /// Whether there is any invitation at all.
    any: bool,
    invite: String,
}

/// A way to see the invitations of one status only.
struct Filter {
    path: String,
    text: String,
    count: usize,
    is_current: bool,
}

struct Row {
    path: String,
    name: String,
    institution: String,
    country: String,
    status: Tag,
    signed: Option<String>,
    sent: Option<String>,
    reply_by: String,
    answered: Option<String>,
    load: String,
    reason: Option<String>,
    note: String,
    suggestion: String,
    available: Option<String>,
    /// Kind and state of each letter.
    letters: Vec<(String, Tag)>,
}

impl Row {
    fn has_words(&self) -> bool {
        self.reason.is_some() || !self.note.is_empty() || !self.suggestion.is_empty() || self.available.is_some()
    }
}

fn load(shell: &Shell, line: &InvitationLine) -> String {
    let invitation = &line.invitation;
    match invitation.accepted_load {
        Some(taken) => shell.ab("inv-load-taken", taken, invitation.offered_load),
        None => shell.v("inv-load-offered", invitation.offered_load),
    }
}

fn row(shell: &Shell, line: &InvitationLine) -> Row {
    let invitation = &line.invitation;
    Row {
        path: urls::invitation(invitation.id),
        name: line.name.clone(),
        institution: line.institution.clone().unwrap_or_default(),
        country: line.country.as_ref().map(|code| shell.country(code.as_str())).unwrap_or_default(),
        status: status_tag(shell, invitation.status),
        signed: line.signed_at.map(|at| shell.stamp(&at)),
        sent: invitation.sent_at.map(|at| shell.stamp(&at)),
        reply_by: shell.stamp(&invitation.reply_by),
        answered: invitation.answered_at.map(|at| shell.stamp(&at)),
        load: load(shell, line),
        reason: invitation.decline_reason.map(|reason| shell.e("inv-reason", reason)),
        note: invitation.decline_note.clone(),
        suggestion: invitation.suggestion.clone(),
        available: invitation.available_from.map(|day| shell.day(&day)),
        letters: line
            .letters
            .iter()
            .map(|letter| (shell.e("mail-kind", &letter.kind), letter_tag(shell, letter)))
            .collect(),
    }
}

/// The ways to filter: everything, and each status that occurs.
fn filters(shell: &Shell, call: CallId, lines: &[InvitationLine], chosen: Option<Status>) -> Vec<Filter> {
    let list = urls::call_page(call, "invitations");
    let all = Filter {
        path: list.clone(),
        text: shell.t("inv-filter-all"),
        count: lines.len(),
        is_current: chosen.is_none(),
    };
    let by_status = Status::ALL.iter().map(|status| Filter {
        path: format!("{list}?status={status}"),
        text: shell.e("inv-status", status),
        count: lines.iter().filter(|line| line.invitation.status == *status).count(),
        is_current: chosen == Some(*status),
    });
    std::iter::once(all).chain(by_status.filter(|filter| filter.count > 0 || filter.is_current)).collect()
}

async fn list(
    app: Data<App>,
    request: HttpRequest,
    who: SignedIn,
    call: Path<CallId>,
) -> Result<HttpResponse, Problem> {
    let id = call.into_inner();
    let query = Fields::decode(request.query_string().as_bytes());
    let chosen: Option<Status> = query.text("status").parse().ok();
    let (call, lines) = app
        .db
        .read(move |conn| {
            let call = calls::call(conn, id)?.ok_or_else(Problem::not_found)?;
            Ok::<_, Problem>((call, invitations::invitations_of(conn, id)?))
        })
        .await?;
    let shell = below_call(Shell::officer(&app, &who, Area::Calls, "inv-title").at(&request), &call);
    let shown = lines.iter().filter(|line| chosen.is_none_or(|status| line.invitation.status == status));
    let rows = shown.map(|line| row(&shell, line)).collect();
    let filters = filters(&shell, id, &lines, chosen);
    page(&ListPage { filters, rows, any: !lines.is_empty(), invite: urls::call_page(id, "invite"), shell })
}
