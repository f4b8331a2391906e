//! Candidates for an application, ranked, with reasons; putting them on the shortlist.

mod filters;
mod view;

pub(super) use view::{eligibility_tag, status_tag};

use super::conflicts::call_title;
use super::forms::FormState;
use super::layout::{Area, Shell, done_n, page, page_with};
use crate::app::App;
use crate::calls::{self, Application, Call};
use crate::db::{Conn, DbError};
use crate::http::auth::SignedIn;
use crate::http::form::{Fields, PostedForm};
use crate::http::problem::{FORM_AGAIN, Problem};
use crate::http::urls;
use crate::invitations::{self, InvitationError, ShortlistEntry, Status};
use crate::kernel::ids::{ApplicationId, CallId, InvitationId, PersonId};
use crate::kernel::time::UtcTime;
use crate::search::{self, Finder, Found, Show};
use actix_web::web::{self, Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use filters::Filters;
use std::collections::HashMap;
use std::sync::Arc;
use view::{Chip, CountryChoice, Pager, Row};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(web::resource("/calls/{call}/applications/{application}/candidates").get(show));
}

/// A call and one of its applications; none where they do not belong together.
pub(super) fn about(
    conn: &mut Conn,
    call: CallId,
    application: ApplicationId,
) -> Result<Option<(Call, Application)>, DbError> {
    let Some(application) = calls::application(conn, application)?.filter(|known| known.call == call) else {
        return Ok(None);
    };
    Ok(calls::call(conn, call)?.map(|call| (call, application)))
}

/// The frame of a page below an application.
pub(super) fn frame(app: &App, who: &SignedIn, title: &str, call: &Call, application: &Application) -> Shell {
    let language = who.language();
    Shell::officer(app, who, Area::Calls, title)
        .crumb(language.text("nav-calls"), urls::CALLS)
        .crumb(call_title(call, language), urls::call(call.id))
        .crumb(application.number.clone(), urls::application(call.id, application.id))
}

/// Everything the page shows.
struct Loaded {
    call: Call,
    application: Application,
    found: Found,
    listed: Vec<ShortlistEntry>,
    invited: HashMap<PersonId, (InvitationId, Status)>,
    /// Where nothing was found: filters to go on with, and how many they find.
    instead: Vec<(&'static str, Filters, usize)>,
}

fn gather(
    conn: &mut Conn,
    finder: &Finder,
    (call, application): (CallId, ApplicationId),
    filters: &Filters,
    now: UtcTime,
) -> Result<Option<Loaded>, DbError> {
    let Some((call, application)) = about(conn, call, application)? else { return Ok(None) };
    let index = finder.index(conn)?;
    let today = now.day_in(&call.zone());
    let mut find =
        |filters: &Filters| search::find(conn, &index, &application, &filters.wanted(), &filters.part(), today);
    let found = find(filters)?;
    let mut instead = Vec::new();
    if found.total == 0 {
        for (key, other) in alternatives(filters) {
            let total = find(&other)?.total;
            if total > 0 {
                instead.push((key, other, total));
            }
        }
    }
    let listed = invitations::shortlist(conn, application.id)?;
    let invited = invitations::status_of(conn, call.id)?;
    Ok(Some(Loaded { call, application, found, listed, invited, instead }))
}

/// The filters with one kind dropped, and with none.
fn alternatives(filters: &Filters) -> Vec<(&'static str, Filters)> {
    let drops = [
        ("cand-drop-words", filters.without_words()),
        ("cand-drop-countries", filters.without_countries()),
        ("cand-drop-show", filters.without_show()),
        ("cand-drop-all", Filters::default()),
    ];
    let first = filters.from(0);
    let mut tried: Vec<(&'static str, Filters)> = Vec::new();
    for (key, other) in drops {
        if other != first && !tried.iter().any(|(_, known)| *known == other) {
            tried.push((key, other));
        }
    }
    tried
}

async fn load(app: &App, ids: (CallId, ApplicationId), filters: &Filters) -> Result<Loaded, Problem> {
    let (finder, now, filters) = (Arc::clone(&app.finder), app.now(), filters.clone());
    let loaded = app.db.read(move |conn| gather(conn, &finder, ids, &filters, now)).await?;
    loaded.ok_or_else(Problem::not_found)
}

#[derive(Template)]
#[template(path = "candidates.html")]
struct CandidatesPage {
    shell: Shell,
    form: FormState,
    path: String,
    shortlist_path: String,
    number: String,
    title: String,
    wanted: i32,
    listed: usize,
    words: String,
    hidden: Vec<(&'static str, String)>,
    countries: Vec<CountryChoice>,
    more_countries: Vec<CountryChoice>,
    shows: Vec<(Show, bool)>,
    chips: Vec<Chip>,
    instead: Vec<(String, String)>,
    unfiltered: bool,
    total: usize,
    rows: Vec<Row>,
    can_choose: bool,
    pager: Pager,
}

fn candidates_page(
    app: &App,
    who: &SignedIn,
    request: &HttpRequest,
    (loaded, filters): (&Loaded, &Filters),
    form: FormState,
) -> CandidatesPage {
    let (call, application) = (&loaded.call, &loaded.application);
    let mut shell = frame(app, who, "cand-title", call, application).at(request);
    shell.has_errors = !form.errors.is_empty();
    let path = urls::application_page(call.id, application.id, "candidates");
    shell.path.clone_from(&path);
    let rows = view::rows(&shell, loaded, &form);
    let (countries, more_countries) = view::countries(&shell, loaded, filters);
    let mut hidden = filters.pairs();
    hidden.push(("after", filters.after.to_string()));
    let instead = loaded.instead.iter();
    CandidatesPage {
        form,
        shortlist_path: urls::application_page(call.id, application.id, "shortlist"),
        number: application.number.clone(),
        title: application.title.clone(),
        wanted: call.settings.reviewers_per_application,
        listed: loaded.listed.len(),
        words: filters.words.clone(),
        hidden,
        countries,
        more_countries,
        shows: Show::ALL.iter().map(|show| (*show, *show == filters.show)).collect(),
        chips: view::chips(&shell, filters, &path),
        instead: instead.map(|(key, other, total)| (shell.n(key, *total), other.at(&path))).collect(),
        unfiltered: filters.is_empty(),
        total: loaded.found.total,
        can_choose: rows.iter().any(|row| row.can_be_listed),
        rows,
        pager: Pager::of(loaded, filters, &path),
        path,
        shell,
    }
}

async fn show(
    app: Data<App>,
    who: SignedIn,
    request: HttpRequest,
    path: Path<(CallId, ApplicationId)>,
) -> Result<HttpResponse, Problem> {
    let filters = Filters::read(&Fields::decode(request.query_string().as_bytes()));
    let loaded = load(&app, path.into_inner(), &filters).await?;
    page(&candidates_page(&app, &who, &request, (&loaded, &filters), FormState::default()))
}

/// Puts the ticked candidates on the shortlist.
pub(super) async fn add(
    app: Data<App>,
    who: SignedIn,
    request: HttpRequest,
    path: Path<(CallId, ApplicationId)>,
    PostedForm(fields): PostedForm,
) -> Result<HttpResponse, Problem> {
    fields.must_carry(&app.key.form_key(who.token.reveal()))?;
    let (call, application) = path.into_inner();
    let filters = Filters::read(&fields);
    let persons: Vec<PersonId> = fields.parsed("id")?;
    let (finder, chosen) = (Arc::clone(&app.finder), persons.clone());
    let added = app.db.write(who.request(), move |tx| {
        let (call, _) = about(tx.conn, call, application)?.ok_or(InvitationError::NotFound)?;
        let index = finder.index(tx.conn)?;
        let before = invitations::shortlist(tx.conn, application)?.len();
        let today = tx.now.day_in(&call.zone());
        let after = invitations::shortlist_add(tx, &index, application, &chosen, today)?.len();
        Ok::<_, InvitationError>(after.saturating_sub(before))
    });
    match added.await {
        Ok(count) => {
            let back = filters.at(&urls::application_page(call, application, "candidates"));
            Ok(done_n(&back, "short-added", count))
        }
        Err(error) => {
            let mut form = FormState::again(fields, error.into(), who.language())?;
            form.errors.iter_mut().for_each(|(field, _)| *field = anchor(field, &persons));
            let loaded = load(&app, (call, application), &filters).await?;
            let again = candidates_page(&app, &who, &request, (&loaded, &filters), form);
            page_with(FORM_AGAIN, &again)
        }
    }
}

/// The place on the page that a violation is about: the person's, or the whole list.
fn anchor(field: &str, persons: &[PersonId]) -> String {
    let at = field.strip_prefix("person_ids-").and_then(|at| at.parse::<usize>().ok());
    at.and_then(|at| persons.get(at)).map_or_else(|| "pick".to_owned(), |person| format!("c-{person}"))
}
