//! Fields of structs, by what a caller writes and by what stands on the wire.

use super::super::change::{Changes, Places};
use super::super::matched::matched;
use super::super::policy::{self, Row};
use super::models::{is_read, is_sent};
use super::rules::Checked;
use super::scope::Scope;
use super::{come, docs, gone, of, rules, was};
use bindery_codegen::descriptor::{Direction, Field, Model, Struct};

/// Two structs that serve the same direction.
struct Pair<'a> {
    scope: &'a Scope<'a>,
    old: &'a Struct,
    new: &'a Struct,
    /// Another struct of the model is sent.
    is_sent_too: bool,
}

/// The fields of two structs of `model`, in the new reading.
pub fn of_structs(
    scope: &Scope<'_>,
    model: &Model,
    (old, new): (&Struct, &Struct),
    above: Places<'_>,
    out: &mut Changes,
) {
    let pair = Pair {
        scope,
        old,
        new,
        is_sent_too: model.structs.iter().any(is_sent),
    };
    let model = &model.name;
    let alike = |old: &Field, new: &Field| old.rust == new.rust && scope.same_type(&old.rust_type, &new.rust_type);
    let fields = matched(&old.fields, &new.fields, |field| field.wire.as_str(), alike);
    for (before, after) in &fields.both {
        let places = of(&before.docs, &after.docs).or(above);
        let subject = format!("`{model}.{}`", after.wire);
        if before.rust != after.rust {
            let text = format!("{subject} has another name");
            let rust = was(&pair.rust(after), &format!("{}.{}", old.rust, before.rust));
            out.show(&policy::field_renamed, places, text, rust);
        }
        pair.value(&subject, before, after, places, out);
    }
    for (before, after) in &fields.renamed {
        let places = of(&before.docs, &after.docs).or(above);
        let text = format!("`{model}.{}` is called `{}`", before.wire, after.wire);
        out.show(&policy::field_wire, places, text, format!("`{}`", pair.rust(after)));
        pair.value(&format!("`{model}.{}`", after.wire), before, after, places, out);
    }
    for before in &fields.gone {
        let text = format!("`{model}.{}` is gone", before.wire);
        let rust = format!("`{}.{}`", old.rust, before.rust);
        out.show(&policy::field_removed, gone(&before.docs).or(above), text, rust);
    }
    for after in &fields.come {
        let (row, how) = pair.added(after);
        let text = format!("`{model}.{}` is new{how}", after.wire);
        let rust = format!("`{}: {}`", pair.rust(after), after.rust_type);
        out.show(row, come(&after.docs).or(above), text, rust);
    }
}

impl Pair<'_> {
    fn rust(&self, field: &Field) -> String {
        format!("{}.{}", self.new.rust, field.rust)
    }

    /// What one more field is to those who have code.
    fn added(&self, field: &Field) -> (&'static Row, &'static str) {
        if !is_sent(self.new) {
            let how = if field.required && !field.rust_type.starts_with("Option<") {
                "; answers without it do not fit"
            } else {
                ""
            };
            return (&policy::field_added_read, how);
        }
        let is_asked_for = |names: &Vec<String>| names.contains(&field.rust);
        if self.new.new.as_ref().is_some_and(is_asked_for) {
            (&policy::field_added_needed, " and required")
        } else if field.writes_null {
            (&policy::field_added_null, ", and null unless it is set")
        } else {
            (&policy::field_added_sent, "")
        }
    }

    /// The value of a field that both have.
    fn value(&self, subject: &str, old: &Field, new: &Field, places: Places<'_>, out: &mut Changes) {
        self.types(subject, old, new, places, out);
        // Where it is sent, too, that tells of its rules.
        let checked = match (is_sent(self.new), self.is_sent_too) {
            (true, _) => Some(Checked::Sent),
            (false, false) => Some(Checked::Read),
            (false, true) => None,
        };
        rules::value(self.scope, subject, (old, new), checked, places, out);
        docs(subject, &old.docs, &new.docs, places, out);
    }

    fn types(&self, subject: &str, old: &Field, new: &Field, places: Places<'_>, out: &mut Changes) {
        let (before, after) = (self.scope.old_type(&old.rust_type), self.scope.new_type(&new.rust_type));
        let rust = format!("`{}`: {}", self.rust(new), was(&new.rust_type, &old.rust_type));
        if inner(&before) != inner(&after) && self.scope.alias(&old.ty, &new.ty).is_some() {
            // The alias tells of it.
        } else if inner(&before) != inner(&after) {
            let text = format!("{subject} is {}", was(&new.ty, &old.ty));
            out.show(&policy::field_type, places, text, rust);
        } else if before != after {
            let (row, how) = self.presence(&before, &after);
            out.show(row, places, format!("{subject} {how}"), rust);
        } else if old.writes_null != new.writes_null {
            let (row, how) = match new.writes_null {
                true => (&policy::field_writes_null, "is sent as null where it is not set"),
                false => (&policy::field_leaves_out, "is left out where it is not set"),
            };
            out.show(row, places, format!("{subject} {how}"), format!("`{}`", self.rust(new)));
        } else if self.is_asked_for(self.old, old) != self.is_asked_for(self.new, new) {
            // `new(…)` tells of it.
        } else if !self.scope.only_renamed(&old.rust_type, &new.rust_type) {
            let text = format!("{subject} is {}", was(&new.ty, &old.ty));
            out.show(&policy::type_named, places, text, rust);
        }
    }

    fn is_asked_for(&self, item: &Struct, field: &Field) -> bool {
        item.new.as_ref().is_some_and(|names| names.contains(&field.rust))
    }

    /// The same value, there in another way.
    fn presence(&self, old: &str, new: &str) -> (&'static Row, &'static str) {
        let more = new.matches("Option<").count() > old.matches("Option<").count();
        let patched = self.new.directions.first() == Some(&Direction::Patch);
        match (is_read(self.new), patched, more) {
            (true, _, true) => (&policy::field_null, "may be null or missing now"),
            (true, _, false) => (&policy::field_not_null, "is never null or missing now"),
            (false, true, true) => (&policy::patch_null, "may be set to null now"),
            (false, true, false) => (&policy::patch_not_null, "may not be set to null now"),
            (false, false, true) => (&policy::field_not_needed, "may be left out now"),
            (false, false, false) => (&policy::field_needed, "is required now"),
        }
    }
}

/// What is left when it is not asked whether it is there.
pub fn inner(ty: &str) -> &str {
    let strip = |ty: &'_ str, outer: &str| -> Option<usize> { ty.strip_prefix(outer)?.strip_suffix('>').map(str::len) };
    let mut ty = ty;
    for outer in ["bindery::Patch<", "Option<"] {
        if let Some(length) = strip(ty, outer) {
            ty = ty.get(outer.len()..outer.len() + length).unwrap_or(ty);
        }
    }
    ty
}
