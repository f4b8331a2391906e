//! The whole way of a call over the API alone, as its document describes it.

use crate::{
    story,
    support::{
        app::{PASSWORD, TestApp},
        data,
        openapi::Client,
        stage::{self, accept_and_sign, text},
        stories::{Backend, Story},
        tables,
    },
};
use mekiki::kernel::actor::Role;
use serde_json::{Value, json};

pub(crate) fn tests() -> Vec<Story> {
    vec![story!(a_call_goes_from_its_guideline_to_submitted_reviews, Database)]
}

fn a_call_goes_from_its_guideline_to_submitted_reviews(backend: &Backend) {
    let app = TestApp::start(backend);
    app.account("ada@funder.example", Role::ProgrammeOfficer);
    let officer = sign_in(&app);
    let call = create_call(&app, &officer);
    import_applications(&app, &officer, &call);
    import_candidates(&app, &officer);
    let applications = officer.call("list_applications", &[("call_id", &call)], &[], ()).with(200);
    let numbers: Vec<&Value> = list(&applications).iter().map(|line| &line["number"]).collect();
    assert_eq!(numbers, ["27-NEU-0001", "27-ONC-0002"]);
    let applications = [0, 1].map(|at| text(&applications["items"][at]["id"]));
    let mut trip = Trip { persons: stage::persons(&officer), app, officer, call, applications };

    trip.find();
    trip.shortlist();
    trip.invite();
    trip.read_the_letters();
    trip.answer();
    trip.decide();
    trip.assign();
    trip.hand_over();
    trip.read_the_history();
}

fn list(value: &Value) -> &[Value] {
    value["items"].as_array().map(Vec::as_slice).unwrap_or_default()
}

/// a: signing in by password and by key.
fn sign_in(app: &TestApp) -> Client {
    let nobody = Client::new(app.url(), None);
    let by_password = |email: &str, password: &str| {
        nobody.call("create_token", &[], &[], json!({ "email": email, "password": password }))
    };
    by_password("ada@funder.example", "wrong").refused(401, "wrong_credentials");
    by_password("nobody@funder.example", PASSWORD).refused(401, "wrong_credentials");
    let given = by_password(" Ada@Funder.example ", PASSWORD).with(200);
    assert_eq!((&given["token_type"], &given["expires_in"]), (&json!("Bearer"), &json!(900)));
    let officer = nobody.as_caller(given["access_token"].as_str());
    let who = officer.call("whoami", &[], &[], ()).with(200);
    assert_eq!((&who["kind"], &who["role"]), (&json!("account"), &json!("programme_officer")));

    let key = app.key("reviews", Role::ReviewSystem);
    let given = nobody.call("create_token", &[], &[], json!({ "api_key": key })).with(200);
    let program = nobody.as_caller(given["access_token"].as_str()).call("whoami", &[], &[], ()).with(200);
    assert_eq!((&program["kind"], &program["role"]), (&json!("program"), &json!("review_system")));
    assert_eq!(nobody.as_caller(Some(&key)).call("whoami", &[], &[], ()).with(200), program);
    officer
}

/// b: a call, once, however often it is sent.
fn create_call(app: &TestApp, officer: &Client) -> String {
    let body = json!({
        "title": "Neurology and oncology", "title_ja": "神経・がん", "programme": "Brain and Cancer",
        "department": "Division of Research", "fiscal_year": 2027, "frame": "A", "round": 1,
        "opens_on": "2026-10-01", "closes_on": "2026-11-20", "time_zone": "Asia/Tokyo",
        "review_due_at": "2027-02-19T17:00", "reviewers_per_application": 1, "max_load": 2, "answer_days": 7,
    });
    let once = [("Idempotency-Key", "\"call-1\"")];
    let created = officer.call_with("create_call", &[], &[], &once, body.clone()).with(201);
    let again = officer.call_with("create_call", &[], &[], &once, body.clone()).with(201);
    assert_eq!(created, again);
    assert_eq!(created["review_due_at"], "2027-02-19T08:00:00Z");
    let mut other = body.clone();
    other["title"] = json!("Another call");
    officer.call_with("create_call", &[], &[], &once, other.clone()).refused(409, "idempotency_key_reused");
    assert_eq!(list(&officer.call("list_calls", &[], &[], ()).with(200)).len(), 1);

    let id = text(&created["id"]);
    let path = [("call_id", id.as_str())];
    let changed = officer.call("update_call", &path, &[("version", "1")], other).with(200);
    assert_eq!((&changed["title"], &changed["version"]), (&json!("Another call"), &json!(2)));
    officer.call("update_call", &path, &[("version", "1")], body.clone()).refused(412, "changed_meanwhile");
    officer.call("update_call", &path, &[("version", "2")], body.clone()).with(200);
    let before = app.dump();
    officer.call("update_call", &path, &[("version", "3")], body).with(200);
    assert_eq!(tables::difference(&before, &app.dump()), [""; 0]);
    let coverage = officer.call("get_coverage", &path, &[], ()).with(200);
    assert_eq!(coverage["missing"].as_array().map(Vec::len), Some(2), "{coverage}");
    id
}

/// c: applications, first to look, then for real, then again.
fn import_applications(app: &TestApp, officer: &Client, call: &str) {
    let path = [("call_id", call)];
    let import = |dry_run: &str| {
        officer.call("import_applications", &path, &[("dry_run", dry_run)], data::applications()).with(200)
    };
    let counted = |report: &Value| ["created", "updated", "unchanged", "rejected"].map(|name| report[name].as_u64());
    let before = app.dump();
    let dry = import("true");
    assert_eq!((&dry["applied"], counted(&dry)), (&json!(false), [2, 0, 0, 0].map(Some)));
    assert_eq!(tables::difference(&before, &app.dump()), [""; 0]);

    let real = import("false");
    assert_eq!((&real["applied"], counted(&real)), (&json!(true), [2, 0, 0, 0].map(Some)));

    let before = app.dump();
    let again = import("false");
    assert_eq!(counted(&again), [0, 0, 2, 0].map(Some));
    assert_eq!(tables::difference(&before, &app.dump()), [""; 0]);
}

/// d: candidates; the same files again change nothing.
fn import_candidates(app: &TestApp, officer: &Client) {
    let files = [
        ("openalex_authors", "application/x-ndjson", data::authors(), 12),
        ("openalex_works", "application/x-ndjson", data::works(), 14),
        ("csv", "text/csv", data::ADDRESSES.to_owned(), 12),
    ];
    let import = |source: &str, media_type: &'static str, text: &str, dry_run: &str| {
        let query = [("source", source), ("dry_run", dry_run)];
        officer.call("import_persons", &[], &query, (media_type, text)).with(200)
    };
    for (source, media_type, text, total) in &files {
        let before = app.dump();
        let dry = import(source, media_type, text, "true");
        assert_eq!(tables::difference(&before, &app.dump()), [""; 0]);
        let real = import(source, media_type, text, "false");
        for count in ["total", "created", "updated", "unchanged", "rejected"] {
            assert_eq!(dry[count], real[count], "{source} {count}");
        }
        assert_eq!((&real["total"], &real["rejected"]), (&json!(total), &json!(0)), "{real}");
    }
    let before = app.dump();
    for (source, media_type, text, total) in &files {
        let again = import(source, media_type, text, "false");
        assert_eq!(again["unchanged"], json!(total), "{again}");
    }
    assert_eq!(tables::difference(&before, &app.dump()), [""; 0]);
}

/// What a journey has at hand.
struct Trip {
    app: TestApp,
    officer: Client,
    call: String,
    applications: [String; 2],
    persons: std::collections::BTreeMap<String, String>,
}

impl Trip {
    fn path(&self) -> [(&str, &str); 1] {
        [("call_id", &self.call)]
    }

    fn application(&self, at: usize) -> [(&str, &str); 1] {
        [("application_id", &self.applications[at])]
    }

    fn reviewer(&self, address: &str) -> Client {
        self.officer.as_caller(Some(&format!("rl_{}", self.app.link_token(address))))
    }

    fn invitation(&self, name: &str) -> Value {
        let all = self.officer.call("list_invitations", &self.path(), &[], ()).with(200);
        list(&all).iter().find(|line| line["name"] == name).cloned().unwrap_or_default()
    }

    /// e: candidates, ranked, with reasons and conflicts.
    fn find(&self) {
        let find = |show: &str| {
            let query = [("show", show), ("limit", "200")];
            self.officer.call("find_candidates", &self.application(0), &query, ()).with(200)
        };
        let all = find("all");
        let scores: Vec<u64> = list(&all).iter().filter_map(|one| one["score"].as_u64()).collect();
        assert!(scores.is_sorted_by(|left, right| left >= right), "{scores:?}");
        assert_eq!(all, find("all"));
        let named = |name: &str| {
            let found = list(&all).iter().find(|one| one["person_id"] == json!(self.persons[name]));
            found.unwrap_or_else(|| panic!("{name} is no candidate"))
        };
        let marta = named("Marta Lindqvist");
        let reasons: Vec<(Option<&str>, Option<u64>)> = marta["reasons"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|reason| (reason["title"].as_str(), reason["score"].as_u64()))
            .collect();
        assert_eq!(reasons.len(), 2, "{marta}");
        assert!(reasons[0].1 >= reasons[1].1, "the publication that fits best comes first");
        assert!(reasons.iter().all(|(title, _)| title.is_some_and(|title| data::works().contains(title))));
        assert!(marta["terms"].as_array().is_some_and(|terms| !terms.is_empty()));
        assert_eq!(
            (&marta["eligibility"], &marta["conflict"]["verdict"]),
            (&json!("eligible"), &json!("not_declared"))
        );
        assert_eq!(named("Taro Yamada")["eligibility"], "in_japan");

        let emily = &named("Emily Carter")["conflict"];
        assert_eq!((&emily["verdict"], &emily["screening"]), (&json!("excluded"), &json!("conflict")));
        let finding = &emily["findings"][0];
        assert_eq!(
            finding,
            &json!({
                "relation": "co_author", "severity": "conflict", "about": "SASAKI Hina",
                "what": "TDP-43 proteinopathy in patient-derived motor neurons",
                "year": 2026, "authors": 2, "certainty": "identifier",
            })
        );
        assert_eq!(named("Hina Sasaki JP")["conflict"]["findings"][0]["relation"], "self_on_application");
        assert_eq!(named("Hina Sasaki CA")["conflict"]["verdict"], "not_declared", "a namesake is somebody else");

        let (askable, blocked) = (find("askable"), find("blocked"));
        assert_eq!(list(&askable).len() + list(&blocked).len(), list(&all).len());
        for name in ["Taro Yamada", "Emily Carter", "Hina Sasaki JP"] {
            assert!(list(&blocked).iter().any(|one| one["person_id"] == json!(self.persons[name])), "{name}");
        }
        let query = [("country", "se,NO")];
        let abroad = self.officer.call("find_candidates", &self.application(0), &query, ()).with(200);
        assert!(list(&abroad).iter().all(|one| one["country"] == "SE" || one["country"] == "NO"));
        let person = [("person_id", self.persons["Marta Lindqvist"].as_str())];
        let shown = self.officer.call("get_person", &person, &[], ()).with(200);
        assert_eq!(shown["emails"][0]["address"], "m…@karolina.example");
    }

    /// f: shortlists.
    fn shortlist(&self) {
        let ids =
            |names: &[&str]| json!({ "person_ids": names.iter().map(|name| &self.persons[*name]).collect::<Vec<_>>() });
        let add =
            |at: usize, names: &[&str]| self.officer.call("add_to_shortlist", &self.application(at), &[], ids(names));
        let before = self.app.dump();
        for (name, code) in [("Taro Yamada", "person_in_japan"), ("Emily Carter", "person_conflict")] {
            let refused = add(0, &["Marta Lindqvist", name]).refused(422, "invalid_input");
            assert_eq!(refused["errors"][0]["pointer"], "/person_ids/1");
            assert_eq!(refused["errors"][0]["code"], code);
        }
        assert_eq!(tables::difference(&before, &self.app.dump()), [""; 0]);

        add(0, &["Marta Lindqvist", "Ingrid Solberg", "Klaus Weber", "João Pereira"]).with(200);
        let listed = add(0, &["Ingrid Solberg"]).with(200);
        assert_eq!(list(&listed).len(), 4);
        let order = ["Ingrid Solberg", "Marta Lindqvist", "João Pereira", "Klaus Weber"];
        let ordered = self.officer.call("order_shortlist", &self.application(0), &[], ids(&order)).with(200);
        let names: Vec<&Value> = list(&ordered).iter().map(|entry| &entry["name"]).collect();
        assert_eq!(names, order);
        let klaus = self.persons["Klaus Weber"].as_str();
        for _ in 0..2 {
            let path = [("application_id", self.applications[0].as_str()), ("person_id", klaus)];
            assert_eq!(self.officer.call("remove_from_shortlist", &path, &[], ()).status, 204);
        }
        add(1, &["Sophie Martin", "Ingrid Solberg"]).with(200);
        let left = self.officer.call("get_shortlist", &self.application(0), &[], ()).with(200);
        let places: Vec<&Value> = list(&left).iter().map(|entry| &entry["place"]).collect();
        assert_eq!(places, [1, 2, 3]);
    }

    /// g: inviting waits for the guideline; then everybody is invited once.
    fn invite(&self) {
        let send = |body: Value| self.officer.call("send_invitations", &self.path(), &[], body);
        let before = self.app.dump();
        send(json!({})).refused(409, "call_not_ready");
        let prepared = self.officer.call("prepare_invitations", &self.path(), &[], json!({})).with(200);
        assert_eq!(prepared["missing"].as_array().map(Vec::len), Some(1), "{prepared}");
        assert_eq!(tables::difference(&before, &self.app.dump()), [""; 0]);

        let file = ("application/octet-stream", data::GUIDELINE);
        let name = [("file_name", "guideline.md")];
        self.officer.call("put_guideline", &self.path(), &name, file).with(200);
        let guideline = self.officer.call("get_guideline", &self.path(), &[], ());
        assert_eq!(guideline.bytes, data::GUIDELINE.as_bytes());

        let before = self.app.dump();
        let prepared = self.officer.call("prepare_invitations", &self.path(), &[], json!({})).with(200);
        assert_eq!(tables::difference(&before, &self.app.dump()), [""; 0], "a preview writes nothing");
        assert_eq!(prepared["missing"], json!([]));
        let drafts = prepared["drafts"].as_array().expect("drafts");
        assert_eq!(drafts.len(), 4);
        for draft in drafts {
            assert_eq!((&draft["can_be_sent"], &draft["problems"]), (&json!(true), &json!([])), "{draft}");
            let body = text(&draft["body"]);
            assert_eq!(body.matches("[[link]]").count(), 1);
            assert!(
                body.contains(draft["why"].as_str().unwrap_or("?")) && body.contains("Asia/Tokyo")
                    || body.contains("JST")
            );
            assert!(!body.contains("SASAKI") && !body.contains("27-NEU"), "a letter tells nothing of the applications");
        }
        let stranger = json!({ "person_ids": [self.persons["Wei Zhang"]] });
        send(stranger).refused(422, "invalid_input");

        let once = [("Idempotency-Key", "batch-1")];
        let first = self.officer.call_with("send_invitations", &self.path(), &[], &once, json!({})).with(200);
        assert_eq!(first["invited"], 4);
        let before = self.app.dump();
        let retried = self.officer.call_with("send_invitations", &self.path(), &[], &once, json!({})).with(200);
        assert_eq!(retried, first);
        let second = send(json!({})).with(200);
        assert_eq!(second["invited"], 0);
        for row in second["rows"].as_array().into_iter().flatten() {
            assert_eq!(row["problems"], json!(["already_invited"]));
        }
        assert_eq!(tables::difference(&before, &self.app.dump()), [""; 0]);
        assert_eq!(self.invitation("Marta Lindqvist")["invitation"]["status"], "queued");
    }

    /// The letters leave once; each has one short link that the database does not know.
    fn read_the_letters(&self) {
        assert_eq!(self.app.drain(), 4);
        assert_eq!(self.app.drain(), 0);
        let letters = self.app.letters();
        assert_eq!(letters.len(), 4);
        let dump = self.app.dump();
        let without_mailbox = dump.iter().filter(|(table, _)| *table != "caught_letters");
        let kept: String = without_mailbox.flat_map(|(_, rows)| rows).map(String::as_str).collect();
        for letter in &letters {
            let start = format!("{}/r/", self.app.url());
            let links: Vec<&str> = letter.body.split_whitespace().filter(|word| word.starts_with(&start)).collect();
            assert_eq!(links.len(), 1, "{}", letter.body);
            assert!(links[0].len() <= 200, "{}", links[0]);
            assert!(!kept.contains(&links[0][start.len()..]), "the link is kept in the database");
        }
        assert!(dump["messages"].iter().all(|row| row.contains("[[link]]")));
        let marta = self.invitation("Marta Lindqvist");
        assert_eq!(marta["invitation"]["status"], "sent");
        assert_eq!(marta["letters"][0]["state"], "sent");
    }

    /// h: the reviewers answer, sign, declare, and change their minds.
    fn answer(&self) {
        let ingrid = self.reviewer("ingrid@fjord.example");
        let before = self.app.dump();
        let seen = ingrid.call("get_response", &[], &[], ()).with(200);
        ingrid.call("get_response", &[], &[], ()).with(200);
        assert_eq!(tables::difference(&before, &self.app.dump()), [""; 0], "opening changes nothing");
        assert_eq!(
            (&seen["status"], &seen["offered_load"], &seen["applications"]),
            (&json!("sent"), &json!(2), &json!([]))
        );

        let answer = |client: &Client, body: Value| client.call("answer_invitation", &[], &[], body);
        let hash = &seen["undertaking"]["text_hash"];
        let sign = |hash: &Value| json!({ "text_hash": hash, "name": "Ingrid Solberg", "agree": true });
        let none = |at: usize| json!({ "application_id": self.applications[at], "answer": "none" });
        ingrid.call("sign_undertaking", &[], &[], sign(hash)).refused(409, "step_missing");
        let outside = answer(&ingrid, json!({ "answer": "accept", "load": 3 })).refused(422, "invalid_input");
        assert_eq!(outside["errors"][0]["pointer"], "/load");
        let accepted = answer(&ingrid, json!({ "answer": "accept", "load": 1 })).with(200);
        assert_eq!((&accepted["status"], &accepted["accepted_load"]), (&json!("accepted"), &json!(1)));
        assert_eq!(accepted["applications"], json!([]), "nothing is shown before the signature");
        let before = self.app.dump();
        answer(&ingrid, json!({ "answer": "accept", "load": 1 })).with(200);
        assert_eq!(tables::difference(&before, &self.app.dump()), [""; 0], "the same again changes nothing");

        let declare =
            |client: &Client, all: Value| client.call("declare_interests", &[], &[], json!({ "declarations": all }));
        declare(&ingrid, json!([none(0)])).refused(409, "step_missing");
        ingrid.call("sign_undertaking", &[], &[], sign(&json!("another text"))).refused(412, "undertaking_changed");
        let signed = ingrid.call("sign_undertaking", &[], &[], sign(hash)).with(200);
        let shown: Vec<&Value> =
            signed["applications"].as_array().into_iter().flatten().map(|one| &one["number"]).collect();
        assert_eq!(shown, ["27-NEU-0001", "27-ONC-0002"]);
        assert!(!signed.to_string().contains("restore splicing"), "the science is not shown before the review");

        let unsure = json!({ "application_id": self.applications[1], "answer": "unsure", "details": "We met once." });
        let wordless = json!({ "application_id": self.applications[1], "answer": "unsure" });
        let refused = declare(&ingrid, json!([none(0), wordless])).refused(422, "invalid_input");
        assert_eq!(refused["errors"][0]["pointer"], "/declarations/1/details");
        let declared = declare(&ingrid, json!([none(0), unsure])).with(200);
        assert_eq!(declared["applications"][1]["answer"], "unsure");

        answer(&ingrid, json!({ "answer": "decline" })).with(200);
        assert_eq!(self.invitation("Ingrid Solberg")["invitation"]["status"], "declined");
        let back = answer(&ingrid, json!({ "answer": "accept" })).with(200);
        assert_eq!((&back["accepted_load"], &back["applications"][1]["answer"]), (&json!(2), &json!("unsure")));

        let joao = self.reviewer("joao@douro.example");
        answer(&joao, json!({ "answer": "later" })).refused(422, "invalid_input");
        answer(&joao, json!({ "answer": "later", "available_from": "2026-11-01" })).refused(422, "invalid_input");
        let later = answer(&joao, json!({ "answer": "later", "available_from": "2027-06-01" })).with(200);
        assert_eq!(later["status"], "deferred");
        let sophie = self.reviewer("sophie@seine.example");
        let explain = json!({ "reason": "time", "note": "Too busy.", "suggestion": "Ask Wei Zhang." });
        sophie.call("explain_decline", &[], &[], explain.clone()).refused(409, "step_missing");
        answer(&sophie, json!({ "answer": "decline" })).with(200);
        sophie.call("explain_decline", &[], &[], explain).with(200);
        assert_eq!(self.invitation("Sophie Martin")["invitation"]["decline_reason"], "time");

        let foreign = json!([{ "application_id": self.applications[1], "answer": "none" }]);
        let marta = self.reviewer("marta@karolina.example");
        accept_and_sign(&marta, "Marta Lindqvist");
        declare(&marta, foreign).refused(404, "not_found");
        // Each answer is confirmed by a letter, with a link that works as well.
        assert_eq!(self.app.drain(), 6);
        let again = self.reviewer("marta@karolina.example");
        assert_eq!(
            again.call("get_response", &[], &[], ()).with(200),
            marta.call("get_response", &[], &[], ()).with(200)
        );
    }

    /// i: an officer decides on what was declared.
    fn decide(&self) {
        let ingrid = self.persons["Ingrid Solberg"].as_str();
        let path = [("application_id", self.applications[1].as_str()), ("person_id", ingrid)];
        let standing = self.officer.call("get_standing", &path, &[], ()).with(200);
        assert_eq!((&standing["verdict"], &standing["screening"]), (&json!("needs_decision"), &json!("clear")));
        assert_eq!(standing["declaration"]["details"], "We met once.");
        let coverage = self.officer.call("get_coverage", &self.path(), &[], ()).with(200);
        assert!(
            coverage["attention"].as_array().into_iter().flatten().any(|one| one["person_id"] == json!(ingrid)),
            "{coverage}"
        );

        let body = json!({ "outcome": "cleared", "reason": "A single meeting is no conflict." });
        let decided = self.officer.call("decide_conflict", &path, &[], body.clone()).with(200);
        assert_eq!((&decided["verdict"], &decided["decision"]["outcome"]), (&json!("cleared"), &json!("cleared")));
        let nothing =
            [("application_id", self.applications[0].as_str()), ("person_id", self.persons["Wei Zhang"].as_str())];
        self.officer.call("decide_conflict", &nothing, &[], body).refused(409, "nothing_to_decide");
    }

    /// j: proposed, read, refused when old, applied.
    fn assign(&self) {
        let propose = || self.officer.call("propose_plan", &self.path(), &[], ()).with(201);
        let plan = |id: &Value, what: &str, body: Value| {
            let id = text(id);
            if body.is_null() {
                self.officer.call(what, &[("plan_id", &id)], &[], ())
            } else {
                self.officer.call(what, &[("plan_id", &id)], &[], body)
            }
        };
        let first = propose();
        let changes = first["changes"].as_array().expect("changes");
        assert_eq!(changes.len(), 2, "{first}");
        assert!(changes.iter().all(|change| change["kind"] == "add" && change["person_name"] == "Ingrid Solberg"));
        assert_eq!((&first["assignments_before"], &first["assignments_after"]), (&json!(0), &json!(2)));

        // Marta is cleared meanwhile: the plan is of yesterday.
        let marta = self.reviewer("marta@karolina.example");
        let none = json!({ "declarations": [{ "application_id": self.applications[0], "answer": "none" }] });
        marta.call("declare_interests", &[], &[], none).with(200);
        let before = self.app.dump();
        assert_eq!(plan(&first["id"], "get_plan", Value::Null).with(200)["outdated"], true);
        plan(&first["id"], "apply_plan", json!({})).refused(412, "plan_outdated");
        assert_eq!(tables::difference(&before, &self.app.dump()), [""; 0]);

        let second = propose();
        assert_eq!(plan(&first["id"], "get_plan", Value::Null).with(200)["state"], "discarded");
        assert_eq!(second["number"], 2);
        let who: Vec<(&Value, &Value)> = second["changes"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|change| (&change["application_number"], &change["person_name"]))
            .collect();
        let best = (&json!("27-ONC-0002"), &json!("Ingrid Solberg"));
        assert_eq!((who.len(), who[1]), (2, best), "{second}");
        assert_eq!(who[0].1, "Marta Lindqvist", "{second}");
        plan(&second["id"], "apply_plan", json!({ "changes": [7] })).refused(422, "invalid_input");
        let applied = plan(&second["id"], "apply_plan", json!({})).with(200);
        assert_eq!(applied["state"], "applied");
        plan(&second["id"], "apply_plan", json!({})).refused(409, "plan_closed");
        plan(&second["id"], "discard_plan", Value::Null).refused(409, "plan_closed");

        let third = propose();
        assert_eq!(third["changes"], json!([]), "the best assignment needs no change");
        for _ in 0..2 {
            assert_eq!(plan(&third["id"], "discard_plan", Value::Null).with(200)["state"], "discarded");
        }
        assert_eq!(list(&self.officer.call("list_plans", &self.path(), &[], ()).with(200)).len(), 3);
        let assigned = self.officer.call("list_assignments", &self.path(), &[], ()).with(200);
        assert!(list(&assigned).iter().all(|one| one["state"] == "planned") && list(&assigned).len() == 2);
    }

    /// k: handed over, and heard of again.
    fn hand_over(&mut self) {
        let system = self.officer.as_caller(Some(&self.app.key("reviews", Role::ReviewSystem)));
        assert_eq!(list(&system.call("list_handoff", &[], &[], ()).with(200)), [Value::Null; 0]);
        let handed = self.officer.call("hand_over", &self.path(), &[], ()).with(200);
        assert_eq!(handed["handed_over"], 2, "{handed}");
        let again = self.officer.call("hand_over", &self.path(), &[], ()).with(200);
        assert_eq!(again, json!({ "handed_over": 0, "rows": [] }));

        let marta = self.reviewer("marta@karolina.example");
        assert_eq!(marta.call("get_response", &[], &[], ()).with(200)["handed_off"], true);
        marta.call("answer_invitation", &[], &[], json!({ "answer": "decline" })).refused(409, "already_handed_off");

        let items = system.call("list_handoff", &[], &[("call_id", &self.call)], ()).with(200);
        let item = list(&items).iter().find(|item| item["reviewer"]["name"] == "Marta Lindqvist").expect("Marta's");
        assert_eq!(item["application_number"], "27-NEU-0001");
        assert_eq!((&item["coi_state"], &item["due_at"]), (&json!("cleared"), &json!("2027-02-19T08:00:00Z")));
        assert_eq!(item["reviewer"]["email"], "marta@karolina.example");
        assert!(item["confidentiality"]["signed_at"].is_string());
        let id = text(&item["assignment_id"]);
        let report = |state: &str, at: &str| {
            let body = json!({ "review_state": state, "occurred_at": at });
            system.call("report_progress", &[("assignment_id", &id)], &[], body)
        };
        report("opened", "2027-11-22T03:00:00Z").refused(422, "invalid_input");
        for (state, at) in [("opened", "03:00:01"), ("in_progress", "03:00:02"), ("submitted", "03:00:03")] {
            self.app.clock.advance(1);
            let known = report(state, &format!("2026-11-22T{at}Z")).with(200);
            assert_eq!(known["review_state"], state);
        }
        let before = self.app.dump();
        report("submitted", "2026-11-22T03:00:03Z").with(200);
        let old = report("opened", "2026-11-22T03:00:01Z").with(200);
        assert_eq!(old["review_state"], "submitted", "an older report changes nothing");
        assert_eq!(tables::difference(&before, &self.app.dump()), [""; 0]);

        let assigned = self.officer.call("list_assignments", &self.path(), &[], ()).with(200);
        let of_marta = list(&assigned).iter().find(|one| one["id"] == json!(id)).expect("the officer sees it");
        assert_eq!(of_marta["review_state"], "submitted");
        let coverage = self.officer.call("get_coverage", &self.path(), &[], ()).with(200);
        assert_eq!(
            (&coverage["applications"][0]["submitted"], &coverage["applications"][0]["covered"]),
            (&json!(1), &json!(true))
        );

        system.call("list_calls", &[], &[], ()).refused(403, "role_not_allowed");
        self.officer.call("list_handoff", &[], &[], ()).refused(403, "role_not_allowed");
    }

    /// The history has every step, in order, with who did it.
    fn read_the_history(&self) {
        let query = [("call_id", self.call.as_str()), ("limit", "200")];
        let history = self.officer.call("list_events", &[], &query, ()).with(200);
        let mut told: Vec<String> = list(&history)
            .iter()
            .map(|event| {
                let who = event["actor_name"].as_str().or(event["actor_id"].as_str()).unwrap_or_default();
                format!("{} by {}", text(&event["name"]), who)
            })
            .collect();
        told.reverse();
        let mut expected = Vec::new();
        let mut then = |who: &str, what: &[&str]| expected.extend(what.iter().map(|name| format!("{name} by {who}")));
        let (ada, ingrid, marta) = ("ada", "Ingrid Solberg", "Marta Lindqvist");
        then(ada, &["call.created", "call.changed", "call.changed", "applications.imported"]);
        then(ada, &["shortlist.added"; 4]);
        then(ada, &["shortlist.ordered", "shortlist.removed", "shortlist.added", "shortlist.added"]);
        then(ada, &["call.guideline_attached"]);
        then(ada, &["invitation.queued"; 4]);
        then("mail", &["letter.sent"; 4]);
        then(ingrid, &["invitation.accepted", "undertaking.signed", "coi.declared", "coi.declared"]);
        then(ingrid, &["invitation.declined", "invitation.accepted"]);
        then("João Pereira", &["invitation.deferred"]);
        then("Sophie Martin", &["invitation.declined", "invitation.decline_explained"]);
        then(marta, &["invitation.accepted", "undertaking.signed"]);
        then("mail", &["letter.sent"; 6]);
        then(ada, &["coi.decided", "plan.proposed"]);
        then(marta, &["coi.declared"]);
        then(
            ada,
            &["plan.proposed", "assignment.made", "assignment.made", "plan.applied", "plan.proposed", "plan.discarded"],
        );
        then(ada, &["assignment.handed_off", "assignment.handed_off"]);
        then("reviews", &["review.progressed"; 3]);
        assert_eq!(told, expected);
        let events = list(&history);
        assert!(events.iter().all(|event| event["request_id"].as_str().is_some_and(|id| id.starts_with("req_"))));
        let kinds: std::collections::BTreeSet<&str> =
            events.iter().filter_map(|event| event["actor_kind"].as_str()).collect();
        assert_eq!(kinds.into_iter().collect::<Vec<_>>(), ["account", "program", "reviewer", "system"]);
    }
}
