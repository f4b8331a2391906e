//! Instants, days, fiscal years and the clock.

use crate::kernel::sql::DbTime;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::pg::data_types::PgTimestamp;
use diesel::pg::{Pg, PgValue};
use diesel::serialize::{self, IsNull, Output, ToSql};
use diesel::sql_types::{Text, Timestamptz};
use diesel::sqlite::{Sqlite, SqliteValue};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// An instant in UTC, in whole microseconds (what PostgreSQL keeps).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, AsExpression, FromSqlRow)]
#[diesel(sql_type = DbTime)]
pub struct UtcTime(Timestamp);

/// 2000-01-01T00:00:00Z, from which PostgreSQL counts.
const PG_EPOCH_MICROS: i64 = 946_684_800_000_000;

impl UtcTime {
    /// The instant that lies `micros` microseconds after 1970-01-01T00:00:00Z.
    pub fn from_micros(micros: i64) -> Option<Self> {
        Timestamp::from_microsecond(micros).ok().map(Self)
    }

    /// Microseconds after 1970-01-01T00:00:00Z.
    pub fn micros(self) -> i64 {
        self.0.as_microsecond()
    }

    /// Whole seconds after 1970-01-01T00:00:00Z.
    pub fn seconds(self) -> i64 {
        self.0.as_second()
    }

    /// The instant `seconds` later (earlier where negative), held within what can be shown.
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(SignedDuration::from_secs(seconds)).unwrap_or(self.0))
    }

    /// The instant `days` times 24 hours later.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        self.plus_seconds(days * 86_400)
    }

    /// The wall clock in a time zone.
    pub fn in_zone(self, zone: &TimeZone) -> jiff::Zoned {
        self.0.to_zoned(zone.clone())
    }

    /// The calendar day in a time zone.
    pub fn day_in(self, zone: &TimeZone) -> Day {
        Day(self.in_zone(zone).date())
    }
}

impl From<Timestamp> for UtcTime {
    fn from(time: Timestamp) -> Self {
        Self(Timestamp::from_microsecond(time.as_microsecond()).unwrap_or(time))
    }
}

impl fmt::Display for UtcTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for UtcTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for UtcTime {
    type Err = jiff::Error;

    /// RFC 3339 with an offset.
    fn from_str(text: &str) -> Result<Self, jiff::Error> {
        text.parse::<Timestamp>().map(Self::from)
    }
}

impl serde::Serialize for UtcTime {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for UtcTime {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Timestamp::deserialize(from).map(Self::from)
    }
}

impl utoipa::PartialSchema for UtcTime {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        string_schema(utoipa::openapi::KnownFormat::DateTime)
    }
}
impl utoipa::ToSchema for UtcTime {}

fn string_schema(format: utoipa::openapi::KnownFormat) -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
    utoipa::openapi::ObjectBuilder::new()
        .schema_type(utoipa::openapi::schema::Type::String)
        .format(Some(utoipa::openapi::SchemaFormat::KnownFormat(format)))
        .into()
}

impl ToSql<DbTime, Pg> for UtcTime {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        let value = PgTimestamp(self.micros() - PG_EPOCH_MICROS);
        ToSql::<Timestamptz, Pg>::to_sql(&value, &mut out.reborrow())
    }
}

impl FromSql<DbTime, Pg> for UtcTime {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        let PgTimestamp(micros) = <PgTimestamp as FromSql<Timestamptz, Pg>>::from_sql(value)?;
        Self::from_micros(micros + PG_EPOCH_MICROS).ok_or_else(|| "time out of range".into())
    }
}

impl ToSql<DbTime, Sqlite> for UtcTime {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        // Of fixed width, so that the order of the texts is the order of the instants.
        out.set_value(self.0.strftime("%Y-%m-%dT%H:%M:%S%.6fZ").to_string());
        Ok(IsNull::No)
    }
}

impl FromSql<DbTime, Sqlite> for UtcTime {
    fn from_sql(mut value: SqliteValue<'_, '_, '_>) -> deserialize::Result<Self> {
        Ok(value.read_text().parse()?)
    }
}

/// A calendar day without a time zone, stored as ISO 8601 text.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct Day(Date);

impl Day {
    /// The civil date.
    pub fn date(self) -> Date {
        self.0
    }

    /// The Gregorian year.
    pub fn year(self) -> i32 {
        i32::from(self.0.year())
    }

    /// The day `days` later.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        Self(self.0.saturating_add(days.days()))
    }

    /// The instant at which a wall clock in `zone` shows this day and `hour`:`minute`; in a gap the later reading.
    pub fn at(self, hour: i8, minute: i8, zone: &TimeZone) -> Option<UtcTime> {
        let time = jiff::civil::Time::new(hour, minute, 0, 0).ok()?;
        Some(self.0.to_datetime(time).to_zoned(zone.clone()).ok()?.timestamp().into())
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Self(date)
    }
}

impl FromStr for Day {
    type Err = jiff::Error;

    fn from_str(text: &str) -> Result<Self, jiff::Error> {
        text.parse().map(Self)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl serde::Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Date::deserialize(from).map(Self)
    }
}

impl utoipa::PartialSchema for Day {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        string_schema(utoipa::openapi::KnownFormat::Date)
    }
}
impl utoipa::ToSchema for Day {}

impl ToSql<Text, Pg> for Day {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        let text = self.0.to_string();
        <String as ToSql<Text, Pg>>::to_sql(&text, &mut out.reborrow())
    }
}

impl ToSql<Text, Sqlite> for Day {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(self.0.to_string());
        Ok(IsNull::No)
    }
}

impl<DB> FromSql<Text, DB> for Day
where
    DB: diesel::backend::Backend,
    String: FromSql<Text, DB>,
{
    fn from_sql(value: DB::RawValue<'_>) -> deserialize::Result<Self> {
        Ok(String::from_sql(value)?.parse()?)
    }
}

/// A fiscal year that starts on 1 April, as Japan's public bodies count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FiscalYear(pub i32);

impl FiscalYear {
    /// The fiscal year that holds a day.
    pub fn of(day: Day) -> Self {
        Self(if day.0.month() >= 4 { day.year() } else { day.year() - 1 })
    }

    /// 1 April of the first of the last `count` fiscal years, this one counted
    /// (“in the past three fiscal years, including the one that …”).
    pub fn window_start(self, count: i32) -> Option<Day> {
        let year = i16::try_from(self.0 - count + 1).ok()?;
        Date::new(year, 4, 1).ok().map(Day)
    }
}

/// Where “now” comes from.
#[derive(Debug, Clone, Default)]
pub enum Clock {
    /// The machine's clock.
    #[default]
    System,
    /// A clock that only moves when it is told to, for tests.
    Manual(ManualClock),
}

impl Clock {
    /// The present instant.
    pub fn now(&self) -> UtcTime {
        match self {
            Self::System => Timestamp::now().into(),
            Self::Manual(clock) => clock.now(),
        }
    }
}

/// A clock set by hand, shared by everybody who holds a clone of it.
#[derive(Debug, Clone)]
pub struct ManualClock(Arc<AtomicI64>);

impl ManualClock {
    /// A clock that stands at `start`.
    pub fn at(start: UtcTime) -> Self {
        Self(Arc::new(AtomicI64::new(start.micros())))
    }

    /// What the clock shows.
    pub fn now(&self) -> UtcTime {
        UtcTime::from_micros(self.0.load(Ordering::SeqCst)).unwrap_or(UtcTime(Timestamp::MAX))
    }

    /// Moves the clock on by a number of seconds.
    pub fn advance(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1_000_000, Ordering::SeqCst);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn three_fiscal_years_include_the_present_one() {
        // Vectors of the agency's rule: a meeting in February 2019 lies in FY2018.
        let window = |text| FiscalYear::of(day(text)).window_start(3).unwrap();
        assert_eq!(window("2019-02-10"), day("2016-04-01"));
        assert_eq!(window("2019-04-10"), day("2017-04-01"));
    }

    #[test]
    fn an_instant_keeps_microseconds_only() {
        let time: UtcTime = "2026-01-02T03:04:05.123456789Z".parse().unwrap();
        assert_eq!(time.to_string(), "2026-01-02T03:04:05.123456Z");
    }

    #[test]
    fn a_deadline_is_the_wall_clock_of_its_zone() {
        let tokyo = TimeZone::get("Asia/Tokyo").unwrap();
        let due = day("2027-02-19").at(17, 0, &tokyo).unwrap();
        assert_eq!(due.to_string(), "2027-02-19T08:00:00Z");
    }
}
