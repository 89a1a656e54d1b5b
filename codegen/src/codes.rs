//! The stable codes of all diagnostics: their severity, what each means in one sentence, and at length.
//!
//! **Invariant:** a code never changes its meaning. The texts at length stand in `codes/NAME.md`, one file a code; the
//! reference (`specs/DIAGNOSTICS.md`) is written from them, and the bad fixtures name the same codes. Tests hold the
//! three together.

mod explanation;

use crate::diag::Severity::{self, Error, Warning};

pub use explanation::Explanation;

macro_rules! codes {
    ($($code:ident $name:literal $severity:ident $summary:literal;)*) => {
        /// The code of a diagnostic.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = $summary] $code,)*
        }

        impl Code {
            /// Every code, in the order of the phases that report them.
            pub const ALL: &'static [Code] = &[$(Code::$code),*];

            /// Its stable name, as printed.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Code::$code => $name),* }
            }

            /// Whether it stops the bindings from being written.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Code::$code => $severity),* }
            }

            /// What it means, in one sentence.
            #[must_use]
            pub fn summary(self) -> &'static str {
                match self { $(Code::$code => $summary),* }
            }

            /// What it means at length, as it stands in its file: Markdown with a wrong and a right example.
            #[must_use]
            pub fn text(self) -> &'static str {
                match self { $(Code::$code => include_str!(concat!("codes/", $name, ".md"))),* }
            }
        }
    };
}

impl Code {
    /// The code of that name.
    ///
    /// ```
    /// use bindery_codegen::codes::Code;
    /// assert_eq!(Code::named("bad_type"), Some(Code::BadType));
    /// assert_eq!(Code::named("bad"), None);
    /// ```
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }

    /// What it means at length, in its parts.
    #[must_use]
    pub fn explanation(self) -> Explanation {
        Explanation::read(self.text())
    }
}

codes! {
    // ---- load
    Io "io" Error "A file or folder cannot be read.";
    Yaml "yaml" Error "The text is not YAML.";
    Alias "alias" Error "Anchors, aliases and merge keys are not part of the language.";
    Tag "tag" Error "YAML tags are not part of the language.";
    SecondDocument "second_document" Error "A file holds one document.";
    TooDeep "too_deep" Error "The nesting is deeper than any spec needs.";
    TooLarge "too_large" Error "The file is larger than any spec needs.";
    FlowText "flow_text" Error "Text inside { } or [ ] was cut apart by YAML and must be quoted.";
    // ---- decode
    Version "version" Error "The spec asks for a version of the language or compiler that this is not.";
    UnknownKey "unknown_key" Error "The key does not exist here.";
    MissingKey "missing_key" Error "A key that is needed is missing.";
    DuplicateKey "duplicate_key" Error "A key stands twice in one mapping.";
    Shape "shape" Error "The value has another shape than the key needs.";
    OneOf "one_of" Error "Exactly one of several keys is needed.";
    Unquoted "unquoted" Error "A code or enum value must be quoted, because YAML would not read it as text.";
    BadName "bad_name" Error "The name cannot be one here.";
    ReservedWord "reserved_word" Error "The name is a word of the language.";
    UnknownWord "unknown_word" Error "A word after the type is none of the language.";
    BadType "bad_type" Error "The text is no type expression.";
    BadTemplate "bad_template" Error "The text is no template, or holds the wrong holes.";
    LookupFieldInValue "lookup_field_in_value" Error "The name of the parameter stands in the value of a lookup.";
    BadPath "bad_path" Error "The text is no path or place.";
    BadWire "bad_wire" Error "The spelling does not exist, or does not go with the type.";
    BadPattern "bad_pattern" Error "The regular expression cannot be compiled.";
    BadStatus "bad_status" Error "The text is no HTTP status.";
    BadUrl "bad_url" Error "The text is no URL or path of a call.";
    BadDate "bad_date" Error "The text is no date.";
    Later "later" Error "The key or value is reserved for a later version of the language.";
    // ---- lower
    UnknownDialect "unknown_dialect" Error "There is no such dialect.";
    UnknownSource "unknown_source" Error "There is no such entry of sources.";
    UnknownType "unknown_type" Error "There is no type or model of that name.";
    UnknownLookup "unknown_lookup" Error "There is no lookup or family of that name.";
    UnknownMeaning "unknown_meaning" Error "There is no meaning of that name.";
    UnknownError "unknown_error" Error "There is no error of that name.";
    UnknownEndpoint "unknown_endpoint" Error "There is no endpoint of that name.";
    UnknownField "unknown_field" Error "There is no field or parameter of that name.";
    UnknownRole "unknown_role" Error "Paging knows no such role.";
    DuplicateName "duplicate_name" Error "Two things of one namespace have the same name.";
    DuplicateWire "duplicate_wire" Error "Two parameters send the same name.";
    RustName "rust_name" Error "Two things would get the same Rust name.";
    FamilyCycle "family_cycle" Error "A family holds itself.";
    LookupTwice "lookup_twice" Warning "The same lookup is named twice.";
    // ---- check
    Senseless "senseless" Error "The constraint or flag makes no sense for the type.";
    SenselessLookup "senseless_lookup" Error "The lookup makes no sense for the operand.";
    SameWire "same_wire" Error "Two lookups can yield the same pair.";
    BadDefault "bad_default" Error "The default does not fit the type.";
    BadExample "bad_example" Error "The example does not fit.";
    ExampleField "example_field" Warning "The example holds a field that the model does not declare.";
    ReadOnlyRequired "read_only_required" Error "A field cannot be read-only and required from the writer.";
    ConflictingFlags "conflicting_flags" Error "Two flags contradict each other.";
    PathHole "path_hole" Error "A hole of the path has no field, or a field has no hole.";
    PageHere "page_here" Error "`page<T>` stands only in returns.";
    NoPaging "no_paging" Error "A page is returned but paging is not declared.";
    PagingNext "paging_next" Error "The paging names no or several ways to go on.";
    CodeTwice "code_twice" Error "The same code is defined twice for one endpoint.";
    BadRule "bad_rule" Error "The rule between fields cannot be satisfied or says nothing.";
    EndlessModel "endless_model" Error "A model holds itself without anything nullable, optional, list or map in between.";
    Internal "internal" Error "What Bindery wrote is wrong; this is a mistake of Bindery.";
    Unused "unused" Warning "Nothing uses this model, type or family, or nothing looks up the codes of errors.";
}
