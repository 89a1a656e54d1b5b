//! Templates: text with `{holes}`, where `{{` and `}}` are braces.
//!
//! Input: a lookup's pair as it is written in a spec, `{field}__gte={value}`. Output: its literal parts.

/// A lookup's pair on the wire, cut up at its holes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// What stands before `{field}`.
    pub name_before: String,
    /// What stands between `{field}` and the `=` that divides.
    pub name_after: String,
    /// What stands after the `=`.
    pub value: Operands,
}

/// The value of a pair: the literal parts around its operands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Operands {
    /// `gte.{value}`
    One {
        /// Before the operand.
        before: String,
        /// After it.
        after: String,
    },
    /// `({values})`, joined in a list style.
    Many {
        /// Before the operands.
        before: String,
        /// After them.
        after: String,
    },
    /// `><{from}|{to}`
    Pair {
        /// Before the first operand.
        before: String,
        /// Between the two.
        between: String,
        /// After the second.
        after: String,
    },
    /// A fixed text: the lookup has no operand.
    Flag(String),
}

impl Template {
    /// Cuts a pair. The first `=` divides name and value; `{field}` stands once, in the name.
    ///
    /// ```
    /// use bindery_attributes::family::{Operands, Template};
    ///
    /// let template = Template::parse("{field}[gte]=x{value}")?;
    /// assert_eq!(template.name_after, "[gte]");
    /// assert_eq!(template.value, Operands::One { before: "x".into(), after: "".into() });
    /// # Ok::<(), String>(())
    /// ```
    ///
    /// # Errors
    /// One sentence on what is wrong and the way out.
    pub fn parse(wire: &str) -> Result<Self, String> {
        let Some((name, value)) = wire.split_once('=') else {
            return Err(
                "a lookup is written `name=value`, such as `{field}__gte={value}`; the `=` is missing".to_owned(),
            );
        };
        let (name, value) = (cut(name)?, cut(value)?);
        let name_after = match name.rest.as_slice() {
            [(hole, after)] if hole == "field" => after.clone(),
            holes => return Err(bad_name(holes)),
        };
        Ok(Self {
            name_before: name.text,
            name_after,
            value: operands(value)?,
        })
    }
}

fn bad_name(holes: &[(String, String)]) -> String {
    match holes.iter().find(|(hole, _)| hole != "field") {
        Some((hole, _)) => format!("`{{{hole}}}` is no hole of a name; the name holds `{{field}}` and literal text"),
        None if holes.is_empty() => "the name, before the `=`, lacks `{field}`".to_owned(),
        None => "the name, before the `=`, holds `{field}` once only".to_owned(),
    }
}

fn operands(value: Cut) -> Result<Operands, String> {
    let before = value.text;
    match value.rest.as_slice() {
        [] => Ok(Operands::Flag(before)),
        [(hole, after)] if hole == "value" => Ok(Operands::One {
            before,
            after: after.clone(),
        }),
        [(hole, after)] if hole == "values" => Ok(Operands::Many {
            before,
            after: after.clone(),
        }),
        [(from, between), (to, _)] if from == "from" && to == "to" && between.is_empty() => {
            Err("something must stand between `{from}` and `{to}`; else nobody can tell where one ends".to_owned())
        }
        [(from, between), (to, after)] if from == "from" && to == "to" => Ok(Operands::Pair {
            before,
            between: between.clone(),
            after: after.clone(),
        }),
        holes => Err(bad_value(holes)),
    }
}

fn bad_value(holes: &[(String, String)]) -> String {
    let known = ["value", "values", "from", "to"];
    match holes.iter().find(|(hole, _)| !known.contains(&hole.as_str())) {
        Some((hole, _)) if hole == "field" => {
            "`{field}` stands in the name, before the `=`, never in the value".to_owned()
        }
        Some((hole, _)) => {
            format!(
                "`{{{hole}}}` is no hole of a value; there are `{{value}}`, `{{values}}`, and `{{from}}` with `{{to}}`"
            )
        }
        None => "a value holds one `{value}`, or one `{values}`, or `{from}` and then `{to}`, or no hole".to_owned(),
    }
}

/// A text cut at its holes.
pub(crate) struct Cut {
    /// What stands before the first hole.
    pub(crate) text: String,
    /// Each hole, and what follows it.
    pub(crate) rest: Vec<(String, String)>,
}

/// Cuts a text at its holes.
pub(crate) fn cut(text: &str) -> Result<Cut, String> {
    let mut cut = Cut {
        text: String::new(),
        rest: Vec::new(),
    };
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '{' | '}' if chars.peek() == Some(&c) => {
                chars.next();
            }
            '{' => {
                let mut hole = String::new();
                let closed = loop {
                    match chars.next() {
                        Some('}') => break true,
                        Some(c) => hole.push(c),
                        None => break false,
                    }
                };
                let is_name = !hole.is_empty() && hole.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
                if !closed || !is_name {
                    return Err(format!(
                        "`{{{hole}` opens no hole such as `{{value}}`; a brace itself is `{{{{`"
                    ));
                }
                cut.rest.push((hole, String::new()));
                continue;
            }
            '}' => return Err("this `}` closes no hole; a brace itself is `}}`".to_owned()),
            _ => {}
        }
        cut.rest.last_mut().map_or(&mut cut.text, |(_, after)| after).push(c);
    }
    Ok(cut)
}

#[cfg(test)]
mod tests;
