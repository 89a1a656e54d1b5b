//! Families: named sets of lookups, and the unnamed ones that parameters write out.
//!
//! Input: the sections `lookups` and `families`, and the words of each parameter. Output: the families and operators
//! in use, in the order of their first use. **Invariant:** a family names each lookup once, in the order in which it
//! was first reached; one list of words is one family.

use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, Reported, quoted, suggest};
use crate::ir::{self, OperandTy, OperatorOperand};
use crate::lower::lookup::{Lookup, Means, lower_lookups};
use crate::lower::scope::{Scope, Section};
use crate::names::{self, Names};
use crate::span::Span;
use crate::syntax::{ListStyle, Text};
use bindery_attributes as attributes;
use bindery_attributes::family::{Meaning, Operands};
use proc_macro2::Ident;
use std::rc::Rc;

/// How deep families nest before we stop looking.
const DEPTH: usize = 64;

/// Lookups by identity: a declared lookup is lowered once.
pub type Members<'a> = Vec<Rc<Lookup<'a>>>;

/// Every lookup and family that a parameter can name, and those that were named.
#[derive(Debug)]
pub struct Families<'s, 'a> {
    scope: &'s Scope<'a>,
    lookups: Vec<(&'a str, Checked<Rc<Lookup<'a>>>)>,
    declared: Vec<Declared<'a>>,
    used: Vec<(Vec<String>, Checked<ir::Family>)>,
    operators: Vec<(String, Checked<ir::Operator>)>,
}

#[derive(Debug)]
struct Declared<'a> {
    name: &'a Text,
    words: &'a Checked<Vec<Text>>,
    /// `None`: not visited yet.
    members: Option<Checked<Members<'a>>>,
}

/// A family as a parameter uses it.
#[derive(Debug, Clone)]
pub struct FamilyUse<'a> {
    /// `Comparable`
    pub alias: Ident,
    /// `ComparableFamily`
    pub marker: Ident,
    /// In the order of the family.
    pub members: Members<'a>,
}

/// Resolves both sections; every mistake in them is reported here, used or not.
pub fn lower_families<'s, 'a>(scope: &'s Scope<'a>) -> Families<'s, 'a> {
    let lookups = lower_lookups(scope);
    let mut declared = Vec::new();
    for (name, words) in scope.families() {
        // Of other lookups, `check::names` says it.
        let built_in = lookups
            .iter()
            .any(|(lookup, span, _)| *lookup == name.value && span.is_none());
        let members = built_in.then(|| Err(named_as_built_in(scope, name)));
        declared.push(Declared { name, words, members });
    }
    let lookups = lookups
        .into_iter()
        .map(|(name, _, lookup)| (name, lookup.map(Rc::new)))
        .collect();
    let mut families = Families {
        scope,
        lookups,
        declared,
        used: Vec::new(),
        operators: Vec::new(),
    };
    for index in 0..families.declared.len() {
        let name = families
            .declared
            .get(index)
            .map_or(scope.spec.span, |declared| declared.name.span);
        // Whatever is wrong was reported; who uses the family meets it again as poison.
        let _ = families.resolve_declared(index, &mut vec![(index, name)]);
    }
    families
}

/// Lookups and families share one namespace, so that a word after a type has one meaning.
fn named_as_built_in(scope: &Scope<'_>, family: &Text) -> Reported {
    let message = format!("{} is a lookup that is always there", quoted(&family.value));
    let diagnostic = Diagnostic::new(Code::DuplicateName, family.span, message, "a family of that name");
    scope
        .diags
        .report(diagnostic.help("rename the family; families and lookups share their names"))
}

impl<'a> Families<'_, 'a> {
    /// What the words of a parameter come to: a declared family, or one of its own named after the words. `at` is the
    /// parameter.
    pub fn lower_use(&mut self, names: &mut Names<'_>, words: &[Text], at: Span) -> Checked<FamilyUse<'a>> {
        let members = self.resolve(words, &mut Vec::new())?;
        self.mark_used(words);
        let (alias, marker) = self.named(names, words, &members, at)?;
        Ok(FamilyUse { alias, marker, members })
    }

    /// The families and operators that were used.
    #[must_use]
    pub fn finish(self) -> (Vec<ir::Family>, Vec<ir::Operator>) {
        let families = self.used.into_iter().filter_map(|(_, family)| family.ok()).collect();
        let operators = self
            .operators
            .into_iter()
            .filter_map(|(_, operator)| operator.ok())
            .collect();
        (families, operators)
    }

    fn resolve_declared(&mut self, index: usize, path: &mut Vec<(usize, Span)>) -> Checked<Members<'a>> {
        let Some(declared) = self.declared.get(index) else {
            return Ok(Vec::new());
        };
        if let Some(members) = &declared.members {
            return members.clone();
        }
        let members = match declared.words {
            Ok(words) if words.is_empty() => {
                let message = format!("the family {} is empty", quoted(&declared.name.value));
                let diagnostic = Diagnostic::new(Code::Shape, declared.name.span, message, "names no lookup");
                Err(self
                    .scope
                    .diags
                    .report(diagnostic.help("name its lookups, or remove it")))
            }
            Ok(words) => self.resolve(words, path),
            Err(reported) => Err(*reported),
        };
        match self.declared.get_mut(index) {
            // A cycle has poisoned every family on it already.
            Some(declared) => declared.members.get_or_insert(members).clone(),
            None => members,
        }
    }

    /// The lookups behind a list of words. `path` holds the families that are being resolved, and where each is named.
    fn resolve(&mut self, words: &[Text], path: &mut Vec<(usize, Span)>) -> Checked<Members<'a>> {
        let mut found: Members<'a> = Vec::new();
        let mut poison = Ok(());
        for (position, word) in words.iter().enumerate() {
            if let Some(first) = words.iter().take(position).find(|first| first.value == word.value) {
                self.warn_twice(word, first);
                continue;
            }
            match self.resolve_word(word, path) {
                Ok(members) => {
                    for member in members {
                        if !found.iter().any(|known| known.name == member.name) {
                            found.push(member);
                        }
                    }
                }
                Err(reported) => poison = Err(reported),
            }
        }
        poison.map(|()| found)
    }

    fn resolve_word(&mut self, word: &Text, path: &mut Vec<(usize, Span)>) -> Checked<Members<'a>> {
        // A family of the same name was reported.
        if let Some((_, lookup)) = self.lookups.iter().find(|(name, _)| *name == word.value) {
            return lookup.clone().map(|lookup| vec![lookup]);
        }
        let Some(index) = self
            .declared
            .iter()
            .position(|declared| declared.name.value == word.value)
        else {
            return Err(self.unknown(word));
        };
        if let Some(start) = path.iter().position(|(on_path, _)| *on_path == index) {
            return Err(self.cycle(word, path.get(start..).unwrap_or_default()));
        }
        if path.len() >= DEPTH {
            let message = format!("families are nested deeper than {DEPTH} levels");
            let diagnostic = Diagnostic::new(Code::TooDeep, word.span, message, "the next level");
            return Err(self.scope.diags.report(diagnostic.help("name the lookups themselves")));
        }
        path.push((index, word.span));
        let members = self.resolve_declared(index, path);
        path.pop();
        members
    }

    fn unknown(&self, word: &Text) -> Reported {
        let families = self.declared.iter().map(|declared| declared.name.value.as_str());
        let lookups = self.lookups.iter().map(|(name, _)| *name);
        // `lt` is near `lte`, and is another question.
        let help = match suggest(&word.value, families.chain(lookups)) {
            Some(close) if Meaning::from_name(&word.value).is_none() => format!("did you mean {}?", quoted(close)),
            _ => "declare it under `lookups` or `families` as the page spells it, or take a dialect that has it"
                .to_owned(),
        };
        let message = format!("there is no lookup or family {}", quoted(&word.value));
        self.scope
            .report_unknown(Diagnostic::new(Code::UnknownLookup, word.span, message, "not declared").help(help))
    }

    fn warn_twice(&self, word: &Text, first: &Text) {
        let message = format!("{} is named twice", quoted(&word.value));
        let diagnostic = Diagnostic::new(Code::LookupTwice, word.span, message, "again")
            .other(first.span, "first named here")
            .help("remove one; it is taken once");
        self.scope.diags.report(diagnostic);
    }

    /// One message for the whole cycle; every family on it is poisoned.
    fn cycle(&mut self, word: &Text, path: &[(usize, Span)]) -> Reported {
        let message = format!("the family {} holds itself", quoted(&word.value));
        let mut diagnostic = Diagnostic::new(Code::FamilyCycle, word.span, message, "here it is again");
        for (inner, span) in path.iter().skip(1) {
            if let Some(declared) = self.declared.get(*inner) {
                diagnostic = diagnostic.other(*span, format!("through {}", quoted(&declared.name.value)));
            }
        }
        let reported = self
            .scope
            .diags
            .report(diagnostic.help("take one of the names out of its list"));
        for (on_path, _) in path {
            if let Some(declared) = self.declared.get_mut(*on_path) {
                declared.members = Some(Err(reported));
            }
        }
        reported
    }

    /// Families reached from a parameter are used, and so are those inside them. Each is entered once: families that
    /// share members would take exponential time.
    fn mark_used(&self, words: &[Text]) {
        for word in words {
            let declared = self.declared.iter().find(|declared| declared.name.value == word.value);
            if let Some(declared) = declared
                && !self.scope.is_used(Section::Family, &word.value)
            {
                self.scope.mark_used(Section::Family, &word.value);
                if let Ok(words) = declared.words {
                    self.mark_used(words);
                }
            }
        }
    }

    /// The Rust names of a family; it is lowered at its first use.
    fn named(
        &mut self,
        names: &mut Names<'_>,
        words: &[Text],
        members: &Members<'a>,
        at: Span,
    ) -> Checked<(Ident, Ident)> {
        let parts: Vec<String> = words.iter().map(|word| word.value.clone()).collect();
        let both = |family: &Checked<ir::Family>| match family {
            Ok(family) => Ok((family.alias.clone(), family.marker.clone())),
            Err(reported) => Err(*reported),
        };
        if let Some((_, family)) = self.used.iter().find(|(known, _)| *known == parts) {
            return both(family);
        }
        // A declared family is named where it is declared, so that a collision points there.
        let declared = match words {
            [one] => self.declared.iter().find(|declared| declared.name.value == one.value),
            _ => None,
        };
        let at = declared.map_or(at, |declared| declared.name.span);
        let family = self.lower_family(names, &parts, members, at);
        let result = both(&family);
        self.used.push((parts, family));
        result
    }

    fn lower_family(
        &mut self,
        names: &mut Names<'_>,
        parts: &[String],
        members: &Members<'a>,
        at: Span,
    ) -> Checked<ir::Family> {
        let alias = match members.as_slice() {
            // The operator itself has the plain name.
            [only] if only.means == Means::Own && parts == [only.name] => {
                names::derived("Only", &names::camel(only.name, None), "")
            }
            _ => names::camel(&parts.join("_"), None),
        };
        let marker = names::derived("", &alias, "Family");
        let whose = format!("the family {}", quoted(&parts.join(" ")));
        let claimed = [&alias, &marker].map(|name| names.claim(name, at, whose.clone()));
        let lookups: Vec<_> = members
            .iter()
            .map(|lookup| self.lower_attribute(names, lookup, at))
            .collect();
        claimed.into_iter().collect::<Checked<()>>()?;
        Ok(ir::Family {
            marker,
            alias,
            name: parts.join(" "),
            lookups: lookups.into_iter().collect::<Checked<_>>()?,
            docs: ir::Docs {
                origin: Some(at),
                ..ir::Docs::default()
            },
        })
    }

    /// A lookup as a family has it. An operator of the vendor's own gets its marker at the first use.
    fn lower_attribute(&mut self, names: &mut Names<'_>, lookup: &Lookup<'a>, at: Span) -> Checked<ir::Lookup> {
        let means = match lookup.means {
            Means::Known(meaning) => attributes::family::Means::Known(meaning),
            Means::Own => attributes::family::Means::Own(self.operator(names, lookup, at)?),
        };
        let attrs = attributes::family::Lookup {
            name: lookup.name.to_owned(),
            wire: lookup.wire.clone(),
            means,
            of: lookup.of,
            lists: lookup.lists.map(lower_lists),
        };
        let docs = lookup.docs.clone();
        Ok(ir::Lookup { attrs, docs })
    }

    fn operator(&mut self, names: &mut Names<'_>, lookup: &Lookup<'a>, at: Span) -> Checked<Ident> {
        let marker = |operator: &Checked<ir::Operator>| match operator {
            Ok(operator) => Ok(operator.marker.clone()),
            Err(reported) => Err(*reported),
        };
        if let Some((_, operator)) = self.operators.iter().find(|(known, _)| known == lookup.name) {
            return marker(operator);
        }
        let operator = lower_operator(names, lookup, lookup.span.unwrap_or(at));
        let result = marker(&operator);
        self.operators.push((lookup.name.to_owned(), operator));
        result
    }
}

fn lower_operator(names: &mut Names<'_>, lookup: &Lookup<'_>, at: Span) -> Checked<ir::Operator> {
    let ty = lookup.of.map_or(OperandTy::Own, OperandTy::Fixed);
    let operand = match &lookup.pair.value {
        Operands::One { .. } => OperatorOperand::One(ty),
        Operands::Many { .. } => OperatorOperand::Many(ty),
        Operands::Pair { .. } => OperatorOperand::Pair(ty),
        Operands::Flag(_) => OperatorOperand::Flag,
    };
    let wanted = lookup.rust.map_or(lookup.name, |rust| rust.value.as_str());
    let (marker, function) = (names::camel(wanted, None), names::snake(wanted, None));
    let whose = format!("the lookup {}", quoted(lookup.name));
    let claimed = [&marker, &function].map(|name| names.claim(name, at, whose.clone()));
    claimed.into_iter().collect::<Checked<()>>()?;
    Ok(ir::Operator {
        marker,
        function,
        name: lookup.name.to_owned(),
        operand,
        docs: lookup.docs.clone(),
    })
}

/// The style as the derives and the runtime know it.
#[must_use]
pub fn lower_lists(style: ListStyle) -> attributes::common::ListStyle {
    match style {
        ListStyle::Repeat => attributes::common::ListStyle::Repeat,
        ListStyle::Brackets => attributes::common::ListStyle::Brackets,
        ListStyle::Indexed => attributes::common::ListStyle::Indexed,
        ListStyle::Comma => attributes::common::ListStyle::Comma,
        ListStyle::Pipe => attributes::common::ListStyle::Pipe,
        ListStyle::Space => attributes::common::ListStyle::Space,
        ListStyle::Quoted => attributes::common::ListStyle::Quoted,
    }
}

#[cfg(test)]
mod tests;
