//! Codes of the field: countries and regions, ORCID iDs, time zones.

use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Text;
use std::fmt;
use std::str::FromStr;

/// The text was not such a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not such a code")]
pub struct InvalidCode;

macro_rules! text_code {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, AsExpression, FromSqlRow)]
        #[diesel(sql_type = Text)]
        pub struct $name(String);

        impl $name {
            /// The code.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(&self.0)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }

        impl<DB> ToSql<Text, DB> for $name
        where
            DB: diesel::backend::Backend,
            str: ToSql<Text, DB>,
        {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
                self.0.as_str().to_sql(out)
            }
        }

        impl<DB> FromSql<Text, DB> for $name
        where
            DB: diesel::backend::Backend,
            String: FromSql<Text, DB>,
        {
            fn from_sql(value: DB::RawValue<'_>) -> deserialize::Result<Self> {
                Ok(Self(String::from_sql(value)?))
            }
        }
    };
}

text_code! {
    /// A country or region, ISO 3166-1 alpha-2, in capitals.
    CountryCode
}
text_code! {
    /// An ORCID iD in its bare form `0000-0002-1825-0097`, check digit verified (ISO 7064 MOD 11-2).
    Orcid
}

impl CountryCode {
    /// Whether this is Japan: who is affiliated there now is no overseas reviewer.
    pub fn is_japan(&self) -> bool {
        self.0 == "JP"
    }
}

impl FromStr for CountryCode {
    type Err = InvalidCode;

    fn from_str(text: &str) -> Result<Self, InvalidCode> {
        let code = text.trim().to_ascii_uppercase();
        // Kosovo has a user-assigned code that OpenAlex and ROR use.
        if code == "XK" || (code.len() == 2 && rust_iso3166::from_alpha2(&code).is_some()) {
            Ok(Self(code))
        } else {
            Err(InvalidCode)
        }
    }
}

impl FromStr for Orcid {
    type Err = InvalidCode;

    fn from_str(text: &str) -> Result<Self, InvalidCode> {
        let text = text.trim();
        let bare = text.rsplit('/').next().unwrap_or(text).to_ascii_uppercase();
        let digits: Vec<u32> = bare
            .bytes()
            .filter(|b| *b != b'-')
            .map(|b| match b {
                b'0'..=b'9' => Ok(u32::from(b - b'0')),
                b'X' => Ok(10),
                _ => Err(InvalidCode),
            })
            .collect::<Result<_, _>>()?;
        let [body @ .., check] = digits.as_slice() else { return Err(InvalidCode) };
        if body.len() != 15 || body.contains(&10) {
            return Err(InvalidCode);
        }
        let total = body.iter().fold(0, |total, digit| (total + digit) * 2 % 11);
        if (12 - total) % 11 != *check {
            return Err(InvalidCode);
        }
        let plain: String = bare.chars().filter(|c| *c != '-').collect();
        Ok(Self(format!("{}-{}-{}-{}", &plain[..4], &plain[4..8], &plain[8..12], &plain[12..])))
    }
}

/// A time zone of the IANA database by name, or why not.
pub fn time_zone(name: &str) -> Result<jiff::tz::TimeZone, InvalidCode> {
    jiff::tz::TimeZone::get(name.trim()).map_err(|_| InvalidCode)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_orcid_is_verified_by_its_check_digit() {
        let id: Orcid = "https://orcid.org/0000-0002-1825-0097".parse().unwrap();
        assert_eq!(id.as_str(), "0000-0002-1825-0097");
        assert!("0000-0002-1694-233X".parse::<Orcid>().is_ok());
        assert!("0000-0002-1825-0098".parse::<Orcid>().is_err());
        assert!("not an iD".parse::<Orcid>().is_err());
    }

    #[test]
    fn a_country_is_an_iso_code() {
        assert!("jp".parse::<CountryCode>().unwrap().is_japan());
        assert!("XX".parse::<CountryCode>().is_err());
        assert!("JPN".parse::<CountryCode>().is_err());
    }
}
