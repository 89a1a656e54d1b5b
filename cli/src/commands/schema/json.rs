//! JSON whose members keep the order they were written in.
//!
//! Input: values. Output: pretty text. **Invariant:** the text depends on the values alone.

/// The longest line that holds more than one thing.
const WIDTH: usize = 120;

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Json {
    /// `true` or `false`.
    Boolean(bool),
    /// A whole number.
    Number(i64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object.
    Object(Object),
}

/// An object, which is most often a schema.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Object(Vec<(String, Json)>);

impl Object {
    /// With one more member; what was there under that name gives way.
    pub(super) fn set(mut self, name: impl Into<String>, value: impl Into<Json>) -> Self {
        let name = name.into();
        self.0.retain(|(known, _)| *known != name);
        self.0.push((name, value.into()));
        self
    }

    /// As [`set`](Self::set), where there is something to say.
    pub(super) fn maybe(self, name: &str, value: Option<impl Into<Json>>) -> Self {
        match value {
            Some(value) => self.set(name, value),
            None => self,
        }
    }

    /// With the members of another.
    pub(super) fn and(self, other: Self) -> Self {
        other
            .0
            .into_iter()
            .fold(self, |all, (name, value)| all.set(name, value))
    }

    /// Whether it says nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Pretty JSON with a newline at the end.
    pub(super) fn print(&self) -> String {
        let mut out = String::new();
        Json::Object(self.clone()).write(0, 0, &mut out);
        out.push('\n');
        out
    }
}

impl Json {
    /// On one line where it fits there, else an item a line. `used` is what stands on the line already, and behind it.
    fn write(&self, depth: usize, used: usize, out: &mut String) {
        let line = self.line();
        let many = match self {
            Self::List(items) => !items.is_empty(),
            Self::Object(object) => !object.0.is_empty(),
            _ => false,
        };
        // The root stands on lines of its own, however short.
        if !many || (depth > 0 && used + line.chars().count() < WIDTH) {
            out.push_str(&line);
            return;
        }
        let inside = "  ".repeat(depth + 1);
        let (open, close) = if matches!(self, Self::List(_)) {
            ('[', ']')
        } else {
            ('{', '}')
        };
        out.push(open);
        let mut first = true;
        let mut next = |key: &str, value: &Self, out: &mut String| {
            out.push_str(if std::mem::take(&mut first) { "\n" } else { ",\n" });
            out.push_str(&inside);
            out.push_str(key);
            value.write(depth + 1, inside.len() + key.chars().count() + ','.len_utf8(), out);
        };
        match self {
            Self::List(items) => items.iter().for_each(|item| next("", item, out)),
            Self::Object(object) => {
                for (name, value) in &object.0 {
                    next(&format!("{}: ", quoted(name)), value, out);
                }
            }
            _ => {}
        }
        out.push('\n');
        out.push_str(&"  ".repeat(depth));
        out.push(close);
    }

    /// On one line.
    fn line(&self) -> String {
        match self {
            Self::Boolean(yes) => yes.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Text(text) => quoted(text),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(Self::line).collect();
                format!("[{}]", items.join(", "))
            }
            Self::Object(object) if object.0.is_empty() => "{}".to_owned(),
            Self::Object(object) => {
                let member = |(name, value): &(String, Self)| format!("{}: {}", quoted(name), value.line());
                let members: Vec<String> = object.0.iter().map(member).collect();
                format!("{{ {} }}", members.join(", "))
            }
        }
    }
}

/// A text of JSON.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

impl From<bool> for Json {
    fn from(yes: bool) -> Self {
        Self::Boolean(yes)
    }
}

impl From<i64> for Json {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Object> for Json {
    fn from(object: Object) -> Self {
        Self::Object(object)
    }
}

impl<T: Into<Json>> From<Vec<T>> for Json {
    fn from(items: Vec<T>) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}
