//! Validating a valid value allocates nothing.
#![allow(
    unsafe_code,
    reason = "counting allocations takes an allocator, and that is an unsafe trait"
)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::fmt;

use bindery::rule::{At, Between, Format, Rule, Rules, Violation, check_count, check_float, check_integer, check_text};
use bindery::wire::{Reader, Slot, Visit, Writer};
use bindery::{DateTime, Decimal, Error, Result, Validate, datetime, decimal};

struct Counting;

thread_local! {
    static ALLOCATIONS: Cell<usize> = const { Cell::new(0) };
}

// SAFETY: every call goes to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.with(|count| count.set(count.get() + 1));
        // SAFETY: the caller's promise.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller's promise.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn allocations(work: impl FnOnce()) -> usize {
    let before = ALLOCATIONS.with(Cell::get);
    work();
    ALLOCATIONS.with(Cell::get) - before
}

/// A value of each kind that rules speak of, in slots of this test's own.
struct Text(String);
struct Integer(i64);
struct Float(f64);
struct Lines(Vec<Order>);

macro_rules! slot {
    ($name:ident, |$this:ident, $writer:ident| $store:expr, |$rules:ident, $at:ident, $list:ident| $check:expr) => {
        impl Slot for $name {
            fn load(&mut self, _: &mut dyn Reader) -> Result<()> {
                Err(Error::new("nothing", "a value"))
            }
            fn store(&self, $writer: &mut dyn Writer) -> Result<()> {
                let Self($this) = self;
                $store
            }
            fn check(&self, $rules: &[Rule], $at: At<'_>, $list: &mut Vec<Violation>) {
                let Self($this) = self;
                $check
            }
            fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(stringify!($name))
            }
        }
    };
}
slot!(Text, |it, writer| writer.string(it), |rules, at, list| check_text(
    it, rules, at, list
));
slot!(Integer, |it, writer| writer.integer(*it), |rules, at, list| {
    check_integer(*it, rules, at, list)
});
slot!(Float, |it, writer| writer.float(*it), |rules, at, list| check_float(
    *it, rules, at, list
));

impl Slot for Lines {
    fn load(&mut self, _: &mut dyn Reader) -> Result<()> {
        Err(Error::new("nothing", "a value"))
    }
    fn store(&self, writer: &mut dyn Writer) -> Result<()> {
        writer.array(self.0.len(), &mut |_, writer| writer.null())
    }
    fn check(&self, rules: &[Rule], at: At<'_>, list: &mut Vec<Violation>) {
        check_count(self.0.len(), rules, at, list);
        for (index, item) in self.0.iter().enumerate() {
            item.check_into(at.index(index), list);
        }
    }
    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Lines")
    }
}

struct Order {
    email: Text,
    kind: Text,
    count: Integer,
    weight: Float,
    price: Decimal,
    opened: DateTime,
    lines: Lines,
}

impl Validate for Order {
    const RULES: &'static Rules = &Rules {
        fields: &[
            (
                0,
                "email",
                &[Rule::Format(Format::Email), Rule::MinLength(3), Rule::MaxLength(254)],
            ),
            (1, "kind", &[Rule::MaxLength(8)]),
            (2, "count", &[Rule::Required, Rule::Minimum("1"), Rule::Maximum("1e3")]),
            (3, "weight", &[Rule::Minimum("0.1"), Rule::Maximum("99.5")]),
            (4, "price", &[Rule::Minimum("0.01"), Rule::Maximum("1e12")]),
            (5, "opened", &[]),
            (6, "lines", &[Rule::MinItems(0), Rule::MaxItems(3)]),
        ],
        between: &[
            Between::Require {
                fields: &[2, 4],
                when: &[
                    (1, Some("\"expr\\u00e9s\"")),
                    (2, Some("5")),
                    (3, Some("1.50")),
                    (0, None),
                ],
            },
            Between::Require {
                fields: &[0],
                when: &[(4, Some("12.5")), (5, Some("\"2026-01-31T10:00:00Z\""))],
            },
            Between::Count {
                fields: &[0, 1, 2],
                min: 1,
                max: 3,
            },
        ],
    };

    fn ruled(&self, visit: &mut dyn Visit) {
        visit.fields(&[
            &self.email,
            &self.kind,
            &self.count,
            &self.weight,
            &self.price,
            &self.opened,
            &self.lines,
        ]);
    }
}

fn order(lines: Vec<Order>) -> Order {
    Order {
        email: Text("ana@shop.example".to_owned()),
        kind: Text("exprés".to_owned()),
        count: Integer(5),
        weight: Float(1.5),
        price: decimal!("12.50"),
        opened: datetime!("2026-01-31T10:00:00Z"),
        lines: Lines(lines),
    }
}

#[test]
fn a_valid_value_costs_no_allocation() {
    let valid = order(vec![order(Vec::new()), order(vec![order(Vec::new())])]);
    assert_eq!(allocations(|| assert!(valid.validate().is_ok())), 0);
}

#[test]
fn the_counter_counts() {
    let mut invalid = order(Vec::new());
    invalid.count = Integer(0);
    assert!(allocations(|| assert!(invalid.validate().is_err())) > 0);
}

#[test]
fn reading_the_parts_of_a_date_costs_no_allocation() {
    let opened = datetime!("2026-01-31T11:00:00.25+01:00");
    assert_eq!(
        allocations(|| assert!(opened.instant().is_some() && opened.civil().is_some())),
        0
    );
}

#[cfg(feature = "pattern")]
#[test]
fn a_pattern_allocates_only_when_it_is_first_used() {
    use bindery::rule::Pattern;
    const CODE: &[Rule] = &[Rule::Pattern(&Pattern::new("^[a-z]+[0-9]{2,3}$"))];
    let check = || {
        let mut violations = Vec::new();
        check_text("order12", CODE, At::root(), &mut violations);
        assert!(violations.is_empty());
    };
    assert!(allocations(check) > 0);
    assert_eq!(allocations(check), 0);
}
