use crate::check::example::ReadFile;
use crate::lower::testing::{Lowered, lower, lower_reading};
use crate::span::FileId;

const SPEC: &str = "lists: comma
lookups:
  gte: \"{field}__gte={value}\"
  in: \"{field}__in={values}\"
  contains: \"{field}=*{value}*\"
  between: \"{field}={from}..{to}\"
types:
  Kind: { enum: [retail, trade] }
  Level: { enum: [low], open: true }
  Flag: { type: boolean, wire: { true: \"-1\", false: \"0\" } }
models:
  Order:
    fields:
      id: integer read_only
      name: string required
      note: string?
      later: { type: string, optional: true }
      kind: Kind
      level: Level
      flag: Flag
      price: { type: decimal, wire: string }
      lines: list<Line>
      labels: map<integer>
      at: { type: date-time, wire: unix }
      secret: { type: string, write_only: true }
  Line: { fields: { sku: string required, count: integer? } }
  Free: { open: true, fields: { id: integer } }
paging: { send: { page: page }, read: { items: rows } }
envelope: { at: data, success: { ok: true }, success_code: code, error: { code: error.code } }
errors: { refused: { codes: [\"17\", \"9*\"], status: 400 } }
endpoints:
  list_orders:
    get: /orders
    query: { id: integer in, name: string contains exact, kind: Kind, total: number, at: date gte, n: integer between, flag: Flag, tags: list<string>, \"x_{key}\": string }
    returns: page<Order>
    success_code: \"51\"
    examples: { e: LIST }
  create_order:
    post: /orders
    body: Order
    returns: Order
    status: 201
    errors: { taken: { codes: [\"3\"], status: 409 } }
    examples: { e: CREATE }
  get_free: { get: /free, returns: Free, examples: { e: FREE } }
";

fn with(endpoint: &str, example: &str) -> Lowered {
    lower(&text(endpoint, example))
}

fn text(endpoint: &str, example: &str) -> String {
    let mut text = SPEC.to_owned();
    for name in ["LIST", "CREATE", "FREE"] {
        text = text.replace(
            &format!("{{ e: {name} }}"),
            &if name == endpoint {
                format!("{{ e: {example} }}")
            } else {
                "{}".to_owned()
            },
        );
    }
    text
}

fn query(query: &str) -> Vec<String> {
    let lowered = with("LIST", &format!("{{ query: \"{query}\" }}"));
    lowered
        .found
        .iter()
        .map(|it| format!("{}: {}", it.code.name(), it.message))
        .collect()
}

fn order(changes: &[(&str, &str)]) -> String {
    let fields = [
        ("id", "1"),
        ("name", "\"a\""),
        ("note", "null"),
        ("kind", "\"trade\""),
        ("level", "\"other\""),
        ("flag", "\"-1\""),
        ("price", "\"1.50\""),
        ("lines", "[{\"sku\": \"s\", \"count\": 2}]"),
        ("labels", "{\"a\": 1}"),
        ("at", "1700000000"),
    ];
    let changed = |name: &str| {
        changes
            .iter()
            .find(|(other, _)| *other == name)
            .map(|(_, value)| *value)
    };
    let kept = fields
        .iter()
        .map(|(name, value)| (*name, changed(name).unwrap_or(value)));
    let added = changes
        .iter()
        .filter(|(name, _)| !fields.iter().any(|(other, _)| other == name))
        .copied();
    let pairs: Vec<String> = kept
        .chain(added)
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("\"{name}\": {value}"))
        .collect();
    format!("{{{}}}", pairs.join(", "))
}

fn page(changes: &[(&str, &str)]) -> Vec<String> {
    let body = format!(
        "{{\"ok\": true, \"code\": \"51\", \"data\": {{\"rows\": [{}]}}}}",
        order(changes)
    );
    let lowered = with("LIST", &format!("{{ status: 200, body: {body} }}"));
    lowered
        .found
        .iter()
        .map(|it| format!("{}: {}", it.code.name(), it.message))
        .collect()
}

fn answer(endpoint: &str, example: &str) -> Vec<(&'static str, String)> {
    let lowered = with(endpoint, example);
    lowered
        .codes()
        .into_iter()
        .map(|(code, at)| (code, at.to_owned()))
        .collect()
}

#[test]
fn queries_are_read_and_written_back() {
    for good in [
        "id__in=1,2",
        "name=*ef*&kind=retail",
        "name=ef",
        "at__gte=2026-01-31",
        "n=1..5&page=2",
        "flag=-1",
        "tags=a,b",
        "x_some=%20a%2Bb",
        "?total=1.5",
        "",
        "name=a+b",
    ] {
        assert_eq!(query(good), [""; 0], "{good}");
    }
}

#[test]
fn queries_that_the_filter_would_not_write() {
    let first = |text: &str| query(text).first().cloned().unwrap_or_default();
    let no = "bad_example: the example `e` is no query of this endpoint: ";
    assert_eq!(first("id=1"), format!("{no}there is no parameter `id`"));
    assert_eq!(
        first("id__in=1,x"),
        format!("{no}the parameter `id__in` needs a list where each item is an integer, not `1,x`")
    );
    assert_eq!(
        first("kind=other"),
        format!("{no}the parameter `kind` needs one of `retail`, `trade`, not `other`")
    );
    assert_eq!(
        first("page=01"),
        format!("{no}the parameter `page` needs an integer, not `01`")
    );
    assert_eq!(
        first("total=1.50"),
        format!("{no}the value of `total` would be written `1.5`")
    );
    assert_eq!(
        first("kind=trade&kind=trade"),
        format!("{no}the parameter `kind` is given twice")
    );
    assert_eq!(
        first("name=a&name=*b*"),
        format!("{no}the parameter `name` is given twice")
    );
    assert_eq!(
        first("name=%zz"),
        format!("{no}`name=%zz` is not percent-encoded UTF-8")
    );
    assert_eq!(
        first("flag=true"),
        format!("{no}the parameter `flag` needs one of `-1`, `0`, not `true`")
    );
}

#[test]
fn answers_fit_their_models() {
    assert_eq!(page(&[]), [""; 0]);
    assert_eq!(page(&[("note", ""), ("later", "\"x\"")]), [""; 0]);
    let bad = "bad_example: the example `e` ";
    assert_eq!(page(&[("name", "")]), [format!("{bad}lacks `data.rows[0].name`")]);
    assert_eq!(
        page(&[("name", "null")]),
        [format!("{bad}holds null at `data.rows[0].name`, where text is due")]
    );
    assert_eq!(
        page(&[("later", "null")]),
        [format!("{bad}holds null at `data.rows[0].later`, where text is due")]
    );
    assert_eq!(
        page(&[("id", "\"1\"")]),
        [format!("{bad}holds text at `data.rows[0].id`, where an integer is due")]
    );
    assert_eq!(
        page(&[("id", "1.5")]),
        [format!(
            "{bad}holds a number at `data.rows[0].id`, where an integer is due"
        )]
    );
    assert_eq!(
        page(&[("price", "1.50")]),
        [format!(
            "{bad}holds a number at `data.rows[0].price`, where a number as text is due"
        )]
    );
    assert_eq!(page(&[("flag", "true")]).len(), 1);
    assert_eq!(
        page(&[("at", "\"2026-01-31\"")]),
        [format!("{bad}holds text at `data.rows[0].at`, where a number is due")]
    );
    assert_eq!(
        page(&[("labels", "{\"a\": true}")]),
        [format!(
            "{bad}holds a boolean at `data.rows[0].labels.a`, where an integer is due"
        )]
    );
    assert_eq!(
        page(&[("lines", "[{\"count\": 1}]")]),
        [format!("{bad}lacks `data.rows[0].lines[0].sku`")]
    );
    assert_eq!(
        page(&[("lines", "{}")]),
        [format!(
            "{bad}holds a mapping at `data.rows[0].lines`, where a list is due"
        )]
    );
    assert_eq!(
        page(&[("kind", "\"tradee\"")]),
        [format!(
            "{bad}holds `tradee` at `data.rows[0].kind`, which is none of the enum's values"
        )]
    );
    let unknown = "example_field: the example `e` holds `data.rows[0].nme`, which `Order` does not declare";
    assert_eq!(page(&[("nme", "1")]), [unknown]);
    assert_eq!(
        page(&[("secret", "\"s\"")]),
        ["example_field: the example `e` holds `data.rows[0].secret`, which is write-only"]
    );
}

#[test]
fn an_open_model_takes_any_member() {
    let body = "{ status: 200, body: {\"ok\": true, \"data\": {\"id\": 1, \"more\": [2]}} }";
    assert_eq!(answer("FREE", body), []);
}

#[test]
fn requests_are_checked_by_their_direction() {
    let request = |body: &str| answer("CREATE", &format!("{{ body: {body} }}"));
    assert_eq!(request("{\"name\": \"a\", \"secret\": \"s\"}"), []);
    assert_eq!(
        request("{\"note\": null}"),
        [("bad_example", "{\"note\": null}".to_owned())]
    );
    assert_eq!(
        request("{\"name\": \"a\", \"id\": 1}"),
        [("example_field", "id".to_owned())]
    );
    assert_eq!(
        request("{\"name\": \"a\", \"kind\": null}"),
        [("bad_example", "null".to_owned())]
    );
    assert_eq!(answer("LIST", "{ body: {} }"), [("bad_example", "{}".to_owned())]);
}

#[test]
fn success_and_failure_are_told_apart_as_the_bindings_do() {
    let list = |status: u16, body: &str| answer("LIST", &format!("{{ status: {status}, body: {body} }}"));
    let rows = "\"data\": {\"rows\": []}";
    assert_eq!(list(200, &format!("{{\"ok\": true, \"code\": \"51\", {rows}}}")), []);
    assert_eq!(
        list(200, &format!("{{\"ok\": true, \"code\": \"52\", {rows}}}")),
        [("bad_example", "52".to_owned())]
    );
    assert_eq!(
        list(200, &format!("{{\"ok\": false, \"code\": \"51\", {rows}}}")).len(),
        1
    );
    assert_eq!(list(200, "{\"ok\": true, \"code\": \"51\", \"data\": {}}").len(), 1);
    assert_eq!(
        list(200, "{\"ok\": true, \"code\": \"51\", \"data\": {\"rows\": 1}}"),
        [("bad_example", "1".to_owned())]
    );
    // A failure, whatever the status: its code must be known here.
    assert_eq!(list(200, "{\"ok\": false, \"error\": {\"code\": \"17\"}}"), []);
    assert_eq!(list(400, "{\"ok\": false, \"error\": {\"code\": \"912\"}}"), []);
    assert_eq!(
        list(400, "{\"ok\": false, \"error\": {\"code\": \"3\"}}"),
        [("bad_example", "3".to_owned())]
    );
    assert_eq!(list(400, "{\"ok\": false}"), []);
    assert_eq!(
        answer("CREATE", "{ status: 409, body: {\"error\": {\"code\": \"3\"}} }"),
        []
    );
}

fn from_file(read: &ReadFile<'_>) -> Lowered {
    lower_reading(&text("CREATE", "{ file: examples/order.json }"), read)
}

#[test]
fn files_are_read_beside_the_spec() {
    let lowered = from_file(&|path| {
        assert_eq!(path.value, "examples/order.json");
        Ok((FileId(7), "{\"name\": \"a\"}".to_owned()))
    });
    assert!(lowered.found.is_empty(), "{:?}", lowered.messages());
    let missing = from_file(&|_| Err("no such file".to_owned()));
    assert_eq!(missing.codes(), [("io", "examples/order.json")]);
    assert_eq!(
        missing.found[0].message,
        "`examples/order.json` cannot be read: no such file"
    );
    let broken = from_file(&|_| Ok((FileId(7), "{\"name\": }".to_owned())));
    assert_eq!(
        (
            broken.found[0].code.name(),
            broken.found[0].span.file,
            broken.found[0].span.start
        ),
        ("bad_example", FileId(7), 9)
    );
    let unfit = from_file(&|_| Ok((FileId(7), "{\n  \"name\": 5\n}".to_owned())));
    assert_eq!((unfit.found[0].span.file, unfit.found[0].span.start), (FileId(7), 12));
}

#[test]
fn behind_each_stands_a_list() {
    let page = |items: &str| {
        let text = format!(
            "models:\n  Order: {{ fields: {{ id: integer }} }}\n\
             paging: {{ send: {{ page: page }}, read: {{ items: \"edges[*].node\" }} }}\n\
             endpoints:\n  list:\n    get: /orders\n    returns: page<Order>\n    examples: {{ a: {{ status: 200, body: {items} }} }}\n\
             \x20 ids: {{ get: /ids, returns: {{ type: list<integer>, at: \"edges[*].node.id\" }}, examples: {{ a: {{ status: 200, body: {items} }} }} }}\n"
        );
        let lowered = lower(&text);
        lowered
            .codes()
            .iter()
            .map(|(code, at)| (*code, (*at).to_owned()))
            .collect::<Vec<_>>()
    };
    assert_eq!(page("{ edges: [{ node: { id: 1 } }, { node: { id: 2 } }] }"), []);
    assert_eq!(page("{ edges: [] }"), []);
    let wrong = ("bad_example", "two".to_owned()); // in both endpoints
    assert_eq!(
        page("{ edges: [{ node: { id: 1 } }, { node: { id: two } }] }"),
        [wrong.clone(), wrong]
    );
    let none = page("{ edges: 5 }");
    assert_eq!(none.len(), 2, "{none:?}");
}
