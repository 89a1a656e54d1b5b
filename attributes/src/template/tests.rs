use super::{Operands, Template};

fn parse(wire: &str) -> Template {
    Template::parse(wire).unwrap()
}

#[test]
fn every_kind_of_value() {
    let one = parse("filter[{field}][gte]=a{value}b");
    assert_eq!(
        (one.name_before.as_str(), one.name_after.as_str()),
        ("filter[", "][gte]")
    );
    assert_eq!(
        one.value,
        Operands::One {
            before: "a".into(),
            after: "b".into()
        }
    );
    assert_eq!(
        parse("{field}__in={values}").value,
        Operands::Many {
            before: "".into(),
            after: "".into()
        }
    );
    assert_eq!(
        parse("{field}=><{from}|{to}!").value,
        Operands::Pair {
            before: "><".into(),
            between: "|".into(),
            after: "!".into()
        }
    );
    assert_eq!(parse("{field}=null").value, Operands::Flag("null".into()));
    assert_eq!(parse("{field}=").value, Operands::Flag("".into()));
}

#[test]
fn the_first_equals_sign_divides() {
    let template = parse("{field}>=={value}");
    assert_eq!(template.name_after, ">");
    assert_eq!(
        template.value,
        Operands::One {
            before: "=".into(),
            after: "".into()
        }
    );
}

#[test]
fn doubled_braces_are_braces() {
    let template = parse("{{{field}}}={{{value}}}");
    assert_eq!(
        (template.name_before.as_str(), template.name_after.as_str()),
        ("{", "}")
    );
    assert_eq!(
        template.value,
        Operands::One {
            before: "{".into(),
            after: "}".into()
        }
    );
}

#[test]
fn each_mistake_has_its_words() {
    let message = |wire| Template::parse(wire).unwrap_err();
    assert!(message("{field}").contains("the `=` is missing"));
    assert!(message("x={value}").contains("lacks `{field}`"));
    assert!(message("{field}{field}={value}").contains("once only"));
    assert!(message("{value}=1").contains("`{value}` is no hole of a name"));
    assert!(message("{field}={field}").contains("never in the value"));
    assert!(message("{field}={vlaue}").contains("`{vlaue}` is no hole of a value"));
    assert!(message("{field}={value}{values}").contains("a value holds one"));
    assert!(message("{field}={to}{from}").contains("`{from}` and then `{to}`"));
    assert!(message("{field}={value").contains("`{value` opens no hole"));
    assert!(message("{field}={from}{to}").contains("between `{from}` and `{to}`"));
    assert!(message("{field}={}").contains("opens no hole"));
    assert!(message("{field}={a b}").contains("opens no hole"));
    assert!(message("{field}=}").contains("closes no hole"));
}
