use super::*;
use crate::lower::testing::{decoded, decoded_dialect};

const DIALECT: &str = "lists: comma
lookups: { gte: \"{field}__gte={value}\", in: \"{field}__in={values}\" }
paging: { send: { limit: limit, offset: offset }, read: { items: results, total: count } }
envelope: { at: data, error: { message: detail, fields: . } }
";

fn names<T>(entries: &[Entry<'_, T>]) -> Vec<String> {
    entries.iter().map(|(name, _)| name.value.clone()).collect()
}

#[test]
fn parts_are_the_vendors_entry_by_entry() {
    let diags = Diagnostics::default();
    let spec = decoded(
        "lookups: { gte: \"{field}>={value}\", lt: \"{field}<={value}\" }
paging: { send: { page: page } }
envelope: { success: { ok: true }, error: { code: error } }
endpoints: {}
",
        &diags,
    );
    let dialect = decoded_dialect(DIALECT, &diags);
    let scope = Scope::new(&spec, Ok(Some(&dialect)), &diags);

    assert_eq!(
        names(&scope.lookups()),
        ["in", "gte", "lt"],
        "the dialect's that are left, then the vendor's"
    );
    let inherited: Vec<bool> = scope
        .lookups()
        .iter()
        .map(|(name, _)| scope.is_of_dialect(name))
        .collect();
    assert_eq!(inherited, [true, false, false]);
    assert_eq!(scope.lists(), ListStyle::Comma);

    let roles = |map: &[(Text, Checked<Field>)]| map.iter().map(|(name, _)| name.value.clone()).collect::<Vec<_>>();
    assert_eq!(
        roles(scope.paging_send().unwrap()),
        ["page"],
        "`send` is replaced, never mixed"
    );
    assert_eq!(scope.paging_read().unwrap().len(), 2);

    assert!(scope.envelope_at().unwrap().is_some());
    assert_eq!(scope.envelope_success().unwrap().len(), 1);
    let error = scope.envelope_error().unwrap().unwrap();
    assert!(
        error.code.is_some() && error.message.is_none() && error.fields.is_none(),
        "`error` is one part"
    );
}

#[test]
fn without_a_dialect_there_is_what_the_vendor_says() {
    let diags = Diagnostics::default();
    let spec = decoded("endpoints: {}\n", &diags);
    let scope = Scope::new(&spec, Ok(None), &diags);
    assert_eq!(scope.lists(), ListStyle::Repeat);
    assert!(scope.paging().is_none() && scope.envelope_error().unwrap().is_none());
    assert!(scope.paging_send().unwrap().is_empty());
    assert_eq!(scope.source_names().collect::<Vec<_>>(), ["list", "more"]);
}

#[test]
fn what_is_used_is_remembered_by_section() {
    let diags = Diagnostics::default();
    let spec = decoded("endpoints: {}\n", &diags);
    let scope = Scope::new(&spec, Ok(None), &diags);
    scope.mark_used(Section::Type, "Color");
    assert!(scope.is_used(Section::Type, "Color"));
    assert!(!scope.is_used(Section::Model, "Color"));
}
