//! Keys with which programs come in. A new key is shown once, on the answer page, and nowhere kept.

use super::super::forms::FormState;
use super::super::layout::{Area, Shell, done, page, page_with};
use crate::app::App;
use crate::http::auth::{KEY_PREFIX, SignedIn};
use crate::http::form::{Fields, PostedForm};
use crate::http::problem::{FORM_AGAIN, Problem};
use crate::http::urls;
use crate::identity::{self, ApiKey, IdentityError, NewApiKey};
use crate::kernel::actor::Role;
use crate::kernel::check::Check;
use crate::kernel::failure::Violations;
use crate::kernel::ids::ApiKeyId;
use crate::kernel::secret::Token;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

/// In the order in which they are offered: the least that does first.
const ROLES: [Role; 3] = [Role::ReviewSystem, Role::ProgrammeOfficer, Role::Administrator];

#[derive(Template)]
#[template(path = "admin_keys.html")]
struct KeysPage {
    shell: Shell,
    form: FormState,
    /// Value, word, sentence.
    roles: Vec<(&'static str, String, String)>,
    rows: Vec<KeyRow>,
    /// Name and text of a key just issued.
    issued: Option<(String, String)>,
}

struct KeyRow {
    name: String,
    role: String,
    created: String,
    revoked: Option<String>,
    revocation: String,
}

fn key_row(shell: &Shell, key: &ApiKey) -> KeyRow {
    KeyRow {
        name: key.name.clone(),
        role: shell.e("admin-role", key.role),
        created: shell.stamp(&key.created_at),
        revoked: key.revoked_at.map(|at| shell.stamp(&at)),
        revocation: format!("{}/{}/revocation", urls::API_KEYS, key.id),
    }
}

async fn keys_page(
    app: &App,
    who: &SignedIn,
    request: &HttpRequest,
    form: FormState,
    issued: Option<(String, String)>,
) -> Result<KeysPage, Problem> {
    let keys = app.db.read(identity::api_keys).await?;
    let mut shell = Shell::officer(app, who, Area::Admin, "admin-keys-title").at(request);
    shell.has_errors = !form.errors.is_empty();
    let role = |role: &Role| (role.as_str(), shell.e("admin-role", role), shell.e("admin-role-may", role));
    Ok(KeysPage {
        roles: ROLES.iter().map(role).collect(),
        rows: keys.iter().map(|key| key_row(&shell, key)).collect(),
        issued,
        form,
        shell,
    })
}

pub(super) async fn list(app: Data<App>, request: HttpRequest, who: SignedIn) -> Result<HttpResponse, Problem> {
    who.must_administer()?;
    let form = FormState::new(vec![("role", Role::ReviewSystem.as_str().to_owned())]);
    page(&keys_page(&app, &who, &request, form, None).await?)
}

/// What was typed, as far as it holds.
fn read(fields: &Fields) -> Result<(String, Role), Violations> {
    let mut check = Check::new();
    let name = check.line("name", fields.text("name"), 1..=100);
    let role: Option<Role> = check.parse("role", fields.text("role"), "required");
    check.finish(|| Some((name, role?)))
}

pub(super) async fn issue(
    app: Data<App>,
    request: HttpRequest,
    who: SignedIn,
    PostedForm(fields): PostedForm,
) -> Result<HttpResponse, Problem> {
    who.must_administer()?;
    fields.must_carry(&app.key.form_key(who.token.reveal()))?;
    let (name, role) = match read(&fields) {
        Ok(read) => read,
        Err(why) => {
            let form = FormState::again(fields, why.into(), who.language())?;
            let again = keys_page(&app, &who, &request, form, None).await?;
            return page_with(FORM_AGAIN, &again);
        }
    };
    let token = Token::random().map_err(|_| IdentityError::Broken)?;
    let new = NewApiKey { name, role, token };
    let issued = app.db.write(who.request(), move |tx| identity::issue_api_key(tx, &new)).await?;
    let shown = (issued.key.name, format!("{KEY_PREFIX}{}", issued.secret.reveal()));
    let form = FormState::new(vec![("role", Role::ReviewSystem.as_str().to_owned())]);
    page(&keys_page(&app, &who, &request, form, Some(shown)).await?)
}

pub(super) async fn revoke(
    app: Data<App>,
    who: SignedIn,
    key: Path<ApiKeyId>,
    PostedForm(fields): PostedForm,
) -> Result<HttpResponse, Problem> {
    who.must_administer()?;
    fields.must_carry(&app.key.form_key(who.token.reveal()))?;
    let id = key.into_inner();
    app.db.write(who.request(), move |tx| identity::revoke_api_key(tx, id)).await?;
    Ok(done(urls::API_KEYS, "key-revoked"))
}
