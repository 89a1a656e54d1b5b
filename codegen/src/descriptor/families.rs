//! Families with their lookups.
//!
//! Input: the families in use. Output: [`Family`]s. **Invariant:** every name and template is the spec's.

use super::describe::Describe;
use super::{Family, Lookup};
use crate::ir;
use bindery_attributes::family::{Means, Of};

/// The families that some parameter has.
pub(super) fn describe(of: Describe<'_>) -> Vec<Family> {
    let family = |family: &ir::Family| Family {
        name: family.name.clone(),
        rust: family.alias.to_string(),
        lookups: family.lookups.iter().map(|it| lookup(of, it)).collect(),
        docs: of.docs(&family.docs),
    };
    of.api.families.iter().map(family).collect()
}

fn lookup(of: Describe<'_>, lookup: &ir::Lookup) -> Lookup {
    let attrs = &lookup.attrs;
    let means = match &attrs.means {
        Means::Known(meaning) => meaning.name().to_owned(),
        Means::Own(marker) => {
            let mut operators = of.api.operators.iter();
            let operator = operators.find(|operator| operator.marker == *marker);
            operator.map_or_else(|| marker.to_string(), |operator| operator.function.to_string())
        }
    };
    Lookup {
        name: attrs.name.clone(),
        wire: attrs.wire.clone(),
        means,
        of: attrs.of.map(|of| ty(of).to_owned()),
        lists: attrs.lists.map(|lists| lists.name().to_owned()),
        docs: of.docs(&lookup.docs),
    }
}

fn ty(of: Of) -> &'static str {
    match of {
        Of::Text => "string",
        Of::DateTime => "date-time",
        // The others are called alike in both languages.
        other => other.name(),
    }
}
