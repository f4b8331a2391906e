//! Short-lived tokens of programs: JSON Web Tokens (RFC 7519), signed with HMAC-SHA-256.

use super::model::IdentityError;
use crate::kernel::actor::Actor;
use crate::kernel::secret::MasterKey;
use crate::kernel::time::UtcTime;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};

const ISSUER: &str = "mekiki";
const AUDIENCE: &str = "mekiki-api";

#[derive(Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    /// The id of the account or key.
    sub: String,
    iat: i64,
    exp: i64,
}

/// Signs and verifies tokens. A token proves who asked for it; what they may do is looked up each time,
/// so revoking the account or key ends its tokens at once.
#[derive(Clone)]
pub struct AccessTokens {
    encoding: EncodingKey,
    decoding: DecodingKey,
    lifetime_seconds: i64,
}

impl std::fmt::Debug for AccessTokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AccessTokens(..)")
    }
}

/// A token just signed.
#[derive(Debug, Clone)]
pub struct GivenToken {
    /// The token.
    pub token: String,
    /// Seconds it is good for.
    pub expires_in: i64,
}

impl AccessTokens {
    /// With a key derived from the installation's and a lifetime in minutes.
    pub fn new(master: &MasterKey, lifetime_minutes: i64) -> Self {
        let key = master.mac("access token", &[]);
        Self {
            encoding: EncodingKey::from_secret(&key),
            decoding: DecodingKey::from_secret(&key),
            lifetime_seconds: lifetime_minutes * 60,
        }
    }

    /// A token for an actor, from now.
    pub fn sign(&self, actor: &Actor, now: UtcTime) -> Result<GivenToken, IdentityError> {
        let claims = Claims {
            iss: ISSUER.to_owned(),
            aud: AUDIENCE.to_owned(),
            sub: actor.id(),
            iat: now.seconds(),
            exp: now.seconds() + self.lifetime_seconds,
        };
        let token = jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &self.encoding)
            .map_err(|_| IdentityError::Broken)?;
        Ok(GivenToken { token, expires_in: self.lifetime_seconds })
    }

    /// Whose token it is, if it is ours and has not ended by `now`.
    pub fn subject(&self, token: &str, now: UtcTime) -> Option<String> {
        let mut rules = Validation::new(Algorithm::HS256);
        rules.set_issuer(&[ISSUER]);
        rules.set_audience(&[AUDIENCE]);
        rules.set_required_spec_claims(&["exp", "aud", "iss", "sub"]);
        // Our clock decides, not the library's.
        rules.validate_exp = false;
        let claims = jsonwebtoken::decode::<Claims>(token, &self.decoding, &rules).ok()?.claims;
        (claims.exp > now.seconds()).then_some(claims.sub)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::actor::Role;
    use crate::kernel::ids::ApiKeyId;

    #[test]
    fn a_token_ends_and_belongs_to_one_installation() {
        let tokens = AccessTokens::new(&MasterKey::new(&[1; 32]).unwrap(), 15);
        let others = AccessTokens::new(&MasterKey::new(&[2; 32]).unwrap(), 15);
        let actor = Actor::Program { id: ApiKeyId::new(), role: Role::ReviewSystem };
        let now: UtcTime = "2026-11-22T00:00:00Z".parse().unwrap();
        let given = tokens.sign(&actor, now).unwrap();
        assert_eq!(given.expires_in, 900);
        assert_eq!(tokens.subject(&given.token, now), Some(actor.id()));
        assert_eq!(tokens.subject(&given.token, now.plus_seconds(900)), None);
        assert_eq!(others.subject(&given.token, now), None);
        assert_eq!(tokens.subject("e30.e30.", now), None);
    }
}
