use std::fmt;

use crate::rule::{At, Between, Format, Rule, Rules, Validate, Violation, Violations, check_text, equals};
use crate::wire::{Presence, Reader, Slot, Visit, Writer};
use crate::{Decimal, Error, Result};

/// A slot of these tests: it holds a text, a truth value, an integer, a float, a list, a struct, or nothing.
enum Held {
    Text(&'static str),
    Truth(bool),
    Integer(i64),
    Float(f64),
    List(Vec<Order>),
    Null,
    Absent,
}

impl Slot for Held {
    fn load(&mut self, _: &mut dyn Reader) -> Result<()> {
        Err(Error::new("nothing", "something"))
    }

    fn store(&self, writer: &mut dyn Writer) -> Result<()> {
        match self {
            Self::Text(text) => writer.string(text),
            Self::Truth(truth) => writer.boolean(*truth),
            Self::Integer(value) => writer.integer(*value),
            Self::Float(value) => writer.float(*value),
            Self::List(items) => writer.array(items.len(), &mut |_, writer| writer.null()),
            Self::Null | Self::Absent => writer.null(),
        }
    }

    fn presence(&self) -> Presence {
        match self {
            Self::Null => Presence::Null,
            Self::Absent => Presence::Absent,
            _ => Presence::Given,
        }
    }

    fn check(&self, rules: &[Rule], at: At<'_>, violations: &mut Vec<Violation>) {
        match self {
            Self::Text(text) => check_text(text, rules, at, violations),
            Self::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    item.check_into(at.index(index), violations);
                }
            }
            _ => {}
        }
    }

    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

struct Order {
    email: Held,
    express: Held,
    phone: Held,
    house: Held,
    lines: Held,
    price: Decimal,
}

impl Validate for Order {
    const RULES: &'static Rules = &Rules {
        fields: &[
            (0, "email", &[Rule::Format(Format::Email)]),
            (1, "isExpress", &[]),
            (2, "phone", &[]),
            (3, "house", &[]),
            (4, "lines", &[]),
            (5, "price", &[Rule::Minimum("0.01")]),
        ],
        between: &[
            Between::Require {
                fields: &[2],
                when: &[(1, Some("true")), (0, None)],
            },
            Between::Require {
                fields: &[2, 3],
                when: &[(5, Some("12.5"))],
            },
            Between::Count {
                fields: &[0, 2, 3],
                min: 1,
                max: 2,
            },
            Between::Count {
                fields: &[3, 4],
                min: 1,
                max: 1,
            },
        ],
    };

    fn ruled(&self, visit: &mut dyn Visit) {
        visit.fields(&[
            &self.email,
            &self.express,
            &self.phone,
            &self.house,
            &self.lines,
            &self.price,
        ]);
    }
}

fn order() -> Order {
    Order {
        email: Held::Text("ana@shop.example"),
        express: Held::Truth(false),
        phone: Held::Null,
        house: Held::Absent,
        lines: Held::List(Vec::new()),
        price: crate::decimal!("9.95"),
    }
}

fn said(order: &Order) -> String {
    order.validate().unwrap_err().to_string()
}

#[test]
fn a_valid_order_has_no_violations() {
    assert_eq!(order().validate(), Ok(()));
}

#[test]
fn every_violation_is_reported_at_once_with_its_path() {
    let item = Order {
        email: Held::Text("mail@tyr"),
        ..order()
    };
    let whole = Order {
        price: crate::decimal!("0.001"),
        lines: Held::List(vec![order(), item]),
        ..order()
    };
    let violations = whole.validate().unwrap_err();
    assert_eq!(
        violations.to_string(),
        "lines[1].email: \"mail@tyr\" is no e-mail address\nprice: 0.001 is below the minimum of 0.01"
    );
    assert_eq!(violations.get("lines[1].email").unwrap().value(), Some("mail@tyr"));
}

#[test]
fn required_fields_are_named_with_their_condition() {
    let express = Order {
        express: Held::Truth(true),
        ..order()
    };
    assert_eq!(
        said(&express),
        "phone: must be given when `isExpress` is true and `email` is given"
    );
    let given = Order {
        phone: Held::Text("600"),
        ..express
    };
    assert_eq!(given.validate(), Ok(()));
    let priced = Order {
        price: crate::decimal!("12.50"),
        phone: Held::Text("600"),
        ..order()
    };
    assert_eq!(
        said(&priced),
        "house: `phone`, `house` must all be given when `price` is 12.5"
    );
}

#[test]
fn counts_of_fields() {
    let none = Order {
        email: Held::Null,
        ..order()
    };
    assert_eq!(
        said(&none),
        "email: of `email`, `phone`, `house` at least 1 must be given, not 0"
    );
    let all = Order {
        phone: Held::Text("600"),
        house: Held::Text("4"),
        ..order()
    };
    let violations: Violations = all.validate().unwrap_err();
    assert_eq!(
        violations.to_string(),
        "house: of `email`, `phone`, `house` at most 2 must be given, not 3\n\
         lines: of `house`, `lines` exactly 1 must be given, not 2"
    );
    let rules: Vec<_> = violations
        .iter()
        .map(|it| (it.rule(), it.bound(), it.value()))
        .collect();
    assert_eq!(
        rules,
        [("at_most", Some("2"), Some("3")), ("exactly", Some("1"), Some("2"))]
    );
}

#[test]
fn slots_equal_json_scalars() {
    let yes: &[(Held, &str)] = &[
        (Held::Truth(true), "true"),
        (Held::Null, "null"),
        (Held::Integer(-5), "-5"),
        (Held::Integer(1000), "1e3"),
        (Held::Integer(i64::MAX), "9223372036854775807"),
        (Held::Float(0.1), "0.10"),
        (Held::Float(1e300), "1e300"),
        (Held::Text("abc"), "\"abc\""),
        (Held::Text(""), "\"\""),
        (
            Held::Text("a\"\\/\u{8}\u{c}\n\r\tñ😀"),
            r#""a\"\\\/\b\f\n\r\t\u00f1\ud83d\ude00""#,
        ),
    ];
    for (held, json) in yes {
        assert!(equals(held, json), "{json}");
    }
    let no: &[(Held, &str)] = &[
        (Held::Truth(true), "false"),
        (Held::Truth(true), "\"true\""),
        (Held::Null, "\"null\""),
        (Held::Integer(5), "\"5\""),
        (Held::Integer(5), "5.5"),
        (Held::Integer(i64::MAX), "9223372036854775806"),
        (Held::Integer(0), "soon"),
        (Held::Float(f64::NAN), "0"),
        (Held::Text("abc"), "abc"),
        (Held::Text("abc"), "\"ab\""),
        (Held::Text("ab"), "\"abc\""),
        (Held::Text("a"), r#""a\""#),
        (Held::Text("?"), r#""\ud83d""#),
        (Held::Text("?"), r#""\u+12f""#),
        (Held::Text("x"), r#""\x""#),
        (Held::Text(""), "\""),
        (Held::List(Vec::new()), "[]"),
    ];
    for (held, json) in no {
        assert!(!equals(held, json), "{json}");
    }
}
