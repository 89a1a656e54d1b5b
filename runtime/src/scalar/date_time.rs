//! Dates, and dates with a time of day, in the spelling of a format.
//!
//! Input: any text. Output: the same text, and its parts where it is well formed. **Invariant:** what is generic over the
//! format only hands its constant on, so that a vendor's own format compiles to next to nothing.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

use super::civil::{Civil, CivilDate, Instant};
use super::{Rfc3339, ScalarError, TextFormat};
use crate::Result;
use crate::rule::{At, Rule, Violation, check_time};
use crate::wire::{Blank, Reader, Slot, Value, Writer};

/// A day: `2026-01-31`.
///
/// Any text is read and kept; `Eq`, `Ord` and `Hash` go by the text. [`date!`](crate::date) makes one in code.
///
/// ```
/// use bindery::{Date, date, scalar::CivilDate};
///
/// let day: Date = date!("2026-01-31");
/// assert_eq!(day.civil(), CivilDate::new(2026, 1, 31));
/// assert!(!Date::<bindery::scalar::Rfc3339>::from_text("2026-02-30").is_valid());
/// ```
pub struct Date<F = Rfc3339> {
    text: Cow<'static, str>,
    format: PhantomData<fn() -> F>,
}

/// A date and a time of day: `2026-01-31T10:00:00Z`.
///
/// Any text is read and kept; `Eq`, `Ord` and `Hash` go by the text, so compare points in time by
/// [`instant`](Self::instant). [`datetime!`](crate::datetime) makes one in code.
///
/// ```
/// use bindery::{DateTime, datetime};
///
/// let here: DateTime = datetime!("2026-01-31T11:00:00+01:00");
/// let there = datetime!("2026-01-31T10:00:00Z");
/// assert_ne!(here, there);
/// assert_eq!(here.instant(), there.instant());
/// ```
pub struct DateTime<F = Rfc3339> {
    text: Cow<'static, str>,
    format: PhantomData<fn() -> F>,
}

macro_rules! keeps_text {
    ($name:ident, $what:literal) => {
        impl<F> $name<F> {
            const fn keep(text: Cow<'static, str>) -> Self {
                Self {
                    text,
                    format: PhantomData,
                }
            }

            /// Any text, kept as it is; [`is_valid`](Self::is_valid) says whether it has the format. `parse` is the strict way.
            #[must_use]
            pub fn from_text(text: impl Into<String>) -> Self {
                Self::keep(Cow::Owned(text.into()))
            }

            /// As [`from_text`](Self::from_text), for constants; nothing is copied.
            #[must_use]
            pub const fn from_static(text: &'static str) -> Self {
                Self::keep(Cow::Borrowed(text))
            }

            /// The text, as it was read or will be written.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.text
            }
        }

        impl<F> Clone for $name<F> {
            fn clone(&self) -> Self {
                Self::keep(self.text.clone())
            }
        }

        impl<F> fmt::Debug for $name<F> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_tuple(stringify!($name)).field(&self.text).finish()
            }
        }

        impl<F> fmt::Display for $name<F> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.text)
            }
        }

        impl<F> PartialEq for $name<F> {
            fn eq(&self, other: &Self) -> bool {
                self.text == other.text
            }
        }

        impl<F> Eq for $name<F> {}

        impl<F> PartialOrd for $name<F> {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }

        impl<F> Ord for $name<F> {
            fn cmp(&self, other: &Self) -> Ordering {
                self.text.cmp(&other.text)
            }
        }

        impl<F> Hash for $name<F> {
            fn hash<H: Hasher>(&self, state: &mut H) {
                self.text.hash(state);
            }
        }

        impl<F> From<$name<F>> for String {
            fn from(value: $name<F>) -> Self {
                value.text.into_owned()
            }
        }

        impl<F> Blank for $name<F> {
            const BLANK: Self = Self::from_static("");
        }

        impl<F: TextFormat> Value for $name<F> {
            fn fresh() -> Self {
                Self::BLANK
            }
        }

        impl<F: TextFormat> Slot for $name<F> {
            fn load(&mut self, reader: &mut dyn Reader) -> Result<()> {
                *self = Self::from_text(F::PATTERN.load(reader)?);
                Ok(())
            }

            fn store(&self, writer: &mut dyn Writer) -> Result<()> {
                F::PATTERN.store(&self.text, writer)
            }

            fn check(&self, rules: &[Rule], at: At<'_>, violations: &mut Vec<Violation>) {
                check_time(&self.text, self.is_valid(), $what, rules, at, violations);
            }

            fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(self, f)
            }
        }
    };
}
keeps_text! { Date, "date" }
keeps_text! { DateTime, "date and time" }

impl<F: TextFormat> Date<F> {
    /// Whether the text is well formed: the format's spelling of a day that the calendar has.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        F::PATTERN.is_date(&self.text)
    }

    /// The day. `None` where the text is not well formed, or the format lacks year, month or day.
    #[must_use]
    pub fn civil(&self) -> Option<CivilDate> {
        F::PATTERN.date(&self.text)
    }

    /// The format's spelling of a day. `None` where the calendar has no such day, or the format has a directive that does
    /// not exist.
    #[must_use]
    pub fn from_civil(date: CivilDate) -> Option<Self> {
        F::PATTERN.spell_date(date).map(Self::from_text)
    }
}

impl<F: TextFormat> FromStr for Date<F> {
    type Err = ScalarError;

    fn from_str(text: &str) -> std::result::Result<Self, ScalarError> {
        if F::PATTERN.is_date(text) {
            Ok(Self::from_text(text))
        } else {
            Err(ScalarError::new(text, F::PATTERN.name_of_date()))
        }
    }
}

impl<F: TextFormat> DateTime<F> {
    /// Whether the text is well formed: the format's spelling of a day that the calendar has, and a time.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        F::PATTERN.is_date_time(&self.text)
    }

    /// The point in time. `None` where the text is not well formed, or the zone is not known: no offset in the text, and
    /// none stated by the format; a named zone (`Europe/Madrid`) is known only with the feature `jiff`. A local time that
    /// a change of the clocks skips counts as an hour later; of one that comes twice, the first is meant.
    #[must_use]
    pub fn instant(&self) -> Option<Instant> {
        F::PATTERN.instant(&self.text)
    }

    /// The date and the time of day as they are written, in whatever zone; of a Unix time, in UTC. `None` where the text
    /// is not well formed, or the format lacks year, month or day.
    #[must_use]
    pub fn civil(&self) -> Option<Civil> {
        F::PATTERN.civil(&self.text)
    }

    /// The format's spelling of a point in time: in UTC, or in the zone that the format names. What is finer than the
    /// format is cut off.
    ///
    /// `None` where the format cannot spell it: outside the years 0 to 9999, or in a named zone without the feature `jiff`.
    ///
    /// ```
    /// use bindery::{DateTime, scalar::{Instant, Rfc3339}};
    ///
    /// let stamp = DateTime::<Rfc3339>::from_instant(Instant { seconds: 1_769_853_600, nanoseconds: 500_000_000 });
    /// assert_eq!(stamp, Some(DateTime::from_static("2026-01-31T10:00:00.5Z")));
    /// ```
    #[must_use]
    pub fn from_instant(instant: Instant) -> Option<Self> {
        F::PATTERN.spell_instant(instant).map(Self::from_text)
    }

    /// The format's spelling of a local time in the format's zone; in UTC where it states none. `None` where a part is
    /// out of its range, or the format cannot spell it.
    #[must_use]
    pub fn from_civil(civil: Civil) -> Option<Self> {
        F::PATTERN.spell_civil(civil).map(Self::from_text)
    }
}

impl<F: TextFormat> FromStr for DateTime<F> {
    type Err = ScalarError;

    fn from_str(text: &str) -> std::result::Result<Self, ScalarError> {
        if F::PATTERN.is_date_time(text) {
            Ok(Self::from_text(text))
        } else {
            Err(ScalarError::new(text, F::PATTERN.name_of_date_time()))
        }
    }
}

/// Errors: the format cannot spell the instant; see [`DateTime::from_instant`].
impl<F: TextFormat> TryFrom<Instant> for DateTime<F> {
    type Error = ScalarError;

    fn try_from(instant: Instant) -> std::result::Result<Self, ScalarError> {
        Self::from_instant(instant).ok_or_else(|| {
            let seconds = format!("{}s since 1970", instant.seconds);
            ScalarError::new(&seconds, F::PATTERN.name_of_date_time())
        })
    }
}

/// Errors: the text is not well formed, or its zone is not known; see [`DateTime::instant`].
impl<F: TextFormat> TryFrom<&DateTime<F>> for Instant {
    type Error = ScalarError;

    fn try_from(value: &DateTime<F>) -> std::result::Result<Self, ScalarError> {
        value.instant().ok_or_else(|| {
            ScalarError::new(
                value.as_str(),
                "point in time: it is ill-formed, or its zone is not known",
            )
        })
    }
}
