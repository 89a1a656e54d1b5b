use super::*;
use crate::codes::Code;
use crate::diag::Diagnostics;
use crate::span::FileId;
use crate::syntax::*;
use crate::text::{path::parse_path, template::parse_template};
use crate::yaml::read_yaml;

/// What is written under `bindery: 1`, as a dialect: nothing else is needed.
fn decode(text: &str) -> (Spec, Vec<Code>) {
    let diags = Diagnostics::default();
    let node = read_yaml(FileId(0), &format!("bindery: 1\n{text}"), &diags).unwrap();
    let spec = decode_spec(&node, Document::Dialect, &diags).unwrap();
    (spec, diags.sorted().into_iter().map(|it| it.code).collect())
}

fn good(text: &str) -> Spec {
    let (spec, codes) = decode(text);
    assert_eq!(codes, [], "{text}");
    spec
}

fn field(text: &str) -> (Field, Vec<Code>) {
    let (mut spec, codes) = decode(&format!("models:\n  Order:\n    fields:\n      it: {text}\n"));
    let (_, model) = spec.models.remove(0);
    let (_, field) = model.unwrap().fields.remove(0);
    (field.unwrap(), codes)
}

fn texts(list: &[Text]) -> Vec<&str> {
    list.iter().map(|it| it.value.as_str()).collect()
}

#[test]
fn the_short_and_the_long_form_say_the_same() {
    let (short, codes) = field("list<Line?>? required read_only inferred");
    assert_eq!(codes, []);
    let (long, codes) =
        field("{ type: list<Line?>?, required: true, read_only: true, optional: false, inferred: true }");
    assert_eq!(codes, []);
    for field in [short, long] {
        assert_eq!(field.ty.unwrap().unwrap().value.source(), "list<Line?>?");
        let flags = [field.required, field.read_only, field.optional, field.write_only];
        assert_eq!(flags.map(|it| it.is_some()), [true, true, false, false]);
        assert!(matches!(field.provenance.inferred, Some(Inferred::Yes(_))));
    }
}

#[test]
fn values_of_a_field() {
    let (it, codes) = field(
        "{ type: string, default: 0051, example: \"0051\", minimum: +1.50, max_length: 7, pattern: ^a$, doc: D, source: [a, b] }",
    );
    assert_eq!(codes, []);
    assert_eq!(it.default.unwrap().to_json(), "51");
    assert_eq!(it.example.unwrap().to_json(), "\"0051\"");
    assert_eq!(it.minimum.unwrap().value, "1.50");
    assert_eq!(it.max_length.unwrap().value, 7);
    assert_eq!(it.pattern.unwrap().value, "^a$");
    assert_eq!(it.provenance.doc.unwrap().value, "D");
    assert_eq!(texts(&it.provenance.source), ["a", "b"]);
}

#[test]
fn what_is_wrong_is_left_out_and_what_stands_beside_it_is_kept() {
    let (it, codes) = field("{ type: list<, min_length: x, max_length: 3, typo: 1, pattern: \"(\" }");
    let mut codes = codes;
    codes.sort();
    assert_eq!(codes, [Code::UnknownKey, Code::Shape, Code::BadType, Code::BadPattern]);
    assert!(matches!(it.ty, Some(Err(_))) && it.min_length.is_none() && it.pattern.is_none());
    assert_eq!(it.max_length.unwrap().value, 3);
    let (spec, codes) =
        decode("models:\n  bad name: { fields: { id: integer } }\n  Good: { fields: { id: integr?? } }\n");
    assert_eq!(codes, [Code::BadName, Code::BadType]);
    assert!(spec.models[0].1.is_err());
    assert_eq!(spec.models[1].1.as_ref().unwrap().fields.len(), 1);
}

#[test]
fn one_mistake_is_one_message() {
    for (text, code) in [
        ("models: { A: { feilds: { id: integer } } }\n", Code::UnknownKey),
        (
            "models: { A: &a { fields: { id: integer } }, B: { fields: *a } }\n",
            Code::Alias,
        ),
        ("models: { A: { fields: { id: { doc: x, y } } } }\n", Code::FlowText),
        ("auth: { a: { heder: X } }\n", Code::UnknownKey),
        ("auth: { a: { jwt: X } }\n", Code::UnknownKey),
        ("lookups: { a: { wire: \"{field}\" } }\n", Code::BadTemplate),
    ] {
        let (_, codes) = decode(text);
        assert!(
            !codes.is_empty() && codes.iter().all(|it| *it == code),
            "{text}: {codes:?}"
        );
    }
}

#[test]
fn wires_enums_and_open() {
    let spec = good(
        "types:\n  A: { type: boolean, wire: { true: \"-1\", false: 0 } }\n  B: { enum: { h: hombre, \"0\": { rust: none } }, open: true }\n  \
         C: { type: date-time, wire: \"%Y\", zone: UTC }\n  D: { type: decimal, wire: number }\n  E: { type: integer, wire: string }\n",
    );
    let field = |i: usize| spec.types[i].1.as_ref().unwrap();
    let Some(Ok(Wire::Boolean { yes, no, .. })) = &field(0).wire else {
        panic!()
    };
    assert_eq!((yes.to_json(), no.to_json()), ("\"-1\"".to_owned(), "0".to_owned()));
    let values = field(1).values.as_ref().unwrap();
    let values: Vec<_> = values
        .iter()
        .map(|it| it.as_ref().unwrap())
        .map(|it| (it.wire.value.as_str(), it.rust.as_ref().unwrap().value.as_str()))
        .collect();
    assert_eq!(values, [("h", "hombre"), ("0", "none")]);
    assert!(field(1).open.is_some() && field(1).ty.is_none());
    assert!(matches!(&field(2).wire, Some(Ok(Wire::Strftime(format))) if format.value == "%Y"));
    assert!(field(3).wire.is_none());
    assert!(matches!(field(4).wire, Some(Ok(Wire::Text(_)))));
}

#[test]
fn lookups_and_families() {
    let spec = good(
        "lookups:\n  in: \"{field}={values}\"\n  set: { wire: \"{field}=!*\", means: is_null, of: date?, lists: pipe }\nfamilies:\n  all: [in, set]\n",
    );
    let lookup = |i: usize| spec.lookups[i].1.as_ref().unwrap();
    assert_eq!(lookup(0).wire.value, parse_template("{field}={values}").unwrap());
    assert_eq!(lookup(1).means.as_ref().unwrap().value, "is_null");
    assert_eq!(lookup(1).of.as_ref().unwrap().value.source(), "date?");
    assert_eq!(lookup(1).lists.as_ref().unwrap().value, ListStyle::Pipe);
    assert_eq!(texts(spec.families[0].1.as_ref().unwrap()), ["in", "set"]);
    // The first `=` divides, wherever it stands in a literal.
    good("lookups: { a: \"{field}=={value}\", b: \"f[{field}]>=x={from}..{to}\", c: \"{field}=\" }\n");
}

#[test]
fn errors_in_their_three_forms() {
    let spec = good(
        "errors:\n  a: 404\n  b: [\"1\", \"08*\"]\n  c: { codes: [x], status: [4xx, 503], kind: conflict, retryable: true, headers: { X-A: string } }\n",
    );
    let error = |i: usize| spec.errors[i].1.as_ref().unwrap();
    assert_eq!(error(0).status[0].value, Status::Exact(404));
    assert!(error(0).codes.is_none() && !error(0).adds);
    assert!(error(1).adds);
    assert_eq!(texts(error(1).codes.as_ref().unwrap()), ["1", "08*"]);
    assert_eq!(
        error(2).status.iter().map(|it| it.value).collect::<Vec<_>>(),
        [Status::Class(4), Status::Exact(503)]
    );
    assert_eq!(
        (error(2).kind.as_ref().unwrap().value.as_str(), error(2).retryable),
        ("conflict", Some(true))
    );
    assert_eq!(error(2).headers[0].0.value, "X-A");
}

#[test]
fn paging_and_envelope() {
    let spec = good(
        "paging:\n  send: { limit: max, page: { minimum: 1 } }\n  read: { items: [a, \"b[0]\"], next_url: { link: next }, total: { header: X-T } }\n\
         envelope: { at: data, success: { status: true }, error: { code: error.code, fields: { at: e, name: n, message: m } } }\n",
    );
    let paging = spec.paging.unwrap().unwrap();
    let send = |i: usize| paging.send[i].1.as_ref().unwrap();
    assert_eq!(send(0).name.as_ref().unwrap().value, "max");
    assert!(send(0).ty.is_none() && send(1).ty.is_none() && send(1).name.is_none());
    let Ok(Place::Paths(paths)) = &paging.read[0].1 else {
        panic!()
    };
    assert_eq!(paths[1].value, parse_path("b[0]").unwrap());
    assert!(matches!(&paging.read[1].1, Ok(Place::Link(rel)) if rel.value == "next"));
    assert!(matches!(&paging.read[2].1, Ok(Place::Header { name, wire: None }) if name.value == "X-T"));
    let envelope = spec.envelope.unwrap().unwrap();
    assert_eq!(envelope.success[0].1.to_json(), "true");
    assert!(matches!(
        envelope.fields,
        Some(Ok(FieldErrors::List { code: None, .. }))
    ));
    assert!(matches!(envelope.code, Some(Ok(Place::Paths(_)))) && envelope.message.is_none());
}

#[test]
fn rules_of_a_model() {
    let spec = good(
        "models:\n  A:\n    open: true\n    fields: { a: string, b: string }\n    rules:\n      - { require: [a], when: { b: \"1\" } }\n      \
         - { require: [a], when: b }\n      - { require: [c], when: [a, b] }\n      - { at_most: 1, of: [a, b] }\n      - { exactly: 1, of: [a, b] }\n",
    );
    let model = spec.models[0].1.as_ref().unwrap();
    assert!(model.open);
    let rule = |i: usize| model.rules[i].as_ref().unwrap();
    assert!(matches!(rule(0), Rule::Require { when, .. } if when[0].1.as_ref().unwrap().to_json() == "\"1\""));
    assert!(matches!(rule(1), Rule::Require { when, .. } if when[0].0.value == "b" && when[0].1.is_none()));
    assert!(matches!(rule(2), Rule::Require { when, .. } if when.len() == 2 && when[1].0.value == "b"));
    assert!(matches!(
        rule(3),
        Rule::Count {
            min: 0,
            max: Some(1),
            ..
        }
    ));
    assert!(matches!(
        rule(4),
        Rule::Count {
            min: 1,
            max: Some(1),
            ..
        }
    ));
}

#[test]
fn words_of_a_query_are_lookups() {
    let diags = Diagnostics::default();
    let text = "bindery: 1\nvendor: shop\nsources: { a: { url: https://a.example, read: 2026-11-21 } }\n\
        servers: { a: https://a.example }\nendpoints:\n  a:\n    get: /a\n    query: { id: integer in bounds required, \"x_{key}\": string }\n    \
        returns: page<Order>\n    success_code: \"01\"\n  b: { delete: \"/a/{id}\", query: a, path: { id: integer } }\n";
    let node = read_yaml(FileId(0), text, &diags).unwrap();
    let spec = decode_spec(&node, Document::Spec, &diags).unwrap();
    assert_eq!(diags.sorted(), []);
    let endpoint = |i: usize| spec.endpoints[i].1.as_ref().unwrap();
    let Some(Query::Fields(fields)) = &endpoint(0).query else {
        panic!()
    };
    let id = fields[0].1.as_ref().unwrap();
    assert_eq!(texts(&id.lookups), ["in", "bounds"]);
    assert!(id.required.is_some());
    assert!(matches!(endpoint(0).method, Ok((Method::Get, _))));
    assert_eq!(endpoint(0).success_code.as_ref().unwrap().value, "01");
    assert!(matches!(&endpoint(1).query, Some(Query::SameAs(name)) if name.value == "a"));
    let (method, path) = endpoint(1).method.as_ref().unwrap();
    assert_eq!((*method, path.value.source().as_str()), (Method::Delete, "/a/{id}"));
}

#[test]
fn another_version_stops_before_unknown_keys() {
    let diags = Diagnostics::default();
    let node = read_yaml(FileId(0), "bindery: 1\nrequires: \"0.2\"\nfuture: 1\n", &diags).unwrap();
    assert!(decode_spec(&node, Document::Spec, &diags).is_err());
    assert_eq!(
        diags.sorted().iter().map(|it| it.code).collect::<Vec<_>>(),
        [Code::Version]
    );
    for requires in ["0.1", "0", "0.1.0"] {
        good(&format!("requires: \"{requires}\"\n"));
    }
}

#[test]
fn x_keys_are_left_alone_but_names_of_the_vendor_are_names() {
    let spec = good("x-a: [1]\nmodels:\n  x-b: 1\n  Order:\n    x-c: 1\n    fields: { x-d: string }\n");
    assert_eq!(spec.models.len(), 1);
    assert_eq!(spec.models[0].1.as_ref().unwrap().fields[0].0.value, "x-d");
}
