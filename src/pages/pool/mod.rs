//! The pool: its persons, one person, importing.

mod import;
mod person;

use super::candidates::eligibility_tag;
use super::conflicts::Tag;
use super::layout::{Area, Shell, page};
use crate::app::App;
use crate::http::auth::SignedIn;
use crate::http::form::Fields;
use crate::http::problem::Problem;
use crate::http::urls::{self, encode};
use crate::kernel::page::PageRequest;
use crate::kernel::place::CountryCode;
use crate::kernel::text::one_line;
use crate::people::{self, Eligibility, PersonFilter, PersonLine};
use actix_web::web::{self, Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

/// Persons on one page.
const ON_PAGE: i64 = 50;

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(web::resource(urls::POOL).get(show))
        .service(web::resource(urls::POOL_IMPORT).get(import::show).post(import::import))
        .service(web::resource("/reviewers/{person}").get(person::show))
        .service(web::resource("/reviewers/{person}/contact").post(person::contact));
}

/// One line of the list.
struct Row {
    path: String,
    name: String,
    institution: Option<String>,
    country: Option<String>,
    orcid: Option<String>,
    /// Why they may not be asked, as far as the present affiliation shows; the person's own page knows all.
    blocked: Option<Tag>,
}

#[derive(Template)]
#[template(path = "pool.html")]
struct PoolPage {
    shell: Shell,
    words: String,
    /// Code, name, whether chosen; by name.
    countries: Vec<(String, String, bool)>,
    rows: Vec<Row>,
    filtered: bool,
    /// Whether this is not the first page.
    later: bool,
    first: String,
    next: Option<String>,
}

/// What the address of the list says.
struct Wanted {
    words: String,
    country: Option<CountryCode>,
}

impl Wanted {
    fn path(&self, after: Option<&str>) -> String {
        let words = Some(("q", self.words.as_str())).filter(|(_, words)| !words.is_empty());
        let country = self.country.as_ref().map(|code| ("country", code.as_str()));
        let pairs = words.into_iter().chain(country).chain(after.map(|after| ("after", after)));
        let pairs: Vec<String> = pairs.map(|(name, value)| format!("{name}={}", encode(value))).collect();
        if pairs.is_empty() { urls::POOL.to_owned() } else { format!("{}?{}", urls::POOL, pairs.join("&")) }
    }
}

/// All countries and regions that have a short name, by name.
fn countries(shell: &Shell, chosen: Option<&CountryCode>) -> Vec<(String, String, bool)> {
    let codes = rust_iso3166::ALL_ALPHA2.iter().copied().chain(["XK"]);
    let chosen = chosen.map_or("", CountryCode::as_str);
    let mut named: Vec<(String, String, bool)> = codes
        .map(|code| (code.to_owned(), shell.country(code), code == chosen))
        .filter(|(code, name, _)| code != name)
        .collect();
    named.sort_by(|left, right| left.1.cmp(&right.1));
    named
}

fn row(shell: &Shell, line: &PersonLine) -> Row {
    let countries: Vec<CountryCode> = line.country_code.iter().cloned().collect();
    Row {
        path: urls::person(line.id),
        name: line.name(),
        institution: line.institution_name.clone(),
        country: line.country_code.as_ref().map(|code| shell.country(code.as_str())),
        orcid: line.orcid.as_ref().map(ToString::to_string),
        blocked: eligibility_tag(shell, Eligibility::of(&countries, line.do_not_contact)),
    }
}

async fn show(app: Data<App>, who: SignedIn, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let query = Fields::decode(request.query_string().as_bytes());
    let wanted = Wanted { words: one_line(query.text("q")), country: query.text("country").parse().ok() };
    let after = query.filled("after").map(str::to_owned);
    let filter = PersonFilter { words: wanted.words.clone(), country: wanted.country.clone() };
    let part = PageRequest { limit: ON_PAGE, after: after.clone() };
    let found = app.db.read(move |conn| people::persons(conn, &filter, &part)).await?;
    let shell = Shell::officer(&app, &who, Area::Pool, "pool-title").at(&request);
    page(&PoolPage {
        countries: countries(&shell, wanted.country.as_ref()),
        rows: found.items.iter().map(|line| row(&shell, line)).collect(),
        filtered: wanted.path(None) != urls::POOL,
        later: after.is_some(),
        first: wanted.path(None),
        next: found.next.as_deref().map(|after| wanted.path(Some(after))),
        words: wanted.words,
        shell,
    })
}
