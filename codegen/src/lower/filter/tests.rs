use crate::ir::{FilterField, FilterKind};
use crate::lower::testing::{Lowered, lower, show_ty};
use bindery_attributes::common::{Between, Coding, ListStyle, Rule};

const LOOKUPS: &str = "lists: comma
lookups:
  lt: \"{field}__lt={value}\"
  gte: \"{field}__gte={value}\"
  in: \"{field}__in={values}\"
  bracketed: { wire: \"{field}={values}\", means: in, lists: brackets }
  contains: \"{field}__contains={value}\"
  part: { wire: \"{field}__part={value}\", means: contains, of: string }
  date_gte: { wire: \"{field}__date__gte={value}\", means: gte, of: date }
types:
  Kind: { enum: [a, b] }
  Tag: { enum: [x], open: true }
  Flag: { type: boolean, wire: { true: \"1\", false: \"0\" } }
";

/// The parameters, in block style, of one endpoint.
fn with(query: &str) -> Lowered {
    let query = query.replace('\n', "\n      ");
    lower(&format!(
        "{LOOKUPS}endpoints:\n  list_orders:\n    get: /orders\n    query:\n      {query}\n"
    ))
}

fn show(field: &FilterField) -> String {
    let ty = show_ty(&field.ty);
    let kind = match &field.kind {
        FilterKind::Bare => format!("Param<{ty}>"),
        FilterKind::List => format!("ParamList<{ty}>"),
        FilterKind::Family { alias, .. } => format!("{alias}<{ty}>"),
    };
    let keyed = if field.key.is_some() { "keyed " } else { "" };
    let wires: Vec<&str> = field.parameters.iter().map(|(wire, _)| wire.as_str()).collect();
    format!("{}: {keyed}{kind} {}", field.rust, wires.join(" "))
}

fn shown(lowered: &Lowered) -> Vec<String> {
    lowered
        .api
        .filters
        .iter()
        .flat_map(|filter| &filter.fields)
        .map(show)
        .collect()
}

fn errors(query: &str) -> Vec<(&'static str, String)> {
    let found: Vec<_> = with(query)
        .codes()
        .into_iter()
        .map(|(code, at)| (code, at.to_owned()))
        .collect();
    found.into_iter().filter(|(code, _)| *code != "unused").collect()
}

#[test]
fn fields_stand_in_the_order_of_the_spec_with_what_they_send() {
    let lowered = with(
        "sumTotal: decimal lt gte\nids: list<integer>\nshop__id: integer\nkind: Kind in\ntype: string\nextra__{key}: string\n\
         tags[{key}]: string bracketed\nvalidate: boolean\nflag: Flag\ntag: Tag contains",
    );
    assert!(lowered.found.is_empty(), "{:?}", lowered.messages());
    assert_eq!(lowered.api.filters[0].rust, "ListOrdersFilter");
    assert_eq!(lowered.api.filters[0].method_and_path, "GET /orders");
    assert_eq!(lowered.filter_of(0).as_deref(), Some("ListOrdersFilter"));
    assert_eq!(
        shown(&lowered),
        [
            "sum_total: LtGte<Decimal> sumTotal__lt sumTotal__gte",
            "ids: ParamList<Integer> ids",
            "shop_id: Param<Integer> shop__id",
            "kind: In<Kind> kind__in",
            "r#type: Param<String> type",
            "extra: keyed Param<String> extra__{key}",
            "tags: keyed Bracketed<String> tags[{key}][]",
            "validate_: Param<Boolean> validate",
            "flag: Param<Flag> flag",
            "tag: Contains<Tag> tag__contains",
        ]
    );
    let fields = &lowered.api.filters[0].fields;
    let wires: Vec<_> = fields.iter().map(|field| field.attrs.wire.as_deref()).collect();
    assert_eq!(
        wires,
        [
            Some("sumTotal"),
            None,
            Some("shop__id"),
            None,
            Some("type"),
            Some("extra__{key}"),
            Some("tags[{key}]"),
            Some("validate"),
            None,
            None,
        ]
    );
    assert_eq!(fields[1].attrs.lists, Some(ListStyle::Comma));
    assert_eq!(fields[3].attrs.lists, None);
    assert_eq!(fields[3].attrs.rules, [Rule::Known]);
    assert_eq!(fields[9].attrs.rules, []);
    assert_eq!(
        fields[8].attrs.coding,
        Some(Coding::Boolean {
            yes: "\"1\"".to_owned(),
            no: "\"0\"".to_owned()
        })
    );
}

#[test]
fn rules_and_facts_of_a_parameter() {
    let lowered = with("code: { type: string, required: true, max_length: 9, default: x, lists: pipe, lookups: in }");
    let field = &lowered.api.filters[0].fields[0];
    assert_eq!(field.attrs.rules, [Rule::Required, Rule::MaxLength(9)]);
    assert_eq!(field.attrs.lists, Some(ListStyle::Pipe));
    assert_eq!(field.docs.facts.first().map(String::as_str), Some("Required."));
    assert!(
        field.docs.facts.contains(&"Default: `\"x\"`.".to_owned()),
        "{:?}",
        field.docs.facts
    );
}

#[test]
fn the_paging_parameters_follow_and_are_called_by_their_roles() {
    let lowered = lower(
        "paging:\n  send: { limit: { name: max, default: 20, maximum: 50, clamp: 40 }, offset: offset }\n  read: { items: data }\n\
         models: { Order: { fields: { id: integer } } }\n\
         endpoints:\n  list_orders: { get: /orders, query: { name: string }, returns: page<Order> }\n  all: { get: /all, returns: page<Order> }\n",
    );
    assert!(lowered.found.is_empty(), "{:?}", lowered.messages());
    assert_eq!(
        shown(&lowered),
        [
            "name: Param<String> name",
            "limit: Param<Integer> max",
            "offset: Param<Integer> offset",
            "limit: Param<Integer> max",
            "offset: Param<Integer> offset",
        ]
    );
    let limit = &lowered.api.filters[0].fields[1];
    assert_eq!(limit.attrs.wire.as_deref(), Some("max"));
    assert_eq!(limit.attrs.rules, [Rule::Maximum("50".to_owned())]);
    assert_eq!(
        limit.docs.facts,
        ["Default: `20`.", "Not above 50.", "Above 40 the vendor serves 40."]
    );
}

#[test]
fn a_query_taken_over_shares_the_filter_where_everything_is_the_same() {
    let head = "paging: { send: { page: page }, read: { items: data } }\nmodels: { Order: { fields: { id: integer } } }\nendpoints:\n  \
                list_orders: { get: /orders, query: { a: string, b: string }, returns: page<Order>, rules: [{ at_most: 1, of: [a, b] }] }\n";
    let lowered = lower(&format!(
        "{head}  twin: {{ get: /twin, query: list_orders, returns: page<Order> }}\n  \
         flat: {{ get: /flat, query: list_orders, returns: list<Order> }}\n  \
         ruled: {{ get: /ruled, query: list_orders, returns: page<Order>, rules: [{{ require: [a], when: {{ b: x }} }}] }}\n",
    ));
    assert!(lowered.found.is_empty(), "{:?}", lowered.messages());
    let filters: Vec<_> = (0..4).filter_map(|endpoint| lowered.filter_of(endpoint)).collect();
    assert_eq!(
        filters,
        ["ListOrdersFilter", "ListOrdersFilter", "FlatFilter", "RuledFilter"]
    );
    let names: Vec<_> = lowered
        .api
        .filters
        .iter()
        .map(|filter| (filter.rust.to_string(), filter.fields.len()))
        .collect();
    assert_eq!(
        names,
        [
            ("ListOrdersFilter".to_owned(), 3),
            ("FlatFilter".to_owned(), 2),
            ("RuledFilter".to_owned(), 3)
        ]
    );
    let count = Between::Count {
        fields: vec!["a".to_owned(), "b".to_owned()],
        min: 0,
        max: Some(1),
    };
    assert_eq!(lowered.api.filters[0].attrs.between, vec![count.clone()]);
    let require = Between::Require {
        fields: vec!["a".to_owned()],
        when: vec![("b".to_owned(), Some("\"x\"".to_owned()))],
    };
    assert_eq!(lowered.api.filters[2].attrs.between, [count, require]);
}

#[test]
fn a_query_taken_over_from_nowhere_is_refused() {
    let lowered = lower(
        "endpoints:\n  a: { get: /a, query: { x: string } }\n  b: { get: /b, query: a }\n  c: { get: /c, query: b }\n  \
         d: { get: /d, query: d }\n  e: { get: /e, query: nowhere }\n  f: { get: /f }\n  g: { get: /g, query: f }\n",
    );
    assert_eq!(
        lowered.codes(),
        [
            ("unknown_endpoint", "b"),
            ("unknown_endpoint", "d"),
            ("unknown_endpoint", "nowhere"),
            ("unknown_endpoint", "f"),
        ]
    );
}

#[test]
fn two_parameters_that_send_one_name() {
    assert_eq!(
        errors("created: date lt gte\ncreated__gte: date"),
        [("duplicate_wire", "created__gte".to_owned())]
    );
    let lowered = with("created: date lt gte\ncreated__gte: date");
    assert_eq!(lowered.found[0].others[0].1, "`created` with the lookup `gte`");
    let lowered = lower(
        "paging: { send: { page: p }, read: { items: data } }\nmodels: { Order: { fields: { id: integer } } }\n\
         endpoints: { list: { get: /a, query: { p: integer }, returns: page<Order> } }\n",
    );
    assert_eq!(lowered.codes()[0].0, "duplicate_wire");
    // `extra__x` is literal, and so comes before the open name.
    assert_eq!(errors("extra__{key}: string\nextra__x: string"), []);
}

#[test]
fn two_lookups_that_look_the_same_are_reported_once() {
    let spec = |lookups: &str, query: &str| {
        lower(&format!(
            "lookups: {{ {lookups} }}\nendpoints: {{ list: {{ get: /a, query: {{ {query} }} }} }}\n"
        ))
    };
    let same = spec(
        "in: \"{field}={values}\"",
        "a: integer exact in, b: integer exact in, c: string exact in",
    );
    assert_eq!(same.codes(), [("same_wire", "exact in")]);
    assert_eq!(
        same.found[0].help.as_deref(),
        Some("keep `in`: one value is a list of one")
    );
    // Brackets tell them apart, and so does literal text.
    assert!(
        spec(
            "in: { wire: \"{field}={values}\", lists: brackets }",
            "a: integer exact in"
        )
        .found
        .is_empty()
    );
    assert!(
        spec("contains: \"{field}=*{value}*\"", "a: string exact contains")
            .found
            .is_empty()
    );
    // What one reads the other never does.
    assert!(
        spec("on: { wire: \"{field}={value}\", of: date }", "a: boolean exact on")
            .found
            .is_empty()
    );
}

#[test]
fn lookups_need_a_type_they_make_sense_for() {
    let refused = |at: &str| vec![("senseless_lookup", at.to_owned())];
    assert_eq!(errors("a: boolean lt"), refused("lt"));
    assert_eq!(errors("a: json gte"), refused("gte"));
    assert_eq!(errors("a: Kind gte"), refused("gte"));
    assert_eq!(errors("a: integer contains"), refused("contains"));
    assert_eq!(errors("a: Kind contains"), refused("contains"));
    assert_eq!(errors("a: json in"), refused("in"));
    assert_eq!(errors("a: list<integer> in"), refused("list<integer>"));
    assert_eq!(
        errors("a: integer part\nb: string contains\nc: time lt\nd: Kind in\ne: Tag contains\nf: boolean in"),
        []
    );
}

#[test]
fn a_query_holds_scalars_and_lists_of_them() {
    assert_eq!(errors("a: integer?"), [("senseless", "integer?".to_owned())]);
    assert_eq!(errors("a: map<string>"), [("later", "map<string>".to_owned())]);
    assert_eq!(
        errors("a: list<list<string>>"),
        [("later", "list<list<string>>".to_owned())]
    );
    assert_eq!(errors("a: page<string>"), [("page_here", "page<string>".to_owned())]);
    assert_eq!(
        errors("a{key}b{key}: string"),
        [("bad_template", "a{key}b{key}".to_owned())]
    );
    assert_eq!(errors("a{name}: string"), [("bad_template", "a{name}".to_owned())]);
    assert_eq!(errors("a: json"), []);
}

#[test]
fn rules_name_parameters_that_are_there() {
    let lowered = lower(
        "endpoints: { list: { get: /a, query: { a: string, b: boolean }, rules: [{ require: [a], when: { c: x } }, { at_most: 2, of: [a, b] }] } }\n",
    );
    assert_eq!(
        lowered.codes().iter().map(|(code, _)| *code).collect::<Vec<_>>(),
        ["unknown_field", "bad_rule"]
    );
}
