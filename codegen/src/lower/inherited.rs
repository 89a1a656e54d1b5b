//! Docs of what is printed elsewhere than it is written: parameters of the paging, errors of an endpoint.
//!
//! Input: provenance of a definition and of what encloses it in the spec. Output: docs that say both. **Invariant:**
//! what the definition says itself comes first (rule 29 of the language).

use crate::ir::Docs;
use crate::lower::docs::Enclosing;
use crate::lower::scope::Scope;
use crate::syntax::{Provenance, Text};

/// Docs of `name`, which stands in `owner`, an entry called `at`, and is printed outside of it.
pub(crate) fn inherited_docs(scope: &Scope<'_>, own: &Provenance, name: &Text, owner: &Provenance, at: &Text) -> Docs {
    let mut docs = scope.docs(own, Enclosing::Within(owner, &name.value, name.span));
    let outer = scope.docs(owner, Enclosing::Top(at));
    if docs.sources.is_empty() && docs.inferred.is_none() {
        docs.inferred = outer.inferred;
    }
    if docs.sources.is_empty() {
        docs.sources = outer.sources;
    }
    docs
}
