//! The error catalogue: what the vendor may refuse with.
//!
//! Input: the section `errors` and those of the endpoints. Output: one [`ir::Catalogue`], the errors in the order of
//! their first mention. **Invariant:** an error is defined once; every other mention adds codes, confined to the
//! endpoint where it is written.

use crate::check;
use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, Reported, one_of, quoted, suggest};
use crate::ir;
use crate::lower::docs::Enclosing;
use crate::lower::inherited::inherited_docs;
use crate::lower::scope::Scope;
use crate::names::{self, Names};
use crate::syntax::{Error, Field, Provenance, Text};
use bindery_attributes::catalogue::{Kind, Match, Status, Variant};
use heck::ToSnakeCase;
use proc_macro2::Ident;

/// An error where it is written.
#[derive(Debug, Clone, Copy)]
pub struct Mention<'a> {
    /// The error.
    pub name: &'a Text,
    /// As written.
    pub error: &'a Checked<Error>,
    /// The endpoint it is written in, and what that says of itself; `None`: of every endpoint.
    pub endpoint: Option<(&'a Text, &'a Provenance)>,
}

/// What makes an answer which error, for the checks.
#[derive(Debug, Clone)]
pub struct Known<'a> {
    /// The error.
    pub name: &'a Text,
    /// The code, or the beginning of one with `*`; where it is written.
    pub code: Option<Text>,
    /// Of an error known by status alone; empty: any.
    pub statuses: Vec<Status>,
    /// The endpoint it is confined to.
    pub endpoint: Option<&'a str>,
}

/// The catalogue, and what it knows.
#[derive(Debug)]
pub struct Errors<'a> {
    /// For emission.
    pub catalogue: ir::Catalogue,
    /// Every match, in the order of the spec.
    pub known: Vec<Known<'a>>,
    /// The variants by the names of the spec.
    pub variants: Vec<(&'a str, Ident)>,
    /// Something in it is poisoned, so that a code may be unknown for that reason alone.
    pub poisoned: bool,
}

/// Resolves every error; reports codes that are defined twice and errors that are not defined.
pub fn lower_errors<'a>(scope: &Scope<'a>) -> Errors<'a> {
    let by_code = matches!(scope.envelope_error(), Ok(Some(envelope)) if envelope.code.is_some());
    let mentions = mentions(scope);
    let mut errors = Lowering {
        scope,
        by_code,
        mentions: &mentions,
        names: Names::of_members(scope.diags),
        known: Vec::new(),
    };
    let mut variants = Vec::new();
    let mut by_name = Vec::new();
    let mut poisoned = false;
    for (position, mention) in mentions.iter().enumerate() {
        if mentions
            .iter()
            .take(position)
            .any(|other| other.name.value == mention.name.value)
        {
            continue;
        }
        match errors.lower_error(&mention.name.value) {
            Ok(variant) => {
                by_name.push((mention.name.value.as_str(), variant.rust.clone()));
                variants.push(variant);
            }
            Err(_) => poisoned = true,
        }
    }
    let known = errors.known;
    poisoned |= check::errors::twice(scope.diags, &known).is_err();
    Errors {
        catalogue: ir::Catalogue {
            rust: names::fixed("ApiError"),
            variants,
        },
        known,
        variants: by_name,
        poisoned,
    }
}

struct Lowering<'s, 'a> {
    scope: &'s Scope<'a>,
    /// Bodies hold a code, so that an error without codes is known by its name.
    by_code: bool,
    mentions: &'s [Mention<'a>],
    /// Of the variants.
    names: Names<'s>,
    known: Vec<Known<'a>>,
}

/// Those of every endpoint first.
fn mentions<'a>(scope: &Scope<'a>) -> Vec<Mention<'a>> {
    let mut mentions: Vec<Mention<'a>> = scope
        .errors()
        .into_iter()
        .map(|(name, error)| Mention {
            name,
            error,
            endpoint: None,
        })
        .collect();
    for (endpoint, body) in &scope.spec.endpoints {
        if let Ok(body) = body {
            let endpoint = Some((endpoint, &body.provenance));
            mentions.extend(
                body.errors
                    .iter()
                    .map(|(name, error)| Mention { name, error, endpoint }),
            );
        }
    }
    mentions
}

impl<'a> Lowering<'_, 'a> {
    /// All mentions of one name, as one variant.
    fn lower_error(&mut self, name: &str) -> Checked<ir::ErrorVariant> {
        let mut mentions: Vec<(Mention<'a>, &'a Error)> = Vec::new();
        let mut poison = Ok(());
        for mention in self.mentions.iter().filter(|mention| mention.name.value == name) {
            match mention.error {
                Ok(error) => mentions.push((*mention, error)),
                Err(reported) => poison = Err(*reported),
            }
        }
        let definition = self.definition(&mentions, poison);
        let defined = definition.as_ref().ok().map(|(_, error)| *error);
        let mut matches = Vec::new();
        for (mention, error) in &mentions {
            let defines = defined.is_some_and(|defined| std::ptr::eq(defined, *error));
            match self.lower_matches(mention, error, defines || defined.is_none()) {
                Ok(found) => {
                    matches.extend(found.iter().map(Known::attribute));
                    self.known.extend(found);
                }
                Err(reported) => poison = Err(reported),
            }
        }
        let (mention, error) = definition?;
        let variant = self.lower_variant(&mention, error, matches);
        poison.and(variant)
    }

    /// The one mention that says more than codes; where none does, the first that is a mapping. `poison`: of another
    /// mention of the name, which may have been the definition.
    fn definition(
        &self,
        mentions: &[(Mention<'a>, &'a Error)],
        poison: Checked<()>,
    ) -> Checked<(Mention<'a>, &'a Error)> {
        let mut defining = mentions.iter().filter(|(_, error)| says_more(error));
        let Some(first) = defining.next() else {
            return match mentions.iter().find(|(_, error)| !error.adds) {
                Some(first) => Ok(*first),
                None => poison.and_then(|()| Err(self.undefined(mentions))),
            };
        };
        let mut result = Ok(*first);
        for (second, _) in defining {
            let name = &second.name.value;
            let message = format!("the error {} is defined twice", quoted(name));
            let help = format!(
                "define it once, at the top where several endpoints have it; elsewhere add its codes: `{name}: [\"…\"]`"
            );
            let diagnostic = Diagnostic::new(Code::DuplicateName, second.name.span, message, "again")
                .other(first.0.name.span, "first defined here")
                .help(help);
            result = Err(self.scope.diags.report(diagnostic));
        }
        result
    }

    /// Nothing but lists of codes: one message, with every place.
    fn undefined(&self, mentions: &[(Mention<'a>, &'a Error)]) -> Reported {
        let name = mentions.first().map_or("", |(mention, _)| mention.name.value.as_str());
        let span = mentions
            .first()
            .map_or(self.scope.spec.span, |(mention, _)| mention.name.span);
        let defined = self
            .mentions
            .iter()
            .filter(|other| matches!(other.error, Ok(error) if !error.adds));
        let help = match suggest(name, defined.map(|other| other.name.value.as_str())) {
            Some(close) => format!("did you mean {}?", quoted(close)),
            None => "a bare list adds codes to an error that is defined elsewhere; to define one, write \
                     `{ codes: […], status: 400 }`"
                .to_owned(),
        };
        let message = format!("there is no error {}", quoted(name));
        let mut diagnostic = Diagnostic::new(Code::UnknownError, span, message, "defined nowhere");
        for (mention, _) in mentions.iter().skip(1) {
            diagnostic = diagnostic.other(mention.name.span, "nor here");
        }
        self.scope.report_unknown(diagnostic.help(help))
    }

    /// What makes an answer this error, by one mention.
    fn lower_matches(&self, mention: &Mention<'a>, error: &Error, defines: bool) -> Checked<Vec<Known<'a>>> {
        let known = |code: Option<Text>, statuses: Vec<Status>| Known {
            name: mention.name,
            code,
            statuses,
            endpoint: mention.endpoint.map(|(name, _)| name.value.as_str()),
        };
        let refuse = |code: Code, message: String, label: &str, help: &str| {
            let diagnostic = Diagnostic::new(code, mention.name.span, message, label);
            Err(self.scope.diags.report(diagnostic.help(help)))
        };
        let name = &mention.name.value;
        match &error.codes {
            Some(codes) if !codes.is_empty() => {
                Ok(codes.iter().map(|code| known(Some(code.clone()), Vec::new())).collect())
            }
            Some(_) if !defines => refuse(
                Code::Shape,
                format!("this adds no code to the error {}", quoted(name)),
                "an empty list",
                "name the codes, or remove it; `codes: []` stands where the error is defined",
            ),
            None if self.by_code => Ok(vec![known(Some(mention.name.clone()), Vec::new())]),
            _ if error.status.is_empty() => match self.scope.diags.reported_within(error.span) {
                // What did not decode may be what is missing.
                Some(reported) => Err(reported),
                None => refuse(
                    Code::MissingKey,
                    format!("nothing says which answers are the error {}", quoted(name)),
                    "has neither codes nor a status",
                    "add `codes` or `status`",
                ),
            },
            _ => Ok(vec![known(
                None,
                error.status.iter().map(|status| status.value).collect(),
            )]),
        }
    }

    fn lower_variant(
        &mut self,
        mention: &Mention<'a>,
        error: &Error,
        matches: Vec<Match>,
    ) -> Checked<ir::ErrorVariant> {
        let scope = self.scope;
        let kind = error.kind.as_ref().map(|kind| lower_kind(scope, kind)).transpose();
        let rust = names::camel(&mention.name.value, error.provenance.rust.as_ref());
        let whose = format!("the error {}", quoted(&mention.name.value));
        if rust == "Unknown" {
            let message = format!("{whose} would be `Unknown` in Rust, the variant of what is not documented");
            let diagnostic = Diagnostic::new(Code::RustName, mention.name.span, message, "would be `Unknown`");
            return Err(scope
                .diags
                .report(diagnostic.help("give it another name with `rust: …`")));
        }
        let claimed = self.names.claim(&rust, mention.name.span, whose);
        let headers = error.headers.iter().map(lower_header).collect::<Checked<_>>();
        let docs = match mention.endpoint {
            Some((at, endpoint)) => inherited_docs(scope, &error.provenance, mention.name, endpoint, at),
            None => scope.docs(&error.provenance, Enclosing::Top(mention.name)),
        };
        let status = error.status.iter().map(|status| status.value).collect();
        claimed?;
        let (kind, headers) = (kind?, headers?);
        let snake = rust.to_string().to_snake_case();
        let name = (snake != mention.name.value).then(|| mention.name.value.clone());
        let attrs = Variant {
            name,
            // Without words of the author's, its docs say only where it is from.
            doc: docs.text.is_none().then(String::new),
            kind,
            retryable: error.retryable,
            status,
            matches,
            unknown: false,
        };
        Ok(ir::ErrorVariant {
            rust,
            name: mention.name.value.clone(),
            attrs,
            headers,
            docs,
        })
    }
}

impl Known<'_> {
    fn attribute(&self) -> Match {
        Match {
            code: self.code.as_ref().map(|code| code.value.clone()),
            endpoint: self.endpoint.map(str::to_owned),
        }
    }
}

/// More than codes, so that it can only be the definition.
fn says_more(error: &Error) -> bool {
    let Provenance {
        doc,
        source,
        inferred,
        rust,
        deprecated,
    } = &error.provenance;
    let about = doc.is_some() || !source.is_empty() || inferred.is_some() || rust.is_some() || deprecated.is_some();
    let answer = !error.status.is_empty() || error.kind.is_some() || error.retryable.is_some();
    !error.adds && (about || answer || !error.headers.is_empty() || error.codes.is_none())
}

fn lower_header((name, field): &(Text, Checked<Field>)) -> Checked<(String, String)> {
    let field = field.as_ref().map_err(|reported| *reported)?;
    let doc = field.provenance.doc.as_ref();
    Ok((name.value.clone(), doc.map(|doc| doc.value.clone()).unwrap_or_default()))
}

fn lower_kind(scope: &Scope<'_>, kind: &Text) -> Checked<Kind> {
    if let Some(known) = Kind::from_name(&kind.value) {
        return Ok(known);
    }
    let message = format!("there is no kind {} of failures", quoted(&kind.value));
    let names = || Kind::ALL.iter().map(|kind| kind.name());
    let help = match suggest(&kind.value, names()) {
        Some(close) => format!("did you mean {}?", quoted(close)),
        None => format!("the kinds are {}", one_of(names())),
    };
    Err(scope
        .diags
        .report(Diagnostic::new(Code::Shape, kind.span, message, "no kind").help(help)))
}

#[cfg(test)]
mod tests;
