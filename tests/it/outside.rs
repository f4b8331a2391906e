//! What the tests stand on is itself tested: the servers, the browser, the mailbox.

use crate::{
    story,
    support::{
        block_on, browser,
        servers::{self, MailServer},
        stories::{Backend, Story},
    },
};
use diesel::{
    Connection, PgConnection, RunQueryDsl, SqliteConnection, connection::SimpleConnection, dsl::sql, select,
    sql_types::Integer,
};
use mail_parser::MessageParser;
use std::{
    io::{BufRead, BufReader, Write},
    net::TcpStream,
    time::Duration,
};
use thirtyfour::prelude::*;

pub(crate) fn tests() -> Vec<Story> {
    vec![
        story!(the_database_answers, Database),
        story!(a_letter_can_be_read_back, Mail),
        story!(letters_come_in_order, Mail),
        story!(axe_finds_what_keeps_people_out, Browser),
        story!(the_browser_can_be_a_phone_in_the_dark_without_scripts, Browser),
    ]
}

fn the_database_answers(backend: &Backend) {
    match backend {
        Backend::Sqlite => {
            let mut connection = SqliteConnection::establish(":memory:").expect("SQLite opens");
            assert_eq!(select(sql::<Integer>("1")).get_result::<i32>(&mut connection), Ok(1));
        }
        Backend::Postgres => {
            let server = servers::postgres().expect("PostgreSQL runs");
            let mut connection = PgConnection::establish(&format!("{server}/postgres")).expect("it accepts us");
            let name = format!("outside_{}", std::process::id());
            connection.batch_execute(&format!("CREATE DATABASE {name}")).expect("a database is created");
            let mut inside = PgConnection::establish(&format!("{server}/{name}")).expect("it can be used");
            assert_eq!(select(sql::<Integer>("1")).get_result::<i32>(&mut inside), Ok(1));
            drop(inside);
            connection.batch_execute(&format!("DROP DATABASE {name}")).expect("it is dropped");
        }
    }
}

fn a_letter_can_be_read_back(_: &Backend) {
    let server = MailServer::start().expect("a mail server");

    send(&server, "Bitte um ein Gutachten");
    let letters = block_on(server.wait_for(1, Duration::from_secs(5)));

    let letter = MessageParser::default().parse(&letters[0]).expect("it is a letter");
    assert_eq!(letter.subject(), Some("Bitte um ein Gutachten"));
    assert_eq!(letter.header_raw("X-RcptTo").map(str::trim), Some("grace@example.org"));
}

fn letters_come_in_order(_: &Backend) {
    let server = MailServer::start().expect("a mail server");
    let subjects: Vec<String> = (1..=12).map(|number| number.to_string()).collect();

    for subject in &subjects {
        send(&server, subject);
    }

    let letters = server.letters();
    let read = letters.iter().map(|letter| MessageParser::default().parse(letter).expect("it is a letter"));
    assert_eq!(
        read.map(|letter| letter.subject().map(str::to_owned)).collect::<Vec<_>>(),
        subjects.into_iter().map(Some).collect::<Vec<_>>()
    );
}

/// Sends a letter by hand; the server has stored it when this returns.
fn send(server: &MailServer, subject: &str) {
    let mut stream = TcpStream::connect(("127.0.0.1", server.port)).expect("it listens");
    let mut answers = BufReader::new(stream.try_clone().expect("a second handle")).lines();
    let letter =
        format!("From: ada@example.org\r\nTo: grace@example.org\r\nSubject: {subject}\r\n\r\nDear Grace,\r\n.\r\n");
    let lines = [
        "",
        "HELO test\r\n",
        "MAIL FROM:<ada@example.org>\r\n",
        "RCPT TO:<grace@example.org>\r\n",
        "DATA\r\n",
        &letter,
    ];
    for line in lines {
        stream.write_all(line.as_bytes()).expect("it reads");
        let answer = answers.next().expect("it answers").expect("in text");
        assert!(answer.starts_with(['2', '3']), "{line:?} was answered with {answer:?}");
    }
}

const POOR: &str = "data:text/html,<html><title>Poor</title><main><h1>Poor</h1><img src='x.png'>";
const GOOD: &str = "data:text/html,<html lang=en><title>Good</title><meta name=viewport content='width=device-width'>\
                    <style>h1{color:black} @media (prefers-color-scheme: dark){h1{color:blue}}</style>\
                    <main><h1>plain</h1></main><script>document.querySelector('h1').textContent='scripted'</script>";

fn axe_finds_what_keeps_people_out(_: &Backend) -> WebDriverResult<()> {
    block_on(async {
        let page = browser::browser(servers::driver().expect("a driver")).await?;
        page.goto(POOR).await?;
        let poor = browser::axe(&page).await?;
        page.goto(GOOD).await?;
        let good = browser::axe(&page).await?;
        page.quit().await?;

        assert!(poor.iter().any(|line| line.starts_with("image-alt") && line.ends_with(": img")), "{poor:#?}");
        assert_eq!(good, [""; 0]);
        Ok(())
    })
}

fn the_browser_can_be_a_phone_in_the_dark_without_scripts(_: &Backend) -> WebDriverResult<()> {
    block_on(async {
        let page = browser::browser(servers::driver().expect("a driver")).await?;
        browser::phone(&page).await?;
        browser::dark(&page, true).await?;
        browser::time_zone(&page, "Asia/Tokyo").await?;
        page.goto(GOOD).await?;
        let seen =
            page.execute("return [innerWidth, Intl.DateTimeFormat().resolvedOptions().timeZone]", vec![]).await?;
        let scripted = title(&page).await?;
        browser::scripts(&page, false).await?;
        page.goto(GOOD).await?;
        let plain = title(&page).await?;
        browser::scripts(&page, true).await?;
        let violations = browser::axe(&page).await?;
        let still_plain = title(&page).await?;
        page.quit().await?;

        assert_eq!(seen.json(), &serde_json::json!([390, "Asia/Tokyo"]));
        assert_eq!(scripted, ("scripted".to_owned(), "rgba(0, 0, 255, 1)".to_owned()));
        assert_eq!(plain, ("plain".to_owned(), "rgba(0, 0, 255, 1)".to_owned()));
        assert_eq!(still_plain, plain);
        assert_eq!(violations, [""; 0]);
        Ok(())
    })
}

async fn title(page: &WebDriver) -> WebDriverResult<(String, String)> {
    let title = page.find(By::Tag("h1")).await?;
    Ok((title.text().await?, title.css_value("color").await?))
}
