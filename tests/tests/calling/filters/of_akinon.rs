//! Cases of Akinon: beginnings and parts of texts, days of times, open names.

use super::{Case, case, middle, whole};
use crate::rows::{flag, instant, int, text};
use bindery::filter::{contains, gt, gte, lt, lte, starts_with};
use bindery::{Date, DateTime, Json, date};
use bindery_vendors::akinon::{Gender, ListCustomersFilter, UserType};
use std::cmp::Ordering;

type Filter = ListCustomersFilter;

fn all() -> Filter {
    Filter::default()
}

pub fn cases(rows: &[Json]) -> Vec<Case<Filter>> {
    let is = |name: &'static str, value: &'static str| move |row: &Json| text(row, name) == Some(value);
    let member = |map: &'static str, key: &'static str, value: &'static str| {
        move |row: &Json| {
            let found = row.get(map).and_then(|map| map.get(key));
            found.is_some_and(|it| it.as_str().map_or_else(|| it.to_string(), str::to_owned) == value)
        }
    };
    let mut cases = vec![
        case(all().email(starts_with("test")), |row| {
            text(row, "email").unwrap().starts_with("test")
        }),
        case(all().email(starts_with("müller+")), |row| {
            text(row, "email").unwrap().starts_with("müller+")
        }),
        case(all().channel(5), |row| int(row, "channel") == Some(5)),
        case(all().channel_code("CH5"), is("channel_code", "CH5")),
        case(all().phone_number("+905000000007"), is("phone_number", "+905000000007")),
        case(all().id([251, 1, 9]), |row| matches!(int(row, "pk"), Some(1 | 9 | 251))),
        case(
            all().extra_field("some_key", "some_value"),
            member("extra_field", "some_key", "some_value"),
        ),
        case(all().extra_field("level", "2"), member("extra_field", "level", "2")),
        case(
            all().attributes("colour", "red & blue"),
            member("attributes", "colour", "red & blue"),
        ),
        case(all().first_name("José María"), is("first_name", "José María")),
        case(
            all().first_name("back\\slash/slash"),
            is("first_name", "back\\slash/slash"),
        ),
        case(all().last_name(""), is("last_name", "")),
        case(all().last_name("Ruiz-Zafón"), is("last_name", "Ruiz-Zafón")),
        case(all().erp_code(contains("P1")), |row| {
            text(row, "erp_code").is_some_and(|code| code.contains("P1"))
        }),
        case(all().gender(Gender::Female), is("gender", "female")),
        case(
            all().gender(Gender::Unknown("diverse".to_owned())),
            is("gender", "diverse"),
        ),
        case(all().user_type(UserType::Guest), is("user_type", "guest")),
        case(
            all().date_of_birth(date!("1975-08-25")),
            is("date_of_birth", "1975-08-25"),
        ),
        whole(all().page(2), |rows| rows[100..].to_vec()),
        whole(all().limit(30), |rows| rows),
    ];
    let email = text(&rows[3], "email").unwrap().to_owned();
    cases.push(case(all().email(&email), move |row| text(row, "email") == Some(&email)));
    let joined = middle(rows, |row| instant(row, "date_joined"));
    cases.push(case(
        all().date_joined(DateTime::from_text(joined.to_string())),
        move |row| instant(row, "date_joined") == Some(joined),
    ));
    for is in [true, false] {
        cases.extend([
            case(all().email_allowed(is), move |row| {
                flag(row, "email_allowed") == Some(is)
            }),
            case(all().sms_allowed(is), move |row| flag(row, "sms_allowed") == Some(is)),
            case(all().call_allowed(is), move |row| flag(row, "call_allowed") == Some(is)),
        ]);
    }
    cases.extend(times(rows));
    cases
}

/// Bounds of a time, and of its day: one in the middle of a day tells them apart.
fn times(rows: &[Json]) -> Vec<Case<Filter>> {
    let time = middle(rows, |row| instant(row, "created_date"));
    let operand = || DateTime::from_text(time.to_string());
    let by_time = |filter: Filter, fits: fn(Ordering) -> bool| {
        case(filter, move |row| {
            fits(instant(row, "created_date").unwrap().cmp(&time))
        })
    };
    let day = time.to_string()[..10].to_owned();
    let day_operand = || Date::from_text(day.as_str());
    let by_day = |filter: Filter, fits: fn(Ordering) -> bool| {
        let day = day.clone();
        // All are in UTC.
        case(filter, move |row| {
            fits(text(row, "created_date").unwrap()[..10].cmp(&day))
        })
    };
    vec![
        by_time(all().created_date(lt(operand())), Ordering::is_lt),
        by_time(all().created_date(lte(operand())), Ordering::is_le),
        by_time(all().created_date(gt(operand())), Ordering::is_gt),
        by_time(all().created_date(gte(operand())), Ordering::is_ge),
        by_day(all().created_date(lt(day_operand())), Ordering::is_lt),
        by_day(all().created_date(lte(day_operand())), Ordering::is_le),
        by_day(all().created_date(gt(day_operand())), Ordering::is_gt),
        by_day(all().created_date(gte(day_operand())), Ordering::is_ge),
    ]
}
