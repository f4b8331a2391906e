//! From signing in to the review that is under way.

use super::{
    officer, reviewer,
    visitor::{Told, Visitor},
};
use crate::support::{
    app::{PASSWORD, TestApp},
    block_on,
    stories::Backend,
};
use mekiki::kernel::actor::Role;
use serde_json::{Value, json};

const OFFICER: &str = "ada@funder.example";

/// Goes all the way, with scripts or without.
pub(super) fn go(backend: &Backend, scripts: bool) -> Told {
    let app = TestApp::start(backend);
    app.account(OFFICER, Role::ProgrammeOfficer);
    let key = app.key("reviews", Role::ReviewSystem);
    block_on(async {
        let desk = Visitor::new(app.url()).await?.with_scripts(scripts).await?;
        sign_in(&desk).await?;
        let call = officer::creates_a_call(&desk).await?;
        officer::imports(&desk, &call).await?;
        officer::finds_reviewers(&desk, &call, scripts).await?;
        officer::invites(&desk, &call, scripts).await?;
        assert_eq!(app.drain(), 1);
        let link = officer::reads_the_letter(&desk).await?;

        let phone = Visitor::new(app.url()).await?.on_a_phone().await?.with_scripts(scripts).await?;
        reviewer::answers(&phone, &link, scripts).await?;
        app.drain();
        officer::decides(&desk).await?;
        officer::assigns(&desk, &call).await?;
        phone.open(&link).await?;
        phone.sees("The review has begun").await?;

        report_progress(app.url(), &key).await;
        officer::sees_what_became_of_it(&desk, &call).await?;
        assert_eq!(phone.complaints().await?, [""; 0]);
        phone.leaves().await?;
        desk.leaves().await
    })
}

/// With a wrong password first; what was asked for is shown afterwards.
async fn sign_in(desk: &Visitor) -> Told {
    desk.open("/calls").await?;
    desk.fill("#email", OFFICER).await?;
    desk.fill("#password", "a wrong one").await?;
    desk.press("Sign in").await?;
    desk.sees("There is a problem").await?;
    assert!(desk.page.title().await?.starts_with("Error: "), "{}", desk.page.title().await?);
    desk.fill("#password", PASSWORD).await?;
    desk.press("Sign in").await?;
    assert_eq!(desk.path().await?, "/calls");
    desk.sees("There is no call yet.").await
}

/// The review system says that the review is in progress.
async fn report_progress(url: &str, key: &str) {
    let http = reqwest::Client::new();
    let list = http.get(format!("{url}/api/v1/handoff/assignments")).bearer_auth(key).send().await;
    let list: Value = list.expect("an answer").json().await.expect("a list");
    let id = list["items"][0]["assignment_id"].as_str().unwrap_or_else(|| panic!("no assignment in {list}"));
    let report = http
        .put(format!("{url}/api/v1/handoff/assignments/{id}/review-state"))
        .bearer_auth(key)
        .json(&json!({ "review_state": "in_progress" }));
    assert_eq!(report.send().await.expect("an answer").status().as_u16(), 200);
}
