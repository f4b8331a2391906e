//! What arrives.

use super::{PostOffice, stories};
use crate::support::{
    block_on,
    servers::MailServer,
    stage::accept_and_sign,
    stories::{Backend, Story},
};
use mail_parser::{Message, MessageParser, MimeHeaders, PartType};
use serde_json::json;

pub(super) fn tests() -> Vec<Story> {
    stories![
        an_invitation_arrives_as_a_proper_letter: Database, Mail;
        names_of_all_scripts_arrive: Database, Mail;
        a_name_cannot_add_a_header: Database, Mail;
        a_text_cannot_end_the_letter: Database, Mail;
        later_letters_belong_to_the_first: Database, Mail;
    ]
}

/// All letters so far, in the order in which they came.
fn letters(server: &MailServer) -> Vec<Message<'static>> {
    let raw = server.letters();
    raw.iter().map(|raw| MessageParser::default().parse(raw).expect("it is a letter").into_owned()).collect()
}

fn to<'x>(letter: &'x Message<'_>) -> (&'x str, &'x str) {
    let to = letter.to().and_then(|to| to.first()).expect("somebody it is to");
    (to.name().unwrap_or_default(), to.address().unwrap_or_default())
}

fn letter_to<'x>(letters: &'x [Message<'static>], address: &str) -> &'x Message<'static> {
    letters.iter().find(|letter| to(letter).1 == address).unwrap_or_else(|| panic!("no letter to {address}"))
}

/// The addresses that the mail server was told.
fn envelope(letter: &Message<'_>) -> String {
    letter.header_raw("X-RcptTo").unwrap_or_default().trim().to_owned()
}

/// The link on a line of its own.
fn link(letter: &Message<'_>) -> String {
    let body = letter.body_text(0).expect("a text");
    let mut links = body.lines().map(str::trim_end).filter(|line| line.contains("/r/"));
    let link = links.next().expect("a link").to_owned();
    assert_eq!(links.next(), None, "one link");
    link
}

fn an_invitation_arrives_as_a_proper_letter(backend: &Backend) {
    let server = MailServer::start().expect("a mail server");
    let office = PostOffice::open(backend, server.port);
    office.invites(&["Marta Lindqvist"]);
    assert_eq!(office.app.drain(), 1);

    let all = letters(&server);
    assert_eq!(all.len(), 1);
    let letter = &all[0];
    let from = letter.from().and_then(|from| from.first()).expect("a sender");
    assert_eq!(from.address(), Some("reviewers@funder.example"));
    assert_eq!(from.name(), Some("International Reviewer Office"));
    assert_eq!(to(letter), ("Marta Lindqvist", "marta@karolina.example"));
    assert_eq!(envelope(letter), "marta@karolina.example");
    assert!(letter.subject().is_some_and(|subject| subject.starts_with("Invitation to review: ")));
    assert_eq!(letter.date().expect("a date").to_timestamp(), office.app.app.now().seconds());
    assert!(letter.message_id().is_some_and(|id| id.contains('@') && !id.contains(' ')), "{:?}", letter.message_id());
    assert_eq!(letter.header_raw("Auto-Submitted").map(str::trim), Some("auto-generated"));
    assert_eq!(letter.header_raw("In-Reply-To"), None);

    let kind = letter.content_type().expect("a content type");
    assert_eq!((kind.ctype(), kind.subtype()), ("multipart", Some("alternative")));
    let kinds: Vec<&str> = letter.parts[1..]
        .iter()
        .map(|part| match part.body {
            PartType::Text(_) => "text",
            PartType::Html(_) => "html",
            _ => "else",
        })
        .collect();
    assert_eq!(kinds, ["text", "html"], "the best one last (RFC 2046, 5.1.4)");
    let raw = &server.letters()[0];
    assert!(raw.is_ascii(), "not every server takes eight bits");
    assert!(raw.split(|byte| *byte == b'\n').all(|line| line.len() <= 998), "RFC 5322, 2.1.1");

    let body = letter.body_text(0).expect("a text");
    assert!(body.contains("Dear Marta Lindqvist,"), "{body}");
    assert!(body.contains("publication “Stathmin-2 in motor neurons"), "{body}");
    assert!(body.contains("in Stockholm)"), "{body}");
    assert!(!body.contains("[[") && !body.contains("{ $"), "{body}");
    let link = link(letter);
    assert!(link.starts_with(office.app.url()) && link.len() <= 200 && !link.contains(' '), "{link:?}");
    let html = letter.body_html(0).expect("HTML");
    assert!(html.contains(&format!("<a href=\"{link}\">{link}</a>")), "{html}");
    for remote in ["<img", "<link", "<script", "@import"] {
        assert!(!html.contains(remote), "{remote} in {html}");
    }

    let page = block_on(async {
        let answer = reqwest::get(&link).await.expect("an answer");
        assert_eq!(answer.status().as_u16(), 200);
        answer.text().await.expect("a page")
    });
    assert!(page.contains("Dear Marta Lindqvist,"), "{page}");
    assert_eq!(office.states("Marta Lindqvist"), ("sent".to_owned(), "sent".to_owned()));
    let kept = office.ask("SELECT body AS line FROM messages");
    let token = link.rsplit('/').next().expect("a token");
    assert!(!kept[0].contains(token), "the outbox holds no link");
    assert_eq!(office.app.drain(), 0);
    assert_eq!(server.letters().len(), 1, "nobody gets it twice");
}

fn names_of_all_scripts_arrive(backend: &Backend) {
    let server = MailServer::start().expect("a mail server");
    let office = PostOffice::open(backend, server.port);
    let long = "Nguyễn Thị Minh Khai Đặng van der Straßenburg-Österreicher Þórðardóttir";
    let guests = [
        ("Łukasz Żółkiewski", "lukasz@wisla.example"),
        ("山田 花子", "hanako@elbe.example"),
        ("O'Brien, \"Liam\" <liam@other.example>", "quotes@trick.example"),
        (long, "long@mekong.example"),
    ];
    let names: Vec<&str> = guests
        .iter()
        .map(|(_, address)| {
            let found = office.ask(&format!(
                "SELECT p.family_name AS line FROM persons p JOIN person_emails e ON e.person_id = p.id WHERE e.address = '{address}'"
            ));
            let known = office.persons.keys().find(|name| name.contains(&found[0]));
            known.unwrap_or_else(|| panic!("{found:?}")).as_str()
        })
        .collect();
    office.invites(&names);
    assert_eq!(office.app.drain(), 4);

    let all = letters(&server);
    for ((_, address), name) in guests.iter().zip(&names) {
        let letter = letter_to(&all, address);
        assert_eq!(to(letter).0, *name);
        assert_eq!(envelope(letter), *address);
        let body = letter.body_text(0).expect("a text");
        assert!(body.contains(&format!("Dear {name},")), "{body}");
    }
    assert_eq!(to(letter_to(&all, "lukasz@wisla.example")).0, "Łukasz Żółkiewski");
    let html = letter_to(&all, "quotes@trick.example").body_html(0).expect("HTML").into_owned();
    assert!(!html.contains("<liam@"), "{html}");
    assert!(server.letters().iter().all(|raw| raw.is_ascii()));
}

fn a_name_cannot_add_a_header(backend: &Backend) {
    let server = MailServer::start().expect("a mail server");
    let office = PostOffice::open(backend, server.port);
    let eve = office.persons.keys().find(|name| name.contains("Bcc")).expect("Eve is in the pool").clone();
    assert!(!eve.contains(['\r', '\n']), "{eve:?}");
    office.invites(&[&eve, "Marta Lindqvist"]);
    // As if something else had written into the table.
    office.ask(
        "UPDATE messages SET to_name = 'Marta\r\nBcc: victim@elsewhere.example', \
         subject = 'Hello\r\nBcc: victim@elsewhere.example\r\n\r\nBuy now' \
         WHERE to_address = 'marta@karolina.example' RETURNING to_name AS line",
    );
    assert_eq!(office.app.drain(), 2);

    let all = letters(&server);
    assert_eq!(all.len(), 2, "nobody else got anything");
    for letter in &all {
        assert!(letter.bcc().is_none() && letter.cc().is_none(), "{:?}", letter.headers());
        assert_eq!(letter.to().map(|to| to.iter().count()), Some(1));
        assert_eq!(envelope(letter), to(letter).1);
        assert!(letter.body_text(0).is_some_and(|body| body.starts_with("Dear ")));
    }
    let marta = letter_to(&all, "marta@karolina.example");
    assert_eq!(to(marta).0, "Marta Bcc: victim@elsewhere.example");
    assert_eq!(marta.subject(), Some("Hello Bcc: victim@elsewhere.example Buy now"));
}

fn a_text_cannot_end_the_letter(backend: &Backend) {
    let server = MailServer::start().expect("a mail server");
    let office = PostOffice::open(backend, server.port);
    office.invites(&["Marta Lindqvist"]);
    office.ask(
        "UPDATE messages SET body = 'Dear Marta,\n.\nMAIL FROM:<eve@trick.example>\n.. two\n[[link]]\nBye' RETURNING subject AS line",
    );
    assert_eq!(office.app.drain(), 1);

    let all = letters(&server);
    assert_eq!(all.len(), 1);
    let body = all[0].body_text(0).expect("a text").replace("\r\n", "\n");
    assert!(body.starts_with("Dear Marta,\n.\nMAIL FROM:<eve@trick.example>\n.. two\nhttp"), "{body}");
    assert!(body.trim_end().ends_with("\nBye"), "{body}");
}

fn later_letters_belong_to_the_first(backend: &Backend) {
    let server = MailServer::start().expect("a mail server");
    let office = PostOffice::open(backend, server.port);
    office.invites(&["Marta Lindqvist"]);
    assert_eq!(office.app.drain(), 1);
    let first = letters(&server).remove(0);
    let token = link(&first).rsplit('/').next().expect("a token").to_owned();
    let reviewer = office.officer.as_caller(Some(&format!("rl_{token}")));

    office.app.clock.advance(3600);
    accept_and_sign(&reviewer, "Marta Lindqvist");
    assert_eq!(office.app.drain(), 1);
    office.app.clock.advance(3600);
    reviewer.call("answer_invitation", &[], &[], json!({ "answer": "decline" })).with(200);
    assert_eq!(office.app.drain(), 1);

    let all = letters(&server);
    assert_eq!(all.len(), 3);
    let ids: Vec<&str> = all.iter().filter_map(Message::message_id).collect();
    assert!(ids.len() == 3 && ids[0] != ids[1] && ids[1] != ids[2], "{ids:?}");
    for reply in &all[1..] {
        assert_eq!(reply.in_reply_to().as_text(), first.message_id());
        assert_eq!(reply.references().as_text(), first.message_id());
        let subject = first.subject().expect("a subject");
        assert_eq!(reply.subject(), Some(format!("Re: {subject}").as_str()));
        assert_eq!(to(reply), ("Marta Lindqvist", "marta@karolina.example"));
        link(reply);
    }
    assert!(all[1].body_text(0).is_some_and(|body| body.contains("You accept, for one application at the most.")));
    assert!(all[2].body_text(0).is_some_and(|body| body.contains("You decline.")));
    assert_eq!(all[1].date().expect("a date").to_timestamp() - first.date().expect("a date").to_timestamp(), 3600);
}
