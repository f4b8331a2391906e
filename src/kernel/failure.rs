//! Why something could not be done, told without HTTP.
//!
//! Every context has one error enum; it implements [`Failure`]. The one table that turns a [`Kind`]
//! into a status code is in `http::problem`. What a person reads comes from the catalogue of texts,
//! by the code.

use std::fmt;

/// What sort of failure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The input breaks a rule; see the violations.
    Invalid,
    /// Nobody has signed in, or the proof is not good.
    Unauthenticated,
    /// Whoever asks may know that it exists but may not do this.
    Forbidden,
    /// It does not exist, or whoever asks may not know that it does.
    NotFound,
    /// The state of the thing does not allow it.
    Conflict,
    /// The thing is there; this cannot be done to it.
    MethodNotAllowed,
    /// It was there and has ended.
    Gone,
    /// Somebody else changed it meanwhile.
    Stale,
    /// Too often, too fast.
    TooMany,
    /// Too large.
    TooLarge,
    /// A part of the system cannot be reached now.
    Unavailable,
    /// A fault of ours.
    Internal,
}

/// A failure that knows its kind and its stable code.
pub trait Failure: std::error::Error {
    /// What sort of failure it is.
    fn kind(&self) -> Kind;
    /// A stable code in `snake_case`, part of the API.
    fn code(&self) -> &'static str;
    /// The rules that the input broke, if it is that.
    fn violations(&self) -> &[Violation] {
        &[]
    }
}

/// One rule that one field of the input broke.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// Where: a JSON pointer into the input (RFC 6901), such as `/people/0/name`.
    pub field: String,
    /// Which rule: a stable code; the catalogue has a text `rule-{code}` for it.
    pub code: &'static str,
    /// Values that the text names.
    pub args: Vec<(&'static str, String)>,
}

impl Violation {
    /// A violation without values.
    pub fn new(field: impl Into<String>, code: &'static str) -> Self {
        Self { field: field.into(), code, args: Vec::new() }
    }

    /// With a value that the text names.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}

/// All rules that an input broke.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Violations(pub Vec<Violation>);

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, violation) in self.0.iter().enumerate() {
            let comma = if place == 0 { "" } else { ", " };
            write!(f, "{comma}{} {}", violation.field, violation.code)?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}

impl From<Violation> for Violations {
    fn from(violation: Violation) -> Self {
        Self(vec![violation])
    }
}

impl Failure for Violations {
    fn kind(&self) -> Kind {
        Kind::Invalid
    }
    fn code(&self) -> &'static str {
        "invalid_input"
    }
    fn violations(&self) -> &[Violation] {
        &self.0
    }
}

/// Why an actor may not do something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// Nobody has signed in.
    #[error("sign in first")]
    SignIn,
    /// The role does not allow it.
    #[error("this role may not do that")]
    Role,
    /// The thing belongs to somebody else; its existence is not told.
    #[error("not found")]
    Hidden,
}

impl Failure for Denied {
    fn kind(&self) -> Kind {
        match self {
            Self::SignIn => Kind::Unauthenticated,
            Self::Role => Kind::Forbidden,
            Self::Hidden => Kind::NotFound,
        }
    }
    fn code(&self) -> &'static str {
        match self {
            Self::SignIn => "not_signed_in",
            Self::Role => "role_not_allowed",
            Self::Hidden => "not_found",
        }
    }
}

/// Declares the error enum of a context: the variants every context has, and its own with their kind and code.
#[macro_export]
macro_rules! context_error {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $kind:ident $code:literal: $text:literal),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, thiserror::Error)]
        pub enum $name {
            $($(#[$doc])* #[error($text)] $variant,)*
            /// There is no such thing, or not for this actor.
            #[error("not found")]
            NotFound,
            /// The input breaks rules.
            #[error(transparent)]
            Invalid(#[from] $crate::kernel::failure::Violations),
            /// The actor may not do this.
            #[error(transparent)]
            Denied(#[from] $crate::kernel::failure::Denied),
            /// The database said no.
            #[error(transparent)]
            Db(#[from] $crate::db::DbError),
        }

        impl From<$crate::kernel::failure::Violation> for $name {
            fn from(violation: $crate::kernel::failure::Violation) -> Self {
                Self::Invalid(violation.into())
            }
        }

        impl From<diesel::result::Error> for $name {
            fn from(error: diesel::result::Error) -> Self {
                Self::Db(error.into())
            }
        }

        impl $crate::db::Retry for $name {
            fn is_transient(&self) -> bool {
                matches!(self, Self::Db(error) if error.is_transient())
            }
        }

        impl $crate::kernel::failure::Failure for $name {
            fn kind(&self) -> $crate::kernel::failure::Kind {
                match self {
                    $(Self::$variant => $crate::kernel::failure::Kind::$kind,)*
                    Self::NotFound => $crate::kernel::failure::Kind::NotFound,
                    Self::Invalid(why) => why.kind(),
                    Self::Denied(why) => why.kind(),
                    Self::Db(why) => why.kind(),
                }
            }
            fn code(&self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)*
                    Self::NotFound => "not_found",
                    Self::Invalid(why) => why.code(),
                    Self::Denied(why) => why.code(),
                    Self::Db(why) => why.code(),
                }
            }
            fn violations(&self) -> &[$crate::kernel::failure::Violation] {
                match self {
                    Self::Invalid(why) => why.violations(),
                    _ => &[],
                }
            }
        }
    };
}
