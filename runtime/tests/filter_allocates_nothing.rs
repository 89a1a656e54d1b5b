//! Validating a valid filter allocates nothing, also where names and values are composed to be read back.
#![allow(
    unsafe_code,
    reason = "counting allocations takes an allocator, and that is an unsafe trait"
)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use bindery::filter::{
    Bare, Family, Filter, FilterTable, Has, Keyed, ListStyle, Lookup, Lookups, Meaning, ParamSpec, Parameter, Template,
    contains, has,
};
use bindery::rule::Rule;

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

struct Wild;
impl Family for Wild {
    const NAME: &'static str = "wild";
    const LOOKUPS: &'static [Lookup<'static>] = &[
        lookup("exact", Meaning::Exact, "", Template::One { before: "", after: "" }),
        lookup(
            "contains",
            Meaning::Contains,
            "",
            Template::One {
                before: "*",
                after: "*",
            },
        ),
        lookup("in", Meaning::In, "__in", Template::Many { before: "", after: "" }),
        lookup("gte", Meaning::Gte, "__gte", Template::One { before: "", after: "" }),
        lookup("lt", Meaning::Lt, "__lt", Template::One { before: "", after: "" }),
    ];
}
impl Has<has::Exact> for Wild {}
impl Has<has::Contains> for Wild {}
impl Has<has::In> for Wild {}
impl Has<has::Gte> for Wild {}
impl Has<has::Lt> for Wild {}

const fn lookup(name: &'static str, means: Meaning, suffix: &'static str, value: Template<'static>) -> Lookup<'static> {
    Lookup {
        name,
        means,
        of: None,
        name_parts: ("", suffix),
        value,
        lists: Some(ListStyle::Comma),
    }
}

#[derive(Clone, Default)]
struct Orders {
    total: Lookups<i64, Wild>,
    name: Lookups<String, Wild>,
    extra: Keyed<String, Bare>,
}

impl Filter for Orders {
    const TABLE: &'static FilterTable = &FilterTable {
        name: "Orders",
        params: &[
            ParamSpec {
                name: "total",
                rules: &[Rule::Required, Rule::Minimum("1")],
                ..ParamSpec::PLAIN
            },
            ParamSpec {
                name: "name",
                rules: &[Rule::MaxLength(4000)],
                ..ParamSpec::PLAIN
            },
            ParamSpec {
                name: "extra_",
                key: Some(""),
                ..ParamSpec::PLAIN
            },
        ],
        between: &[],
    };
    fn params_mut(&mut self, visit: &mut dyn FnMut(&mut [&mut dyn Parameter])) {
        visit(&mut [&mut self.total, &mut self.name, &mut self.extra]);
    }
    fn params(&self, visit: &mut dyn FnMut(&[&dyn Parameter])) {
        visit(&[&self.total, &self.name, &self.extra]);
    }
}

fn costs(filter: &Orders) -> (usize, bool) {
    let mut valid = false;
    let count = allocations(|| valid = filter.validate().is_ok());
    (count, valid)
}

#[test]
fn a_valid_filter_costs_nothing() {
    let mut filter = Orders {
        total: (10..20).into(),
        name: contains("ana"),
        ..Orders::default()
    };
    filter.extra.set("colour", "red");
    assert_eq!(costs(&filter), (0, true));
    // A long list, whose name no other lookup has.
    filter.total = vec![1_000_000; 500].into();
    assert_eq!(costs(&filter), (0, true));
    filter.name = vec!["x".repeat(3000)].into();
    assert_eq!(costs(&filter), (0, true));
}

#[test]
fn an_invalid_filter_costs_something() {
    let (count, valid) = costs(&Orders::default());
    assert!(count > 0 && !valid);
}
