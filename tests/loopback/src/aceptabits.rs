//! AceptaBits: Laravel with an envelope around everything; a bearer token.
//!
//! Input: calls below `/aceptabits`. Output: answers. **Invariant:** the customers stand newest first.

use crate::answer::{Answer, Call};
use crate::column::icontains;
use crate::dice::{Dice, NAMES, SURNAMES, object, stamp};
use crate::django::set;
use crate::paging::{cut, given, numbered};
use crate::query;
use crate::vendor::{Service, Sessions};
use bindery::filter::QueryError;
use bindery::{Filter, Json};
use bindery_vendors::aceptabits::{GetCustomersFilter, ShowCustomerFilter};

/// The token that the server takes.
pub const TOKEN: &str = "aceptabits|token-0001";

const COUNT: i64 = 257;

/// Where `search` looks.
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

/// AceptaBits.
#[derive(Debug)]
pub(crate) struct Aceptabits {
    customers: Vec<Json>,
}

impl Aceptabits {
    pub fn new() -> Self {
        let dice = &mut Dice::new(3);
        Self {
            customers: (1..=COUNT).rev().map(|number| customer(dice, number)).collect(),
        }
    }

    fn list(&self, call: &Call<'_>) -> Answer {
        if let Err(error) = GetCustomersFilter::from_query(&call.request.query) {
            return refused(400, list_code(&error));
        }
        let (page, limit) = (
            query::integer(&call.pairs, "page"),
            query::integer(&call.pairs, "limit"),
        );
        let (page, limit) = (given(page, 1, 0), given(limit, 1, 0).min(100));
        let Some(pages) = page.checked_sub(1) else {
            return refused(400, "1575");
        };
        if limit == 0 {
            return refused(400, "1576");
        }
        let rows: Vec<&Json> = self.customers.iter().filter(|customer| keeps(customer, call)).collect();
        let cut = cut(&rows, pages.saturating_mul(limit), limit, &call.listing, renew);
        succeeded("0051", Some(numbered(cut, &call.listing)))
    }

    fn show(&self, call: &Call<'_>) -> Answer {
        match ShowCustomerFilter::from_query(&call.request.query)
            .ok()
            .and(query::value(&call.pairs, "code"))
        {
            None | Some("") => refused(400, "1374"),
            Some(code) => match self.place(code).and_then(|place| self.customers.get(place)) {
                Some(customer) => succeeded("0062", Some(customer.clone())),
                None => refused(400, "1375"),
            },
        }
    }

    fn delete(&mut self, call: &Call<'_>) -> Answer {
        let body = if call.request.has_media_type("application/json") {
            call.request.json()
        } else {
            None
        };
        let Some(code) = body.as_ref().and_then(|body| body.get("code")).and_then(Json::as_str) else {
            return refused(400, "1464");
        };
        let Some(place) = self.place(code) else {
            return refused(400, "1465");
        };
        if self
            .customers
            .get(place)
            .and_then(|customer| customer.get("isEditable"))
            == Some(&Json::from("0"))
        {
            return refused(400, "1615");
        }
        self.customers.remove(place);
        succeeded("0079", None)
    }

    fn place(&self, code: &str) -> Option<usize> {
        let code = Json::from(code);
        self.customers
            .iter()
            .position(|customer| customer.get("code") == Some(&code))
    }
}

impl Service for Aceptabits {
    fn answer(&mut self, call: &Call<'_>) -> Answer {
        let (method, path) = call.route();
        let ["api", "thirdparty", "v1", name] = path.as_slice() else {
            return Answer::new(404, object([("message", "".into())]));
        };
        let (no_token, wrong_token) = match *name {
            "get-customers" => ("0000", "1273"),
            "show-customer" => ("0003", "1373"),
            _ => ("1463", "1466"),
        };
        match call
            .request
            .header("authorization")
            .map(|value| value.strip_prefix("Bearer "))
        {
            Some(Some(TOKEN)) => {}
            None => return refused(401, no_token),
            Some(_) => return refused(401, wrong_token),
        }
        match (method, *name) {
            ("GET", "get-customers") => self.list(call),
            ("GET", "show-customer") => self.show(call),
            ("POST", "delete-customer") => self.delete(call),
            (_, "get-customers" | "show-customer" | "delete-customer") => Answer::new(
                405,
                object([(
                    "message",
                    format!("The {method} method is not supported for this route.").into(),
                )]),
            ),
            _ => Answer::new(404, object([("message", "".into())])),
        }
    }

    fn customers(&mut self) -> &mut Vec<Json> {
        &mut self.customers
    }

    fn sessions(&mut self) -> Option<&mut Sessions> {
        None
    }
}

fn succeeded(code: &str, data: Option<Json>) -> Answer {
    let mut body = object([("status", true.into()), ("success", object([("code", code.into())]))]);
    set(&mut body, data.map(|data| ("data".to_owned(), data)));
    Answer {
        escaped: true,
        ..Answer::new(200, body)
    }
}

fn refused(status: u16, code: &str) -> Answer {
    Answer::new(
        status,
        object([("status", false.into()), ("error", object([("code", code.into())]))]),
    )
}

/// A page that is none counts as missing; for other mistakes the vendor has one code.
fn list_code(error: &QueryError) -> &'static str {
    match error {
        QueryError::Value { name, .. } | QueryError::Twice { name } if name == "page" => "1575",
        QueryError::Value { name, .. } | QueryError::Twice { name } if name == "limit" => "1576",
        _ => "1275",
    }
}

fn keeps(customer: &Json, call: &Call<'_>) -> bool {
    let text = |member: &str| customer.get(member).and_then(Json::as_str);
    call.pairs.iter().all(|(name, value)| match name.as_str() {
        "code_shop" | "code_agent" => text(name) == Some(value),
        "search" => SEARCHED
            .iter()
            .any(|member| text(member).is_some_and(|text| icontains(text, value))),
        _ => true,
    })
}

fn customer(dice: &mut Dice, number: i64) -> Json {
    // Mexico City is six hours behind since it gave up summer time in 2022.
    let created = 1_675_209_600 + number * 300_000 + dice.roll(0, 300_000);
    let shop = dice.roll(1, 6);
    let agent = dice.maybe(70, |dice| dice.integer(1, 4)).as_i64();
    let with_agent = if agent.is_some() { dice.roll(0, 20) } else { 0 };
    let without = dice.roll(0, 20);
    object([
        ("code", format!("pgbcus{:017}", number * 7919).into()),
        ("name", dice.text(NAMES)),
        ("lastname", dice.maybe(60, |dice| dice.text(SURNAMES))),
        (
            "phone",
            dice.maybe(60, |dice| dice.text(&["", "89 56 23 12 78", "+52 1 55 0000"])),
        ),
        (
            "email",
            dice.maybe(70, |dice| {
                dice.text(&["", "mail@tyr", "juan@mail.com", "josé@correo.example"])
            }),
        ),
        ("created_at", format!("{}.000000Z", stamp(created)).into()),
        ("created_at_format", stamp(created - 6 * 3600).replace('T', " ").into()),
        ("code_shop", format!("pgbsho{shop:017}").into()),
        ("name_shop", format!("Velas Martín {shop}").into()),
        (
            "code_agent",
            agent.map_or(Json::Null, |agent| format!("pgbage{agent:016}").into()),
        ),
        (
            "name_agent",
            agent.map_or(Json::Null, |agent| format!("Francisco Pérez {agent}").into()),
        ),
        ("total_orders", (with_agent + without).into()),
        ("total_agent_orders", with_agent.into()),
        ("total_no_agent_orders", without.into()),
        ("isEditable", dice.text(&["-1", "-1", "0"])),
    ])
}

fn renew(row: &mut Json, index: usize) {
    set(row, [("code".to_owned(), format!("pgbcus9{index:016}").into())]);
}
