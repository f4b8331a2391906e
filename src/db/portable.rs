//! The few things that diesel says differently through [`super::Conn`].

use super::conn::MultiBackend;
use diesel::prelude::*;

/// What `RETURNING` gives back; `as_returning()` does not compile through [`super::Conn`].
pub fn ret<T: Selectable<MultiBackend>>() -> T::SelectExpression {
    T::construct_selection()
}

/// So many rows or keys go into one statement; `SQLite` takes 32,766 bound values, PostgreSQL 65,535.
pub const CHUNK: usize = 500;
