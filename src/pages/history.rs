//! Histories of calls, persons and invitations; and their lines, for other pages.

use super::calls::call_title;
use super::layout::{Area, Shell, page};
use super::pager::{self, Pager};
use crate::app::App;
use crate::audit::{self, Entry, HistoryFilter};
use crate::db::Conn;
use crate::http::auth::SignedIn;
use crate::http::problem::Problem;
use crate::http::urls;
use crate::kernel::ids::{CallId, InvitationId, PersonId};
use crate::kernel::page::Page;
use crate::{calls, invitations, people};
use actix_web::web::{self, Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde_json::Value;

/// Lines on one page.
const LINES: i64 = 50;

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(web::resource("/calls/{call}/history").get(of_call))
        .service(web::resource("/reviewers/{person}/history").get(of_person))
        .service(web::resource("/invitations/{invitation}/history").get(of_invitation));
}

/// One line of a history; `history.html` shows it.
#[derive(Debug, Clone)]
pub(super) struct HistoryLine {
    /// The instant for machines.
    pub iso: String,
    /// The instant for people.
    pub at: String,
    /// What happened.
    pub what: String,
    /// Who did it.
    pub who: String,
    /// What they are, in a word.
    pub role: String,
    /// Whether the name is that of a reviewer, in Latin letters.
    pub is_reviewer: bool,
    /// Number and path of the application.
    pub application: Option<(String, String)>,
    /// Name and path of the person.
    pub person: Option<(String, String)>,
    /// What else is known.
    pub details: Vec<String>,
}

/// The lines of a history, for any page.
pub(super) fn lines(shell: &Shell, entries: Vec<Entry>) -> Vec<HistoryLine> {
    entries.into_iter().map(|entry| line(shell, entry)).collect()
}

fn line(shell: &Shell, entry: Entry) -> HistoryLine {
    let is_system = entry.actor_kind == "system";
    let own = |person: &PersonId| entry.actor_kind == "reviewer" && person.to_string() == entry.actor_id;
    let person = entry.person.filter(|person| !own(person));
    let path = entry.call.zip(entry.application).map(|(call, id)| urls::application(call, id));
    HistoryLine {
        iso: entry.at.to_string(),
        at: shell.stamp(&entry.at),
        what: shell.e("event", entry.name),
        role: shell.e("history-actor", &entry.actor_kind),
        is_reviewer: entry.actor_kind == "reviewer",
        application: entry.application_number.clone().zip(path),
        person: entry.person_name.clone().zip(person.map(urls::person)),
        details: details(shell, &entry.payload),
        who: match entry.actor_name {
            Some(name) => name,
            None if is_system => shell.t("product"),
            None => shell.t("history-unknown"),
        },
    }
}

/// How a value of a payload is shown.
enum Show {
    /// A text with this prefix.
    Word(&'static str),
    /// A text with the number in it, unless it is 0.
    Count(&'static str),
    /// A text with the value in it.
    Value(&'static str),
    /// A text where the value is true.
    Flag(&'static str),
}

/// The values that a history shows, in their order. Ids of plans, letters and keys are not for people.
const SHOWN: [(&str, Show); 18] = [
    ("answer", Show::Word("history-answer")),
    ("outcome", Show::Word("history-outcome")),
    ("state", Show::Word("history-review")),
    ("reason", Show::Word("history-reason")),
    ("suggested", Show::Flag("history-suggested")),
    ("load", Show::Count("history-load")),
    ("from", Show::Value("history-from")),
    ("applications", Show::Count("history-applications")),
    ("kind", Show::Word("history-letter")),
    ("as", Show::Word("history-settled")),
    ("source", Show::Word("history-source")),
    ("created", Show::Count("history-created")),
    ("updated", Show::Count("history-updated")),
    ("rejected", Show::Count("history-rejected")),
    ("changes", Show::Count("history-changes")),
    ("role", Show::Word("history-role")),
    ("version", Show::Value("history-version")),
    ("sha256", Show::Value("history-checksum")),
];

fn details(shell: &Shell, payload: &Value) -> Vec<String> {
    let known = SHOWN.iter().filter_map(|(key, show)| Some((payload.get(key)?, show)));
    known.filter_map(|(value, show)| detail(shell, value, show)).collect()
}

fn detail(shell: &Shell, value: &Value, show: &Show) -> Option<String> {
    match (show, value) {
        (_, Value::Null) => None,
        (Show::Word(prefix), Value::String(word)) => {
            let text = shell.e(prefix, word);
            // A word that the catalogue does not know is better than none.
            Some(if text.starts_with(prefix) { word.clone() } else { text })
        }
        (Show::Count(key), Value::Number(number)) => {
            number.as_i64().filter(|number| *number > 0).map(|number| shell.n(key, number))
        }
        (Show::Value(key), Value::String(text)) => Some(shell.v(key, text.chars().take(12).collect::<String>())),
        (Show::Value(key), other) => Some(shell.v(key, other)),
        (Show::Flag(key), Value::Bool(true)) => Some(shell.t(key)),
        _ => None,
    }
}

#[derive(Template)]
#[template(path = "history_page.html")]
struct HistoryPage {
    shell: Shell,
    /// Of what, under the heading.
    about: String,
    lines: Vec<HistoryLine>,
    pager: Pager,
}

/// Reads a page of a history together with what it is about.
async fn read<T: Send + 'static>(
    app: &App,
    request: &HttpRequest,
    filter: HistoryFilter,
    about: impl FnOnce(&mut Conn) -> Result<Option<T>, Problem> + Send + 'static,
) -> Result<(T, Page<Entry>, Pager), Problem> {
    let asked = pager::asked(request, LINES);
    let wanted = asked.clone();
    let (about, found) = app
        .db
        .read(move |conn| {
            let about = about(conn)?.ok_or_else(Problem::not_found)?;
            Ok::<_, Problem>((about, audit::history(conn, filter, &wanted)?))
        })
        .await?;
    let pager = Pager::of(request.path(), &asked, &found);
    Ok((about, found, pager))
}

async fn of_call(
    app: Data<App>,
    request: HttpRequest,
    who: SignedIn,
    id: Path<CallId>,
) -> Result<HttpResponse, Problem> {
    let id = *id;
    let filter = HistoryFilter { call: Some(id), ..HistoryFilter::default() };
    let (call, found, pager) = read(&app, &request, filter, move |conn| Ok(calls::call(conn, id)?)).await?;
    let about = call_title(who.language(), &call);
    let shell = Shell::officer(&app, &who, Area::Calls, "history-title")
        .at(&request)
        .crumb(who.language().text("nav-calls"), urls::CALLS)
        .crumb(&about, urls::call(id));
    let lines = lines(&shell, found.items);
    page(&HistoryPage { shell, about, lines, pager })
}

async fn of_person(
    app: Data<App>,
    request: HttpRequest,
    who: SignedIn,
    id: Path<PersonId>,
) -> Result<HttpResponse, Problem> {
    let id = *id;
    let filter = HistoryFilter { person: Some(id), ..HistoryFilter::default() };
    let (about, found, pager) = read(&app, &request, filter, move |conn| name_of(conn, id)).await?;
    let shell = Shell::officer(&app, &who, Area::Pool, "history-title")
        .at(&request)
        .crumb(who.language().text("nav-reviewers"), urls::POOL)
        .crumb(&about, urls::person(id));
    let lines = lines(&shell, found.items);
    page(&HistoryPage { shell, about, lines, pager })
}

async fn of_invitation(
    app: Data<App>,
    request: HttpRequest,
    who: SignedIn,
    id: Path<InvitationId>,
) -> Result<HttpResponse, Problem> {
    let id = *id;
    let filter = HistoryFilter { invitation: Some(id), ..HistoryFilter::default() };
    let about = move |conn: &mut Conn| {
        let Some(invitation) = invitations::invitation(conn, id)? else { return Ok(None) };
        let call = calls::call(conn, invitation.call)?;
        Ok(call.zip(name_of(conn, invitation.person)?))
    };
    let ((call, about), found, pager) = read(&app, &request, filter, about).await?;
    let shell = Shell::officer(&app, &who, Area::Calls, "history-title")
        .at(&request)
        .crumb(who.language().text("nav-calls"), urls::CALLS)
        .crumb(call_title(who.language(), &call), urls::call(call.id))
        .crumb(&about, urls::invitation(id));
    let lines = lines(&shell, found.items);
    page(&HistoryPage { shell, about, lines, pager })
}

fn name_of(conn: &mut Conn, id: PersonId) -> Result<Option<String>, Problem> {
    let person = people::person(conn, id)?;
    Ok(person.map(|person| people::full_name(&person.family_name, &person.given_name, person.name_order)))
}

#[cfg(test)]
mod tests {
    use crate::audit::EventName;
    use crate::i18n::Language;
    use crate::invitations::DeclineReason;
    use crate::reports::AttentionKind;

    #[test]
    fn everything_that_can_happen_has_a_text() {
        let events = EventName::ALL.iter().map(|name| format!("event-{name}"));
        let reasons = DeclineReason::ALL.iter().map(|reason| format!("history-reason-{reason}"));
        let kinds = AttentionKind::ALL.iter().map(|kind| format!("attention-hint-{kind}"));
        for key in events.chain(reasons).chain(kinds).map(|key| key.replace(['_', '.'], "-")) {
            for language in [Language::En, Language::Ja] {
                assert_ne!(language.text(&key), key);
            }
        }
    }
}
