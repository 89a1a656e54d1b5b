//! Each parameter narrows as its lookup says: what the server keeps is compared with predicates over its customers.

use crate::client::{Caller, int, text};
use bindery::filter::FilterTable;
use bindery::{Decimal, Filter, Json};
use bindery_loopback::{Loopback, Vendor};
use std::cmp::Ordering;
use std::collections::BTreeSet;

type Case = (String, Box<dyn Fn(&Json) -> bool>);

fn case(query: impl Into<String>, keeps: impl Fn(&Json) -> bool + 'static) -> Case {
    (query.into(), Box::new(keeps))
}

/// Ids of all pages of a query.
fn listed(caller: &Caller<'_>, query: &str) -> Vec<Json> {
    let (mut target, items, id) = match caller.vendor {
        Vendor::Koibox => (format!("/api/clientes/?limit=50&{query}"), "results", "id"),
        Vendor::Akinon => (format!("/api/v1/customers/?limit=60&{query}"), "results", "pk"),
        Vendor::Valomnia => (format!("/api/v1.0/customers?max=90&{query}"), "data", "id"),
        _ => (format!("/get-customers?page=1&limit=100&{query}"), "data", "code"),
    };
    let mut ids = Vec::new();
    for page in 2..20 {
        let reply = caller.get(&target);
        assert_eq!(reply.status, 200, "{target}: {}", reply.text());
        let body = reply.json();
        let data = if caller.vendor == Vendor::Aceptabits {
            body.get("data").unwrap()
        } else {
            &body
        };
        let rows = data.get(items).and_then(Json::as_array).unwrap();
        ids.extend(rows.iter().map(|row| row.get(id).unwrap().clone()));
        let next = match caller.vendor {
            Vendor::Aceptabits => {
                (int(data, "last_page") >= Some(page)).then(|| format!("/get-customers?page={page}&limit=100&{query}"))
            }
            Vendor::Valomnia => {
                let next = text(body.get("paging").unwrap(), "next");
                next.map(|path| path.strip_prefix("/valomnia").unwrap().to_owned())
            }
            _ => text(&body, "next").map(str::to_owned),
        };
        match next {
            Some(next) => target = next,
            None => return ids,
        }
    }
    panic!("the pages of {query} do not end");
}

fn check(vendor: Vendor, table: &FilterTable, apart: &[&str], cases: Vec<Case>) {
    let server = Loopback::start().unwrap();
    let caller = Caller::new(&server, vendor);
    let id = match vendor {
        Vendor::Akinon => "pk",
        Vendor::Aceptabits => "code",
        _ => "id",
    };
    let all = server.customers(vendor);
    assert_eq!(listed(&caller, "").len(), all.len());
    let mut names = BTreeSet::new();
    for (query, keeps) in cases {
        let expected: Vec<Json> = all
            .iter()
            .filter(|row| keeps(row))
            .map(|row| row.get(id).unwrap().clone())
            .collect();
        assert!(
            !expected.is_empty() && expected.len() < all.len(),
            "{query} keeps {} of {}",
            expected.len(),
            all.len()
        );
        assert_eq!(listed(&caller, &query), expected, "{query}");
        names.extend(query.split('&').map(|pair| pair.split('=').next().unwrap().to_owned()));
    }
    for param in table.params {
        let tried = names.iter().any(|name| name.starts_with(param.name));
        assert!(tried || apart.contains(&param.name), "no case of {}", param.name);
    }
}

fn fits(order: &str, found: Ordering) -> bool {
    match order {
        "__lt" | "_lt" => found.is_lt(),
        "__lte" | "_lte" => found.is_le(),
        "__gt" | "_gt" => found.is_gt(),
        "__gte" | "_gte" => found.is_ge(),
        _ => found.is_eq(),
    }
}

fn lower_has(row: &Json, name: &str, part: &str) -> bool {
    text(row, name).is_some_and(|text| text.to_lowercase().contains(part))
}

#[test]
fn koibox() {
    let mut cases = vec![
        case("id__in=3%2C7,250", |row| [3, 7, 250].contains(&int(row, "id").unwrap())),
        case("nombre__icontains=ANA", |row| lower_has(row, "nombre", "ana")),
        case("nombre__icontains=%C3%91and%C3%BA", |row| {
            text(row, "nombre") == Some("Ñandú")
        }),
        case("nombre__icontains=a%2Bb", |row| {
            text(row, "nombre") == Some("a+b=c?#[]")
        }),
        case("apellido1__icontains=ruiz", |row| lower_has(row, "apellido1", "ruiz")),
        case("apellido2__icontains=ruiz", |row| lower_has(row, "apellido2", "ruiz")),
        case("email__icontains=%40CORREO", |row| lower_has(row, "email", "@correo")),
        case("dni__icontains=12", |row| lower_has(row, "dni", "12")),
        case("movil=600000001", |row| text(row, "movil") == Some("600000001")),
        case("movil__in=600000001,600000002", |row| {
            matches!(text(row, "movil"), Some("600000001" | "600000002"))
        }),
        case("fijo=%2B34%20910000003", |row| {
            text(row, "fijo") == Some("+34 910000003")
        }),
        case("fijo__in=%2B34+910000003,%2B34+910000004", |row| {
            matches!(text(row, "fijo"), Some("+34 910000003" | "+34 910000004"))
        }),
        case("codigo_postal=08003", |row| text(row, "codigo_postal") == Some("08003")),
        case("codigo_postal__in=08003,08004", |row| {
            matches!(text(row, "codigo_postal"), Some("08003" | "08004"))
        }),
        case("origen=WEB", |row| text(row, "origen") == Some("WEB")),
        case("origen__in=WEB,TPV", |row| {
            matches!(text(row, "origen"), Some("WEB" | "TPV"))
        }),
        case("categoria=2", |row| {
            row.get("categoria").and_then(|it| int(it, "id")) == Some(2)
        }),
        case("categoria__in=2,3", |row| {
            matches!(row.get("categoria").and_then(|it| int(it, "id")), Some(2 | 3))
        }),
        case("sexo=m", |row| text(row, "sexo") == Some("m")),
        case("sexo=h&is_active=true&numero_ventas__gt=5&nombre__icontains=a", |row| {
            text(row, "sexo") == Some("h")
                && row.get("is_active") == Some(&Json::from(true))
                && int(row, "numero_ventas") > Some(5)
                && lower_has(row, "nombre", "a")
        }),
        // An offset moves the instant.
        case("fecha_alta__lt=2022-06-01T02:00:00%2B02:00", |row| {
            instant(text(row, "fecha_alta").unwrap()) < instant("2022-06-01T00:00:00Z")
        }),
    ];
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
    ] {
        for value in [true, false] {
            cases.push(case(format!("{flag}={value}"), move |row| {
                row.get(flag) == Some(&Json::from(value))
            }));
        }
    }
    let server = Loopback::start().unwrap();
    let some = server.customers(Vendor::Koibox);
    for name in [
        "numero_ventas",
        "importe_ventas",
        "importe_deudas",
        "total_citas_realizadas",
        "descuento_ventas",
        "code",
    ] {
        // An operand that some customer has, and that is neither the least nor the greatest.
        let mut numbers: Vec<&Decimal> = some.iter().filter_map(|row| row.get(name)?.as_number()).collect();
        numbers.sort();
        let least = numbers[0].clone();
        let middle = numbers
            .into_iter()
            .skip(100)
            .find(|number| **number > least)
            .unwrap()
            .clone();
        for lookup in ["", "__lt", "__lte", "__gt", "__gte"] {
            let middle = middle.clone();
            cases.push(case(format!("{name}{lookup}={}", middle.as_str()), move |row| {
                fits(lookup, row.get(name).unwrap().as_number().unwrap().cmp(&middle))
            }));
        }
    }
    for name in ["fecha_firma_rgpd", "fecha_ultima_venta", "fecha_ultima_cita_realizada"] {
        let middle = some.iter().find_map(|row| text(row, name)).unwrap().to_owned();
        for lookup in ["", "__lt", "__lte", "__gt", "__gte"] {
            let middle = middle.clone();
            cases.push(case(format!("{name}{lookup}={middle}"), move |row| {
                text(row, name).is_some_and(|found| fits(lookup, found.cmp(&middle)))
            }));
        }
    }
    let middle = text(&some[9], "fecha_alta").unwrap().to_owned();
    for lookup in ["", "__lt", "__lte", "__gt", "__gte"] {
        let middle = middle.clone();
        cases.push(case(
            format!("fecha_alta{lookup}={}", middle.replace('+', "%2B")),
            move |row| fits(lookup, instant(text(row, "fecha_alta").unwrap()).cmp(&instant(&middle))),
        ));
    }
    let apart = ["is_exclude_online_payments", "limit", "offset"];
    check(
        Vendor::Koibox,
        bindery_vendors::koibox::ListCustomersFilter::TABLE,
        &apart,
        cases,
    );
}

fn instant(text: &str) -> bindery::scalar::Instant {
    bindery::DateTime::<bindery::scalar::Rfc3339>::from_text(text)
        .instant()
        .unwrap()
}

#[test]
fn akinon() {
    let inner = |row: &Json, map: &str, key: &str| row.get(map).and_then(|map| map.get(key)).map(Json::to_string);
    let mut cases = vec![
        case("email__startswith=test", |row| {
            text(row, "email").unwrap().starts_with("test")
        }),
        case("email__startswith=m%C3%BCller%2B", |row| {
            text(row, "email").unwrap().starts_with("müller+")
        }),
        case("channel=5", |row| int(row, "channel") == Some(5)),
        case("channel__code=CH5", |row| text(row, "channel_code") == Some("CH5")),
        case("phone_number=%2B905000000007", |row| {
            text(row, "phone_number") == Some("+905000000007")
        }),
        case("id__in=1,9,251", |row| [1, 9, 251].contains(&int(row, "pk").unwrap())),
        case("extra_field__some_key=some_value", move |row| {
            inner(row, "extra_field", "some_key").as_deref() == Some("\"some_value\"")
        }),
        case("extra_field__level=2", move |row| {
            inner(row, "extra_field", "level").as_deref() == Some("2")
        }),
        case("attributes__colour=red%20%26%20blue", move |row| {
            inner(row, "attributes", "colour").as_deref() == Some("\"red & blue\"")
        }),
        case("attributes__vip=true&extra_field__level=1", move |row| {
            inner(row, "attributes", "vip").is_some() && inner(row, "extra_field", "level").as_deref() == Some("1")
        }),
        case("first_name=Ana", |row| text(row, "first_name") == Some("Ana")),
        case("first_name=%20spaced%20%20out%20", |row| {
            text(row, "first_name") == Some(" spaced  out ")
        }),
        case("last_name=Doe", |row| text(row, "last_name") == Some("Doe")),
        case("erp_code=P1", |row| {
            text(row, "erp_code").is_some_and(|code| code.contains("P1"))
        }),
        case("gender=female", |row| text(row, "gender") == Some("female")),
        case("gender=diverse", |row| text(row, "gender") == Some("diverse")),
        case("user_type=guest", |row| text(row, "user_type") == Some("guest")),
        case("date_of_birth=1975-08-25", |row| {
            text(row, "date_of_birth") == Some("1975-08-25")
        }),
        case(
            "created_date__date__gte=2024-01-01&created_date__lt=2024-02-01T00:00:00Z",
            |row| text(row, "created_date").unwrap().starts_with("2024-01-"),
        ),
    ];
    let server = Loopback::start().unwrap();
    let some = server.customers(Vendor::Akinon);
    let email = text(&some[3], "email").unwrap().to_owned();
    cases.push(case(
        format!("email={}", email.replace('+', "%2B").replace('ü', "%C3%BC")),
        move |row| text(row, "email") == Some(email.as_str()),
    ));
    let joined = text(&some[3], "date_joined").unwrap().to_owned();
    cases.push(case(format!("date_joined={joined}"), move |row| {
        text(row, "date_joined") == Some(joined.as_str())
    }));
    for flag in ["email_allowed", "sms_allowed", "call_allowed"] {
        cases.push(case(format!("{flag}=false"), move |row| {
            row.get(flag) == Some(&Json::from(false))
        }));
    }
    // A time in the middle of a day tells the lookups of times from those of days.
    let time = text(&some[5], "created_date").unwrap().to_owned();
    for lookup in ["__lt", "__lte", "__gt", "__gte"] {
        let (operand, day) = (time.clone(), time[..10].to_owned());
        cases.push(case(format!("created_date{lookup}={time}"), move |row| {
            fits(
                lookup,
                instant(text(row, "created_date").unwrap()).cmp(&instant(&operand)),
            )
        }));
        cases.push(case(format!("created_date__date{lookup}={day}"), move |row| {
            fits(lookup, text(row, "created_date").unwrap()[..10].cmp(&day))
        }));
    }
    let table = bindery_vendors::akinon::ListCustomersFilter::TABLE;
    check(Vendor::Akinon, table, &["page", "limit"], cases);
}

#[test]
fn aceptabits() {
    let anywhere = |row: &Json, part: &str| {
        let searched = [
            "code",
            "name",
            "lastname",
            "phone",
            "email",
            "code_shop",
            "name_shop",
            "code_agent",
            "name_agent",
        ];
        searched.iter().any(|name| lower_has(row, name, part))
    };
    let cases = vec![
        case("code_shop=pgbsho00000000000000002", |row| {
            text(row, "code_shop") == Some("pgbsho00000000000000002")
        }),
        case("code_agent=pgbage0000000000000003", |row| {
            text(row, "code_agent") == Some("pgbage0000000000000003")
        }),
        case("search=MARIO", move |row| anywhere(row, "mario")),
        case("search=juan%40mail", |row| lower_has(row, "email", "juan@mail")),
        case("search=p%C3%A9rez%201", move |row| anywhere(row, "pérez 1")),
        case("search=pgbcus0000000000000791", |row| {
            lower_has(row, "code", "pgbcus0000000000000791")
        }),
        case("search=mario&code_shop=pgbsho00000000000000002", move |row| {
            anywhere(row, "mario") && text(row, "code_shop") == Some("pgbsho00000000000000002")
        }),
    ];
    let table = bindery_vendors::aceptabits::GetCustomersFilter::TABLE;
    check(Vendor::Aceptabits, table, &["page", "limit"], cases);
}

#[test]
fn valomnia() {
    let category = |row: &Json, fits: fn(&str) -> bool| text(row, "categoryReference").is_some_and(fits);
    let mut cases = vec![
        case("isActive=false", |row| row.get("isActive") == Some(&Json::from(false))),
        case("isActive=true", |row| row.get("isActive") == Some(&Json::from(true))),
        case("reference=NC-33", |row| text(row, "reference") == Some("NC-33")),
        case("reference=NC-1*", |row| {
            text(row, "reference").unwrap().starts_with("NC-1")
        }),
        case("reference=*5", |row| text(row, "reference").unwrap().ends_with('5')),
        case("reference=%2A%2F1%2A", |row| {
            text(row, "reference").unwrap().contains("/1")
        }),
        case("name=Marie%20%22Mimi%22", |row| {
            text(row, "name") == Some("Marie \"Mimi\"")
        }),
        case("name=*ari*", |row| text(row, "name").unwrap().contains("ari")),
        case("categoryReference=Ref-6*", move |row| {
            category(row, |code| code.starts_with("Ref-6"))
        }),
        case("categoryReference=*ef-6", move |row| {
            category(row, |code| code.ends_with("ef-6"))
        }),
        case("categoryReference=*ef-6*", move |row| {
            category(row, |code| code.contains("ef-6"))
        }),
    ];
    let server = Loopback::start().unwrap();
    let some = server.customers(Vendor::Valomnia);
    for name in ["dateCreated", "lastUpdated"] {
        let middle = text(&some[30], name).unwrap().to_owned();
        for lookup in ["_lt", "_lte", "_gt", "_gte"] {
            let middle = middle.clone();
            cases.push(case(format!("{name}{lookup}={middle}"), move |row| {
                fits(lookup, text(row, name).unwrap().cmp(&middle))
            }));
        }
    }
    let table = bindery_vendors::valomnia::ListCustomersFilter::TABLE;
    check(Vendor::Valomnia, table, &["sort", "order", "max", "offset"], cases);
}

#[test]
fn valomnia_sorts() {
    let server = Loopback::start().unwrap();
    let caller = Caller::new(&server, Vendor::Valomnia);
    let sorted = |query: &str, member: &str| -> Vec<Json> {
        let body = caller.get(&format!("/api/v1.0/customers?max=300&{query}")).json();
        body.get("data")
            .unwrap()
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row.get(member).unwrap().clone())
            .collect()
    };
    let dates = sorted("sort=dateCreated&order=asc", "dateCreated");
    assert!(dates.is_sorted_by_key(|date| date.as_str().map(str::to_owned)));
    let balances = sorted("sort=balance&order=desc", "balance");
    assert!(balances.is_sorted_by(|one, other| one.as_number() >= other.as_number()));
    assert_eq!(
        balances.iter().filter(|balance| balance.is_null()).count(),
        254 - balances.iter().flat_map(Json::as_number).count()
    );
    assert_eq!(sorted("order=desc", "id").first(), Some(&Json::from(254)));
    let refused = caller.get("/api/v1.0/customers?sort=createdBy");
    assert_eq!(
        (refused.status, text(&refused.json(), "error")),
        (400, Some("invalid_param"))
    );
}
