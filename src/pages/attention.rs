//! What needs an officer, grouped, each thing with the page that settles it.

use super::layout::Shell;
use crate::http::urls;
use crate::kernel::ids::CallId;
use crate::reports::{Attention, AttentionKind};

/// Things of one kind that are shown at once; the others are folded away.
const OPEN: usize = 5;

/// Things of one kind; `attention.html` shows them.
#[derive(Debug, Clone)]
pub(super) struct AttentionGroup {
    /// What, and how many.
    pub title: String,
    /// What to do about it.
    pub hint: String,
    /// The first of them.
    pub items: Vec<AttentionItem>,
    /// The others.
    pub more: Vec<AttentionItem>,
}

/// One thing.
#[derive(Debug, Clone)]
pub(super) struct AttentionItem {
    /// Where it is settled.
    pub path: String,
    /// The number of its application.
    pub number: Option<String>,
    /// Who it is about.
    pub person: Option<String>,
}

/// The things by their kind, the most urgent kind first.
pub(super) fn groups(shell: &Shell, call: CallId, found: &[Attention]) -> Vec<AttentionGroup> {
    let of_kind = |kind: AttentionKind| {
        let mut items: Vec<AttentionItem> =
            found.iter().filter(|thing| thing.kind == kind).map(|thing| item(call, thing)).collect();
        let title = shell.n(&format!("attention-{}", kind.as_str().replace('_', "-")), items.len());
        let more = items.split_off(items.len().min(OPEN));
        (!items.is_empty()).then(|| AttentionGroup { title, hint: shell.e("attention-hint", kind), items, more })
    };
    AttentionKind::ALL.iter().copied().filter_map(of_kind).collect()
}

fn item(call: CallId, thing: &Attention) -> AttentionItem {
    AttentionItem {
        path: place(call, thing),
        number: thing.application.as_ref().map(|(_, number)| number.clone()),
        person: thing.person.as_ref().map(|(_, name)| name.clone()),
    }
}

/// Where a thing is settled.
fn place(call: CallId, thing: &Attention) -> String {
    let application = thing.application.as_ref().map(|(id, _)| *id);
    let person = thing.person.as_ref().map(|(id, _)| *id);
    match (thing.kind, application, person, thing.invitation) {
        (AttentionKind::GuidelineMissing, ..) => urls::call_page(call, "settings#guideline"),
        (AttentionKind::ConflictToDecide, Some(application), Some(person), _) => urls::conflict(application, person),
        (AttentionKind::ConflictToDecide, ..) => urls::CONFLICTS.to_owned(),
        (AttentionKind::LetterFailed | AttentionKind::LetterUncertain, ..) => urls::OUTBOX.to_owned(),
        (AttentionKind::AssignmentBroken, ..) => urls::call_page(call, "assignments"),
        (AttentionKind::TooFewAsked, Some(application), ..) => urls::application_page(call, application, "candidates"),
        (_, _, _, Some(invitation)) => urls::invitation(invitation),
        _ => urls::call(call),
    }
}
