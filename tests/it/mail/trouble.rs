//! What becomes of a letter that a mail server does not simply take.

use super::{
    PostOffice,
    responder::{Habit, Responder},
    stories,
};
use crate::support::stories::{Backend, Story};
use serde_json::json;

const MARTA: &str = "Marta Lindqvist";
const DAY: i64 = 24 * 3600;

pub(super) fn tests() -> Vec<Story> {
    stories![
        an_address_that_does_not_exist_bounces: Database;
        a_server_that_is_busy_is_asked_again: Database;
        a_line_that_breaks_before_the_text_costs_nothing: Database;
        a_server_that_is_gone_is_tried_for_two_days: Database;
        a_refused_text_is_not_the_fault_of_the_address: Database;
        a_letter_that_may_have_arrived_is_never_sent_again_by_itself: Database;
        an_officer_says_that_an_uncertain_letter_arrived: Database;
        an_officer_sends_an_uncertain_letter_again: Database;
    ]
}

fn states(invitation: &str, letter: &str) -> (String, String) {
    (invitation.to_owned(), letter.to_owned())
}

fn address_state(office: &PostOffice) -> String {
    office.ask("SELECT state AS line FROM person_emails WHERE address = 'marta@karolina.example'").remove(0)
}

fn an_address_that_does_not_exist_bounces(backend: &Backend) {
    let server = Responder::start(Habit::KnowsNobody);
    let office = PostOffice::open(backend, server.port);
    office.invites(&[MARTA]);
    assert_eq!(office.app.drain(), 0);

    assert_eq!(office.states(MARTA), states("bounced", "failed"));
    assert_eq!(address_state(&office), "bounced");
    assert_eq!(server.texts(), 0, "the text stays here");
    let letters = office.officer.call("list_letters", &[], &[], ()).with(200);
    assert!(letters["items"][0]["last_error"].as_str().is_some_and(|said| said.contains("no such user")), "{letters}");
    office.app.clock.advance(3 * DAY);
    assert_eq!(office.app.drain(), 0);
    assert_eq!(server.conversations(), 1, "what is refused for good is not tried again");
    let history = office.ask("SELECT name AS line FROM events ORDER BY id");
    for event in ["letter.refused", "invitation.bounced"] {
        assert!(history.iter().any(|name| name == event), "{event} in {history:?}");
    }
}

fn a_server_that_is_busy_is_asked_again(backend: &Backend) {
    let server = Responder::start(Habit::AsksForPatience);
    let office = PostOffice::open(backend, server.port);
    office.invites(&[MARTA]);
    assert_eq!(office.app.drain(), 0);
    assert_eq!(office.states(MARTA), states("queued", "queued"));
    assert_eq!(office.app.drain(), 0);
    assert_eq!(server.conversations(), 1, "not before its time");
    office.app.clock.advance(61);
    assert_eq!(office.app.drain(), 0);
    assert_eq!(server.conversations(), 2);
    office.app.clock.advance(61);
    assert_eq!(office.app.drain(), 0);
    assert_eq!(server.conversations(), 2, "each wait is longer");

    server.now(Habit::Takes);
    office.app.clock.advance(5 * 60);
    assert_eq!(office.app.drain(), 1);
    assert_eq!(office.states(MARTA), states("sent", "sent"));
    assert_eq!(server.texts(), 1);
    assert_eq!(address_state(&office), "unverified");
}

fn a_line_that_breaks_before_the_text_costs_nothing(backend: &Backend) {
    let server = Responder::start(Habit::HangsUpBefore);
    let office = PostOffice::open(backend, server.port);
    office.invites(&[MARTA]);
    assert_eq!(office.app.drain(), 0);
    assert_eq!(office.states(MARTA), states("queued", "queued"));
    server.now(Habit::Takes);
    office.app.clock.advance(61);
    assert_eq!(office.app.drain(), 1);
    assert_eq!(office.states(MARTA), states("sent", "sent"));
}

fn a_server_that_is_gone_is_tried_for_two_days(backend: &Backend) {
    let port = Responder::start(Habit::Takes).port;
    let office = PostOffice::open(backend, port);
    office.invites(&[MARTA]);
    for _ in 0..4 {
        assert_eq!(office.app.drain(), 0);
        assert_eq!(office.states(MARTA), states("queued", "queued"));
        office.app.clock.advance(3 * 3600);
    }
    for _ in 0..12 {
        office.app.drain();
        office.app.clock.advance(12 * 3600);
    }
    office.app.drain();
    let (_, letter) = office.states(MARTA);
    assert_eq!(letter, "failed");
    assert_eq!(address_state(&office), "unverified", "the address did nothing wrong");
    let letters = office.officer.call("list_letters", &[], &[], ()).with(200);
    assert_eq!(letters["items"][0]["state"], "failed", "{letters}");
}

fn a_refused_text_is_not_the_fault_of_the_address(backend: &Backend) {
    let server = Responder::start(Habit::DislikesTheText);
    let office = PostOffice::open(backend, server.port);
    office.invites(&[MARTA]);
    assert_eq!(office.app.drain(), 0);
    assert_eq!(office.states(MARTA), states("queued", "failed"));
    assert_eq!(address_state(&office), "unverified");

    server.now(Habit::Takes);
    let letter = letter(&office);
    office
        .officer
        .call("settle_letter", &[("message_id", &letter)], &[], json!({ "settlement": "send_again" }))
        .with(200);
    assert_eq!(office.app.drain(), 1);
    assert_eq!(office.states(MARTA), states("sent", "sent"));
}

/// An invitation whose letter may have arrived.
fn uncertain(backend: &Backend) -> (Responder, PostOffice) {
    let server = Responder::start(Habit::HangsUpAfterTheText);
    let office = PostOffice::open(backend, server.port);
    office.invites(&[MARTA]);
    assert_eq!(office.app.drain(), 0);
    assert_eq!(office.states(MARTA), states("queued", "uncertain"));
    assert_eq!(server.texts(), 1);
    server.now(Habit::Takes);
    (server, office)
}

fn letter(office: &PostOffice) -> String {
    let letters = office.officer.call("list_letters", &[], &[], ()).with(200);
    assert_eq!(letters["items"].as_array().map(Vec::len), Some(1), "{letters}");
    letters["items"][0]["id"].as_str().expect("an id").to_owned()
}

fn a_letter_that_may_have_arrived_is_never_sent_again_by_itself(backend: &Backend) {
    let (server, office) = uncertain(backend);
    for _ in 0..5 {
        office.app.clock.advance(12 * 3600);
        assert_eq!(office.app.drain(), 0);
    }
    assert_eq!((server.conversations(), server.texts()), (1, 1));
    assert_eq!(office.states(MARTA).1, "uncertain");
    letter(&office);
    // Inviting again does not help either.
    let sent = office.officer.call("send_invitations", &[("call_id", &office.call)], &[], json!({})).with(200);
    assert_eq!(sent["invited"], 0, "{sent}");
    assert_eq!(office.app.drain(), 0);
    assert_eq!(server.conversations(), 1);
}

fn an_officer_says_that_an_uncertain_letter_arrived(backend: &Backend) {
    let (server, office) = uncertain(backend);
    let id = letter(&office);
    let arrived = json!({ "settlement": "arrived" });
    office.officer.call("settle_letter", &[("message_id", &id)], &[], arrived.clone()).with(200);
    assert_eq!(office.states(MARTA), states("sent", "sent"));
    office.officer.call("settle_letter", &[("message_id", &id)], &[], arrived).refused(409, "letter_not_open");
    office.app.clock.advance(DAY);
    assert_eq!(office.app.drain(), 0);
    assert_eq!(server.conversations(), 1);
    let letters = office.officer.call("list_letters", &[], &[], ()).with(200);
    assert_eq!(letters["items"], json!([]));
}

fn an_officer_sends_an_uncertain_letter_again(backend: &Backend) {
    let (server, office) = uncertain(backend);
    let again = json!({ "settlement": "send_again" });
    office.officer.call("settle_letter", &[("message_id", &letter(&office))], &[], again).with(200);
    assert_eq!(office.app.drain(), 1);
    assert_eq!(office.states(MARTA), states("sent", "sent"));
    assert_eq!((server.conversations(), server.texts()), (2, 2));
    office.app.clock.advance(DAY);
    assert_eq!(office.app.drain(), 0);
    assert_eq!(server.conversations(), 2);
}
