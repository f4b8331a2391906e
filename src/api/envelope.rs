//! What every resource shares: bodies in, lists out, the refusals that any operation may answer.

use crate::http::problem::{Problem, ProblemBody};
use crate::http::urls;
use crate::kernel::failure::{Kind, Violation};
use crate::kernel::page::{Page, PageRequest};
use actix_web::dev::Payload;
use actix_web::http::header::LINK;
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder};
use utoipa::{IntoParams, IntoResponses, ToSchema};

/// A JSON body, with its bytes for telling a retry from another request.
#[derive(Debug, Clone)]
pub(super) struct Body<T> {
    pub value: T,
    pub bytes: Bytes,
}

impl<T: DeserializeOwned + 'static> FromRequest for Body<T> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let bytes = Bytes::from_request(request, payload);
        Box::pin(async move {
            let bytes = bytes.await.map_err(|_| Problem::new(Kind::TooLarge, "too_large"))?;
            Ok(Self { value: read_json(&bytes)?, bytes })
        })
    }
}

/// A body as it is, such as a file.
#[derive(Debug, Clone)]
pub(super) struct RawBody(pub Bytes);

impl FromRequest for RawBody {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let bytes = Bytes::from_request(request, payload);
        Box::pin(async move { bytes.await.map(Self).map_err(|_| Problem::new(Kind::TooLarge, "too_large")) })
    }
}

/// Reads JSON; what does not fit is told by its place.
pub(super) fn read_json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let pointer = pointer(error.path());
        Problem::invalid(Violation::new(pointer, "not_the_expected_json").with("detail", error.inner()))
    })?;
    let rest = reader.end();
    rest.map_err(|error| Problem::invalid(Violation::new("", "not_the_expected_json").with("detail", error)))?;
    Ok(value)
}

/// A path of serde as a JSON pointer (RFC 6901).
fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter()
        .map(|segment| match segment {
            Segment::Seq { index } => format!("/{index}"),
            Segment::Map { key } => format!("/{}", key.replace('~', "~0").replace('/', "~1")),
            Segment::Enum { variant } => format!("/{variant}"),
            Segment::Unknown => String::new(),
        })
        .collect()
}

/// A part of a list. `next` is the cursor of the next part; the `Link` header holds it as a URL.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct List<T: ToSchema> {
    /// The items.
    pub items: Vec<T>,
    /// The cursor of the next part; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// A list as an answer, with its `Link` (RFC 8288).
pub(super) fn list<T: ToSchema + Serialize>(request: &HttpRequest, page: Page<T>) -> HttpResponse {
    let mut response = HttpResponse::Ok();
    if let Some(next) = &page.next {
        let mut query: Vec<String> = request
            .query_string()
            .split('&')
            .filter(|pair| !pair.is_empty() && !pair.starts_with("after="))
            .map(str::to_owned)
            .collect();
        query.push(format!("after={}", urls::encode(next)));
        response.insert_header((LINK, format!("<{}?{}>; rel=\"next\"", request.path(), query.join("&"))));
    }
    response.json(List { items: page.items, next: page.next })
}

/// Which part of a list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Paging {
    /// Items at the most.
    #[param(minimum = 1, maximum = 200, default = 50)]
    pub limit: Option<i64>,
    /// The cursor that the part before gave as `next`.
    pub after: Option<String>,
}

impl Paging {
    pub(super) fn request(&self) -> Result<PageRequest, Problem> {
        page_request(self.limit, self.after.clone())
    }
}

/// The part of a list that is asked for.
pub(super) fn page_request(limit: Option<i64>, after: Option<String>) -> Result<PageRequest, Problem> {
    let limit = limit.unwrap_or(50);
    if !(1..=PageRequest::MAX).contains(&limit) {
        let violation = Violation::new("/limit", "out_of_range").with("min", 1).with("max", PageRequest::MAX);
        return Err(Problem::invalid(violation));
    }
    Ok(PageRequest { limit, after })
}

/// What any operation may answer instead: a problem (RFC 9457).
#[derive(Debug)]
pub(super) struct Refusals;

const REFUSALS: [(&str, &str); 10] = [
    ("401", "Nobody is signed in, or the key, token or link is not good."),
    ("403", "The role may not do this."),
    ("404", "There is no such thing, or not for this caller."),
    ("409", "The state of the thing does not allow it."),
    ("410", "The link or invitation has ended."),
    ("412", "Somebody else changed it meanwhile."),
    ("413", "The body is too large."),
    ("422", "The input breaks rules; `errors` names each with its place."),
    ("429", "Too many requests; see `Retry-After`."),
    ("503", "Not available now; see `Retry-After`."),
];

impl IntoResponses for Refusals {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let problem = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
        REFUSALS
            .iter()
            .map(|(status, text)| {
                let response = ResponseBuilder::new()
                    .description(*text)
                    .content("application/problem+json", problem.clone())
                    .build();
                ((*status).to_owned(), RefOr::T(response))
            })
            .collect()
    }
}

/// Names the schema of problems, to which the refusals refer.
pub(super) type ProblemSchema = ProblemBody;
