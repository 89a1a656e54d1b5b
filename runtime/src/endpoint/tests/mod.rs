//! Vendors written by hand, in the manner of those the spec language was made for.

mod answers;
#[cfg(feature = "client")]
mod calls;
mod failures;
mod fields;
#[cfg(feature = "client")]
mod forms;
mod paging;
mod requests;
#[cfg(feature = "client")]
mod servers;
mod walking;

use super::*;
use crate::Result;
use crate::catalogue::{Entry, ErrorKind, Match, Status};
use crate::rule::{At, Rule, Violation};
use crate::wire::{Reader, Slot, Value, Writer};
use std::fmt;

/// `{"id": 7, "name": "Ana"}`; the name may be null.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Customer {
    pub(super) id: i64,
    pub(super) name: Option<String>,
}

impl Slot for Customer {
    fn load(&mut self, reader: &mut dyn Reader) -> Result<()> {
        let mut has_id = false;
        reader.entries(&mut |name, reader| match name {
            "id" => {
                has_id = true;
                self.id = reader.integer().map_err(|error| error.inside(name))?;
                Ok(())
            }
            "name" => reader.option(&mut |reader| {
                self.name = Some(reader.string()?);
                Ok(())
            }),
            _ => Ok(()),
        })?;
        if has_id {
            Ok(())
        } else {
            Err(crate::Error::new("a member `id`", "none"))
        }
    }
    fn store(&self, writer: &mut dyn Writer) -> Result<()> {
        writer.null()
    }
    fn check(&self, _: &[Rule], _: At<'_>, _: &mut Vec<Violation>) {}
    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

impl Value for Customer {
    fn fresh() -> Self {
        Self::default()
    }
}

/// A customer, null or absent.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Maybe(pub(super) Option<Customer>);

impl Slot for Maybe {
    fn load(&mut self, reader: &mut dyn Reader) -> Result<()> {
        reader.option(&mut |reader| {
            let mut customer = Customer::fresh();
            customer.load(reader)?;
            self.0 = Some(customer);
            Ok(())
        })
    }
    fn store(&self, writer: &mut dyn Writer) -> Result<()> {
        writer.null()
    }
    fn check(&self, _: &[Rule], _: At<'_>, _: &mut Vec<Violation>) {}
    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

impl Value for Maybe {
    fn fresh() -> Self {
        Self::default()
    }
}

pub(super) fn customer(id: i64, name: &str) -> Customer {
    Customer {
        id,
        name: Some(name.to_owned()),
    }
}

/// An API, and its catalogue of unit variants.
macro_rules! api {
    ($api:ident | $name:ident { $($variant:ident = $entry:expr),* $(,)? }) => {
        pub(super) enum $api {}
        impl Api for $api {
            type Error = $name;
            const VENDOR: &'static Vendor = &Vendor { name: "shop", ..Vendor::DEFAULT };
        }
        #[derive(Debug, Clone, PartialEq)]
        pub(super) enum $name {
            $($variant,)*
            Unknown { status: u16, code: Option<String> },
        }
        impl Catalogue for $name {
            const ENTRIES: &'static [Entry] = &[$($entry),*];
            fn variant(index: usize) -> Option<Self> {
                [$(Self::$variant),*].get(index).cloned()
            }
            fn unknown(status: u16, code: Option<String>) -> Self {
                Self::Unknown { status, code }
            }
            fn index(&self) -> Option<usize> {
                [$(Self::$variant),*].iter().position(|variant| variant == self)
            }
            fn undocumented(&self) -> Option<(u16, Option<&str>)> {
                match self {
                    Self::Unknown { status, code } => Some((*status, code.as_deref())),
                    _ => None,
                }
            }
        }
        crate::__catalogue!($name);
    };
}

/// An endpoint of an API that sends nothing.
macro_rules! endpoint {
    ($name:ident -> $output:ty | $api:ty = $spec:expr) => {
        pub(super) struct $name;
        impl Endpoint for $name {
            type Api = $api;
            type Output = $output;
            const SPEC: &'static EndpointSpec = &$spec;
            fn parts(&self, visit: &mut dyn FnMut(&Parts<'_>)) {
                visit(&Parts::default());
            }
        }
    };
}

pub(super) const fn n(name: &'static str) -> Step {
    Step::Name(name)
}

/// A place in the body with one path of names: `at!("a", "b")`.
macro_rules! at {
    ($($name:literal),*) => { Place::Paths(&[&[$(Step::Name($name)),*]]) };
}
pub(super) use {at, endpoint};

pub(super) const fn known(
    name: &'static str,
    kind: ErrorKind,
    statuses: &'static [Status],
    matches: &'static [(Option<&'static str>, Match)],
) -> Entry {
    Entry {
        name,
        doc: "",
        kind,
        retryable: false,
        statuses,
        matches,
    }
}

/// A GET of `/customers/` without anything special.
pub(super) const GET: EndpointSpec = EndpointSpec {
    name: "list_customers",
    path: "/customers/",
    ..EndpointSpec::DEFAULT
};

// ---- in the manner of Django REST framework

api!(Django | DjangoError {
    KeyMissing = known("key_missing", ErrorKind::Auth, &[Status::Exact(401)], &[(None, Match::Status)]),
    Invalid = Entry {
        doc: "A value is malformed.",
        ..known("invalid", ErrorKind::Validation, &[Status::Exact(400)], &[(Some("create_customer"), Match::Status)])
    },
});

const DJANGO: Envelope = Envelope {
    error: ErrorPlaces {
        code: None,
        message: Some(Place::Paths(&[
            &[n("detail")],
            &[n("non_field_errors"), Step::Index(0)],
        ])),
        fields: Some(FieldErrors::Map(Place::Paths(&[&[]]))),
    },
    ..Envelope::DEFAULT
};

const DJANGO_PAGING: Paging = Paging {
    send: &[
        LIMIT,
        SendRole {
            role: PageRole::Offset,
            name: "offset",
            ..LIMIT
        },
    ],
    read: &[
        (ReadRole::Items, at!("results")),
        (ReadRole::Total, at!("count")),
        (ReadRole::NextUrl, at!("next")),
        (ReadRole::PreviousUrl, at!("previous")),
    ],
};

pub(super) const LIMIT: SendRole = SendRole {
    name: "limit",
    default: Some(20),
    ..SendRole::DEFAULT
};

endpoint!(DjangoList -> Page<Customer> | Django =
    EndpointSpec { envelope: &DJANGO, paging: Some(&DJANGO_PAGING), ..GET });
endpoint!(DjangoCreate -> Customer | Django = EndpointSpec {
    name: "create_customer",
    method: Method::Post,
    statuses: &[Status::Exact(201)],
    envelope: &DJANGO,
    ..GET
});
endpoint!(DjangoDelete -> () | Django = EndpointSpec { method: Method::Delete, envelope: &DJANGO, ..GET });

// ---- in the manner of Laravel, with everything inside a flag, a code and `data`

api!(Nested | NestedError {
    TokenInvalid = known(
        "token_invalid",
        ErrorKind::Auth,
        &[Status::Exact(401)],
        &[(None, Match::Code("0000")), (Some("list_customers"), Match::Code("1273"))],
    ),
    PageRequired = Entry {
        doc: "The page is missing.",
        ..known("page_required", ErrorKind::Validation, &[], &[(Some("list_customers"), Match::Code("1575"))])
    },
});

const NESTED: Envelope = Envelope {
    at: &[n("data")],
    success: &[(&[n("status")], "true")],
    success_code: Some(&[n("success"), n("code")]),
    error: ErrorPlaces {
        code: Some(at!("error", "code")),
        message: Some(at!("message")),
        fields: Some(FieldErrors::Map(at!("errors"))),
    },
};

pub(super) const NESTED_PAGING: Paging = Paging {
    send: &[
        SendRole {
            role: PageRole::Page,
            name: "page",
            minimum: Some(1),
            ..LIMIT
        },
        LIMIT,
    ],
    read: &[
        (ReadRole::Items, at!("data")),
        (ReadRole::Total, at!("total")),
        (ReadRole::Page, at!("current_page")),
        (ReadRole::Pages, at!("last_page")),
        (ReadRole::Limit, at!("per_page")),
        (ReadRole::First, at!("from")),
        (ReadRole::Last, at!("to")),
    ],
};

const NESTED_LIST: EndpointSpec = EndpointSpec {
    success_code: Some("0051"),
    envelope: &NESTED,
    paging: Some(&NESTED_PAGING),
    ..GET
};
endpoint!(NestedList -> Page<Customer> | Nested = NESTED_LIST);
endpoint!(NestedShow -> Customer | Nested =
    EndpointSpec { name: "show_customer", success_code: Some("0062"), envelope: &NESTED, ..GET });
endpoint!(NestedMaybe -> Maybe | Nested =
    EndpointSpec { name: "find_customer", success_code: None, envelope: &NESTED, ..GET });
endpoint!(NestedDelete -> () | Nested =
    EndpointSpec { name: "delete_customer", method: Method::Post, success_code: Some("0079"), envelope: &NESTED, ..GET });

// ---- in the manner of Grails

api!(Grails | GrailsError {
    InvalidParam = known(
        "invalid_param",
        ErrorKind::Validation,
        &[Status::Exact(400)],
        &[(None, Match::Code("invalid_param"))],
    ),
});

const GRAILS: Envelope = Envelope {
    error: ErrorPlaces {
        code: Some(at!("error")),
        message: Some(at!("error_description")),
        fields: None,
    },
    ..Envelope::DEFAULT
};

pub(super) const GRAILS_PAGING: Paging = Paging {
    send: &[
        LIMIT,
        SendRole {
            role: PageRole::Offset,
            name: "offset",
            ..LIMIT
        },
    ],
    read: &[
        (ReadRole::Items, at!("data")),
        (ReadRole::Total, at!("paging", "total")),
        (ReadRole::Limit, at!("paging", "max")),
        (ReadRole::Offset, at!("paging", "offset")),
        (ReadRole::NextUrl, at!("paging", "next")),
        (ReadRole::PreviousUrl, at!("paging", "previous")),
    ],
};

endpoint!(GrailsList -> Page<Customer> | Grails =
    EndpointSpec { envelope: &GRAILS, paging: Some(&GRAILS_PAGING), ..GET });
