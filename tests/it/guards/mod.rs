//! What must hold of every operation, every table and every setting, whoever added it.

mod bad_input;
mod documents;
mod migrations;
mod roles;

use crate::support::stories::Story;

pub(crate) fn tests() -> Vec<Story> {
    [bad_input::tests(), documents::tests(), migrations::tests(), roles::tests()].concat()
}
