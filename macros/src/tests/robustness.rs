//! No tokens make a derive panic, and whatever it emits is Rust.

use super::{DERIVES, fixtures, items};
use proc_macro2::{Group, TokenStream, TokenTree};

#[test]
fn fixtures_with_a_token_dropped_or_doubled() {
    let mut tried = 0;
    for path in fixtures("").into_iter().chain(fixtures("bad")) {
        for (item, derives) in items(&path) {
            for tokens in damaged(&item) {
                for (name, derive) in &derives {
                    let expanded = derive(tokens.clone());
                    tried += 1;
                    assert!(
                        syn::parse2::<syn::File>(expanded).is_ok(),
                        "{name} on {}: {tokens}",
                        path.display()
                    );
                }
            }
        }
    }
    assert!(tried > 1000, "{tried}");
}

#[test]
fn any_item_under_any_derive() {
    for path in fixtures("").into_iter().chain(fixtures("bad")) {
        for (item, _) in items(&path) {
            for (name, derive) in DERIVES {
                let expanded = derive(item.clone());
                assert!(
                    syn::parse2::<syn::File>(expanded).is_ok(),
                    "{name} on {}: {item}",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn no_item_at_all() {
    for source in [
        "",
        "fn f() {}",
        "struct",
        "struct A { a: }",
        "enum A { B",
        "#[bindery(",
        "= = =",
    ] {
        let Ok(tokens) = source.parse::<TokenStream>() else {
            continue;
        };
        for (name, derive) in DERIVES {
            let expanded = derive(tokens.clone()).to_string();
            assert!(expanded.contains("compile_error"), "{name} on {source}: {expanded}");
        }
    }
}

/// The tokens with each one dropped, each one doubled, and cut off at each, at every depth.
fn damaged(tokens: &TokenStream) -> Vec<TokenStream> {
    let all: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let mut damaged = Vec::new();
    for (index, token) in all.iter().enumerate() {
        let (before, after) = (&all[..index], &all[index + 1..]);
        let with = |middle: &[TokenTree]| before.iter().chain(middle).chain(after).cloned().collect();
        damaged.push(with(&[]));
        damaged.push(with(&[token.clone(), token.clone()]));
        damaged.push(before.iter().cloned().collect());
        if let TokenTree::Group(group) = token {
            damaged.extend(
                damaged_group(group)
                    .into_iter()
                    .map(|group| with(&[TokenTree::Group(group)])),
            );
        }
    }
    damaged
}

fn damaged_group(group: &Group) -> Vec<Group> {
    let rebuilt = |tokens| {
        let mut rebuilt = Group::new(group.delimiter(), tokens);
        rebuilt.set_span(group.span());
        rebuilt
    };
    damaged(&group.stream()).into_iter().map(rebuilt).collect()
}
