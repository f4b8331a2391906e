//! The pool: list, read, import; and whether somebody may be written to.

use super::super::envelope::{Body, List, Refusals, list, page_request};
use super::applications::{DryRun, language};
use crate::app::App;
use crate::db::{DbError, Tx};
use crate::http::auth::OfficerCaller;
use crate::http::problem::{FieldError, Problem, field_errors};
use crate::http::upload;
use crate::i18n::Language;
use crate::kernel::failure::{Kind, Violation};
use crate::kernel::ids::{PersonId, PublicationId};
use crate::kernel::place::CountryCode;
use crate::people::{
    self, Eligibility, ImportReport, Importer, NameOrder, Person, PersonFilter, PersonLine, RowOutcome, Source,
};
use actix_web::web::{Data, Json, Path, Payload, Query};
use actix_web::{HttpRequest, HttpResponse, get, post, put};
use serde::{Deserialize, Serialize};
use std::io::BufReader;
use utoipa::{IntoParams, ToSchema};

/// Which persons of the pool.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct PersonsQuery {
    /// Words that must all occur in names, institution, department, expertise or ORCID iD.
    q: Option<String>,
    /// Country or region of the present affiliation, ISO 3166-1 alpha-2.
    #[param(example = "SE")]
    country: Option<String>,
    /// Items at the most.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<i64>,
    /// The cursor that the part before gave as `next`.
    after: Option<String>,
}

/// A person in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PersonLineView {
    id: PersonId,
    name: String,
    family_name: String,
    given_name: String,
    institution: Option<String>,
    country: Option<String>,
    orcid: Option<String>,
}

impl From<PersonLine> for PersonLineView {
    fn from(line: PersonLine) -> Self {
        Self {
            name: line.name(),
            id: line.id,
            family_name: line.family_name,
            given_name: line.given_name,
            institution: line.institution_name,
            country: line.country_code.map(|code| code.to_string()),
            orcid: line.orcid.map(|orcid| orcid.to_string()),
        }
    }
}

pub(super) fn country(code: &str) -> Result<CountryCode, Problem> {
    code.parse().map_err(|_| Problem::invalid(Violation::new("/country", "country")))
}

/// List the pool
///
/// By family name.
#[utoipa::path(tag = "candidates", context_path = "/api", params(PersonsQuery), responses((status = 200, body = List<PersonLineView>), Refusals))]
#[get("/v1/persons")]
pub(super) async fn list_persons(
    app: Data<App>,
    _: OfficerCaller,
    request: HttpRequest,
    query: Query<PersonsQuery>,
) -> Result<HttpResponse, Problem> {
    let query = query.into_inner();
    let page = page_request(query.limit, query.after)?;
    let filter = PersonFilter {
        words: query.q.unwrap_or_default(),
        country: query.country.as_deref().map(country).transpose()?,
    };
    let found = app.db.read(move |conn| people::persons(conn, &filter, &page)).await?;
    Ok(list(&request, found.map(PersonLineView::from)))
}

/// A person of the pool. Addresses are masked; letters go through invitations only.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PersonView {
    id: PersonId,
    name: String,
    family_name: String,
    given_name: String,
    name_order: NameOrder,
    native_name: Option<String>,
    other_names: Vec<String>,
    orcid: Option<String>,
    openalex_id: Option<String>,
    institution: Option<String>,
    department: Option<String>,
    country: Option<String>,
    time_zone: Option<String>,
    keywords: Vec<String>,
    eligibility: Eligibility,
    /// Whether they asked not to be contacted.
    do_not_contact: bool,
    emails: Vec<EmailView>,
    affiliations: Vec<AffiliationView>,
    publications: Vec<PublicationView>,
    /// Where the shown values come from.
    source: String,
}

/// An address, masked.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct EmailView {
    #[schema(example = "m…@ki.example")]
    address: String,
    is_primary: bool,
    state: people::EmailState,
}

/// Where somebody works or worked.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AffiliationView {
    institution: String,
    ror: Option<String>,
    department: Option<String>,
    country: Option<String>,
    start_year: Option<i32>,
    end_year: Option<i32>,
    is_current: bool,
    source: String,
}

/// A publication.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PublicationView {
    id: PublicationId,
    title: String,
    year: Option<i32>,
    doi: Option<String>,
    author_count: i32,
}

fn person_view(person: Person, publications: Vec<people::Publication>) -> PersonView {
    let email = |email: people::Email| EmailView {
        address: crate::kernel::email::mask(&email.address),
        is_primary: email.is_primary,
        state: email.state,
    };
    let affiliation = |known: people::Affiliation| AffiliationView {
        institution: known.institution,
        ror: known.ror,
        department: known.department,
        country: known.country.map(|code| code.to_string()),
        start_year: known.start_year,
        end_year: known.end_year,
        is_current: known.is_current,
        source: known.source,
    };
    let publication = |known: people::Publication| PublicationView {
        id: known.id,
        title: known.title,
        year: known.year,
        doi: known.doi,
        author_count: known.author_count,
    };
    PersonView {
        name: person.name(),
        eligibility: person.eligibility(),
        id: person.id,
        family_name: person.family_name,
        given_name: person.given_name,
        name_order: person.name_order,
        native_name: person.native_name,
        other_names: person.other_names,
        orcid: person.orcid.map(|orcid| orcid.to_string()),
        openalex_id: person.openalex_id,
        institution: person.institution,
        department: person.department,
        country: person.country.map(|code| code.to_string()),
        time_zone: person.time_zone,
        keywords: person.keywords,
        do_not_contact: person.do_not_contact,
        emails: person.emails.into_iter().map(email).collect(),
        affiliations: person.affiliations.into_iter().map(affiliation).collect(),
        publications: publications.into_iter().map(publication).collect(),
        source: person.source,
    }
}

/// Read a person
///
/// With the fifty newest publications.
#[utoipa::path(tag = "candidates", context_path = "/api", params(("person_id" = PersonId, Path)), responses((status = 200, body = PersonView), Refusals))]
#[get("/v1/persons/{person_id}")]
pub(super) async fn get_person(
    app: Data<App>,
    _: OfficerCaller,
    id: Path<PersonId>,
) -> Result<Json<PersonView>, Problem> {
    present(&app, id.into_inner()).await
}

async fn present(app: &App, id: PersonId) -> Result<Json<PersonView>, Problem> {
    let (person, publications) = app
        .db
        .read(move |conn| Ok::<_, DbError>((people::person(conn, id)?, people::publications_of(conn, id, 50)?)))
        .await?;
    Ok(Json(person_view(person.ok_or_else(Problem::not_found)?, publications)))
}

/// Whether somebody may be contacted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ContactBody {
    /// True where they asked not to be contacted; false where they may be contacted again.
    do_not_contact: bool,
}

/// Say whether a person may be contacted
///
/// Who is not to be contacted cannot be shortlisted, invited or assigned. The same again changes nothing.
#[utoipa::path(tag = "candidates", context_path = "/api", params(("person_id" = PersonId, Path)), request_body = ContactBody,
    responses((status = 200, body = PersonView), Refusals))]
#[put("/v1/persons/{person_id}/contact")]
pub(super) async fn set_contact(
    app: Data<App>,
    caller: OfficerCaller,
    id: Path<PersonId>,
    body: Body<ContactBody>,
) -> Result<Json<PersonView>, Problem> {
    let (id, stop) = (id.into_inner(), body.value.do_not_contact);
    let work = move |tx: &mut Tx<'_>| if stop { people::stop_contact(tx, id) } else { people::allow_contact(tx, id) };
    app.db.write(caller.0, work).await?;
    present(&app, id).await
}

/// What kind of file is imported.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct ImportQuery {
    /// The kind of file.
    source: Source,
}

/// What became of a file of candidates or publications.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PersonsImportView {
    source: Source,
    dry_run: bool,
    total: u64,
    created: u64,
    updated: u64,
    unchanged: u64,
    rejected: u64,
    /// The rows; of a long file the rejected ones and the first thousand.
    rows: Vec<PersonsRowView>,
    /// Whether `rows` leaves out some that were taken.
    shortened: bool,
}

/// What became of one record.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PersonsRowView {
    /// Its line in the file, from 1.
    line: u64,
    label: String,
    outcome: RowOutcome,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldError>,
}

fn import_view(report: ImportReport, language: Language) -> PersonsImportView {
    let row = |row: people::RowReport| PersonsRowView {
        line: row.line,
        label: row.label,
        outcome: row.outcome,
        errors: field_errors(&row.violations, language),
    };
    PersonsImportView {
        source: report.source,
        dry_run: report.dry_run,
        total: report.total,
        created: report.created,
        updated: report.updated,
        unchanged: report.unchanged,
        rejected: report.rejected,
        rows: report.rows.into_iter().map(row).collect(),
        shortened: report.shortened,
    }
}

/// Import candidates or publications
///
/// The body is the file: OpenAlex authors or works as JSON Lines, or the funder's own list as CSV with the
/// columns `openalex_id`, orcid, name or `family_name` and `given_name`, `name_order`, `native_name`, `other_names`,
/// email, `other_emails`, institution, department, country, keywords, `time_zone`. Each record is taken or
/// rejected on its own; the same record again changes nothing. Cut off, the same file again goes on.
#[utoipa::path(tag = "candidates", context_path = "/api", params(ImportQuery, DryRun),
    request_body(content((String = "application/x-ndjson"), (String = "text/csv"))),
    responses((status = 200, body = PersonsImportView), Refusals))]
#[post("/v1/persons/import")]
pub(super) async fn import_persons(
    app: Data<App>,
    caller: OfficerCaller,
    request: HttpRequest,
    query: Query<ImportQuery>,
    dry_run: Query<DryRun>,
    payload: Payload,
) -> Result<HttpResponse, Problem> {
    let (source, dry_run) = (query.source, dry_run.dry_run.unwrap_or_default());
    let file = upload::body_to_file(payload, upload::MAX_FILE).await?;
    let (db, on_behalf) = (app.db.clone(), caller.0);
    let run = move || {
        let importer = Importer { db: &db, request: on_behalf, source, dry_run };
        importer.run(&mut BufReader::new(file), &mut |_| {})
    };
    let report = actix_web::rt::task::spawn_blocking(run)
        .await
        .map_err(|_| Problem::new(Kind::Internal, "internal_error"))??;
    Ok(HttpResponse::Ok().json(import_view(report, language(&request))))
}
