//! The registry of typed ids.
//!
//! In the database an id is a UUID version 7; everywhere else it is a `TypeID`: a prefix that says
//! what it names and 26 characters of Crockford base32, such as `call_01h455vb4pex5vsknk084sn02q`.

use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// The text was not an id of the wanted kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an id that starts with “{prefix}_”")]
pub struct InvalidId {
    /// The prefix that was wanted.
    pub prefix: &'static str,
}

/// Crockford's base32 in lower case, as `TypeID` 0.3 wants it.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// 128 bits as 26 characters.
fn encode(id: Uuid) -> String {
    let bits = id.as_u128();
    (0..26).rev().map(|place| char::from(ALPHABET[(bits >> (5 * place)) as usize & 31])).collect()
}

/// 26 characters as 128 bits; the first may hold three bits only.
fn decode(text: &str) -> Option<Uuid> {
    if text.len() != 26 || !(b'0'..=b'7').contains(text.as_bytes().first()?) {
        return None;
    }
    let bits = text.bytes().try_fold(0_u128, |bits, byte| {
        let digit = ALPHABET.iter().position(|letter| *letter == byte)?;
        Some(bits << 5 | digit as u128)
    })?;
    Some(Uuid::from_u128(bits))
}

fn write(f: &mut fmt::Formatter<'_>, prefix: &str, id: Uuid) -> fmt::Result {
    write!(f, "{prefix}_{}", encode(id))
}

fn parse(prefix: &'static str, text: &str) -> Result<Uuid, InvalidId> {
    text.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('_')).and_then(decode).ok_or(InvalidId { prefix })
}

macro_rules! typed_ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord,
                 diesel::expression::AsExpression, diesel::deserialize::FromSqlRow)]
        #[diesel(sql_type = crate::kernel::sql::DbUuid)]
        pub struct $name(Uuid);

        impl $name {
            /// What the text form starts with.
            pub const PREFIX: &'static str = $prefix;

            /// A new id, later in order than all that this process made before.
            #[expect(clippy::new_without_default, reason = "two defaults would not be equal")]
            pub fn new() -> Self {
                Self(Uuid::now_v7())
            }

            /// The bare UUID.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write(f, $prefix, self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write(f, $prefix, self.0)
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                parse($prefix, text).map(Self)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }

        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .pattern(Some(concat!("^", $prefix, "_[0-7][0-9a-hjkmnp-tv-z]{25}$")))
                    .into()
            }
        }

        impl utoipa::ToSchema for $name {}

        const _: () = {
            use diesel::deserialize::{self, FromSql};
            use diesel::pg::{Pg, PgValue};
            use diesel::serialize::{self, IsNull, Output, ToSql};
            use diesel::sqlite::{Sqlite, SqliteValue};
            use crate::kernel::sql::DbUuid;

            impl ToSql<DbUuid, Pg> for $name {
                fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
                    ToSql::<diesel::sql_types::Uuid, Pg>::to_sql(&self.0, out)
                }
            }
            impl FromSql<DbUuid, Pg> for $name {
                fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
                    <Uuid as FromSql<diesel::sql_types::Uuid, Pg>>::from_sql(value).map(Self)
                }
            }
            impl ToSql<DbUuid, Sqlite> for $name {
                fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
                    out.set_value(self.0.to_string());
                    Ok(IsNull::No)
                }
            }
            impl FromSql<DbUuid, Sqlite> for $name {
                fn from_sql(mut value: SqliteValue<'_, '_, '_>) -> deserialize::Result<Self> {
                    Ok(Self(Uuid::try_parse(value.read_text())?))
                }
            }
        };
    )+
        /// Calls `$then!` with the name of every id type, so that the database layer can join the backends.
        macro_rules! for_every_id {
            ($then:ident) => { $($then!($name, DbUuid);)+ };
        }
        pub(crate) use for_every_id;
    };
}

typed_ids! {
    /// Somebody who signs in: a programme officer or an administrator.
    AccountId = "acc";
    /// A key with which a program signs in.
    ApiKeyId = "key";
    /// A person in the pool of candidates.
    PersonId = "per";
    /// One name of a person.
    PersonNameId = "pnm";
    /// One e-mail address of a person.
    PersonEmailId = "eml";
    /// One affiliation of a person.
    AffiliationId = "aff";
    /// A publication.
    PublicationId = "pub";
    /// A call for applications.
    CallId = "call";
    /// An application to a call.
    ApplicationId = "app";
    /// A person named on an application.
    ApplicationPersonId = "apn";
    /// Somebody whom the applicants ask to leave out.
    ExclusionId = "exc";
    /// A place on the shortlist of an application.
    ShortlistEntryId = "sle";
    /// An invitation of one person to review for one call.
    InvitationId = "inv";
    /// A link in a letter that lets its reader act without signing in.
    LinkId = "lnk";
    /// A signed confidentiality undertaking.
    UndertakingId = "und";
    /// One version of a declaration of interests.
    DeclarationId = "dcl";
    /// An officer's decision on a conflict of interest.
    DecisionId = "dec";
    /// A proposed set of changes to the assignments of a call.
    PlanId = "pln";
    /// A reviewer assigned to an application.
    AssignmentId = "asg";
    /// A letter in the outbox.
    MessageId = "msg";
    /// An entry of the history.
    EventId = "evt";
    /// One request or one run of a job.
    RequestId = "req";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_and_names_its_kind() {
        let id = CallId::new();
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(id.to_string().parse::<PersonId>(), Err(InvalidId { prefix: "per" }));
    }

    #[test]
    fn the_text_is_that_of_the_type_id_specification() {
        // Valid vectors of the TypeID specification 0.3.
        let id: Uuid = "01890a5d-ac96-774b-bcce-b302099a8057".parse().unwrap();
        assert_eq!(encode(id), "01h455vb4pex5vsknk084sn02q");
        assert_eq!(decode("7zzzzzzzzzzzzzzzzzzzzzzzzz"), Some(Uuid::max()));
        assert_eq!(decode("8zzzzzzzzzzzzzzzzzzzzzzzzz"), None);
        assert_eq!(decode("01H455VB4PEX5VSKNK084SN02Q"), None);
    }
}
