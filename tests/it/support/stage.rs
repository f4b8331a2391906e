//! A Mekiki in the middle of its work: there is one of everything, so that every operation finds what it
//! needs.

use super::{app::TestApp, openapi::Client, stories::Backend};
use mekiki::kernel::actor::Role;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A call under way: one reviewer handed over, one signed, one declined; a plan waits to be read.
pub(crate) struct Stage {
    pub(crate) app: TestApp,
    /// With the key of an administrator.
    pub(crate) admin: Client,
    /// With the key of an officer.
    pub(crate) officer: Client,
    /// With the key of a review system.
    pub(crate) review_system: Client,
    /// With the link of Marta, who accepted and signed.
    pub(crate) reviewer: Client,
    /// With the link of Sophie, who declined.
    pub(crate) decliner: Client,
    /// The ids that stand in paths, by the names of the parameters.
    pub(crate) ids: BTreeMap<String, String>,
    /// The persons of the pool by name.
    pub(crate) persons: BTreeMap<String, String>,
}

impl Stage {
    /// Sets the stage.
    pub(crate) fn set(backend: &Backend) -> Self {
        let app = TestApp::start(backend);
        app.pool();
        let call = app.call().to_string();
        app.account("ada@funder.example", Role::ProgrammeOfficer);
        let officer = Client::new(app.url(), Some(&app.key("officer", Role::ProgrammeOfficer)));
        let admin = officer.as_caller(Some(&app.key("admin", Role::Administrator)));
        let review_system = officer.as_caller(Some(&app.key("reviews", Role::ReviewSystem)));
        let persons = persons(&officer);
        let applications = officer.call("list_applications", &[("call_id", &call)], &[], ()).with(200);
        let application = |at: usize| text(&applications["items"][at]["id"]);
        for (at, names) in [(0, ["Ingrid Solberg", "Marta Lindqvist"]), (1, ["Ingrid Solberg", "Sophie Martin"])] {
            let body = json!({ "person_ids": names.map(|name| &persons[name]) });
            officer.call("add_to_shortlist", &[("application_id", &application(at))], &[], body).with(200);
        }
        let sent = officer.call("send_invitations", &[("call_id", &call)], &[], json!({})).with(200);
        assert_eq!(sent["invited"], 3, "{sent}");
        assert_eq!(app.drain(), 3);

        let link = |address: &str| officer.as_caller(Some(&format!("rl_{}", app.link_token(address))));
        let (ingrid, reviewer) = (link("ingrid@fjord.example"), link("marta@karolina.example"));
        let decliner = link("sophie@seine.example");
        accept_and_sign(&ingrid, "Ingrid Solberg");
        accept_and_sign(&reviewer, "Marta Lindqvist");
        let all: Vec<Value> = [0, 1].map(|at| json!({ "application_id": application(at), "answer": "none" })).into();
        ingrid.call("declare_interests", &[], &[], json!({ "declarations": all })).with(200);
        decliner.call("answer_invitation", &[], &[], json!({ "answer": "decline" })).with(200);

        let plan = || text(&officer.call("propose_plan", &[("call_id", &call)], &[], ()).with(201)["id"]);
        officer.call("apply_plan", &[("plan_id", &plan())], &[], json!({})).with(200);
        let handed = officer.call("hand_over", &[("call_id", &call)], &[], ()).with(200);
        assert_eq!(handed["handed_over"], 2, "{handed}");
        let keys = admin.call("list_api_keys", &[], &[], ()).with(200);
        let invitations = officer.call("list_invitations", &[("call_id", &call)], &[], ()).with(200);
        let marta =
            invitations["items"].as_array().into_iter().flatten().find(|line| line["name"] == "Marta Lindqvist");
        let marta = marta.expect("Marta was invited");
        let ids = [
            ("application_id", application(0)),
            ("person_id", persons["Marta Lindqvist"].clone()),
            ("plan_id", plan()),
            ("assignment_id", text(&handed["rows"][0]["assignment_id"])),
            ("invitation_id", text(&marta["invitation"]["id"])),
            ("message_id", text(&marta["letters"][0]["id"])),
            ("key_id", text(&keys["items"][0]["id"])),
            ("call_id", call),
        ];
        let ids = ids.into_iter().map(|(name, id)| (name.to_owned(), id)).collect();
        Self { app, admin, officer, review_system, reviewer, decliner, ids, persons }
    }
}

/// Accepts as much as offered and signs.
pub(crate) fn accept_and_sign(reviewer: &Client, name: &str) {
    let view = reviewer.call("answer_invitation", &[], &[], json!({ "answer": "accept" })).with(200);
    let signature = json!({ "text_hash": view["undertaking"]["text_hash"], "name": name, "agree": true });
    reviewer.call("sign_undertaking", &[], &[], signature).with(200);
}

/// The persons of the pool by name.
pub(crate) fn persons(officer: &Client) -> BTreeMap<String, String> {
    let all = officer.call("list_persons", &[], &[("limit", "200")], ()).with(200);
    let items = all["items"].as_array().into_iter().flatten();
    // Of two with one name the first in the list; the namesake of the principal investigator is told by country.
    items
        .map(|person| {
            let name = text(&person["name"]);
            let name = if name == "Hina Sasaki" { format!("{name} {}", text(&person["country"])) } else { name };
            (name, text(&person["id"]))
        })
        .collect()
}

/// A text in JSON.
#[track_caller]
pub(crate) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text")).to_owned()
}
