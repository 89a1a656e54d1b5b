//! When to try again: a pure decision.
//!
//! Input: how many attempts there were, and how the last one ended. Output: how long to wait, or to stop.
//! **Invariant:** the same input gives the same output; time and chance come in as values. Any input is decided on: nothing
//! here panics or overflows.

use super::TransportError;
use crate::endpoint::Headers;
use std::time::{Duration, SystemTime};

/// When to try again.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Retry {
    /// Attempts in all; 1: never again.
    pub attempts: u32,
    /// The wait before the second attempt, at most and at least half of it; doubled before each further one.
    pub base: Duration,
    /// The longest wait. A vendor that asks for a longer one (`Retry-After`) is not waited for.
    pub longest: Duration,
    /// Whether also `POST` and `PATCH` are tried again, which may then be carried out twice.
    pub non_idempotent: bool,
    /// What the jitter is made of; `None`: chance.
    pub seed: Option<u64>,
}

/// How an attempt ended.
#[derive(Clone, Copy)]
pub enum Outcome<'a> {
    /// With a refusal of the vendor.
    Refused {
        /// The HTTP status.
        status: u16,
        /// The headers of the answer.
        headers: &'a dyn Headers,
        /// Whether the catalogue says that the call may succeed later.
        retryable: bool,
    },
    /// Without an answer.
    Failed(&'a TransportError),
}

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Wait so long, then try again.
    Wait(Duration),
    /// Give up.
    Stop,
}

impl Default for Retry {
    /// Three attempts in all; half a second, doubled, at most 30 seconds; not `POST` and `PATCH`.
    fn default() -> Self {
        Self {
            attempts: 3,
            base: Duration::from_millis(500),
            longest: Duration::from_secs(30),
            non_idempotent: false,
            seed: None,
        }
    }
}

impl Retry {
    /// Never again.
    #[must_use]
    pub fn never() -> Self {
        Self {
            attempts: 1,
            ..Self::default()
        }
    }

    /// What to do after the attempt of this number, counted from 1.
    ///
    /// An attempt is worth another where the vendor is busy (status 408, 425, 429, 500, 502, 503 or 504, or the catalogue
    /// says so), or the connection failed in a way that passes. `POST` and `PATCH` are never tried again, unless
    /// [`non_idempotent`](Self::non_idempotent) allows it.
    ///
    /// The wait is what `Retry-After` asks for, exactly, and where that is more than [`longest`](Self::longest) the call is
    /// given up: a shorter wait would be refused again. Else it lies between half and the whole of
    /// [`base`](Self::base), doubled with each attempt, `longest` at most: where in between is decided by
    /// [`seed`](Self::seed), or by `chance` where that is `None`.
    #[must_use]
    pub fn decide(
        &self,
        attempt: u32,
        method: &http::Method,
        outcome: Outcome<'_>,
        chance: u64,
        now: SystemTime,
    ) -> Decision {
        let may_pass = match outcome {
            Outcome::Refused { status, retryable, .. } => retryable || is_busy(status),
            Outcome::Failed(error) => error.kind().is_retryable(),
        };
        let is_allowed = self.non_idempotent || method.is_idempotent();
        if !may_pass || !is_allowed || attempt >= self.attempts {
            return Decision::Stop;
        }
        let asked = match outcome {
            Outcome::Refused { headers, .. } => retry_after(headers, now),
            Outcome::Failed(_) => None,
        };
        match asked {
            Some(asked) if asked > self.longest => Decision::Stop,
            Some(asked) => Decision::Wait(asked),
            None => Decision::Wait(self.backoff(attempt, self.seed.unwrap_or(chance))),
        }
    }

    /// The wait after this attempt where the vendor asks for none.
    fn backoff(&self, attempt: u32, seed: u64) -> Duration {
        let doubled = 1_u32.checked_shl(attempt.saturating_sub(1)).unwrap_or(u32::MAX);
        let half = self.base.saturating_mul(doubled).min(self.longest) / 2;
        let nanos = u64::try_from(half.as_nanos()).unwrap_or(u64::MAX);
        // A fraction of `nanos`: the upper half of the product of two 64-bit numbers.
        let jitter = (u128::from(nanos) * u128::from(scatter(seed, attempt))) >> 64;
        half.saturating_add(Duration::from_nanos(u64::try_from(jitter).unwrap_or(u64::MAX)))
    }
}

/// Whether a status says that the server could not answer now: timeouts, too early, too many requests, faults.
pub(super) fn is_busy(status: u16) -> bool {
    matches!(status, 408 | 425 | 429 | 500 | 502 | 503 | 504)
}

/// Any 64 bits for each attempt, the same for the same seed: one step of SplitMix64.
fn scatter(seed: u64, attempt: u32) -> u64 {
    const STEP: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut bits = seed.wrapping_add(STEP.wrapping_mul(u64::from(attempt)));
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}

/// The wait that an answer asks for: `Retry-After`, in seconds or as a date of HTTP. A date that has passed is no wait; a
/// header that is neither counts as not there.
#[must_use]
pub fn retry_after(headers: &dyn Headers, now: SystemTime) -> Option<Duration> {
    let wait = |text: &str| {
        let text = text.trim();
        if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
            // More seconds than a number holds are forever.
            return Some(text.parse().map_or(Duration::MAX, Duration::from_secs));
        }
        let date = httpdate::parse_http_date(text).ok()?;
        Some(date.duration_since(now).unwrap_or(Duration::ZERO))
    };
    headers.get_all("retry-after").into_iter().find_map(wait)
}

#[cfg(test)]
mod tests;
