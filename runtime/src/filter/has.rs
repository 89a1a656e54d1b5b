//! Markers of the meanings: what a family says it has, by [`Has`](super::Has).

macro_rules! markers {
    ($($marker:ident)*) => {$(
        #[doc = concat!("[`Meaning::", stringify!($marker), "`](super::Meaning::", stringify!($marker), ").")]
        #[derive(Debug, Clone, Copy)]
        pub struct $marker;
        impl super::family::Marker for $marker {
            const MEANING: super::Meaning = super::Meaning::$marker;
        }
    )*};
}
markers! {
    Exact Iexact Not In NotIn Lt Lte Gt Gte Between Contains Icontains NotContains StartsWith IstartsWith EndsWith IendsWith
    Matches Imatches IsNull HasAll HasAny
}
