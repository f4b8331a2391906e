//! What people read: the catalogue of texts in English and Japanese, dates, names of countries.
//!
//! The texts are Fluent files, one folder a language, compiled in. A test holds both folders to the
//! same keys and variables. A key that is missing shows itself.

mod countries;
mod dates;

pub use countries::country_name;
pub use dates::{date_line, day_line, moment_line};
pub use fluent_bundle::FluentValue;

use crate::kernel::failure::Violation;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use std::sync::LazyLock;

text_enum! {
    /// A language of the pages and letters.
    #[derive(Default)]
    pub enum Language {
        /// English.
        #[default]
        En = "en",
        /// Japanese.
        Ja = "ja",
    }
}

type Bundle = FluentBundle<FluentResource>;

macro_rules! catalogue {
    ($folder:literal: $($file:literal),+) => {
        &[$((concat!($folder, "/", $file), include_str!(concat!($folder, "/", $file)))),+]
    };
}

const ENGLISH: &[(&str, &str)] = catalogue!("en": "common.ftl", "problems.ftl", "calls.ftl", "candidates.ftl", "invitations.ftl", "reviewer.ftl", "letters.ftl");
const JAPANESE: &[(&str, &str)] = catalogue!("ja": "common.ftl", "problems.ftl", "calls.ftl", "candidates.ftl", "invitations.ftl", "reviewer.ftl", "letters.ftl");

static BUNDLES: LazyLock<[Bundle; 2]> =
    LazyLock::new(|| [bundle(unic_langid::langid!("en-GB"), ENGLISH), bundle(unic_langid::langid!("ja"), JAPANESE)]);

fn bundle(language: unic_langid::LanguageIdentifier, files: &[(&str, &str)]) -> Bundle {
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    bundle.set_use_isolating(false);
    for (_, text) in files {
        // What parses is kept; a test shows what does not.
        let resource = FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(parsed, _)| parsed);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

impl Language {
    /// The text of a key.
    pub fn text(self, key: &str) -> String {
        self.text_with(key, &[])
    }

    /// The text of a key with values in it. `key.attribute` names an attribute.
    pub fn text_with(self, key: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        let bundle = match self {
            Self::En => &BUNDLES[0],
            Self::Ja => &BUNDLES[1],
        };
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let mut args = FluentArgs::new();
        for (name, value) in values {
            args.set((*name).to_owned(), value.clone());
        }
        bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }

    /// Which rule a field breaks, and the mend.
    pub fn violation(self, violation: &Violation) -> String {
        let values: Vec<_> =
            violation.args.iter().map(|(name, value)| (*name, FluentValue::from(value.as_str()))).collect();
        self.text_with(&format!("rule-{}", violation.code.replace('_', "-")), &values)
    }

    /// The first of the languages that a person accepts (RFC 9110, 12.5.4) which we have.
    pub fn accepted(header: Option<&str>) -> Option<Self> {
        let mut wanted: Vec<(f32, Self)> = header?
            .split(',')
            .filter_map(|range| {
                let mut parts = range.split(';');
                let tag = parts.next()?.trim().to_ascii_lowercase();
                let weight = parts.find_map(|part| part.trim().strip_prefix("q=")?.parse::<f32>().ok()).unwrap_or(1.0);
                let language = tag.split('-').next()?.parse().ok()?;
                Some((weight, language))
            })
            .collect();
        wanted.sort_by(|left, right| right.0.total_cmp(&left.0));
        wanted.first().map(|(_, language)| *language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// Key → the variables that its text names.
    fn keys(files: &[(&str, &str)]) -> BTreeMap<String, Vec<String>> {
        let mut found = BTreeMap::new();
        for (name, text) in files {
            if let Err((_, errors)) = FluentResource::try_new((*text).to_owned()) {
                panic!("{name}: {errors:?}");
            }
            let mut key = String::new();
            for line in text.lines() {
                if let Some((left, _)) = line.split_once(" =")
                    && !left.is_empty()
                    && left.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
                {
                    key = left.to_owned();
                    assert!(found.insert(key.clone(), Vec::new()).is_none(), "{key} stands twice");
                }
                let Some(variables) = found.get_mut(&key) else { continue };
                for part in line.split("{ $").skip(1) {
                    let variable = part.split([' ', '}', ',', ')']).next().unwrap_or_default().to_owned();
                    if !variables.contains(&variable) {
                        variables.push(variable);
                    }
                }
                variables.sort();
            }
        }
        found
    }

    #[test]
    fn both_languages_have_the_same_keys_and_variables() {
        let (english, japanese) = (keys(ENGLISH), keys(JAPANESE));
        for (key, variables) in &english {
            assert_eq!(japanese.get(key), Some(variables), "{key}");
        }
        for key in japanese.keys() {
            assert!(english.contains_key(key), "{key} is not in English");
        }
    }

    /// The source of every module but this one, without its tests.
    fn sources(folder: &std::path::Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("i18n/mod.rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                found.push(text.split("#[cfg(test)]").next().unwrap_or_default().to_owned());
            }
        }
    }

    /// What stands between the bracket that `text` starts behind and its end, cut at the commas of its level.
    fn arguments(text: &str) -> Vec<String> {
        let (mut parts, mut depth, mut quoted) = (vec![String::new()], 0, false);
        for c in text.chars() {
            match c {
                '"' => quoted = !quoted,
                '(' | '[' | '{' if !quoted => depth += 1,
                ')' | ']' | '}' if !quoted && depth == 0 => break,
                ')' | ']' | '}' if !quoted => depth -= 1,
                ',' if !quoted && depth == 0 => {
                    parts.push(String::new());
                    continue;
                }
                _ => {}
            }
            if let Some(part) = parts.last_mut() {
                part.push(c);
            }
        }
        parts
    }

    /// The literals in a piece of source that look like codes.
    fn codes(text: &str) -> impl Iterator<Item = &str> {
        let is_code =
            |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b"_8".contains(&b));
        text.split('"').skip(1).step_by(2).filter(is_code)
    }

    /// The codes that stand in one argument of every call of `name`.
    fn codes_in(sources: &[String], name: &str, argument: usize) -> Vec<String> {
        let calls = sources.iter().flat_map(|text| text.split(name).skip(1));
        calls
            .filter_map(|call| {
                arguments(call).get(argument).map(|part| codes(part).map(str::to_owned).collect::<Vec<_>>())
            })
            .flatten()
            .collect()
    }

    fn all_sources() -> Vec<String> {
        let mut found = Vec::new();
        sources(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
        found
    }

    fn assert_texts(prefix: &str, mut codes: Vec<String>, at_least: usize) {
        codes.sort();
        codes.dedup();
        assert!(codes.len() >= at_least, "only {codes:?}");
        let english = keys(ENGLISH);
        let mute: Vec<_> = codes
            .iter()
            .filter(|code| !english.contains_key(&format!("{prefix}-{}", code.replace('_', "-"))))
            .collect();
        assert!(mute.is_empty(), "no text {prefix}-… for {mute:?}");
    }

    #[test]
    fn every_failure_has_a_text() {
        let sources = all_sources();
        let mut found = codes_in(&sources, "Problem::new(", 1);
        for text in &sources {
            // `Variant = Kind "code": "text"` in a context's errors, and `(Kind::…, "code")`.
            for line in text.lines().filter(|line| line.contains("\": \"") && line.contains(" = ")) {
                found.extend(codes(line).take(1).map(str::to_owned));
            }
            for line in text.lines().filter(|line| line.contains("(Kind::")) {
                found.extend(codes(line).map(str::to_owned));
            }
            for body in text.split("fn code(&self) -> &'static str {").skip(1) {
                found.extend(codes(body.split("fn ").next().unwrap_or_default()).map(str::to_owned));
            }
        }
        assert_texts("problem", found, 30);
    }

    #[test]
    fn every_rule_has_a_text() {
        let sources = all_sources();
        let mut found = Vec::new();
        for (name, argument) in
            [("Violation::new(", 1), (".fail(", 1), (".fail_with(", 1), (".parse(", 2), (".parse_optional(", 2)]
        {
            found.extend(codes_in(&sources, name, argument));
        }
        // A rule that is chosen first and told later.
        for text in &sources {
            for line in text.lines().filter(|line| line.contains("let code = if") || line.contains("let rule = if")) {
                let chosen = line.split("{ ").skip(1).filter_map(|part| part.split(" }").next());
                found.extend(chosen.flat_map(codes).map(str::to_owned));
            }
        }
        assert_texts("rule", found, 35);
    }

    #[test]
    fn the_best_accepted_language_is_found() {
        assert_eq!(Language::accepted(Some("fr, ja;q=0.8, en-US;q=0.9")), Some(Language::En));
        assert_eq!(Language::accepted(Some("ja-JP")), Some(Language::Ja));
        assert_eq!(Language::accepted(Some("de")), None);
    }
}
