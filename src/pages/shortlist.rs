//! The shortlist of an application: who is asked, in which order.

use super::candidates::{about, add, frame, status_tag};
use super::conflicts::{Tag, verdict_tag};
use super::layout::{Shell, done, page};
use crate::app::App;
use crate::calls::{Application, Call};
use crate::coi::{self, Standing};
use crate::db::{Conn, DbError, Tx};
use crate::http::auth::SignedIn;
use crate::http::form::{Fields, PostedForm};
use crate::http::problem::Problem;
use crate::http::urls;
use crate::invitations::{self, InvitationError, ShortlistEntry, Status};
use crate::kernel::failure::Violation;
use crate::kernel::ids::{ApplicationId, CallId, PersonId};
use crate::kernel::time::UtcTime;
use crate::search::{self, Finder};
use actix_web::web::{self, Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Topics whose coverage is shown.
const TOPICS: usize = 10;

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(web::resource("/calls/{call}/applications/{application}/shortlist").get(show).post(add))
        .service(web::resource("/calls/{call}/applications/{application}/shortlist/order").post(order))
        .service(web::resource("/calls/{call}/applications/{application}/shortlist/remove").post(remove));
}

/// One place on the list.
struct Row {
    id: PersonId,
    place: i32,
    path: String,
    name: String,
    institution: Option<String>,
    country: Option<String>,
    role: String,
    score: u8,
    conflict: Tag,
    conflict_path: Option<String>,
    invitation: Option<(String, Tag)>,
    is_first: bool,
    is_last: bool,
}

/// A topic of the application, and for each person on the list whether their work touches it.
struct Topic {
    name: String,
    covered: Vec<bool>,
}

#[derive(Template)]
#[template(path = "shortlist.html")]
struct ShortlistPage {
    shell: Shell,
    path: String,
    candidates_path: String,
    invite_path: String,
    number: String,
    title: String,
    wanted: i32,
    accepted: usize,
    pending: usize,
    lost: usize,
    uninvited: usize,
    rows: Vec<Row>,
    topics: Vec<Topic>,
}

struct Loaded {
    call: Call,
    application: Application,
    entries: Vec<ShortlistEntry>,
    standings: BTreeMap<PersonId, Standing>,
    topics: Vec<Topic>,
}

fn gather(
    conn: &mut Conn,
    finder: &Finder,
    call: CallId,
    application: ApplicationId,
    now: UtcTime,
) -> Result<Option<Loaded>, DbError> {
    let Some((call, application)) = about(conn, call, application)? else { return Ok(None) };
    let entries = invitations::shortlist(conn, application.id)?;
    let standings = coi::standings(conn, &application, now.day_in(&call.zone()))?;
    let index = finder.index(conn)?;
    let ranking = index.ranking(&application);
    let terms: Vec<Vec<String>> = entries.iter().map(|entry| ranking.terms(entry.person)).collect();
    Ok(Some(Loaded { call, application, entries, standings, topics: topics(&terms) }))
}

/// The topics that most of the persons share with the application.
fn topics(terms: &[Vec<String>]) -> Vec<Topic> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for term in terms.iter().flatten() {
        *counts.entry(term).or_default() += 1;
    }
    let mut names: Vec<(&str, usize)> = counts.into_iter().collect();
    names.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let topic = |name: &str| Topic {
        name: name.to_owned(),
        covered: terms.iter().map(|known| known.iter().any(|term| term == name)).collect(),
    };
    names.into_iter().take(TOPICS).map(|(name, _)| topic(name)).collect()
}

fn rows(shell: &Shell, loaded: &Loaded) -> Vec<Row> {
    let wanted = loaded.call.settings.reviewers_per_application;
    let count = loaded.entries.len();
    let row = |(at, entry): (usize, &ShortlistEntry)| {
        let standing = loaded.standings.get(&entry.person);
        let known = standing.is_some_and(|known| !known.findings.is_empty() || known.declaration.is_some());
        let place = i32::try_from(at).unwrap_or(i32::MAX).saturating_add(1);
        let backup = place - wanted;
        Row {
            id: entry.person,
            place,
            path: urls::person(entry.person),
            name: entry.name.clone(),
            institution: entry.institution.clone(),
            country: entry.country.as_ref().map(|code| shell.country(code.as_str())),
            role: if backup <= 0 { shell.t("short-first-choice") } else { shell.n("short-backup", backup) },
            score: search::shown_score(entry.score),
            conflict: verdict_tag(shell, standing.map_or(coi::Verdict::NotDeclared, Standing::verdict)),
            conflict_path: known.then(|| urls::conflict(loaded.application.id, entry.person)),
            invitation: entry.invitation.map(|(id, status)| (urls::invitation(id), status_tag(shell, status))),
            is_first: at == 0,
            is_last: at + 1 == count,
        }
    };
    loaded.entries.iter().enumerate().map(row).collect()
}

async fn show(
    app: Data<App>,
    who: SignedIn,
    request: HttpRequest,
    path: Path<(CallId, ApplicationId)>,
) -> Result<HttpResponse, Problem> {
    let (call, application) = path.into_inner();
    let (finder, now) = (Arc::clone(&app.finder), app.now());
    let loaded = app.db.read(move |conn| gather(conn, &finder, call, application, now)).await?;
    let loaded = loaded.ok_or_else(Problem::not_found)?;
    let shell = frame(&app, &who, "short-title", &loaded.call, &loaded.application).at(&request);
    let at = |wanted: &[Status]| {
        let statuses = loaded.entries.iter().map(|entry| entry.invitation.map(|(_, status)| status));
        statuses.filter(|status| status.is_some_and(|status| wanted.contains(&status))).count()
    };
    page(&ShortlistPage {
        path: urls::application_page(call, application, "shortlist"),
        candidates_path: urls::application_page(call, application, "candidates"),
        invite_path: urls::call_page(call, "invite"),
        number: loaded.application.number.clone(),
        title: loaded.application.title.clone(),
        wanted: loaded.call.settings.reviewers_per_application,
        accepted: at(&[Status::Accepted]),
        pending: at(&[Status::Queued, Status::Sent]),
        lost: at(&[Status::Declined, Status::Deferred, Status::Bounced, Status::Expired, Status::Withdrawn]),
        uninvited: loaded.entries.iter().filter(|entry| entry.invitation.is_none()).count(),
        rows: rows(&shell, &loaded),
        topics: loaded.topics,
        shell,
    })
}

/// Whom a form is about.
fn person(fields: &Fields) -> Result<PersonId, Problem> {
    let person = fields.text("person").parse();
    person.map_err(|_| Problem::invalid(Violation::new("/person", "not_an_id")))
}

/// The address of a row, so that the page comes back where the button was pressed.
fn back(call: CallId, application: ApplicationId, person: Option<PersonId>) -> String {
    let path = urls::application_page(call, application, "shortlist");
    person.map_or_else(|| path.clone(), |person| format!("{path}#r-{person}"))
}

async fn order(
    app: Data<App>,
    who: SignedIn,
    path: Path<(CallId, ApplicationId)>,
    PostedForm(fields): PostedForm,
) -> Result<HttpResponse, Problem> {
    fields.must_carry(&app.key.form_key(who.token.reveal()))?;
    let (call, application) = path.into_inner();
    let person = person(&fields)?;
    let up = match fields.text("move") {
        "up" => true,
        "down" => false,
        _ => return Err(Problem::invalid(Violation::new("/move", "required"))),
    };
    app.db.write(who.request(), move |tx| shift(tx, call, application, person, up)).await?;
    Ok(done(&back(call, application, Some(person)), "short-ordered"))
}

/// Moves somebody by one place; who is at the end or off the list stays.
fn shift(
    tx: &mut Tx<'_>,
    call: CallId,
    application: ApplicationId,
    person: PersonId,
    up: bool,
) -> Result<(), InvitationError> {
    about(tx.conn, call, application)?.ok_or(InvitationError::NotFound)?;
    let present = invitations::shortlist(tx.conn, application)?;
    let mut order: Vec<PersonId> = present.iter().map(|entry| entry.person).collect();
    let from = order.iter().position(|known| *known == person);
    let to = from.and_then(|from| if up { from.checked_sub(1) } else { from.checked_add(1) });
    if let (Some(from), Some(to)) = (from, to.filter(|to| *to < order.len())) {
        order.swap(from, to);
        invitations::order_shortlist(tx, application, &order)?;
    }
    Ok(())
}

async fn remove(
    app: Data<App>,
    who: SignedIn,
    path: Path<(CallId, ApplicationId)>,
    PostedForm(fields): PostedForm,
) -> Result<HttpResponse, Problem> {
    fields.must_carry(&app.key.form_key(who.token.reveal()))?;
    let (call, application) = path.into_inner();
    let person = person(&fields)?;
    let removed = app.db.write(who.request(), move |tx| {
        about(tx.conn, call, application)?.ok_or(InvitationError::NotFound)?;
        invitations::shortlist_remove(tx, application, person)
    });
    removed.await?;
    Ok(done(&back(call, application, None), "short-removed"))
}
