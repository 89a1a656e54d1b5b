//! What the Model derive calls for the impls that are the same for every record.

/// Implements `Slot`, `Value`, `Debug` and both serde traits for a type that implements `Record`.
#[doc(hidden)]
#[macro_export]
macro_rules! __record {
    ($record:ty) => {
        impl $crate::__private::Slot for $record {
            fn load(&mut self, reader: &mut dyn $crate::__private::Reader) -> $crate::Result<()> {
                $crate::__private::Record::load_fields(self, reader)
            }
            fn store(&self, writer: &mut dyn $crate::__private::Writer) -> $crate::Result<()> {
                let mut store = $crate::__private::Store::new(<Self as $crate::__private::Record>::TABLE, writer);
                $crate::__private::Record::fields(self, &mut store);
                store.finish()
            }
            fn check(
                &self,
                _rules: &[$crate::__private::Rule],
                at: $crate::__private::At<'_>,
                violations: &mut ::std::vec::Vec<$crate::__private::Violation>,
            ) {
                $crate::__private::Validate::check_into(self, at, violations)
            }
            fn debug(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let mut show = $crate::__private::Show::new(<Self as $crate::__private::Record>::TABLE, f);
                $crate::__private::Record::fields(self, &mut show);
                show.finish()
            }
        }
        impl $crate::__private::Value for $record {
            fn fresh() -> Self {
                <Self as $crate::__private::Blank>::BLANK
            }
        }
        impl ::core::fmt::Debug for $record {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::__private::Slot::debug(self, f)
            }
        }
        $crate::__serde!($record);
    };
}

/// Implements both serde traits for a `Value`; a generic one names its parameters first: `generic [T: Value] Patch<T>`.
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    (generic [$($parameters:tt)*] $value:ty) => {
        impl<$($parameters)*> $crate::__private::Serialize for $value {
            fn serialize<S: $crate::__private::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::__private::serialize(self, serializer)
            }
        }
        impl<'de, $($parameters)*> $crate::__private::Deserialize<'de> for $value {
            fn deserialize<D: $crate::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::deserialize(deserializer)
            }
        }
    };
    ($value:ty) => {
        $crate::__serde!(generic [] $value);
    };
}
