//! Checks input field by field and collects every rule that is broken, so that all are told at once.

use crate::kernel::email::EmailAddress;
use crate::kernel::failure::{Violation, Violations};
use crate::kernel::place::{CountryCode, Orcid};
use crate::kernel::text;
use std::fmt::Display;
use std::ops::RangeInclusive;
use std::str::FromStr;

/// Collects violations while an input is read.
#[derive(Debug, Default)]
pub struct Check {
    prefix: String,
    found: Vec<Violation>,
}

impl Check {
    /// Nothing found yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// For a part of the input; every field lies below `prefix`, a JSON pointer such as `/people/0`.
    pub fn below(prefix: impl Into<String>) -> Self {
        Self { prefix: prefix.into(), found: Vec::new() }
    }

    /// Notes that `field` breaks the rule `code`.
    pub fn fail(&mut self, field: &str, code: &'static str) {
        let violation = Violation::new(self.pointer(field), code);
        self.found.push(violation);
    }

    /// Notes a violation that carries values.
    pub fn fail_with(&mut self, field: &str, code: &'static str, name: &'static str, value: impl Display) {
        let violation = Violation::new(self.pointer(field), code).with(name, value);
        self.found.push(violation);
    }

    fn pointer(&self, field: &str) -> String {
        format!("{}/{field}", self.prefix)
    }

    /// What is wrong so far.
    pub fn failed(&self) -> bool {
        !self.found.is_empty()
    }

    /// Takes over what a check of a part found.
    pub fn absorb(&mut self, other: Self) {
        self.found.extend(other.found);
    }

    /// One line of text: trimmed, inner white space folded, no control characters, within a length in characters.
    /// An empty text is allowed where the range starts at 0.
    pub fn line(&mut self, field: &str, value: &str, length: RangeInclusive<usize>) -> String {
        let line = text::one_line(value);
        self.sized(field, value, line, length)
    }

    /// Several lines of text: line ends unified, no other control characters, within a length in characters.
    pub fn prose(&mut self, field: &str, value: &str, length: RangeInclusive<usize>) -> String {
        let prose = text::prose(value);
        self.sized(field, value, prose, length)
    }

    fn sized(&mut self, field: &str, raw: &str, clean: String, length: RangeInclusive<usize>) -> String {
        let count = clean.chars().count();
        if text::has_control(raw) {
            self.fail(field, "control_character");
        } else if count == 0 && *length.start() > 0 {
            self.fail(field, "required");
        } else if count < *length.start() {
            self.fail_with(field, "too_short", "min", length.start());
        } else if count > *length.end() {
            self.fail_with(field, "too_long", "max", length.end());
        }
        clean
    }

    /// A whole number within a range.
    pub fn number(&mut self, field: &str, value: i32, range: RangeInclusive<i32>) -> i32 {
        if !range.contains(&value) {
            let violation =
                Violation::new(self.pointer(field), "out_of_range").with("min", range.start()).with("max", range.end());
            self.found.push(violation);
        }
        value
    }

    /// Text that must be one of some kind (an enum, a date, an id); `code` names the rule.
    pub fn parse<T: FromStr>(&mut self, field: &str, value: &str, code: &'static str) -> Option<T> {
        let value = value.trim();
        if value.is_empty() {
            self.fail(field, "required");
            return None;
        }
        let parsed = value.parse().ok();
        if parsed.is_none() {
            self.fail(field, code);
        }
        parsed
    }

    /// As [`Self::parse`], where the field may be left empty.
    pub fn parse_optional<T: FromStr>(&mut self, field: &str, value: Option<&str>, code: &'static str) -> Option<T> {
        let value = value.map(str::trim).filter(|value| !value.is_empty())?;
        self.parse(field, value, code)
    }

    /// An e-mail address.
    pub fn email(&mut self, field: &str, value: &str) -> Option<EmailAddress> {
        self.parse(field, value, "email")
    }

    /// An ORCID iD, bare or as a URL; may be absent.
    pub fn orcid(&mut self, field: &str, value: Option<&str>) -> Option<Orcid> {
        self.parse_optional(field, value, "orcid")
    }

    /// A country or region by its ISO 3166-1 alpha-2 code; may be absent.
    pub fn country(&mut self, field: &str, value: Option<&str>) -> Option<CountryCode> {
        self.parse_optional(field, value, "country")
    }

    /// The value if nothing was found, else everything that was.
    pub fn finish<T>(self, value: impl FnOnce() -> Option<T>) -> Result<T, Violations> {
        if self.found.is_empty()
            && let Some(value) = value()
        {
            return Ok(value);
        }
        Err(Violations(self.found))
    }

    /// Everything that was found.
    pub fn into_violations(self) -> Violations {
        Violations(self.found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_broken_rule_is_told_at_once_with_its_place() {
        let mut check = Check::below("/people/0");
        check.line("name", "  ", 1..=10);
        check.line("title", "far too long a title", 1..=10);
        check.number("load", 0, 1..=5);
        check.line("note", "a\u{0}b", 0..=10);
        let found = check.finish(|| Some(())).unwrap_err().0;
        let told: Vec<_> = found.iter().map(|v| (v.field.as_str(), v.code)).collect();
        assert_eq!(
            told,
            [
                ("/people/0/name", "required"),
                ("/people/0/title", "too_long"),
                ("/people/0/load", "out_of_range"),
                ("/people/0/note", "control_character"),
            ]
        );
    }
}
