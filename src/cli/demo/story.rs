//! What has happened in the trial before it is opened: shortlists, letters, answers of every kind.

use super::super::{CliError, failed};
use crate::app::App;
use crate::calls::{self, Call};
use crate::coi::Answer;
use crate::db::{Request, Tx};
use crate::invitations::{
    self, Availability, DeclareInterests, DeclineReason, Explain, InvitationError, InvitationLine, Load, Prepare,
    Reply, Sign, UNDERTAKING,
};
use crate::kernel::actor::Actor;
use crate::kernel::ids::InvitationId;
use crate::kernel::page::PageRequest;
use crate::mail::{self, Delivered};
use crate::people;
use crate::search::{self, FindFilter, Show};
use crate::worker;

/// Candidates on each shortlist: more than are wanted, for some decline.
const LISTED: usize = 6;

/// Tells the story of the first two calls; returns the link of a reviewer who has not answered.
pub(super) fn tell(app: &App, request: Request, calls: &[Call]) -> Result<String, CliError> {
    for call in calls.iter().take(2) {
        shortlist(app, request, call)?;
    }
    let Some(first) = calls.first() else { return Ok(String::new()) };
    let wanted = Prepare { call: first.id, persons: None };
    app.db
        .write_blocking(request, &|tx: &mut Tx<'_>| {
            let index = app.finder.index(tx.conn)?;
            invitations::send(tx, &index, &app.office, &wanted)
        })
        .map_err(|why| failed(&why))?;
    let lines = app.db.read_blocking(|conn| invitations::invitations_of(conn, first.id)).map_err(|why| failed(&why))?;
    for line in lines.iter().step_by(11).take(3) {
        bounce(app, request, line)?;
    }
    worker::drain(app);
    let mut unanswered = None;
    for (line, place) in lines.iter().zip(0..) {
        if !respond(app, line, place)? && place > 0 && place % 11 != 0 {
            unanswered = Some(line.invitation.id);
        }
    }
    worker::drain(app);
    unanswered.map_or_else(|| Ok(String::new()), |id| link(app, id))
}

/// Puts the best candidates who may be asked on every shortlist of a call.
fn shortlist(app: &App, request: Request, call: &Call) -> Result<(), CliError> {
    let filter = FindFilter { show: Show::Askable, ..FindFilter::default() };
    let page = PageRequest { limit: 40, after: None };
    app.db
        .write_blocking(request, &|tx: &mut Tx<'_>| {
            let (index, today) = (app.finder.index(tx.conn)?, tx.now.day_in(&call.zone()));
            for application in calls::applications_of(tx.conn, call.id)? {
                let found = search::find(tx.conn, &index, &application, &filter, &page, today)?;
                let mut persons = Vec::new();
                for candidate in &found.page.items {
                    if persons.len() < LISTED && people::best_email(tx.conn, candidate.person)?.is_some() {
                        persons.push(candidate.person);
                    }
                }
                invitations::shortlist_add(tx, &index, application.id, &persons, today)?;
            }
            Ok::<_, InvitationError>(())
        })
        .map_err(|why| failed(&why))
}

/// A letter that comes back.
fn bounce(app: &App, request: Request, line: &InvitationLine) -> Result<(), CliError> {
    app.db
        .write_blocking(request, &|tx: &mut Tx<'_>| {
            mail::cancel(tx, &line.invitation.id.to_string())?;
            line.letters.iter().try_for_each(|letter| invitations::letter_outcome(tx, letter, Delivered::BadAddress))
        })
        .map_err(|why| failed(&why))
}

/// Answers for somebody, by their place in the list; whether they answered.
fn respond(app: &App, line: &InvitationLine, place: usize) -> Result<bool, CliError> {
    let id = line.invitation.id;
    let request = Request::by(Actor::Invitee { invitation: id, person: line.invitation.person });
    if place.is_multiple_of(11) && place / 11 < 3 {
        return Ok(false);
    }
    let reply = match place % 8 {
        0..=3 => Reply::Accept(Load::Full),
        4 if line.invitation.offered_load > 1 => Reply::Accept(Load::Reduced(1)),
        5 => Reply::Decline,
        6 => Reply::Later(Availability(app.now().day_in(&app.config.funder.zone()).plus_days(90))),
        _ => return Ok(false),
    };
    app.db
        .write_blocking(request, &|tx: &mut Tx<'_>| {
            invitations::answer(tx, &app.office, id, reply)?;
            match reply {
                Reply::Accept(_) => sign_and_declare(tx, line, place),
                Reply::Decline => invitations::explain_decline(tx, id, &reason(place)).map(drop),
                Reply::Later(_) => Ok(()),
            }
        })
        .map_err(|why| failed(&why))?;
    Ok(true)
}

fn reason(place: usize) -> Explain {
    let reason = if place.is_multiple_of(2) { DeclineReason::Time } else { DeclineReason::Field };
    let suggestion =
        if place.is_multiple_of(2) { "A colleague of mine who works on this method would be glad." } else { "" };
    Explain { reason: Some(reason), note: String::new(), suggestion: suggestion.to_owned() }
}

/// Signs and declares; every eighth has only accepted so far, and one in nine declarations is a doubt.
fn sign_and_declare(tx: &mut Tx<'_>, line: &InvitationLine, place: usize) -> Result<(), InvitationError> {
    if place % 8 == 3 {
        return Ok(());
    }
    let id = line.invitation.id;
    let sign = Sign { text_hash: UNDERTAKING.hash.clone(), name: line.name.clone(), agree: true };
    invitations::sign_undertaking(tx, id, &sign)?;
    let declarations = line
        .applications
        .iter()
        .zip(0..)
        .map(|((application, _, _), at)| match (place + at) % 9 {
            4 => (
                *application,
                Answer::Unsure,
                "We met at a workshop two years ago and talked about a joint project.".to_owned(),
            ),
            7 => (*application, Answer::Conflict, "A former student of mine is on this team.".to_owned()),
            _ => (*application, Answer::None, String::new()),
        })
        .collect();
    invitations::declare_interests(tx, id, &DeclareInterests { declarations })
}

/// The link in the letter of an invitation, as the mailbox caught it.
fn link(app: &App, id: InvitationId) -> Result<String, CliError> {
    let subjects = [id.to_string()];
    let letter = app
        .db
        .read_blocking(|conn| mail::messages_of(conn, &subjects).map(|letters| letters.into_iter().next()))
        .map_err(|why| failed(&why))?;
    let link = letter.and_then(|letter| letter.link).map(|link| mail::letter_link(&app.key, link));
    Ok(link.map_or_else(String::new, |token| format!("{}/r/{}", app.config.http.public_url, token.reveal())))
}
