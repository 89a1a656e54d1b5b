//! The policy: every kind of change, what it does to Rust code and on the wire, and why.
//!
//! **Invariant:** a kind has one verdict, whatever it happens to; where the verdict depends, there are two kinds. The tables
//! of `POLICY.md` are written from these rows.

/// What a change does to one audience.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// What worked may work no longer, or mean something else.
    Breaks,
    /// It differs, and what worked goes on working.
    Fits,
    /// It is the same.
    Same,
}

/// How bad a change is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Somebody must change code.
    Breaking,
    /// There is more, or it is looser.
    Compatible,
    /// Only what is read by people.
    Docs,
}

/// A kind of change.
#[derive(Debug)]
pub struct Row {
    /// Its stable name.
    pub code: &'static str,
    /// What it happens to.
    pub of: &'static str,
    /// What happens.
    pub what: &'static str,
    pub rust: Effect,
    pub wire: Effect,
    /// Why it is judged so.
    pub why: &'static str,
}

impl Row {
    /// The worse of both.
    pub fn class(&self) -> Class {
        match (self.rust, self.wire) {
            (Effect::Breaks, _) | (_, Effect::Breaks) => Class::Breaking,
            (Effect::Fits, _) | (_, Effect::Fits) => Class::Compatible,
            (Effect::Same, Effect::Same) => Class::Docs,
        }
    }

    /// Whom it concerns: those on whom it has the effect of its class.
    pub fn audience(&self) -> &'static str {
        let worst = match self.class() {
            Class::Breaking => Effect::Breaks,
            Class::Compatible => Effect::Fits,
            Class::Docs => return "docs",
        };
        match (self.rust == worst, self.wire == worst) {
            (true, true) => "both",
            (true, false) => "rust",
            (false, _) => "wire",
        }
    }
}

impl Class {
    /// As printed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Compatible => "compatible",
            Self::Docs => "docs",
        }
    }
}

impl Effect {
    /// As printed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Breaks => "**breaks**",
            Self::Fits => "compatible",
            Self::Same => "same",
        }
    }
}

macro_rules! rows {
    ($($of:literal { $($code:ident $rust:ident $wire:ident $what:literal, $why:literal;)* })*) => {
        $($(
            #[allow(non_upper_case_globals, reason = "the code is the name")]
            pub static $code: Row = Row {
                code: stringify!($code),
                of: $of,
                what: $what,
                rust: Effect::$rust,
                wire: Effect::$wire,
                why: $why,
            };
        )*)*
        /// Every kind, in the order of the document.
        pub static ROWS: &[&Row] = &[$($(&$code),*),*];
    };
}

/// The policy, for people; `POLICY.md` is this text.
pub fn document() -> String {
    let mut text = include_str!("policy.md").to_owned();
    let mut of = "";
    for row in ROWS {
        if row.of != of {
            of = row.of;
            text += &format!("\n### {of}\n\n| code | what changed | Rust | wire | why |\n|---|---|---|---|---|\n");
        }
        let (rust, wire) = (row.rust.name(), row.wire.name());
        text += &format!("| `{}` | {} | {rust} | {wire} | {} |\n", row.code, row.what, row.why);
    }
    text
}

rows! {
    "Vendors" {
        vendor_removed Breaks Breaks "a vendor is gone", "its module and its feature are gone";
        vendor_renamed Breaks Same "a vendor has another name", "its module and its feature are called otherwise";
        vendor_added Fits Fits "a vendor is new", "nothing names it yet";
    }
    "Servers" {
        server_removed Breaks Breaks "a server is gone", "its variant of `Server` is gone";
        server_added Fits Fits "a server is new", "the enum is `#[non_exhaustive]`";
        server_renamed Breaks Same "a server has another name", "its variant of `Server` is called otherwise";
        server_url Same Breaks "the URL of a server changed", "the same code calls another place";
        server_variables Breaks Breaks "the holes of a server's URL changed", "they are the fields of its variant";
        server_default Same Breaks "another server is the first", "`Server::default()` is another place";
        server_default_lost Breaks Same "the first server has holes now", "there is no `Server::default()` any more";
        server_default_gained Fits Same "the first server has no holes any more", "there is a `Server::default()` now";
    }
    "Ways to show who calls" {
        auth_removed Breaks Breaks "a scheme is gone", "its function of `Auth` is gone";
        auth_added Fits Fits "a scheme is new", "nothing names it yet";
        auth_none_gone Breaks Breaks "the first scheme of a spec that had none", "`Auth::none()` was there for want of another";
        auth_renamed Breaks Same "a scheme has another name", "its function of `Auth` is called otherwise";
        auth_arguments Breaks Same "other secrets, or another order of them", "the arguments are all secrets: what is given for one is taken for another, and that compiles";
        auth_place Same Breaks "the secret travels in another way", "it is sent in another place or form";
        auth_login Same Breaks "the login changed", "another call is made before the first";
    }
    "Types" {
        type_removed Breaks Same "a type is gone", "code that names it does not compile";
        type_added Fits Same "a type is new", "nothing names it yet";
        type_renamed Breaks Same "a type has another name in Rust", "code that names it does not compile";
        type_changed Breaks Breaks "a type is another one", "values of the old type do not fit; the wire has another shape";
        type_named Fits Same "a type goes by another name that stands for the same", "an alias is the type itself";
        spelling Same Breaks "a value is spelled in another way", "what is sent differs, and what was read is refused";
        value_removed Breaks Same "a value of an enum is gone", "its variant is gone; when it comes, it is unknown";
        value_added Fits Fits "a value of an enum is new", "enums are `#[non_exhaustive]`; what came as unknown is a variant now";
        value_renamed Breaks Same "a value has another name in Rust", "its variant is called otherwise";
        value_wire Same Breaks "a variant has another value on the wire", "the same code sends another value";
        value_order Fits Same "values stand in another order", "only `Ord` shows it, whose order is not promised";
        enum_closed Same Breaks "an enum is closed", "values that it does not list are refused when they are sent";
        enum_opened Same Fits "an enum is open", "values that it does not list may be sent";
        enum_unknown Breaks Same "the variant for unknown values has another name", "a value took its name: code that names it means that value, or does not compile";
    }
    "Models" {
        model_removed Breaks Same "a model is gone", "its structs are gone";
        model_added Fits Same "a model is new", "nothing names it yet";
        struct_removed Breaks Same "a struct of a model is gone", "nothing is read or sent by it any more";
        struct_added Fits Same "a model has one more struct", "nothing names it yet";
        struct_renamed Breaks Same "what is read or sent is another struct", "the name has gone, or means another direction";
        struct_sealed Breaks Same "a struct that was sent, too, is only read now", "it is `#[non_exhaustive]` now: no struct syntax";
        struct_unsealed Fits Same "a struct that was only read is sent, too", "struct syntax works now";
        new_arguments Breaks Same "other arguments of `new(…)`", "what is required is asked for; a call with the old arguments does not compile";
        new_order Breaks Breaks "another order of the arguments of `new(…)`", "where types are alike, the call compiles and sends one for the other";
        default_lost Breaks Same "no `Default` any more", "something is required: `T::default()` and `..Default::default()` do not compile";
        default_gained Fits Same "there is a `Default` now", "nothing uses it yet";
        from_lost Breaks Same "no `From` the struct that is read", "the conversion does not compile";
        from_gained Fits Same "there is a `From` the struct that is read", "nothing uses it yet";
        model_opened Fits Fits "a model keeps members that it does not know", "it has `extra`; literals end with `..`, as agreed";
        model_closed Breaks Breaks "a model does not keep members that it does not know", "`extra` is gone, and with it what would be written back";
        between_added Same Breaks "a rule between fields or parameters is new", "values that were sent are refused";
        between_removed Same Fits "a rule between fields or parameters is gone", "more values are sent";
    }
    "Fields of models" {
        field_removed Breaks Breaks "a field is gone", "code that names it does not compile; it is neither sent nor read";
        field_added_read Fits Fits "what is read has one more field", "structs that are read are `#[non_exhaustive]`";
        field_added_sent Fits Fits "what is sent may have one more field", "left out until it is set; literals end with `..`, as agreed";
        field_added_null Fits Breaks "what replaces has one more field that may be null", "a PUT writes null for what is not set";
        field_added_needed Breaks Breaks "what is sent must have one more field", "`new(…)` asks for it; literals do not compile";
        field_renamed Breaks Same "a field has another name in Rust", "code that names it does not compile";
        field_wire Same Breaks "a field has another name on the wire", "the same code sends and reads another member";
        field_type Breaks Breaks "a field has another type", "values of the old type do not fit; the wire has another shape";
        field_null Breaks Fits "what is read may be null or missing now", "it is an `Option` now";
        field_not_null Breaks Breaks "what is read is never null or missing now", "it is no `Option` any more; answers without it are refused";
        field_needed Breaks Breaks "what is sent must have it now", "it is no `Option` any more: what left it out does not compile";
        field_not_needed Breaks Fits "what is sent may leave it out now", "it is an `Option` now";
        patch_null Breaks Fits "a PATCH may set it to null now", "it is a `Patch<Option<_>>` now";
        patch_not_null Breaks Breaks "a PATCH may not set it to null now", "it is no `Patch<Option<_>>` any more";
        field_writes_null Same Breaks "`None` is written as null now", "where nothing was sent, the vendor is told to empty it";
        field_leaves_out Same Breaks "`None` is left out now", "where null was sent, the vendor keeps what it has";
    }
    "Values" {
        rule_tightened Same Breaks "a rule is new or tighter", "`validate()` refuses values that were sent";
        rule_loosened Same Fits "a rule is gone or looser", "more values are sent";
        rule_read Same Fits "a rule of what is only read changed", "answers are never refused for a rule; only `validate()` shows it";
        clamp Same Fits "the vendor serves more or less at once", "pages are counted by what comes";
        stated_value Same Same "another default or example is documented", "defaults are never sent";
    }
    "Parameters" {
        filter_removed Breaks Breaks "the last parameter of an endpoint is gone", "the endpoint has no `filter` any more";
        filter_added Breaks Fits "the first parameter of an endpoint", "endpoints are built with struct syntax: `filter` is asked for";
        filter_renamed Breaks Same "the filter of an endpoint is another struct", "the name has gone, or means another endpoint";
        parameter_removed Breaks Breaks "a parameter is gone", "its setter is gone";
        parameter_added Fits Fits "a parameter is new", "nothing is sent until it is set; literals end with `..`, as agreed";
        parameter_added_required Fits Breaks "a required parameter is new", "calls that compile are refused until it is set";
        parameter_renamed Breaks Same "a parameter has another name in Rust", "its setter is called otherwise";
        parameter_wire Same Breaks "a parameter has another name on the wire", "the same code asks for something else";
        parameter_type Breaks Breaks "a parameter has another type", "what its setter took does not fit";
        parameter_required Same Breaks "a parameter is required now", "calls without it are refused before they are sent";
        parameter_not_required Same Fits "a parameter is not required any more", "calls without it are sent";
        parameter_lists Same Breaks "a list is written in another way", "the same code sends another query";
        parameter_keys Breaks Same "the key of an open name has another type", "its setter takes another key; a key that both have is sent as it was";
        parameter_combined Same Fits "lookups that share a name are sent together", "what was refused is sent";
        parameter_not_combined Same Breaks "lookups that share a name are no longer sent together", "calls with several are refused before they are sent; queries with several are not read";
        parameter_family Fits Same "a parameter has another family, with the lookups that it had", "families are not named, as agreed; setters take what they took";
        lookup_removed Breaks Breaks "a parameter has lost a lookup", "the operator does not compile for it";
        lookup_added Fits Fits "a parameter has one more lookup", "nothing is sent until it is set";
        lookup_wire Same Breaks "a lookup is spelled in another way", "the same code sends another query";
    }
    "Endpoints" {
        endpoint_removed Breaks Breaks "an endpoint is gone", "its struct is gone";
        endpoint_added Fits Fits "an endpoint is new", "nothing calls it yet";
        endpoint_renamed Breaks Same "an endpoint has another name", "its struct is called otherwise";
        endpoint_call Same Breaks "another method or path", "the same code calls another place";
        hole_removed Breaks Breaks "a hole of the path is gone", "the field is gone";
        hole_added Breaks Breaks "a hole of the path is new", "endpoints are built with struct syntax: the field is asked for";
        hole_renamed Breaks Same "a hole of the path has another name in Rust", "code that names the field does not compile";
        hole_type Breaks Breaks "a hole of the path has another type", "values of the old type do not fit";
        header_removed Breaks Breaks "a header is gone", "the field is gone";
        header_added Breaks Fits "a header that may be left out is new", "endpoints are built with struct syntax: the field is asked for; `None` sends nothing";
        header_added_required Breaks Breaks "a required header is new", "endpoints are built with struct syntax: the field is asked for";
        header_renamed Breaks Same "a header has another name in Rust", "code that names the field does not compile";
        header_wire Same Breaks "a header has another name on the wire", "the same code sends another header";
        header_type Breaks Breaks "a header has another type", "values of the old type do not fit";
        header_required Breaks Breaks "a header is required now", "it is no `Option` any more: what left it out does not compile";
        header_not_required Breaks Fits "a header may be left out now", "it is an `Option` now";
        constant_added Same Breaks "a header, parameter or member is sent by itself now", "the same code sends more";
        constant_removed Same Breaks "a header, parameter or member is not sent by itself any more", "the same code sends less";
        constant_value Same Breaks "what is sent by itself has another value", "the same code sends another value";
        endpoint_default_lost Breaks Same "an endpoint has no `Default` any more", "something is needed: `..Default::default()` does not compile";
        endpoint_default_gained Fits Same "an endpoint has a `Default` now", "nothing uses it yet";
        body_removed Breaks Breaks "nothing is sent any more", "the field `body` is gone";
        body_added Breaks Breaks "something is sent now", "endpoints are built with struct syntax: `body` is asked for";
        body_type Breaks Breaks "something else is sent", "values of the old type do not fit";
        body_encoding Same Breaks "what is sent is written in another way", "the same code sends another body";
        body_place Same Breaks "what is sent stands elsewhere in the body", "the same code sends another body";
        body_lists Same Breaks "the lists of a form are written in another way", "the same code sends another body";
        returns_type Breaks Breaks "something else comes back", "code that uses the value does not compile";
        returns_place Same Breaks "what comes back stands elsewhere", "answers of the old form are refused";
        status_lost Same Breaks "a status is no success any more", "answers that were read are refusals";
        status_gained Same Fits "one more status is a success", "answers that were refusals are read";
        success_code Same Breaks "another code of success", "answers that were read are refusals";
        errors_documented Same Same "an endpoint documents other errors", "every error may come from every endpoint";
    }
    "Paging and envelope" {
        paging_send Same Breaks "a page is asked for in another way", "the same code sends another query, or other headers";
        paging_read Same Breaks "a part of a page stands elsewhere", "pages of the old form end early, or are refused";
        paging_next Same Breaks "pages go on in another way", "other calls are made for the pages behind the first";
        paging_more Same Fits "one more part of a page is read", "it was `None`";
        envelope Same Breaks "a part of every answer stands elsewhere", "answers of the old form are refused, or mean something else";
        envelope_more Same Fits "one more part of a refusal is read", "it was `None`";
    }
    "Errors" {
        error_removed Breaks Same "an error is gone", "its variant of `ApiError` is gone; when it comes, it is unknown";
        error_added Fits Fits "an error is new", "`ApiError` is `#[non_exhaustive]`; what came as unknown is a variant now";
        error_renamed Breaks Same "an error has another name", "its variant is called otherwise";
        error_match_lost Same Breaks "a code or status no longer means an error", "what came as this variant comes as another";
        error_match_gained Same Fits "one more code or status means an error", "what came as unknown is this variant now";
        error_kind Same Breaks "an error is of another kind", "callers branch on it; the kind `auth` logs in once more";
        error_retryable Same Fits "an error may or may not be tried again", "only how often is asked, never what comes back";
    }
    "Words" {
        deprecated Fits Same "something is deprecated", "a warning, no error";
        docs Same Same "docs, sources or provenance changed", "nothing but what people read";
        order Same Same "things stand in another order", "nothing depends on it";
    }
}
