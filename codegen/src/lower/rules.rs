//! Rules between fields: of a model, or between the parameters of an endpoint.
//!
//! Input: rules that name fields, and the fields there are. Output: [`Between`]s by wire name. **Invariant:** every field
//! exists, and every rule can both be kept and be broken.

use crate::check::value::misfit;
use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, Reported, one_of, quoted, suggest};
use crate::lower::scope::Scope;
use crate::lower::value::Value;
use crate::span::Span;
use crate::syntax::{Rule, Text};
use crate::yaml::Node;
use bindery_attributes::common::{Between, Coding};

/// What a rule may name.
#[derive(Debug, Clone, Copy)]
pub struct Known<'f> {
    /// Its wire name.
    pub name: &'f str,
    /// `None`: its type is poisoned.
    pub value: Option<&'f Value>,
    /// Never sent.
    pub read_only: bool,
    /// Sent by itself.
    pub constant: bool,
    /// Required, so that it is given whatever the rule says.
    pub always: bool,
}

/// The rules that can be kept and broken; the others are reported. `of` says whose fields they are:
/// ``the model `Customer` ``.
pub fn lower_rules(scope: &Scope<'_>, rules: &[Checked<Rule>], known: &[Known<'_>], of: &str) -> Vec<Between> {
    let lower = Lower { scope, known, of };
    rules
        .iter()
        .filter_map(|rule| rule.as_ref().ok())
        .filter_map(|rule| lower.rule(rule).ok())
        .collect()
}

struct Lower<'l, 'a> {
    scope: &'l Scope<'a>,
    known: &'l [Known<'l>],
    of: &'l str,
}

impl Lower<'_, '_> {
    fn rule(&self, rule: &Rule) -> Checked<Between> {
        match rule {
            Rule::Require { span, fields, when } => self.require(*span, fields, when),
            Rule::Count { span, fields, min, max } => self.count(*span, fields, *min, *max),
        }
    }

    fn bad(&self, span: Span, message: impl Into<String>, label: impl Into<String>, help: &str) -> Reported {
        self.scope
            .diags
            .report(Diagnostic::new(Code::BadRule, span, message, label).help(help))
    }

    fn require(&self, span: Span, fields: &[Text], when: &[(Text, Option<Node>)]) -> Checked<Between> {
        let required = self.fields(fields);
        let conditions: Vec<Checked<_>> = when
            .iter()
            .map(|(name, node)| self.condition(name, node.as_ref()))
            .collect();
        let (required, conditions) = (required?, conditions.into_iter().collect::<Checked<Vec<_>>>()?);
        if conditions.is_empty() {
            let message = "a rule without `when` is what `required` says";
            return Err(self.bad(
                span,
                message,
                "always holds",
                "mark the fields `required`, or add `when`",
            ));
        }
        for (name, value) in when {
            if let Some(again) = fields.iter().find(|field| field.value == name.value)
                && value.is_none()
            {
                let message = format!("the rule requires {0} when {0} is given", quoted(&name.value));
                return Err(self.bad(again.span, message, "also in `when`", "leave it out of one of the two"));
            }
        }
        if required.iter().all(|field| field.always) {
            let message = "the rule says nothing: what it requires is required anyway";
            return Err(self.bad(span, message, "always kept", "leave the rule out, or the `required`"));
        }
        Ok(Between::Require {
            fields: owned(&required),
            when: conditions,
        })
    }

    fn condition(&self, name: &Text, node: Option<&Node>) -> Checked<(String, Option<String>)> {
        let field = self.field(name)?;
        let Some(node) = node else {
            return Ok((name.value.clone(), None));
        };
        let Some(value) = field.value else {
            return Ok((name.value.clone(), Some(node.to_json())));
        };
        if value.list || node.text().is_none() {
            let message = "a condition compares a field with a single value";
            return Err(self.bad(
                node.span,
                message,
                node.describe(),
                "name the field alone to ask whether it is given, as in `when: state`",
            ));
        }
        if let Some(misfit) = misfit(value, node) {
            let message = format!(
                "the condition on {} never holds: its value {}",
                quoted(&name.value),
                misfit.message
            );
            return Err(self.bad(
                node.span,
                message,
                misfit.label,
                "write a value that the field can have",
            ));
        }
        // The bindings compare what the value means, not how it is spelled.
        let json = match &value.coding {
            Some(Coding::Boolean { yes, .. }) if *yes == node.to_json() => "true".to_owned(),
            Some(Coding::Boolean { no, .. }) if *no == node.to_json() => "false".to_owned(),
            _ => node.to_json(),
        };
        Ok((name.value.clone(), Some(json)))
    }

    fn count(&self, span: Span, fields: &[Text], min: u64, max: Option<u64>) -> Checked<Between> {
        let counted = self.fields(fields)?;
        let count = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
        let (least, most, of) = (count(min), max.map(count), counted.len());
        let always = counted.iter().filter(|field| field.always).count();
        if least > of || most.is_some_and(|most| most < least) {
            let message = format!("the rule cannot be kept: it wants {min} of {of} fields");
            return Err(self.bad(span, message, "never kept", "name more fields, or lower the number"));
        }
        if most.is_some_and(|most| always > most) {
            let are = if always == 1 { "is" } else { "are" };
            let message = format!("the rule cannot be kept: {always} of its fields {are} required");
            return Err(self.bad(span, message, "never kept", "leave out `required`, or raise the number"));
        }
        if least <= always && most.is_none_or(|most| most >= of) {
            let message = "the rule says nothing: whatever is given keeps it";
            return Err(self.bad(
                span,
                message,
                "always kept",
                "correct the number, or leave the rule out",
            ));
        }
        Ok(Between::Count {
            fields: owned(&counted),
            min: least,
            max: most,
        })
    }

    /// The fields of a list; each mistake in it is reported.
    fn fields(&self, names: &[Text]) -> Checked<Vec<&Known<'_>>> {
        let mut found = Vec::new();
        for (index, name) in names.iter().enumerate() {
            let twice = names.iter().take(index).find(|earlier| earlier.value == name.value);
            found.push(match twice {
                Some(first) => {
                    let message = format!("the rule names {} twice", quoted(&name.value));
                    let diagnostic = Diagnostic::new(Code::BadRule, name.span, message, "again");
                    Err(self
                        .scope
                        .diags
                        .report(diagnostic.other(first.span, "first").help("name it once")))
                }
                None => self.field(name),
            });
        }
        found.into_iter().collect()
    }

    fn field(&self, name: &Text) -> Checked<&Known<'_>> {
        let Some(field) = self.known.iter().find(|known| known.name == name.value) else {
            let names = || self.known.iter().map(|known| known.name);
            let message = format!("{} has no {}", self.of, quoted(&name.value));
            let help = match suggest(&name.value, names()) {
                Some(meant) => format!("did you mean {}?", quoted(meant)),
                None => format!("it has {}", one_of(names().take(12))),
            };
            let diagnostic = Diagnostic::new(Code::UnknownField, name.span, message, "unknown");
            return Err(self.scope.diags.report(diagnostic.help(help)));
        };
        if field.constant {
            let message = format!(
                "{} is a constant, and rules are about what a caller gives",
                quoted(&name.value)
            );
            return Err(self.bad(name.span, message, "always sent", "leave it out of the rule"));
        }
        if field.read_only {
            let message = format!("{} is read-only, and rules are about what is sent", quoted(&name.value));
            return Err(self.bad(name.span, message, "never sent", "leave it out of the rule"));
        }
        Ok(field)
    }
}

fn owned(fields: &[&Known<'_>]) -> Vec<String> {
    fields.iter().map(|field| field.name.to_owned()).collect()
}
