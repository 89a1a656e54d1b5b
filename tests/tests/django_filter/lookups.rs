//! What each lookup means, written from Django's reference of field lookups, and how a filter is asked for it.
//!
//! Input: a lookup and the values that rows have. Output: the lookup of a filter, and a test of a row's value.
//! **Invariant:** no test reads a filter or a query; both stand on operands that were drawn before.
//!
//! Where the peer is not what the reference says of databases in general:
//! - SQLite has one `LIKE`, blind to the case of ASCII letters and of no others. So `contains` is `icontains`, and so on.
//! - `regex` and `iregex` are those of Python, of which the patterns here use what every engine has.
//! - A text is stripped, and an empty operand is no filter, says django-filter's chapter of tips; in a list or a range an
//!   empty item counts, unless the whole list is empty text.

use crate::kind::{Calendar, Kind, Moment, Text};
use crate::random::Random;
use crate::rows;
use bindery::filter::{self, Has, has};
use bindery::{Date, Lookups};
use bindery_tests::peer;
use jiff::SignedDuration;
use regex_lite::Regex;

/// A way to ask; several are spellings of Rust for the same lookups.
#[derive(Debug, Clone, Copy, PartialEq)]
#[rustfmt::skip]
pub enum Op {
    Exact, In,
    Lt, Lte, Gt, Gte, Between, Range, RangeInclusive, RangeFrom, RangeTo, RangeToInclusive,
    Iexact, Contains, Icontains, StartsWith, IstartsWith, EndsWith, IendsWith, Matches, Imatches,
    Year, Month, Day,
    DateLt, DateLte, DateGt, DateGte, DateRange,
    IsNull,
}

impl Op {
    /// The lookups of the dialect that it sets.
    pub fn lookups(self) -> &'static [&'static str] {
        match self {
            Self::Exact => &["exact"],
            Self::In => &["in"],
            Self::Lt | Self::RangeTo => &["lt"],
            Self::Lte | Self::RangeToInclusive => &["lte"],
            Self::Gt => &["gt"],
            Self::Gte | Self::RangeFrom => &["gte"],
            Self::Between => &["between"],
            Self::Range => &["gte", "lt"],
            Self::RangeInclusive => &["gte", "lte"],
            Self::Iexact => &["iexact"],
            Self::Contains => &["contains"],
            Self::Icontains => &["icontains"],
            Self::StartsWith => &["starts_with"],
            Self::IstartsWith => &["istarts_with"],
            Self::EndsWith => &["ends_with"],
            Self::IendsWith => &["iends_with"],
            Self::Matches => &["matches"],
            Self::Imatches => &["imatches"],
            Self::Year => &["year"],
            Self::Month => &["month"],
            Self::Day => &["day"],
            Self::DateLt => &["date_lt"],
            Self::DateLte => &["date_lte"],
            Self::DateGt => &["date_gt"],
            Self::DateGte => &["date_gte"],
            Self::DateRange => &["date_gte", "date_lt"],
            Self::IsNull => &["is_null"],
        }
    }
}

/// A test of a row's value, which may be null.
pub type Test<V> = Box<dyn Fn(Option<&V>) -> bool>;

/// A lookup and its meaning.
pub struct Asked<T, F, V> {
    pub lookups: Lookups<T, F>,
    pub holds: Test<V>,
    /// Whether the lookup must be refused before it is sent: an operand of a list holds what separates operands.
    pub falls_apart: bool,
}

impl<T, F, V> Asked<T, F, V> {
    fn new(lookups: Lookups<T, F>, holds: Test<V>) -> Self {
        Self {
            lookups,
            holds,
            falls_apart: false,
        }
    }
}

/// Compares with one operand; null compares with nothing.
fn compare<K: Kind>(operand: &K::Value, holds: fn(&K::Value, &K::Value) -> bool) -> Test<K::Value> {
    let operand = K::cleaned(operand.clone());
    Box::new(move |value| K::is_nothing(&operand) || value.is_some_and(|value| holds(value, &operand)))
}

fn both<V: 'static>(one: Test<V>, other: Test<V>) -> Test<V> {
    Box::new(move |value| one(value) && other(value))
}

/// A value that a row has, mostly, and one of its spellings.
fn operand<K: Kind>(random: &mut Random, known: &[K::Value]) -> (K::Wire, K::Value) {
    let value = match random.below(4) {
        0 => K::draw(random),
        _ => random.pick(known).clone(),
    };
    (K::spell(random, &value), value)
}

pub mod exact {
    use super::*;
    pub const OPS: &[Op] = &[Op::Exact];

    pub fn ask<K: Kind, F: Has<has::Exact>>(
        random: &mut Random,
        known: &[K::Value],
        op: Op,
    ) -> Option<Asked<K::Wire, F, K::Value>> {
        let (wire, value) = operand::<K>(random, known);
        let lookups = if random.once_in(2) {
            wire.into()
        } else {
            filter::exact(wire)
        };
        (op == Op::Exact).then(|| Asked::new(lookups, compare::<K>(&value, |it, operand| it == operand)))
    }
}

pub mod list {
    use super::*;
    pub const OPS: &[Op] = &[Op::In];

    pub fn ask<K: Kind, F: Has<has::In>>(
        random: &mut Random,
        known: &[K::Value],
        op: Op,
    ) -> Option<Asked<K::Wire, F, K::Value>> {
        let len = 1 + random.below(4);
        let (wires, values): (Vec<_>, Vec<_>) = (0..len).map(|_| operand::<K>(random, known)).unzip();
        let falls_apart = values.iter().any(K::falls_apart);
        let is_nothing = len == 1 && values.iter().all(K::is_nothing);
        let values: Vec<_> = values.into_iter().map(K::cleaned).collect();
        (op == Op::In).then(|| Asked {
            lookups: wires.into(),
            holds: Box::new(move |value| is_nothing || value.is_some_and(|value| values.contains(value))),
            falls_apart,
        })
    }
}

pub mod bounds {
    use super::*;
    #[rustfmt::skip]
    pub const OPS: &[Op] = &[
        Op::Lt, Op::Lte, Op::Gt, Op::Gte, Op::Between, Op::Range, Op::RangeInclusive, Op::RangeFrom, Op::RangeTo,
        Op::RangeToInclusive,
    ];

    pub fn ask<K: Kind, F>(random: &mut Random, known: &[K::Value], op: Op) -> Option<Asked<K::Wire, F, K::Value>>
    where
        F: Has<has::Lt> + Has<has::Lte> + Has<has::Gt> + Has<has::Gte> + Has<has::Between>,
    {
        let (mut a, mut b) = (operand::<K>(random, known), operand::<K>(random, known));
        // From the lesser to the greater, mostly; else nothing is between.
        if a.1 > b.1 && !random.once_in(8) {
            (a, b) = (b, a);
        }
        let ((from, a), (to, b)) = (a, b);
        let at_least = |bound: &K::Value| compare::<K>(bound, |it, bound| it >= bound);
        let at_most = |bound: &K::Value| compare::<K>(bound, |it, bound| it <= bound);
        let below = |bound: &K::Value| compare::<K>(bound, |it, bound| it < bound);
        let above = |bound: &K::Value| compare::<K>(bound, |it, bound| it > bound);
        Some(match op {
            Op::Lt => Asked::new(filter::lt(to), below(&b)),
            Op::Lte => Asked::new(filter::lte(to), at_most(&b)),
            Op::Gt => Asked::new(filter::gt(from), above(&a)),
            Op::Gte => Asked::new(filter::gte(from), at_least(&a)),
            Op::Range => Asked::new((from..to).into(), both(at_least(&a), below(&b))),
            Op::RangeInclusive => Asked::new((from..=to).into(), both(at_least(&a), at_most(&b))),
            Op::RangeFrom => Asked::new((from..).into(), at_least(&a)),
            Op::RangeTo => Asked::new((..to).into(), below(&b)),
            Op::RangeToInclusive => Asked::new((..=to).into(), at_most(&b)),
            Op::Between => {
                let falls_apart = K::falls_apart(&a) || K::falls_apart(&b);
                let (a, b) = (K::cleaned(a), K::cleaned(b));
                Asked {
                    lookups: filter::between(from, to),
                    holds: Box::new(move |value| value.is_some_and(|value| a <= *value && *value <= b)),
                    falls_apart,
                }
            }
            _ => return None,
        })
    }
}

pub mod text {
    use super::*;
    #[rustfmt::skip]
    pub const OPS: &[Op] = &[
        Op::Iexact, Op::Contains, Op::Icontains, Op::StartsWith, Op::IstartsWith, Op::EndsWith, Op::IendsWith, Op::Matches,
        Op::Imatches,
    ];

    pub fn ask<K: Kind<Wire = String, Value = String>, F>(
        random: &mut Random,
        known: &[String],
        op: Op,
    ) -> Option<Asked<String, F, String>>
    where
        F: Has<has::Iexact> + Has<has::Contains> + Has<has::Icontains> + Has<has::StartsWith> + Has<has::IstartsWith>,
        F: Has<has::EndsWith> + Has<has::IendsWith> + Has<has::Matches> + Has<has::Imatches>,
    {
        let whole = operand::<Text>(random, known).0;
        let part = part(random, &whole, op);
        let part = recased(random, &part);
        let pattern = pattern(random, &part);
        // `LIKE` folds the case of ASCII letters only.
        let like = |holds: fn(&str, &str) -> bool| -> Test<String> {
            let operand = Text::cleaned(part.clone()).to_ascii_lowercase();
            Box::new(move |it| operand.is_empty() || it.is_some_and(|it| holds(&it.to_ascii_lowercase(), &operand)))
        };
        Some(match op {
            Op::Iexact => Asked::new(filter::iexact(&part), like(|it, operand| it == operand)),
            Op::Contains => Asked::new(filter::contains(&part), like(|it, operand| it.contains(operand))),
            Op::Icontains => Asked::new(filter::icontains(&part), like(|it, operand| it.contains(operand))),
            Op::StartsWith => Asked::new(filter::starts_with(&part), like(|it, operand| it.starts_with(operand))),
            Op::IstartsWith => Asked::new(filter::istarts_with(&part), like(|it, operand| it.starts_with(operand))),
            Op::EndsWith => Asked::new(filter::ends_with(&part), like(|it, operand| it.ends_with(operand))),
            Op::IendsWith => Asked::new(filter::iends_with(&part), like(|it, operand| it.ends_with(operand))),
            Op::Matches => {
                let regex = Regex::new(pattern.trim()).unwrap();
                let holds: Test<String> = Box::new(move |it| it.is_some_and(|it| regex.is_match(it)));
                Asked::new(filter::matches(&pattern), holds)
            }
            Op::Imatches => {
                let regex = Regex::new(&folded(pattern.trim())).unwrap();
                let holds: Test<String> = Box::new(move |it| it.is_some_and(|it| regex.is_match(&folded(it))));
                Asked::new(filter::imatches(&pattern), holds)
            }
            _ => return None,
        })
    }

    /// The part of a text that the lookup may find there.
    fn part(random: &mut Random, text: &str, op: Op) -> String {
        let chars: Vec<char> = text.chars().collect();
        let (mut from, mut to) = (random.below(chars.len() + 1), random.below(chars.len() + 1));
        if from > to {
            (from, to) = (to, from);
        }
        match op {
            Op::Iexact => (from, to) = (0, chars.len()),
            Op::StartsWith | Op::IstartsWith => from = 0,
            Op::EndsWith | Op::IendsWith => to = chars.len(),
            _ => {}
        }
        chars[from..to].iter().collect()
    }

    fn recased(random: &mut Random, text: &str) -> String {
        match random.below(4) {
            0 => text.to_uppercase(),
            1 => text.to_lowercase(),
            _ => text.to_owned(),
        }
    }

    /// A pattern that reads the same in Python, and stays what it is in lower case.
    fn pattern(random: &mut Random, part: &str) -> String {
        let part = regex_lite::escape(part);
        match random.below(9) {
            0 => format!("^{part}$"),
            1 => format!("^{part}"),
            2 => format!("{part}$"),
            3 => format!("({part}|école)"),
            4 => "^(an)+a$".to_owned(),
            5 => "^[A-Z][a-z]{2,}".to_owned(),
            6 => "a[^a-z]b".to_owned(),
            7 => "^.{1,3}$".to_owned(),
            _ => "[0-9]+ ?%".to_owned(),
        }
    }

    /// How Python folds case: letter by letter, and four that are like `i`, `s` and `k`.
    fn folded(text: &str) -> String {
        let lower = text
            .chars()
            .flat_map(|it| if it == 'İ' { 'i' } else { it }.to_lowercase());
        lower
            .map(|it| match it {
                'ı' => 'i',
                'ſ' => 's',
                _ => it,
            })
            .collect()
    }
}

pub mod days {
    use super::*;
    pub const OPS: &[Op] = &[Op::Year, Op::Month, Op::Day];

    pub fn ask<K: Kind<Value: Calendar>, F>(
        random: &mut Random,
        known: &[K::Value],
        op: Op,
    ) -> Option<Asked<K::Wire, F, K::Value>>
    where
        F: Has<peer::Year> + Has<peer::Month> + Has<peer::Day>,
    {
        let day = operand::<K>(random, known).1.day();
        let test = |part: fn(&K::Value) -> i64, operand: i64| -> Test<K::Value> {
            Box::new(move |value| value.is_some_and(|value| part(value) == operand))
        };
        Some(match op {
            Op::Year => {
                let year = day.year().into();
                Asked::new(peer::year(year), test(|it| it.day().year().into(), year))
            }
            Op::Month => {
                let month = day.month().into();
                Asked::new(peer::month(month), test(|it| it.day().month().into(), month))
            }
            Op::Day => {
                let number = day.day().into();
                Asked::new(peer::day(number), test(|it| it.day().day().into(), number))
            }
            _ => return None,
        })
    }
}

pub mod dates {
    use super::*;
    pub const OPS: &[Op] = &[Op::DateLt, Op::DateLte, Op::DateGt, Op::DateGte, Op::DateRange];

    pub fn ask<K: Kind<Wire = bindery::DateTime, Value = jiff::Timestamp>, F>(
        random: &mut Random,
        known: &[jiff::Timestamp],
        op: Op,
    ) -> Option<Asked<bindery::DateTime, F, jiff::Timestamp>>
    where
        F: Has<has::Lt, Date> + Has<has::Lte, Date> + Has<has::Gt, Date> + Has<has::Gte, Date>,
    {
        let day = match random.below(6) {
            0 => rows::day(random),
            _ => operand::<Moment>(random, known).1.day(),
        };
        let later = day.saturating_add(SignedDuration::from_hours(24 * random.between(0, 20)));
        let spell = |day: jiff::civil::Date| -> Date { day.to_string().parse().unwrap() };
        let test = |holds: fn(jiff::civil::Date, jiff::civil::Date) -> bool, bound| -> Test<jiff::Timestamp> {
            Box::new(move |value| value.is_some_and(|value| holds(value.day(), bound)))
        };
        Some(match op {
            Op::DateLt => Asked::new(filter::lt(spell(day)), test(|it, bound| it < bound, day)),
            Op::DateLte => Asked::new(filter::lte(spell(day)), test(|it, bound| it <= bound, day)),
            Op::DateGt => Asked::new(filter::gt(spell(day)), test(|it, bound| it > bound, day)),
            Op::DateGte => Asked::new(filter::gte(spell(day)), test(|it, bound| it >= bound, day)),
            Op::DateRange => {
                let holds = both(test(|it, bound| it >= bound, day), test(|it, bound| it < bound, later));
                Asked::new((spell(day)..spell(later)).into(), holds)
            }
            _ => return None,
        })
    }
}

pub mod null {
    use super::*;
    pub const OPS: &[Op] = &[Op::IsNull];

    pub fn ask<K: Kind, F: Has<has::IsNull>>(
        random: &mut Random,
        _: &[K::Value],
        op: Op,
    ) -> Option<Asked<K::Wire, F, K::Value>> {
        let yes = random.once_in(2);
        (op == Op::IsNull).then(|| Asked::new(filter::is_null(yes), Box::new(move |value| value.is_none() == yes)))
    }
}
