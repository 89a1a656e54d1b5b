//! Slots of Rust's own scalars.

use std::fmt;

use super::{Blank, Reader, Slot, Value, Writer};
use crate::Result;
use crate::rule::{self, At, Rule, Violation};

/// One impl per scalar: how it is read, written and checked, and what it is before it is read.
macro_rules! scalar {
    ($($scalar:ty: $blank:expr, $read:ident, |$value:ident, $writer:ident| $write:expr, $check:expr;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl Slot for $scalar {
            fn load(&mut self, reader: &mut dyn Reader) -> Result<()> {
                *self = reader.$read()?;
                Ok(())
            }
            fn store(&self, $writer: &mut dyn Writer) -> Result<()> {
                let $value = self;
                $write
            }
            fn check(&self, rules: &[Rule], at: At<'_>, violations: &mut Vec<Violation>) {
                let check: fn(&$scalar, &[Rule], At<'_>, &mut Vec<Violation>) = $check;
                check(self, rules, at, violations);
            }
            fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(self, f)
            }
        }
        #[diagnostic::do_not_recommend]
        impl Blank for $scalar {
            const BLANK: Self = $blank;
        }
        #[diagnostic::do_not_recommend]
        impl Value for $scalar {
            fn fresh() -> Self {
                Self::BLANK
            }
        }
    )*};
}

scalar! {
    i64: 0, integer, |value, writer| writer.integer(*value),
        |value, rules, at, violations| rule::check_integer(*value, rules, at, violations);
    f64: 0.0, float, |value, writer| writer.float(*value),
        |value, rules, at, violations| rule::check_float(*value, rules, at, violations);
    bool: false, boolean, |value, writer| writer.boolean(*value), |_, _, _, _| {};
    String: String::new(), string, |value, writer| writer.string(value),
        |value, rules, at, violations| rule::check_text(value, rules, at, violations);
}
