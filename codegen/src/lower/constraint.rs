//! What is written around a type: bounds, lengths, patterns, counts, spellings.
//!
//! Input: a field and its bare [`Value`]. Output: the value with its rules, coding, format and facts. **Invariant:** a
//! constraint that does not go with the type was reported and is left out. Of a named type and a field the nearer counts.

use crate::codes::Code;
use crate::diag::{Diagnostic, quoted};
use crate::ir::Ty;
use crate::lower::docs::code;
use crate::lower::scope::Scope;
use crate::lower::value::{Core, Value, format_of, replace_core};
use crate::span::{Span, Spanned};
use crate::syntax::{Field, Text, Wire};
use crate::yaml::Scalar;
use bindery_attributes::common::{Coding, Rule};

/// The value of a field, from the value of its type.
pub(super) fn constrain(scope: &Scope<'_>, field: &Field, base: Value) -> Value {
    let mut constrained = Constrained { scope, value: base };
    constrained.bounds(field);
    constrained.lengths(field);
    constrained.pattern(field);
    constrained.items(field);
    constrained.wire(field);
    constrained.zone(field);
    if let Some(default) = &field.default {
        constrained.fact(format!("Default: {}.", code(&default.to_json())));
    }
    if let Some(example) = &field.example {
        constrained.fact(format!("Example: {}.", code(&example.to_json())));
    }
    constrained.value
}

struct Constrained<'s, 'a> {
    scope: &'s Scope<'a>,
    value: Value,
}

impl Constrained<'_, '_> {
    fn fact(&mut self, fact: String) {
        self.value.facts.push(fact);
    }

    /// The nearer rule of a kind replaces the farther one.
    fn rule(&mut self, rule: Rule) {
        self.value
            .rules
            .retain(|old| std::mem::discriminant(old) != std::mem::discriminant(&rule));
        self.value.rules.push(rule);
    }

    fn senseless(&self, span: Span, message: impl Into<String>, label: impl Into<String>, help: &str) {
        self.scope
            .diags
            .report(Diagnostic::new(Code::Senseless, span, message, label).help(help));
    }

    /// Whether a constraint goes with the type; reports where it does not.
    fn goes(&self, key: &str, span: Span, fits: bool, of: &str) -> bool {
        if !fits {
            let message = format!(
                "{} is a constraint of {of}, and this is {}",
                quoted(key),
                self.type_name()
            );
            self.senseless(
                span,
                message,
                format!("not of {}", self.type_name()),
                "leave it out, or correct the type",
            );
        }
        fits
    }

    fn type_name(&self) -> String {
        let core = self.value.describe();
        match &self.value.ty {
            Ty::List(_) => format!("a list of {core}"),
            Ty::Map(_) => format!("a map of {core}"),
            _ => core,
        }
    }

    fn bounds(&mut self, field: &Field) {
        let numeric = matches!(self.value.core, Core::Integer | Core::Number | Core::Decimal);
        let minimum = field
            .minimum
            .as_ref()
            .filter(|bound| self.is_bound("minimum", bound, numeric));
        let maximum = field
            .maximum
            .as_ref()
            .filter(|bound| self.is_bound("maximum", bound, numeric));
        if let (Some(low), Some(high)) = (minimum, maximum)
            && let (Some(least), Some(most)) = (number(&low.value), number(&high.value))
            && least > most
        {
            return self.never(
                (low.span, &low.value),
                (high.span, &high.value),
                "`minimum` is above `maximum`",
            );
        }
        if let Some(bound) = minimum {
            self.rule(Rule::Minimum(json_number(bound)));
            self.fact(format!("Not below {}.", bound.value));
        }
        if let Some(bound) = maximum {
            self.rule(Rule::Maximum(json_number(bound)));
            self.fact(format!("Not above {}.", bound.value));
        }
        if let Some(clamp) = &field.clamp {
            let integer = self.value.core == Core::Integer;
            if self.goes("clamp", clamp.span, integer, "integers") {
                self.fact(format!("Above {0} the vendor serves {0}.", clamp.value));
            }
        }
    }

    fn is_bound(&self, key: &str, bound: &Text, numeric: bool) -> bool {
        if !self.goes(key, bound.span, numeric, "numbers") {
            return false;
        }
        let is_number = number(&bound.value).is_some();
        if !is_number {
            let message = format!("{} needs a number", quoted(key));
            self.senseless(bound.span, message, "no number", "write a number, such as `1` or `0.5`");
        }
        is_number
    }

    fn never(&self, low: (Span, &dyn std::fmt::Display), high: (Span, &dyn std::fmt::Display), message: &str) {
        let message = format!("no value is possible: {message}");
        let diagnostic = Diagnostic::new(Code::Senseless, low.0, message, format!("at least {}", low.1));
        let help = "exchange the two, or correct one";
        self.scope
            .diags
            .report(diagnostic.other(high.0, format!("at most {}", high.1)).help(help));
    }

    fn lengths(&mut self, field: &Field) {
        let text = self.value.core == Core::Text;
        let least = field
            .min_length
            .as_ref()
            .filter(|it| self.goes("min_length", it.span, text, "text"));
        let most = field
            .max_length
            .as_ref()
            .filter(|it| self.goes("max_length", it.span, text, "text"));
        self.counted(
            least,
            most,
            "`min_length` is above `max_length`",
            "character",
            Rule::MinLength,
            Rule::MaxLength,
        );
    }

    fn items(&mut self, field: &Field) {
        let list = self.value.list;
        let least = field
            .min_items
            .as_ref()
            .filter(|it| self.goes("min_items", it.span, list, "lists"));
        let most = field
            .max_items
            .as_ref()
            .filter(|it| self.goes("max_items", it.span, list, "lists"));
        self.counted(
            least,
            most,
            "`min_items` is above `max_items`",
            "item",
            Rule::MinItems,
            Rule::MaxItems,
        );
    }

    fn counted(
        &mut self,
        least: Option<&Spanned<u64>>,
        most: Option<&Spanned<u64>>,
        never: &str,
        unit: &str,
        at_least: fn(usize) -> Rule,
        at_most: fn(usize) -> Rule,
    ) {
        if let (Some(low), Some(high)) = (least, most)
            && low.value > high.value
        {
            return self.never((low.span, &low.value), (high.span, &high.value), never);
        }
        let count = |value: u64| usize::try_from(value).unwrap_or(usize::MAX);
        let units = |value: u64| {
            if value == 1 {
                format!("1 {unit}")
            } else {
                format!("{value} {unit}s")
            }
        };
        if let Some(bound) = least {
            self.rule(at_least(count(bound.value)));
            self.fact(format!("At least {}.", units(bound.value)));
        }
        if let Some(bound) = most {
            self.rule(at_most(count(bound.value)));
            self.fact(format!("At most {}.", units(bound.value)));
        }
    }

    fn pattern(&mut self, field: &Field) {
        let text = self.value.core == Core::Text;
        if let Some(pattern) = &field.pattern
            && self.goes("pattern", pattern.span, text, "text")
        {
            self.rule(Rule::Pattern(pattern.value.clone()));
            self.fact(format!("Matches {}.", code(&pattern.value)));
        }
    }

    fn wire(&mut self, field: &Field) {
        let Some(Ok(wire)) = &field.wire else { return };
        match wire {
            Wire::Text(span) => {
                let number = matches!(self.value.core, Core::Integer | Core::Number | Core::Decimal);
                if self.spells(
                    *span,
                    number,
                    "`string` spells numbers as text",
                    "`{ true: …, false: … }` spells booleans",
                ) {
                    self.value.coding = Some(Coding::Text);
                    self.fact("A number that the wire has as text.".to_owned());
                }
            }
            Wire::Boolean { span, yes, no } => {
                let boolean = self.value.core == Core::Boolean;
                let help = "leave it out, or make the type `boolean`";
                if self.spells(*span, boolean, "`true` and `false` spell booleans", help) {
                    self.boolean(*span, yes, no);
                }
            }
            Wire::Rfc2822(span) | Wire::Unix(span) | Wire::UnixMillis(span) => {
                let what = match wire {
                    Wire::Rfc2822(_) => "`rfc2822` spells instants",
                    Wire::Unix(_) => "`unix` spells instants",
                    _ => "`unix_ms` spells instants",
                };
                let instant = self.value.core == Core::DateTime;
                if self.spells(*span, instant, what, "make the type `date-time`") {
                    self.format(field);
                }
            }
            Wire::Strftime(pattern) => {
                let date = matches!(self.value.core, Core::Date | Core::DateTime);
                let help = "make the type `date` or `date-time`";
                if self.spells(pattern.span, date, "a pattern with `%` spells dates", help) && self.is_pattern(pattern)
                {
                    self.format(field);
                }
            }
        }
    }

    fn spells(&self, span: Span, fits: bool, what: &str, help: &str) -> bool {
        if !fits {
            let message = format!("{what}, and this is {}", self.type_name());
            self.bad_wire(span, message, format!("not of {}", self.type_name()), help);
        }
        fits
    }

    fn bad_wire(&self, span: Span, message: impl Into<String>, label: impl Into<String>, help: &str) {
        self.scope
            .diags
            .report(Diagnostic::new(Code::BadWire, span, message, label).help(help));
    }

    fn boolean(&mut self, span: Span, yes: &crate::yaml::Node, no: &crate::yaml::Node) {
        for node in [yes, no] {
            if matches!(node.scalar(), None | Some(Scalar::Null | Scalar::NotFinite)) {
                let message = "a boolean is spelled as a text, a number or a boolean";
                return self.bad_wire(
                    node.span,
                    message,
                    "is none of these",
                    "write what the wire has, such as `\"1\"`",
                );
            }
        }
        let (yes, no) = (yes.to_json(), no.to_json());
        if yes == no {
            let message = "true and false are spelled alike";
            return self.bad_wire(span, message, format!("both {yes}"), "give each a spelling of its own");
        }
        self.fact(format!(
            "The wire has {} for true and {} for false.",
            code(&yes),
            code(&no)
        ));
        self.value.coding = Some(Coding::Boolean { yes, no });
    }

    /// Decoding has refused directives that do not exist.
    fn is_pattern(&self, pattern: &Text) -> bool {
        let mut directives = pattern.value.split('%').skip(1).filter_map(|part| part.chars().next());
        let timed = directives.any(|directive| "HMSfz".contains(directive));
        if self.value.core == Core::Date && timed {
            self.bad_wire(
                pattern.span,
                "a `date` has no time of day",
                "has one",
                "make the type `date-time`",
            );
            return false;
        }
        true
    }

    /// The type carries the spelling.
    fn format(&mut self, field: &Field) {
        let format = format_of(self.scope, field);
        let core = if self.value.core == Core::Date {
            Ty::Date(format)
        } else {
            Ty::DateTime(format)
        };
        self.value.ty = replace_core(&self.value.ty, core);
    }

    fn zone(&mut self, field: &Field) {
        let Some(zone) = &field.zone else { return };
        if self.value.core != Core::DateTime {
            self.goes("zone", zone.span, false, "`date-time`");
            return;
        }
        match &field.wire {
            Some(Ok(Wire::Strftime(pattern))) if !pattern.value.contains("%z") => {}
            Some(Err(_)) => {}
            _ => {
                let message = "the offset stands in the value, so that `zone` says nothing";
                let help = "leave it out; it goes with a pattern without `%z`, such as `wire: \"%Y-%m-%d %H:%M:%S\"`";
                self.senseless(zone.span, message, "says nothing", help);
            }
        }
    }
}

/// A number of the spec, for comparing.
pub(crate) fn number(text: &str) -> Option<bindery::Decimal> {
    let scalar = crate::yaml::resolve(text, true);
    matches!(scalar, Scalar::Integer | Scalar::Number).then(|| bindery::Decimal::parse(&plain_json(text)))?
}

fn json_number(bound: &Text) -> String {
    plain_json(&bound.value)
}

/// The JSON number of a plain scalar.
fn plain_json(text: &str) -> String {
    let kind = crate::yaml::Kind::Scalar {
        text: text.to_owned(),
        plain: true,
    };
    let span = Span::start_of(crate::span::FileId(0));
    crate::yaml::Node { span, kind }.to_json()
}
