//! What is written reads as what it was written from, for every value.

use bindery_attributes::common::{Between, Coding, Format, ListStyle, Rule, Status};
use bindery_attributes::{Tokens, catalogue, endpoint, family, filter, model, wire_enum};
use proc_macro2::{Ident, Span, TokenStream};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use syn::Attribute;
use syn::parse::Parser;

fn attributes(tokens: Option<TokenStream>) -> syn::Result<Vec<Attribute>> {
    // By way of text, as generated code travels.
    Attribute::parse_outer.parse_str(&tokens.unwrap_or_default().to_string())
}

macro_rules! round_trips {
    ($($name:ident: $ty:ty = $values:expr;)*) => {
        proptest! {$(
            #[test]
            fn $name(value in $values) {
                let attributes = attributes(value.to_attribute()).unwrap();
                prop_assert_eq!(attributes.is_empty(), value == <$ty>::default());
                prop_assert_eq!(<$ty>::read(&attributes).unwrap(), value);
            }
        )*}
    };
}

round_trips! {
    models: model::Model = (betweens(), constants()).prop_map(|(between, constants)| model::Model { between, constants });
    model_fields: model::Field = model_field();
    filters: filter::Filter = betweens().prop_map(|between| filter::Filter { between });
    filter_fields: filter::Field = (of(name()), of(style()), any::<bool>(), of(coding()), rules())
        .prop_map(|(wire, lists, combine, coding, rules)| filter::Field { wire, lists, combine, coding, rules });
    families: family::Family = family();
    wire_enums: wire_enum::WireEnum =
        any::<(bool, bool)>().prop_map(|(open, integer)| wire_enum::WireEnum { open, integer });
    wire_enum_variants: wire_enum::Variant = prop_oneof![
        of(text()).prop_map(|wire| wire_enum::Variant { wire, unknown: false }),
        Just(wire_enum::Variant { wire: None, unknown: true }),
    ];
    catalogue_variants: catalogue::Variant = catalogue_variant();
    endpoints: endpoint::Endpoint = endpoint();
    endpoint_fields: endpoint::Field = endpoint_field();
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "[a-z_\"\\\\{},=]{0,8}"]
}

fn scalar() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("true".to_owned()),
        Just("null".to_owned()),
        any::<i64>().prop_map(|n| n.to_string()),
        "\"[a-zA-Z0-9é -]{0,6}\"",
    ]
}

fn number() -> impl Strategy<Value = String> {
    "-?(0|[1-9][0-9]{0,20})(\\.[0-9]{1,9})?([eE][+-]?[0-9]{1,3})?"
}

fn style() -> impl Strategy<Value = ListStyle> {
    select(ListStyle::ALL)
}

fn coding() -> impl Strategy<Value = Coding> {
    prop_oneof![
        (scalar(), scalar()).prop_map(|(yes, no)| Coding::Boolean { yes, no }),
        Just(Coding::Text)
    ]
}

fn rules() -> impl Strategy<Value = Vec<Rule>> {
    let all = (number(), number(), text(), any::<[usize; 4]>(), select(Format::ALL)).prop_map(
        |(min, max, pattern, [a, b, c, d], format)| {
            vec![
                Rule::Required,
                Rule::Minimum(min),
                Rule::Maximum(max),
                Rule::MinLength(a),
                Rule::MaxLength(b),
                Rule::Pattern(pattern),
                Rule::MinItems(c),
                Rule::MaxItems(d),
                Rule::Format(format),
                Rule::Known,
                Rule::WellFormed,
            ]
        },
    );
    // Any of them, in any order: the order is part of what is kept.
    all.prop_flat_map(|all| subsequence(all, 0..=10)).prop_shuffle()
}

fn fields() -> impl Strategy<Value = Vec<String>> {
    vec(text(), 1..4)
}

fn betweens() -> impl Strategy<Value = Vec<Between>> {
    let between = prop_oneof![
        (fields(), vec((text(), of(scalar())), 0..3)).prop_map(|(fields, when)| Between::Require { fields, when }),
        (fields(), any::<usize>(), of(any::<usize>())).prop_map(|(fields, min, max)| match max {
            Some(max) => Between::Count {
                fields,
                min: min.min(max),
                max: Some(min.max(max))
            },
            None => Between::Count { fields, min, max },
        }),
    ];
    vec(between, 0..4)
}

fn model_field() -> impl Strategy<Value = model::Field> {
    let flags = any::<(bool, bool, bool)>();
    let said =
        (of(text()), flags, of(coding()), rules()).prop_map(|(wire, (required, null, nested), coding, rules)| {
            model::Field {
                wire,
                required,
                null,
                coding,
                nested,
                extra: false,
                rules,
            }
        });
    prop_oneof![9 => said, 1 => Just(model::Field { extra: true, ..model::Field::default() })]
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z_]{1,9}(\\[[a-z]\\])?",
        "[a-z_]{0,9}\\{key\\}_[a-z]{0,3}",
        "a\\{\\{[a-z]"
    ]
}

fn family() -> impl Strategy<Value = family::Family> {
    let wire = select(vec![
        "{field}={value}",
        "{field}__in={values}",
        "{field}[]=><{from}|{to}",
        "f.{field}=is.null",
        "{{{field}}}=\"{{{value}\"",
    ]);
    let means = prop_oneof![
        (select(family::Meaning::ALL), of(select(family::Of::ALL))).prop_map(|(meaning, of)| {
            (
                family::Means::Known(meaning),
                if meaning.fixed().is_some() { None } else { of },
            )
        }),
        ("[A-Z][a-z]{0,5}", of(select(family::Of::ALL)))
            .prop_map(|(marker, of)| (family::Means::Own(Ident::new(&marker, Span::call_site())), of)),
    ];
    vec((wire, means, of(style())), 0..5).prop_map(|lookups| family::Family {
        lookups: lookups
            .into_iter()
            .enumerate()
            .map(|(index, (wire, (means, of), lists))| family::Lookup {
                name: format!("lookup_{index}"),
                wire: wire.to_owned(),
                means,
                of,
                lists,
            })
            .collect(),
    })
}

/// Each name once: a second one is a mistake.
fn constants() -> impl Strategy<Value = Vec<(String, String)>> {
    vec(scalar(), 0..3).prop_map(|texts| {
        let pairs = ["kind", "a.b"].iter().zip(texts);
        pairs.map(|(name, text)| ((*name).to_owned(), text)).collect()
    })
}

fn status() -> impl Strategy<Value = Status> {
    prop_oneof![
        (100..=999u16).prop_map(Status::Exact),
        (1..=9u8).prop_map(Status::Class),
    ]
}

fn tokens(texts: &'static [&'static str]) -> impl Strategy<Value = Tokens> {
    select(texts).prop_filter_map("no tokens", |text| Some(text.parse::<TokenStream>().ok()?.into()))
}

fn endpoint() -> impl Strategy<Value = endpoint::Endpoint> {
    let path = select(&["/", "/orders/{id}/", "/{a}{b_2}/{{{c}}}", "/é/\"/x%20y"][..]);
    let call = (select(endpoint::Method::ALL), path).prop_map(|(method, path)| (method, path.to_owned()));
    let output = tokens(&[
        "Order",
        "()",
        "::bindery::Page<Order>",
        "BTreeMap<String, Vec<Vec<Order>>>",
        "Box<dyn Fn(A) -> Map<B, C>>",
    ]);
    let data = tokens(&["ENVELOPE", "super::shop::PAGING", "Of::<A, B>::ENVELOPE"]);
    let step = prop_oneof![
        text().prop_map(endpoint::Step::Name),
        any::<u32>().prop_map(endpoint::Step::Index),
        Just(endpoint::Step::Last),
        Just(endpoint::Step::Each),
    ];
    let at = vec(step, 0..5).prop_map(|steps| endpoint::Path { steps });
    let api = tokens(&["Api", "::bindery_vendors::shop::Api"]);
    let texts = (of(text()), of(text()));
    // Each name once: a second one is a mistake.
    let pairs = |names: &'static [&'static str]| {
        vec(select(&["", "items", "a, b; q=0.5", "\"x\""][..]), 0..3).prop_map(move |texts| {
            let pairs = names.iter().zip(texts);
            pairs
                .map(|(name, text)| ((*name).to_owned(), text.to_owned()))
                .collect::<Vec<_>>()
        })
    };
    let constants = (pairs(&["Range-Unit", "X-Shop"]), pairs(&["format", "a[b]"]));
    let data = (vec(of(data), 2), constants);
    let output = (of(output), of(coding()));
    (api, call, output, vec(status(), 0..3), texts, at, data).prop_map(
        |(api, call, (output, coding), status, (name, success_code), at, (mut data, (headers, query)))| {
            endpoint::Endpoint {
                api: Some(api),
                name,
                call: Some(call),
                output,
                status,
                success_code,
                at,
                coding,
                envelope: data.pop().flatten(),
                paging: data.pop().flatten(),
                headers,
                query,
            }
        },
    )
}

fn endpoint_field() -> impl Strategy<Value = endpoint::Field> {
    let range = select(&["{first}-{last}", "items={first}-{last}", "[{first},{last}]"][..]);
    let coding = prop_oneof![coding(), range.prop_map(|wire| Coding::Range(wire.to_owned()))];
    let valued = (
        select(&[endpoint::Part::Path, endpoint::Part::Header][..]),
        text(),
        of(coding),
        rules(),
    )
        .prop_map(|(part, wire, coding, mut rules)| {
            rules.retain(|rule| *rule != Rule::Required);
            endpoint::Field {
                part: Some(part),
                wire: Some(wire),
                lists: None,
                coding,
                rules,
                at: endpoint::Path::default(),
            }
        });
    let names = vec(text().prop_map(endpoint::Step::Name), 1..4);
    let wrapped = names.prop_map(|steps| endpoint::Field {
        part: Some(endpoint::Part::Body),
        at: endpoint::Path { steps },
        ..endpoint::Field::default()
    });
    let own = select(
        &[
            endpoint::Part::Path,
            endpoint::Part::Query,
            endpoint::Part::Body,
            endpoint::Part::Form,
        ][..],
    );
    let plain = of(own).prop_map(|part| endpoint::Field {
        part,
        ..endpoint::Field::default()
    });
    let form = (of(style()), rules()).prop_map(|(lists, mut rules)| {
        rules.retain(|rule| *rule != Rule::Required);
        endpoint::Field {
            part: Some(endpoint::Part::Form),
            lists,
            rules,
            ..endpoint::Field::default()
        }
    });
    prop_oneof![2 => valued, 1 => plain, 1 => wrapped, 1 => form]
}

fn catalogue_variant() -> impl Strategy<Value = catalogue::Variant> {
    let matched = (of(text()), of(text())).prop_map(|(code, endpoint)| catalogue::Match { code, endpoint });
    let kind = select(catalogue::Kind::ALL);
    let said = (
        (of(text()), of(text())),
        of(kind),
        any::<Option<bool>>(),
        vec(status(), 0..3),
        vec(matched, 0..4),
    )
        .prop_map(|((name, doc), kind, retryable, status, matches)| catalogue::Variant {
            name,
            doc,
            kind,
            retryable,
            status,
            matches,
            unknown: false,
        });
    prop_oneof![9 => said, 1 => Just(catalogue::Variant { unknown: true, ..catalogue::Variant::default() })]
}
