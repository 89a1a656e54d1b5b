//! Doc comments as words: what a failure means, for its message.

use syn::{Attribute, Expr, Lit, Meta};

/// The first paragraph, on one line, without Markdown's escapes.
pub(crate) fn first_paragraph(attrs: &[Attribute]) -> String {
    let docs = attrs.iter().filter_map(|attr| match &attr.meta {
        Meta::NameValue(meta) if meta.path.is_ident("doc") => match &meta.value {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(text) => Some(text.value()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    });
    let text: Vec<String> = docs.collect();
    let lines = text.iter().flat_map(|text| text.split('\n')).map(str::trim);
    let paragraph: Vec<&str> = lines
        .skip_while(|line| line.is_empty())
        .take_while(|line| !line.is_empty())
        .collect();
    unescape(&paragraph.join(" "))
}

/// Drops the backslash of `\[` and the angle brackets of `<https://…>`. Between backticks everything is literal.
fn unescape(markdown: &str) -> String {
    let mut text = String::new();
    let mut rest = markdown;
    let mut code = false;
    while let Some(c) = rest.chars().next() {
        let after = rest.strip_prefix(c).unwrap_or_default();
        let link = after
            .split_once('>')
            .filter(|(url, _)| c == '<' && url.starts_with("http"));
        match (link, after.chars().next()) {
            (Some((url, after)), _) if !code => {
                text.push_str(url);
                rest = after;
            }
            (_, Some(escaped)) if !code && c == '\\' && escaped.is_ascii_punctuation() => {
                text.push(escaped);
                rest = after.strip_prefix(escaped).unwrap_or_default();
            }
            _ => {
                code ^= c == '`';
                text.push(c);
                rest = after;
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::first_paragraph;
    use syn::{ItemStruct, parse_quote};

    #[test]
    fn the_first_paragraph_is_one_line() {
        let item: ItemStruct = parse_quote! {
            ///
            /// No key
            /// was sent.
            ///
            /// Source: `errors`.
            #[bindery(unknown)]
            struct X;
        };
        assert_eq!(first_paragraph(&item.attrs), "No key was sent.");
        let item: ItemStruct = parse_quote! {
            /** One.
                Two.

                Three. */
            struct X;
        };
        assert_eq!(first_paragraph(&item.attrs), "One. Two.");
        let item: ItemStruct = parse_quote!(
            struct X;
        );
        assert_eq!(first_paragraph(&item.attrs), "");
    }

    #[test]
    fn escapes_are_dropped_outside_of_code() {
        let item: ItemStruct = parse_quote! {
            /// `created\[gte]` or created\[gte\], see <https://example.org/a_b>; a < b, a \ b\
            struct X;
        };
        assert_eq!(
            first_paragraph(&item.attrs),
            r"`created\[gte]` or created[gte], see https://example.org/a_b; a < b, a \ b\"
        );
    }
}
