//! Where things stand in an answer, and how pages are asked for.

use super::{PageRole, ReadRole};
use crate::syntax::Step;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Envelope {
    pub at: Vec<Step>,
    /// Path and JSON scalar as text.
    pub success: Vec<(Vec<Step>, String)>,
    pub success_code: Option<Vec<Step>>,
    pub code: Option<Place>,
    pub message: Option<Place>,
    pub fields: Option<FieldErrors>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldErrors {
    Map(Place),
    List {
        at: Place,
        name: Vec<Step>,
        message: Vec<Step>,
        code: Option<Vec<Step>>,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    Paths(Vec<Vec<Step>>),
    Header { name: String, wire: Option<String> },
    Link(String),
    Cookie(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paging {
    pub send: Vec<SendRole>,
    pub read: Vec<(ReadRole, Place)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SendRole {
    pub role: PageRole,
    pub name: String,
    /// It travels in a header, and is a field of the endpoint instead of the filter.
    pub header: bool,
    /// How a range is spelled; `None`: `{first}-{last}`.
    pub wire: Option<String>,
    pub default: Option<i64>,
    pub minimum: Option<i64>,
    pub maximum: Option<i64>,
    pub clamp: Option<i64>,
}
