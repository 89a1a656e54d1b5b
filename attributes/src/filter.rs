//! `bindery::Filter`.

use crate::Mistakes;
use crate::common::{Between, BetweenKeys, Coded, Coding, ListStyle, Related, Rule, ValueKeys, Valued};
use crate::keys::{self, Key, Keys, Seen, flag, set, value, word};
use crate::template;
use proc_macro2::TokenStream;
use syn::{Attribute, Error, Result};

/// On the struct.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Rules between parameters.
    pub between: Vec<Between>,
}

/// On a field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Field {
    /// `wire = "extra_field__{key}"`; `None`: the Rust name.
    pub wire: Option<String>,
    /// `lists = comma`
    pub lists: Option<ListStyle>,
    /// Lookups that share a name are sent together.
    pub combine: bool,
    /// How a boolean is spelled.
    pub coding: Option<Coding>,
    /// Rules of operands of the field's own type.
    pub rules: Vec<Rule>,
}

/// A parameter's name, cut up at its hole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// All of it, or what stands before `{key}`.
    pub text: String,
    /// What stands after `{key}`, where there is one: the caller fills it.
    pub after_key: Option<String>,
}

impl Name {
    /// Cuts `extra_field__{key}`; `{{` and `}}` are braces.
    ///
    /// # Errors
    /// One sentence on what is wrong and the way out.
    pub fn parse(wire: &str) -> std::result::Result<Self, String> {
        let mut holes = template::cut(wire)?;
        let (after_key, before_key) = match holes.rest.pop() {
            None => (None, holes.text),
            Some((hole, after)) if hole == "key" && holes.rest.is_empty() => (Some(after), holes.text),
            Some((hole, _)) if hole == "key" => return Err("a name has one `{key}` at most".to_owned()),
            Some((hole, _)) => return Err(format!("`{{{hole}}}` is no hole of a name; the hole is `{{key}}`")),
        };
        match before_key.is_empty() && after_key.as_ref().is_none_or(String::is_empty) {
            true => Err("a parameter needs a name".to_owned()),
            false => Ok(Self {
                text: before_key,
                after_key,
            }),
        }
    }
}

impl Filter {
    /// Reads the `bindery` attributes of a filter; the default where there are none.
    ///
    /// # Errors
    /// Every mistake in them, combined, each at its token.
    pub fn read(attrs: &[Attribute]) -> Result<Self> {
        keys::read(attrs)
    }

    /// The attribute that reads as this; `None` where there is nothing to say.
    #[must_use]
    pub fn to_attribute(&self) -> Option<TokenStream> {
        keys::write_attribute(self)
    }
}

impl Keys for Filter {
    const OF: &'static str = "a filter";
    const TABLES: &'static [&'static [Key<Self>]] = &[BetweenKeys::ALL];
}

impl Related for Filter {
    fn between(&self) -> &[Between] {
        &self.between
    }

    fn between_mut(&mut self) -> &mut Vec<Between> {
        &mut self.between
    }
}

impl Field {
    /// Reads the `bindery` attributes of a field; the default where there are none.
    ///
    /// # Errors
    /// Every mistake in them, combined, each at its token.
    pub fn read(attrs: &[Attribute]) -> Result<Self> {
        keys::read(attrs)
    }

    /// The attribute that reads as this; `None` where there is nothing to say.
    #[must_use]
    pub fn to_attribute(&self) -> Option<TokenStream> {
        keys::write_attribute(self)
    }
}

impl Keys for Field {
    const OF: &'static str = "a field of a filter";
    const TABLES: &'static [&'static [Key<Self>]] = &[
        &[
            Key::new(
                "wire",
                |to, entry| {
                    let wire = entry.text()?;
                    Name::parse(&wire.value()).map_err(|message| Error::new(wire.span(), message))?;
                    to.wire = Some(wire.value());
                    Ok(())
                },
                |of| value(of.wire.as_ref()),
            ),
            Key::new(
                "lists",
                |to, entry| set(&mut to.lists, entry.word().map(Some)),
                |of| value(of.lists.map(|style| word(style.name()))),
            ),
            Key::new(
                "combine",
                |to, entry| set(&mut to.combine, entry.flag()),
                |of| flag(of.combine),
            ),
        ],
        ValueKeys::CODING,
        ValueKeys::RANGE,
        ValueKeys::RULES,
    ];

    fn check(seen: &Seen, mistakes: &mut Mistakes) {
        ValueKeys::<Self>::check(seen, mistakes);
    }
}

impl Coded for Field {
    fn coding(&self) -> Option<&Coding> {
        self.coding.as_ref()
    }

    fn coding_mut(&mut self) -> &mut Option<Coding> {
        &mut self.coding
    }
}

impl Valued for Field {
    fn rules(&self) -> &[Rule] {
        &self.rules
    }

    fn rules_mut(&mut self) -> &mut Vec<Rule> {
        &mut self.rules
    }
}
