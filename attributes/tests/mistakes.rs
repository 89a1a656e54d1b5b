//! Every mistake in an attribute is found, in one reading, at its token, with the way out.

use bindery_attributes::{catalogue, endpoint, family, filter, model, wire_enum};
use syn::parse::Parser;
use syn::{Attribute, Result};

/// Each message as `column: text`, in order; columns count from 0 and the text starts at `#[bindery(`.
fn messages<T>(read: fn(&[Attribute]) -> Result<T>, source: &str) -> Vec<String> {
    let Err(error) = Attribute::parse_outer
        .parse_str(source)
        .and_then(|attributes| read(&attributes))
    else {
        return Vec::new();
    };
    error
        .into_iter()
        .map(|error| format!("{}: {error}", error.span().start().column))
        .collect()
}

fn one<T>(read: fn(&[Attribute]) -> Result<T>, source: &str) -> String {
    let messages = messages(read, source);
    assert_eq!(messages.len(), 1, "{messages:#?}");
    messages.concat()
}

#[test]
fn all_mistakes_of_an_item_come_together() {
    let source = r#"#[bindery(requierd, wire = 1, min = "x")] #[bindery(wire = "a", max_length = -1, , yes = "yes")]"#;
    assert_eq!(
        messages(model::Field::read, source),
        [
            "81: nothing stands before this comma; drop it",
            "10: unknown key `requierd`, did you mean `required`? Keys of a field of a model: `wire`, `required`, `null`, \
             `nested`, `extra`, `yes`, `no`, `text`, `given`, `known`, `well_formed`, `min`, `max`, `min_length`, `max_length`, `pattern`, \
             `format`, `min_items`, `max_items`",
            "27: `wire` is written `wire = \"…\"`",
            "36: `x` is no JSON number, such as `\"12.5\"`",
            "52: `wire` stands here twice; keep one",
            "77: `max_length` is written `max_length = 1`",
            "89: `yes` is no JSON scalar; a text has quotes of its own: `\"\\\"yes\\\"\"`, a number or boolean none: `\"1\"`, \
             `\"true\"`",
            "83: `yes` needs `no` beside it: both spellings of the boolean",
        ]
    );
}

#[test]
fn shapes() {
    let of = |source: &str| one(model::Field::read, source);
    assert_eq!(of("#[bindery]"), "2: write `#[bindery(…)]`");
    assert_eq!(of("#[bindery = 1]"), "2: write `#[bindery(…)]`");
    assert_eq!(of("#[bindery[required]]"), "2: write `#[bindery(…)]`");
    assert_eq!(
        of("#[bindery(required = true)]"),
        "21: `required` is written `required`"
    );
    assert_eq!(of("#[bindery(wire)]"), "10: `wire` is written `wire = \"…\"`");
    assert_eq!(of("#[bindery(wire =)]"), "10: `wire` is written `wire = \"…\"`");
    assert_eq!(of("#[bindery(wire(\"a\"))]"), "15: `wire` is written `wire = \"…\"`");
    assert_eq!(
        of("#[bindery(wire = \"a\" required)]"),
        "21: a comma is missing before this"
    );
    assert_eq!(
        of("#[bindery(required null)]"),
        "19: `required` is followed by `,`, `= …` or `(…)`"
    );
    assert_eq!(of("#[bindery(\"a\")]"), "10: a key is missing before this");
    assert_eq!(of("#[bindery(min = 1)]"), "16: `min` is written `min = \"1\"`");
    assert_eq!(
        of("#[bindery(min_length = \"1\")]"),
        "23: `min_length` is written `min_length = 1`"
    );
    assert_eq!(
        of("#[bindery(min_length = 1u8)]"),
        "23: `min_length` is written `min_length = 1`"
    );
    assert_eq!(
        of("#[bindery(min_length = 99999999999999999999999)]"),
        "23: `min_length` is written `min_length = 1`"
    );
    assert_eq!(
        of("#[bindery(format = emial)]"),
        "19: unknown format `emial`, did you mean `email`? There are `email`, `uri`, `uuid`, `base64`, `hex_color`"
    );
    assert_eq!(
        of("#[bindery(format = \"email\")]"),
        "19: `format` is written `format = email`"
    );
    assert_eq!(
        of(r##"#[bindery(text, no = "\"0\"", yes = "\"1\"")]"##),
        "10: `yes` and `text` exclude each other; keep one"
    );
    assert_eq!(
        of("#[bindery(no = \"0\")]"),
        "10: `no` needs `yes` beside it: both spellings of the boolean"
    );
}

#[test]
fn keys_that_do_not_go_together() {
    assert_eq!(
        one(model::Field::read, "#[bindery(extra, required)]"),
        "17: `required` does not go with `extra`: unknown members have no name, spelling or rules"
    );
    assert_eq!(
        one(wire_enum::Variant::read, "#[bindery(unknown, wire = \"a\")]"),
        "19: `wire` does not go with `unknown`: it keeps whatever text came"
    );
    assert_eq!(
        one(catalogue::Variant::read, "#[bindery(unknown, kind = auth)]"),
        "19: `kind` does not go with `unknown`: it stands for whatever is not documented"
    );
}

#[test]
fn rules_between_fields() {
    let of = |source: &str| one(model::Model::read, source);
    assert_eq!(
        of("#[bindery(require())]"),
        "10: `fields` is missing; add `fields(\"…\")`"
    );
    assert_eq!(
        of("#[bindery(require(fields()))]"),
        "18: `fields(…)` names at least one"
    );
    assert_eq!(
        of("#[bindery(require(fields(a)))]"),
        "25: `fields(…)` takes texts in quotes here"
    );
    assert_eq!(
        of("#[bindery(require(fields(\"a\"), when(\"b\" = true)))]"),
        "36: write `when(\"field\")` or `when(\"field\" = \"true\")`"
    );
    assert_eq!(
        of("#[bindery(require(fields(\"a\"), when(\"b\", \"c\")))]"),
        "31: one `when(…)` holds one condition; add another `when(…)` for each"
    );
    assert_eq!(
        of("#[bindery(count(fields(\"a\")))]"),
        "10: `max` is missing; add `max = 1` or `min = 1`"
    );
    assert_eq!(
        of("#[bindery(count(fields(\"a\"), min = 2, max = 1))]"),
        "10: `min` is greater than `max`; no value fits"
    );
    assert!(of("#[bindery(count(fields(\"a\"), mx = 1))]").starts_with("29: unknown key `mx`, did you mean `max`?"));
}

#[test]
fn names_of_parameters() {
    let of = |source: &str| one(filter::Field::read, source);
    assert_eq!(of("#[bindery(wire = \"\")]"), "17: a parameter needs a name");
    assert_eq!(
        of("#[bindery(wire = \"a{b}\")]"),
        "17: `{b}` is no hole of a name; the hole is `{key}`"
    );
    assert_eq!(
        of("#[bindery(wire = \"{key}{key}\")]"),
        "17: a name has one `{key}` at most"
    );
    assert!(of("#[bindery(lists = commas)]").starts_with("18: unknown list style `commas`, did you mean `comma`?"));
    let name = filter::Name::parse("a{{_{key}.b").unwrap();
    assert_eq!(
        name,
        filter::Name {
            text: "a{_".into(),
            after_key: Some(".b".into())
        }
    );
}

#[test]
fn lookups() {
    let of = |source: &str| messages(family::Family::read, source);
    assert_eq!(
        of("#[bindery(lookup())]"),
        [
            "10: `name` is missing; add `name = \"…\"`",
            "10: `wire` is missing; add `wire = \"{field}={value}\"`",
            "10: `means` is missing; add `means = exact` or `own = Marker`",
        ]
    );
    assert_eq!(
        of(r#"#[bindery(lookup(name = "a", wire = "{feild}=1", means = gte, own = A, of = dat))]"#),
        [
            "36: `{feild}` is no hole of a name; the name holds `{field}` and literal text",
            "76: unknown operand type `dat`, did you mean `date`? There are `text`, `integer`, `number`, `decimal`, \
             `boolean`, `date`, `date_time`, `time`",
            "62: `means` and `own` exclude each other; keep one",
        ]
    );
    assert_eq!(
        of(r#"#[bindery(lookup(name = "a", wire = "{field}={value}", means = contains, of = date))]"#),
        ["10: the operand of `contains` is a text; leave `of` out"]
    );
    let twice = r#"#[bindery(lookup(name = "a", wire = "{field}={value}", means = in))]
#[bindery(lookup(name = "a", wire = "{field}={value}", own = A))]"#;
    assert_eq!(of(twice), ["24: there is a lookup `a` already"]);
}

#[test]
fn catalogues() {
    let of = |source: &str| one(catalogue::Variant::read, source);
    assert_eq!(
        of("#[bindery(status())]"),
        "10: `status(…)` names at least one; without it any status fits"
    );
    for bad in ["4", "4xx", "\"404\"", "\"0xx\"", "70000", "404u16"] {
        assert!(
            of(&format!("#[bindery(status({bad}))]")).ends_with("a status is a number or a class: `404`, `\"4xx\"`"),
            "{bad}"
        );
    }
    assert_eq!(
        of("#[bindery(code(endpoint = \"a\"))]"),
        "10: `code(…)` begins with the code: `code(\"1273\")`"
    );
    assert_eq!(of("#[bindery(code(1273))]"), "15: `code(…)` takes texts in quotes here");
    assert_eq!(
        of("#[bindery(retryable = 1)]"),
        "22: `retryable` is written `retryable` or `retryable = false`"
    );
    assert!(of("#[bindery(kind = aut)]").starts_with("17: unknown kind `aut`, did you mean `auth`?"));
}

#[test]
fn kinds_follow_statuses() {
    use catalogue::{Kind, Status};
    let kinds = [401, 403, 404, 409, 400, 422, 429, 503, 500, 418].map(|status| Kind::of(Status::Exact(status)).name());
    assert_eq!(
        kinds,
        [
            "auth",
            "forbidden",
            "not_found",
            "conflict",
            "validation",
            "validation",
            "rate_limit",
            "unavailable",
            "server",
            "other"
        ]
    );
    assert_eq!(
        (Kind::of(Status::Class(5)), Kind::of(Status::Class(4))),
        (Kind::Server, Kind::Other)
    );
}

#[test]
fn other_attributes_are_not_looked_at() {
    let attributes = Attribute::parse_outer
        .parse_str("#[serde(rename = \"a\")] #[doc = \"x\"]")
        .unwrap();
    assert_eq!(model::Field::read(&attributes).unwrap(), model::Field::default());
    assert!(bindery_attributes::nothing(&attributes, "it").is_ok());
    let attributes = Attribute::parse_outer.parse_str("#[bindery(a)]").unwrap();
    assert_eq!(
        bindery_attributes::nothing(&attributes, "a family's field")
            .unwrap_err()
            .to_string(),
        "a family's field takes no `#[bindery(…)]`"
    );
}

#[test]
fn endpoints() {
    let of = |source: &str| messages(endpoint::Endpoint::read, source);
    assert_eq!(
        of("#[bindery(status())]"),
        [
            "10: `status(…)` names at least one; without it any 2xx fits",
            "2: `api` is missing; add `api = Api`",
            "2: `get` is missing; add `get = \"/orders\"`, or `post`, `put`, `patch`, `delete` or `head`",
        ]
    );
    assert_eq!(
        of(r#"#[bindery(api = Api, head = "/a", post = "/a", get = "/a")]"#),
        [
            "34: `get` and `post` exclude each other; keep one",
            "21: `get` and `head` exclude each other; keep one",
        ]
    );
    for (bad, message) in [
        (
            "orders",
            "a path begins with `/` and stands behind the server's URL: `/orders/{id}`",
        ),
        (
            "",
            "a path begins with `/` and stands behind the server's URL: `/orders/{id}`",
        ),
        (
            "/a?b=1",
            "a path holds no parameters; they are fields of a filter, marked `query`",
        ),
        (
            "/a#b",
            "a path holds no parameters; they are fields of a filter, marked `query`",
        ),
        ("/a b", "a path holds no white space; a space is written `%20`"),
        (
            "/{a}/{a}",
            "the hole `{a}` stands in the path twice; each has a name of its own",
        ),
        ("/{a", "`{a` opens no hole such as `{value}`; a brace itself is `{{`"),
        ("/a}", "this `}` closes no hole; a brace itself is `}}`"),
    ] {
        assert_eq!(
            of(&format!("#[bindery(api = Api, get = {bad:?})]")),
            [format!("27: {message}")]
        );
    }
    // What cannot be read takes nothing else along.
    let source = "#[bindery(api = Api<A, get = \"/a\", output = -> B, at = \"a[\", envelope = , paging = A B)]";
    assert_eq!(
        of(source),
        [
            "16: `api` is written `api = Api`",
            "44: `output` is written `output = Order`",
            "55: `[` is not closed; `.` is the whole; `a.b`, `a[0].b`, `a[-1].id` (the last) and `a[*].b` (each) go inside; \
             `a[\"b.c\"]` is a name with a dot",
            "61: `envelope` is written `envelope = ENVELOPE`",
            "85: a comma is missing before this",
        ]
    );
}

#[test]
fn fields_of_endpoints() {
    let of = |source: &str| messages(endpoint::Field::read, source);
    assert_eq!(
        of("#[bindery(header, query, path)]"),
        [
            "18: `path` and `query` exclude each other; keep one",
            "10: `path` and `header` exclude each other; keep one",
        ]
    );
    assert_eq!(
        of("#[bindery(query, no = \"0\", min = \"1\")]"),
        [
            "17: `no` does not go with `query`: names and rules stand in the filter",
            "27: `min` does not go with `query`: names and rules stand in the filter",
        ]
    );
    assert_eq!(
        of("#[bindery(form, wire = \"a\")]"),
        ["16: `wire` does not go with `form`: a body has no name"]
    );
    assert_eq!(of("#[bindery(body, min_items = 1, text)]"), [""; 0]);
    assert_eq!(
        of("#[bindery(body, yes = \"1\")]"),
        ["16: `yes` needs `no` beside it: both spellings of the boolean"]
    );
    assert_eq!(
        of("#[bindery(header)]"),
        ["2: `wire` is missing; add `wire = \"Accept-Language\"`"]
    );
    assert_eq!(of("#[bindery(header, wier = \"A\")]").len(), 1);
    assert_eq!(
        of("#[bindery(path, given)]"),
        ["16: `given` says nothing here; a value is always given where its type is no `Option`"]
    );
    assert_eq!(of("#[bindery(body = Order)]"), ["17: `body` is written `body`"]);
}
