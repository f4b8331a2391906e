//! One invitation: everything about it, and taking it back.

use super::super::layout::{Area, Shell, done, page};
use super::{Row, Tag, below_call, letter_tag, row};
use crate::app::App;
use crate::calls::{self, Call};
use crate::coi::{self, Standing, Verdict};
use crate::db::Conn;
use crate::http::auth::SignedIn;
use crate::http::form::PostedForm;
use crate::http::problem::Problem;
use crate::http::urls;
use crate::invitations::{self, InvitationLine, Status};
use crate::kernel::email::mask;
use crate::kernel::ids::{ApplicationId, InvitationId};
use crate::kernel::time::UtcTime;
use crate::mail::Message;
use crate::search::shown_score;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

#[derive(Template)]
#[template(path = "invitation.html")]
struct InvitationPage {
    shell: Shell,
    line: Row,
    person: String,
    address: String,
    why: String,
    created: String,
    history: String,
    withdrawal: String,
    applications: Vec<ApplicationRow>,
    letters: Vec<LetterRow>,
    is_withdrawn: bool,
    handed_off: bool,
}

struct ApplicationRow {
    path: String,
    number: String,
    score: u8,
    verdict: Tag,
    conflict: String,
}

struct LetterRow {
    kind: String,
    subject: String,
    tag: Tag,
    attempts: i32,
    error: String,
    when: String,
}

/// Everything about one invitation.
struct Facts {
    call: Call,
    line: InvitationLine,
    verdicts: Vec<(ApplicationId, Verdict)>,
    handed_off: bool,
}

fn facts(conn: &mut Conn, id: InvitationId, now: UtcTime) -> Result<Facts, Problem> {
    let known = invitations::invitation(conn, id)?.ok_or_else(Problem::not_found)?;
    let call = calls::call(conn, known.call)?.ok_or_else(Problem::not_found)?;
    let lines = invitations::invitations_of(conn, known.call)?;
    let line = lines.into_iter().find(|line| line.invitation.id == id).ok_or_else(Problem::not_found)?;
    let today = now.day_in(&call.zone());
    let mut verdicts = Vec::new();
    for (application, _, _) in &line.applications {
        let about = calls::application(conn, *application)?.ok_or_else(Problem::not_found)?;
        let standing = coi::standings(conn, &about, today)?.remove(&known.person);
        verdicts.push((*application, standing.as_ref().map_or(Verdict::NotDeclared, Standing::verdict)));
    }
    let handed_off = invitations::handed_off(conn, id)?;
    Ok(Facts { call, line, verdicts, handed_off })
}

fn verdict_tag(shell: &Shell, verdict: Verdict) -> Tag {
    let class = match verdict {
        Verdict::Cleared => "ok",
        Verdict::NotDeclared => "",
        Verdict::ToCheck | Verdict::NeedsDecision => "warn",
        Verdict::Excluded => "bad",
    };
    Tag { class, word: shell.e("inv-verdict", verdict) }
}

fn application_rows(shell: &Shell, facts: &Facts) -> Vec<ApplicationRow> {
    let invitation = &facts.line.invitation;
    let offered = facts.line.applications.iter().zip(&facts.verdicts);
    offered
        .map(|((id, number, score), (_, verdict))| ApplicationRow {
            path: urls::application(invitation.call, *id),
            number: number.clone(),
            score: shown_score(*score),
            verdict: verdict_tag(shell, *verdict),
            conflict: urls::conflict(*id, invitation.person),
        })
        .collect()
}

fn letter_row(shell: &Shell, letter: &Message) -> LetterRow {
    LetterRow {
        kind: shell.e("mail-kind", &letter.kind),
        subject: letter.subject.clone(),
        tag: letter_tag(shell, letter),
        attempts: letter.attempts,
        error: letter.last_error.clone().unwrap_or_default(),
        when: shell.stamp(&letter.sent_at.unwrap_or(letter.created_at)),
    }
}

pub(super) async fn show(
    app: Data<App>,
    request: HttpRequest,
    who: SignedIn,
    path: Path<InvitationId>,
) -> Result<HttpResponse, Problem> {
    let (id, now) = (path.into_inner(), app.now());
    let facts = app.db.read(move |conn| facts(conn, id, now)).await?;
    let invitation = &facts.line.invitation;
    let shell = Shell::officer(&app, &who, Area::Calls, "inv-one-title").at(&request);
    let (title, list) = (shell.v("inv-one-of", &facts.line.name), shell.t("inv-title"));
    let shell =
        below_call(shell.titled(title), &facts.call).crumb(list, urls::call_page(invitation.call, "invitations"));
    let own = urls::invitation(id);
    page(&InvitationPage {
        line: row(&shell, &facts.line),
        person: urls::person(invitation.person),
        address: mask(&invitation.to_address),
        why: invitation.why.clone(),
        created: shell.moment(&invitation.created_at),
        history: format!("{own}/history"),
        withdrawal: format!("{own}/withdrawal"),
        applications: application_rows(&shell, &facts),
        letters: facts.line.letters.iter().map(|letter| letter_row(&shell, letter)).collect(),
        is_withdrawn: invitation.status == Status::Withdrawn,
        handed_off: facts.handed_off,
        shell,
    })
}

pub(super) async fn withdraw(
    app: Data<App>,
    who: SignedIn,
    path: Path<InvitationId>,
    PostedForm(fields): PostedForm,
) -> Result<HttpResponse, Problem> {
    fields.must_carry(&app.key.form_key(who.token.reveal()))?;
    let id = path.into_inner();
    app.db.write(who.request(), move |tx| invitations::withdraw(tx, id)).await?;
    Ok(done(&urls::invitation(id), "invitation-withdrawn"))
}
