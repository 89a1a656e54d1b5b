//! Closed lists: enums whose variants are single words of the attribute language.

/// One word of a closed list.
pub(crate) trait Word: Copy + 'static {
    /// What the list is called in an error: "format".
    const WHAT: &'static str;
    /// Every word, in the order of the enum.
    const ALL: &'static [(&'static str, Self)];
}

/// Gives an enum its list of words: `name()`, `from_name()`, `ALL` and [`Word`].
macro_rules! words {
    ($ty:ident, $what:literal, $($variant:ident = $name:literal),* $(,)?) => {
        impl $ty {
            /// Every one of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// How it is spelled in an attribute.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// The one that is spelled so.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)* _ => None }
            }
        }

        impl crate::words::Word for $ty {
            const WHAT: &'static str = $what;
            const ALL: &'static [(&'static str, Self)] = &[$(($name, Self::$variant)),*];
        }
    };
}
pub(crate) use words;
