//! Lists in one value: `1,2`, `1|2`, `1,"x,y"`.
//!
//! Input: operands, or the text of a list. Output: the other. **Invariant:** a quoted list is read back as it was
//! written, whatever its items hold; a list that is joined alone is, where no item holds what joins them.

use super::parameter::{Item, Items};
use crate::wire::Coding;
use std::borrow::Cow;
use std::fmt::{self, Write};

/// What stands between the items of a list that is one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joint {
    /// This character; no item can hold it.
    Plain(char),
    /// A comma. An item that could be mistaken stands in `"`, where `\"` and `\\` are a quote and a backslash.
    Quoted,
}

impl Joint {
    /// The items of a text. `None` instead of an item: it is none, and nothing comes after it.
    ///
    /// ```
    /// use bindery::filter::Joint;
    ///
    /// let items: Option<Vec<_>> = Joint::Quoted.split(r#"1,"x,y","""#).collect();
    /// assert_eq!(items, Some(vec!["1".into(), "x,y".into(), "".into()]));
    /// assert_eq!(Joint::Quoted.split(r#"1,"x"#).last(), Some(None));
    /// ```
    pub fn split(self, text: &str) -> impl Iterator<Item = Option<Cow<'_, str>>> {
        let mut rest = Some(text);
        std::iter::from_fn(move || {
            let text = rest.take()?;
            let (item, after) = match self {
                Self::Plain(separator) => match text.split_once(separator) {
                    Some((item, after)) => (Cow::Borrowed(item), Some(after)),
                    None => (Cow::Borrowed(text), None),
                },
                Self::Quoted => match first(text) {
                    Some(found) => found,
                    None => return Some(None),
                },
            };
            rest = after;
            Some(Some(item))
        })
    }

    /// The text of a list of texts.
    ///
    /// ```
    /// assert_eq!(bindery::filter::Joint::Quoted.join(["1", "x,y", ""]), r#"1,"x,y","""#);
    /// ```
    pub fn join<S: Into<String>>(self, items: impl IntoIterator<Item = S>) -> String {
        let items: Vec<String> = items.into_iter().map(Into::into).collect();
        let mut text = String::new();
        // Writing to a String cannot fail.
        let _ = self.write(&items, None, &mut text);
        text
    }

    /// Writes the items, each as it stands alone, or quoted.
    pub(super) fn write(self, items: &dyn Items, coding: Option<Coding>, out: &mut dyn Write) -> fmt::Result {
        for (index, item) in items.iter().enumerate() {
            match self {
                Self::Plain(separator) => {
                    if index > 0 {
                        out.write_char(separator)?;
                    }
                    item.write(coding, out)?;
                }
                Self::Quoted => {
                    if index > 0 {
                        out.write_char(',')?;
                    }
                    write_quoted(item, coding, out)?;
                }
            }
        }
        Ok(())
    }
}

/// The first item of a quoted list, and what comes after the comma behind it.
fn first(text: &str) -> Option<(Cow<'_, str>, Option<&str>)> {
    let Some(quoted) = text.strip_prefix('"') else {
        let (item, after) = match text.split_once(',') {
            Some((item, after)) => (item, Some(after)),
            None => (text, None),
        };
        // An empty item is written `""`, and a quote never stands bare.
        return (!item.is_empty() && !item.contains('"')).then_some((Cow::Borrowed(item), after));
    };
    let mut item = String::new();
    let mut chars = quoted.chars();
    loop {
        match chars.next()? {
            '"' => break,
            '\\' => item.push(chars.next().filter(|char| matches!(char, '"' | '\\'))?),
            char => item.push(char),
        }
    }
    let after = chars.as_str();
    match after.strip_prefix(',') {
        Some(after) => Some((Cow::Owned(item), Some(after))),
        None => after.is_empty().then_some((Cow::Owned(item), None)),
    }
}

fn write_quoted(item: &dyn Item, coding: Option<Coding>, out: &mut dyn Write) -> fmt::Result {
    let mut need = Need::default();
    item.write(coding, &mut need)?;
    if !need.quotes() {
        return item.write(coding, out);
    }
    out.write_char('"')?;
    item.write(coding, &mut Escaped(out))?;
    out.write_char('"')
}

/// Finds out whether a text must be quoted: when it is empty, has space around it, or holds a sign that lists are made of.
#[derive(Default)]
struct Need {
    sign: bool,
    first: Option<char>,
    last: Option<char>,
}

impl Need {
    fn quotes(&self) -> bool {
        let bare = |end: Option<char>| end.is_some_and(|char| !char.is_whitespace());
        self.sign || !bare(self.first) || !bare(self.last)
    }
}

impl Write for Need {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.sign |= text.contains([',', '"', '\\', '(', ')']);
        self.first = self.first.or(text.chars().next());
        self.last = text.chars().next_back().or(self.last);
        Ok(())
    }
}

/// Puts a backslash before quotes and backslashes.
struct Escaped<'a>(&'a mut dyn Write);

impl Write for Escaped<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for part in text.split_inclusive(['"', '\\']) {
            match part.strip_suffix(['"', '\\']) {
                Some(plain) => {
                    self.0.write_str(plain)?;
                    self.0.write_char('\\')?;
                    self.0.write_str(part.get(plain.len()..).unwrap_or_default())?;
                }
                None => self.0.write_str(part)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Vec<String>> {
        Joint::Quoted
            .split(text)
            .map(|item| item.map(Cow::into_owned))
            .collect()
    }

    #[test]
    fn items_are_quoted_where_they_could_be_mistaken() {
        for (items, text) in [
            (&["1", "x,y"][..], r#"1,"x,y""#),
            (&["a b", "a.b", "a'b", "ñ"], "a b,a.b,a'b,ñ"),
            (&[""], r#""""#),
            (&["", ""], r#""","""#),
            (&[" a", "a ", "\ta", " "], "\" a\",\"a \",\"\ta\",\" \""),
            (&["a)", "(a"], r#""a)","(a""#),
            (&[r#"c"d"#, r"e\f", r#"""#, r#"\"#], r#""c\"d","e\\f","\"","\\""#),
        ] {
            assert_eq!(Joint::Quoted.join(items.iter().copied()), text, "{items:?}");
            assert_eq!(read(text).unwrap(), items, "{text}");
        }
    }

    #[test]
    fn quotes_are_read_also_where_none_were_needed() {
        assert_eq!(read(r#""a",b,"c""#).unwrap(), ["a", "b", "c"]);
        assert_eq!(read(r"a\,b)").unwrap(), [r"a\", "b)"]);
    }

    #[test]
    fn what_is_no_list_is_refused() {
        for text in [
            "",
            ",",
            "a,",
            ",a",
            "a,,b",
            r#""a"#,
            r#"""#,
            r#""a\""#,
            r#""a"b"#,
            r#""a" ,b"#,
            r#"a"b"#,
            r#""\n""#,
            r#"a,""x"#,
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
