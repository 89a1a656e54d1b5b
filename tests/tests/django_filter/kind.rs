//! Kinds of fields: how operands are made up and spelled, and what the peer makes of them.

use crate::random::Random;
use crate::rows::{self, CUSTOMERS, TEXTS, ZONE, thousandths};
use bindery::filter::Operand;
use bindery::{Date, DateTime, Decimal, Time};
use bindery_tests::peer::Status;
use jiff::Timestamp;
use jiff::civil;
use jiff::tz::Offset;

/// The values of a field, as a row has them and as a filter takes them.
pub trait Kind {
    /// As a filter takes it.
    type Wire: Operand;
    /// As a row has it.
    type Value: Clone + PartialOrd + 'static;

    /// Any value, in a row or not.
    fn draw(random: &mut Random) -> Self::Value;
    /// One of its spellings.
    fn spell(random: &mut Random, value: &Self::Value) -> Self::Wire;

    /// What the peer takes an operand for.
    fn cleaned(value: Self::Value) -> Self::Value {
        value
    }
    /// Whether the peer takes an operand for none at all.
    fn is_nothing(_: &Self::Value) -> bool {
        false
    }
    /// Whether the peer would take an operand of a list for two.
    fn falls_apart(_: &Self::Value) -> bool {
        false
    }
}

/// A text. Django strips blanks around operands, and takes an empty one for a filter that is not set.
pub struct Text;
impl Kind for Text {
    type Wire = String;
    type Value = String;
    fn draw(random: &mut Random) -> String {
        (*random.pick(&TEXTS)).to_owned()
    }
    fn spell(_: &mut Random, value: &String) -> String {
        value.clone()
    }
    fn cleaned(value: String) -> String {
        value.trim().to_owned()
    }
    fn is_nothing(value: &String) -> bool {
        value.is_empty()
    }
    fn falls_apart(value: &String) -> bool {
        value.contains(',')
    }
}

pub struct Integer;
impl Kind for Integer {
    type Wire = i64;
    type Value = i64;
    fn draw(random: &mut Random) -> i64 {
        rows::quantity(random)
    }
    fn spell(_: &mut Random, value: &i64) -> i64 {
        *value
    }
}

/// A customer. The peer refuses one that does not exist.
pub struct Customer;
impl Kind for Customer {
    type Wire = i64;
    type Value = i64;
    fn draw(random: &mut Random) -> i64 {
        random.between(1, CUSTOMERS.len() as i64)
    }
    fn spell(_: &mut Random, value: &i64) -> i64 {
        *value
    }
}

/// In thousandths.
pub struct Price;
impl Kind for Price {
    type Wire = Decimal;
    type Value = i64;
    fn draw(random: &mut Random) -> i64 {
        rows::price(random)
    }
    fn spell(random: &mut Random, value: &i64) -> Decimal {
        let long = thousandths(*value);
        let text = match random.below(5) {
            0 => long,
            1 => format!("{long}00"),
            2 => format!("{value}e-3"),
            3 => format!("{value}.0E-003"),
            _ => long.trim_end_matches('0').trim_end_matches('.').to_owned(),
        };
        text.parse().unwrap()
    }
}

pub struct Ratio;
impl Kind for Ratio {
    type Wire = f64;
    type Value = f64;
    fn draw(random: &mut Random) -> f64 {
        rows::ratio(random)
    }
    fn spell(_: &mut Random, value: &f64) -> f64 {
        *value
    }
}

pub struct Paid;
impl Kind for Paid {
    type Wire = bool;
    type Value = bool;
    fn draw(random: &mut Random) -> bool {
        random.once_in(2)
    }
    fn spell(_: &mut Random, value: &bool) -> bool {
        *value
    }
}

pub struct Day;
impl Kind for Day {
    type Wire = Date;
    type Value = civil::Date;
    fn draw(random: &mut Random) -> civil::Date {
        rows::day(random)
    }
    fn spell(_: &mut Random, value: &civil::Date) -> Date {
        value.to_string().parse().unwrap()
    }
}

/// A point in time, in any offset. The peer keeps microseconds, and cuts off what is finer.
pub struct Moment;
impl Kind for Moment {
    type Wire = DateTime;
    type Value = Timestamp;
    fn draw(random: &mut Random) -> Timestamp {
        rows::moment(random)
    }
    fn spell(random: &mut Random, value: &Timestamp) -> DateTime {
        let minutes = *random.pick(&[0, 0, 60, 180, -210, 345, 840, -720]);
        let local = Offset::from_seconds(minutes * 60).unwrap().to_datetime(*value);
        let (sign, hour, minute) = (
            if minutes < 0 { '-' } else { '+' },
            minutes.abs() / 60,
            minutes.abs() % 60,
        );
        let offset = match random.below(3) {
            0 if minutes == 0 => "Z".to_owned(),
            1 => format!("{sign}{hour:02}{minute:02}"),
            _ => format!("{sign}{hour:02}:{minute:02}"),
        };
        let text = match random.below(4) {
            0 => format!("{local:.6}"),
            1 => format!("{local:.6}789"),
            2 => local.to_string().replace('T', " "),
            _ => local.to_string(),
        };
        format!("{text}{offset}").parse().unwrap()
    }
}

pub struct TimeOfDay;
impl Kind for TimeOfDay {
    type Wire = Time;
    type Value = civil::Time;
    fn draw(random: &mut Random) -> civil::Time {
        rows::time_of_day(random)
    }
    fn spell(random: &mut Random, value: &civil::Time) -> Time {
        let whole = value.second() == 0 && value.subsec_nanosecond() == 0;
        let text = match random.below(3) {
            0 if whole => format!("{:02}:{:02}", value.hour(), value.minute()),
            1 => format!("{value:.6}"),
            _ => value.to_string(),
        };
        text.parse().unwrap()
    }
}

pub struct State;
impl Kind for State {
    type Wire = Status;
    type Value = &'static str;
    fn draw(random: &mut Random) -> &'static str {
        rows::STATUSES[random.below(rows::STATUSES.len())]
    }
    fn spell(_: &mut Random, value: &&'static str) -> Status {
        match *value {
            "open" => Status::Open,
            "on hold" => Status::OnHold,
            _ => Status::Shipped,
        }
    }
}

/// A UUID, in whatever case.
pub struct Key;
impl Kind for Key {
    type Wire = String;
    type Value = String;
    fn draw(random: &mut Random) -> String {
        format!("{:08x}-0000-4000-8000-000000000000", random.below(1 << 32))
    }
    fn spell(random: &mut Random, value: &String) -> String {
        if random.once_in(2) {
            value.to_uppercase()
        } else {
            value.clone()
        }
    }
}

/// What has a day of the calendar, where the peer is.
pub trait Calendar {
    fn day(&self) -> civil::Date;
}
impl Calendar for civil::Date {
    fn day(&self) -> civil::Date {
        *self
    }
}
impl Calendar for Timestamp {
    fn day(&self) -> civil::Date {
        ZONE.to_datetime(*self).date()
    }
}
