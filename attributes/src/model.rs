//! `bindery::Model` and `bindery::Validate`: they read the same attributes, each takes what concerns it.

use crate::Mistakes;
use crate::common::{Between, BetweenKeys, Coded, Coding, Related, Rule, ValueKeys, Valued};
use crate::endpoint::{once, pair, pairs};
use crate::entry::scalar;
use crate::keys::{self, Key, Keys, Seen, flag, set, value};
use proc_macro2::TokenStream;
use syn::{Attribute, Result};

/// On the struct.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Model {
    /// Rules between fields.
    pub between: Vec<Between>,
    /// `constant("kind", "\"order\"")`: a member that is written by itself, and its JSON scalar.
    pub constants: Vec<(String, String)>,
}

/// On a field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Field {
    /// `wire = "isActive"`; `None`: the Rust name.
    pub wire: Option<String>,
    /// `required`: an answer without it does not fit.
    pub required: bool,
    /// `null`: `None` is written as null.
    pub null: bool,
    /// How the value is spelled.
    pub coding: Option<Coding>,
    /// `nested`: what the field holds has rules of its own (a model, or a list or map of models).
    pub nested: bool,
    /// `extra`: the last field; keeps unknown members.
    pub extra: bool,
    /// Rules of the value (of a list or map: of its items, but for the item counts).
    pub rules: Vec<Rule>,
}

impl Model {
    /// Reads the `bindery` attributes of a model; the default where there are none.
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

impl Keys for Model {
    const OF: &'static str = "a model";
    const TABLES: &'static [&'static [Key<Self>]] = &[
        BetweenKeys::ALL,
        &[Key::often(
            "constant",
            |to, entry| {
                let (name, text) = pair(entry)?;
                let value = scalar(&text)?;
                let is_known = to.constants.iter().any(|(known, _)| *known == name.value());
                once(is_known, "the member", &name)?;
                to.constants.push((name.value(), value));
                Ok(())
            },
            |of| pairs(&of.constants),
        )],
    ];
}

impl Related for Model {
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
    const OF: &'static str = "a field of a model";
    const TABLES: &'static [&'static [Key<Self>]] = &[
        &[
            Key::new(
                "wire",
                |to, entry| set(&mut to.wire, entry.text().map(|text| Some(text.value()))),
                |of| value(of.wire.as_ref()),
            ),
            Key::new(
                "required",
                |to, entry| set(&mut to.required, entry.flag()),
                |of| flag(of.required),
            ),
            Key::new("null", |to, entry| set(&mut to.null, entry.flag()), |of| flag(of.null)),
            Key::new(
                "nested",
                |to, entry| set(&mut to.nested, entry.flag()),
                |of| flag(of.nested),
            ),
            Key::new(
                "extra",
                |to, entry| set(&mut to.extra, entry.flag()),
                |of| flag(of.extra),
            ),
        ],
        ValueKeys::CODING,
        ValueKeys::RULES,
    ];

    fn check(seen: &Seen, mistakes: &mut Mistakes) {
        ValueKeys::<Self>::check(seen, mistakes);
        seen.alone("extra", "unknown members have no name, spelling or rules", mistakes);
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
