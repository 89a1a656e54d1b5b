//! The keys of rules between the fields of a struct.

use super::Between;
use crate::Mistakes;
use crate::entry::{Entry, is, is_literal, one, pieces, scalar};
use crate::keys::{Key, Keys, Seen, Written, each, read_list, set, value, write};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::parse::ParseStream;
use syn::{Error, LitStr, Result, Token};

/// Something with rules between its fields: a struct.
pub(crate) trait Related: 'static {
    fn between(&self) -> &[Between];
    fn between_mut(&mut self) -> &mut Vec<Between>;
}

/// The keys of whatever is [`Related`].
pub(crate) struct BetweenKeys<T>(std::marker::PhantomData<T>);

impl<T: Related> BetweenKeys<T> {
    pub(crate) const ALL: &'static [Key<T>] = &[
        Key::often(
            "require",
            |to, entry| {
                let Require { fields, when } = read_list(entry)?;
                to.between_mut().push(Between::Require { fields, when });
                Ok(())
            },
            |of| {
                each(of.between(), |between| match between {
                    Between::Require { fields, when } => Some(parenthesized(&Require {
                        fields: fields.clone(),
                        when: when.clone(),
                    })),
                    Between::Count { .. } => None,
                })
            },
        ),
        Key::often(
            "count",
            |to, entry| {
                let Count { fields, min, max } = read_list(entry)?;
                let min = min.unwrap_or(0);
                if max.is_some_and(|max| max < min) {
                    return Err(Error::new(entry.span(), "`min` is greater than `max`; no value fits"));
                }
                to.between_mut().push(Between::Count { fields, min, max });
                Ok(())
            },
            |of| {
                each(of.between(), |between| match between {
                    Between::Count { fields, min, max } => {
                        let min = (*min > 0 || max.is_none()).then_some(*min);
                        Some(parenthesized(&Count {
                            fields: fields.clone(),
                            min,
                            max: *max,
                        }))
                    }
                    Between::Require { .. } => None,
                })
            },
        ),
    ];
}

fn parenthesized<T: Keys>(value: &T) -> TokenStream {
    let entries = write(value);
    quote!((#(#entries),*))
}

fn texts(texts: &[String]) -> Vec<Written> {
    vec![Written(0, quote!((#(#texts),*)))]
}

/// Inside `require(…)`.
#[derive(Default)]
struct Require {
    fields: Vec<String>,
    when: Vec<(String, Option<String>)>,
}

impl Keys for Require {
    const OF: &'static str = "`require(…)`";
    const TABLES: &'static [&'static [Key<Self>]] = &[&[
        Key::new(
            "fields",
            |to, entry| set(&mut to.fields, entry.texts()),
            |of| texts(&of.fields),
        ),
        Key::often(
            "when",
            |to, entry| {
                to.when.push(condition(entry)?);
                Ok(())
            },
            |of| {
                each(&of.when, |(field, equals)| {
                    let equals = equals.as_ref().map(is);
                    Some(quote!((#field #equals)))
                })
            },
        ),
    ]];

    fn check(seen: &Seen, mistakes: &mut Mistakes) {
        seen.needs("fields", "fields(\"…\")", mistakes);
    }
}

/// `when("c")`, `when("d" = "true")`
fn condition(entry: &Entry) -> Result<(String, Option<String>)> {
    struct Condition(LitStr, Option<LitStr>);
    impl syn::parse::Parse for Condition {
        fn parse(input: ParseStream<'_>) -> Result<Self> {
            let field = input.parse()?;
            let equals = input.parse::<Option<Token![=]>>()?.map(|_| input.parse()).transpose()?;
            Ok(Self(field, equals))
        }
    }
    let mut mistakes = Mistakes::default();
    let pieces = pieces(entry.list()?, &mut mistakes);
    let [piece] = pieces.as_slice() else {
        mistakes.at(
            entry.span(),
            "one `when(…)` holds one condition; add another `when(…)` for each",
        );
        return mistakes.finish((String::new(), None));
    };
    match one::<Condition>(piece)? {
        Some(Condition(field, equals)) if is_literal(piece) => {
            let equals = equals.map(|equals| scalar(&equals)).transpose()?;
            mistakes.finish((field.value(), equals))
        }
        _ => Err(Error::new_spanned(
            piece,
            "write `when(\"field\")` or `when(\"field\" = \"true\")`",
        )),
    }
}

/// Inside `count(…)`.
#[derive(Default)]
struct Count {
    fields: Vec<String>,
    min: Option<usize>,
    max: Option<usize>,
}

impl Keys for Count {
    const OF: &'static str = "`count(…)`";
    const TABLES: &'static [&'static [Key<Self>]] = &[&[
        Key::new(
            "fields",
            |to, entry| set(&mut to.fields, entry.texts()),
            |of| texts(&of.fields),
        ),
        Key::new(
            "min",
            |to, entry| set(&mut to.min, entry.count().map(Some)),
            |of| value(of.min.map(Literal::usize_unsuffixed)),
        ),
        Key::new(
            "max",
            |to, entry| set(&mut to.max, entry.count().map(Some)),
            |of| value(of.max.map(Literal::usize_unsuffixed)),
        ),
    ]];

    fn check(seen: &Seen, mistakes: &mut Mistakes) {
        seen.needs("fields", "fields(\"…\")", mistakes);
        if seen.get("min").is_none() {
            seen.needs("max", "max = 1` or `min = 1", mistakes);
        }
    }
}
