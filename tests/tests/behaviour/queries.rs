//! Query strings: a table of filters a vendor, pinned; each lookup of each family is in it.

use crate::parameters::each;
use crate::{list, snapshot};
use bindery::filter::matching::{Signature, resolve};
use bindery::filter::{
    Query, between, contains, ends_with, gt, gte, icontains, is_in, lt, lte, not, not_in, starts_with,
};
use bindery::{Date, Filter, date, datetime, decimal};
use bindery_tests::{edges, styles};
use bindery_vendors::{aceptabits, akinon, koibox, valomnia};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Pins the queries of a table; each filter validates, and is read back as it was.
fn pin<F: Filter + PartialEq + std::fmt::Debug>(name: &str, table: Vec<(&str, F)>) {
    let mut text = String::new();
    let mut seen = BTreeSet::new();
    for (what, filter) in table {
        assert_eq!(list(filter.validate()), [""; 0], "{what}");
        let query = filter.to_query();
        assert_eq!(F::from_query(&query).as_ref(), Ok(&filter), "{what}");
        writeln!(text, "{what}\n    {query}").unwrap();
        seen.extend(lookups_of::<F>(&query));
    }
    let mut missing: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    each::<F>(|_, _, param, _, lookup| {
        missing
            .entry(format!("{:?}", param.lookups()))
            .or_default()
            .insert(lookup.name);
    });
    for (family, lookup) in seen {
        missing.get_mut(&family).unwrap().remove(lookup);
    }
    let missing: Vec<_> = missing.values().flatten().collect();
    assert!(missing.is_empty(), "{name}: no query has the lookups {missing:?}");
    snapshot!(format!("queries-{name}"), text);
}

/// Families, by their lookups, and lookups that a query has.
fn lookups_of<F: Filter>(query: &str) -> Vec<(String, &'static str)> {
    let mut signatures = Vec::new();
    F::default().params(&mut |params| {
        let both = F::TABLE.params.iter().zip(params);
        signatures.extend(both.map(|(spec, param)| Signature {
            spec,
            lookups: param.lookups(),
            kind: param.kind(),
            key: param.key(),
        }));
    });
    crate::round_trips::pairs(query)
        .iter()
        .map(|(name, value)| {
            let matched = resolve(signatures.iter().copied(), name, value).unwrap();
            let lookups = signatures[matched.param].lookups;
            (format!("{lookups:?}"), lookups[matched.lookup].name)
        })
        .collect()
}

#[test]
fn koibox() {
    let all = koibox::ListCustomersFilter::default;
    pin(
        "koibox",
        vec![
            ("everything", all()),
            ("some numbers", all().id([7, 8])),
            ("a part of the name", all().nombre(icontains("Ñandú & co"))),
            ("one phone", all().movil("+34 600")),
            ("some phones", all().movil(["600000001", "600000002"])),
            ("in, said so", all().categoria(is_in([1, 2]))),
            ("exactly", all().numero_ventas(10)),
            ("at least", all().numero_ventas(10..)),
            ("between", all().numero_ventas(10..20)),
            ("between, both ends", all().numero_ventas(10..=20)),
            (
                "more than, at most",
                all().importe_deudas(gt(decimal!("0.10")).and(..=decimal!("99.90"))),
            ),
            ("less than", all().descuento_ventas(lt(5))),
            (
                "signed up in January",
                all().fecha_alta(datetime!("2026-01-01T00:00:00Z")..datetime!("2026-02-01T00:00:00+01:00")),
            ),
            ("bought since", all().fecha_ultima_venta(date!("2026-01-01")..)),
            (
                "flags and enums",
                all().is_active(true).is_envios_sms(false).sexo(koibox::Sexo::Mujer),
            ),
            ("a page", all().limit(50).offset(100)),
            ("a second call replaces", all().limit(10).limit(20)),
        ],
    );
}

#[test]
fn akinon() {
    let all = akinon::ListCustomersFilter::default;
    let day = || date!("2024-01-01");
    let instant = || datetime!("2024-01-01T00:00:00Z");
    pin(
        "akinon",
        vec![
            ("the example of the page", all().created_date(gt(instant()))),
            ("the other example", all().extra_field("some_key", "some_value")),
            ("e-mail", all().email("test@akinon.example")),
            ("e-mail begins with", all().email(starts_with("test"))),
            ("a date with time within", all().created_date(instant()..)),
            ("until", all().created_date(..instant())),
            ("until and with", all().created_date(..=instant())),
            ("days", all().created_date(gte(day()).and(lt(day())))),
            ("days, the other ends", all().created_date(gt(day()).and(lte(day())))),
            ("days and times", all().created_date(gte(day()).and(..instant()))),
            ("numbers", all().id([3, 1, 2])),
            (
                "two keys, sorted",
                all().attributes("size", "L").attributes("colour", "red & blue"),
            ),
            ("a part", all().erp_code(contains("ERP"))),
            (
                "values that no list has",
                all().gender(akinon::Gender::Unknown("diverse".into())),
            ),
            (
                "several",
                all()
                    .page(2)
                    .limit(10)
                    .channel(5)
                    .channel_code("CH123")
                    .call_allowed(false),
            ),
            (
                "born",
                all()
                    .date_of_birth(date!("1985-08-25"))
                    .user_type(akinon::UserType::Guest),
            ),
        ],
    );
}

#[test]
fn aceptabits() {
    let page = || aceptabits::GetCustomersFilter::default().page(1).limit(10);
    pin(
        "aceptabits",
        vec![
            ("a page", page()),
            ("above the clamp", page().limit(500)),
            (
                "of a shop and its agent",
                page().code_shop("pgbsho06").code_agent("pgbage97"),
            ),
            ("searched", page().search("juan@mail ñ+=&?#%")),
        ],
    );
    let one = aceptabits::ShowCustomerFilter::default().code("pgbcus56");
    pin("aceptabits-show", vec![("one", one)]);
}

#[test]
fn valomnia() {
    let all = valomnia::ListCustomersFilter::default;
    let stamp = |text: &str| valomnia::Stamp::from_text(text);
    let (from, to) = (stamp("2016-08-01T00:00:00Z"), stamp("2016-09-01T00:00:00Z"));
    pin(
        "valomnia",
        vec![
            ("a part of the reference", all().reference(contains("ef-6"))),
            (
                "the category begins with",
                all().category_reference(starts_with("Ref-6")),
            ),
            ("the category ends with", all().category_reference(ends_with("ef-6"))),
            ("the name", all().name("Marie's Jewelry")),
            ("made in a month", all().date_created(from.clone()..to.clone())),
            ("changed in a month", all().last_updated(gt(from).and(..=to))),
            ("flags", all().is_active(false)),
            (
                "a page",
                all()
                    .sort("dateCreated")
                    .order(valomnia::Order::Ascending)
                    .limit(2)
                    .offset(2),
            ),
        ],
    );
}

#[test]
fn styles() {
    let all = styles::ListRowsFilter::default;
    let instant = || datetime!("2026-11-21T18:30:00Z");
    let (from, to): (Date, Date) = (date!("2026-01-01"), date!("2026-02-01"));
    pin(
        "styles",
        vec![
            ("brackets", all().created(instant()..instant())),
            ("a list in brackets", all().created([instant(), instant()])),
            ("an operator of the vendor", all().created(styles::week(47))),
            ("with a list", all().created(styles::weeks([47, 48]))),
            ("a sign in the value", all().updated(from.clone()..)),
            ("another", all().updated(..=to.clone())),
            ("two ends in one value", all().updated(between(from, to.clone()))),
            ("piped", all().updated([to.clone(), to])),
            ("whether there is any", all().updated(styles::any())),
            (
                "both, of decimals",
                all().amount(between(decimal!("-1.50"), decimal!("2e1"))),
            ),
            (
                "around",
                all().amount(styles::around(decimal!("1.50"), decimal!("2.50"))),
            ),
            ("signs of decimals", all().amount(decimal!("1.50")..)),
            ("up to", all().amount(..=decimal!("1.50"))),
            ("some", all().amount([decimal!("1.50"), decimal!("2.50")])),
            ("any", all().amount(styles::any())),
            ("part of the title", all().title(contains("a&b"))),
            ("another title", all().title(not("a=b"))),
            ("an expression", all().status("open")),
            ("an expression with a list", all().status(["open", "in.(x)"])),
            (
                "quoted where needed",
                all().place(["a b", "a,b", r#"c"d\"#, ""]).codes([1, 2]),
            ),
            ("one place", all().place("a,b")),
            ("none of them", all().place(not_in(["a)", "b"]))),
            ("open names", all().cf("size", ["s", "m"]).meta("weight", 3..9)),
            (
                "lists of their own",
                all().ids([1, 2]).tags(["a", "b,c"]).flags([true, false]),
            ),
            ("a page", all().limit(5).page(2)),
        ],
    );
    let search = edges::SearchNodesFilter::default();
    let search = search
        .from(date!("2026-01-01"))
        .to(date!("2026-02-01"))
        .q("type")
        .kind(edges::Level::Some);
    pin("edges", vec![("all four", search)]);
}

/// What the bindings do not know can be sent, too.
#[test]
fn other_parameters() {
    let mut query = Query::new();
    koibox::ListCustomersFilter::default().limit(5).write_query(&mut query);
    query.push("ordering", "-fecha_alta").push("x[]", "ñ");
    assert_eq!(query.as_str(), "limit=5&ordering=-fecha_alta&x%5B%5D=%C3%B1");
    let error = koibox::ListCustomersFilter::from_query(query.as_str()).unwrap_err();
    assert_eq!(error.to_string(), "there is no parameter `ordering`");
}

/// Strict reading says what is wrong, and which parameter was meant.
#[test]
fn queries_that_are_no_filters() {
    let read = |query: &str| koibox::ListCustomersFilter::from_query(query).unwrap_err().to_string();
    assert_eq!(
        read("numero_venta__gte=1"),
        "there is no parameter `numero_venta__gte`; did you mean `numero_ventas__gte`?"
    );
    assert_eq!(read("id=7"), "there is no parameter `id`");
    assert_eq!(
        read("limit=ten"),
        "the parameter `limit` (lookup `exact`) needs an integer, not `ten`"
    );
    assert_eq!(
        read("id__in=1,x"),
        "the parameter `id__in` (lookup `in`) needs a list where each item is an integer, not `1,x`"
    );
    assert_eq!(
        read("limit=1&limit=1"),
        "the parameter `limit` is given twice; it takes one value"
    );
    assert_eq!(read("nombre__icontains=%F1"), "`%F1` is not percent-encoded UTF-8");
    assert_eq!(
        read("is_active=True"),
        "the parameter `is_active` (lookup `exact`) needs a boolean, not `True`"
    );
    assert_eq!(
        read("sexo=x"),
        "the parameter `sexo` (lookup `exact`) needs one of `h`, `m`, not `x`"
    );
    assert_eq!(
        valomnia::ListCustomersFilter::from_query("dateCreated_gta=2016-08-01T00:00:00Z")
            .unwrap_err()
            .to_string(),
        "there is no parameter `dateCreated_gta`; did you mean `dateCreated_gt`?"
    );
    assert_eq!(
        styles::ListRowsFilter::from_query("flags[1]=true")
            .unwrap_err()
            .to_string(),
        "the item `flags[1]` is out of order; the index 0 comes next"
    );
    for list in [r#"codes=1,"x"#, "codes=", "codes=1,,2", r#"codes="1"2"#] {
        assert_eq!(
            styles::ListRowsFilter::from_query(list).unwrap_err().to_string(),
            format!(
                "the parameter `codes` (lookup `in`) needs a list where each item is an integer, not `{}`",
                &list[6..]
            )
        );
    }
    let quoted = styles::ListRowsFilter::from_query(r#"codes="1",2"#).unwrap();
    assert_eq!(
        quoted,
        styles::ListRowsFilter::default().codes([1, 2]),
        "also where it need not be"
    );
}
