//! Valomnia: Grails with wildcards in values; a session that a form login opens.
//!
//! Input: calls below `/valomnia`. Output: answers. **Invariant:** the customers stand in the order of their ids.

use crate::answer::{Answer, Call};
use crate::column::{Kind, at, glob, is};
use crate::dice::{Dice, NAMES, number, object, stamp};
use crate::django::set;
use crate::paging::{cut, given, pathed};
use crate::query;
use crate::vendor::{Service, Sessions};
use bindery::filter::QueryError;
use bindery::{Filter, Json};
use bindery_vendors::valomnia::ListCustomersFilter;
use std::cmp::Ordering;

/// Who may log in.
pub const USERNAME: &str = "rep@example.com";
/// The password of [`USERNAME`]; with characters that forms escape.
pub const PASSWORD: &str = "p&ss=wörd +1";

const COUNT: i64 = 254;

/// Valomnia.
#[derive(Debug)]
pub(crate) struct Valomnia {
    customers: Vec<Json>,
    sessions: Sessions,
}

impl Valomnia {
    pub fn new() -> Self {
        let dice = &mut Dice::new(4);
        Self {
            customers: (1..=COUNT).map(|id| customer(dice, id)).collect(),
            sessions: Sessions::default(),
        }
    }

    fn login(&mut self, call: &Call<'_>) -> Answer {
        let form = query::pairs(&String::from_utf8_lossy(&call.request.body));
        let right = call.request.has_media_type("application/x-www-form-urlencoded")
            && query::value(&form, "j_username") == Some(USERNAME)
            && query::value(&form, "j_password") == Some(PASSWORD)
            && query::value(&form, "ajax") == Some("true");
        if !right {
            return refused(
                401,
                "unauthorized",
                "Sorry, we were not able to find a user with that username and password.",
            );
        }
        let cookie = format!("JSESSIONID={}; Path={}; HttpOnly", self.sessions.open(), call.prefix);
        Answer::new(200, object([("success", true.into()), ("username", USERNAME.into())])).header("set-cookie", cookie)
    }

    fn list(&self, call: &Call<'_>) -> Answer {
        if let Err(error) = ListCustomersFilter::from_query(&call.request.query) {
            return bad_query(&error);
        }
        let mut rows: Vec<&Json> = self.customers.iter().filter(|customer| keeps(customer, call)).collect();
        if let Some(field) = query::value(&call.pairs, "sort") {
            if !self
                .customers
                .iter()
                .all(|customer| customer.get(field).is_some_and(is_scalar))
            {
                return refused(
                    400,
                    "invalid_param",
                    "The parameters [sort] you provided are not valid for this request.",
                );
            }
            rows.sort_by(|one, other| compare(one.get(field), other.get(field)));
        }
        if query::value(&call.pairs, "order") == Some("desc") {
            rows.reverse();
        }
        let limit = given(query::integer(&call.pairs, "max"), 1, 100);
        let start = given(query::integer(&call.pairs, "offset"), 0, 0);
        Answer::new(200, pathed(cut(&rows, start, limit, &call.listing, renew), call))
    }

    fn delete(&mut self, member: &str, wanted: &Json) -> Answer {
        let place = self
            .customers
            .iter()
            .position(|customer| customer.get(member) == Some(wanted));
        let Some((place, customer)) = place.and_then(|place| Some((place, self.customers.get(place)?))) else {
            return refused(404, "not_found", "The customer was not found.");
        };
        let id = customer.get("id");
        if self.customers.iter().any(|other| at(other, "parentCustomer.id") == id) {
            return refused(400, "delete_failed", "The customer has sub-customers.");
        }
        self.customers.remove(place);
        let words = "Customer has been successfully deleted.";
        Answer::new(
            200,
            object([("success", "true".into()), ("success_description", words.into())]),
        )
    }
}

impl Service for Valomnia {
    fn answer(&mut self, call: &Call<'_>) -> Answer {
        let (method, path) = call.route();
        if (method, path.as_slice()) == ("POST", &["j_spring_security_check"]) {
            return self.login(call);
        }
        if !call
            .request
            .cookie("JSESSIONID")
            .is_some_and(|key| self.sessions.is_open(key))
        {
            return refused(
                401,
                "unauthorized",
                "Full authentication is required to access this resource.",
            );
        }
        match (method, path.as_slice()) {
            ("GET", ["api", "v1.0", "customers"]) => self.list(call),
            ("DELETE", ["api", "v1.0", "customers", "reference", reference]) => {
                self.delete("reference", &(*reference).into())
            }
            ("DELETE", ["api", "v1.0", "customers", id]) => match id.parse::<i64>() {
                Ok(id) => self.delete("id", &id.into()),
                Err(_) => refused(400, "invalid_param_type", "The parameter [id] is no integer."),
            },
            (_, ["api", "v1.0", "customers", ..]) => refused(405, "method_not_allowed", "Not this method."),
            _ => refused(404, "not_found", "There is nothing here."),
        }
    }

    fn customers(&mut self) -> &mut Vec<Json> {
        &mut self.customers
    }

    fn sessions(&mut self) -> Option<&mut Sessions> {
        Some(&mut self.sessions)
    }
}

fn refused(status: u16, code: &str, words: &str) -> Answer {
    Answer::new(
        status,
        object([("error", code.into()), ("error_description", words.into())]),
    )
}

fn bad_query(error: &QueryError) -> Answer {
    match error {
        QueryError::Value { name, text, .. } if name.starts_with("dateCreated") || name.starts_with("lastUpdated") => {
            let words = format!("Invalid datetime filter (not ISO-8601 formatted): [{text}]");
            refused(400, "invalid_datetime_format", &words)
        }
        QueryError::Value { name, .. } => refused(
            400,
            "invalid_param_type",
            &format!("The parameter [{name}] has another type."),
        ),
        QueryError::Unknown { name, .. } | QueryError::Twice { name } | QueryError::Index { name, .. } => {
            let words = format!("The parameters [{name}] you provided are not valid for this request.");
            refused(400, "invalid_param", &words)
        }
        _ => refused(400, "invalid_param", "The query is malformed."),
    }
}

fn keeps(customer: &Json, call: &Call<'_>) -> bool {
    call.pairs.iter().all(|(name, value)| {
        let (member, bound) = name.rsplit_once('_').unwrap_or((name, ""));
        let Some(found) = at(customer, member) else {
            // Parameters of the list itself are no members, and narrow nothing.
            return ["sort", "order", "max", "offset"].contains(&name.as_str());
        };
        match (name.as_str(), bound) {
            ("isActive", _) => is(found, Kind::Boolean, value, Ordering::is_eq),
            ("reference" | "name" | "categoryReference", _) => found.as_str().is_some_and(|text| glob(text, value)),
            (_, "lt") => is(found, Kind::DateTime, value, Ordering::is_lt),
            (_, "lte") => is(found, Kind::DateTime, value, Ordering::is_le),
            (_, "gt") => is(found, Kind::DateTime, value, Ordering::is_gt),
            (_, "gte") => is(found, Kind::DateTime, value, Ordering::is_ge),
            _ => false,
        }
    })
}

const fn is_scalar(value: &Json) -> bool {
    !matches!(value, Json::Array(_) | Json::Object(_))
}

/// Nulls first; numbers and texts by their values.
fn compare(one: Option<&Json>, other: Option<&Json>) -> Ordering {
    match (one, other) {
        (Some(Json::Number(one)), Some(Json::Number(other))) => one.cmp(other),
        (Some(Json::String(one)), Some(Json::String(other))) => one.cmp(other),
        (Some(Json::Boolean(one)), Some(Json::Boolean(other))) => one.cmp(other),
        (one, other) => other.is_none_or(Json::is_null).cmp(&one.is_none_or(Json::is_null)),
    }
}

fn customer(dice: &mut Dice, id: i64) -> Json {
    let created = dice.roll(1_450_000_000, 1_500_000_000);
    let category = dice.maybe(80, |dice| format!("Ref-{}", dice.roll(1, 70)).into());
    let segment = dice.maybe(60, |dice| dice.text(&["seg_a", "seg-b"]));
    let parent = if id > 200 {
        dice.maybe(50, |dice| dice.integer(1, 50)).as_i64()
    } else {
        None
    };
    let due = dice.maybe(50, |dice| dice.integer(1, 90));
    object([
        ("id", id.into()),
        ("reference", reference(id).into()),
        ("reference2", dice.maybe(20, |dice| dice.text(&["", "second"]))),
        ("name", dice.text(NAMES)),
        ("categoryReference", category.clone()),
        ("customerCategory", linked(&category, 3, "customerCategories")),
        ("isSubCustomer", parent.is_some().into()),
        (
            "parentCustomer",
            parent.map_or(Json::Null, |parent| {
                linked(&reference(parent).into(), parent, "customers")
            }),
        ),
        ("billWithParent", dice.flag()),
        ("customerSegmentationReference", segment.clone()),
        ("customerSegmentation", linked(&segment, 1, "customerSegmentations")),
        ("pocTenus", Json::Null),
        ("email", dice.maybe(60, |_| format!("c{id}@example.com").into())),
        (
            "logo",
            dice.maybe(20, |_| "/entity1/photoCustomer/logo_272x92.png".into()),
        ),
        ("phone", dice.maybe(50, |_| "+33 1 23 45".into())),
        ("mobile", Json::Null),
        ("fax", Json::Null),
        (
            "comment",
            dice.maybe(30, |dice| dice.text(&["", "line one\r\nline two", "★"])),
        ),
        ("barcode", dice.maybe(30, |_| "0000123456789".into())),
        ("isSameAddress", dice.flag()),
        ("billingCountry", dice.maybe(80, |dice| dice.text(&["FR", "TN"]))),
        (
            "billingCity",
            dice.maybe(80, |dice| dice.text(&["Nice", "Orléans", "تونس"])),
        ),
        ("billingPostalCode", Json::Null),
        ("billingAddress", Json::Null),
        ("billingLat", dice.maybe(40, |_| number("43.7034273"))),
        ("billingLng", dice.maybe(40, |_| number("-7.2662687000"))),
        ("country", "FR".into()),
        ("city", dice.maybe(80, |_| "Nice".into())),
        ("postalCode", Json::Null),
        ("address", Json::Null),
        ("latitude", dice.maybe(40, |_| number("4.37034273E1"))),
        ("longitude", Json::Null),
        ("isCredit", dice.maybe(60, Dice::flag)),
        ("creditLimit", dice.maybe(60, |dice| dice.integer(0, 9000))),
        ("balance", dice.maybe(60, |dice| dice.amount(-100_000, 100_000))),
        ("maxChequePeriod", dice.maybe(30, |dice| dice.integer(0, 90))),
        ("maxChequeValue", Json::Null),
        ("appliedCashBackOutput", Json::Null),
        ("returnDiscount", dice.maybe(30, |dice| dice.amount(0, 500))),
        ("invoicesPerRoute", Json::Null),
        ("isActive", dice.chance(80).into()),
        ("onHold", dice.chance(10).into()),
        ("onHoldReason", Json::Null),
        ("paymentTerm", dice.maybe(20, |_| object([("days", 30.into())]))),
        ("createdBy", dice.maybe(80, |dice| user(dice.roll(1, 9)))),
        ("dueDateConfigNumber", due.clone()),
        (
            "dueDateConfigType",
            if due.is_null() {
                Json::Null
            } else {
                "daysAfterInvoiceDate".into()
            },
        ),
        (
            "paymentTypes",
            if dice.chance(80) {
                Json::from(vec![])
            } else {
                Json::from(vec!["cash".into(), 2.into()])
            },
        ),
        ("website", Json::Null),
        ("taxNumber", Json::Null),
        ("companyRegistrationNumber", Json::Null),
        ("contacts", Json::from(vec![])),
        ("currency", dice.text(&["EUR", "TND"])),
        ("organization", "entity1".into()),
        ("dateCreated", format!("{}Z", stamp(created)).into()),
        (
            "lastUpdated",
            format!("{}Z", stamp(created + dice.roll(0, 50_000_000))).into(),
        ),
        ("region", Json::Null),
    ])
}

/// Some codes hold what paths must escape.
fn reference(id: i64) -> String {
    match id % 10 {
        7 => format!("NC/{id} é?#%"),
        _ => format!("NC-{id}"),
    }
}

/// Another record by its code, as long as there is one.
fn linked(reference: &Json, id: i64, kind: &str) -> Json {
    if reference.is_null() {
        return Json::Null;
    }
    let href = format!("/api/v1.0/{kind}/{id}");
    object([
        ("id", id.into()),
        ("reference", reference.clone()),
        ("name", "Home".into()),
        ("href", href.into()),
    ])
}

fn user(id: i64) -> Json {
    let (reference, href) = (format!("emp-{id:03}"), format!("/api/v1.0/users/{id}"));
    object([
        ("userId", id.into()),
        ("reference", reference.into()),
        ("href", href.into()),
    ])
}

fn renew(row: &mut Json, index: usize) {
    let id = i64::try_from(index).unwrap_or(i64::MAX).saturating_add(1_000_000);
    set(
        row,
        [
            ("id".to_owned(), id.into()),
            ("reference".to_owned(), format!("NC-{id}").into()),
        ],
    );
}
