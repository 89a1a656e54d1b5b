//! How a vendor spells dates: the formats, and the way from a text to its parts and back.
//!
//! Input: a text and a [`Pattern`]. Output: parts, or a text. **Invariant:** nothing here is generic over the format, so
//! that a vendor's own format costs one constant.

use std::borrow::Cow;

use super::civil::{Civil, CivilDate, CivilTime, Instant};
use super::{iso, number, rfc2822, strftime, unix, zone};
use crate::Result;
use crate::wire::{Reader, Writer};

/// The zone of times that are written without an offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Zone {
    /// Nobody says: such a time is local, and no instant.
    Unstated,
    /// UTC.
    Utc,
    /// A zone by its IANA name, such as `Europe/Madrid`. Needs the feature `jiff`: without it such times are no instants.
    Named(&'static str),
}

/// How dates and times are spelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pattern {
    /// `2026-01-31T10:00:00Z`; a date is `2026-01-31`. [`is_date_time`](super::is_date_time) says what is read.
    Rfc3339,
    /// `Sat, 31 Jan 2026 10:00:00 +0000`.
    Rfc2822,
    /// Seconds since 1970-01-01T00:00:00Z: a number on the wire.
    Unix,
    /// Milliseconds since 1970-01-01T00:00:00Z: a number on the wire.
    UnixMillis,
    /// `%Y %m %d %H %M %S %f %b %a %z %%` and literal text.
    Strftime {
        /// The pattern.
        pattern: &'static str,
        /// The zone of times without `%z`.
        zone: Zone,
    },
}

/// A format of dates and times: a type without a value, so that [`Date`](super::Date) and [`DateTime`](super::DateTime)
/// know their spelling.
///
/// ```
/// use bindery::scalar::{Pattern, TextFormat, Zone};
///
/// struct Minutes;
/// impl TextFormat for Minutes {
///     const PATTERN: Pattern = Pattern::Strftime { pattern: "%d.%m.%Y %H:%M", zone: Zone::Utc };
/// }
///
/// let opened: bindery::DateTime<Minutes> = "31.01.2026 10:00".parse()?;
/// assert_eq!(opened.instant().map(|it| it.seconds), Some(1_769_853_600));
/// # Ok::<(), bindery::scalar::ScalarError>(())
/// ```
pub trait TextFormat: 'static {
    /// The spelling.
    const PATTERN: Pattern;
}

/// The format of JSON APIs that say nothing else: RFC 3339.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rfc3339;

impl TextFormat for Rfc3339 {
    const PATTERN: Pattern = Pattern::Rfc3339;
}

/// What a text says.
pub(super) struct Parsed {
    /// `None` where the format lacks a part of it.
    pub(super) date: Option<CivilDate>,
    pub(super) time: CivilTime,
    /// Seconds ahead of UTC, where the text says it.
    pub(super) offset: Option<i32>,
}

impl Pattern {
    const fn is_number(self) -> bool {
        matches!(self, Self::Unix | Self::UnixMillis)
    }

    const fn zone(self) -> Zone {
        match self {
            Self::Strftime { zone, .. } => zone,
            _ => Zone::Utc,
        }
    }

    fn parse(self, text: &str) -> Option<Parsed> {
        match self {
            Self::Rfc3339 => iso::read_date_time(text.as_bytes()),
            Self::Rfc2822 => rfc2822::read(text),
            Self::Strftime { pattern, .. } => strftime::read(pattern, text),
            Self::Unix | Self::UnixMillis => {
                let civil = self.count(text)?.civil()?;
                Some(Parsed {
                    date: Some(civil.date()),
                    time: civil.time(),
                    offset: Some(0),
                })
            }
        }
    }

    /// The instant of a count; `None` also for formats that are no counts.
    fn count(self, text: &str) -> Option<Instant> {
        match self {
            Self::Unix => unix::read(text, 9),
            Self::UnixMillis => unix::read(text, 6),
            _ => None,
        }
    }

    /// Whether a text is a date in this format.
    #[must_use]
    pub fn is_date(self, text: &str) -> bool {
        match self {
            Self::Rfc3339 => iso::is_date(text),
            _ => self.is_date_time(text),
        }
    }

    /// Whether a text is a date and time in this format.
    #[must_use]
    pub fn is_date_time(self, text: &str) -> bool {
        // Counts reach beyond the calendar of four-digit years.
        self.count(text).is_some() || self.parse(text).is_some()
    }

    pub(super) fn date(self, text: &str) -> Option<CivilDate> {
        match self {
            Self::Rfc3339 => iso::read_date(text.as_bytes()),
            _ => self.parse(text)?.date,
        }
    }

    pub(super) fn civil(self, text: &str) -> Option<Civil> {
        let parsed = self.parse(text)?;
        Some(parsed.date?.at(parsed.time))
    }

    pub(super) fn instant(self, text: &str) -> Option<Instant> {
        if self.is_number() {
            return self.count(text);
        }
        let parsed = self.parse(text)?;
        let civil = parsed.date?.at(parsed.time);
        match parsed.offset {
            Some(offset) => Some(civil.at_offset(offset)),
            None => zone::instant_of(civil, self.zone()),
        }
    }

    pub(super) fn spell_date(self, date: CivilDate) -> Option<String> {
        match self {
            Self::Rfc3339 => Some(iso::spell_date(date.checked()?)),
            _ => self.spell_civil(date.at(CivilTime::MIDNIGHT)),
        }
    }

    /// A local time of the format's zone; UTC where it states none.
    pub(super) fn spell_civil(self, civil: Civil) -> Option<String> {
        let civil = civil.checked()?;
        let Self::Strftime { pattern, zone } = self else {
            return self.spell_instant(civil.at_offset(0));
        };
        let offset = match zone {
            Zone::Unstated | Zone::Utc => Some(0),
            Zone::Named(_) => zone::instant_of(civil, zone).and_then(|instant| zone::offset_of(instant, zone)),
        };
        strftime::spell(pattern, civil, offset)
    }

    pub(super) fn spell_instant(self, instant: Instant) -> Option<String> {
        match self {
            Self::Rfc3339 => instant.civil().map(iso::spell_date_time),
            Self::Rfc2822 => instant.civil().map(rfc2822::spell),
            Self::Unix => Some(unix::spell_seconds(instant)),
            Self::UnixMillis => Some(unix::spell_millis(instant)),
            Self::Strftime { pattern, zone } => {
                let offset = zone::offset_of(instant, zone)?;
                let local = Instant {
                    seconds: instant.seconds.checked_add(i64::from(offset))?,
                    nanoseconds: instant.nanoseconds,
                };
                strftime::spell(pattern, local.civil()?, Some(offset))
            }
        }
    }

    /// Completes "is no …".
    pub(super) fn name_of_date(self) -> Cow<'static, str> {
        match self {
            Self::Rfc3339 => "date such as 2026-01-31".into(),
            _ => self.name("date"),
        }
    }

    /// Completes "is no …".
    pub(super) fn name_of_date_time(self) -> Cow<'static, str> {
        self.name("date and time")
    }

    fn name(self, what: &str) -> Cow<'static, str> {
        match self {
            Self::Rfc3339 => "date and time such as 2026-01-31T10:00:00Z".into(),
            Self::Rfc2822 => format!("{what} such as Sat, 31 Jan 2026 10:00:00 +0000").into(),
            Self::Unix => "count of seconds since 1970, such as 1769853600".into(),
            Self::UnixMillis => "count of milliseconds since 1970, such as 1769853600000".into(),
            Self::Strftime { pattern, .. } => format!("{what} of the form {pattern}").into(),
        }
    }

    pub(super) fn load(self, reader: &mut dyn Reader) -> Result<String> {
        if self.is_number() {
            reader.number()
        } else {
            reader.string()
        }
    }

    /// A count that is no number (a lenient text) is written as text, so that what is written stays well-formed JSON.
    pub(super) fn store(self, text: &str, writer: &mut dyn Writer) -> Result<()> {
        if self.is_number() && number::is_number(text) {
            writer.plain_number(text)
        } else {
            writer.string(text)
        }
    }
}
