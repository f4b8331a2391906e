//! Letters: written into the outbox with the change that caused them, sent by the worker.
//!
//! Invariants:
//! * **A letter is enqueued once**: (kind, subject, sequence) is unique.
//! * **A letter is handed over at most once.** Before the mail server can take it, the row says
//!   `handing_over`; whoever finds such a row after a crash marks it `uncertain` for an officer to
//!   settle, and never sends it again by itself. Before that point a crash costs nothing: the lease
//!   runs out and the letter is sent anew.
//! * **The outbox holds no link.** A link is derived from the installation's key and put into the
//!   text at the moment of sending; the database knows its hash only.

mod compose;
mod deliver;
mod message;
mod outbox;
mod queries;
mod smtp;
mod store;

pub use compose::{Sender, html_of, letter_link};
pub use deliver::{Courier, Delivered};
pub use message::{LINK_MARK, Letter, MailError, Message, Settlement, State};
pub use outbox::{cancel, enqueue, is_enqueued, settle_by_officer};
pub use queries::{CaughtLetter, caught_letter, caught_letters, message, messages_of, needing_attention};
