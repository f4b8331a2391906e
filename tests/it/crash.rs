//! A process that dies while it sends: no letter leaves twice, none is lost, and what nobody can know is shown.

use crate::{
    story,
    support::{
        app::{SECRET, TestApp, Wishes, variables},
        servers::MailServer,
        stage::Stage,
        stories::{Backend, Story},
        tables,
    },
};
use mail_parser::MessageParser;
use mekiki::{
    db::DbError,
    kernel::ids::LinkId,
    mail::{self, Letter},
};
use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Write},
    net::TcpListener,
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

pub(crate) fn tests() -> Vec<Story> {
    vec![
        story!(a_sender_that_is_killed_again_and_again_sends_nothing_twice_and_loses_nothing, Database, Mail),
        story!(a_letter_whose_handing_over_was_cut_off_is_uncertain_and_not_sent_again, Database, Mail),
        story!(a_sender_that_is_told_to_end_finishes_the_letter_in_its_hands, Database, Mail),
        story!(a_letter_found_cut_off_stands_in_the_history_of_its_invitation, Database),
    ]
}

const LETTERS: usize = 30;
const PATIENCE: Duration = Duration::from_mins(2);

struct Plain(usize);

impl Letter for Plain {
    fn kind(&self) -> &'static str {
        "plain"
    }
    fn subject_id(&self) -> String {
        format!("plain-{}", self.0)
    }
    fn to_name(&self) -> String {
        "Grace".to_owned()
    }
    fn to_address(&self) -> String {
        "grace@example.org".to_owned()
    }
    fn subject(&self) -> String {
        format!("Letter {}", self.0)
    }
    fn body(&self) -> String {
        "Dear Grace,\n".to_owned()
    }
    fn link(&self) -> Option<LinkId> {
        None
    }
}

fn a_sender_that_is_killed_again_and_again_sends_nothing_twice_and_loses_nothing(backend: &Backend) {
    let server = MailServer::start().expect("a mail server");
    let app = queued(backend, LETTERS);
    let arrived = || subjects(&server);

    for round in 1..=4 {
        let mut sender = Sender::start(&app, server.port);
        let target = round * 4;
        sender.wait_until(|| arrived().len() >= target);
        sender.kill();
    }
    let mut sender = Sender::start(&app, server.port);
    sender.wait_until(|| is_settled(&app));
    sender.kill();

    let (arrived, states) = (arrived(), states(&app));
    let mut distinct = arrived.clone();
    distinct.sort();
    distinct.dedup();
    assert_eq!(distinct.len(), arrived.len(), "a letter came twice: {arrived:?}");
    assert_eq!(states.len(), LETTERS);
    for (subject, state) in &states {
        let came = arrived.contains(subject);
        assert!(
            state == "uncertain" || (state == "sent" && came),
            "{subject} is {state}, and {}",
            if came { "it came" } else { "it did not come" }
        );
    }
}

fn a_letter_whose_handing_over_was_cut_off_is_uncertain_and_not_sent_again(backend: &Backend) {
    let server = MailServer::start().expect("a mail server");
    let app = queued(backend, 3);
    let (port, taken) = silent_server();

    let mut sender = Sender::start(&app, port);
    let cut_off = taken.recv_timeout(PATIENCE).expect("the letter reaches the server");
    sender.kill();
    let mut sender = Sender::start(&app, server.port);
    sender.wait_until(|| is_settled(&app));
    sender.kill();

    let states = states(&app);
    let expected: BTreeMap<String, String> = (1..=3)
        .map(|number| format!("Letter {number}"))
        .map(|subject| (subject.clone(), if subject == cut_off { "uncertain" } else { "sent" }.to_owned()))
        .collect();
    assert_eq!(states, expected);
    assert!(!subjects(&server).contains(&cut_off));
    assert_eq!(subjects(&server).len(), 2);
    let waiting = app.app.db.read_blocking(mail::needing_attention).expect("officers look");
    assert_eq!(waiting.into_iter().map(|letter| letter.subject).collect::<Vec<_>>(), [cut_off]);
}

fn a_sender_that_is_told_to_end_finishes_the_letter_in_its_hands(backend: &Backend) {
    let server = MailServer::start().expect("a mail server");
    let app = queued(backend, LETTERS);

    let mut sender = Sender::start(&app, server.port);
    sender.wait_until(|| subjects(&server).len() >= 3);
    let told = Command::new("kill").arg("-TERM").arg(sender.0.id().to_string()).status();
    assert!(told.is_ok_and(|status| status.success()), "kill is there");
    let deadline = Instant::now() + PATIENCE;
    let status = loop {
        if let Some(status) = sender.0.try_wait().expect("it can be watched") {
            break status;
        }
        assert!(Instant::now() < deadline, "it does not end");
        thread::sleep(Duration::from_millis(20));
    };

    assert!(status.success(), "{status}");
    let states = states(&app);
    let sent = states.values().filter(|state| *state == "sent").count();
    assert_eq!(sent, subjects(&server).len());
    assert!(sent < LETTERS, "it ended before its work was done");
    assert!(states.values().all(|state| ["sent", "queued", "leased"].contains(&state.as_str())), "{states:?}");
}

fn a_letter_found_cut_off_stands_in_the_history_of_its_invitation(backend: &Backend) {
    let stage = Stage::set(backend);
    let (app, officer) = (&stage.app, &stage.officer);
    // As a process leaves a letter that dies while the mail server takes it.
    tables::execute(
        app.database_url(),
        &format!(
            "UPDATE messages SET state = 'handing_over', lease_until = created_at WHERE kind = 'answer_received' AND \
             subject_id = '{}'",
            stage.ids["invitation_id"]
        ),
    );
    app.clock.advance(1);
    app.drain();

    let query = [("invitation_id", stage.ids["invitation_id"].as_str())];
    let history = officer.call("list_events", &[], &query, ()).with(200);
    assert_eq!(
        (&history["items"][0]["name"], &history["items"][0]["actor_id"]),
        (&"letter.uncertain".into(), &"mail".into())
    );
    let waiting = officer.call("list_letters", &[], &[], ()).with(200);
    assert_eq!(waiting["items"].as_array().map(Vec::len), Some(1));
    let letter = waiting["items"][0]["id"].as_str().unwrap_or_default();
    let arrived = serde_json::json!({ "settlement": "arrived" });
    let settled = officer.call("settle_letter", &[("message_id", letter)], &[], arrived.clone()).with(200);
    assert_eq!(settled["state"], "sent");
    officer.call("settle_letter", &[("message_id", letter)], &[], arrived).refused(409, "letter_not_open");
}

/// A Mekiki with so many letters in its outbox.
fn queued(backend: &Backend, count: usize) -> TestApp {
    let app = TestApp::wished(backend, &Wishes { system_clock: true, ..Wishes::default() });
    app.write(|tx| {
        for number in 1..=count {
            mail::enqueue(tx, &Plain(number))?;
        }
        Ok::<_, DbError>(())
    });
    app
}

/// The state of each letter.
fn states(app: &TestApp) -> BTreeMap<String, String> {
    let lines = tables::lines(app.database_url(), "SELECT subject || '=' || state AS line FROM messages");
    let pair = |line: &String| line.split_once('=').map(|(subject, state)| (subject.to_owned(), state.to_owned()));
    lines.iter().filter_map(pair).collect()
}

fn is_settled(app: &TestApp) -> bool {
    states(app).values().all(|state| state == "sent" || state == "uncertain" || state == "failed")
}

fn subjects(server: &MailServer) -> Vec<String> {
    let subject = |letter: &Vec<u8>| MessageParser::default().parse(letter)?.subject().map(str::to_owned);
    server.letters().iter().filter_map(subject).collect()
}

/// A mail server that takes one letter and never says so; its port, and the subject of the letter.
fn silent_server() -> (u16, mpsc::Receiver<String>) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    let (tell, told) = mpsc::channel();
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a caller");
        let mut lines = BufReader::new(stream.try_clone().expect("a second handle")).lines();
        let mut say = |text: &str| stream.write_all(format!("{text}\r\n").as_bytes()).expect("it listens");
        say("220 silent");
        let mut subject = String::new();
        let mut in_letter = false;
        while let Some(Ok(line)) = lines.next() {
            if in_letter {
                if let Some(text) = line.strip_prefix("Subject: ") {
                    text.clone_into(&mut subject);
                }
                if line == "." {
                    tell.send(std::mem::take(&mut subject)).ok();
                }
            } else if line == "DATA" {
                in_letter = true;
                say("354 go on");
            } else {
                say("250 fine");
            }
        }
    });
    (port, told)
}

/// The real program, working in the background on the same database.
struct Sender(Child);

impl Sender {
    fn start(app: &TestApp, port: u16) -> Self {
        let wishes = Wishes { smtp_port: Some(port), system_clock: true };
        let child = Command::new(env!("CARGO_BIN_EXE_mekiki"))
            .arg("work")
            .env_clear()
            .envs(variables(app.database_url(), app.url(), &wishes))
            .env("MEKIKI_SECURITY_SECRET_KEY", SECRET)
            .env("MEKIKI_MAIL_PER_MINUTE", "1500")
            .env("MEKIKI_MAIL_LEASE_SECONDS", "3")
            .env("MEKIKI_LOG_LEVEL", "error")
            .stdout(Stdio::null())
            .stdin(Stdio::null())
            .spawn()
            .expect("the program starts");
        Self(child)
    }

    /// Waits for something, while the program must go on.
    fn wait_until(&mut self, reached: impl Fn() -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !reached() {
            assert!(self.0.try_wait().expect("it can be watched").is_none(), "the program ended by itself");
            assert!(Instant::now() < deadline, "it took longer than {PATIENCE:?}");
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// `kill -9`.
    fn kill(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

impl Drop for Sender {
    fn drop(&mut self) {
        self.kill();
    }
}
