//! What the holder of a link does: answer, explain, sign, declare.

use super::actions::event;
use super::letters::{AnswerReceived, Office};
use super::model::{Availability, DeclineReason, Invitation, InvitationError, Load, Reply, Status};
use super::undertaking::UNDERTAKING;
use super::{links, queries, store};
use crate::audit::{self, EventName};
use crate::calls;
use crate::coi::{self, Answer, CoiError};
use crate::db::Tx;
use crate::kernel::check::Check;
use crate::kernel::failure::Violation;
use crate::kernel::ids::{ApplicationId, InvitationId};
use crate::mail;
use crate::people;

/// Loads the invitation for its holder, unless the review has begun.
fn load(tx: &mut Tx<'_>, id: InvitationId) -> Result<Invitation, InvitationError> {
    tx.actor.must_hold(id)?;
    let invitation = store::find(tx.conn, id)?.ok_or(InvitationError::NotFound)?;
    if invitation.status == Status::Withdrawn {
        return Err(InvitationError::Withdrawn);
    }
    if queries::handed_off(tx.conn, id)? {
        return Err(InvitationError::HandedOff);
    }
    Ok(invitation)
}

/// Takes an answer. The same answer again changes nothing.
pub fn answer(tx: &mut Tx<'_>, office: &Office, id: InvitationId, reply: Reply) -> Result<Invitation, InvitationError> {
    let invitation = load(tx, id)?;
    check(&invitation, reply, tx)?;
    if invitation.is_already(reply) {
        return Ok(invitation);
    }
    let invitation = invitation.after(reply, tx.now)?;
    store::save(tx, &invitation)?;
    let invitation = store::find(tx.conn, id)?.ok_or(InvitationError::NotFound)?;
    let happened = match reply {
        Reply::Accept(_) => event(EventName::Accepted, &invitation).with("load", invitation.accepted_load),
        Reply::Later(Availability(day)) => event(EventName::Deferred, &invitation).with("from", day.to_string()),
        Reply::Decline => event(EventName::Declined, &invitation),
    };
    audit::record(tx, happened)?;
    confirm(tx, office, &invitation)?;
    Ok(invitation)
}

fn check(invitation: &Invitation, reply: Reply, tx: &Tx<'_>) -> Result<(), InvitationError> {
    match reply {
        Reply::Accept(Load::Reduced(count)) if !(1..=invitation.offered_load).contains(&count) => {
            Err(Violation::new("/load", "out_of_range").with("min", 1).with("max", invitation.offered_load).into())
        }
        Reply::Later(Availability(day)) if day <= tx.now.day_in(&jiff::tz::TimeZone::UTC) => {
            Err(Violation::new("/available_from", "day_past").into())
        }
        _ => Ok(()),
    }
}

/// Every answer is confirmed by a letter with a link that changes it, should it not have been the reader's.
fn confirm(tx: &mut Tx<'_>, office: &Office, invitation: &Invitation) -> Result<(), InvitationError> {
    let call = calls::call(tx.conn, invitation.call)?.ok_or(InvitationError::NotFound)?;
    let person = people::person(tx.conn, invitation.person)?.ok_or(InvitationError::NotFound)?;
    let link = links::issue(tx, office, invitation)?;
    if invitation.status == Status::Accepted {
        store::extend_links(tx, invitation.id, call.settings.review_due_at.plus_days(office.link_grace_days))?;
    }
    let name = person.name();
    mail::enqueue(tx, &AnswerReceived { office, call: &call, invitation, to_name: &name, link })?;
    Ok(())
}

/// More about declining, all of it optional.
#[derive(Debug, Clone, Default)]
pub struct Explain {
    /// Why.
    pub reason: Option<DeclineReason>,
    /// More about that.
    pub note: String,
    /// Who else could review.
    pub suggestion: String,
}

/// Takes what somebody who declined says about it.
pub fn explain_decline(tx: &mut Tx<'_>, id: InvitationId, explain: &Explain) -> Result<Invitation, InvitationError> {
    let mut invitation = load(tx, id)?;
    if invitation.status != Status::Declined {
        return Err(InvitationError::StepMissing);
    }
    let mut check = Check::new();
    let note = check.prose("note", &explain.note, 0..=4000);
    let suggestion = check.prose("suggestion", &explain.suggestion, 0..=4000);
    check.finish(|| Some(()))?;
    if invitation.decline_reason == explain.reason
        && invitation.decline_note == note
        && invitation.suggestion == suggestion
    {
        return Ok(invitation);
    }
    invitation.decline_reason = explain.reason;
    invitation.decline_note = note;
    invitation.suggestion = suggestion;
    store::save(tx, &invitation)?;
    let reason = explain.reason.map(|reason| reason.as_str());
    let suggested = !invitation.suggestion.is_empty();
    audit::record(
        tx,
        event(EventName::DeclineExplained, &invitation).with("reason", reason).with("suggested", suggested),
    )?;
    Ok(invitation)
}

/// A signature under the undertaking.
#[derive(Debug, Clone)]
pub struct Sign {
    /// The hash of the text that was shown.
    pub text_hash: String,
    /// The name as typed.
    pub name: String,
    /// Whether the box was ticked.
    pub agree: bool,
}

/// Takes a signature. Signed once is signed.
pub fn sign_undertaking(tx: &mut Tx<'_>, id: InvitationId, sign: &Sign) -> Result<(), InvitationError> {
    let invitation = load(tx, id)?;
    if invitation.status != Status::Accepted {
        return Err(InvitationError::StepMissing);
    }
    if sign.text_hash != UNDERTAKING.hash {
        return Err(InvitationError::UndertakingChanged);
    }
    let mut check = Check::new();
    let name = check.line("name", &sign.name, 2..=200);
    if !sign.agree {
        check.fail("agree", "must_agree");
    }
    check.finish(|| Some(()))?;
    if store::signature(tx.conn, id, &UNDERTAKING.hash)?.is_some() {
        return Ok(());
    }
    store::insert_signature(tx, id, UNDERTAKING.version, &UNDERTAKING.hash, &name)?;
    Ok(audit::record(tx, event(EventName::UndertakingSigned, &invitation).with("version", UNDERTAKING.version))?)
}

/// A declaration for each of some applications of an invitation.
#[derive(Debug, Clone)]
pub struct DeclareInterests {
    /// Application, answer, words.
    pub declarations: Vec<(ApplicationId, Answer, String)>,
}

/// Takes declarations, all or none. What was declared before and is not named stays.
pub fn declare_interests(tx: &mut Tx<'_>, id: InvitationId, declare: &DeclareInterests) -> Result<(), InvitationError> {
    let invitation = load(tx, id)?;
    let signed = store::signature(tx.conn, id, &UNDERTAKING.hash)?.is_some();
    if invitation.status != Status::Accepted || !signed {
        return Err(InvitationError::StepMissing);
    }
    let offered = store::offered(tx.conn, id)?;
    let mut check = Check::new();
    let mut clean = Vec::new();
    for ((application, answer, details), at) in declare.declarations.iter().zip(0..) {
        if !offered.iter().any(|(known, _)| known == application) {
            return Err(InvitationError::NotOffered);
        }
        let mut part = Check::below(format!("/declarations/{at}"));
        let shortest = usize::from(*answer != Answer::None);
        clean.push((*application, *answer, part.prose("details", details, shortest..=4000)));
        check.absorb(part);
    }
    if clean.is_empty() {
        check.fail("declarations", "required");
    }
    check.finish(|| Some(()))?;
    for (application, answer, details) in clean {
        let snapshot = calls::snapshot(tx.conn, application)?.ok_or(InvitationError::NotOffered)?;
        coi::declare(tx, application, answer, &details, &snapshot.hash).map_err(from_coi)?;
    }
    Ok(())
}

fn from_coi(error: CoiError) -> InvitationError {
    match error {
        CoiError::NotFound | CoiError::NothingToDecide => InvitationError::NotOffered,
        CoiError::Invalid(why) => why.into(),
        CoiError::Denied(why) => why.into(),
        CoiError::Db(why) => why.into(),
    }
}
