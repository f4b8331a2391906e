//! Broken input is refused with the place of what is wrong, and changes nothing.

use super::roles::{Good, pairs};
use crate::{
    story,
    support::{
        data,
        openapi::{Body, Client, Operation},
        schema,
        stage::Stage,
        stories::{Backend, Story},
        tables,
    },
};
use serde_json::{Value, json};

pub(crate) fn tests() -> Vec<Story> {
    vec![
        story!(every_broken_body_is_refused_with_its_place_and_changes_nothing, Database),
        story!(a_nul_in_a_parameter_or_a_file_breaks_nothing, Database),
        story!(the_same_twice_in_one_request_does_not_break_it, Database),
        story!(an_application_that_is_wrong_keeps_the_whole_file_out, Database),
        story!(a_page_has_at_most_200_items_and_its_link_leads_on, Database),
        story!(too_large_a_body_is_refused, Database),
        story!(problems_speak_the_language_of_the_caller, Database),
    ]
}

/// A body that an operation takes on the stage.
pub(super) fn good_body(stage: &Stage, operation: &Operation, described: &Value) -> Value {
    let mut body = schema::example(stage.officer.document(), described);
    let marta = &stage.persons["Marta Lindqvist"];
    match operation.id.as_str() {
        "import_applications" => {
            body = data::applications();
            body["applications"][0]["people"][0]["erad_no"] = json!("12345678");
            body["applications"][0]["people"][0]["ror"] = json!("https://ror.org/012345678");
            body["applications"][0]["excluded_reviewers"] = json!([
                { "name": "Somebody Else", "orcid": "0000-0002-0000-7777", "institution": "Elsewhere", "reason": "A dispute." }
            ]);
        }
        "create_call" | "update_call" => {
            for (name, value) in [("opens_on", "2026-10-01"), ("closes_on", "2026-11-20"), ("time_zone", "Asia/Tokyo")]
            {
                body[name] = json!(value);
            }
        }
        "answer_invitation" => body["load"] = json!(1),
        "sign_undertaking" => {
            let view = stage.reviewer.call("get_response", &[], &[], ()).with(200);
            body["text_hash"] = view["undertaking"]["text_hash"].clone();
        }
        "declare_interests" => {
            body["declarations"][0]["application_id"] = json!(stage.ids["application_id"]);
            body["declarations"][0]["answer"] = json!("unsure");
        }
        "report_progress" => body["occurred_at"] = json!("2026-11-22T02:00:00Z"),
        "apply_plan" => body["changes"] = json!([0]),
        _ => {
            if body["person_ids"].is_array() {
                body["person_ids"] = json!([marta]);
            }
        }
    }
    body
}

/// Who calls an operation on the stage.
fn caller<'a>(stage: &'a Stage, operation: &Operation) -> &'a Client {
    match operation.about["tags"][0].as_str() {
        Some("administration") => &stage.admin,
        Some("handoff") => &stage.review_system,
        Some("response") if operation.id == "explain_decline" => &stage.decliner,
        Some("response") => &stage.reviewer,
        _ => &stage.officer,
    }
}

fn every_broken_body_is_refused_with_its_place_and_changes_nothing(backend: &Backend) {
    let stage = Stage::set(backend);
    let document = stage.officer.document();
    let mut tried = 0;
    let mut wrong: Vec<String> = Vec::new();
    for operation in stage.officer.operations() {
        let Some(described) = operation.json_body() else { continue };
        let good = good_body(&stage, operation, described);
        assert_eq!(schema::check(document, described, &good), [""; 0], "{}", operation.id);
        let before = stage.app.dump();
        for broken in schema::breakages(document, described, &good) {
            let what = format!("{}: {}", operation.id, broken.how);
            let request = Good { body: Body::Json(broken.body.clone()), ..Good::of(&stage, operation) };
            let answer = request.send(operation, caller(&stage, operation));
            tried += 1;
            let errors = match answer.json["rows"][0]["errors"].as_array() {
                Some(errors) => errors,
                None => answer.json["errors"].as_array().unwrap_or(const { &Vec::new() }),
            };
            match (operation.id.as_str(), answer.status) {
                // Which of address and password is wrong is not told.
                ("create_token", 401) => {}
                // Another hash means another text.
                ("sign_undertaking", 412) if broken.pointer == "/text_hash" => {}
                (_, 422) if errors.iter().all(|error| error["pointer"].is_string()) && !errors.is_empty() => {}
                (_, status) => wrong.push(format!("{what}: {status} {}", answer.json)),
            }
        }
        let changed = tables::difference(&before, &stage.app.dump());
        wrong.extend(changed.iter().map(|row| format!("{}: {row}", operation.id)));
    }
    assert!(tried > 200, "only {tried} broken bodies");
    assert_eq!(wrong, [""; 0]);
}

fn a_nul_in_a_parameter_or_a_file_breaks_nothing(backend: &Backend) {
    let stage = Stage::set(backend);
    let before = stage.app.dump();
    let officer = &stage.officer;
    let application = [("application_id", stage.ids["application_id"].as_str())];
    let call = [("call_id", stage.ids["call_id"].as_str())];

    officer.call("list_persons", &[], &[("q", "a\u{0}b")], ()).with(200);
    officer.call("list_persons", &[], &[("country", "S\u{0}")], ()).refused(422, "invalid_input");
    officer.call("find_candidates", &application, &[("q", "a\u{0}b")], ()).with(200);
    let cursors = [
        ("list_persons", "\u{0}"),
        ("list_persons", "per_01h455vb4pex5vsknk084sn02q a\u{0}"),
        ("list_calls", "\u{0}"),
        ("list_events", "\u{0}"),
    ];
    for (id, cursor) in cursors {
        let answer = officer.call(id, &[], &[("after", cursor)], ());
        assert!(matches!(answer.status, 200 | 422), "{id}: {}", answer.json);
    }
    stage.review_system.call("list_handoff", &[], &[("after", "\u{0}")], ());
    let file = ("application/octet-stream", "text");
    officer.call("put_guideline", &call, &[("file_name", "a\u{0}.md")], file).refused(422, "invalid_input");
    officer.call("get_call", &[("call_id", "call_%00")], &[], ()).refused(404, "not_found");
    officer
        .call_with("create_call", &[], &[], &[("Idempotency-Key", "a b")], call_body())
        .refused(422, "invalid_input");
    let csv = ("text/csv", "number,title,abstract,people\n1,T\u{0},A,X|principal_investigator\n");
    let rejected = officer.call("import_applications", &call, &[], csv).with(422);
    assert_eq!(rejected["rows"][0]["errors"][0]["code"], "control_character", "{rejected}");
    assert_eq!(tables::difference(&before, &stage.app.dump()), [""; 0]);

    // A record of candidates is taken without the character, or refused; the others are not touched by it.
    let csv =
        ("text/csv", "name,email,institution\nAda\u{0} Byron,ada@b.example,\nGrace Hopper,grace@h.example,Yale\n");
    let report = officer.call("import_persons", &[], &[("source", "csv")], csv).with(200);
    assert_eq!((&report["created"], &report["rejected"]), (&json!(1), &json!(1)), "{report}");
    let place = json!({ "display_name": "A\u{0}B", "ror": "https://ror.org/\u{0}", "country_code": "S\u{0}" });
    let author = json!({
        "id": "https://openalex.org/A777", "display_name": "Nul\u{0} Nulsen", "orcid": "0000\u{0}",
        "display_name_alternatives": ["N\u{0}"], "last_known_institutions": [place], "topics": [{ "display_name": "x\u{0}" }],
    });
    let work = json!({
        "id": "https://openalex.org/W777", "doi": "https://doi.org/10.1/\u{0}", "title": "T\u{0}T",
        "abstract_inverted_index": { "a\u{0}": [0] },
        "authorships": [{ "author": { "id": "https://openalex.org/A778", "display_name": "W\u{0} X" },
            "institutions": [place], "raw_author_name": "\u{0}" }],
    });
    for (source, record) in [("openalex_authors", author), ("openalex_works", work)] {
        let text = format!("{record}\n");
        let file = ("application/x-ndjson", text.as_str());
        let report = officer.call("import_persons", &[], &[("source", source)], file).with(200);
        assert_eq!(report["total"], 1, "{report}");
    }
    assert!(nul_columns(&stage).is_empty(), "{:?}", nul_columns(&stage));
}

/// Columns in which U+0000 stands; PostgreSQL cannot keep it at all.
fn nul_columns(stage: &Stage) -> Vec<String> {
    let url = stage.app.database_url();
    if url.starts_with("postgres") {
        return Vec::new();
    }
    tables::columns(url)
        .iter()
        .filter_map(|column| column.trim_end_matches('?').split_once('.').map(|(t, c)| (t.to_owned(), c.to_owned())))
        .filter(|(table, column)| {
            let statement = format!(
                "SELECT '1' AS line FROM {table} WHERE typeof(\"{column}\") = 'text' AND instr(CAST(\"{column}\" AS BLOB), x'00') > 0"
            );
            !tables::lines(url, &statement).is_empty()
        })
        .map(|(table, column)| format!("{table}.{column}"))
        .collect()
}

fn call_body() -> Value {
    json!({
        "title": "A call", "programme": "P", "department": "D", "fiscal_year": 2027, "round": 1,
        "opens_on": "2026-10-01", "closes_on": "2026-11-20", "time_zone": "Asia/Tokyo",
        "review_due_at": "2027-02-19T17:00", "reviewers_per_application": 1, "max_load": 1, "answer_days": 7,
    })
}

fn the_same_twice_in_one_request_does_not_break_it(backend: &Backend) {
    let stage = Stage::set(backend);
    let officer = &stage.officer;
    let application = [("application_id", stage.ids["application_id"].as_str())];
    let klaus = &stage.persons["Klaus Weber"];
    let listed = officer.call("add_to_shortlist", &application, &[], json!({ "person_ids": [klaus, klaus] })).with(200);
    let count =
        listed["items"].as_array().into_iter().flatten().filter(|entry| entry["person_id"] == json!(klaus)).count();
    assert_eq!(count, 1, "{listed}");
    let twice = json!({ "person_ids": [klaus, klaus] });
    officer.call("order_shortlist", &application, &[], twice).refused(422, "invalid_input");

    let emily = &stage.persons["Emily Carter"];
    let answer = officer.call("add_to_shortlist", &application, &[], json!({ "person_ids": [emily, emily] }));
    assert_eq!(answer.refused(422, "invalid_input")["errors"][0]["code"], "person_conflict");

    let id = &stage.ids["application_id"];
    let both = json!({ "declarations": [
        { "application_id": id, "answer": "none" },
        { "application_id": id, "answer": "conflict", "details": "A doubt." },
    ] });
    let answer = stage.reviewer.call("declare_interests", &[], &[], both);
    assert!(answer.status < 500, "{}", answer.json);

    stage.reviewer.call(
        "declare_interests",
        &[],
        &[],
        json!({ "declarations": [{ "application_id": id, "answer": "none" }] }),
    );
    let mut body = call_body();
    body["reviewers_per_application"] = json!(3);
    let call = [("call_id", stage.ids["call_id"].as_str())];
    officer.call("update_call", &call, &[("version", "1")], body).with(200);
    let plan = officer.call("propose_plan", &call, &[], ()).with(201);
    assert_eq!(plan["changes"].as_array().map(Vec::len), Some(1), "{plan}");
    let plan = [("plan_id", plan["id"].as_str().unwrap_or_default())];
    let answer = officer.call("apply_plan", &plan, &[], json!({ "changes": [0, 0] }));
    assert!(matches!(answer.status, 200 | 409 | 422), "{}", answer.json);
    if answer.status != 200 {
        officer.call("apply_plan", &plan, &[], json!({ "changes": [0] })).with(200);
    }
}

fn an_application_that_is_wrong_keeps_the_whole_file_out(backend: &Backend) {
    let stage = Stage::set(backend);
    let call = [("call_id", stage.ids["call_id"].as_str())];
    let mut body = data::applications();
    body["applications"][0]["title"] = json!("A new title");
    body["applications"][1]["people"][0]["role"] = json!("boss");
    let before = stage.app.dump();
    let report = stage.officer.call("import_applications", &call, &[], body.clone()).with(422);
    assert_eq!((&report["applied"], &report["rejected"]), (&json!(false), &json!(1)));
    assert_eq!(report["rows"][1]["errors"][0]["pointer"], "/people/0/role");
    let dry = stage.officer.call("import_applications", &call, &[("dry_run", "true")], body).with(200);
    assert_eq!((&dry["applied"], &dry["updated"], &dry["rejected"]), (&json!(false), &json!(1), &json!(1)));
    assert_eq!(tables::difference(&before, &stage.app.dump()), [""; 0]);
}

fn a_page_has_at_most_200_items_and_its_link_leads_on(backend: &Backend) {
    let stage = Stage::set(backend);
    let officer = &stage.officer;
    for limit in ["0", "201", "-1"] {
        let path = format!("/api/v1/persons?limit={limit}");
        let refused = officer.plain("GET", &path, Body::None).refused(422, "invalid_input");
        assert_eq!(refused["errors"][0]["pointer"], "/limit");
    }
    officer.plain("GET", "/api/v1/persons?limit=many", Body::None).refused(422, "invalid_input");
    let application = stage.ids["application_id"].as_str();
    let lists: [(&str, Vec<(&str, &str)>); 3] =
        [("list_persons", vec![]), ("list_events", vec![]), ("find_candidates", vec![("application_id", application)])];
    for (id, path) in lists {
        let whole = officer.call(id, &path, &[("limit", "200")], ()).with(200);
        let mut parts: Vec<Value> = Vec::new();
        let mut after = None::<String>;
        loop {
            let mut query = vec![("limit", "5")];
            query.extend(after.as_deref().map(|cursor| ("after", cursor)));
            let answer = officer.call(id, &path, &query, ());
            let link = answer.headers.get("link").and_then(|value| value.to_str().ok()).map(str::to_owned);
            let part = answer.with(200);
            parts.extend(part["items"].as_array().into_iter().flatten().cloned());
            let Some(next) = part["next"].as_str() else {
                assert_eq!(link, None, "{id}");
                break;
            };
            let target = link.as_deref().and_then(|link| link.strip_prefix('<')?.strip_suffix(">; rel=\"next\""));
            let followed = officer.plain("GET", target.expect("a link to the next part"), Body::None).with(200);
            let asked = officer.call(id, &path, &[("limit", "5"), ("after", next)], ()).with(200);
            assert_eq!(followed, asked, "{id}");
            after = Some(next.to_owned());
        }
        assert_eq!(json!(parts), whole["items"], "{id}");
        assert!(parts.len() > 5, "{id}");
    }
}

fn too_large_a_body_is_refused(backend: &Backend) {
    let stage = Stage::set(backend);
    let call = stage.ids["call_id"].as_str();
    let text = "x".repeat((16 << 20) + 1);
    let before = stage.app.counts();
    let file = ("application/octet-stream", text.as_str());
    let answer = stage.officer.call("put_guideline", &[("call_id", call)], &[("file_name", "a.txt")], file);
    answer.refused(413, "too_large");
    assert_eq!(stage.app.counts(), before);
}

fn problems_speak_the_language_of_the_caller(backend: &Backend) {
    let stage = Stage::set(backend);
    let call = stage.ids["call_id"].as_str();
    let japanese = [("Accept-Language", "ja,en;q=0.5")];
    let operation = stage.review_system.operation("get_call");
    let refused = stage.review_system.call_unchecked(
        operation,
        &pairs(&[("call_id".into(), call.into())]),
        &[],
        &japanese,
        Body::None,
    );
    let title = refused.refused(403, "role_not_allowed")["title"].as_str().unwrap_or_default().to_owned();
    assert!(title.chars().any(|letter| ('ぁ'..='ん').contains(&letter)), "{title}");
}
