//! Parameters, families and paging, from the text of a spec.

use crate::lower::testing::lower;

#[test]
fn an_operator_of_the_vendors_own_can_be_the_only_one() {
    let lowered = lower(
        "lookups: { week: \"{field}_week={value}\" }
endpoints:
  list_orders: { get: /orders, query: { placed: date week, paid: date week, sent: date exact week } }
",
    );
    assert_eq!(lowered.messages(), [""; 0]);
    let families: Vec<String> = lowered.api.families.iter().map(|it| it.alias.to_string()).collect();
    assert_eq!(families, ["OnlyWeek", "ExactWeek"]);
    let operators: Vec<String> = lowered.api.operators.iter().map(|it| it.marker.to_string()).collect();
    assert_eq!(operators, ["Week"]);
}

#[test]
fn a_paging_parameter_is_an_integer_and_so_is_its_example() {
    let paging = |limit: &str| {
        lower(&format!(
            "paging: {{ send: {{ limit: {limit}, page: page }}, read: {{ items: data }} }}
models: {{ Order: {{ fields: {{ id: integer }} }} }}
endpoints: {{ list_orders: {{ get: /orders, returns: page<Order> }} }}
"
        ))
    };
    assert_eq!(paging("{ example: 10 }").codes(), []);
    assert_eq!(paging("{ example: many }").codes(), [("bad_example", "many")]);
    assert_eq!(paging("{ pattern: \"^a\" }").codes(), [("unknown_key", "pattern")]);
}
