//! The rows that the peer holds, in types that are not Bindery's, and as the JSON that the peer loads.

use crate::random::Random;
use jiff::civil::{Date, Time, date, time};
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

/// An order, and the name of its customer.
#[derive(Debug, Clone)]
pub struct Row {
    pub id: i64,
    pub name: String,
    pub note: Option<String>,
    pub quantity: Option<i64>,
    /// In thousandths: as exact as the peer keeps it.
    pub price: Option<i64>,
    pub ratio: Option<f64>,
    pub paid: Option<bool>,
    pub placed: Option<Date>,
    pub created: Timestamp,
    pub due: Option<Time>,
    pub status: &'static str,
    pub key: String,
    pub customer: Option<i64>,
    pub customer_name: Option<String>,
}

/// The peer's zone: where its days begin.
pub const ZONE: Offset = Offset::constant(3);

pub const STATUSES: [&str; 3] = ["open", "on hold", "shipped"];

/// Customers, by their identifiers less one.
pub const CUSTOMERS: [&str; 6] = ["Ana Núñez", "ana", "ANA", "100%", "Ünal, Özgür", "O'Brien & Söhne"];

/// Texts that a filter may get wrong: case, accents, wildcards of SQL and of expressions, separators, what looks like syntax
/// of a query, blanks, words with a meaning elsewhere.
pub const TEXTS: [&str; 48] = [
    "Ana",
    "ana",
    "ANA",
    "Ána",
    "ána",
    "A\u{301}na",
    "anaconda",
    "Banana",
    "Mariana López",
    "",
    " ",
    " ana ",
    "ana\u{a0}",
    "a",
    "A",
    "100%",
    "100",
    "100 %",
    "1000",
    "a_b",
    "a%b",
    "axb",
    "a\\b",
    "a\\_b",
    "C:\\temp\\",
    "a,b",
    "a, b",
    ",",
    "a;b",
    "a|b",
    "a&b=c",
    "a+b",
    "a b",
    "a#b?c",
    "null",
    "None",
    "true",
    "Straße",
    "STRASSE",
    "ÉCOLE",
    "école",
    "ſet",
    "İstanbul",
    "ılık",
    "日本語",
    "🦀 crab",
    "\"quoted\" 'text'",
    "a\tb",
];

/// Rows: every text once, then chance.
pub fn rows(random: &mut Random) -> Vec<Row> {
    let text = |random: &mut Random| match random.below(4) {
        0 => format!("{} {}", random.pick(&TEXTS), random.pick(&TEXTS)),
        _ => (*random.pick(&TEXTS)).to_owned(),
    };
    let row = |id: usize| {
        let customer = (!random.once_in(5)).then(|| random.below(CUSTOMERS.len()));
        Row {
            id: id as i64 + 1,
            name: TEXTS.get(id).map_or_else(|| text(random), |text| (*text).to_owned()),
            note: (!random.once_in(3)).then(|| text(random)),
            quantity: (!random.once_in(6)).then(|| quantity(random)),
            price: (!random.once_in(6)).then(|| price(random)),
            ratio: (!random.once_in(6)).then(|| ratio(random)),
            paid: (!random.once_in(4)).then(|| random.once_in(2)),
            placed: (!random.once_in(5)).then(|| day(random)),
            created: moment(random),
            due: (!random.once_in(5)).then(|| time_of_day(random)),
            status: STATUSES[random.below(STATUSES.len())],
            key: format!(
                "{:08x}-89ab-4cde-8f01-{:012x}",
                random.below(1 << 32),
                random.below(1 << 48)
            ),
            customer: customer.map(|index| index as i64 + 1),
            customer_name: customer.map(|index| CUSTOMERS[index].to_owned()),
        }
    };
    (0..200).map(row).collect()
}

pub fn quantity(random: &mut Random) -> i64 {
    match random.below(12) {
        0 => *random.pick(&[i64::MIN, i64::MAX, i64::MAX - 1, i64::MIN + 1, 1 << 53, (1 << 53) + 1]),
        _ => random.between(-20, 40),
    }
}

/// Up to 12 digits, three of them behind the point.
pub fn price(random: &mut Random) -> i64 {
    match random.below(12) {
        0 => *random.pick(&[999_999_999_999, -999_999_999_999, 1, -1, 0]),
        1..=5 => random.between(-10, 30) * 1000,
        6..=8 => random.between(-100, 300) * 100,
        _ => random.between(-10_000, 30_000),
    }
}

pub fn ratio(random: &mut Random) -> f64 {
    match random.below(8) {
        0 => *random.pick(&[0.1 + 0.2, 1e-7, -1e-7, 1e40, -1e40, 0.0, 1.0 / 3.0]),
        _ => random.between(-40, 40) as f64 / 8.0,
    }
}

pub fn day(random: &mut Random) -> Date {
    match random.below(10) {
        0 => *random.pick(&[date(1, 1, 1), date(9999, 12, 31), date(999, 12, 31), date(1000, 1, 1)]),
        1 => *random.pick(&[
            date(2024, 2, 29),
            date(2025, 12, 31),
            date(2026, 1, 1),
            date(1969, 12, 31),
        ]),
        _ => date(2024, 12, 1) + SignedDuration::from_hours(24 * random.between(0, 500)),
    }
}

/// To the microsecond, and often where a day begins or ends: in UTC, or in the peer's zone.
pub fn moment(random: &mut Random) -> Timestamp {
    let midnight = match random.below(10) {
        0 => date(2, 1, 2),
        1 => date(9999, 12, 28),
        _ => date(2025, 12, 20) + SignedDuration::from_hours(24 * random.between(0, 40)),
    };
    let hour = random.between(0, 23);
    let hours = *random.pick(&[0, 21, 24, hour]);
    let within = random.between(0, 3_599_999_999);
    let micros = *random.pick(&[0, -1, 1, 500_000, 3_599_999_999, within]);
    Offset::UTC.to_timestamp(midnight.at(0, 0, 0, 0)).unwrap()
        + SignedDuration::from_hours(hours)
        + SignedDuration::from_micros(micros)
}

pub fn time_of_day(random: &mut Random) -> Time {
    let fraction = *random.pick(&[0, 0, 0, 500_000_000, 1_000, 999_999_000]);
    match random.below(6) {
        0 => *random.pick(&[time(0, 0, 0, 0), time(23, 59, 59, 999_999_000)]),
        _ => time(
            random.between(8, 18) as i8,
            random.between(0, 3) as i8 * 15,
            0,
            fraction,
        ),
    }
}

/// What the peer loads.
pub fn json(rows: &[Row]) -> Value {
    let customers: Vec<Value> = (1..)
        .zip(CUSTOMERS)
        .map(|(id, name)| json!({ "id": id, "name": name }))
        .collect();
    let orders: Vec<Value> = rows
        .iter()
        .map(|row| {
            json!({
                "id": row.id,
                "name": row.name,
                "note": row.note,
                "quantity": row.quantity,
                "price": row.price.map(thousandths),
                "ratio": row.ratio,
                "paid": row.paid,
                "placed": row.placed.map(|it| it.to_string()),
                "created": row.created.to_string(),
                "due": row.due.map(|it| it.to_string()),
                "status": row.status,
                "key": row.key,
                "customer_id": row.customer,
            })
        })
        .collect();
    json!({ "customers": customers, "orders": orders })
}

/// `-0.005`, with three digits behind the point.
pub fn thousandths(value: i64) -> String {
    let sign = if value < 0 { "-" } else { "" };
    format!(
        "{sign}{}.{:03}",
        value.unsigned_abs() / 1000,
        value.unsigned_abs() % 1000
    )
}
