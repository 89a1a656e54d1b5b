//! Cases of AceptaBits, which searches, and of Valomnia, whose wildcards stand in the values.

use super::{Case, case, has, middle, whole};
use crate::rows::{flag, text};
use bindery::Json;
use bindery::filter::{contains, ends_with, exact, gt, gte, lt, lte, starts_with};
use bindery_vendors::aceptabits::GetCustomersFilter;
use bindery_vendors::valomnia::{Bounds, ListCustomersFilter, Order, Stamp, Wildcard};
use std::cmp::Ordering;

pub fn aceptabits() -> Vec<Case<GetCustomersFilter>> {
    let all = GetCustomersFilter::default;
    let found = |part: &'static str| {
        const SEARCHED: [&str; 9] = [
            "code",
            "name",
            "lastname",
            "phone",
            "email",
            "code_shop",
            "name_shop",
            "code_agent",
            "name_agent",
        ];
        move |row: &Json| SEARCHED.iter().any(|name| has(row, name, part))
    };
    let (shop, agent) = ("pgbsho00000000000000002", "pgbage0000000000000003");
    vec![
        case(all().code_shop(shop), move |row| text(row, "code_shop") == Some(shop)),
        case(all().code_agent(agent), move |row| {
            text(row, "code_agent") == Some(agent)
        }),
        case(all().search("MARIO"), found("mario")),
        case(all().search("juan@mail"), found("juan@mail")),
        case(all().search("+52 1"), found("+52 1")),
        case(all().search("Pérez 1"), found("pérez 1")),
        case(all().search("pgbcus0000000000000791"), found("pgbcus0000000000000791")),
        whole(all().page(2), |rows| rows[100..].to_vec()),
        whole(all().limit(33), |rows| rows),
    ]
}

pub fn valomnia(rows: &[Json]) -> Vec<Case<ListCustomersFilter>> {
    let all = ListCustomersFilter::default;
    let mut cases = vec![
        case(all().is_active(true), |row| flag(row, "isActive") == Some(true)),
        case(all().is_active(false), |row| flag(row, "isActive") == Some(false)),
        whole(all().limit(90), |rows| rows),
        whole(all().offset(250), |rows| rows[250..].to_vec()),
        whole(all().sort("dateCreated"), |rows| sorted(rows, "dateCreated")),
        whole(all().sort("reference").order(Order::Ascending), |rows| {
            sorted(rows, "reference")
        }),
        whole(all().sort("dateCreated").order(Order::Descending), |rows| {
            sorted(rows, "dateCreated").into_iter().rev().collect()
        }),
        whole(all().order(Order::Descending), |rows| rows.into_iter().rev().collect()),
    ];
    type Texts = fn(ListCustomersFilter, Wildcard<String>) -> ListCustomersFilter;
    let texts: [(&str, Texts, [&str; 4]); 3] = [
        (
            "reference",
            |all, it| all.reference(it),
            ["NC/7 é?#%", "/1", "NC-1", "5"],
        ),
        ("name", |all, it| all.name(it), ["Marie \"Mimi\"", "ari", "Ma", " Co"]),
        (
            "categoryReference",
            |all, it| all.category_reference(it),
            ["Ref-6", "ef-6", "Ref-6", "6"],
        ),
    ];
    for (name, set, [whole, part, start, end]) in texts {
        let of = move |row: &Json, fits: &dyn Fn(&str) -> bool| text(row, name).is_some_and(fits);
        cases.extend([
            case(set(all(), exact(whole)), move |row| of(row, &|text| text == whole)),
            case(set(all(), contains(part)), move |row| {
                of(row, &|text| text.contains(part))
            }),
            case(set(all(), starts_with(start)), move |row| {
                of(row, &|text| text.starts_with(start))
            }),
            case(set(all(), ends_with(end)), move |row| {
                of(row, &|text| text.ends_with(end))
            }),
        ]);
    }
    type Times = fn(ListCustomersFilter, Bounds<Stamp>) -> ListCustomersFilter;
    let times: [(&str, Times); 2] = [
        ("dateCreated", |all, it| all.date_created(it)),
        ("lastUpdated", |all, it| all.last_updated(it)),
    ];
    for (name, set) in times {
        let time = middle(rows, |row| text(row, name).map(str::to_owned));
        let operand = || Stamp::from_text(time.as_str());
        let one = |lookup, fits: fn(Ordering) -> bool| {
            let time = time.clone();
            // All are in UTC, to the second.
            case(set(all(), lookup), move |row| fits(text(row, name).unwrap().cmp(&time)))
        };
        cases.extend([
            one(lt(operand()), Ordering::is_lt),
            one(lte(operand()), Ordering::is_le),
            one(gt(operand()), Ordering::is_gt),
            one(gte(operand()), Ordering::is_ge),
        ]);
    }
    cases
}

fn sorted(mut rows: Vec<Json>, name: &str) -> Vec<Json> {
    rows.sort_by_key(|row| text(row, name).map(str::to_owned));
    rows
}
