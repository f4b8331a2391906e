//! What happened: who, when, what. The source of every history.
//!
//! **Append-only, and written in the transaction of the change itself.** A payload holds ids, codes
//! and counts, never names, addresses or free text, so that erasing a person needs no rewriting here.

mod event;
mod queries;
mod store;

pub use event::{Event, EventName};
pub use queries::{Entry, HistoryFilter, history};
pub use store::record;
