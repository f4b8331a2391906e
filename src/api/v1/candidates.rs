//! Candidates ranked for an application.

use super::super::envelope::{List, Refusals, list, page_request};
use super::persons::country;
use crate::app::App;
use crate::calls;
use crate::coi::{Certainty, Finding, Relation, Screening, Verdict};
use crate::db::DbError;
use crate::http::auth::OfficerCaller;
use crate::http::problem::Problem;
use crate::kernel::ids::{ApplicationId, PersonId, PublicationId};
use crate::people::Eligibility;
use crate::search::{self, Candidate, FindFilter, Show, shown_score};
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Which candidates for an application.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct CandidatesQuery {
    /// Words that must all occur in names, institution, department or expertise.
    q: Option<String>,
    /// Countries or regions, ISO 3166-1 alpha-2, separated by commas.
    #[param(example = "SE,DE")]
    country: Option<String>,
    /// Which candidates: all, those who may be asked, those who may not.
    show: Option<Show>,
    /// Items at the most.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<i64>,
    /// The cursor that the part before gave as `next`.
    after: Option<String>,
}

/// A candidate for an application.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CandidateView {
    person_id: PersonId,
    name: String,
    institution: Option<String>,
    country: Option<String>,
    orcid: Option<String>,
    /// How well the publications fit, 0 to 100. Comparable between applications.
    #[schema(maximum = 100)]
    score: u8,
    /// Whether the score comes from declared expertise alone, for want of publications.
    by_expertise: bool,
    reasons: Vec<ReasonView>,
    /// The terms shared with the application, in its words.
    terms: Vec<String>,
    eligibility: Eligibility,
    conflict: ConflictView,
}

/// A publication that carried the score.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ReasonView {
    publication_id: PublicationId,
    title: String,
    year: Option<i32>,
    #[schema(maximum = 100)]
    score: u8,
}

/// How a conflict stands.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ConflictView {
    verdict: Verdict,
    screening: Screening,
    findings: Vec<FindingView>,
}

/// What was found.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FindingView {
    relation: Relation,
    severity: Screening,
    /// Who on the application it is about.
    about: String,
    /// The title of a joint paper, an institution, a reason.
    what: String,
    year: Option<i32>,
    /// How many authors a joint paper has.
    authors: Option<i32>,
    certainty: Certainty,
}

pub(super) fn finding_view(finding: &Finding) -> FindingView {
    let evidence = &finding.evidence;
    FindingView {
        relation: finding.relation,
        severity: finding.severity,
        about: evidence.about.clone(),
        what: evidence.what.clone(),
        year: evidence.year,
        authors: evidence.authors,
        certainty: evidence.certainty,
    }
}

impl From<Candidate> for CandidateView {
    fn from(known: Candidate) -> Self {
        let reason = |reason: search::Reason| ReasonView {
            publication_id: reason.publication,
            title: reason.title,
            year: reason.year,
            score: shown_score(reason.score),
        };
        Self {
            conflict: ConflictView {
                verdict: known.standing.verdict(),
                screening: known.standing.screening(),
                findings: known.standing.findings.iter().map(finding_view).collect(),
            },
            person_id: known.person,
            name: known.name,
            institution: known.institution,
            country: known.country.map(|code| code.to_string()),
            orcid: known.orcid,
            score: shown_score(known.score),
            by_expertise: known.by_expertise,
            reasons: known.reasons.into_iter().map(reason).collect(),
            terms: known.terms,
            eligibility: known.eligibility,
        }
    }
}

/// Candidates for an application
///
/// Ranked by how well their publications fit its English text, with reasons and conflict state. Who works in
/// Japan is shown as not eligible.
#[utoipa::path(tag = "candidates", context_path = "/api", params(("application_id" = ApplicationId, Path), CandidatesQuery),
    responses((status = 200, body = List<CandidateView>), Refusals))]
#[get("/v1/applications/{application_id}/candidates")]
pub(super) async fn find_candidates(
    app: Data<App>,
    _: OfficerCaller,
    request: HttpRequest,
    id: Path<ApplicationId>,
    query: Query<CandidatesQuery>,
) -> Result<HttpResponse, Problem> {
    let (id, query) = (id.into_inner(), query.into_inner());
    let page = page_request(query.limit, query.after)?;
    let codes = query.country.as_deref().unwrap_or_default().split(',').filter(|code| !code.trim().is_empty());
    let filter = FindFilter {
        words: query.q.unwrap_or_default(),
        countries: codes.map(country).collect::<Result<_, _>>()?,
        show: query.show.unwrap_or_default(),
    };
    let (finder, now) = (app.finder.clone(), app.now());
    let found = app
        .db
        .read(move |conn| {
            let Some(application) = calls::application(conn, id)? else { return Ok(None) };
            let Some(call) = calls::call(conn, application.call)? else { return Ok(None) };
            let index = finder.index(conn)?;
            let today = now.day_in(&call.zone());
            search::find(conn, &index, &application, &filter, &page, today).map(Some)
        })
        .await
        .map_err(|error: DbError| error)?;
    Ok(list(&request, found.ok_or_else(Problem::not_found)?.page.map(CandidateView::from)))
}
