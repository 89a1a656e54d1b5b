use super::*;
use crate::span::{FileId, Spanned};

fn span(start: u32) -> Span {
    Span {
        file: FileId(0),
        start,
        end: start + 1,
    }
}

fn text(value: &str) -> Text {
    Spanned {
        value: value.to_owned(),
        span: span(0),
    }
}

fn camel_of(name: &str) -> String {
    camel(name, None).to_string()
}

fn snake_of(name: &str) -> String {
    snake(name, None).to_string()
}

#[test]
fn cases() {
    assert_eq!(snake_of("isSubCustomer"), "is_sub_customer");
    assert_eq!(snake_of("channel__code"), "channel_code");
    assert_eq!(snake_of("reference2"), "reference2");
    assert_eq!(snake_of("created[gte]"), "created_gte");
    assert_eq!(camel_of("list_customers"), "ListCustomers");
    assert_eq!(camel_of("id:asc"), "IdAsc");
    assert_eq!(camel_of("año"), "Año");
    assert_eq!(snake_of("名前"), "名前");
}

#[test]
fn signs_and_digits() {
    assert_eq!(camel_of("-1"), "Minus1");
    assert_eq!(camel_of("1"), "N1");
    assert_eq!(camel_of("1.5"), "N1_5");
    assert_eq!(camel_of("15"), "N15");
    assert_eq!(camel_of("-created"), "MinusCreated");
    assert_eq!(camel_of("+"), "Plus");
    assert_eq!(camel_of(">="), "GreaterEqual");
    assert_eq!(camel_of(""), "Empty");
    assert_eq!(camel_of("€"), "U20ac");
    assert_eq!(camel_of("²"), "Ub2");
    assert_eq!(snake_of("2fa"), "n2fa");
    assert_eq!(snake_of("x²y"), "x_y");
    assert_eq!(snake_of("٣"), "n٣");
}

#[test]
fn keywords() {
    assert_eq!(snake_of("type"), "r#type");
    assert_eq!(snake_of("gen"), "r#gen");
    assert_eq!(snake_of("self"), "self_");
    assert_eq!(camel_of("self"), "Self_");
    assert_eq!(snake_of("_"), "underscore");
    assert_eq!(derived("New", &camel("self", None), "").to_string(), "NewSelf_");
    assert_eq!(derived("", &snake("type", None), "_format").to_string(), "type_format");
}

#[test]
fn stated_names_stand_as_they_are() {
    assert_eq!(camel("x", Some(&text("IPv4"))).to_string(), "IPv4");
    assert_eq!(snake("x", Some(&text("type"))).to_string(), "r#type");
    assert_eq!(snake("x", Some(&text("not one"))).to_string(), "x");
    assert_eq!(variant("h", Some(&text("hombre"))).to_string(), "Hombre");
    assert_eq!(variant("4", Some(&text("IPv4"))).to_string(), "IPv4");
}

#[test]
fn a_setter_hides_no_method_of_filters() {
    assert_eq!(parameter("validate", None).to_string(), "validate_");
    assert_eq!(parameter("toQuery", None).to_string(), "to_query_");
    assert_eq!(parameter("name", None).to_string(), "name");
}

#[test]
fn every_text_yields_an_identifier() {
    for code in (0..0x3000).filter_map(char::from_u32) {
        for text in [
            code.to_string(),
            format!("{code}a"),
            format!("a{code}"),
            format!("1{code}1"),
        ] {
            for name in [camel_of(&text), snake_of(&text)] {
                assert_ne!(name, "unnamed", "{text:?}");
                assert!(syn::parse_str::<Ident>(&name).is_ok(), "{text:?} became {name:?}");
            }
        }
    }
}

#[test]
fn a_collision_shows_both_places() {
    let diags = Diagnostics::default();
    let mut names = Names::of_module(&diags);
    assert_eq!(
        names.claim(&camel("order_line", None), span(1), "the model `order_line`"),
        Ok(())
    );
    assert!(
        names
            .claim(&camel("OrderLine", None), span(5), "the type `OrderLine`")
            .is_err()
    );
    assert!(
        names
            .claim(&camel("api_error", None), span(9), "the model `api_error`")
            .is_err()
    );
    let found = crate::lower::testing::taken(&diags);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].code, Code::RustName);
    assert_eq!(found[0].span, span(5));
    assert_eq!(found[0].others, [(span(1), "the model `order_line` has it".to_owned())]);
    assert_eq!(found[1].span, span(9));
    assert!(found[1].others.is_empty());
}
