//! Letters that need somebody, and the trial mailbox.

pub(super) mod letter;

use self::letter::LetterView;
use super::layout::{Area, Shell, done, page};
use crate::app::App;
use crate::config::Transport;
use crate::http::auth::SignedIn;
use crate::http::form::PostedForm;
use crate::http::problem::Problem;
use crate::http::urls;
use crate::invitations;
use crate::kernel::check::Check;
use crate::kernel::email::mask;
use crate::kernel::ids::{InvitationId, MessageId};
use crate::mail::{self, Message, Settlement, State};
use actix_web::web::{self, Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(web::resource(urls::OUTBOX).get(outbox))
        .service(web::resource("/mail/{message}/settlement").post(settle))
        .service(web::resource(urls::MAILBOX).get(mailbox))
        .service(web::resource("/mail/mailbox/{message}").get(caught));
}

/// The kind of tag for the state of a letter.
pub(super) fn state_class(state: State) -> &'static str {
    match state {
        State::Sent => "ok",
        State::Queued | State::Leased | State::HandingOver => "info",
        State::Failed => "bad",
        State::Uncertain => "warn",
        State::Cancelled => "",
    }
}

#[derive(Template)]
#[template(path = "mail_outbox.html")]
struct OutboxPage {
    shell: Shell,
    rows: Vec<OutboxRow>,
}

struct OutboxRow {
    id: String,
    name: String,
    address: String,
    kind: String,
    subject: String,
    invitation: Option<String>,
    class: &'static str,
    state: String,
    is_uncertain: bool,
    error: String,
    attempts: String,
    created: String,
}

fn outbox_row(shell: &Shell, message: &Message) -> OutboxRow {
    let about = message.subject_id.parse::<InvitationId>().ok();
    OutboxRow {
        id: message.id.to_string(),
        name: message.to_name.clone(),
        address: mask(&message.to_address),
        kind: shell.e("mail-kind", &message.kind),
        subject: message.subject.clone(),
        invitation: about.map(urls::invitation),
        class: state_class(message.state),
        state: shell.e("mail-state", message.state),
        is_uncertain: message.state == State::Uncertain,
        error: message.last_error.clone().unwrap_or_default(),
        attempts: shell.n("mail-attempts", message.attempts),
        created: shell.stamp(&message.created_at),
    }
}

async fn outbox(app: Data<App>, request: HttpRequest, who: SignedIn) -> Result<HttpResponse, Problem> {
    let letters = app.db.read(mail::needing_attention).await?;
    let shell = Shell::officer(&app, &who, Area::Mail, "mail-outbox-title").at(&request);
    let rows = letters.iter().map(|message| outbox_row(&shell, message)).collect();
    page(&OutboxPage { shell, rows })
}

async fn settle(
    app: Data<App>,
    who: SignedIn,
    message: Path<MessageId>,
    PostedForm(fields): PostedForm,
) -> Result<HttpResponse, Problem> {
    fields.must_carry(&app.key.form_key(who.token.reveal()))?;
    let mut check = Check::new();
    let settlement: Option<Settlement> = check.parse("as", fields.text("as"), "required");
    let settlement = check.finish(|| settlement)?;
    let id = message.into_inner();
    app.db.write(who.request(), move |tx| invitations::settle_letter(tx, id, settlement)).await?;
    let said = match settlement {
        Settlement::Arrived => "mail-arrived",
        Settlement::SendAgain => "mail-again",
    };
    Ok(done(urls::OUTBOX, said))
}

#[derive(Template)]
#[template(path = "mail_mailbox.html")]
struct MailboxPage {
    shell: Shell,
    rows: Vec<MailboxRow>,
}

struct MailboxRow {
    path: String,
    to: String,
    subject: String,
    caught: String,
}

/// Refuses where letters really leave: there is no mailbox then.
fn must_be_trial(app: &App) -> Result<(), Problem> {
    if app.config.mail.transport == Transport::Mailbox { Ok(()) } else { Err(Problem::not_found()) }
}

async fn mailbox(app: Data<App>, request: HttpRequest, who: SignedIn) -> Result<HttpResponse, Problem> {
    must_be_trial(&app)?;
    let letters = app.db.read(mail::caught_letters).await?;
    let shell = Shell::officer(&app, &who, Area::Mail, "mail-mailbox-title").at(&request);
    let shell = with_outbox(shell);
    let rows = letters
        .iter()
        .map(|letter| MailboxRow {
            path: urls::caught_letter(letter.id),
            to: mask(&letter.to_address),
            subject: letter.subject.clone(),
            caught: shell.stamp(&letter.caught_at),
        })
        .collect();
    page(&MailboxPage { shell, rows })
}

fn with_outbox(shell: Shell) -> Shell {
    let title = shell.t("mail-outbox-title");
    shell.crumb(title, urls::OUTBOX)
}

#[derive(Template)]
#[template(path = "mail_caught.html")]
struct CaughtPage {
    shell: Shell,
    letter: LetterView,
    caught: String,
    raw: String,
}

async fn caught(
    app: Data<App>,
    request: HttpRequest,
    who: SignedIn,
    message: Path<MessageId>,
) -> Result<HttpResponse, Problem> {
    must_be_trial(&app)?;
    let id = message.into_inner();
    let kept = app.db.read(move |conn| mail::caught_letter(conn, id)).await?.ok_or_else(Problem::not_found)?;
    let shell = with_outbox(Shell::officer(&app, &who, Area::Mail, "mail-caught-title").at(&request));
    let back = shell.t("mail-mailbox-title");
    let shell = shell.crumb(back, urls::MAILBOX);
    let letter = LetterView::kept(&app.config.mail, &kept.to_address, &kept.subject, &kept.body);
    page(&CaughtPage { caught: shell.moment(&kept.caught_at), letter, raw: kept.raw, shell })
}
