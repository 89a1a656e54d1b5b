//! What does not fit of an answer, each thing once.

use crate::span::Span;

/// Something of an answer that is not as the spec says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drift {
    /// What it is.
    pub kind: Kind,
    /// The bindings refuse the answer for it; else they keep what came.
    pub breaks: bool,
    /// Where, the same for all items: `results[*].phone`. Empty at the root and for what is not in the body.
    pub path: String,
    /// The first places.
    pub paths: Vec<String>,
    /// At how many places.
    pub count: usize,
    /// Of so many that were looked at.
    pub of: usize,
    /// One sentence: what it is, where and how often.
    pub message: String,
    /// What stands under the caret.
    pub label: String,
    /// The first place in the answer.
    pub span: Span,
    /// Where the spec says otherwise.
    pub declared: Option<(Span, String)>,
    /// The way out.
    pub help: String,
}

/// What a drift is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A member that the model does not declare.
    UnknownField,
    /// A member that must be there and is not.
    MissingField,
    /// A value of another type.
    WrongType,
    /// Null where the type has no `?`.
    Null,
    /// A value that the enum does not name.
    UnknownValue,
    /// A text without the format of its type, or a value that breaks a rule.
    BrokenFormat,
    /// A member that is write-only.
    WriteOnly,
    /// A member that comes twice in one object.
    Twice,
    /// What the envelope says is there is not.
    Envelope,
    /// The answer says neither that it is a success nor that it is a known failure.
    Success,
    /// A status that is not stated.
    Status,
    /// What the paging reads is not there, or is something else.
    Paging,
    /// A code that is no error of the endpoint.
    ErrorCode,
    /// A failure does not hold what the envelope says.
    Failure,
}

impl Kind {
    /// Its stable name: `wrong_type`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::UnknownField => "unknown_field",
            Self::MissingField => "missing_field",
            Self::WrongType => "wrong_type",
            Self::Null => "null",
            Self::UnknownValue => "unknown_value",
            Self::BrokenFormat => "broken_format",
            Self::WriteOnly => "write_only",
            Self::Twice => "twice",
            Self::Envelope => "envelope",
            Self::Success => "success",
            Self::Status => "status",
            Self::Paging => "paging",
            Self::ErrorCode => "error_code",
            Self::Failure => "failure",
        }
    }
}
