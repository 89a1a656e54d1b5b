//! `bindery::WireEnum`.

use crate::Mistakes;
use crate::keys::{self, Key, Keys, Seen, flag, set, value};
use proc_macro2::TokenStream;
use syn::{Attribute, Result};

/// On the enum.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WireEnum {
    /// `open`: the vendor may take texts that are not listed.
    pub open: bool,
    /// `integer`: the wire holds integers.
    pub integer: bool,
}

/// On a variant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Variant {
    /// `wire = "h"`; `None`: the Rust name in snake_case.
    pub wire: Option<String>,
    /// `unknown`: the variant that keeps any other text; the last, `Unknown(String)`.
    pub unknown: bool,
}

impl WireEnum {
    /// Reads the `bindery` attributes of an enum; the default where there are none.
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

impl Keys for WireEnum {
    const OF: &'static str = "a wire enum";
    const TABLES: &'static [&'static [Key<Self>]] = &[&[
        Key::new("open", |to, entry| set(&mut to.open, entry.flag()), |of| flag(of.open)),
        Key::new(
            "integer",
            |to, entry| set(&mut to.integer, entry.flag()),
            |of| flag(of.integer),
        ),
    ]];
}

impl Variant {
    /// Reads the `bindery` attributes of a variant; the default where there are none.
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

impl Keys for Variant {
    const OF: &'static str = "a variant of a wire enum";
    const TABLES: &'static [&'static [Key<Self>]] = &[&[
        Key::new(
            "wire",
            |to, entry| set(&mut to.wire, entry.text().map(|text| Some(text.value()))),
            |of| value(of.wire.as_ref()),
        ),
        Key::new(
            "unknown",
            |to, entry| set(&mut to.unknown, entry.flag()),
            |of| flag(of.unknown),
        ),
    ]];

    fn check(seen: &Seen, mistakes: &mut Mistakes) {
        seen.alone("unknown", "it keeps whatever text came", mistakes);
    }
}
