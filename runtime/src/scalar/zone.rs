//! Offsets of zones: the only place that knows whether a time-zone database is there.
//!
//! Input: an instant or a local time, and a zone. Output: seconds ahead of UTC, or `None` where nobody knows.
//! **Invariant:** without the feature `jiff` no named zone has an offset; it is never guessed.

use super::civil::{Civil, Instant};
use super::pattern::Zone;

/// The offset in force at an instant. An unstated zone is written as UTC.
pub(super) fn offset_of(instant: Instant, zone: Zone) -> Option<i32> {
    match zone {
        Zone::Unstated | Zone::Utc => Some(0),
        Zone::Named(name) => named::offset_of(instant, name),
    }
}

/// The instant of a local time. `None` where the zone is unstated.
pub(super) fn instant_of(civil: Civil, zone: Zone) -> Option<Instant> {
    match zone {
        Zone::Unstated => None,
        Zone::Utc => Some(civil.at_offset(0)),
        Zone::Named(name) => named::instant_of(civil, name),
    }
}

#[cfg(feature = "jiff")]
mod named {
    use crate::scalar::{Civil, Instant};
    use jiff::tz::TimeZone;

    pub(super) fn offset_of(instant: Instant, name: &str) -> Option<i32> {
        let timestamp = jiff::Timestamp::try_from(instant).ok()?;
        Some(TimeZone::get(name).ok()?.to_offset(timestamp).seconds())
    }

    /// A time that a change of the clocks skips counts as an hour later; of one that comes twice, the first is meant.
    pub(super) fn instant_of(civil: Civil, name: &str) -> Option<Instant> {
        let date = jiff::civil::Date::try_from(civil.date()).ok()?;
        let time = jiff::civil::Time::try_from(civil.time()).ok()?;
        let ambiguous = TimeZone::get(name).ok()?.to_ambiguous_timestamp(date.to_datetime(time));
        ambiguous.compatible().ok().map(Instant::from)
    }
}

#[cfg(not(feature = "jiff"))]
mod named {
    use crate::scalar::{Civil, Instant};

    pub(super) fn offset_of(_: Instant, _: &str) -> Option<i32> {
        None
    }

    pub(super) fn instant_of(_: Civil, _: &str) -> Option<Instant> {
        None
    }
}
