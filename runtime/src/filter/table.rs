//! What a filter knows of its wire side, as data: lookups, templates, parameters.
//!
//! The derives emit these as constants; the spec compiler builds the same types from a spec (hence the lifetimes) and
//! asks [`matching`](super::matching) the same questions. **Invariant:** plain data, no logic beyond small accessors.

use super::Joint;
use crate::rule::{Between, Rule};
use crate::scalar::Pattern;
use crate::wire::Coding;
use std::fmt;

/// How a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListStyle {
    /// `a=1&a=2`
    Repeat,
    /// `a[]=1&a[]=2`
    Brackets,
    /// `a[0]=1&a[1]=2`
    Indexed,
    /// `a=1,2`
    Comma,
    /// `a=1|2`
    Pipe,
    /// `a=1 2`
    Space,
    /// `a=1,"x,y"`: items that could be mistaken stand in quotes
    Quoted,
}

impl ListStyle {
    /// What joins items where one pair holds them all; `None`: one pair an item.
    #[must_use]
    pub fn joint(self) -> Option<Joint> {
        match self {
            Self::Repeat | Self::Brackets | Self::Indexed => None,
            Self::Comma => Some(Joint::Plain(',')),
            Self::Pipe => Some(Joint::Plain('|')),
            Self::Space => Some(Joint::Plain(' ')),
            Self::Quoted => Some(Joint::Quoted),
        }
    }
}

/// What a lookup means: which Rust operator or function it is.
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
    /// The vendor's own operator, known by the lookup's name.
    Own,
}

impl Meaning {
    /// Whether the operand is a text, whatever the field's type.
    #[must_use]
    pub fn is_text(self) -> bool {
        matches!(
            self,
            Self::Iexact
                | Self::Contains
                | Self::Icontains
                | Self::NotContains
                | Self::StartsWith
                | Self::IstartsWith
                | Self::EndsWith
                | Self::IendsWith
                | Self::Matches
                | Self::Imatches
        )
    }
}

/// What an operand's text is read as.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind<'a> {
    /// Any text.
    Text,
    /// A JSON integer that fits 64 bits.
    Integer,
    /// A finite JSON number.
    Number,
    /// A JSON number of any length.
    Decimal,
    /// `true` or `false`, or what the parameter's coding says.
    Boolean,
    /// A date.
    Date(Pattern),
    /// A date with time.
    DateTime(Pattern),
    /// A time of day.
    Time,
    /// JSON text.
    Json,
    /// One of `texts`; of any text where it is open.
    Enum {
        /// The wire texts.
        texts: &'a [&'a str],
        /// Whether other texts are read too.
        open: bool,
    },
}

/// The value's side of a pair: literal text around the operand. Braces are unescaped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Template<'a> {
    /// `before{value}after`
    One {
        /// Literal text before the operand.
        before: &'a str,
        /// Literal text after it.
        after: &'a str,
    },
    /// `before{values}after`
    Many {
        /// Literal text before the items.
        before: &'a str,
        /// Literal text after them.
        after: &'a str,
    },
    /// `before{from}between{to}after`
    Pair {
        /// Literal text before both ends.
        before: &'a str,
        /// Literal text between them; not empty.
        between: &'a str,
        /// Literal text after them.
        after: &'a str,
    },
    /// No operand: the pair's value is this text.
    Flag(&'a str),
}

impl<'a> Template<'a> {
    /// The literal texts before, between and after the operands.
    #[must_use]
    pub fn literals(self) -> [&'a str; 3] {
        match self {
            Self::One { before, after } | Self::Many { before, after } => [before, "", after],
            Self::Pair { before, between, after } => [before, between, after],
            Self::Flag(text) => [text, "", ""],
        }
    }
}

/// One lookup of a family.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lookup<'a> {
    /// Its name in the spec: `date_gte`.
    pub name: &'a str,
    /// What it means.
    pub means: Meaning,
    /// The operand's type; `None`: the field's own (text meanings: text; `IsNull`: boolean).
    pub of: Option<Kind<'a>>,
    /// The literal text around `{field}` in the pair's name: `("", "__date__gte")`.
    pub name_parts: (&'a str, &'a str),
    /// The pair's value.
    pub value: Template<'a>,
    /// How `{values}` are written, unless the field says otherwise.
    pub lists: Option<ListStyle>,
}

impl<'a> Lookup<'a> {
    /// The operand's type where it is not the field's own.
    #[must_use]
    pub fn fixed(&self) -> Option<Kind<'a>> {
        match self.means {
            Meaning::IsNull => Some(Kind::Boolean),
            means if means.is_text() => Some(Kind::Text),
            _ => self.of,
        }
    }
}

/// One parameter of a filter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ParamSpec<'a> {
    /// The wire name; of an open name, the text before the hole.
    pub name: &'a str,
    /// `Some` for an open name such as `extra_field__{key}`: the text after the hole.
    pub key: Option<&'a str>,
    /// The field's own list style.
    pub lists: Option<ListStyle>,
    /// Lookups that share a name are sent together: all of them hold.
    pub combine: bool,
    /// How a boolean is spelled.
    pub coding: Option<Coding>,
    /// Rules of operands of the field's own type.
    pub rules: &'a [Rule],
}

impl ParamSpec<'_> {
    /// A parameter without a name, and with nothing else to say of it.
    pub const PLAIN: ParamSpec<'static> = ParamSpec {
        name: "",
        key: None,
        lists: None,
        combine: false,
        coding: None,
        rules: &[],
    };

    /// How a lookup's list is written: the field's style, else the lookup's, else `Repeat`. `None`: it has no list.
    #[must_use]
    pub fn lists(&self, lookup: &Lookup<'_>) -> Option<ListStyle> {
        match lookup.value {
            Template::Many { .. } => Some(self.lists.or(lookup.lists).unwrap_or(ListStyle::Repeat)),
            _ => None,
        }
    }
}

/// The name as a spec writes it: `extra_field__{key}`.
impl fmt::Display for ParamSpec<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.key {
            Some(after) => write!(f, "{}{{key}}{after}", self.name),
            None => f.write_str(self.name),
        }
    }
}

/// The table of a filter.
#[derive(Debug)]
pub struct FilterTable {
    /// The Rust name of the struct, for `Debug`.
    pub name: &'static str,
    /// Its parameters, in the order of the fields.
    pub params: &'static [ParamSpec<'static>],
    /// Rules between parameters; indices are positions in `params`.
    pub between: &'static [Between],
}
