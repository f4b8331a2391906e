//! The documentation to read: made from the document itself, without scripts, with nothing from outside.

use super::v1::document;
use crate::http::problem::Problem;
use crate::kernel::failure::Kind;
use actix_web::HttpResponse;
use askama::Template;
use serde_json::Value;

struct Operation {
    id: String,
    method: String,
    path: String,
    summary: String,
    description: String,
    parameters: Vec<Parameter>,
    body: Option<String>,
    answers: Vec<(String, String, String)>,
    curl: String,
}

struct Parameter {
    name: String,
    place: String,
    required: bool,
    kind: String,
    description: String,
}

struct Group {
    name: String,
    description: String,
    operations: Vec<Operation>,
}

struct Schema {
    name: String,
    description: String,
    text: String,
}

#[derive(Template)]
#[template(path = "api_docs.html")]
struct Docs {
    title: String,
    version: String,
    paragraphs: Vec<String>,
    groups: Vec<Group>,
    schemas: Vec<Schema>,
    css: &'static str,
}

/// The page.
pub(super) async fn show() -> Result<HttpResponse, Problem> {
    let broken = || Problem::new(Kind::Internal, "internal_error");
    let document: Value = serde_json::from_str(&document()).map_err(|_| broken())?;
    let text = page(&document).render().map_err(|_| broken())?;
    Ok(HttpResponse::Ok().content_type("text/html; charset=utf-8").body(text))
}

fn page(document: &Value) -> Docs {
    let mut groups: Vec<Group> = items(&document["tags"])
        .map(|tag| Group {
            name: string(&tag["name"]),
            description: string(&tag["description"]),
            operations: Vec::new(),
        })
        .collect();
    for (path, methods) in entries(&document["paths"]) {
        for (method, operation) in entries(methods) {
            let tag = string(&operation["tags"][0]);
            if let Some(group) = groups.iter_mut().find(|group| group.name == tag) {
                group.operations.push(self::operation(path, method, operation));
            }
        }
    }
    Docs {
        title: string(&document["info"]["title"]),
        version: string(&document["info"]["version"]),
        paragraphs: string(&document["info"]["description"])
            .split("\n\n")
            .map(|text| text.replace(['*', '`'], ""))
            .collect(),
        groups,
        schemas: entries(&document["components"]["schemas"])
            .map(|(name, schema)| Schema {
                name: name.clone(),
                description: string(&schema["description"]),
                text: serde_json::to_string_pretty(schema).unwrap_or_default(),
            })
            .collect(),
        css: crate::http::urls::API_STYLE,
    }
}

fn operation(path: &str, method: &str, operation: &Value) -> Operation {
    let method = method.to_uppercase();
    let body = entries(&operation["requestBody"]["content"])
        .map(|(media_type, content)| format!("{media_type}: {}", kind(&content["schema"])))
        .collect::<Vec<_>>()
        .join(" · ");
    let data = if body.contains("json") { " -H 'Content-Type: application/json' -d '{…}'" } else { "" };
    Operation {
        id: string(&operation["operationId"]),
        summary: string(&operation["summary"]),
        description: string(&operation["description"]),
        parameters: items(&operation["parameters"]).map(parameter).collect(),
        body: Some(body).filter(|body| !body.is_empty()),
        answers: entries(&operation["responses"])
            .map(|(status, answer)| {
                let content =
                    entries(&answer["content"]).map(|(_, content)| kind(&content["schema"])).collect::<Vec<_>>();
                (status.clone(), string(&answer["description"]), content.join(" · "))
            })
            .collect(),
        curl: format!("curl -X {method} -H 'Authorization: Bearer mk_…'{data} '{path}'"),
        method,
        path: path.to_owned(),
    }
}

fn parameter(parameter: &Value) -> Parameter {
    Parameter {
        name: string(&parameter["name"]),
        place: string(&parameter["in"]),
        required: parameter["required"].as_bool().unwrap_or_default(),
        kind: kind(&parameter["schema"]),
        description: string(&parameter["description"]),
    }
}

/// A schema in a few words.
fn kind(schema: &Value) -> String {
    if let Some(reference) = schema["$ref"].as_str() {
        return reference.rsplit('/').next().unwrap_or_default().to_owned();
    }
    if schema["type"] == "array" {
        return format!("list of {}", kind(&schema["items"]));
    }
    match &schema["type"] {
        Value::String(name) => name.clone(),
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" or "),
        _ => items(&schema["oneOf"]).map(kind).collect::<Vec<_>>().join(" or "),
    }
}

fn string(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn entries(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}
