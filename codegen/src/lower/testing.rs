//! For tests: a spec as text, lowered and checked, and models as one line each.

use crate::check::check_spec;
use crate::check::example::ReadFile;
use crate::decode::{Document, decode_spec};
use crate::diag::{Diagnostic, Diagnostics};
use crate::ir::{Api, Field, Model, Paging, Ty};
use crate::lower::lower_api;
use crate::lower::scope::Scope;
use crate::span::FileId;
use crate::syntax::{Spec, Text};
use crate::yaml::read_yaml;
use bindery_attributes::endpoint::Part;
use quote::ToTokens as _;

/// What every spec begins with; tests give the rest.
const HEAD: &str = "bindery: 1
vendor: shop
sources: { list: { url: \"https://shop.example/list\", read: 2026-11-21 }, more: { url: \"https://shop.example/more\", read: 2026-11-21 } }
servers: { production: https://shop.example }
";

pub(crate) struct Lowered {
    text: String,
    pub(crate) api: Api,
    pub(crate) found: Vec<Diagnostic>,
}

/// Lowers and checks a spec without its head.
pub(crate) fn lower(rest: &str) -> Lowered {
    lower_with(rest, None)
}

/// The same, with a dialect.
pub(crate) fn lower_with(rest: &str, dialect: Option<&str>) -> Lowered {
    lower_text(format!("{HEAD}{rest}"), dialect, &no_files)
}

/// The same, with files of examples.
pub(crate) fn lower_reading(rest: &str, read: &ReadFile<'_>) -> Lowered {
    lower_text(format!("{HEAD}{rest}"), None, read)
}

/// A spec with its head.
pub(crate) fn lower_whole(text: &str) -> Lowered {
    lower_text(text.to_owned(), None, &no_files)
}

fn no_files(_: &Text) -> Result<(FileId, String), String> {
    Err("there are no files in this test".to_owned())
}

fn lower_text(text: String, dialect: Option<&str>, read: &ReadFile<'_>) -> Lowered {
    let diags = Diagnostics::default();
    let spec = decode(0, &text, Document::Spec, &diags);
    let dialect = dialect.map(|dialect| decoded_dialect(dialect, &diags));
    let scope = Scope::new(&spec, Ok(dialect.as_ref()), &diags);
    let api = lower_api(&scope, read);
    check_spec(&scope);
    let found = diags.sorted();
    Lowered { text, api, found }
}

/// A spec without its head, decoded.
pub(crate) fn decoded(rest: &str, diags: &Diagnostics) -> Spec {
    decode(0, &format!("{HEAD}{rest}"), Document::Spec, diags)
}

/// A dialect without its version, decoded.
pub(crate) fn decoded_dialect(rest: &str, diags: &Diagnostics) -> Spec {
    decode(1, &format!("bindery: 1\n{rest}"), Document::Dialect, diags)
}

fn decode(file: u32, text: &str, document: Document, diags: &Diagnostics) -> Spec {
    let node = read_yaml(FileId(file), text, diags).expect("YAML");
    decode_spec(&node, document, diags).expect("a spec")
}

/// What was reported.
pub(crate) fn taken(diags: &Diagnostics) -> Vec<Diagnostic> {
    diags.sorted()
}

impl Lowered {
    /// The messages as `code at "text": message`; each as often as it was reported.
    pub(crate) fn messages(&self) -> Vec<String> {
        let message = |it: &Diagnostic| format!("{} at {:?}: {}", it.code.name(), self.place(it), it.message);
        self.found.iter().map(message).collect()
    }

    /// The codes, and the text under the caret.
    pub(crate) fn codes(&self) -> Vec<(&'static str, &str)> {
        self.found.iter().map(|it| (it.code.name(), self.place(it))).collect()
    }

    fn place(&self, it: &Diagnostic) -> &str {
        &self.text[it.span.start as usize..it.span.end as usize]
    }

    /// Every model, one line each.
    pub(crate) fn models(&self) -> Vec<String> {
        self.api.models.iter().map(show).collect()
    }

    /// The model of that Rust name.
    pub(crate) fn model(&self, name: &str) -> &Model {
        let found = self.api.models.iter().find(|model| model.rust == name);
        found.unwrap_or_else(|| panic!("no {name} in {:#?}", self.models()))
    }

    /// The paging of an endpoint.
    pub(crate) fn paging(&self, endpoint: usize) -> &Paging {
        let name = self.api.endpoints[endpoint].attrs.paging.as_ref().expect("a paging");
        let name = name.to_token_stream().to_string();
        let found = self.api.pagings.iter().find(|paging| paging.rust == name);
        &found.expect("a constant").value
    }

    /// The filter of an endpoint.
    pub(crate) fn filter_of(&self, endpoint: usize) -> Option<String> {
        let fields = &self.api.endpoints[endpoint].fields;
        let filter = fields.iter().find(|it| it.attrs.part == Some(Part::Query))?;
        Some(show_ty(&filter.ty))
    }

    /// The field of that Rust name.
    pub(crate) fn field(&self, model: &str, field: &str) -> &Field {
        self.model(model)
            .fields
            .iter()
            .find(|it| it.rust == field)
            .expect("the field")
    }
}

/// `NewCustomer { name: String!, notes: Option<String>? }`: `!` is required, `?` writes null.
pub(crate) fn show(model: &Model) -> String {
    let fields: Vec<String> = model.fields.iter().map(show_field).collect();
    format!("{} {{ {} }}", model.rust, fields.join(", "))
}

fn show_field(field: &Field) -> String {
    let required = if field.attrs.required { "!" } else { "" };
    let null = if field.attrs.null { "?" } else { "" };
    format!("{}: {}{required}{null}", field.rust, show_ty(&field.ty))
}

pub(crate) fn show_ty(ty: &Ty) -> String {
    match ty {
        Ty::Date(Some(format)) => format!("Date<{format}>"),
        Ty::DateTime(Some(format)) => format!("DateTime<{format}>"),
        Ty::Date(None) => "Date".to_owned(),
        Ty::DateTime(None) => "DateTime".to_owned(),
        Ty::Named(name) => name.to_string(),
        Ty::List(inner) => format!("Vec<{}>", show_ty(inner)),
        Ty::Map(inner) => format!("Map<{}>", show_ty(inner)),
        Ty::Option(inner) => format!("Option<{}>", show_ty(inner)),
        Ty::Patch(inner) => format!("Patch<{}>", show_ty(inner)),
        Ty::Boxed(inner) => format!("Box<{}>", show_ty(inner)),
        Ty::Page(inner) => format!("Page<{}>", show_ty(inner)),
        other => format!("{other:?}"),
    }
}
