//! Models for the tests.

use std::collections::BTreeMap;

use crate::__private::{Blank, Slot, Table};
use crate::rule::Rule;
use crate::{Decimal, Json, Patch};

#[derive(Clone, PartialEq, crate::Model, crate::Validate)]
pub(crate) struct Province {
    #[bindery(required, min = "1")]
    pub(crate) id: i64,
    pub(crate) name: Option<String>,
    #[bindery(nested)]
    pub(crate) parent: Option<Box<Province>>,
}

/// A record with everything: codings, nesting, unknown members.
#[derive(Clone, PartialEq, crate::Model, crate::Validate)]
pub(crate) struct Customer {
    #[bindery(required)]
    pub(crate) id: i64,
    #[bindery(wire = "isActive", required)]
    pub(crate) is_active: bool,
    #[bindery(nested)]
    pub(crate) province: Option<Province>,
    #[bindery(null)]
    pub(crate) note: Option<String>,
    #[bindery(yes = "\"-1\"", no = "\"0\"", min_items = 1)]
    pub(crate) editable: Vec<bool>,
    #[bindery(yes = "1", no = "\"\\u006eo\"")]
    pub(crate) billed: Option<bool>,
    pub(crate) balance: Option<Decimal>,
    #[bindery(text)]
    pub(crate) prices: BTreeMap<String, Decimal>,
    #[bindery(text)]
    pub(crate) rate: Option<f64>,
    #[bindery(extra)]
    pub(crate) extra: BTreeMap<String, Json>,
}

/// A PATCH.
#[derive(Clone, Default, PartialEq, crate::Model, crate::Validate)]
pub(crate) struct CustomerPatch {
    #[bindery(max_length = 3)]
    pub(crate) name: Patch<String>,
    pub(crate) birthday: Patch<Option<String>>,
}

/// How many fields [`Wide`] has: more than any word or half a dozen of them has bits.
pub(crate) const WIDE: usize = 600;

/// A record of very many fields.
#[derive(Clone, PartialEq)]
pub(crate) struct Wide(pub(crate) [i64; WIDE]);

const _: () = {
    static NAMES: std::sync::LazyLock<&'static Table> = std::sync::LazyLock::new(|| {
        let names: Vec<&'static str> = (0..WIDE).map(|index| &*format!("field{index}").leak()).collect();
        Box::leak(Box::new(Table {
            name: "Wide",
            names: names.leak(),
            required: vec![u64::MAX; 9].leak(),
            null: &[],
            codings: &[],
            extra: None,
            constants: &[],
        }))
    });
    /// The names are many, so they are made here; a derive writes them out.
    fn table() -> &'static Table {
        *NAMES
    }
    impl Blank for Wide {
        const BLANK: Self = Self([0; WIDE]);
    }
    impl Slot for Wide {
        fn load(&mut self, reader: &mut dyn crate::wire::Reader) -> crate::Result<()> {
            let mut fields: Vec<&mut dyn Slot> = self.0.iter_mut().map(|value| value as &mut dyn Slot).collect();
            crate::record::load(table(), &mut fields, reader)
        }
        fn store(&self, writer: &mut dyn crate::wire::Writer) -> crate::Result<()> {
            let values: Vec<&dyn Slot> = self.0.iter().map(|value| value as &dyn Slot).collect();
            writer.object(table(), &values)
        }
        fn check(&self, _: &[Rule], _: crate::rule::At<'_>, _: &mut Vec<crate::Violation>) {}
        fn debug(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("Wide")
        }
    }
    impl crate::wire::Value for Wide {
        fn fresh() -> Self {
            Self::BLANK
        }
    }
};

/// A small generator of numbers, the same in every run.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % bound
    }
}
