//! Accounts and keys from the command line.

use super::{CliError, failed, say};
use crate::app::App;
use crate::db::Request;
use crate::http::auth::KEY_PREFIX;
use crate::i18n::Language;
use crate::identity::{self, IdentityError, NewAccount, NewApiKey, Passwords};
use crate::kernel::actor::{Actor, Role};
use crate::kernel::check::Check;
use crate::kernel::secret::Token;
use std::io;

/// Who acts on the command line.
pub(super) const ACTOR: Actor = Actor::System("command line");

/// Creates an account; its password is the first line of standard input.
pub(super) fn create_account(app: &App, email: &str, name: &str, role: &str, language: &str) -> Result<(), CliError> {
    let mut password = String::new();
    io::stdin().read_line(&mut password)?;
    let account = account(app, email, name, role, language, password.trim_end_matches(['\r', '\n']))?;
    Ok(say(format!("Created {} for {name}.", account.id))?)
}

/// Creates an account with a password that is at hand.
pub(super) fn account(
    app: &App,
    email: &str,
    name: &str,
    role: &str,
    language: &str,
    password: &str,
) -> Result<identity::Account, CliError> {
    Passwords::check(password).map_err(|why| failed(&why))?;
    let mut check = Check::new();
    let email = check.email("email", email);
    let display_name = check.line("name", name, 1..=200);
    let role: Option<Role> = check.parse("role", role, "role");
    let language: Option<Language> = check.parse("language", language, "language");
    let (email, role, language) = check.finish(|| Some((email?, role?, language?))).map_err(|why| failed(&why))?;
    let password_hash = app.passwords.hash(password).map_err(|why| failed(&why))?;
    let new = NewAccount { email, display_name, role, language: language.as_str().to_owned(), password_hash };
    app.db.write_blocking(Request::by(ACTOR), &|tx| identity::create_account(tx, &new)).map_err(|why| failed(&why))
}

/// Issues a key and prints it.
pub(super) fn issue_key(app: &App, name: &str, role: &str) -> Result<(), CliError> {
    let secret = key(app, name, role)?;
    Ok(say(secret)?)
}

/// Issues a key; what a program sends.
pub(super) fn key(app: &App, name: &str, role: &str) -> Result<String, CliError> {
    let mut check = Check::new();
    let name = check.line("name", name, 1..=200);
    let role: Option<Role> = check.parse("role", role, "role");
    let role = check.finish(|| role).map_err(|why| failed(&why))?;
    let token = Token::random().map_err(|_| failed(&IdentityError::Broken))?;
    let new = NewApiKey { name, role, token };
    let issued = app
        .db
        .write_blocking(Request::by(ACTOR), &|tx| identity::issue_api_key(tx, &new))
        .map_err(|why| failed(&why))?;
    Ok(format!("{KEY_PREFIX}{}", issued.secret.reveal()))
}
