//! Enums and aliases.

use super::super::change::{Changes, Places};
use super::super::matched::matched;
use super::super::policy;
use super::scope::Scope;
use super::{come, docs, gone, of, ordered, rules, was};
use bindery_codegen::descriptor::{Type, TypeKind, Value};

/// Whether they are one type under two names.
pub fn alike(old: &Type, new: &Type) -> bool {
    match (&old.kind, &new.kind) {
        (TypeKind::Enum { values: old, .. }, TypeKind::Enum { values: new, .. }) => {
            old.iter().map(|it| &it.wire).eq(new.iter().map(|it| &it.wire))
        }
        (TypeKind::Scalar { .. }, TypeKind::Scalar { .. }) => old.kind == new.kind,
        _ => false,
    }
}

/// Every declared type.
pub fn types(scope: &Scope<'_>, out: &mut Changes) {
    let types = matched(&scope.old.types, &scope.new.types, |ty| ty.name.as_str(), alike);
    for (old, new) in types.both.iter().chain(&types.renamed) {
        let subject = format!("`{}`", new.name);
        let places = of(&old.docs, &new.docs);
        if old.rust != new.rust {
            let text = format!("the type `{}` is called `{}`", old.name, new.name);
            out.show(&policy::type_renamed, places, text, was(&new.rust, &old.rust));
        }
        kinds(scope, old, new, places, out);
        docs(&subject, &old.docs, &new.docs, places, out);
    }
    for old in types.gone {
        let text = format!("the type `{}` is gone, or not used any more", old.name);
        out.show(&policy::type_removed, gone(&old.docs), text, format!("`{}`", old.rust));
    }
    for new in types.come {
        let text = format!("the type `{}` is new", new.name);
        out.show(&policy::type_added, come(&new.docs), text, format!("`{}`", new.rust));
    }
    ordered(types.moved, "the types", scope, out);
}

fn kinds(scope: &Scope<'_>, old: &Type, new: &Type, places: Places<'_>, out: &mut Changes) {
    match (&old.kind, &new.kind) {
        (
            TypeKind::Enum {
                open,
                integer,
                values,
                unknown,
            },
            TypeKind::Enum {
                open: new_open,
                integer: new_integer,
                values: new_values,
                unknown: new_unknown,
            },
        ) => {
            match (open, new_open) {
                (true, false) => out.add(&policy::enum_closed, places, format!("`{}` is closed now", new.name)),
                (false, true) => out.add(&policy::enum_opened, places, format!("`{}` is open now", new.name)),
                _ => {}
            }
            if integer != new_integer {
                let spelled = |integer| if integer { "numbers" } else { "texts" };
                let now = spelled(*new_integer);
                let text = format!("the values of `{}` are {now}, were {}", new.name, spelled(*integer));
                out.add(&policy::spelling, places, text);
            }
            if unknown != new_unknown {
                let text = format!("what `{}` does not list has another name", new.name);
                let rust = |name| format!("{}::{name}", new.rust);
                out.show(
                    &policy::enum_unknown,
                    places,
                    text,
                    was(&rust(new_unknown), &rust(unknown)),
                );
            }
            enum_values(new, values, new_values, places, out);
        }
        (
            TypeKind::Scalar {
                ty,
                rust_type,
                wire,
                rules: stated,
            },
            TypeKind::Scalar {
                ty: new_ty,
                rust_type: new_rust_type,
                wire: new_wire,
                rules: new_stated,
            },
        ) => {
            if !scope.same_type(rust_type, new_rust_type) {
                let text = format!("`{}` is {}", new.name, was(new_ty, ty));
                let rust = format!("`type {}`: {}", new.rust, was(new_rust_type, rust_type));
                out.show(&policy::type_changed, places, text, rust);
            }
            rules::spelling(
                &format!("`{}`", new.name),
                wire.as_deref(),
                new_wire.as_deref(),
                places,
                out,
            );
            rules::values(
                &format!("`{}`", new.name),
                stated,
                new_stated,
                rules::Checked::Sent,
                places,
                out,
            );
        }
        (old_kind, new_kind) => {
            let word = |kind: &TypeKind| match kind {
                TypeKind::Enum { .. } => "an enum".to_owned(),
                TypeKind::Scalar { ty, .. } => format!("`{ty}`"),
            };
            let text = format!("`{}` is {}, was {}", new.name, word(new_kind), word(old_kind));
            out.show(&policy::type_changed, places, text, format!("`{}`", new.rust));
        }
    }
}

fn enum_values(ty: &Type, old: &[Value], new: &[Value], above: Places<'_>, out: &mut Changes) {
    let values = matched(old, new, |value| value.wire.as_str(), |old, new| old.rust == new.rust);
    let rust = |value: &Value| format!("{}::{}", ty.rust, value.rust);
    for (old, new) in &values.both {
        let places = of(&old.docs, &new.docs).or(above);
        let subject = format!("the value `{}` of `{}`", new.wire, ty.name);
        if old.rust != new.rust {
            let text = format!("{subject} has another name");
            out.show(&policy::value_renamed, places, text, was(&rust(new), &rust(old)));
        }
        docs(&subject, &old.docs, &new.docs, places, out);
    }
    for (old, new) in &values.renamed {
        let places = of(&old.docs, &new.docs).or(above);
        let text = format!("a value of `{}` is {}", ty.name, was(&new.wire, &old.wire));
        out.show(&policy::value_wire, places, text, format!("`{}`", rust(new)));
    }
    for old in values.gone {
        let text = format!("the value `{}` of `{}` is gone", old.wire, ty.name);
        out.show(
            &policy::value_removed,
            gone(&old.docs).or(above),
            text,
            format!("`{}`", rust(old)),
        );
    }
    for new in values.come {
        let text = format!("the value `{}` of `{}` is new", new.wire, ty.name);
        out.show(
            &policy::value_added,
            come(&new.docs).or(above),
            text,
            format!("`{}`", rust(new)),
        );
    }
    if values.moved {
        let text = format!("the values of `{}` stand in another order", ty.name);
        out.add(&policy::value_order, above, text);
    }
}
