//! Decoding and encoding of 1000 records of 60 fields, beside serde_json with serde's derives.
//!
//! `cargo bench -p bindery --bench decode` prints medians of interleaved runs, and their ratios: below 1 is faster than
//! serde_json. An argument, `-- encode`, picks the lines that name it.
#![allow(clippy::print_stdout, reason = "a benchmark prints")]
#![allow(missing_docs, unreachable_pub, reason = "nobody uses a benchmark from outside")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a benchmark may stop where it is wrong"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

/// The same structs twice: with Bindery's derives, and with serde's.
macro_rules! models {
    ($($name:ident { $($(#[$serde:meta])* $field:ident: $ty:ty = $wire:literal $($required:ident)?;)* })*) => {
        mod ours {
            $(
                #[derive(Clone, PartialEq, bindery::Model, bindery::Validate)]
                pub(crate) struct $name { $(#[bindery(wire = $wire $(, $required)?)] pub(crate) $field: $ty,)* }
            )*
        }
        mod theirs {
            $(
                #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
                pub(crate) struct $name { $(#[serde(rename = $wire)] $(#[$serde])* pub(crate) $field: $ty,)* }
            )*
        }
    };
}

models! {
    Link {
        id: i64 = "id" required;
        #[serde(skip_serializing_if = "Option::is_none")] reference: Option<String> = "reference";
        #[serde(skip_serializing_if = "Option::is_none")] name: Option<String> = "name";
        #[serde(skip_serializing_if = "Option::is_none")] href: Option<String> = "href";
    }
    Customer {
        id: i64 = "id" required;
        #[serde(skip_serializing_if = "Option::is_none")] reference: Option<String> = "reference";
        name: String = "name" required;
        #[serde(skip_serializing_if = "Option::is_none")] category_reference: Option<String> = "categoryReference";
        is_active: bool = "isActive" required;
        #[serde(skip_serializing_if = "Option::is_none")] billing_city: Option<String> = "billingCity";
        #[serde(skip_serializing_if = "Option::is_none")] billing_country: Option<String> = "billingCountry";
        #[serde(skip_serializing_if = "Option::is_none")] credit_limit: Option<f64> = "creditLimit";
        #[serde(skip_serializing_if = "Option::is_none")] discount: Option<String> = "discount";
        #[serde(skip_serializing_if = "Option::is_none")] comment: Option<String> = "comment";
        #[serde(skip_serializing_if = "Option::is_none")] parent: Option<Link> = "parent";
        tags: Vec<String> = "tags" required;
        #[serde(skip_serializing_if = "Option::is_none")] date_created: Option<String> = "dateCreated";
        #[serde(skip_serializing_if = "Option::is_none")] last_updated: Option<String> = "lastUpdated";
        #[serde(skip_serializing_if = "Option::is_none")] rank: Option<i64> = "rank";
        second_id: i64 = "secondId" required;
        #[serde(skip_serializing_if = "Option::is_none")] second_reference: Option<String> = "secondReference";
        second_name: String = "secondName" required;
        #[serde(skip_serializing_if = "Option::is_none")] second_category_reference: Option<String> = "secondCategoryReference";
        second_is_active: bool = "secondIsActive" required;
        #[serde(skip_serializing_if = "Option::is_none")] second_billing_city: Option<String> = "secondBillingCity";
        #[serde(skip_serializing_if = "Option::is_none")] second_billing_country: Option<String> = "secondBillingCountry";
        #[serde(skip_serializing_if = "Option::is_none")] second_credit_limit: Option<f64> = "secondCreditLimit";
        #[serde(skip_serializing_if = "Option::is_none")] second_discount: Option<String> = "secondDiscount";
        #[serde(skip_serializing_if = "Option::is_none")] second_comment: Option<String> = "secondComment";
        #[serde(skip_serializing_if = "Option::is_none")] second_parent: Option<Link> = "secondParent";
        second_tags: Vec<String> = "secondTags" required;
        #[serde(skip_serializing_if = "Option::is_none")] second_date_created: Option<String> = "secondDateCreated";
        #[serde(skip_serializing_if = "Option::is_none")] second_last_updated: Option<String> = "secondLastUpdated";
        #[serde(skip_serializing_if = "Option::is_none")] second_rank: Option<i64> = "secondRank";
        third_id: i64 = "thirdId" required;
        #[serde(skip_serializing_if = "Option::is_none")] third_reference: Option<String> = "thirdReference";
        third_name: String = "thirdName" required;
        #[serde(skip_serializing_if = "Option::is_none")] third_category_reference: Option<String> = "thirdCategoryReference";
        third_is_active: bool = "thirdIsActive" required;
        #[serde(skip_serializing_if = "Option::is_none")] third_billing_city: Option<String> = "thirdBillingCity";
        #[serde(skip_serializing_if = "Option::is_none")] third_billing_country: Option<String> = "thirdBillingCountry";
        #[serde(skip_serializing_if = "Option::is_none")] third_credit_limit: Option<f64> = "thirdCreditLimit";
        #[serde(skip_serializing_if = "Option::is_none")] third_discount: Option<String> = "thirdDiscount";
        #[serde(skip_serializing_if = "Option::is_none")] third_comment: Option<String> = "thirdComment";
        #[serde(skip_serializing_if = "Option::is_none")] third_parent: Option<Link> = "thirdParent";
        third_tags: Vec<String> = "thirdTags" required;
        #[serde(skip_serializing_if = "Option::is_none")] third_date_created: Option<String> = "thirdDateCreated";
        #[serde(skip_serializing_if = "Option::is_none")] third_last_updated: Option<String> = "thirdLastUpdated";
        #[serde(skip_serializing_if = "Option::is_none")] third_rank: Option<i64> = "thirdRank";
        fourth_id: i64 = "fourthId" required;
        #[serde(skip_serializing_if = "Option::is_none")] fourth_reference: Option<String> = "fourthReference";
        fourth_name: String = "fourthName" required;
        #[serde(skip_serializing_if = "Option::is_none")] fourth_category_reference: Option<String> = "fourthCategoryReference";
        fourth_is_active: bool = "fourthIsActive" required;
        #[serde(skip_serializing_if = "Option::is_none")] fourth_billing_city: Option<String> = "fourthBillingCity";
        #[serde(skip_serializing_if = "Option::is_none")] fourth_billing_country: Option<String> = "fourthBillingCountry";
        #[serde(skip_serializing_if = "Option::is_none")] fourth_credit_limit: Option<f64> = "fourthCreditLimit";
        #[serde(skip_serializing_if = "Option::is_none")] fourth_discount: Option<String> = "fourthDiscount";
        #[serde(skip_serializing_if = "Option::is_none")] fourth_comment: Option<String> = "fourthComment";
        #[serde(skip_serializing_if = "Option::is_none")] fourth_parent: Option<Link> = "fourthParent";
        fourth_tags: Vec<String> = "fourthTags" required;
        #[serde(skip_serializing_if = "Option::is_none")] fourth_date_created: Option<String> = "fourthDateCreated";
        #[serde(skip_serializing_if = "Option::is_none")] fourth_last_updated: Option<String> = "fourthLastUpdated";
        #[serde(skip_serializing_if = "Option::is_none")] fourth_rank: Option<i64> = "fourthRank";
    }
}

const RECORDS: usize = 1000;
const ROUNDS: usize = 60;

/// The members of one record: name and JSON text, in the order of the fields.
fn members(record: usize) -> Vec<(String, String)> {
    let mut members = Vec::new();
    for prefix in ["", "second", "third", "fourth"] {
        let mut put = |name: &str, json: String| {
            let mut wire = prefix.to_owned();
            for (index, letter) in name.chars().enumerate() {
                wire.push(if index == 0 && !prefix.is_empty() {
                    letter.to_ascii_uppercase()
                } else {
                    letter
                });
            }
            members.push((wire, json));
        };
        put("id", (record * 7919).to_string());
        put("reference", format!("\"NC-{record}\""));
        put("name", "\"Marie's Jewelry \u{e9}\"".to_owned());
        put("isActive", (record.is_multiple_of(3)).to_string());
        put("billingCity", "\"Nice\"".to_owned());
        put("creditLimit", format!("{}.5", record * 13));
        put(
            "comment",
            if record.is_multiple_of(2) {
                "null".to_owned()
            } else {
                "\"called \\\"twice\\\"\\nand wrote: see the file of the customer\"".to_owned()
            },
        );
        put(
            "parent",
            format!(
                "{{\"id\":{record},\"reference\":\"jewelry\",\"name\":\"Home\",\"href\":\"/api/v1.0/customerCategories/{record}\"}}"
            ),
        );
        put("tags", "[\"new\",\"regional\"]".to_owned());
        put("dateCreated", "\"2015-12-17T23:00:00Z\"".to_owned());
        put("rank", (record % 10).to_string());
    }
    members
}

/// A small generator of numbers, the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % bound
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for index in (1..items.len()).rev() {
            items.swap(index, self.below(index + 1));
        }
    }
}

/// A document of all records, each changed by `change`; `pretty` puts every member on a line of its own.
fn document(pretty: bool, mut change: impl FnMut(&mut Vec<(String, String)>)) -> Vec<u8> {
    let (line, space) = if pretty { ("\n        ", " ") } else { ("", "") };
    let records: Vec<String> = (0..RECORDS)
        .map(|record| {
            let mut members = members(record);
            change(&mut members);
            let members: Vec<String> = members
                .iter()
                .map(|(name, json)| format!("{line}\"{name}\":{space}{json}"))
                .collect();
            format!("{{{}}}", members.join(","))
        })
        .collect();
    format!("[{}]", records.join(",")).into_bytes()
}

/// Times what `run` does, without the time that its result takes to drop.
fn time<T>(run: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    let result = black_box(run());
    let elapsed = start.elapsed();
    drop(result);
    elapsed
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// Runs both by turns and prints one line; only what the first argument names, if there is one.
fn compare<A, B>(what: &str, bytes: usize, ours: impl Fn() -> A, theirs: impl Fn() -> B) {
    let wanted = std::env::args().nth(1).filter(|argument| !argument.starts_with("--"));
    if wanted.is_some_and(|wanted| !what.contains(&wanted)) {
        return;
    }
    let (mut a, mut b) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        if round.is_multiple_of(2) {
            a.push(time(&ours));
            b.push(time(&theirs));
        } else {
            b.push(time(&theirs));
            a.push(time(&ours));
        }
    }
    let (a, b) = (median(a), median(b));
    let ratio = a.as_secs_f64() / b.as_secs_f64();
    println!(
        "{what:<42} {bytes:>9} {:>9} {:>9} {ratio:>6.2}",
        a.as_micros(),
        b.as_micros()
    );
}

fn main() {
    println!(
        "{:<42} {:>9} {:>9} {:>9} {:>6}",
        "1000 records of 60 fields", "bytes", "ours µs", "serde µs", "ratio"
    );
    let in_order = document(false, |_| {});
    let mut random = Random(0x5EED_1234_ABCD);
    let mut order: Vec<usize> = (0..members(0).len()).collect();
    random.shuffle(&mut order);
    let other_order = document(false, |members| {
        *members = order.iter().map(|index| members[*index].clone()).collect();
    });
    let shuffled = document(false, |members| random.shuffle(members));
    let unknown = document(false, |members| {
        for index in 0..20 {
            let json = match index % 4 {
                0 => "\"a text that nobody asked for\"".to_owned(),
                1 => "{\"id\":12,\"labels\":[\"a\",\"b\",null,true]}".to_owned(),
                2 => "-12.5e3".to_owned(),
                _ => "[1,2,3,[4,5]]".to_owned(),
            };
            members.insert(index * 3, (format!("unknownMember{index}"), json));
        }
    });
    let pretty = document(true, |_| {});
    let documents = [
        ("decode, in order", &in_order),
        ("decode, another order", &other_order),
        ("decode, shuffled in every record", &shuffled),
        ("decode, 20 unknown members", &unknown),
        ("decode, pretty-printed", &pretty),
    ];
    for (what, document) in documents {
        compare(
            what,
            document.len(),
            || bindery::json::from_slice::<Vec<ours::Customer>>(document).unwrap(),
            || serde_json::from_slice::<Vec<theirs::Customer>>(document).unwrap(),
        );
    }
    for (what, document) in [
        ("bridge decode, in order", &in_order),
        ("bridge decode, shuffled", &shuffled),
    ] {
        compare(
            what,
            document.len(),
            || serde_json::from_slice::<Vec<ours::Customer>>(document).unwrap(),
            || serde_json::from_slice::<Vec<theirs::Customer>>(document).unwrap(),
        );
    }
    let ours: Vec<ours::Customer> = bindery::json::from_slice(&in_order).unwrap();
    let theirs: Vec<theirs::Customer> = serde_json::from_slice(&in_order).unwrap();
    let encoded = bindery::json::to_vec(&ours).unwrap();
    assert_eq!(
        encoded,
        serde_json::to_vec(&theirs).unwrap(),
        "both write the same bytes"
    );
    compare(
        "encode",
        encoded.len(),
        || bindery::json::to_vec(&ours).unwrap(),
        || serde_json::to_vec(&theirs).unwrap(),
    );
    compare(
        "bridge encode",
        encoded.len(),
        || serde_json::to_vec(&ours).unwrap(),
        || serde_json::to_vec(&theirs).unwrap(),
    );
}
