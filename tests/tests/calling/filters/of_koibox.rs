//! Cases of Koibox: parts of texts, choices, flags, and five comparisons each of numbers, amounts, days and times.

use super::{Case, case, has, middle, whole};
use crate::rows::{decimal, flag, instant, int, text};
use bindery::filter::{exact, gt, gte, icontains, is_in, lt, lte};
use bindery::{Date, DateTime, Decimal, Json};
use bindery_vendors::koibox::{Comparable, ListCustomersFilter, Sexo};
use std::cmp::Ordering;

type Filter = ListCustomersFilter;

pub fn cases(rows: &[Json]) -> Vec<Case<Filter>> {
    let mut cases = texts();
    cases.extend(flags());
    cases.extend(comparisons(rows));
    cases
}

fn all() -> Filter {
    Filter::default()
}

fn texts() -> Vec<Case<Filter>> {
    let among = |name: &'static str, values: [&'static str; 2]| {
        move |row: &Json| text(row, name).is_some_and(|text| values.contains(&text))
    };
    let is = |name: &'static str, value: &'static str| move |row: &Json| text(row, name) == Some(value);
    let category = |row: &Json| int(row.get("categoria")?, "id");
    vec![
        case(all().id([250, 3, 7]), |row| matches!(int(row, "id"), Some(3 | 7 | 250))),
        case(all().nombre(icontains("ANA")), |row| has(row, "nombre", "ana")),
        case(all().nombre(icontains("ñandú")), is("nombre", "Ñandú")),
        case(all().nombre(icontains("a+b=c?#[]")), is("nombre", "a+b=c?#[]")),
        case(all().nombre(icontains("50% off_*")), is("nombre", "50% off_*")),
        case(all().nombre(icontains("Party 🎈 &")), is("nombre", "Party 🎈 & Co")),
        case(
            all().nombre(icontains("\tTAB\u{7}")),
            is("nombre", "line\nbreak\ttab\u{7}bell"),
        ),
        case(all().nombre(icontains(" spaced  out ")), is("nombre", " spaced  out ")),
        case(all().apellido1(icontains("ruiz")), |row| has(row, "apellido1", "ruiz")),
        case(all().apellido2(icontains("Øberg")), |row| {
            has(row, "apellido2", "øberg")
        }),
        case(all().email(icontains("@correo")), |row| has(row, "email", "@correo")),
        case(all().dni(icontains("12")), |row| has(row, "dni", "12")),
        case(all().movil("600000001"), is("movil", "600000001")),
        case(
            all().movil(["600000001", "600000002"]),
            among("movil", ["600000001", "600000002"]),
        ),
        case(all().fijo("+34 910000003"), is("fijo", "+34 910000003")),
        case(
            all().fijo(is_in(["+34 910000003", "+34 910000004"])),
            among("fijo", ["+34 910000003", "+34 910000004"]),
        ),
        case(all().codigo_postal("08003"), is("codigo_postal", "08003")),
        case(
            all().codigo_postal(["08003", "08004"]),
            among("codigo_postal", ["08003", "08004"]),
        ),
        case(all().origen("APP, móvil"), is("origen", "APP, móvil")),
        case(all().origen(["WEB", "TPV"]), among("origen", ["WEB", "TPV"])),
        case(all().categoria(2), move |row| category(row) == Some(2)),
        case(all().categoria([2, 3]), move |row| matches!(category(row), Some(2 | 3))),
        case(all().sexo(Sexo::Mujer), is("sexo", "m")),
        case(all().sexo(Sexo::Hombre), is("sexo", "h")),
        whole(all().limit(7), |rows| rows),
        whole(all().offset(200), |rows| rows[200..].to_vec()),
    ]
}

fn flags() -> Vec<Case<Filter>> {
    type Set = fn(Filter, bool) -> Filter;
    let flags: [(&str, Set); 11] = [
        ("is_active", |all, is| all.is_active(is)),
        ("is_agree_rgpd", |all, is| all.is_agree_rgpd(is)),
        ("is_suscrito_newsletter", |all, is| all.is_suscrito_newsletter(is)),
        ("is_suscrito_encuestas", |all, is| all.is_suscrito_encuestas(is)),
        ("is_sms_cliente_perdido_enviado", |all, is| {
            all.is_sms_cliente_perdido_enviado(is)
        }),
        ("is_email_cliente_perdido_enviado", |all, is| {
            all.is_email_cliente_perdido_enviado(is)
        }),
        ("is_agree_notificaciones_sms", |all, is| {
            all.is_agree_notificaciones_sms(is)
        }),
        ("is_agree_notificaciones_email", |all, is| {
            all.is_agree_notificaciones_email(is)
        }),
        ("is_citas_online", |all, is| all.is_citas_online(is)),
        ("is_envios_sms", |all, is| all.is_envios_sms(is)),
        ("is_envios_email", |all, is| all.is_envios_email(is)),
    ];
    let both = |(name, set): (&'static str, Set)| {
        [true, false].map(|is| case(set(all(), is), move |row| flag(row, name) == Some(is)))
    };
    let mut cases: Vec<_> = flags.into_iter().flat_map(both).collect();
    // It is about amounts, not about customers.
    cases.push(whole(all().is_exclude_online_payments(true), |rows| rows));
    cases
}

/// Sets a parameter.
type Set<T> = fn(Filter, Comparable<T>) -> Filter;

/// The five lookups of one parameter; `found` tells how a customer's value compares with the operand.
fn comparable<T: Clone>(
    operand: T,
    set: Set<T>,
    found: impl Fn(&Json) -> Option<Ordering> + Clone + 'static,
) -> [Case<Filter>; 5] {
    let one = |lookup: Comparable<T>, fits: fn(Ordering) -> bool| {
        let found = found.clone();
        case(set(all(), lookup), move |row| found(row).is_some_and(fits))
    };
    [
        one(exact(operand.clone()), Ordering::is_eq),
        one(lt(operand.clone()), Ordering::is_lt),
        one(lte(operand.clone()), Ordering::is_le),
        one(gt(operand.clone()), Ordering::is_gt),
        one(gte(operand), Ordering::is_ge),
    ]
}

fn comparisons(rows: &[Json]) -> Vec<Case<Filter>> {
    let mut cases = Vec::new();
    let integers: [(&str, Set<i64>); 3] = [
        ("numero_ventas", |all, it| all.numero_ventas(it)),
        ("total_citas_realizadas", |all, it| all.total_citas_realizadas(it)),
        ("code", |all, it| all.code(it)),
    ];
    for (name, set) in integers {
        let operand = middle(rows, |row| int(row, name));
        cases.extend(comparable(operand, set, move |row| Some(int(row, name)?.cmp(&operand))));
    }
    let amounts: [(&str, Set<Decimal>); 3] = [
        ("importe_ventas", |all, it| all.importe_ventas(it)),
        ("importe_deudas", |all, it| all.importe_deudas(it)),
        ("descuento_ventas", |all, it| all.descuento_ventas(it)),
    ];
    for (name, set) in amounts {
        let operand = middle(rows, |row| decimal(row, name));
        cases.extend(comparable(operand.clone(), set, move |row| {
            Some(decimal(row, name)?.cmp(&operand))
        }));
    }
    let days: [(&str, Set<Date>); 3] = [
        ("fecha_firma_rgpd", |all, it| all.fecha_firma_rgpd(it)),
        ("fecha_ultima_venta", |all, it| all.fecha_ultima_venta(it)),
        ("fecha_ultima_cita_realizada", |all, it| {
            all.fecha_ultima_cita_realizada(it)
        }),
    ];
    for (name, set) in days {
        let operand = middle(rows, |row| text(row, name).map(str::to_owned));
        cases.extend(comparable(Date::from_text(operand.as_str()), set, move |row| {
            Some(text(row, name)?.cmp(&operand))
        }));
    }
    // The customer's own spelling, whose offset is another one than that of others.
    let operand = middle(rows, |row| instant(row, "fecha_alta"));
    let spelled = rows
        .iter()
        .find(|row| instant(row, "fecha_alta") == Some(operand))
        .unwrap();
    let spelled = DateTime::from_text(text(spelled, "fecha_alta").unwrap());
    cases.extend(comparable(
        spelled,
        |all, it| all.fecha_alta(it),
        move |row| Some(instant(row, "fecha_alta")?.cmp(&operand)),
    ));
    cases
}
