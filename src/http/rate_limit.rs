//! How often one address may try to sign in, and open reviewers' links.

use super::problem::Problem;
use crate::config::Http;
use crate::kernel::failure::Kind;
use actix_web::HttpRequest;
use actix_web::dev::Payload;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::future::{Ready, ready};
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};

/// Counts by address, in this process.
#[derive(Debug)]
pub struct Limits {
    sign_in: DefaultKeyedRateLimiter<IpAddr>,
    links: DefaultKeyedRateLimiter<IpAddr>,
    proxies: Vec<IpAddr>,
    asked: AtomicU32,
}

/// After so many requests the addresses that were quiet are forgotten.
const FORGET_EVERY: u32 = 1024;

impl Limits {
    /// With the configured limits.
    pub fn new(http: &Http) -> Self {
        let a_minute = |count: u32| Quota::per_minute(NonZeroU32::new(count).unwrap_or(NonZeroU32::MIN));
        Self {
            sign_in: RateLimiter::keyed(a_minute(http.sign_in_per_minute)),
            links: RateLimiter::keyed(a_minute(http.links_per_minute)),
            asked: AtomicU32::new(0),
            proxies: http.trusted_proxies.split(',').filter_map(|proxy| proxy.trim().parse().ok()).collect(),
        }
    }

    /// Forgets now and then the addresses that were quiet long enough.
    fn forget_quiet(&self) {
        if self.asked.fetch_add(1, Ordering::Relaxed).is_multiple_of(FORGET_EVERY) {
            self.sign_in.retain_recent();
            self.links.retain_recent();
        }
    }

    /// The address of whoever asks; behind a proxy that we trust, what it says.
    fn address(&self, request: &HttpRequest) -> Option<IpAddr> {
        let peer = request.peer_addr()?.ip();
        if !self.proxies.contains(&peer) {
            return Some(peer);
        }
        let forwarded = request.headers().get("x-forwarded-for")?.to_str().ok()?;
        forwarded.rsplit(',').next()?.trim().parse().ok().or(Some(peer))
    }
}

fn too_many() -> Problem {
    Problem::new(Kind::TooMany, "too_many_requests")
}

macro_rules! limited {
    ($($(#[$doc:meta])* $name:ident: $limiter:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub struct $name;

        impl actix_web::FromRequest for $name {
            type Error = Problem;
            type Future = Ready<Result<Self, Problem>>;

            fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
                let Some(limits) = request.app_data::<actix_web::web::Data<Limits>>() else { return ready(Ok(Self)) };
                limits.forget_quiet();
                let within = limits.address(request).is_none_or(|address| limits.$limiter.check_key(&address).is_ok());
                ready(if within { Ok(Self) } else { Err(too_many()) })
            }
        }
    )+};
}

limited! {
    /// In a handler's signature: counts an attempt to sign in.
    SignInAttempt: sign_in;
    /// In a handler's signature: counts a request to a reviewer's link.
    LinkRequest: links;
}
