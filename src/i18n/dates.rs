//! Instants and days as people read them.

use super::Language;
use crate::kernel::time::{Day, UtcTime};
use jiff::civil::Weekday;
use jiff::tz::TimeZone;

/// An instant on the wall clock of a zone, with the weekday and the zone's short name:
/// “Friday 19 February 2027, 17:00 JST”, 「2027年2月19日（金） 17:00 JST」.
pub fn moment_line(language: Language, time: UtcTime, zone: &TimeZone) -> String {
    let local = time.in_zone(zone);
    let clock = local.strftime("%H:%M %Z");
    match language {
        Language::En => format!("{}, {clock}", date_text(language, local.date())),
        Language::Ja => format!("{} {clock}", date_text(language, local.date())),
    }
}

/// The same without weekday and month name, for tables: “2027-02-19 17:00 JST”.
pub fn date_line(time: UtcTime, zone: &TimeZone) -> String {
    time.in_zone(zone).strftime("%Y-%m-%d %H:%M %Z").to_string()
}

/// A day: “Friday 19 February 2027”, 「2027年2月19日（金）」.
pub fn day_line(language: Language, day: Day) -> String {
    date_text(language, day.date())
}

fn date_text(language: Language, date: jiff::civil::Date) -> String {
    match language {
        Language::En => date.strftime("%A %-d %B %Y").to_string(),
        Language::Ja => {
            let weekday = match date.weekday() {
                Weekday::Monday => '月',
                Weekday::Tuesday => '火',
                Weekday::Wednesday => '水',
                Weekday::Thursday => '木',
                Weekday::Friday => '金',
                Weekday::Saturday => '土',
                Weekday::Sunday => '日',
            };
            format!("{}年{}月{}日（{weekday}）", date.year(), date.month(), date.day())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_reads_in_both_languages() {
        let tokyo = TimeZone::get("Asia/Tokyo").unwrap();
        let due: UtcTime = "2027-02-19T08:00:00Z".parse().unwrap();
        assert_eq!(moment_line(Language::En, due, &tokyo), "Friday 19 February 2027, 17:00 JST");
        assert_eq!(moment_line(Language::Ja, due, &tokyo), "2027年2月19日（金） 17:00 JST");
    }
}
