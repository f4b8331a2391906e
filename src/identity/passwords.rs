//! Passwords: argon2id with the configured cost.

use super::model::IdentityError;
use crate::config::Security;
use crate::kernel::check::Check;
use crate::kernel::failure::Violations;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use std::sync::Arc;

/// Hashes and verifies passwords (RFC 9106). Takes tens of milliseconds and 19 MiB by default: call it
/// on a blocking thread.
#[derive(Debug, Clone)]
pub struct Passwords {
    argon2: Argon2<'static>,
    /// A hash of nothing in particular, verified where the account is unknown.
    decoy: Arc<str>,
}

impl Passwords {
    /// With the configured cost; fails where the parameters are out of range.
    pub fn new(security: &Security) -> Result<Self, IdentityError> {
        let params = Params::new(security.password_memory_kib, security.password_passes, 1, None)
            .map_err(|_| IdentityError::Broken)?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let decoy = argon2.hash_password(b"nobody's password").map_err(|_| IdentityError::Broken)?;
        Ok(Self { argon2, decoy: decoy.to_string().into() })
    }

    /// The hash to store, in PHC string format.
    pub fn hash(&self, password: &str) -> Result<String, IdentityError> {
        let hash = self.argon2.hash_password(password.as_bytes()).map_err(|_| IdentityError::Broken)?;
        Ok(hash.to_string())
    }

    /// Whether the password is that of the hash; with no hash it is not, in the same time.
    pub fn verify(&self, password: &str, hash: Option<&str>) -> bool {
        let Ok(parsed) = PasswordHash::new(hash.unwrap_or(&self.decoy)) else { return false };
        let good = self.argon2.verify_password(password.as_bytes(), &parsed).is_ok();
        good && hash.is_some()
    }

    /// A password of 12 to 200 characters, as NIST SP 800-63B asks: length, no composition rules.
    pub fn check(password: &str) -> Result<(), Violations> {
        let mut check = Check::new();
        check.line("password", password, 12..=200);
        check.finish(|| Some(()))
    }
}
