//! `bindery::Family`: `#[bindery(lookup(name = "date_gte", wire = "{field}__date__gte={value}", means = gte, of = date))]`.

use crate::Mistakes;
use crate::common::ListStyle;
use crate::keys::{self, Key, Keys, Seen, each, read_list, set, value, word};
pub use crate::template::{Operands, Template};
use crate::words::words;
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::{Attribute, Error, LitStr, Result};

/// On the unit struct: one `#[bindery(lookup(…))]` a lookup.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Family {
    /// In the order of the spec; names differ.
    pub lookups: Vec<Lookup>,
}

/// One lookup of a family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lookup {
    /// Its name in the spec.
    pub name: String,
    /// The pair on the wire, a template with `{field}` in the name and at most one of `{value}`, `{values}`,
    /// `{from}`+`{to}` in the value.
    pub wire: String,
    /// What it means.
    pub means: Means,
    /// `of = date`: a fixed operand type; `None`: the field's own (text meanings: text; `is_null`: boolean).
    pub of: Option<Of>,
    /// `lists = pipe`
    pub lists: Option<ListStyle>,
}

/// What a lookup means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Means {
    /// `means = gte`: one of the closed list of the language, in snake_case.
    Known(Meaning),
    /// `own = Year`: the vendor's own operator; a marker type in scope.
    Own(Ident),
}

/// The closed list of meanings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the operator of its name")]
pub enum Meaning {
    Exact,
    Iexact,
    Not,
    In,
    NotIn,
    Lt,
    Lte,
    Gt,
    Gte,
    Between,
    Contains,
    Icontains,
    NotContains,
    StartsWith,
    IstartsWith,
    EndsWith,
    IendsWith,
    Matches,
    Imatches,
    IsNull,
    HasAll,
    HasAny,
}

/// A fixed operand type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the type of its name")]
pub enum Of {
    Text,
    Integer,
    Number,
    Decimal,
    Boolean,
    Date,
    DateTime,
    Time,
}

words!(
    Meaning,
    "meaning",
    Exact = "exact",
    Iexact = "iexact",
    Not = "not",
    In = "in",
    NotIn = "not_in",
    Lt = "lt",
    Lte = "lte",
    Gt = "gt",
    Gte = "gte",
    Between = "between",
    Contains = "contains",
    Icontains = "icontains",
    NotContains = "not_contains",
    StartsWith = "starts_with",
    IstartsWith = "istarts_with",
    EndsWith = "ends_with",
    IendsWith = "iends_with",
    Matches = "matches",
    Imatches = "imatches",
    IsNull = "is_null",
    HasAll = "has_all",
    HasAny = "has_any",
);
words!(
    Of,
    "operand type",
    Text = "text",
    Integer = "integer",
    Number = "number",
    Decimal = "decimal",
    Boolean = "boolean",
    Date = "date",
    DateTime = "date_time",
    Time = "time",
);

impl Meaning {
    /// Whether the operand is a text, whatever the field's own type.
    #[must_use]
    pub fn is_text(self) -> bool {
        self.fixed() == Some(Of::Text)
    }

    /// The operand type that the meaning itself fixes: text of the text meanings, boolean of `is_null`.
    #[must_use]
    pub fn fixed(self) -> Option<Of> {
        use Meaning::*;
        match self {
            Iexact | Contains | Icontains | NotContains | StartsWith | IstartsWith | EndsWith | IendsWith | Matches
            | Imatches => Some(Of::Text),
            IsNull => Some(Of::Boolean),
            Exact | Not | In | NotIn | Lt | Lte | Gt | Gte | Between | HasAll | HasAny => None,
        }
    }
}

impl Family {
    /// Reads the `bindery` attributes of a family.
    ///
    /// # Errors
    /// Every mistake in them, combined, each at its token; templates are checked too.
    pub fn read(attrs: &[Attribute]) -> Result<Self> {
        keys::read(attrs)
    }

    /// The attributes that read as this, one a lookup; `None` where there is none.
    #[must_use]
    pub fn to_attribute(&self) -> Option<TokenStream> {
        let entries = keys::write(self);
        (!entries.is_empty()).then(|| quote!(#(#[bindery(#entries)])*))
    }
}

impl Keys for Family {
    const OF: &'static str = "a family";
    const TABLES: &'static [&'static [Key<Self>]] = &[&[Key::often(
        "lookup",
        |to, entry| {
            let Draft {
                name: Some(name),
                wire: Some(wire),
                means: Some(means),
                of,
                lists,
            } = read_list(entry)?
            else {
                return Err(Error::new(entry.span(), "a lookup has a name, a wire and a meaning"));
            };
            if to.lookups.iter().any(|other| other.name == name.value()) {
                return Err(Error::new(
                    name.span(),
                    format!("there is a lookup `{}` already", name.value()),
                ));
            }
            if let (Means::Known(meaning), Some(of)) = (&means, of)
                && let Some(fixed) = meaning.fixed()
                && fixed != of
            {
                let message = format!(
                    "the operand of `{}` is a {}; leave `of` out",
                    meaning.name(),
                    fixed.name()
                );
                return Err(Error::new(entry.span(), message));
            }
            to.lookups.push(Lookup {
                name: name.value(),
                wire: wire.value(),
                means,
                of,
                lists,
            });
            Ok(())
        },
        |of| {
            each(&of.lookups, |lookup| {
                let entries = keys::write(&Draft::from(lookup));
                Some(quote!((#(#entries),*)))
            })
        },
    )]];
}

/// Inside `lookup(…)`.
#[derive(Default)]
struct Draft {
    name: Option<LitStr>,
    wire: Option<LitStr>,
    means: Option<Means>,
    of: Option<Of>,
    lists: Option<ListStyle>,
}

impl From<&Lookup> for Draft {
    fn from(lookup: &Lookup) -> Self {
        let text = |text: &str| Some(LitStr::new(text, Span::call_site()));
        Self {
            name: text(&lookup.name),
            wire: text(&lookup.wire),
            means: Some(lookup.means.clone()),
            of: lookup.of,
            lists: lookup.lists,
        }
    }
}

impl Keys for Draft {
    const OF: &'static str = "a lookup";
    const TABLES: &'static [&'static [Key<Self>]] = &[&[
        Key::new(
            "name",
            |to, entry| set(&mut to.name, entry.text().map(Some)),
            |of| value(of.name.as_ref()),
        ),
        Key::new(
            "wire",
            |to, entry| {
                let wire = entry.text()?;
                Template::parse(&wire.value()).map_err(|message| Error::new(wire.span(), message))?;
                to.wire = Some(wire);
                Ok(())
            },
            |of| value(of.wire.as_ref()),
        ),
        Key::new(
            "means",
            |to, entry| set(&mut to.means, entry.word().map(|meaning| Some(Means::Known(meaning)))),
            |of| match &of.means {
                Some(Means::Known(meaning)) => value(Some(word(meaning.name()))),
                _ => Vec::new(),
            },
        ),
        Key::new(
            "own",
            |to, entry| set(&mut to.means, entry.ident().map(|marker| Some(Means::Own(marker)))),
            |of| match &of.means {
                Some(Means::Own(marker)) => value(Some(marker)),
                _ => Vec::new(),
            },
        ),
        Key::new(
            "of",
            |to, entry| set(&mut to.of, entry.word().map(Some)),
            |of| value(of.of.map(|of| word(of.name()))),
        ),
        Key::new(
            "lists",
            |to, entry| set(&mut to.lists, entry.word().map(Some)),
            |of| value(of.lists.map(|style| word(style.name()))),
        ),
    ]];

    fn check(seen: &Seen, mistakes: &mut Mistakes) {
        seen.needs("name", "name = \"…\"", mistakes);
        seen.needs("wire", "wire = \"{field}={value}\"", mistakes);
        seen.either("means", "own", mistakes);
        if seen.get("own").is_none() {
            seen.needs("means", "means = exact` or `own = Marker", mistakes);
        }
    }
}
