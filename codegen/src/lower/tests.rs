//! Models, types and values, from the text of a spec.

mod query;

use super::testing::{lower, lower_with, show_ty};
use crate::ir::{Direction, Inferred, Type};
use bindery_attributes::common::{Between, Coding, Format, Rule};

/// One model used in every direction.
fn customer(model: &str) -> super::testing::Lowered {
    lower(&format!(
        "{model}
endpoints:
  get_customer: {{ get: /customers, returns: Customer }}
  create_customer: {{ post: /customers, body: Customer }}
  update_customer: {{ put: /customers, body: Customer }}
  patch_customer: {{ patch: /customers, body: Customer }}
"
    ))
}

/// One model that is read.
fn read(types: &str, fields: &str) -> super::testing::Lowered {
    lower(&format!(
        "{types}
models:
  Customer:
    fields:
{fields}
endpoints:
  get_customer: {{ get: /customers, returns: Customer }}
"
    ))
}

#[test]
fn the_presence_table() {
    let lowered = customer(
        "models:
  Customer:
    fields:
      id: integer read_only
      name: string required
      phone: string
      region: string optional
      notes: string?
      tax: string? required
      secret: string write_only",
    );
    assert_eq!(lowered.messages(), [""; 0]);
    assert_eq!(
        lowered.models(),
        [
            "Customer { id: Integer!, name: String!, phone: String!, region: Option<String>, notes: Option<String>?, tax: Option<String>? }",
            "NewCustomer { name: String!, phone: Option<String>, region: Option<String>, notes: Option<String>, tax: Option<String>?, secret: Option<String> }",
            "CustomerUpdate { name: String!, phone: Option<String>, region: Option<String>, notes: Option<String>?, tax: Option<String>?, secret: Option<String> }",
            "CustomerPatch { name: Patch<String>, phone: Patch<String>, region: Patch<String>, notes: Patch<Option<String>>, tax: Patch<Option<String>>, secret: Patch<String> }",
        ]
    );
    let created = lowered.model("NewCustomer");
    assert_eq!(created.new, Some(vec![0, 4]));
    assert!(!created.default);
    assert!(lowered.model("CustomerPatch").default);
    assert_eq!(lowered.model("CustomerPatch").new, None);
    let read = lowered.model("Customer");
    assert_eq!(
        (read.new.as_ref(), read.default, read.direction),
        (None, false, Direction::Read)
    );
    assert_eq!(lowered.field("Customer", "id").docs.facts, ["Read-only."]);
    assert_eq!(lowered.field("NewCustomer", "secret").docs.facts, ["Write-only."]);
    assert_eq!(created.docs.facts, ["A [`Customer`] to be created."]);
}

#[test]
fn what_was_read_becomes_what_replaces_it() {
    let lowered = customer(
        "models:
  Customer:
    fields:
      id: integer read_only
      name: string required
      phone: string
      notes: string?
      address: Address
      home: Address?
      others: list<Address>
      secret: string write_only
  Address: { fields: { city: string, zip: \"string?\" } }",
    );
    assert_eq!(lowered.messages(), [""; 0]);
    let from = lowered.model("CustomerUpdate").from.as_ref().expect("a conversion");
    assert_eq!(from.model, "Customer");
    let how: Vec<String> = from
        .fields
        .iter()
        .map(|(index, how)| format!("{index} {how:?}"))
        .collect();
    let ident = |name: &str| format!("{:?}", quote::format_ident!("{name}"));
    assert_eq!(
        how,
        [
            format!("0 Same({})", ident("name")),
            format!("1 Some({})", ident("phone")),
            format!("2 Same({})", ident("notes")),
            format!("3 SomeInto({})", ident("address")),
            format!("4 MapInto({})", ident("home")),
            format!("5 SomeEachInto({})", ident("others")),
            "6 Blank".to_owned(),
        ]
    );
    assert_eq!(
        lowered.model("AddressUpdate").from.as_ref().expect("one").model,
        "Address"
    );
    assert!(lowered.model("NewCustomer").from.is_none());
    assert!(lowered.model("CustomerPatch").from.is_none());
}

#[test]
fn what_cannot_be_converted_without_loss_is_not_converted() {
    let secret = customer("models:\n  Customer: { fields: { id: integer, secret: string required write_only } }");
    assert!(secret.model("CustomerUpdate").from.is_none());
    let map = customer(
        "models:
  Customer: { fields: { list: list<Holder> } }
  Holder: { fields: { places: map<Address> } }
  Address: { fields: { city: string } }",
    );
    assert_eq!(map.messages(), [""; 0]);
    assert!(map.model("NewAddress").from.is_some(), "created and replaced alike");
    assert!(map.model("NewHolder").from.is_none(), "a map of another type");
    assert!(
        map.model("CustomerUpdate").from.is_none(),
        "what holds it cannot be converted either"
    );
}

#[test]
fn a_model_of_one_direction_keeps_its_name() {
    let lowered = lower(
        "models:
  Ref: { fields: { code: string required } }
  Line: { fields: { count: integer } }
endpoints:
  delete_order: { post: /delete, body: Ref }
  put_lines: { put: /lines, body: list<Line> }
",
    );
    assert_eq!(lowered.messages(), [""; 0]);
    assert_eq!(
        lowered.models(),
        ["Ref { code: String! }", "Line { count: Option<Integer> }"]
    );
    assert_eq!(lowered.model("Ref").direction, Direction::Create);
    assert_eq!(lowered.model("Line").direction, Direction::Update);
    assert!(lowered.model("Ref").docs.facts.is_empty());
    assert_eq!(lowered.model("Ref").docs.sources, ["list"]);
}

#[test]
fn without_a_read_side_nothing_has_the_bare_name() {
    let lowered = lower(
        "models:
  Ref: { fields: { code: string required } }
endpoints:
  create: { post: /a, body: Ref }
  update: { put: /a, body: Ref }
",
    );
    assert_eq!(
        lowered.models(),
        ["NewRef { code: String! }", "RefUpdate { code: String! }"]
    );
    assert_eq!(
        lowered.model("NewRef").docs.facts,
        ["A `Ref` to be created."],
        "no link to what does not exist"
    );
}

#[test]
fn nested_models_split_only_where_they_differ() {
    let lowered = customer(
        "models:
  Customer: { fields: { same: Same, other: Other, shown: Shown read_only } }
  Same: { fields: { id: integer required, name: \"string?\" } }
  Other: { fields: { deep: Deep required, id: integer required } }
  Deep: { fields: { id: integer } }
  Shown: { fields: { id: integer } }",
    );
    assert_eq!(lowered.messages(), [""; 0]);
    let names: Vec<String> = lowered.api.models.iter().map(|model| model.rust.to_string()).collect();
    assert_eq!(
        names,
        [
            "Customer",
            "NewCustomer",
            "CustomerUpdate",
            "CustomerPatch", // an endpoint's own: one each
            "Same",
            "NewSame", // a null is written in a PUT as in what is read, and left out in a POST
            "Other",
            "NewOther", // all fields alike, but what it holds is not
            "Deep",
            "NewDeep", // created and replaced alike
            "Shown",   // never sent
        ]
    );
    assert_eq!(
        lowered.models()[2],
        "CustomerUpdate { same: Option<Same>, other: Option<NewOther> }"
    );
    assert_eq!(
        lowered.models()[3],
        "CustomerPatch { same: Patch<NewSame>, other: Patch<NewOther> }",
        "inside a PATCH an object is sent whole"
    );
    let shared = lowered.model("Same");
    assert_eq!(shared.direction, Direction::Update, "callers build it");
    assert_eq!(shared.new, Some(vec![0]));
}

#[test]
fn a_closed_enum_makes_the_sides_differ() {
    let model = "models:
  Customer: { fields: { kind: Kind required } }
  Kind: { fields: { color: Color required } }
types:";
    let closed = customer(&format!("{model}\n  Color: {{ enum: [red, blue] }}"));
    assert_eq!(closed.field("NewKind", "color").attrs.rules, [Rule::Known]);
    assert_eq!(closed.field("Kind", "color").attrs.rules, []);
    let open = customer(&format!("{model}\n  Color: {{ enum: [red, blue], open: true }}"));
    assert_eq!(
        open.api
            .models
            .iter()
            .filter(|model| model.rust.to_string().ends_with("Kind"))
            .count(),
        1
    );
}

#[test]
fn a_collision_of_a_direction_with_a_declared_name() {
    let lowered = customer(
        "models:
  Customer: { fields: { id: integer, patch: CustomerPatch } }
  CustomerPatch: { fields: { id: integer } }",
    );
    assert_eq!(lowered.codes(), [("rust_name", "CustomerPatch")]);
    assert_eq!(lowered.found[0].others.len(), 1);
}

#[test]
fn what_holds_itself_is_boxed() {
    let lowered = read(
        "",
        "      parent: Customer?
      friends: list<Customer>
      shop: Shop
  Shop:
    fields: { owner: \"Customer?\", city: City }
  City: { fields: { name: string } }",
    );
    assert_eq!(lowered.messages(), [""; 0]);
    assert_eq!(
        lowered.models(),
        [
            "Customer { parent: Option<Box<Customer>>?, friends: Vec<Customer>!, shop: Shop! }",
            "Shop { owner: Option<Box<Customer>>?, city: City! }",
            "City { name: String! }",
        ]
    );
    let sent = customer("models:\n  Customer: { fields: { parent: \"Customer?\" } }");
    assert_eq!(
        sent.models()[1..],
        [
            "NewCustomer { parent: Option<Box<NewCustomer>> }",
            "CustomerUpdate { parent: Option<Box<CustomerUpdate>>? }",
            "CustomerPatch { parent: Patch<Option<NewCustomer>> }",
        ]
    );
}

#[test]
fn an_open_model_keeps_unknown_members() {
    let lowered = customer("models:\n  Customer: { open: true, fields: { id: integer } }");
    let extra = lowered.field("NewCustomer", "extra");
    assert_eq!((show_ty(&extra.ty).as_str(), extra.attrs.extra), ("Map<Json>", true));
    assert!(lowered.model("CustomerUpdate").from.is_some());
    let clash = customer("models:\n  Customer: { open: true, fields: { extra: integer } }");
    assert_eq!(clash.codes(), [("rust_name", "extra")]);
}

#[test]
fn rules_stand_where_they_can_be_broken() {
    let lowered = customer(
        "models:
  Customer:
    fields: { id: integer read_only, van: boolean, parent: \"string?\", a: \"string?\", b: \"string?\" }
    rules:
      - { require: [parent], when: { van: true } }
      - { exactly: 1, of: [a, b] }",
    );
    assert_eq!(lowered.messages(), [""; 0]);
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let require = Between::Require {
        fields: owned(&["parent"]),
        when: vec![("van".to_owned(), Some("true".to_owned()))],
    };
    let count = |min| Between::Count {
        fields: owned(&["a", "b"]),
        min,
        max: Some(1),
    };
    assert_eq!(lowered.model("NewCustomer").attrs.between, [require.clone(), count(1)]);
    assert_eq!(lowered.model("Customer").attrs.between, [require, count(1)]);
    assert_eq!(
        lowered.model("CustomerPatch").attrs.between,
        [count(0)],
        "what is not given stays as it is"
    );
}

#[test]
fn scalars() {
    let lowered = read(
        "types:
  Code: { type: string, pattern: \"^a[0-9]+$\", max_length: 9 }
  Stamp: { type: date-time, wire: \"%Y-%m-%dT%H:%M:%SZ\", zone: UTC, doc: When. }
  Flag: { type: boolean, wire: { true: \"-1\", false: \"0\" } }",
        "      code: { type: Code, max_length: 5 }
      mail: email?
      at: Stamp
      local: { type: \"date-time?\", wire: \"%Y-%m-%d %H:%M:%S\", zone: America/Mexico_City }
      days: { type: list<date>, wire: \"%d.%m.%Y\", min_items: 1 }
      flag: Flag
      price: { type: decimal, wire: string, minimum: 0.50, example: 12.5 }
      type: map<integer?>
      is_active: { type: boolean, default: true }
      isVan: boolean",
    );
    assert_eq!(lowered.messages(), [""; 0]);
    assert_eq!(
        lowered.models(),
        [
            "Customer { code: Code!, mail: Option<String>?, at: Stamp!, local: Option<DateTime<CustomerLocalFormat>>?, \
          days: Vec<Date<CustomerDaysFormat>>!, flag: Flag!, price: Decimal!, r#type: Map<Option<Integer>>!, \
          is_active: Boolean!, is_van: Boolean! }"
        ]
    );
    let rules = |name| lowered.field("Customer", name).attrs.rules.clone();
    assert_eq!(
        rules("code"),
        [Rule::Pattern("^a[0-9]+$".to_owned()), Rule::MaxLength(5)],
        "the nearer bound"
    );
    assert_eq!(rules("mail"), [Rule::Format(Format::Email)]);
    assert_eq!(rules("days"), [Rule::WellFormed, Rule::MinItems(1)]);
    assert_eq!(rules("at"), [Rule::WellFormed]);
    assert_eq!(rules("price"), [Rule::Minimum("0.50".to_owned())]);
    let coding = |name| lowered.field("Customer", name).attrs.coding.clone();
    assert_eq!(
        coding("flag"),
        Some(Coding::Boolean {
            yes: "\"-1\"".to_owned(),
            no: "\"0\"".to_owned()
        })
    );
    assert_eq!(coding("price"), Some(Coding::Text));
    let wire = |name| lowered.field("Customer", name).attrs.wire.clone();
    assert_eq!(
        (wire("code"), wire("is_van").as_deref(), wire("r#type").as_deref()),
        (None, Some("isVan"), Some("type"))
    );
    let facts = |name| lowered.field("Customer", name).docs.facts.clone();
    assert_eq!(facts("is_active"), ["Default: `true`."]);
    assert_eq!(
        facts("price"),
        [
            "Not below 0.50.",
            "A number that the wire has as text.",
            "Example: `12.5`."
        ]
    );
    assert_eq!(facts("code"), ["At most 5 characters."], "the alias has the rest");
    let types: Vec<String> = lowered
        .api
        .types
        .iter()
        .map(|ty| match ty {
            Type::Enum(item) => format!("enum {}", item.rust),
            Type::Alias { rust, ty, .. } => format!("type {rust} = {}", show_ty(ty)),
            Type::Format { rust, docs, .. } => format!("struct {rust}: {}", docs.facts[0]),
        })
        .collect();
    assert_eq!(
        types,
        [
            "type Code = String",
            "struct StampFormat: How `Stamp` is spelled: `%Y-%m-%dT%H:%M:%SZ`, UTC.",
            "type Stamp = DateTime<StampFormat>",
            "type Flag = Boolean",
            "struct CustomerLocalFormat: How `Customer.local` is spelled: `%Y-%m-%d %H:%M:%S`, America/Mexico_City.",
            "struct CustomerDaysFormat: How `Customer.days` is spelled: `%d.%m.%Y`.",
        ]
    );
}

#[test]
fn enums() {
    let lowered = read(
        "types:
  Color: { enum: { r: red, \"-1\": { doc: Not set., deprecated: true }, unknown: {} } }
  Level: { type: integer, enum: [\"1\", \"10\"], open: true }",
        "      color: Color\n      level: Level",
    );
    assert_eq!(lowered.messages(), [""; 0]);
    let [Type::Enum(color), Type::Enum(level)] = lowered.api.types.as_slice() else {
        panic!("{:?}", lowered.api.types)
    };
    let variants: Vec<(String, &str)> = color
        .variants
        .iter()
        .map(|it| (it.rust.to_string(), it.wire.as_str()))
        .collect();
    assert_eq!(
        variants,
        [
            ("Red".to_owned(), "r"),
            ("Minus1".to_owned(), "-1"),
            ("Unknown".to_owned(), "unknown")
        ]
    );
    assert_eq!(color.unknown, "Unlisted", "the vendor has a value of the usual name");
    assert!(color.variants[1].docs.deprecated.is_some());
    assert_eq!((level.attrs.open, level.attrs.integer), (true, true));
    assert_eq!((color.attrs.open, color.attrs.integer), (false, false));
}

#[test]
fn where_facts_are_known_from() {
    let lowered = lower_with(
        "types:
  Color: { enum: [red], source: more, inferred: the values }
models:
  Customer:
    inferred: [age]
    fields: { name: { type: string, source: more }, age: integer, color: Color, tone: Tone }
endpoints:
  get_customer: { get: /customers, returns: Customer }
",
        Some("types: { Tone: { enum: [dark] }, Rest: { enum: [x] } }"),
    );
    assert_eq!(lowered.messages(), [""; 0]);
    let docs = |name| &lowered.field("Customer", name).docs;
    assert_eq!(docs("name").sources, ["more"]);
    assert!(docs("color").sources.is_empty() && docs("color").inferred.is_none());
    assert!(matches!(docs("age").inferred, Some(Inferred::Yes)));
    assert_eq!(
        lowered.model("Customer").docs.sources,
        ["list"],
        "at the top, the first source"
    );
    assert!(
        lowered.model("Customer").docs.inferred.is_none(),
        "a list speaks of the fields"
    );
    let [Type::Enum(tone), Type::Enum(color)] = lowered.api.types.as_slice() else {
        panic!("{:?}", lowered.api.types)
    };
    assert_eq!(tone.rust, "Tone", "what the dialect has and nothing uses is left out");
    assert!(matches!(&tone.docs.inferred, Some(Inferred::Why(why)) if why == "a convention of the dialect"));
    assert_eq!(color.docs.sources, ["more"]);
    assert!(matches!(&color.docs.inferred, Some(Inferred::Why(why)) if why == "the values"));
}

#[test]
fn a_part_of_the_dialect_is_replaced_whole() {
    let lowered = lower_with(
        "types: { Color: { enum: [red] } }
models: { Customer: { fields: { color: Color } } }
endpoints:
  get_customer: { get: /customers, returns: Customer }
",
        Some("types: { Color: { enum: [blue, green] } }"),
    );
    let [Type::Enum(color)] = lowered.api.types.as_slice() else {
        panic!("{:?}", lowered.api.types)
    };
    assert_eq!(color.variants.len(), 1);
}
