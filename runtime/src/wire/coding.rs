//! Spellings that differ from JSON's own, declared by `wire:` in a spec. Dates carry theirs in their type.

/// How a value of a field is spelled. In an option, a list or a map: how what is inside is spelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    /// A boolean spelled as these JSON scalars: `Boolean { yes: "\"-1\"", no: "\"0\"" }`.
    Boolean {
        /// The JSON scalar of true.
        yes: &'static str,
        /// The JSON scalar of false.
        no: &'static str,
    },
    /// A number spelled as text: `"12.50"`.
    Text,
    /// Positions of items: `items={first}-{last}`. Of nothing but a [`Range`](crate::endpoint::Range).
    Range(&'static str),
}
