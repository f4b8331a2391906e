//! Forms as pages show them: values kept, errors at the field and in a summary.

use crate::http::form::Fields;
use crate::http::problem::Problem;
use crate::i18n::Language;
use crate::kernel::failure::{Kind, Violation};

/// What a form shows: the values, and what is wrong with them.
#[derive(Debug, Clone, Default)]
pub(super) struct FormState {
    pub values: Fields,
    /// Field and sentence.
    pub errors: Vec<(String, String)>,
}

impl FormState {
    /// A form with its values as they are.
    pub(super) fn new(values: Vec<(&str, String)>) -> Self {
        Self {
            values: Fields(values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()),
            errors: Vec::new(),
        }
    }

    /// The form again, after a failure that is about its input; any other failure is passed on.
    pub(super) fn again(values: Fields, problem: Problem, language: Language) -> Result<Self, Problem> {
        match problem.kind {
            Kind::Invalid if !problem.violations.is_empty() => {
                Ok(Self { errors: sentences(&problem.violations, language), values })
            }
            Kind::Invalid | Kind::Conflict | Kind::Stale => {
                Ok(Self { errors: vec![(String::new(), problem.text(language))], values })
            }
            _ => Err(problem),
        }
    }

    /// The value of a field.
    pub(super) fn value(&self, name: &str) -> &str {
        self.values.text(name)
    }

    /// Whether a field has this value, for radio buttons, boxes and lists.
    pub(super) fn is(&self, name: &str, value: &str) -> bool {
        self.values.all(name).contains(&value)
    }

    /// What is wrong with a field.
    pub(super) fn error(&self, name: &str) -> Option<&str> {
        self.errors.iter().find(|(field, _)| field == name).map(|(_, text)| text.as_str())
    }
}

/// What is wrong with the one file of a form, whose field is `file`; any other failure is passed on.
pub(super) fn file_errors(problem: Problem, language: Language) -> Result<Vec<(String, String)>, Problem> {
    let texts = match problem.kind {
        Kind::Invalid if !problem.violations.is_empty() => {
            problem.violations.iter().map(|violation| language.violation(violation)).collect()
        }
        Kind::Invalid | Kind::TooLarge => vec![problem.text(language)],
        _ => return Err(problem),
    };
    Ok(texts.into_iter().map(|text| ("file".to_owned(), text)).collect())
}

/// Violations by the name of the form's field: `/people/0/name` is `people-0-name`.
fn sentences(violations: &[Violation], language: Language) -> Vec<(String, String)> {
    violations
        .iter()
        .map(|violation| (violation.field.trim_start_matches('/').replace('/', "-"), language.violation(violation)))
        .collect()
}
