//! Akinon: Django REST framework with numbered pages; a key, or one that a login gives.
//!
//! Input: calls below `/akinon`. Output: answers. **Invariant:** the customers stand in the order of their `pk`.

use crate::answer::{Answer, Call};
use crate::column::{Column, Kind, column};
use crate::dice::{Dice, NAMES, SURNAMES, number, object, stamp};
use crate::django::{self, Field, FieldKind, bad_query, detail, keeps, no_method, not_found};
use crate::paging::{cut, given, linked};
use crate::query;
use crate::vendor::{Service, Sessions};
use bindery::{Filter, Json, json};
use bindery_vendors::akinon::ListCustomersFilter;

/// The key that the server takes, beside those that logins give.
pub const KEY: &str = "akinon-key-0001";
/// Who may log in.
pub const USERNAME: &str = "partner@example.com";
/// The password of [`USERNAME`]; with characters that JSON escapes.
pub const PASSWORD: &str = "pass\"wörd\\1";

const COUNT: i64 = 251;

const COLUMNS: &[Column] = &[
    column("email", Kind::Text),
    Column {
        parameter: "channel__code",
        member: "channel_code",
        kind: Kind::Text,
    },
    column("channel", Kind::Number),
    column("phone_number", Kind::Text),
    column("created_date", Kind::DateTime),
    Column {
        parameter: "id",
        member: "pk",
        kind: Kind::Number,
    },
    column("extra_field", Kind::Map),
    column("attributes", Kind::Map),
    column("first_name", Kind::Text),
    column("last_name", Kind::Text),
    column("erp_code", Kind::Part),
    column("email_allowed", Kind::Boolean),
    column("sms_allowed", Kind::Boolean),
    column("call_allowed", Kind::Boolean),
    column("date_joined", Kind::DateTime),
    column("gender", Kind::Text),
    column("user_type", Kind::Text),
    column("date_of_birth", Kind::Date),
];

const FIELDS: &[Field] = &[
    Field::new("email", FieldKind::Email, "\"\"").required(),
    Field::new("first_name", FieldKind::Text, "\"\"").max(255),
    Field::new("last_name", FieldKind::Text, "\"\"").max(255),
    Field::nullable("phone_number", FieldKind::Text).max(128),
    Field::new("is_active", FieldKind::Boolean, "false").required(),
    Field::new("channel_code", FieldKind::Text, "\"\"").required().max(64),
    Field::nullable("erp_code", FieldKind::Text).max(64),
    Field::new("attributes", FieldKind::Object, "{}"),
    Field::new("attribute_kwargs", FieldKind::Object, "{}"),
    Field::new("localized_attributes", FieldKind::Object, "{}"),
    Field::new("localized_attribute_kwargs", FieldKind::Object, "{}"),
    Field::new("extra_field", FieldKind::Object, "{}"),
    Field::new("email_allowed", FieldKind::Boolean, "false"),
    Field::new("sms_allowed", FieldKind::Boolean, "false"),
    Field::new("call_allowed", FieldKind::Boolean, "false"),
    Field::new("date_joined", FieldKind::DateTime, "\"2026-02-01T00:00:00Z\""),
    Field::new("gender", FieldKind::Text, "\"\""),
    Field::new("user_type", FieldKind::Text, "\"registered\""),
    Field::new("date_of_birth", FieldKind::Date, "\"1900-01-01\""),
    Field::new("channel", FieldKind::Integer, "1"),
];

/// Members that a list filters by, or that only the detailed answers show.
const HIDDEN: [&str; 2] = ["created_date", "order_count"];

/// Akinon.
#[derive(Debug)]
pub(crate) struct Akinon {
    customers: Vec<Json>,
    sessions: Sessions,
}

impl Akinon {
    pub fn new() -> Self {
        let dice = &mut Dice::new(2);
        Self {
            customers: (1..=COUNT).map(|pk| customer(dice, pk)).collect(),
            sessions: Sessions::default(),
        }
    }

    fn login(&mut self, call: &Call<'_>) -> Answer {
        let body: Json = match json::from_slice(&call.request.body) {
            Ok(body) if call.request.has_media_type("application/json") => body,
            _ => return detail(400, "JSON parse error"),
        };
        let given = |name: &str| body.get(name).and_then(Json::as_str);
        if given("username") == Some(USERNAME) && given("password") == Some(PASSWORD) {
            Answer::new(200, object([("key", self.sessions.open().into())]))
        } else {
            django::invalid("non_field_errors", "Unable to log in with provided credentials.")
        }
    }

    fn list(&self, call: &Call<'_>, detailed: bool) -> Answer {
        if let Err(error) = ListCustomersFilter::from_query(&call.request.query) {
            return bad_query(&error);
        }
        let kept = |customer: &&Json| {
            call.pairs
                .iter()
                .all(|(name, value)| keeps(COLUMNS, customer, name, value))
        };
        let rows: Vec<&Json> = self.customers.iter().filter(kept).collect();
        let limit = given(query::integer(&call.pairs, "limit"), 1, 20);
        let page = given(query::integer(&call.pairs, "page").or(Some(1)), 1, 0);
        let Some(start) = page.checked_sub(1).and_then(|pages| pages.checked_mul(limit)) else {
            return detail(404, "Invalid page.");
        };
        let mut page = cut(&rows, start, limit, &call.listing, renew);
        if page.items.is_empty() && start > 0 {
            return detail(404, "Invalid page.");
        }
        page.items = page.items.into_iter().map(|item| shown(item, detailed)).collect();
        // The first page is the one without a number.
        let spell = |start: usize| vec![("page", (start > 0).then(|| (start / limit + 1).to_string()))];
        Answer::new(200, linked(page, call, spell))
    }

    fn create(&mut self, call: &Call<'_>) -> Answer {
        match django::read(FIELDS, call, false) {
            Ok(members) => {
                let pks = self
                    .customers
                    .iter()
                    .filter_map(|customer| customer.get("pk")?.as_i64());
                let pk = pks.max().unwrap_or(0) + 1;
                let mut customer = blank(pk);
                django::set(&mut customer, members);
                self.customers.push(customer.clone());
                Answer::new(201, shown(customer, false))
            }
            Err(refusal) => refusal,
        }
    }

    fn one(&mut self, call: &Call<'_>, pk: &str, detailed: bool) -> Answer {
        let wanted = pk.parse().ok().map(|pk: i64| Json::from(pk));
        let place = self
            .customers
            .iter()
            .position(|customer| wanted.is_some() && customer.get("pk") == wanted.as_ref());
        let Some((place, customer)) = place.and_then(|place| Some((place, self.customers.get_mut(place)?))) else {
            return not_found();
        };
        match (call.route().0, detailed) {
            ("GET", _) => Answer::new(200, shown(customer.clone(), detailed)),
            ("PUT" | "PATCH", false) => match django::read(FIELDS, call, call.route().0 == "PATCH") {
                Ok(members) => {
                    django::set(customer, members);
                    Answer::new(200, shown(customer.clone(), false))
                }
                Err(refusal) => refusal,
            },
            ("DELETE", false) => {
                self.customers.remove(place);
                Answer::empty(204)
            }
            _ => no_method(call),
        }
    }
}

impl Service for Akinon {
    fn answer(&mut self, call: &Call<'_>) -> Answer {
        let (method, path) = call.route();
        if (method, path.as_slice()) == ("POST", &["api", "i1", "auth", "login", ""]) {
            return self.login(call);
        }
        let refuse = |words: &str| detail(401, words).header("www-authenticate", "Token");
        match call
            .request
            .header("authorization")
            .map(|value| value.strip_prefix("Token "))
        {
            None => return refuse("Authentication credentials were not provided."),
            Some(Some(key)) if key == KEY || self.sessions.is_open(key) => {}
            Some(_) => return refuse("Invalid token."),
        }
        match (method, path.as_slice()) {
            ("GET", ["api", "v1", "customers", ""]) => self.list(call, false),
            ("POST", ["api", "v1", "customers", ""]) => self.create(call),
            ("GET", ["api", "v1", "customers", "detailed", ""]) => self.list(call, true),
            (_, ["api", "v1", "customers", ""] | ["api", "v1", "customers", "detailed", ""]) => no_method(call),
            (_, ["api", "v1", "customers", pk, ""]) => self.one(call, pk, false),
            (_, ["api", "v1", "customers", pk, "detailed", ""]) => self.one(call, pk, true),
            _ => not_found(),
        }
    }

    fn customers(&mut self) -> &mut Vec<Json> {
        &mut self.customers
    }

    fn sessions(&mut self) -> Option<&mut Sessions> {
        Some(&mut self.sessions)
    }
}

/// A record as an answer has it.
fn shown(mut customer: Json, detailed: bool) -> Json {
    if let Json::Object(members) = &mut customer
        && !detailed
    {
        members.retain(|name, _| !HIDDEN.contains(&name.as_str()));
    }
    customer
}

fn blank(pk: i64) -> Json {
    object([
        ("pk", pk.into()),
        ("created_date", "2026-02-01T00:00:00Z".into()),
        ("order_count", 0.into()),
    ])
}

fn customer(dice: &mut Dice, pk: i64) -> Json {
    let created = dice.roll(1_672_531_200, 1_735_689_600);
    let channel = dice.roll(1, 8);
    let mut record = blank(pk);
    let own = object([
        (
            "created_date",
            format!("{}.{:06}Z", stamp(created), dice.roll(0, 1_000_000)).into(),
        ),
        ("order_count", dice.integer(0, 30)),
        (
            "email",
            format!("{}{pk}@akinon.example", dice.pick(&["test", "Test", "müller+", "ana"])).into(),
        ),
        ("first_name", dice.text(NAMES)),
        ("last_name", dice.text(SURNAMES)),
        (
            "phone_number",
            dice.maybe(70, |dice| format!("+9050000000{:02}", dice.roll(0, 30)).into()),
        ),
        ("is_active", dice.flag()),
        ("channel_code", format!("CH{channel}").into()),
        (
            "erp_code",
            dice.maybe(60, |dice| format!("ERP{:03}", dice.roll(0, 500)).into()),
        ),
        ("attributes", attributes(dice)),
        ("attribute_kwargs", object([])),
        (
            "localized_attributes",
            object([("tr", object([("ünvan", Json::Null)]))]),
        ),
        ("localized_attribute_kwargs", object([])),
        (
            "extra_field",
            object([
                ("some_key", dice.text(&["some_value", "other value", ""])),
                ("ratio", number("1.10")),
                ("level", dice.integer(1, 4)),
            ]),
        ),
        ("email_allowed", dice.flag()),
        ("sms_allowed", dice.flag()),
        ("call_allowed", dice.flag()),
        (
            "date_joined",
            format!("{}.736995Z", stamp(created - created % 86_400)).into(),
        ),
        // The vendor's lists of values are not published.
        ("gender", dice.text(&["female", "male", "diverse", ""])),
        ("user_type", dice.text(&["guest", "registered"])),
        ("date_of_birth", format!("19{:02}-08-25", dice.roll(60, 90)).into()),
        ("channel", channel.into()),
    ]);
    django::set(&mut record, own.as_object().cloned().unwrap_or_default());
    record
}

fn attributes(dice: &mut Dice) -> Json {
    match dice.roll(0, 4) {
        0 => object([]),
        1 => object([("colour", "red & blue".into()), ("vip", true.into())]),
        2 => object([
            ("colour", "blue".into()),
            ("size", Json::from(vec![1.into(), Json::Null, "L".into()])),
        ]),
        _ => object([
            ("register_client_type", "default".into()),
            ("deep", object([("π", number("3.14"))])),
        ]),
    }
}

fn renew(row: &mut Json, index: usize) {
    let pk = i64::try_from(index).unwrap_or(i64::MAX).saturating_add(1_000_000);
    django::set(
        row,
        [
            ("pk".to_owned(), pk.into()),
            ("email".to_owned(), format!("endless{pk}@akinon.example").into()),
        ],
    );
}
