//! The derives of Bindery. They are used through the crate `bindery`, which re-exports them, each with a running example.
//!
//! Input: an item and its `#[bindery(…)]` attributes, read by `bindery-attributes`. Output: tables and one-line arms for
//! the runtime's traits. **Invariant:** the loops are in the runtime, compiled once; nothing emitted here is generic,
//! nothing panics on any tokens, and a mistake is reported at its token, beside a stub that keeps the rest compiling.

mod arms;
mod catalogue;
mod docs;
mod endpoint;
mod family;
mod filter;
mod input;
mod model;
mod record;
mod rules;
mod validate;
mod wire_enum;

#[cfg(test)]
mod tests;

use proc_macro::TokenStream;

/// What `#[derive(Model)]` reads and gives.
///
/// Gives: `bindery::Record` and what follows from it (`Debug`, both serde traits, a place in other models). Derive
/// [`Validate`](macro@Validate) beside it, always. Takes a struct with named fields and without parameters; a field is of any
/// type of the wire: `String`, `i64`, `f64`, `bool`, Bindery's scalars, wire enums, models, and `Option`, `Vec`, `Box`,
/// `Patch` and `BTreeMap<String, _>` of these.
///
/// | on a field | meaning |
/// |---|---|
/// | `wire = "isActive"` | the name in JSON; else the Rust name, without `r#` |
/// | `required` | JSON without this member does not fit; else the field keeps its blank: `None`, an empty list |
/// | `null` | `None` is written as null; else it is left out |
/// | `yes = "\"-1\"", no = "\"0\""` | how a boolean is spelled: JSON scalars, as text |
/// | `text` | a number is spelled as text: `"12.50"` |
/// | `extra` | the last field, a `BTreeMap<String, Json>`: keeps the members that no field has |
/// | rules, `nested` | see [`Validate`](macro@Validate) |
#[proc_macro_derive(Model, attributes(bindery))]
pub fn model(input: TokenStream) -> TokenStream {
    model::expand_model(input.into()).into()
}

/// What `#[derive(Validate)]` reads and gives.
///
/// Gives: `bindery::Validate`, so `validate()` with every violation at once. Stands beside [`Model`](macro@Model), which
/// reports the mistakes in the attributes of both.
///
/// | on a field | meaning |
/// |---|---|
/// | `min = "1"`, `max = "99.5"` | bounds of a number, inclusive: JSON numbers, as text |
/// | `min_length = 1`, `max_length = 255` | bounds of a text's length, in characters |
/// | `pattern = "^[a-z]+$"` | a regular expression found in the text (feature `pattern`) |
/// | `format = email` | `email`, `uri`, `uuid`, `base64` or `hex_color` |
/// | `known` | a wire enum's value is one that it names |
/// | `well_formed` | the text of a date or time is one |
/// | `min_items = 1`, `max_items = 9` | bounds of a list's or map's length; the other rules hold for each item |
/// | `given` | an `Option` must be `Some` |
/// | `nested` | what the field holds has rules of its own: a model, or a list or map of them |
///
/// | on the struct | meaning |
/// |---|---|
/// | `require(fields("b"), when("a"), when("c" = "true"))` | when `a` is given and `c` is true, `b` must be given; without `when`: always |
/// | `count(fields("a", "b"), min = 1, max = 1)` | of these, so many are given |
///
/// Fields are named as in JSON; values are JSON scalars, as text.
#[proc_macro_derive(Validate, attributes(bindery))]
pub fn validate(input: TokenStream) -> TokenStream {
    validate::expand_validate(input.into()).into()
}

/// What `#[derive(Filter)]` reads and gives.
///
/// Gives: `bindery::Filter` (`to_query`, the strict `from_query`, `validate`), `Debug`, and one setter a field, under the
/// field's docs and with its visibility. Derive `Clone` and `Default` beside it. Takes a struct with named fields, each a
/// `bindery::Lookups<T, Family>` (`bindery::filter::Param<T>` and `ParamList<T>` are such) or a
/// `bindery::filter::Keyed<T, Family>`, whose setter takes the key first: a text, or what a third type says.
///
/// | on a field | meaning |
/// |---|---|
/// | `wire = "created"` | the parameter's name; else the Rust name, without `r#` |
/// | `wire = "extra__{key}"` | a name whose hole the caller fills; of a `Keyed` field, and of no other |
/// | `lists = comma` | how lists are written: `repeat`, `brackets`, `indexed`, `comma`, `pipe`, `space`, `quoted`; else as the lookup says |
/// | `combine` | lookups that share a name are sent together |
/// | `yes = "1", no = "0"` | how a boolean is spelled |
/// | `given` | the parameter must be given |
/// | rules | see [`Validate`](macro@Validate); for operands of the field's own type |
///
/// On the struct: `require(…)` and `count(…)`, as for [`Validate`](macro@Validate), with names of parameters.
#[proc_macro_derive(Filter, attributes(bindery))]
pub fn filter(input: TokenStream) -> TokenStream {
    filter::expand_filter(input.into()).into()
}

/// What `#[derive(Family)]` reads and gives.
///
/// Gives: `bindery::filter::Family`, and `bindery::filter::Has<L>` for each lookup, so that an operator that is not there
/// does not compile. Takes a unit struct with one `#[bindery(lookup(…))]` a lookup.
///
/// | in `lookup(…)` | meaning |
/// |---|---|
/// | `name = "gte"` | its name; each stands once |
/// | `wire = "{field}__gte={value}"` | the pair on the wire: `{field}` once, before the first `=`; after it `{value}`, `{values}`, `{from}` and `{to}`, or fixed text; `{{` is a brace |
/// | `means = gte` | the operator: `exact`, `iexact`, `not`, `in`, `not_in`, `lt`, `lte`, `gt`, `gte`, `between`, `contains`, `icontains`, `not_contains`, `starts_with`, `istarts_with`, `ends_with`, `iends_with`, `matches`, `imatches`, `is_null`, `has_all`, `has_any` |
/// | `own = Year` | instead of `means`: an operator of the vendor's own; a type that implements `bindery::filter::Operator` |
/// | `of = date` | the operand's type, where it is not the field's: `text`, `integer`, `number`, `decimal`, `boolean`, `date`, `date_time`, `time` |
/// | `lists = comma` | how `{values}` are written |
#[proc_macro_derive(Family, attributes(bindery))]
pub fn family(input: TokenStream) -> TokenStream {
    family::expand_family(input.into()).into()
}

/// What `#[derive(WireEnum)]` reads and gives.
///
/// Gives: `bindery::WireEnum` and what follows from it (`Display`, `FromStr`, both serde traits, a place in models and
/// filters). Derive `Clone`, `Debug` and `PartialEq` beside it. Takes an enum of unit variants and a last
/// `#[bindery(unknown)] Unknown(String)`, which keeps any other text.
///
/// | on a variant | meaning |
/// |---|---|
/// | `wire = "h"` | its text; else the Rust name in snake_case |
/// | `unknown` | the last: keeps texts that are not listed |
///
/// | on the enum | meaning |
/// |---|---|
/// | `open` | the vendor may take texts that are not listed |
/// | `integer` | the wire holds integers: `1`, not `"1"` |
#[proc_macro_derive(WireEnum, attributes(bindery))]
pub fn wire_enum(input: TokenStream) -> TokenStream {
    wire_enum::expand_wire_enum(input.into()).into()
}

/// What `#[derive(Catalogue)]` reads and gives.
///
/// Gives: `bindery::Catalogue` (`resolve`, `entry`, `kind`, `is_retryable`), `Display` and `std::error::Error`. Derive
/// `Clone` and `Debug` beside it. Takes an enum of unit variants and a last
/// `#[bindery(unknown)] Unknown { status: u16, code: Option<String> }`. What a failure means is the first paragraph of its
/// variant's docs.
///
/// | on a variant | meaning |
/// |---|---|
/// | `name = "page_required"` | its name; else the Rust name in snake_case |
/// | `doc = "The page is missing."` | what it means; else the first paragraph of its docs |
/// | `status(400, "4xx")` | the statuses it comes with; else any |
/// | `code("1575")`, `code("08*")` | its code, or how its codes begin; each stands once |
/// | `code("1575", endpoint = "list_orders")` | its code in one endpoint |
/// | `by_status`, `by_status(endpoint = "list_orders")` | the status alone tells it |
/// | `kind = auth` | `auth`, `forbidden`, `not_found`, `validation`, `conflict`, `rate_limit`, `server`, `unavailable`, `other`; else by its first status: 401, 403, 404, 400 and 422, 409, 429, 5xx, 503 |
/// | `retryable`, `retryable = false` | whether the same call may succeed later; else `rate_limit` and `unavailable` may |
/// | `unknown` | the last: failures that are not listed |
#[proc_macro_derive(Catalogue, attributes(bindery))]
pub fn catalogue(input: TokenStream) -> TokenStream {
    catalogue::expand_catalogue(input.into()).into()
}

/// What `#[derive(Endpoint)]` reads and gives.
///
/// Gives: `bindery::Endpoint` (`validate`, `decode`, and with the feature `client` the request). Takes a struct with named
/// fields or without fields, and without parameters.
///
/// | on the struct | meaning |
/// |---|---|
/// | `api = Api` | whose call it is: a type that implements `bindery::Api` |
/// | `get = "/orders/{id}/"` | the method (`get`, `post`, `put`, `patch`, `delete` or `head`), and the path behind the server's URL; each hole `{id}` has a field marked `path`; `{{` is a brace |
/// | `name = "list_orders"` | its name; else the Rust name in snake_case |
/// | `output = Order` | what it returns: a type of the wire, or a `bindery::Page` of one; else `()` |
/// | `status(200, "4xx")` | the statuses of success; else any 2xx |
/// | `success_code = "0051"` | the code of success, where answers have one |
/// | `at = "data.items[0]"` | where the value stands in the envelope's payload: `a.b`, `[0]`, `[-1]` the last, `[*]` each, `["a.b"]` a name in quotes |
/// | `yes = "1", no = "0"`, `text` | how a boolean or a number is spelled that is returned, or is inside what is |
/// | `envelope = ENVELOPE` | a constant of the type `bindery::endpoint::Envelope`; else none |
/// | `paging = PAGING` | a constant of the type `bindery::endpoint::Paging`, of an endpoint that returns a page |
///
/// | on a field, exactly one | meaning |
/// |---|---|
/// | `path` | fills the hole of the path that has its name |
/// | `query` | all parameters: a type that derives [`Filter`](macro@Filter) |
/// | `body` | the body, as JSON: any type of the wire; not of a `GET` or `HEAD` |
/// | `form` | the body, as a form |
/// | `header` | a header; an `Option` may leave it out |
///
/// | on a field marked `path` or `header` | meaning |
/// |---|---|
/// | `wire = "Accept-Language"` | the name of the header, or of the hole; a hole has else the Rust name, without `r#` |
///
/// | on a field marked `path`, `header`, `body` or `form` | meaning |
/// |---|---|
/// | `yes = "1", no = "0"` | how a boolean is spelled; in a body that is a list or a map, each in it |
/// | `text` | a number spelled as text, likewise |
/// | `lists = brackets` | of a `form`: how the lists in it are written, as of a [`Filter`](macro@Filter); else `repeat` |
/// | rules | see [`Validate`](macro@Validate); of a body as a whole, such as `min_items = 1`. Those of a model's fields stand in the model |
#[proc_macro_derive(Endpoint, attributes(bindery))]
pub fn endpoint(input: TokenStream) -> TokenStream {
    endpoint::expand_endpoint(input.into()).into()
}
