//! Joins the backends of our own SQL types, so that they work through [`super::Conn`].

use super::conn::MultiBackend;
use crate::kernel::ids::{
    AccountId, AffiliationId, ApiKeyId, ApplicationId, ApplicationPersonId, AssignmentId, CallId, DecisionId,
    DeclarationId, EventId, ExclusionId, InvitationId, LinkId, MessageId, PersonEmailId, PersonId, PersonNameId,
    PlanId, PublicationId, RequestId, ShortlistEntryId, UndertakingId, for_every_id,
};
use crate::kernel::sql::{DbJson, DbTime, DbUuid, Json};
use crate::kernel::time::{Day, UtcTime};
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql};
use diesel::serialize::{self, IsNull, Output, ToSql};
use diesel::sql_types::{HasSqlType, Text};
use serde::{Serialize, de::DeserializeOwned};
use std::fmt::Debug;

macro_rules! sql_type {
    ($sql_type:ident) => {
        impl HasSqlType<$sql_type> for MultiBackend {
            fn metadata(lookup: &mut Self::MetadataLookup) -> Self::TypeMetadata {
                MultiBackend::lookup_sql_type::<$sql_type>(lookup)
            }
        }
    };
}
sql_type!(DbUuid);
sql_type!(DbTime);
sql_type!(DbJson);

macro_rules! join {
    ($value:ty, $sql_type:ident) => {
        impl ToSql<$sql_type, MultiBackend> for $value {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, MultiBackend>) -> serialize::Result {
                out.set_value(($sql_type, self));
                Ok(IsNull::No)
            }
        }
        join_from!($value, $sql_type);
    };
}
macro_rules! join_from {
    ($value:ty, $sql_type:ident) => {
        impl FromSql<$sql_type, MultiBackend> for $value {
            fn from_sql(value: <MultiBackend as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
                value.from_sql::<Self, $sql_type>()
            }
        }
    };
}
for_every_id!(join);
join!(UtcTime, DbTime);

impl ToSql<Text, MultiBackend> for Day {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, MultiBackend>) -> serialize::Result {
        out.set_value((Text, self));
        Ok(IsNull::No)
    }
}

impl<T> ToSql<DbJson, MultiBackend> for Json<T>
where
    T: Serialize + Debug + Send + Sync + 'static,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, MultiBackend>) -> serialize::Result {
        out.set_value((DbJson, self));
        Ok(IsNull::No)
    }
}

impl<T> FromSql<DbJson, MultiBackend> for Json<T>
where
    T: DeserializeOwned + Debug + 'static,
{
    fn from_sql(value: <MultiBackend as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        value.from_sql::<Self, DbJson>()
    }
}
