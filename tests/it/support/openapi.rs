//! A client that knows of the API only what its served document says, and that holds the API to it.

use super::schema::{self, Document};
use reqwest::{
    Method, StatusCode,
    header::{ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_TYPE, HeaderMap},
};
use serde_json::{Value, json};
use std::{rc::Rc, str::FromStr, time::Duration};
use tokio::runtime::{Builder, Runtime};

/// An operation of the document.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    /// Its `operationId`.
    pub(crate) id: String,
    /// Its method, in capitals.
    pub(crate) method: String,
    /// Its path, with `{names}`.
    pub(crate) path: String,
    /// What the document says of it.
    pub(crate) about: Value,
}

impl Operation {
    /// The names of the parameters at a place: `path`, `query`, `header`.
    pub(crate) fn parameters(&self, place: &str) -> Vec<String> {
        let all = self.about["parameters"].as_array().into_iter().flatten();
        all.filter(|known| known["in"] == place).filter_map(|known| known["name"].as_str().map(str::to_owned)).collect()
    }

    /// Whether a parameter must be given.
    pub(crate) fn needs(&self, name: &str) -> bool {
        let mut all = self.about["parameters"].as_array().into_iter().flatten();
        all.any(|known| known["name"] == name && known["required"] == true)
    }

    /// The schema of its JSON body, if it takes one.
    pub(crate) fn json_body(&self) -> Option<&Value> {
        self.about["requestBody"]["content"].get("application/json").map(|content| &content["schema"])
    }
}

/// A caller of the API.
#[derive(Clone)]
pub(crate) struct Client {
    http: reqwest::Client,
    runtime: Rc<Runtime>,
    url: String,
    token: Option<String>,
    document: Rc<Document>,
    operations: Rc<Vec<Operation>>,
}

/// What a request carries.
#[derive(Clone, Debug)]
pub(crate) enum Body {
    None,
    Json(Value),
    File(&'static str, Vec<u8>),
}

impl From<()> for Body {
    fn from((): ()) -> Self {
        Self::None
    }
}

impl From<Value> for Body {
    fn from(value: Value) -> Self {
        Self::Json(value)
    }
}

impl From<(&'static str, &str)> for Body {
    fn from((media_type, text): (&'static str, &str)) -> Self {
        Self::File(media_type, text.as_bytes().to_vec())
    }
}

/// What was answered.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
    /// The body as JSON; null where it is none.
    pub(crate) json: Value,
    what: String,
}

impl Answer {
    /// The JSON of an answer that must have this status.
    #[track_caller]
    pub(crate) fn with(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}: {}", self.what, self.json);
        self.json
    }

    /// Must be a problem with this status and code.
    #[track_caller]
    pub(crate) fn refused(self, status: u16, code: &str) -> Value {
        assert_eq!((self.status, self.json["code"].as_str()), (status, Some(code)), "{}: {}", self.what, self.json);
        self.json
    }
}

impl Client {
    /// A caller with a key, a token or nothing, of the server at `url`.
    pub(crate) fn new(url: &str, token: Option<&str>) -> Self {
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
        let http = reqwest::Client::builder()
            .timeout(Duration::from_mins(1))
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .expect("a client");
        let mut client = Self {
            http,
            runtime: Rc::new(runtime),
            url: url.to_owned(),
            token: token.map(str::to_owned),
            document: Rc::new(Document::new(Value::Null)),
            operations: Rc::default(),
        };
        let served = client.plain("GET", "/api/v1/openapi.json", Body::None);
        client.document = Rc::new(Document::new(served.with(200)));
        client.operations = Rc::new(operations(client.document.json()));
        client
    }

    /// The same with another key or token, or none.
    pub(crate) fn as_caller(&self, token: Option<&str>) -> Self {
        Self { token: token.map(str::to_owned), ..self.clone() }
    }

    /// The document as it is served.
    pub(crate) fn document(&self) -> &Document {
        &self.document
    }

    /// All operations, in the order of the document.
    pub(crate) fn operations(&self) -> &[Operation] {
        &self.operations
    }

    /// The operation with this id.
    #[track_caller]
    pub(crate) fn operation(&self, id: &str) -> &Operation {
        let found = self.operations.iter().find(|known| known.id == id);
        found.unwrap_or_else(|| panic!("the document has no operation {id}"))
    }

    /// Calls an operation; request and answer must be as the document says.
    #[track_caller]
    pub(crate) fn call(
        &self,
        id: &str,
        path: &[(&str, &str)],
        query: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> Answer {
        self.call_with(id, path, query, &[], body)
    }

    /// As [`Client::call`], with headers.
    #[track_caller]
    pub(crate) fn call_with(
        &self,
        id: &str,
        path: &[(&str, &str)],
        query: &[(&str, &str)],
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> Answer {
        let operation = self.operation(id);
        let body = body.into();
        for (place, given) in [("path", path), ("query", query), ("header", headers)] {
            let declared = operation.parameters(place);
            for (name, _) in given {
                assert!(declared.iter().any(|known| known == name), "{id}: no parameter {name} in the {place}");
            }
            for name in declared.iter().filter(|name| operation.needs(name)) {
                assert!(given.iter().any(|(known, _)| known == name), "{id}: {name} is missing in the {place}");
            }
        }
        self.check_request(operation, &body);
        self.call_unchecked(operation, path, query, headers, body)
    }

    /// Calls an operation with a request that may be wrong; the answer must be as the document says.
    #[track_caller]
    pub(crate) fn call_unchecked(
        &self,
        operation: &Operation,
        path: &[(&str, &str)],
        query: &[(&str, &str)],
        headers: &[(&str, &str)],
        body: Body,
    ) -> Answer {
        let mut target = operation.path.clone();
        for (name, value) in path {
            target = target.replace(&format!("{{{name}}}"), value);
        }
        let answer = self.send(&operation.method, &target, query, headers, body);
        self.check_answer(operation, &answer);
        answer
    }

    /// Sends a request that need not be in the document.
    pub(crate) fn plain(&self, method: &str, path: &str, body: Body) -> Answer {
        self.send(method, path, &[], &[], body)
    }

    fn send(&self, method: &str, path: &str, query: &[(&str, &str)], headers: &[(&str, &str)], body: Body) -> Answer {
        let method = Method::from_str(method).expect("a method");
        let what = format!("{method} {path}");
        let mut request = self.http.request(method, format!("{}{path}", self.url)).query(query);
        if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("accept-language")) {
            request = request.header(ACCEPT_LANGUAGE, "en");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(token) = &self.token {
            request = request.header(AUTHORIZATION, format!("Bearer {token}"));
        }
        request = match body {
            Body::None => request,
            Body::Json(value) => request.header(CONTENT_TYPE, "application/json").body(value.to_string()),
            Body::File(media_type, bytes) => request.header(CONTENT_TYPE, media_type).body(bytes),
        };
        self.runtime.block_on(async {
            let response = request.send().await.unwrap_or_else(|error| panic!("{what}: {error:?}"));
            let (status, headers) = (response.status(), response.headers().clone());
            let bytes = response.bytes().await.unwrap_or_else(|error| panic!("{what}: {error:?}")).to_vec();
            let json = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
            Answer { status: status.as_u16(), headers, bytes, json, what }
        })
    }

    #[track_caller]
    fn check_request(&self, operation: &Operation, body: &Body) {
        let id = &operation.id;
        let content = &operation.about["requestBody"]["content"];
        match body {
            Body::None => assert!(operation.about["requestBody"]["required"] != true, "{id} needs a body"),
            Body::File(media_type, _) => {
                let bare = media_type.split(';').next().unwrap_or_default();
                assert!(content.get(bare).is_some(), "{id} does not take {media_type}");
            }
            Body::Json(value) => {
                let schema = operation.json_body().unwrap_or_else(|| panic!("{id} does not take JSON"));
                let wrong = schema::check(&self.document, schema, value);
                assert_eq!(wrong, [""; 0], "{id}: the body is not as described: {value}");
            }
        }
    }

    #[track_caller]
    fn check_answer(&self, operation: &Operation, answer: &Answer) {
        let what = format!("{} ({})", operation.id, answer.what);
        let described = &operation.about["responses"][answer.status.to_string()];
        assert!(!described.is_null(), "{what}: status {} is not described: {}", answer.status, answer.json);
        let media_type = answer.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let bare = media_type.map(|text| text.split(';').next().unwrap_or_default());
        let Some(contents) = described["content"].as_object() else {
            assert!(answer.bytes.is_empty(), "{what}: no body is described, but there is one");
            return;
        };
        let content = bare.and_then(|bare| contents.get(bare));
        let content = content.unwrap_or_else(|| panic!("{what}: {media_type:?} is not described"));
        if bare.is_some_and(|bare| bare.ends_with("json")) {
            let wrong = schema::check(&self.document, &content["schema"], &answer.json);
            assert_eq!(wrong, [""; 0], "{what}: the answer is not as described: {}", answer.json);
        }
        if answer.status >= 400 && bare == Some("application/problem+json") {
            assert_eq!(answer.json["status"], json!(answer.status), "{what}");
            let title = answer.json["title"].as_str().unwrap_or_default();
            assert!(!title.is_empty() && !title.starts_with("problem-"), "{what}: no text for {}", answer.json["code"]);
            for error in answer.json["errors"].as_array().into_iter().flatten() {
                let detail = error["detail"].as_str().unwrap_or_default();
                assert!(!detail.is_empty() && !detail.starts_with("rule-"), "{what}: no text for {}", error["code"]);
            }
        }
        if answer.status == StatusCode::UNAUTHORIZED {
            assert!(answer.headers.contains_key("www-authenticate"), "{what}: RFC 9110, 11.6.1");
        }
    }
}

fn operations(document: &Value) -> Vec<Operation> {
    let mut found = Vec::new();
    for (path, methods) in document["paths"].as_object().into_iter().flatten() {
        for (method, about) in methods.as_object().into_iter().flatten() {
            if let Some(id) = about["operationId"].as_str() {
                let method = method.to_uppercase();
                found.push(Operation { id: id.to_owned(), method, path: path.clone(), about: about.clone() });
            }
        }
    }
    found
}
