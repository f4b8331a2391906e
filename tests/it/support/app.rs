//! A whole Mekiki of its own for one story: database, clock, HTTP server, mailbox.

use super::{
    data, servers,
    stories::Backend,
    tables::{self, Dump},
};
use diesel::{
    Connection, PgConnection, QueryableByName, RunQueryDsl, SqliteConnection, connection::SimpleConnection, sql_query,
    sql_types::Text,
};
use mekiki::{
    app::App,
    calls::{self, CallSettings, RawSettings},
    config::Config,
    db::{Db, DbError, Request, Tx, migrate},
    identity::{self, NewAccount, NewApiKey},
    kernel::{
        actor::{Actor, Role},
        ids::CallId,
        secret::Token,
        time::{Clock, ManualClock},
    },
    mail::{self, CaughtLetter},
    people::{Importer, Source},
    worker,
};
use std::{
    fs,
    net::TcpListener,
    sync::{
        LazyLock, Mutex, PoisonError,
        atomic::{AtomicU32, Ordering},
        mpsc,
    },
    thread::{self, JoinHandle},
};
use tempfile::TempDir;

/// When every story begins.
pub(crate) const START: &str = "2026-11-22T03:00:00Z";
/// The password of every account.
pub(crate) const PASSWORD: &str = "correct horse battery staple";
/// The key of every installation.
pub(crate) const SECRET: &str = "a secret of the tests, long enough for a key";

/// A Mekiki that serves; gone with everything it kept once this is dropped.
pub(crate) struct TestApp {
    /// The application behind the server, for use cases without HTTP.
    pub(crate) app: App,
    /// Its clock.
    pub(crate) clock: ManualClock,
    url: String,
    server: Server,
    database: Database,
}

/// How a Mekiki of a story differs from the usual one.
#[derive(Debug, Default)]
pub(crate) struct Wishes {
    /// Send letters to this port of 127.0.0.1 instead of keeping them in the mailbox.
    pub(crate) smtp_port: Option<u16>,
    /// Use the machine's clock, because another process works on the same database.
    pub(crate) system_clock: bool,
}

impl TestApp {
    /// Starts the usual Mekiki: letters are kept in the mailbox, the clock stands at [`START`].
    pub(crate) fn start(backend: &Backend) -> Self {
        Self::wished(backend, &Wishes::default())
    }

    /// Starts a Mekiki that differs.
    pub(crate) fn wished(backend: &Backend, wishes: &Wishes) -> Self {
        let database = Database::create(backend);
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let clock = ManualClock::at(START.parse().expect("an instant"));
        let shown = if wishes.system_clock { Clock::System } else { Clock::Manual(clock.clone()) };
        let app = App::start(config(&database.url, &url, wishes), shown).expect("Mekiki starts");
        let server = Server::start(app.clone(), listener);
        Self { app, clock, url, server, database }
    }

    /// Where it serves.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// The URL of its database, for another process.
    pub(crate) fn database_url(&self) -> &str {
        &self.database.url
    }

    /// Does all background work that is due now; returns how many letters left.
    pub(crate) fn drain(&self) -> usize {
        worker::drain(&self.app)
    }

    /// Runs a use case on behalf of Mekiki itself.
    pub(crate) fn write<T, E>(&self, work: impl Fn(&mut Tx<'_>) -> Result<T, E>) -> T
    where
        E: From<DbError> + mekiki::db::Retry + std::fmt::Debug,
    {
        self.app.db.write_blocking(Request::by(Actor::System("test")), &work).expect("the use case succeeds")
    }

    /// The letters in the mailbox, oldest first.
    pub(crate) fn letters(&self) -> Vec<CaughtLetter> {
        let mut letters = self.app.db.read_blocking(mail::caught_letters).expect("the mailbox opens");
        letters.reverse();
        letters
    }

    /// The token of the link in the newest letter to an address.
    pub(crate) fn link_token(&self, address: &str) -> String {
        let letters = self.letters();
        let letter = letters.iter().rev().find(|letter| letter.to_address == address);
        let body = &letter.unwrap_or_else(|| panic!("no letter to {address}")).body;
        let start = format!("{}/r/", self.url);
        let rest = body.split(&start).nth(1).expect("the letter has a link");
        rest.split_whitespace().next().expect("with a token").to_owned()
    }

    /// Every row of every table, as text.
    pub(crate) fn dump(&self) -> Dump {
        tables::dump(&self.database.url)
    }

    /// How many rows each table has.
    pub(crate) fn counts(&self) -> Vec<(String, usize)> {
        self.dump().into_iter().map(|(table, rows)| (table, rows.len())).collect()
    }

    /// An account with [`PASSWORD`].
    pub(crate) fn account(&self, email: &str, role: Role) {
        let password_hash = self.app.passwords.hash(PASSWORD).expect("the password is hashed");
        let new = NewAccount {
            email: email.parse().expect("an address"),
            display_name: email.split('@').next().unwrap_or(email).to_owned(),
            role,
            language: "en".to_owned(),
            password_hash,
        };
        self.write(|tx| identity::create_account(tx, &new));
    }

    /// A key as a program sends it.
    pub(crate) fn key(&self, name: &str, role: Role) -> String {
        let new = NewApiKey { name: name.to_owned(), role, token: Token::random().expect("random bytes") };
        let issued = self.write(|tx| identity::issue_api_key(tx, &new));
        format!("mk_{}", issued.secret.reveal())
    }

    /// Imports the pool of [`data`]: authors, their works, the funder's own list with addresses.
    pub(crate) fn pool(&self) {
        self.import(Source::OpenAlexAuthors, &data::authors());
        self.import(Source::OpenAlexWorks, &data::works());
        self.import(Source::Csv, data::ADDRESSES);
    }

    /// Imports a file; every record must be taken.
    pub(crate) fn import(&self, source: Source, text: &str) {
        let request = Request::by(Actor::System("test"));
        let importer = Importer { db: &self.app.db, request, source, dry_run: false };
        let report = importer.run(&mut text.as_bytes(), &mut |_| {}).expect("the import runs");
        assert_eq!(report.rejected, 0, "{:#?}", report.rows);
    }

    /// A call with guideline and the two applications of [`data`].
    pub(crate) fn call(&self) -> CallId {
        let raw = RawSettings {
            title: "Neurology and oncology",
            title_ja: "神経・がん",
            programme: "Brain and Cancer",
            department: "Division of Research",
            fiscal_year: 2027,
            frame: "A",
            round: 1,
            opens_on: "2026-10-01",
            closes_on: "2026-11-20",
            time_zone: "Asia/Tokyo",
            review_due_at: "2027-02-19T17:00",
            reviewers_per_application: 1,
            max_load: 2,
            answer_days: 7,
        };
        let settings = CallSettings::parse(&raw).expect("good settings");
        let inputs: Vec<calls::ApplicationInput> =
            serde_json::from_value(data::applications()["applications"].clone()).expect("good applications");
        self.write(|tx| {
            let call = calls::create(tx, &settings)?;
            calls::attach_guideline(tx, call.id, "guideline.md", data::GUIDELINE.as_bytes())?;
            let report = calls::import_applications(tx, call.id, &inputs, false)?;
            assert!(report.applied, "{:#?}", report.rows);
            Ok::<_, calls::CallError>(call.id)
        })
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        self.server.stop();
    }
}

/// The variables of a Mekiki on this database; a process of its own is given the same.
pub(crate) fn variables(database: &str, url: &str, wishes: &Wishes) -> Vec<(String, String)> {
    let port = wishes.smtp_port.unwrap_or(9).to_string();
    let transport = if wishes.smtp_port.is_some() { "smtp" } else { "mailbox" };
    [
        ("MEKIKI_DATABASE_URL", database),
        ("MEKIKI_DATABASE_CONNECTIONS", "4"),
        ("MEKIKI_HTTP_PUBLIC_URL", url),
        ("MEKIKI_HTTP_WORKERS", "1"),
        ("MEKIKI_HTTP_SIGN_IN_PER_MINUTE", "1000000"),
        ("MEKIKI_HTTP_LINKS_PER_MINUTE", "1000000"),
        ("MEKIKI_SECURITY_SECRET_KEY", SECRET),
        ("MEKIKI_SECURITY_PASSWORD_MEMORY_KIB", "64"),
        ("MEKIKI_SECURITY_PASSWORD_PASSES", "1"),
        ("MEKIKI_MAIL_TRANSPORT", transport),
        ("MEKIKI_MAIL_PORT", &port),
        ("MEKIKI_MAIL_PER_MINUTE", "60000"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into()
}

fn config(database: &str, url: &str, wishes: &Wishes) -> Config {
    Config::read(None, variables(database, url, wishes)).expect("a good configuration")
}

/// The HTTP server on a thread of its own.
struct Server {
    handle: actix_web::dev::ServerHandle,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    fn start(app: App, listener: TcpListener) -> Self {
        let (tell, told) = mpsc::channel();
        let thread = thread::spawn(move || {
            super::block_on(async {
                let (server, _) =
                    mekiki::http::server::serve(&app, listener, mekiki::cli::routes).expect("the server starts");
                tell.send(server.handle()).expect("the story waits");
                server.await.expect("the server runs");
            });
        });
        Self { handle: told.recv().expect("the server starts"), thread: Some(thread) }
    }

    fn stop(&mut self) {
        // The order goes out at once; the thread ends when it is carried out.
        drop(self.handle.stop(false));
        if let Some(thread) = self.thread.take() {
            thread.join().ok();
        }
    }
}

/// A database of one story.
struct Database {
    url: String,
    kept: Kept,
}

enum Kept {
    File { _folder: TempDir },
    Postgres { name: String },
}

impl Database {
    fn create(backend: &Backend) -> Self {
        match backend {
            Backend::Sqlite => {
                let folder = tempfile::tempdir().expect("a folder");
                let path = folder.path().join("mekiki.db");
                fs::write(&path, SQLITE_TEMPLATE.as_slice()).expect("the template is copied");
                Self { url: path.display().to_string(), kept: Kept::File { _folder: folder } }
            }
            Backend::Postgres => {
                let template = postgres_template();
                let name = fresh_name("story");
                administer(&format!("CREATE DATABASE {name} TEMPLATE {template}"));
                Self { url: postgres_url(&name), kept: Kept::Postgres { name } }
            }
        }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        match &self.kept {
            // The folder removes itself.
            Kept::File { .. } => {}
            Kept::Postgres { name } => drop_database(name),
        }
    }
}

/// A migrated file, made once in a process.
static SQLITE_TEMPLATE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("template.db");
    let whole = folder.path().join("whole.db");
    let url = path.display().to_string();
    migrate(&Db::open(&url, 1, Clock::System).expect("the template opens")).expect("the migrations apply");
    // Into one file: what is still in the write-ahead log would be missed.
    SqliteConnection::establish(&url)
        .expect("the template opens")
        .batch_execute(&format!("VACUUM INTO '{}'", whole.display()))
        .expect("the template is written");
    fs::read(whole).expect("the template is read")
});

static POSTGRES_TEMPLATE: Mutex<Option<String>> = Mutex::new(None);

/// The name of a migrated database, made once in a process.
fn postgres_template() -> String {
    let mut made = POSTGRES_TEMPLATE.lock().unwrap_or_else(PoisonError::into_inner);
    made.get_or_insert_with(|| {
        let name = fresh_name("template");
        administer(&format!("CREATE DATABASE {name}"));
        migrate(&Db::open(&postgres_url(&name), 1, Clock::System).expect("the template opens"))
            .expect("the migrations apply");
        // A database is copied only while nobody is in it.
        administer(&format!("ALTER DATABASE {name} ALLOW_CONNECTIONS false"));
        administer(&format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"));
        name
    })
    .clone()
}

/// Removes what was made once for all stories, for a server that is not ours to end.
pub(crate) fn clean_up() {
    let made = POSTGRES_TEMPLATE.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some(name) = made {
        drop_database(&name);
    }
}

fn postgres_url(name: &str) -> String {
    format!("{}/{name}", servers::postgres().expect("PostgreSQL runs"))
}

fn fresh_name(what: &str) -> String {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    format!("mekiki_{what}_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed))
}

fn drop_database(name: &str) {
    if let Ok(mut connection) = PgConnection::establish(&postgres_url("postgres")) {
        connection.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).ok();
    }
}

fn administer(statement: &str) {
    let mut connection = PgConnection::establish(&postgres_url("postgres")).expect("PostgreSQL accepts us");
    connection.batch_execute(statement).unwrap_or_else(|error| panic!("{statement}: {error}"));
}

/// One line of text from a statement.
#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// The lines that a statement with one column `line` gives.
pub(crate) fn lines(url: &str, statement: &str) -> Vec<String> {
    let rows: Vec<Line> = if is_postgres(url) {
        sql_query(statement).load(&mut PgConnection::establish(url).expect("PostgreSQL accepts us"))
    } else {
        sql_query(statement).load(&mut SqliteConnection::establish(url).expect("SQLite opens"))
    }
    .unwrap_or_else(|error| panic!("{statement}: {error}"));
    rows.into_iter().map(|row| row.line).collect()
}

/// Runs a statement behind Mekiki's back.
pub(crate) fn execute(url: &str, statement: &str) {
    if is_postgres(url) {
        PgConnection::establish(url).expect("PostgreSQL accepts us").batch_execute(statement)
    } else {
        SqliteConnection::establish(url).expect("SQLite opens").batch_execute(statement)
    }
    .unwrap_or_else(|error| panic!("{statement}: {error}"));
}

pub(crate) fn is_postgres(url: &str) -> bool {
    url.starts_with("postgres")
}
