//! The types that several topics share.

use std::collections::BTreeMap;

use bindery::scalar::{Pattern, TextFormat};
use bindery::{Date, DateTime, Decimal, Json, Model, Time, Validate, WireEnum};

/// Unix time, in whole seconds.
pub(crate) struct Unix;
impl TextFormat for Unix {
    const PATTERN: Pattern = Pattern::Unix;
}

#[derive(Clone, Debug, PartialEq, Eq, WireEnum)]
pub(crate) enum State {
    Open,
    #[bindery(wire = "in-transit")]
    InTransit,
    #[bindery(unknown)]
    Unknown(String),
}

/// Every kind of field.
#[derive(Clone, PartialEq, Model, Validate)]
pub(crate) struct Order {
    #[bindery(required)]
    pub(crate) id: i64,
    #[bindery(required)]
    pub(crate) total: Decimal,
    pub(crate) weight: Option<f64>,
    #[bindery(wire = "isPaid", required, yes = "1", no = "0")]
    pub(crate) is_paid: bool,
    pub(crate) flags: Vec<bool>,
    #[bindery(null)]
    pub(crate) note: Option<String>,
    pub(crate) state: Option<State>,
    pub(crate) day: Option<Date>,
    pub(crate) placed: Option<DateTime>,
    pub(crate) changed: Option<DateTime<Unix>>,
    pub(crate) at: Option<Time>,
    #[bindery(text)]
    pub(crate) fee: Option<Decimal>,
    #[bindery(text)]
    pub(crate) counts: Vec<i64>,
    #[bindery(nested)]
    pub(crate) lines: Vec<Line>,
    pub(crate) labels: BTreeMap<String, String>,
    pub(crate) anything: Option<Json>,
}

#[derive(Clone, PartialEq, Model, Validate)]
pub(crate) struct Line {
    #[bindery(required, min_length = 1)]
    pub(crate) sku: String,
    #[bindery(min = "1", max = "99")]
    pub(crate) count: Option<i64>,
}

/// An order with every field given, as our own road writes it.
pub(crate) const FULL: &str = concat!(
    r#"{"id":7,"total":12.50,"weight":0.25,"isPaid":1,"flags":[true,false],"note":"two\nlines","state":"in-transit","#,
    r#""day":"2026-01-31","placed":"2026-01-31T10:00:00Z","changed":1769853600,"at":"10:00","fee":"0.10","#,
    r#""counts":["1","2"],"lines":[{"sku":"A1","count":2},{"sku":"B2"}],"labels":{"a":"x","b":"y"},"#,
    r#""anything":{"deep":[1,2.50,null]}}"#
);

pub(crate) fn full() -> Order {
    bindery::json::from_str(FULL).unwrap()
}
