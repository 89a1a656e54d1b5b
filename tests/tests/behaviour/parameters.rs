//! The parameters of a filter by their names on the wire, from its table; and the lists of the vendors' pages.

use bindery::Filter;
use bindery::filter::{FilterTable, ListStyle, Lookup, ParamSpec, Parameter};
use bindery_tests::{edges, styles};
use bindery_vendors::{aceptabits, akinon, koibox, valomnia};
use std::collections::BTreeSet;

/// Visits every lookup of every parameter.
pub fn each<F: Filter>(mut visit: impl FnMut(usize, &ParamSpec<'static>, &dyn Parameter, usize, &Lookup<'static>)) {
    let table: &FilterTable = F::TABLE;
    F::default().params(&mut |params| {
        assert_eq!(params.len(), table.params.len());
        for (index, (spec, param)) in table.params.iter().zip(params).enumerate() {
            for (nth, lookup) in param.lookups().iter().enumerate() {
                visit(index, spec, *param, nth, lookup);
            }
        }
    });
}

/// The name of a lookup's pair, `{key}` and `{index}` where something stands for them.
pub fn name(spec: &ParamSpec<'_>, lookup: &Lookup<'_>) -> String {
    let (before, after) = lookup.name_parts;
    let suffix = match spec.lists(lookup) {
        Some(ListStyle::Brackets) => "[]",
        Some(ListStyle::Indexed) => "[{index}]",
        _ => "",
    };
    format!("{before}{spec}{after}{suffix}")
}

/// The names of all pairs that a filter can write, each once, in the order of the table.
pub fn names<F: Filter>() -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    each::<F>(|_, spec, _, _, lookup| {
        let name = name(spec, lookup);
        if !names.contains(&name) {
            names.push(name);
        }
    });
    names
}

fn assert_names<F: Filter>(documented: &[&str]) {
    let found = names::<F>();
    let found: BTreeSet<&str> = found.iter().map(String::as_str).collect();
    let documented: BTreeSet<&str> = documented.iter().copied().collect();
    let missing: Vec<_> = documented.difference(&found).collect();
    let added: Vec<_> = found.difference(&documented).collect();
    assert!(
        missing.is_empty() && added.is_empty(),
        "missing {missing:?}, added {added:?}"
    );
}

#[test]
fn koibox() {
    let names = names::<koibox::ListCustomersFilter>();
    assert_eq!(names.len(), 81);

    // As on the page: names with lookups, and what stands alone.
    let mut documented: Vec<String> = Vec::new();
    documented.push("id__in".into());
    for text in ["nombre", "apellido1", "apellido2", "email", "dni"] {
        documented.push(format!("{text}__icontains"));
    }
    for choice in ["movil", "fijo", "codigo_postal", "origen", "categoria"] {
        documented.extend([choice.to_owned(), format!("{choice}__in")]);
    }
    for flag in [
        "is_active",
        "is_agree_rgpd",
        "is_suscrito_newsletter",
        "is_suscrito_encuestas",
        "is_sms_cliente_perdido_enviado",
        "is_email_cliente_perdido_enviado",
        "is_agree_notificaciones_sms",
        "is_agree_notificaciones_email",
        "is_citas_online",
        "is_envios_sms",
        "is_envios_email",
        "is_exclude_online_payments",
        "sexo",
    ] {
        documented.push(flag.to_owned());
    }
    for bounds in [
        "numero_ventas",
        "importe_ventas",
        "importe_deudas",
        "total_citas_realizadas",
        "fecha_alta",
        "fecha_firma_rgpd",
        "fecha_ultima_venta",
        "fecha_ultima_cita_realizada",
        "descuento_ventas",
        "code",
    ] {
        documented.extend(["", "__lt", "__lte", "__gt", "__gte"].map(|lookup| format!("{bounds}{lookup}")));
    }
    documented.extend(["limit", "offset"].map(str::to_owned));
    assert_eq!(names, documented, "also in the order of the page");
}

#[test]
fn akinon() {
    let documented = [
        "page",
        "limit",
        "email",
        "email__startswith",
        "channel",
        "channel__code",
        "phone_number",
        "created_date__gt",
        "created_date__gte",
        "created_date__lt",
        "created_date__lte",
        "created_date__date__gt",
        "created_date__date__gte",
        "created_date__date__lt",
        "created_date__date__lte",
        "id__in",
        "extra_field__{key}",
        "attributes__{key}",
        "first_name",
        "last_name",
        "erp_code",
        "email_allowed",
        "sms_allowed",
        "call_allowed",
        "date_joined",
        "gender",
        "user_type",
        "date_of_birth",
    ];
    assert_names::<akinon::ListCustomersFilter>(&documented);
}

#[test]
fn aceptabits() {
    assert_names::<aceptabits::GetCustomersFilter>(&["page", "limit", "code_shop", "code_agent", "search"]);
    assert_names::<aceptabits::ShowCustomerFilter>(&["code"]);
}

#[test]
fn valomnia() {
    let documented = [
        "max",
        "offset",
        "order",
        "sort",
        "dateCreated_gt",
        "dateCreated_gte",
        "dateCreated_lt",
        "dateCreated_lte",
        "lastUpdated_gt",
        "lastUpdated_gte",
        "lastUpdated_lt",
        "lastUpdated_lte",
        "reference",
        "name",
        "categoryReference",
        "isActive",
    ];
    assert_names::<valomnia::ListCustomersFilter>(&documented);
}

#[test]
fn styles() {
    let documented = [
        "created[gte]",
        "created[lt]",
        "created[in]",
        "created__week",
        "created__weeks",
        "updated",
        "amount",
        "amount__around",
        "title",
        "status",
        "place",
        "codes",
        "cf_{key}",
        "meta[{key}][gte]",
        "meta[{key}][lt]",
        "ids",
        "tags[]",
        "flags[{index}]",
        "limit",
        "page",
    ];
    assert_names::<styles::ListRowsFilter>(&documented);
    assert_names::<edges::SearchNodesFilter>(&["from", "to", "q", "kind"]);
}
