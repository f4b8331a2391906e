//! Standings, declarations and decisions as officers look at them.

use super::gather;
use super::model::{Decision, Declaration};
use super::standing::Standing;
use super::store;
use crate::calls::Application;
use crate::db::{Conn, DbError};
use crate::kernel::ids::{ApplicationId, PersonId};
use crate::kernel::time::Day;
use std::collections::BTreeMap;

/// Where everybody stands about whom anything is known, towards one application. Who is not in the answer
/// stands at [`Standing::default`]. Nine statements.
pub fn standings(
    conn: &mut Conn,
    application: &Application,
    today: Day,
) -> Result<BTreeMap<PersonId, Standing>, DbError> {
    let mut all: BTreeMap<PersonId, Standing> = gather::screen(conn, application, today)?
        .into_iter()
        .map(|(person, findings)| (person, Standing { findings, ..Standing::default() }))
        .collect();
    for declaration in declarations(conn, application.id, None)? {
        let standing = all.entry(declaration.person).or_default();
        standing.declaration = Some(declaration);
    }
    for decision in decisions(conn, application.id, None)? {
        let standing = all.entry(decision.person).or_default();
        standing.decision = Some(decision);
    }
    Ok(all)
}

/// The declarations for an application, of one person or of all, oldest first.
pub fn declarations(
    conn: &mut Conn,
    application: ApplicationId,
    person: Option<PersonId>,
) -> Result<Vec<Declaration>, DbError> {
    Ok(store::declarations(conn, application, person)?.into_iter().map(Declaration::from).collect())
}

/// The decisions for an application, of one person or of all, oldest first.
pub fn decisions(
    conn: &mut Conn,
    application: ApplicationId,
    person: Option<PersonId>,
) -> Result<Vec<Decision>, DbError> {
    Ok(store::decisions(conn, application, person)?.into_iter().map(Decision::from).collect())
}
