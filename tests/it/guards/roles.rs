//! Who may call what; which methods there are; what opening a link does.

use crate::{
    story,
    support::{
        openapi::{Body, Client, Operation},
        schema,
        stage::{Stage, text},
        stories::{Backend, Story},
        tables,
    },
};
use serde_json::json;

pub(crate) fn tests() -> Vec<Story> {
    vec![
        story!(nobody_gets_anywhere_without_a_key_a_token_or_a_link, Database),
        story!(every_role_is_kept_to_its_operations, Database),
        story!(a_revoked_key_and_its_tokens_open_nothing, Database),
        story!(other_methods_are_refused_and_told_which_there_are, Database),
        story!(opening_a_reviewers_link_changes_nothing, Database),
        story!(a_link_opens_one_invitation_until_it_expires_or_is_withdrawn, Database),
    ]
}

/// A good request of each operation: parameters of path and query, and a body.
pub(super) struct Good {
    pub(super) path: Vec<(String, String)>,
    pub(super) query: Vec<(String, String)>,
    pub(super) body: Body,
}

impl Good {
    pub(super) fn of(stage: &Stage, operation: &Operation) -> Self {
        let document = stage.officer.document();
        let path = operation.parameters("path").into_iter().map(|name| (name.clone(), stage.ids[&name].clone()));
        let all = operation.about["parameters"].as_array().into_iter().flatten();
        let query = all.filter(|known| known["in"] == "query" && known["required"] == true).map(|known| {
            let example = match &known["example"] {
                serde_json::Value::Null => schema::example(document, &known["schema"]),
                given => given.clone(),
            };
            (text(&known["name"]), example.as_str().map_or_else(|| example.to_string(), str::to_owned))
        });
        let content = &operation.about["requestBody"]["content"];
        let body = match (operation.json_body(), content.as_object().and_then(|all| all.keys().next())) {
            (Some(schema), _) => Body::Json(super::bad_input::good_body(stage, operation, schema)),
            (None, Some(media_type)) => Body::File(leak(media_type), b"text".to_vec()),
            (None, None) => Body::None,
        };
        Self { path: path.collect(), query: query.collect(), body }
    }

    pub(super) fn send(self, operation: &Operation, client: &Client) -> crate::support::openapi::Answer {
        client.call_unchecked(operation, &pairs(&self.path), &pairs(&self.query), &[], self.body)
    }
}

/// The few media types there are live as long as the tests.
fn leak(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

pub(super) fn pairs(owned: &[(String, String)]) -> Vec<(&str, &str)> {
    owned.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

fn nobody_gets_anywhere_without_a_key_a_token_or_a_link(backend: &Backend) {
    let stage = Stage::set(backend);
    let before = stage.app.dump();
    let strangers = [None, Some("mk_nonsense"), Some("rl_nonsense"), Some("nonsense"), Some("")];
    for operation in stage.officer.operations().iter().filter(|known| known.id != "create_token") {
        for token in strangers {
            let answer = Good::of(&stage, operation).send(operation, &stage.officer.as_caller(token));
            assert_eq!(answer.status, 401, "{} with {token:?}: {}", operation.id, answer.json);
        }
        // Nor does a stranger learn what a good body is.
        let broken = Good { body: Body::Json(json!([])), ..Good::of(&stage, operation) };
        let answer = broken.send(operation, &stage.officer.as_caller(None));
        assert_eq!(answer.status, 401, "{}: {}", operation.id, answer.json);
    }
    assert_eq!(tables::difference(&before, &stage.app.dump()), [""; 0]);
}

fn every_role_is_kept_to_its_operations(backend: &Backend) {
    let stage = Stage::set(backend);
    let before = stage.app.dump();
    let wrong = |tag: &str| -> Vec<(&str, &Client, u16)> {
        let (officer, systems, link) = (&stage.officer, &stage.review_system, &stage.reviewer);
        match tag {
            "tokens" => vec![("link", link, 401)],
            "response" => {
                vec![("officer", officer, 401), ("administrator", &stage.admin, 401), ("system", systems, 401)]
            }
            "handoff" => vec![("officer", officer, 403), ("link", link, 401)],
            "administration" => vec![("officer", officer, 403), ("system", systems, 403), ("link", link, 401)],
            _ => vec![("system", systems, 403), ("link", link, 401)],
        }
    };
    for operation in stage.officer.operations().iter().filter(|known| known.id != "create_token") {
        for (who, client, status) in wrong(&text(&operation.about["tags"][0])) {
            let answer = Good::of(&stage, operation).send(operation, client);
            assert_eq!(answer.status, status, "{} by {who}: {}", operation.id, answer.json);
        }
    }
    assert_eq!(tables::difference(&before, &stage.app.dump()), [""; 0]);
}

fn a_revoked_key_and_its_tokens_open_nothing(backend: &Backend) {
    let stage = Stage::set(backend);
    let issued =
        stage.admin.call("issue_api_key", &[], &[], json!({ "name": "short", "role": "review_system" })).with(201);
    let key = text(&issued["secret"]);
    let given = stage.officer.as_caller(None).call("create_token", &[], &[], json!({ "api_key": key })).with(200);
    let token = stage.officer.as_caller(given["access_token"].as_str());
    assert_eq!(token.call("whoami", &[], &[], ()).with(200)["role"], "review_system");

    let id = text(&issued["key"]["id"]);
    for _ in 0..2 {
        assert_eq!(stage.admin.call("revoke_api_key", &[("key_id", &id)], &[], ()).status, 204);
    }

    token.call("whoami", &[], &[], ()).refused(401, "not_signed_in");
    stage.officer.as_caller(Some(&key)).call("whoami", &[], &[], ()).refused(401, "not_signed_in");
    stage
        .officer
        .as_caller(None)
        .call("create_token", &[], &[], json!({ "api_key": key }))
        .refused(401, "not_signed_in");
    stage.app.clock.advance(16 * 60);
    let other = stage.officer.as_caller(given["access_token"].as_str());
    other.call("whoami", &[], &[], ()).refused(401, "not_signed_in");
}

fn other_methods_are_refused_and_told_which_there_are(backend: &Backend) {
    let stage = Stage::set(backend);
    let paths = stage.officer.document().json()["paths"].as_object().expect("paths").clone();
    for (path, item) in &paths {
        let declared: Vec<String> = ["get", "post", "put", "delete", "patch"]
            .into_iter()
            .filter(|method| item.get(*method).is_some())
            .map(str::to_uppercase)
            .collect();
        let target = stage.ids.iter().fold(path.clone(), |path, (name, id)| path.replace(&format!("{{{name}}}"), id));
        for method in ["GET", "POST", "PUT", "DELETE", "PATCH"].into_iter().filter(|m| !declared.iter().any(|d| d == m))
        {
            let answer = stage.officer.plain(method, &target, Body::None);
            let allow = answer.headers.get("allow").and_then(|value| value.to_str().ok()).map(str::to_owned);
            assert_eq!(allow, Some(declared.join(", ")), "{method} {path}");
            let kind = answer.headers.get("content-type").and_then(|value| value.to_str().ok()).map(str::to_owned);
            assert_eq!(kind.as_deref(), Some("application/problem+json"), "{method} {path}");
            answer.refused(405, "method_not_allowed");
        }
    }
    stage.officer.plain("GET", "/api/v1/nothing", Body::None).refused(404, "not_found");
    stage.officer.plain("GET", "/api/v1/calls/no-id", Body::None).refused(404, "not_found");
}

fn opening_a_reviewers_link_changes_nothing(backend: &Backend) {
    let stage = Stage::set(backend);
    let addresses = ["ingrid@fjord.example", "marta@karolina.example", "sophie@seine.example"];
    let nobody = stage.officer.as_caller(None);
    let before = stage.app.dump();
    for address in addresses {
        let token = stage.app.link_token(address);
        let holder = stage.officer.as_caller(Some(&format!("rl_{token}")));
        holder.call("get_response", &[], &[], ()).with(200);
        for step in ["", "/accept", "/decline", "/later", "/undertaking", "/coi", "/done", "/answer", "/withdraw"] {
            for method in ["GET", "HEAD"] {
                let answer = nobody.plain(method, &format!("/r/{token}{step}"), Body::None);
                assert!(answer.status < 500, "{method} {step}: {}", answer.status);
            }
        }
    }
    assert_eq!(tables::difference(&before, &stage.app.dump()), [""; 0]);
}

fn a_link_opens_one_invitation_until_it_expires_or_is_withdrawn(backend: &Backend) {
    let stage = Stage::set(backend);
    let own = stage.reviewer.call("get_response", &[], &[], ()).with(200);
    assert_eq!(own["invitation_id"], json!(stage.ids["invitation_id"]));
    let foreign = stage.decliner.call("get_response", &[], &[], ()).with(200);
    assert_ne!(foreign["invitation_id"], own["invitation_id"]);

    let id = [("invitation_id", stage.ids["invitation_id"].as_str())];
    for _ in 0..2 {
        let withdrawn = stage.officer.call("withdraw_invitation", &id, &[], ()).with(200);
        assert_eq!(withdrawn["status"], "withdrawn");
    }
    stage.reviewer.call("get_response", &[], &[], ()).refused(410, "invitation_withdrawn");
    stage
        .reviewer
        .call("answer_invitation", &[], &[], json!({ "answer": "accept" }))
        .refused(410, "invitation_withdrawn");

    stage.app.clock.advance(60 * 86_400);
    stage.decliner.call("get_response", &[], &[], ()).refused(410, "link_expired");
    stage.decliner.call("answer_invitation", &[], &[], json!({ "answer": "accept" })).refused(410, "link_expired");
}
