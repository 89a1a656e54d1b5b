//! Families and filters: what Rust writes is what stands in the query, and back.

use bindery::filter::{
    Bare, Fixed, Given, Has, Keyed, Operands, Operator, Param, ParamList, Query, QueryError, between, contains, exact,
    fixed_one, gt, icontains, is_in, is_null, not, not_in, own_flag, own_many,
};
use bindery::{Date, DateTime, Decimal, Family, Filter, Json, Lookups, date, datetime, decimal, json};

use crate::shop::State;

/// The operator `year`, whose operand is an integer whatever the field's type.
struct Year;
impl Operator for Year {
    const NAME: &'static str = "year";
}
fn year<T, F: Has<Year>>(value: i64) -> Lookups<T, F> {
    fixed_one::<Year, T, F>(value)
}

/// The operator `near`, with a list of the field's type.
struct Near;
impl Operator for Near {
    const NAME: &'static str = "near";
}
fn near<T: bindery::filter::Operand, F: Has<Near>>(values: impl IntoIterator<Item = T>) -> Lookups<T, F> {
    own_many::<Near, T, F>(values)
}

/// The operator `any`, without operand.
struct Any;
impl Operator for Any {
    const NAME: &'static str = "any";
}
fn any<T, F: Has<Any>>() -> Lookups<T, F> {
    own_flag::<Any, T, F>()
}

#[derive(Family)]
#[bindery(lookup(name = "exact", wire = "{field}={value}", means = exact))]
#[bindery(lookup(name = "lt", wire = "{field}__lt={value}", means = lt))]
#[bindery(lookup(name = "lte", wire = "{field}__lte={value}", means = lte))]
#[bindery(lookup(name = "gt", wire = "{field}__gt={value}", means = gt))]
#[bindery(lookup(name = "gte", wire = "{field}__gte={value}", means = gte))]
#[bindery(lookup(name = "in", wire = "{field}__in={values}", means = in, lists = comma))]
#[bindery(lookup(name = "range", wire = "{field}__range={from}..{to}", means = between))]
#[bindery(lookup(name = "is_null", wire = "{field}__isnull={value}", means = is_null))]
#[bindery(lookup(name = "near", wire = "{field}__near={values}", own = Near, lists = pipe))]
struct Comparable;

#[derive(Family)]
#[bindery(lookup(name = "gte", wire = "{field}[from]={value}", means = gte))]
#[bindery(lookup(name = "date_gte", wire = "{field}[date][from]={value}", means = gte, of = date))]
#[bindery(lookup(name = "date_lt", wire = "{field}[date][to]={value}", means = lt, of = date))]
#[bindery(lookup(name = "year", wire = "{field}[year]={value}", own = Year, of = integer))]
struct Moments;

#[derive(Family)]
#[bindery(lookup(name = "contains", wire = "{field}=*{value}*", means = contains))]
#[bindery(lookup(name = "any", wire = "{field}={{any}}", own = Any))]
#[bindery(lookup(name = "icontains", wire = "{field}=~{value}", means = icontains))]
#[bindery(lookup(name = "not", wire = "{field}=!{value}", means = not))]
#[bindery(lookup(name = "exact", wire = "{field}={value}", means = exact))]
#[bindery(lookup(name = "not_in", wire = "{field}!={values}", means = not_in, lists = repeat))]
struct Texts;

#[derive(Clone, Default, PartialEq, Filter)]
#[bindery(require(fields("page"), when("size")), count(fields("state", "where"), max = 1))]
struct ListOrders {
    /// Items. Parameters: `items`, `items__lt`, …
    #[bindery(min = "0")]
    items: Lookups<i64, Comparable>,
    total: Lookups<Decimal, Comparable>,
    day: Lookups<Date, Comparable>,
    created: Lookups<DateTime, Moments>,
    #[bindery(max_length = 5)]
    name: Lookups<String, Texts>,
    #[bindery(wire = "isPaid", yes = "1", no = "0")]
    is_paid: Param<bool>,
    state: Param<State>,
    #[bindery(wire = "where")]
    matching: Param<Json>,
    #[bindery(wire = "id", lists = brackets)]
    ids: ParamList<i64>,
    #[bindery(wire = "extra__{key}")]
    extra: Keyed<String, Bare>,
    #[bindery(wire = "cf_{key}", combine)]
    custom: Keyed<String, Texts, i64>,
    #[bindery(lists = quoted)]
    labels: ParamList<String>,
    #[bindery(min = "1")]
    page: Param<i64>,
    size: Param<i64>,
}

fn orders() -> ListOrders {
    ListOrders::default()
}

/// What is written, having been read back and found valid.
fn query(filter: ListOrders) -> String {
    let query = filter.to_query();
    assert_eq!(filter.validate(), Ok(()), "{query}");
    assert_eq!(ListOrders::from_query(&query), Ok(filter), "{query}");
    query
}

#[test]
fn ranges_and_lists_are_lookups() {
    assert_eq!(query(orders()), "");
    assert_eq!(query(orders().items(3)), "items=3");
    assert_eq!(query(orders().items(3..)), "items__gte=3");
    assert_eq!(query(orders().items(..3)), "items__lt=3");
    assert_eq!(query(orders().items(..=3)), "items__lte=3");
    assert_eq!(query(orders().items(3..5)), "items__lt=5&items__gte=3");
    assert_eq!(query(orders().items(3..=5)), "items__lte=5&items__gte=3");
    assert_eq!(query(orders().items([3, 4])), "items__in=3%2C4");
    assert_eq!(query(orders().items(vec![3])), "items__in=3");
    assert_eq!(
        query(orders().total(decimal!("10.50")..decimal!("20"))),
        "total__lt=20&total__gte=10.50"
    );
    assert_eq!(query(orders().day(date!("2026-01-31")..)), "day__gte=2026-01-31");
    assert_eq!(query(orders().ids([7, 8])), "id%5B%5D=7&id%5B%5D=8");
}

#[test]
fn functions_are_lookups() {
    assert_eq!(query(orders().items(exact(3))), "items=3");
    assert_eq!(query(orders().items(gt(3).and(..9))), "items__lt=9&items__gt=3");
    assert_eq!(query(orders().items(is_in([1, 2]))), "items__in=1%2C2");
    assert_eq!(query(orders().items(between(1, 2))), "items__range=1..2");
    assert_eq!(query(orders().items(is_null(true))), "items__isnull=true");
    assert_eq!(query(orders().name(contains("ana"))), "name=%2Aana%2A");
    assert_eq!(query(orders().name(icontains("ana"))), "name=~ana");
    assert_eq!(query(orders().name(not("ana"))), "name=%21ana");
    assert_eq!(query(orders().name(not_in(["a", "b"]))), "name%21=a&name%21=b");
    assert_eq!(query(orders().name("a & b")), "name=a%20%26%20b");
}

#[test]
fn operands_may_have_a_type_of_their_own() {
    let created = datetime!("2026-01-31T10:00:00Z");
    assert_eq!(
        query(orders().created(created..)),
        "created%5Bfrom%5D=2026-01-31T10%3A00%3A00Z"
    );
    assert_eq!(
        query(orders().created(date!("2026-01-31")..date!("2026-02-28"))),
        "created%5Bdate%5D%5Bfrom%5D=2026-01-31&created%5Bdate%5D%5Bto%5D=2026-02-28"
    );
}

#[test]
fn operators_of_the_vendor_s_own() {
    assert_eq!(query(orders().created(year(2026))), "created%5Byear%5D=2026");
    assert_eq!(query(orders().items(near([1, 2]))), "items__near=1%7C2");
    assert_eq!(query(orders().name(any())), "name=%7Bany%7D");
    let filter = ListOrders::from_query("created[year]=2026").unwrap();
    assert!(matches!(
        filter.created.get("year"),
        Some(Given::Fixed(Operands::One(Fixed::Integer(2026))))
    ));
}

#[test]
fn codings_enums_json_and_keys() {
    assert_eq!(query(orders().is_paid(true)), "isPaid=1");
    assert_eq!(query(orders().state(State::InTransit)), "state=in-transit");
    let matching: Json = json::from_str(r#"{"open":true}"#).unwrap();
    assert_eq!(query(orders().matching(matching)), "where=%7B%22open%22%3Atrue%7D");
    let filter = orders().extra("size", "xl").extra("colour", "red").extra("size", "l");
    assert_eq!(
        filter
            .extra
            .get("size")
            .and_then(|size| size.value())
            .map(String::as_str),
        Some("l")
    );
    assert_eq!(query(filter), "extra__colour=red&extra__size=l");
}

#[test]
fn a_second_call_replaces() {
    assert_eq!(query(orders().page(1).page(2).items(3..).items(4)), "items=4&page=2");
}

#[test]
fn readers_are_strict() {
    for (query, expected) in [
        ("item=1", "there is no parameter `item`; did you mean `items`?"),
        ("items=x", r#"`items`"#),
        ("items=1&items=2", r#"`items`"#),
        ("where={", r#"`where`"#),
        ("state=lost", r#"`state`"#),
        ("name=%G1", r#"%G1"#),
    ] {
        let error = ListOrders::from_query(query).unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
    }
    assert!(matches!(ListOrders::from_query("items=1&items=2"), Err(QueryError::Twice { name }) if name == "items"));
    assert!(ListOrders::from_query("?items=1&").is_ok());
}

#[test]
fn typed_keys_combined_lookups_and_quoted_lists() {
    let filter = orders()
        .custom(7, contains("a").and(any()))
        .custom(-1, "x")
        .labels(["a,b", "c"]);
    assert_eq!(
        query(filter),
        "cf_-1=x&cf_7=%2Aa%2A&cf_7=%7Bany%7D&labels=%22a%2Cb%22%2Cc"
    );
    let error = ListOrders::from_query("cf_x=1").unwrap_err();
    assert!(matches!(error, QueryError::Key { key, .. } if key == "x"));
}

#[test]
fn validation_names_parameters() {
    let mut lookups = orders()
        .items(is_in([1, -1]))
        .name("abcdef")
        .state(State::Unknown("lost".into()))
        .matching(Json::Null)
        .size(10);
    let violations = lookups.validate().unwrap_err();
    let found: Vec<_> = violations.iter().map(|one| (one.path(), one.rule())).collect();
    assert_eq!(
        found,
        [
            ("items__in", "minimum"),
            ("name", "max_length"),
            ("state", "known"),
            ("page", "require"),
            ("where", "at_most"),
        ]
    );
    lookups.items = gt(1).and(gt(2));
    assert_eq!(
        lookups.validate().unwrap_err().get("items__gt").unwrap().rule(),
        "twice"
    );
    let commas = ListOrders {
        ids: Vec::<i64>::new().into(),
        ..orders()
    };
    assert_eq!(commas.validate().unwrap_err().get("id[]").unwrap().rule(), "empty_list");
}

#[test]
fn debug_shows_what_is_set() {
    let filter = orders()
        .items(3..5)
        .page(2)
        .ids([7])
        .extra("size", "l")
        .name(contains("a"));
    assert_eq!(
        format!("{filter:?}"),
        r#"ListOrders { items: {lt: 5, gte: 3}, name: {contains: "a"}, id: [7], extra__{key}: {"size": {exact: "l"}}, page: 2 }"#
    );
    assert_eq!(format!("{:?}", orders()), "ListOrders");
}

#[test]
fn parameters_that_the_bindings_do_not_know_can_be_sent() {
    let mut query = Query::new();
    orders().page(2).write_query(&mut query);
    query.push("new", "a b");
    assert_eq!(query.as_str(), "page=2&new=a%20b");
}
