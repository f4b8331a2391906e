//! Who may come in: accounts, passwords, sessions of pages, keys and short-lived tokens of programs.
//!
//! Every proof becomes an [`Actor`](crate::kernel::actor::Actor) here. Secrets are stored as hashes
//! and shown once. An unknown name and a wrong password look alike and take the same time.

mod access_tokens;
mod actions;
mod model;
mod passwords;
mod store;

pub use access_tokens::{AccessTokens, GivenToken};
pub use actions::{
    api_key_actor, create_account, issue_api_key, open_session, revoke_api_key, session_account, set_language, sign_in,
    sign_out, token_actor,
};
pub use model::{Account, ApiKey, IdentityError, IssuedKey, NewAccount, NewApiKey};
pub use passwords::Passwords;
pub use store::{accounts, any_account, api_keys};
