//! The families and filters that the tests share.

use crate::WireEnum;
use crate::filter::{
    Bare, Family, Filter, FilterTable, Has, Keyed, ListStyle, Lookup, Lookups, Meaning, OperandOf, Operator, Param,
    ParamList, ParamSpec, Parameter, Template, fixed_one, has, own_flag, own_one,
};
use crate::filter::{Kind, Own};
use crate::rule::{Between, Rule};
use crate::scalar::{Date, DateTime, Decimal, Pattern};
use crate::wire::Coding;

pub(super) const fn one(before: &'static str, after: &'static str) -> Template<'static> {
    Template::One { before, after }
}
pub(super) const fn many(before: &'static str, after: &'static str) -> Template<'static> {
    Template::Many { before, after }
}
pub(super) const DATE: Kind<'static> = Kind::Date(Pattern::Rfc3339);

/// `Name "name" { lookup Meaning (before, after) template …; } has { Marker …; }`
macro_rules! family {
    ($family:ident $name:literal {
        $($lookup:literal $means:ident $parts:tt $value:expr $(, of $of:expr)? $(, lists $lists:ident)?;)*
    } has { $($marker:ident $(of $ty:ty)?;)* }) => {
        pub(super) struct $family;
        impl Family for $family {
            const NAME: &'static str = $name;
            const LOOKUPS: &'static [Lookup<'static>] = &[$(Lookup {
                name: $lookup,
                means: Meaning::$means,
                of: family!(@option $($of)?),
                name_parts: $parts,
                value: $value,
                lists: family!(@option $(ListStyle::$lists)?),
            }),*];
        }
        $(impl Has<has::$marker, family!(@own $($ty)?)> for $family {})*
    };
    (@option) => { None };
    (@option $value:expr) => { Some($value) };
    (@own) => { Own };
    (@own $ty:ty) => { $ty };
}

pub(super) struct Year;
impl Operator for Year {
    const NAME: &'static str = "year";
}
pub(super) fn year<T, F: Has<Year>>(value: i64) -> Lookups<T, F> {
    fixed_one::<Year, T, F>(value)
}

pub(super) struct Any;
impl Operator for Any {
    const NAME: &'static str = "any";
}
pub(super) fn anything<T, F: Has<Any>>() -> Lookups<T, F> {
    own_flag::<Any, T, F>()
}

pub(super) struct Near;
impl Operator for Near {
    const NAME: &'static str = "near";
}
pub(super) fn near<T, F: Family>(from: impl OperandOf<T, Near, F>) -> Lookups<T, F> {
    own_one::<Near, T, F>(from)
}

family!(SuffixFamily "suffix" {
    "exact" Exact ("", "") one("", "");
    "iexact" Iexact ("", "__iexact") one("", "");
    "in" In ("", "__in") many("", ""), lists Comma;
    "lt" Lt ("", "__lt") one("", "");
    "lte" Lte ("", "__lte") one("", "");
    "gt" Gt ("", "__gt") one("", "");
    "gte" Gte ("", "__gte") one("", "");
    "between" Between ("", "__range") Template::Pair { before: "", between: ",", after: "" };
    "contains" Contains ("", "__contains") one("", "");
    "is_null" IsNull ("", "__isnull") one("", "");
    "date_lt" Lt ("", "__date__lt") one("", ""), of DATE;
    "date_lte" Lte ("", "__date__lte") one("", ""), of DATE;
    "date_gt" Gt ("", "__date__gt") one("", ""), of DATE;
    "date_gte" Gte ("", "__date__gte") one("", ""), of DATE;
    "year" Own ("", "__year") one("", ""), of Kind::Integer;
} has {
    Exact; Iexact; In; Lt; Lte; Gt; Gte; Between; Contains; IsNull; Lt of Date; Lte of Date; Gt of Date; Gte of Date;
});
impl Has<Year> for SuffixFamily {}

family!(UnderscoreFamily "underscore" {
    "lt" Lt ("", "_lt") one("", "");
    "gte" Gte ("", "_gte") one("", "");
} has { Lt; Gte; });

family!(BracketFamily "bracket" {
    "exact" Exact ("", "") one("", "");
    "in" In ("", "[in]") many("", "");
    "gte" Gte ("", "[gte]") one("", "");
} has { Exact; In; Gte; });

family!(SignFamily "sign" {
    "in" In ("", "") many("", ""), lists Pipe;
    "not_in" NotIn ("", "") many("!", ""), lists Pipe;
    "gte" Gte ("", "") one(">=", "");
    "lte" Lte ("", "") one("<=", "");
    "between" Between ("", "") Template::Pair { before: "><", between: "|", after: "" };
    "is_null" IsNull ("", "") Template::Flag("!*");
    "any" Own ("", "") Template::Flag("*");
    "contains" Contains ("", "") one("~", "");
    "near" Own ("", "") one("><t-", "");
} has { In; NotIn; Gte; Lte; Between; IsNull; Contains; });
impl Has<Any> for SignFamily {}
impl Has<Near> for SignFamily {}

family!(DottedFamily "dotted" {
    "exact" Exact ("", "") one("eq.", "");
    "not" Not ("", "") one("neq.", "");
    "gt" Gt ("", "") one("gt.", "");
    "in" In ("", "") many("in.(", ")"), lists Comma;
    "has_any" HasAny ("", "") many("ov.{", "}"), lists Comma;
    "is_null" IsNull ("", "") one("is.", "");
} has { Exact; Not; Gt; In; HasAny; IsNull; });

family!(WildcardFamily "wildcard" {
    "exact" Exact ("", "") one("", "");
    "contains" Contains ("", "") one("*", "*");
    "starts_with" StartsWith ("", "") one("", "*");
    "ends_with" EndsWith ("", "") one("*", "");
} has { Exact; Contains; StartsWith; EndsWith; });

family!(OpenFamily "open" {
    "exact" Exact ("", "") one("", "");
    "gte" Gte ("", "__gte") one("", "");
    "in" In ("", "__in") many("", "");
} has { Exact; Gte; In; });

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Size {
    Small,
    Large,
    Unknown(String),
}
impl WireEnum for Size {
    const NAME: &'static str = "Size";
    const ALL: &'static [Self] = &[Self::Small, Self::Large];
    const TEXTS: &'static [&'static str] = &["s", "l"];
    const OPEN: bool = false;
    const INTEGER: bool = false;
    fn unknown(text: String) -> Self {
        Self::Unknown(text)
    }
    fn index(&self) -> Result<usize, &str> {
        match self {
            Self::Small => Ok(0),
            Self::Large => Ok(1),
            Self::Unknown(text) => Err(text),
        }
    }
}
crate::__operand_enum!(Size);

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Status {
    Paid,
    Unknown(String),
}
impl WireEnum for Status {
    const NAME: &'static str = "Status";
    const ALL: &'static [Self] = &[Self::Paid];
    const TEXTS: &'static [&'static str] = &["paid"];
    const OPEN: bool = true;
    const INTEGER: bool = false;
    fn unknown(text: String) -> Self {
        Self::Unknown(text)
    }
    fn index(&self) -> Result<usize, &str> {
        match self {
            Self::Paid => Ok(0),
            Self::Unknown(text) => Err(text),
        }
    }
}
crate::__operand_enum!(Status);

pub(super) const PARAM: ParamSpec<'static> = ParamSpec::PLAIN;

macro_rules! filter {
    ($filter:ident { $($field:ident: $ty:ty, $spec:tt;)* } $(between $between:expr;)?) => {
        #[derive(Clone, Default, PartialEq)]
        pub(super) struct $filter { $(pub(super) $field: $ty),* }
        impl Filter for $filter {
            const TABLE: &'static FilterTable = &FilterTable {
                name: stringify!($filter),
                params: &[$(filter!(@spec $field $spec)),*],
                between: filter!(@between $($between)?),
            };
            fn params_mut(&mut self, visit: &mut dyn FnMut(&mut [&mut dyn Parameter])) {
                visit(&mut [$(&mut self.$field),*]);
            }
            fn params(&self, visit: &mut dyn FnMut(&[&dyn Parameter])) {
                visit(&[$(&self.$field),*]);
            }
        }
        impl $filter {
            $(pub(super) fn $field(mut self, value: impl Into<$ty>) -> Self {
                self.$field = value.into();
                self
            })*
        }
        crate::__filter!($filter);
    };
    (@spec $field:ident { $($key:ident: $value:expr),* }) => {
        ParamSpec { $($key: $value,)* ..filter!(@named $field $($key)*) }
    };
    (@named $field:ident name $($rest:ident)*) => { PARAM };
    (@named $field:ident $($rest:ident)*) => { ParamSpec { name: stringify!($field), ..PARAM } };
    (@between) => { &[] };
    (@between $between:expr) => { $between };
}

filter!(Customers {
    id: Lookups<i64, SuffixFamily>, {};
    sales: Lookups<i64, SuffixFamily>, { rules: &[Rule::Minimum("0"), Rule::Maximum("1000")] };
    balance: Lookups<Decimal, SuffixFamily>, {};
    score: Lookups<f64, SuffixFamily>, {};
    name: Lookups<String, SuffixFamily>, { rules: &[Rule::MaxLength(40)] };
    created: Lookups<DateTime, SuffixFamily>, {};
    born: Lookups<Date, SuffixFamily>, {};
    size: Lookups<Size, SuffixFamily>, {};
    status: Lookups<Status, SuffixFamily>, { lists: Some(ListStyle::Pipe) };
    active: Param<bool>, {};
});

filter!(Orders {
    total: Lookups<i64, UnderscoreFamily>, {};
    created: Lookups<String, BracketFamily>, { lists: Some(ListStyle::Brackets) };
    number: Lookups<i64, BracketFamily>, {};
    tags: ParamList<String>, { lists: Some(ListStyle::Indexed) };
    states: ParamList<Size>, { lists: Some(ListStyle::Space), rules: &[Rule::MaxItems(2)] };
    names: ParamList<String>, {};
    labels: ParamList<String>, { lists: Some(ListStyle::Quoted) };
    open: Param<bool>, { coding: Some(Coding::Boolean { yes: "\"-1\"", no: "0" }) };
    page: Param<i64>, { rules: &[Rule::Minimum("1")] };
});

filter!(Issues {
    subject: Lookups<String, SignFamily>, {};
    created_on: Lookups<String, SignFamily>, {};
    done: Lookups<i64, SignFamily>, {};
    age: Lookups<i64, DottedFamily>, {};
    label: Lookups<String, DottedFamily>, {};
    size: Lookups<i64, SignFamily>, { combine: true };
    about: Lookups<String, DottedFamily>, { combine: true };
    reference: Lookups<String, WildcardFamily>, {};
    weight: Lookups<i64, WildcardFamily>, {};
});

#[derive(Clone, Default, PartialEq)]
pub(super) struct Extras {
    pub(super) extra: Keyed<String, OpenFamily>,
    pub(super) custom: Keyed<i64, Bare>,
    pub(super) extra_one: Param<String>,
}
impl Filter for Extras {
    const TABLE: &'static FilterTable = &FilterTable {
        name: "Extras",
        params: &[
            ParamSpec {
                name: "extra_",
                key: Some(""),
                ..PARAM
            },
            ParamSpec {
                name: "cf[",
                key: Some("]"),
                ..PARAM
            },
            ParamSpec {
                name: "extra_one",
                ..PARAM
            },
        ],
        between: &[],
    };
    fn params_mut(&mut self, visit: &mut dyn FnMut(&mut [&mut dyn Parameter])) {
        visit(&mut [&mut self.extra, &mut self.custom, &mut self.extra_one]);
    }
    fn params(&self, visit: &mut dyn FnMut(&[&dyn Parameter])) {
        visit(&[&self.extra, &self.custom, &self.extra_one]);
    }
}
crate::__filter!(Extras);
impl Extras {
    pub(super) fn extra(mut self, key: impl Into<String>, value: impl Into<Lookups<String, OpenFamily>>) -> Self {
        self.extra.set(key, value);
        self
    }
    pub(super) fn custom(mut self, key: impl Into<String>, value: impl Into<Lookups<i64, Bare>>) -> Self {
        self.custom.set(key, value);
        self
    }
}

filter!(Ruled {
    centre: Param<i64>, { rules: &[Rule::Required] };
    van: Param<bool>, { coding: Some(Coding::Boolean { yes: "\"1\"", no: "\"0\"" }) };
    driver: Param<String>, {};
    first: Param<i64>, {};
    last: Param<i64>, {};
} between &[
    Between::Require { fields: &[2], when: &[(1, Some("true"))] },
    Between::Count { fields: &[3, 4], min: 0, max: 1 },
];);
