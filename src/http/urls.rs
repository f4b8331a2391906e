//! Every path that we print, built in one place.

use crate::kernel::ids::{ApplicationId, CallId, InvitationId, MessageId, PersonId, PlanId};
use std::fmt::Write as _;

/// The work of today.
pub const HOME: &str = "/";
/// Signing in.
pub const SIGN_IN: &str = "/sign-in";
/// Signing out.
pub const SIGN_OUT: &str = "/sign-out";
/// Changing one's language.
pub const LANGUAGE: &str = "/language";
/// The calls.
pub const CALLS: &str = "/calls";
/// A new call.
pub const NEW_CALL: &str = "/calls/new";
/// The pool.
pub const POOL: &str = "/reviewers";
/// Importing candidates.
pub const POOL_IMPORT: &str = "/reviewers/import";
/// Conflicts that wait for a decision.
pub const CONFLICTS: &str = "/coi";
/// Letters that need attention.
pub const OUTBOX: &str = "/mail/outbox";
/// The trial mailbox.
pub const MAILBOX: &str = "/mail/mailbox";
/// Accounts.
pub const ACCOUNTS: &str = "/admin/accounts";
/// Keys of programs.
pub const API_KEYS: &str = "/admin/keys";
/// The API's document.
pub const OPENAPI: &str = "/api/v1/openapi.json";
/// The API's documentation to read.
pub const API_DOCS: &str = "/api/v1/docs";

/// The style of the API's documentation; the pages serve it under any version.
pub const API_STYLE: &str = "/assets/current/app.css";

/// A call's dashboard.
pub fn call(id: CallId) -> String {
    format!("/calls/{id}")
}

/// A page below a call: `settings`, `applications`, `import`, `invitations`, `assignments`, `history` …
pub fn call_page(id: CallId, page: &str) -> String {
    format!("/calls/{id}/{page}")
}

/// An application.
pub fn application(call: CallId, id: ApplicationId) -> String {
    format!("/calls/{call}/applications/{id}")
}

/// A page below an application: `candidates`, `shortlist`.
pub fn application_page(call: CallId, id: ApplicationId, page: &str) -> String {
    format!("/calls/{call}/applications/{id}/{page}")
}

/// Deciding on the conflict of a person with an application.
pub fn conflict(application: ApplicationId, person: PersonId) -> String {
    format!("/coi/{application}/{person}")
}

/// A person.
pub fn person(id: PersonId) -> String {
    format!("/reviewers/{id}")
}

/// An invitation as officers see it.
pub fn invitation(id: InvitationId) -> String {
    format!("/invitations/{id}")
}

/// A proposed assignment.
pub fn plan(id: PlanId) -> String {
    format!("/plans/{id}")
}

/// A letter in the trial mailbox.
pub fn caught_letter(id: MessageId) -> String {
    format!("/mail/mailbox/{id}")
}

/// A reviewer's page: `step` is empty for the next open step.
pub fn respond(token: &str, step: &str) -> String {
    if step.is_empty() { format!("/r/{token}") } else { format!("/r/{token}/{step}") }
}

/// Percent-encodes everything but unreserved characters (RFC 3986, 2.3) and slashes.
pub fn encode(text: &str) -> String {
    text.bytes().fold(String::new(), |mut encoded, byte| {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                encoded.push(char::from(byte));
            }
            _ => {
                // Writing to a String does not fail.
                let _written = write!(encoded, "%{byte:02X}");
            }
        }
        encoded
    })
}
