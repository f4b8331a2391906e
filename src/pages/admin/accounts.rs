//! Accounts of the people who sign in.

use super::super::forms::FormState;
use super::super::layout::{Area, Shell, done, page, page_with};
use crate::app::App;
use crate::http::auth::SignedIn;
use crate::http::form::{Fields, PostedForm};
use crate::http::problem::{FORM_AGAIN, Problem};
use crate::http::urls;
use crate::i18n::Language;
use crate::identity::{self, Account, NewAccount, Passwords};
use crate::kernel::actor::Role;
use crate::kernel::check::Check;
use crate::kernel::email::EmailAddress;
use crate::kernel::failure::Violations;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

/// Roles of people; a review system is no person.
const ROLES: [Role; 2] = [Role::ProgrammeOfficer, Role::Administrator];

#[derive(Template)]
#[template(path = "admin_accounts.html")]
struct AccountsPage {
    shell: Shell,
    form: FormState,
    /// Value, word, sentence.
    roles: Vec<(&'static str, String, String)>,
    /// Value, the language's own name.
    languages: Vec<(&'static str, String)>,
    rows: Vec<AccountRow>,
}

struct AccountRow {
    name: String,
    email: String,
    role: String,
    language: String,
    active: bool,
    created: String,
}

fn account_row(shell: &Shell, account: &Account) -> AccountRow {
    let language: Language = account.language.parse().unwrap_or_default();
    AccountRow {
        name: account.display_name.clone(),
        email: account.email.clone(),
        role: shell.e("admin-role", account.role),
        language: language.text("language-name"),
        active: account.active,
        created: shell.stamp(&account.created_at),
    }
}

async fn accounts_page(
    app: &App,
    who: &SignedIn,
    request: &HttpRequest,
    form: FormState,
) -> Result<AccountsPage, Problem> {
    let accounts = app.db.read(identity::accounts).await?;
    let mut shell = Shell::officer(app, who, Area::Admin, "admin-accounts-title").at(request);
    shell.has_errors = !form.errors.is_empty();
    let role = |role: &Role| (role.as_str(), shell.e("admin-role", role), shell.e("admin-role-may", role));
    Ok(AccountsPage {
        roles: ROLES.iter().map(role).collect(),
        languages: Language::ALL.iter().map(|known| (known.as_str(), known.text("language-name"))).collect(),
        rows: accounts.iter().map(|account| account_row(&shell, account)).collect(),
        form,
        shell,
    })
}

pub(super) async fn list(app: Data<App>, request: HttpRequest, who: SignedIn) -> Result<HttpResponse, Problem> {
    who.must_administer()?;
    let form = FormState::new(vec![
        ("role", Role::ProgrammeOfficer.as_str().to_owned()),
        ("language", Language::Ja.as_str().to_owned()),
    ]);
    page(&accounts_page(&app, &who, &request, form).await?)
}

/// What was typed for an account, without the password.
struct Typed {
    email: EmailAddress,
    display_name: String,
    role: Role,
    language: Language,
}

/// What was typed, as far as it holds, the password's rules included.
fn read(fields: &Fields) -> Result<Typed, Violations> {
    let mut check = Check::new();
    let display_name = check.line("display_name", fields.text("display_name"), 1..=100);
    let email = check.email("email", fields.text("email"));
    let role: Option<Role> = check.parse("role", fields.text("role"), "required");
    let role = role.filter(|role| ROLES.contains(role));
    let language: Option<Language> = check.parse("language", fields.text("language"), "required");
    let mut broken = check.into_violations().0;
    broken.extend(Passwords::check(fields.text("password")).err().unwrap_or_default().0);
    match (email, role, language) {
        (Some(email), Some(role), Some(language)) if broken.is_empty() => {
            Ok(Typed { email, display_name, role, language })
        }
        _ => Err(Violations(broken)),
    }
}

async fn store(app: &App, who: &SignedIn, typed: Typed, password: String) -> Result<(), Problem> {
    let passwords = app.passwords.clone();
    // Hashing takes long: on a blocking thread, and outside the transaction, which may run twice.
    let password_hash = app.db.read(move |_| passwords.hash(&password)).await?;
    let Typed { email, display_name, role, language } = typed;
    let new = NewAccount { email, display_name, role, language: language.to_string(), password_hash };
    app.db.write(who.request(), move |tx| identity::create_account(tx, &new)).await?;
    Ok(())
}

pub(super) async fn create(
    app: Data<App>,
    request: HttpRequest,
    who: SignedIn,
    PostedForm(fields): PostedForm,
) -> Result<HttpResponse, Problem> {
    who.must_administer()?;
    fields.must_carry(&app.key.form_key(who.token.reveal()))?;
    let stored = match read(&fields) {
        Ok(typed) => store(&app, &who, typed, fields.text("password").to_owned()).await,
        Err(why) => Err(why.into()),
    };
    let Err(problem) = stored else { return Ok(done(urls::ACCOUNTS, "account-created")) };
    let form = FormState::again(fields, problem, who.language())?;
    let again = accounts_page(&app, &who, &request, form).await?;
    page_with(FORM_AGAIN, &again)
}
