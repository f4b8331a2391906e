//! Words that every context uses: ids, times, actors, failures.
//!
//! What may live here: small, pure types with no query, no environment and no feature in them.
//! The clock is read in [`time`] and chance is drawn in [`ids`] and [`secret`], nowhere else.

// Their macros are used by the modules below.
#[macro_use]
pub mod failure;
#[macro_use]
pub mod text_enum;

pub mod actor;
pub mod check;
pub mod email;
pub mod ids;
pub mod page;
pub mod place;
pub mod secret;
pub mod sql;
pub mod text;
pub mod time;
