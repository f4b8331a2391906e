//! Letters on their way: what a mail server gets, and what becomes of a letter that it does not take.

mod letters;
mod responder;
mod trouble;

use crate::support::{
    app::{TestApp, Wishes, lines},
    openapi::Client,
    stage::{persons, text},
    stories::{Backend, Story},
};
use mekiki::{kernel::actor::Role, people::Source};
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub(crate) fn tests() -> Vec<Story> {
    let mut stories = letters::tests();
    stories.extend(trouble::tests());
    stories
}

/// People with names that a letter must carry as they are.
const GUESTS: &str = "\
name,email,country,native_name,keywords,time_zone
Łukasz Żółkiewski,lukasz@wisla.example,PL,,antisense oligonucleotides; TDP-43,Europe/Warsaw
山田 花子,hanako@elbe.example,DE,,antisense oligonucleotides; TDP-43,Europe/Berlin
\"Eve
Bcc: victim@elsewhere.example\",eve@trick.example,CA,,antisense oligonucleotides; TDP-43,America/Toronto
\"O'Brien, \"\"Liam\"\" <liam@other.example>\",quotes@trick.example,IE,,antisense oligonucleotides; TDP-43,Europe/Dublin
Nguyễn Thị Minh Khai Đặng van der Straßenburg-Österreicher Þórðardóttir,long@mekong.example,VN,,antisense oligonucleotides; TDP-43,Asia/Ho_Chi_Minh
";

/// A Mekiki that sends letters to a mail server.
struct PostOffice {
    app: TestApp,
    officer: Client,
    call: String,
    application: String,
    persons: BTreeMap<String, String>,
}

impl PostOffice {
    fn open(backend: &Backend, port: u16) -> Self {
        let app = TestApp::wished(backend, &Wishes { smtp_port: Some(port), ..Wishes::default() });
        app.pool();
        app.import(Source::Csv, GUESTS);
        let call = app.call().to_string();
        let officer = Client::new(app.url(), Some(&app.key("officer", Role::ProgrammeOfficer)));
        let persons = persons(&officer);
        let applications = officer.call("list_applications", &[("call_id", &call)], &[], ()).with(200);
        let application = text(&applications["items"][0]["id"]);
        Self { app, officer, call, application, persons }
    }

    /// Puts people on the shortlist and their letters into the outbox.
    fn invites(&self, names: &[&str]) {
        let ids: Vec<&String> = names
            .iter()
            .map(|name| self.persons.get(*name).unwrap_or_else(|| panic!("no {name} in {:?}", self.persons)))
            .collect();
        let path = [("application_id", self.application.as_str())];
        self.officer.call("add_to_shortlist", &path, &[], json!({ "person_ids": ids })).with(200);
        let sent = self.officer.call("send_invitations", &[("call_id", &self.call)], &[], json!({})).with(200);
        assert_eq!(sent["invited"], names.len(), "{sent}");
    }

    /// The invitation of somebody, as officers see it.
    fn invitation(&self, name: &str) -> Value {
        let all = self.officer.call("list_invitations", &[("call_id", &self.call)], &[], ()).with(200);
        let mut items = all["items"].as_array().into_iter().flatten();
        items.find(|line| line["name"] == name).unwrap_or_else(|| panic!("{name} was not invited: {all}")).clone()
    }

    /// How far the invitation of somebody is, and its first letter.
    fn states(&self, name: &str) -> (String, String) {
        let line = self.invitation(name);
        (text(&line["invitation"]["status"]), text(&line["letters"][0]["state"]))
    }

    /// What one statement gives.
    fn ask(&self, statement: &str) -> Vec<String> {
        lines(self.app.database_url(), statement)
    }
}

/// As [`story!`], for a list.
macro_rules! stories {
    ($($run:ident: $($need:ident),+;)+) => { vec![$($crate::story!($run, $($need),+)),+] };
}
use stories;
