//! The keys of a field's value: its coding and its rules.

use super::{Coding, Rule};
use crate::Mistakes;
use crate::entry::is;
use crate::keys::{self, Key, Seen, each, value};
use crate::template;
use proc_macro2::{Literal, TokenStream};
use syn::{Error, Result};

/// Something with a coding: a field, or what an endpoint returns.
pub(crate) trait Coded: 'static {
    fn coding(&self) -> Option<&Coding>;
    fn coding_mut(&mut self) -> &mut Option<Coding>;
}

/// Something with rules and a coding: a field.
pub(crate) trait Valued: Coded {
    fn rules(&self) -> &[Rule];
    fn rules_mut(&mut self) -> &mut Vec<Rule>;
}

/// The keys of whatever is [`Coded`] or [`Valued`].
pub(crate) struct ValueKeys<T>(std::marker::PhantomData<T>);

impl<T: Coded> ValueKeys<T> {
    pub(crate) const CODING: &'static [Key<T>] = &[
        Key::new(
            "yes",
            |to, entry| {
                let text = entry.scalar()?;
                boolean(to.coding_mut(), |yes, _| *yes = text);
                Ok(())
            },
            |of| match of.coding() {
                Some(Coding::Boolean { yes, .. }) => value(Some(yes)),
                _ => Vec::new(),
            },
        ),
        Key::new(
            "no",
            |to, entry| {
                let text = entry.scalar()?;
                boolean(to.coding_mut(), |_, no| *no = text);
                Ok(())
            },
            |of| match of.coding() {
                Some(Coding::Boolean { no, .. }) => value(Some(no)),
                _ => Vec::new(),
            },
        ),
        Key::new(
            "text",
            |to, entry| {
                entry.flag()?;
                *to.coding_mut() = Some(Coding::Text);
                Ok(())
            },
            |of| keys::flag(of.coding() == Some(&Coding::Text)),
        ),
    ];

    /// Of what asks for a page.
    pub(crate) const RANGE: &'static [Key<T>] = &[Key::new(
        "range",
        |to, entry| {
            let wire = entry.text()?;
            check_range(&wire.value()).map_err(|message| Error::new(wire.span(), message))?;
            *to.coding_mut() = Some(Coding::Range(wire.value()));
            Ok(())
        },
        |of| match of.coding() {
            Some(Coding::Range(wire)) => value(Some(wire)),
            _ => Vec::new(),
        },
    )];

    /// What keys of a value say of each other.
    pub(crate) fn check(seen: &Seen, mistakes: &mut Mistakes) {
        match (seen.get("yes"), seen.get("no")) {
            _ if seen.get("text").is_some() && seen.get("range").is_some() => seen.either("text", "range", mistakes),
            (Some(_), _) if seen.get("range").is_some() => seen.either("yes", "range", mistakes),
            (None, Some(_)) if seen.get("range").is_some() => seen.either("no", "range", mistakes),
            (Some(_), _) if seen.get("text").is_some() => seen.either("yes", "text", mistakes),
            (None, Some(_)) if seen.get("text").is_some() => seen.either("no", "text", mistakes),
            (Some(span), None) => mistakes.at(span, "`yes` needs `no` beside it: both spellings of the boolean"),
            (None, Some(span)) => mistakes.at(span, "`no` needs `yes` beside it: both spellings of the boolean"),
            _ => {}
        }
    }
}

impl<T: Valued> ValueKeys<T> {
    pub(crate) const RULES: &'static [Key<T>] = &[
        Key::new(
            "given",
            |to, entry| entry.flag().and_then(|_| push(to, Rule::Required)),
            |of| each(of.rules(), |rule| (*rule == Rule::Required).then(TokenStream::new)),
        ),
        Key::new(
            "known",
            |to, entry| entry.flag().and_then(|_| push(to, Rule::Known)),
            |of| each(of.rules(), |rule| (*rule == Rule::Known).then(TokenStream::new)),
        ),
        Key::new(
            "well_formed",
            |to, entry| entry.flag().and_then(|_| push(to, Rule::WellFormed)),
            |of| each(of.rules(), |rule| (*rule == Rule::WellFormed).then(TokenStream::new)),
        ),
        Key::new(
            "min",
            |to, entry| push(to, Rule::Minimum(entry.number()?)),
            |of| {
                each(of.rules(), |rule| {
                    if let Rule::Minimum(bound) = rule {
                        Some(is(bound))
                    } else {
                        None
                    }
                })
            },
        ),
        Key::new(
            "max",
            |to, entry| push(to, Rule::Maximum(entry.number()?)),
            |of| {
                each(of.rules(), |rule| {
                    if let Rule::Maximum(bound) = rule {
                        Some(is(bound))
                    } else {
                        None
                    }
                })
            },
        ),
        Key::new(
            "min_length",
            |to, entry| push(to, Rule::MinLength(entry.count()?)),
            |of| {
                each(of.rules(), |rule| {
                    if let Rule::MinLength(bound) = rule {
                        Some(count(*bound))
                    } else {
                        None
                    }
                })
            },
        ),
        Key::new(
            "max_length",
            |to, entry| push(to, Rule::MaxLength(entry.count()?)),
            |of| {
                each(of.rules(), |rule| {
                    if let Rule::MaxLength(bound) = rule {
                        Some(count(*bound))
                    } else {
                        None
                    }
                })
            },
        ),
        Key::new(
            "pattern",
            |to, entry| push(to, Rule::Pattern(entry.text()?.value())),
            |of| {
                each(of.rules(), |rule| {
                    if let Rule::Pattern(pattern) = rule {
                        Some(is(pattern))
                    } else {
                        None
                    }
                })
            },
        ),
        Key::new(
            "format",
            |to, entry| push(to, Rule::Format(entry.word()?)),
            |of| {
                each(of.rules(), |rule| {
                    if let Rule::Format(format) = rule {
                        Some(word(format.name()))
                    } else {
                        None
                    }
                })
            },
        ),
        Key::new(
            "min_items",
            |to, entry| push(to, Rule::MinItems(entry.count()?)),
            |of| {
                each(of.rules(), |rule| {
                    if let Rule::MinItems(bound) = rule {
                        Some(count(*bound))
                    } else {
                        None
                    }
                })
            },
        ),
        Key::new(
            "max_items",
            |to, entry| push(to, Rule::MaxItems(entry.count()?)),
            |of| {
                each(of.rules(), |rule| {
                    if let Rule::MaxItems(bound) = rule {
                        Some(count(*bound))
                    } else {
                        None
                    }
                })
            },
        ),
    ];
}

/// Whether positions of items can be spelled like this: `{first}` and `{last}`, each once and in this order, with a text
/// between them that is not part of a number.
///
/// # Errors
/// One sentence on what is wrong and the way out.
pub fn check_range(wire: &str) -> std::result::Result<(), String> {
    let holes = template::cut(wire)?.rest;
    let (between, after) = match holes.as_slice() {
        [(first, between), (last, after)] if first == "first" && last == "last" => (between, after),
        _ => return Err("a range has the holes `{first}` and `{last}`, in this order: `{first}-{last}`".to_owned()),
    };
    match between.is_empty()
        || [between, after]
            .iter()
            .any(|text| text.starts_with(|c: char| c.is_ascii_digit()))
    {
        true => Err("a text that begins with no digit stands behind each position: `{first}-{last}`".to_owned()),
        false => Ok(()),
    }
}

fn push(to: &mut impl Valued, rule: Rule) -> Result<()> {
    to.rules_mut().push(rule);
    Ok(())
}

/// Sets one half of a boolean's coding; that both are there is checked at the end.
fn boolean(coding: &mut Option<Coding>, set: impl FnOnce(&mut String, &mut String)) {
    if !matches!(coding, Some(Coding::Boolean { .. })) {
        *coding = Some(Coding::Boolean {
            yes: String::new(),
            no: String::new(),
        });
    }
    if let Some(Coding::Boolean { yes, no }) = coding {
        set(yes, no);
    }
}

fn count(bound: usize) -> TokenStream {
    is(Literal::usize_unsuffixed(bound))
}

fn word(name: &str) -> TokenStream {
    is(keys::word(name))
}
