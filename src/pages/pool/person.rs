//! One person of the pool, and whether they may be contacted.

use super::super::candidates::eligibility_tag;
use super::super::conflicts::Tag;
use super::super::layout::{Area, Shell, done, page};
use crate::app::App;
use crate::db::Tx;
use crate::http::auth::SignedIn;
use crate::http::form::PostedForm;
use crate::http::problem::Problem;
use crate::http::urls;
use crate::kernel::email::mask;
use crate::kernel::failure::Violation;
use crate::kernel::ids::PersonId;
use crate::people::{self, Affiliation, Email, EmailState, Person, Publication};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

/// So many publications are shown.
const PUBLICATIONS: i64 = 20;

/// Where somebody works or worked.
struct Place {
    institution: String,
    department: Option<String>,
    country: Option<String>,
    years: String,
    is_current: bool,
    source: String,
}

/// An address, most of it hidden.
struct Address {
    masked: String,
    is_primary: bool,
    state: Tag,
}

#[derive(Template)]
#[template(path = "person.html")]
struct PersonPage {
    shell: Shell,
    history_path: String,
    contact_path: String,
    person: Person,
    country: Option<String>,
    source: String,
    eligible: Tag,
    reason: String,
    places: Vec<Place>,
    addresses: Vec<Address>,
    publications: Vec<Publication>,
}

/// What a source is called.
fn source_name(shell: &Shell, source: &str) -> String {
    let text = shell.e("pool-source", source);
    if text.starts_with("pool-source-") { source.to_owned() } else { text }
}

fn place(shell: &Shell, known: &Affiliation) -> Place {
    let years = match (known.start_year, known.end_year) {
        (None, None) => String::from("–"),
        (start, end) => {
            let text = |year: Option<i32>| year.map(|year| year.to_string()).unwrap_or_default();
            if start == end { text(start) } else { shell.ab("pool-years", text(start), text(end)) }
        }
    };
    Place {
        institution: known.institution.clone(),
        department: known.department.clone(),
        country: known.country.as_ref().map(|code| shell.country(code.as_str())),
        years,
        is_current: known.is_current,
        source: source_name(shell, &known.source),
    }
}

fn address(shell: &Shell, known: &Email) -> Address {
    let class = match known.state {
        EmailState::Unverified => "none",
        EmailState::Verified => "ok",
        EmailState::Bounced => "bad",
    };
    let state = Tag { class, text: shell.e("pool-email", known.state) };
    Address { masked: mask(&known.address), is_primary: known.is_primary, state }
}

pub(super) async fn show(
    app: Data<App>,
    who: SignedIn,
    request: HttpRequest,
    path: Path<PersonId>,
) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    let known = app.db.read(move |conn| people::person(conn, id)).await?;
    let person = known.ok_or_else(Problem::not_found)?;
    let publications = app.db.read(move |conn| people::publications_of(conn, id, PUBLICATIONS)).await?;
    let shell = Shell::officer(&app, &who, Area::Pool, "pool-title")
        .at(&request)
        .crumb(who.language().text("pool-title"), urls::POOL)
        .titled(person.name());
    let eligibility = person.eligibility();
    let eligible = Tag { class: "ok", text: shell.e("pool-eligibility", eligibility) };
    page(&PersonPage {
        history_path: format!("{}/history", urls::person(id)),
        contact_path: format!("{}/contact", urls::person(id)),
        country: person.country.as_ref().map(|code| shell.country(code.as_str())),
        source: source_name(&shell, &person.source),
        eligible: eligibility_tag(&shell, eligibility).unwrap_or(eligible),
        reason: shell.e("pool-eligibility-why", eligibility),
        places: person.affiliations.iter().map(|known| place(&shell, known)).collect(),
        addresses: person.emails.iter().map(|known| address(&shell, known)).collect(),
        publications,
        person,
        shell,
    })
}

pub(super) async fn contact(
    app: Data<App>,
    who: SignedIn,
    path: Path<PersonId>,
    PostedForm(fields): PostedForm,
) -> Result<HttpResponse, Problem> {
    fields.must_carry(&app.key.form_key(who.token.reveal()))?;
    let (id, stop) = (path.into_inner(), stop(fields.text("stop"))?);
    let work = move |tx: &mut Tx<'_>| if stop { people::stop_contact(tx, id) } else { people::allow_contact(tx, id) };
    app.db.write(who.request(), work).await?;
    Ok(done(&urls::person(id), if stop { "pool-contact-stopped" } else { "pool-contact-allowed" }))
}

/// Which of the two buttons was pressed.
fn stop(value: &str) -> Result<bool, Problem> {
    match value {
        "1" => Ok(true),
        "0" => Ok(false),
        _ => Err(Problem::invalid(Violation::new("/stop", "choose_one"))),
    }
}
