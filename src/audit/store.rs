//! The table of events.

use super::event::Event;
use crate::db::schema::events;
use crate::db::{DbError, Tx};
use crate::kernel::ids::EventId;
use crate::kernel::sql::Json;
use diesel::prelude::*;

/// Writes down what happened, in the transaction that did it.
pub fn record(tx: &mut Tx<'_>, event: Event) -> Result<(), DbError> {
    diesel::insert_into(events::table)
        .values((
            events::id.eq(EventId::new()),
            events::at.eq(tx.now),
            events::name.eq(event.name),
            events::actor_kind.eq(tx.actor.kind()),
            events::actor_id.eq(tx.actor.id()),
            events::request_id.eq(tx.request),
            events::call_id.eq(event.call),
            events::application_id.eq(event.application),
            events::person_id.eq(event.person),
            events::invitation_id.eq(event.invitation),
            events::payload.eq(Json(serde_json::Value::Object(event.payload))),
        ))
        .execute(tx.conn)?;
    Ok(())
}
