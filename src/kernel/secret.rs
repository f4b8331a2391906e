//! Secrets: drawn from the operating system, shown once, stored as hashes.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};
use std::fmt;
use subtle::ConstantTimeEq as _;

/// The operating system gave no random bytes.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("the operating system gave no random bytes")]
pub struct NoEntropy;

/// A token of 256 bits as 43 characters of base64url. Neither `Debug` nor a log shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// A new token from the operating system's generator.
    pub fn random() -> Result<Self, NoEntropy> {
        let mut bytes = [0_u8; 32];
        getrandom::fill(&mut bytes).map_err(|_| NoEntropy)?;
        Ok(Self(URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// A token that somebody presents.
    pub fn presented(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The token itself, for the one place that may show it.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is stored instead of it. The token has 256 bits, so no slow hash is needed.
    pub fn hash(&self) -> String {
        hex(&Sha256::digest(self.0.as_bytes()))
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(..)")
    }
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        text.push(char::from_digit(u32::from(byte >> 4), 16).unwrap_or('0'));
        text.push(char::from_digit(u32::from(byte & 15), 16).unwrap_or('0'));
        text
    })
}

/// SHA-256 as lower-case hexadecimal: the fingerprint of a text or file.
pub fn fingerprint(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The key of this installation, from which the keys for single purposes are derived.
#[derive(Clone)]
pub struct MasterKey(Vec<u8>);

impl MasterKey {
    /// From the configured secret; at least 32 bytes.
    pub fn new(secret: &[u8]) -> Option<Self> {
        (secret.len() >= 32).then(|| Self(secret.to_vec()))
    }

    /// A message authentication code (HMAC-SHA-256) of `parts` for one purpose.
    pub fn mac(&self, purpose: &str, parts: &[&str]) -> [u8; 32] {
        // HMAC takes keys of any length, so this cannot fail; an empty result would fail every comparison.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) else { return [0; 32] };
        for part in std::iter::once(&purpose).chain(parts) {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part.as_bytes());
        }
        mac.finalize().into_bytes().into()
    }

    /// A token derived from what it stands for: the same each time, so only its hash need be stored
    /// and a letter can be given it at the moment of sending.
    pub fn derive_token(&self, purpose: &str, subject: &str) -> Token {
        Token(URL_SAFE_NO_PAD.encode(self.mac(purpose, &[subject])))
    }

    /// The same as text, for form keys.
    pub fn form_key(&self, subject: &str) -> String {
        URL_SAFE_NO_PAD.encode(&self.mac("form", &[subject])[..18])
    }
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MasterKey(..)")
    }
}

/// Whether two texts are equal, in a time that does not tell where they differ.
pub fn same(left: &str, right: &str) -> bool {
    left.as_bytes().ct_eq(right.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_derived_token_has_256_bits_and_one_purpose() {
        let key = MasterKey::new(&[7; 32]).unwrap();
        let token = key.derive_token("respond", "lnk_1");
        assert_eq!(token.reveal().len(), 43);
        assert_eq!(token, key.derive_token("respond", "lnk_1"));
        assert_ne!(token, key.derive_token("stop", "lnk_1"));
        assert_eq!(format!("{token:?}{key:?}"), "Token(..)MasterKey(..)");
    }
}
