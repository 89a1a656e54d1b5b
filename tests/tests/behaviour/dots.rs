//! Several conditions under one name.

use crate::list;
use bindery::filter::{contains, exact, gte, is_in, lt, not};
use bindery::{Endpoint, Filter, date, decimal};
use bindery_tests::dots::{self, ListPeopleFilter};

fn all() -> ListPeopleFilter {
    ListPeopleFilter::default()
}

#[test]
fn bounds_of_one_name_are_sent_together() {
    let adults = all().age(18..65);
    assert_eq!(adults.to_query(), "age=gte.18&age=lt.65");
    assert_eq!(list(adults.validate()), [""; 0]);
    assert_eq!(ListPeopleFilter::from_query("age=lt.65&age=gte.18"), Ok(adults));

    let several = all()
        .age(gte(18).and(not(30)).and([20, 40]))
        .born(date!("1980-01-01")..=date!("1989-12-31"))
        .name(contains("a").and(not("Ana")));
    let query = several.to_query();
    assert_eq!(
        query,
        "age=neq.30&age=gte.18&age=in.%2820%2C40%29&born=gte.1980-01-01&born=lte.1989-12-31\
         &name=neq.Ana&name=like.%2Aa%2A"
    );
    assert_eq!(list(several.validate()), [""; 0]);
    assert_eq!(ListPeopleFilter::from_query(&query), Ok(several));
}

#[test]
fn also_under_each_key_of_an_open_name() {
    let both = all().data("size", exact("s").and(not("m"))).data(
        "kind",
        dots::tagged(["a".to_owned(), "b".to_owned()]).and(contains("x")),
    );
    assert_eq!(
        both.to_query(),
        "data-%3E%3Ekind=like.%2Ax%2A&data-%3E%3Ekind_tags=a&data-%3E%3Ekind_tags=b\
         &data-%3E%3Esize=eq.s&data-%3E%3Esize=neq.m"
    );
    assert_eq!(ListPeopleFilter::from_query(&both.to_query()), Ok(both));
}

#[test]
fn one_lookup_is_still_given_once() {
    let twice = all().age(gte(18).and(gte(21)));
    assert_eq!(list(twice.validate()), ["age twice -"]);
    for query in ["age=gte.18&age=gte.21", "city=eq.a&city=eq.b", "age=in.(1)&age=in.(2)"] {
        let error = ListPeopleFilter::from_query(query).unwrap_err().to_string();
        let name = query.split('=').next().unwrap();
        assert_eq!(
            error,
            format!("the parameter `{name}` is given twice; it takes one value")
        );
    }
    assert_eq!(list(all().age(lt(3).and(is_in([1, 2]))).validate()), [""; 0]);
}

#[test]
fn only_what_can_be_combined_says_so() {
    let combined: Vec<_> = ListPeopleFilter::TABLE
        .params
        .iter()
        .filter(|it| it.combine)
        .map(|it| it.name)
        .collect();
    assert_eq!(combined, ["age", "born", "name", "data->>", "cf_", "size["]);
}

#[test]
fn keys_have_a_type() {
    let seven = all()
        .cf(7, "a")
        .cf(-1, not("b"))
        .size(dots::Unit::Kg, decimal!("1.5")..);
    let query = seven.to_query();
    assert_eq!(query, "cf_-1=neq.b&cf_7=eq.a&size%5Bkg%5D=gte.1.5");
    assert_eq!(list(seven.validate()), [""; 0]);
    assert_eq!(seven.cf.get(&7), Some(&"a".into()));
    assert_eq!(
        seven.size.iter().map(|(unit, _)| unit).collect::<Vec<_>>(),
        [&dots::Unit::Kg]
    );
    assert_eq!(
        format!("{seven:?}"),
        r#"ListPeopleFilter { cf_{key}: {-1: {not: "b"}, 7: {exact: "a"}}, size[{key}]: {Kg: {gte: Decimal(1.5)}} }"#
    );
    assert_eq!(ListPeopleFilter::from_query(&query), Ok(seven));
}

#[test]
fn a_key_of_another_type_is_refused() {
    for (query, message) in [
        (
            "cf_x=eq.a",
            "the parameter `cf_x` (one of `cf_{key}`) needs an integer as its key, not `x`",
        ),
        (
            "cf_07=eq.a",
            "the parameter `cf_07` (one of `cf_{key}`) needs an integer as its key, not `07`",
        ),
        (
            "size[lb]=gte.1",
            "the parameter `size[lb]` (one of `size[{key}]`) needs one of `kg`, `cm` as its key, not `lb`",
        ),
        ("cf_=eq.a", "there is no parameter `cf_`"),
        (
            "cf_7=b",
            "the parameter `cf_7` (lookup `exact`) needs `eq.{value}` with a text, not `b`",
        ),
    ] {
        assert_eq!(ListPeopleFilter::from_query(query).unwrap_err().to_string(), message);
    }
    let unknown = all().size(dots::Unit::Unknown("lb".into()), decimal!("1")..);
    assert_eq!(list(unknown.validate()), ["size[{key}] unsendable lb"]);
    let listed = all().size(dots::Unit::Unknown("kg".into()), decimal!("1")..);
    assert_eq!(
        list(listed.validate()),
        ["size[{key}] unsendable kg"],
        "it would come back as another key"
    );
}

/// The bytes that are sent, with their brackets.
fn sent(endpoint: &impl Endpoint) -> String {
    assert_eq!(list(endpoint.validate()), [""; 0]);
    let request = endpoint.request("https://api.dots.example").unwrap();
    assert_eq!(request.headers()["content-type"], "application/x-www-form-urlencoded");
    let body = String::from_utf8(request.into_body()).unwrap();
    body.replace("%5B", "[").replace("%5D", "]")
}

#[test]
fn forms_hold_models_lists_and_more() {
    let phone = |number: &str, mobile| dots::Phone {
        mobile,
        ..dots::Phone::new(number)
    };
    let body = dots::Registration {
        tags: Some(vec!["a b".into(), "c,d".into()]),
        address: Some(dots::Address {
            street: Some("Mayor 1".into()),
            lines: Some(vec!["x".into(), "y".into()]),
            at: Some("1767225600".parse().unwrap()),
        }),
        phones: Some(vec![phone("1", Some(true)), phone("2", None)]),
        limits: Some([("day".to_owned(), 5)].into()),
        details: Some(bindery::json::from_str(r#"{"a": {"b": [1]}}"#).unwrap()),
        extra: [("note".to_owned(), "n".into())].into(),
        ..dots::Registration::new("Ana & co")
    };
    assert_eq!(
        sent(&dots::Register { body: body.clone() }),
        "name=Ana%20%26%20co&tags[]=a%20b&tags[]=c%2Cd&address[street]=Mayor%201&address[lines][]=x&address[lines][]=y\
         &address[at]=1767225600&phones[0][number]=1&phones[0][mobile]=1&phones[1][number]=2&limits[day]=5\
         &details[a][b][]=1&note=n"
    );
    // The style of the spec: `quoted`.
    let plainly = dots::RegisterPlainly { body };
    assert_eq!(
        sent(&plainly),
        "name=Ana%20%26%20co&tags=a%20b%2C%22c%2Cd%22&address[street]=Mayor%201&address[lines]=x%2Cy\
         &address[at]=1767225600&phones[0][number]=1&phones[0][mobile]=1&phones[1][number]=2&limits[day]=5\
         &details[a][b]=1&note=n"
    );
    let nothing = dots::Registration {
        details: Some(bindery::Json::Null),
        ..dots::Registration::new("a")
    };
    let error = dots::Register { body: nothing }
        .request("https://api.dots.example")
        .unwrap_err();
    assert!(error.to_string().contains("details: expected a text"), "{error}");
}

#[test]
fn answers_as_a_whole_have_a_spelling() {
    let price = |body: &str| dots::GetPrice::decode(200, &(), body.as_bytes()).map_err(|error| error.to_string());
    assert_eq!(price(r#""12.50""#), Ok(Some(decimal!("12.50"))));
    assert_eq!(price("null"), Ok(None));
    let error = price("12.5").unwrap_err();
    assert!(
        error.contains("expected a number spelled as text, found the number 12.5"),
        "{error}"
    );

    let prices = dots::GetPrices::decode(200, &(), br#"{"a": ["1.50", "2"], "b": []}"#).unwrap();
    assert_eq!(prices["a"], [decimal!("1.5"), decimal!("2")]);
    let error = dots::GetPrices::decode(200, &(), br#"{"a": ["1.50", 2]}"#)
        .unwrap_err()
        .to_string();
    assert!(error.contains("a[1]: expected a number spelled as text"), "{error}");

    let open = |body: &[u8]| dots::IsOpen::decode(200, &(), body);
    assert_eq!(
        (open(br#"{"state": "yes"}"#).ok(), open(br#"{"state": 0}"#).ok()),
        (Some(true), Some(false))
    );
    assert!(
        open(br#"{"state": true}"#)
            .unwrap_err()
            .to_string()
            .contains(r#"expected `"yes"` for true"#)
    );
    assert_eq!(dots::CountPeople::decode(200, &(), br#""7""#).unwrap(), 7);
}
