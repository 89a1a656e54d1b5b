//! Koibox: Django REST framework with limit and offset; a key in a header of its own.
//!
//! Input: calls below `/koibox`. Output: answers. **Invariant:** the customers stand in the order of their ids.

use crate::answer::{Answer, Call};
use crate::column::{Column, Kind, column};
use crate::dice::{Dice, NAMES, SURNAMES, number, object, stamp};
use crate::django::{self, Field, FieldKind, bad_query, detail, keeps, no_method, not_found};
use crate::paging::{cut, given, linked};
use crate::query;
use crate::vendor::{Service, Sessions};
use bindery::{Filter, Json};
use bindery_vendors::koibox::ListCustomersFilter;

/// The key that the server takes.
pub const KEY: &str = "koibox-key-0001";

const COUNT: i64 = 253;

const COLUMNS: &[Column] = &[
    column("id", Kind::Number),
    column("nombre", Kind::Text),
    column("apellido1", Kind::Text),
    column("apellido2", Kind::Text),
    column("email", Kind::Text),
    column("dni", Kind::Text),
    column("movil", Kind::Text),
    column("fijo", Kind::Text),
    column("codigo_postal", Kind::Text),
    column("origen", Kind::Text),
    Column {
        parameter: "categoria",
        member: "categoria.id",
        kind: Kind::Number,
    },
    column("is_active", Kind::Boolean),
    column("is_agree_rgpd", Kind::Boolean),
    column("is_suscrito_newsletter", Kind::Boolean),
    column("is_suscrito_encuestas", Kind::Boolean),
    column("is_sms_cliente_perdido_enviado", Kind::Boolean),
    column("is_email_cliente_perdido_enviado", Kind::Boolean),
    column("is_agree_notificaciones_sms", Kind::Boolean),
    column("is_agree_notificaciones_email", Kind::Boolean),
    column("is_citas_online", Kind::Boolean),
    column("is_envios_sms", Kind::Boolean),
    column("is_envios_email", Kind::Boolean),
    // `is_exclude_online_payments` is about amounts, not about customers: it narrows nothing.
    column("sexo", Kind::Text),
    column("numero_ventas", Kind::Number),
    column("importe_ventas", Kind::Number),
    column("importe_deudas", Kind::Number),
    column("total_citas_realizadas", Kind::Number),
    column("fecha_alta", Kind::DateTime),
    column("fecha_firma_rgpd", Kind::Date),
    column("fecha_ultima_venta", Kind::Date),
    column("fecha_ultima_cita_realizada", Kind::Date),
    column("descuento_ventas", Kind::Number),
    column("code", Kind::Number),
];

const FIELDS: &[Field] = &[
    Field::new("nombre", FieldKind::Text, "\"\"").required(),
    Field::new("apellido1", FieldKind::Text, "\"\""),
    Field::nullable("apellido2", FieldKind::Text),
    Field::nullable("dni", FieldKind::Text),
    Field::nullable("movil", FieldKind::Text),
    Field::nullable("fijo", FieldKind::Text),
    Field::nullable("email", FieldKind::Email),
    Field::nullable("direccion", FieldKind::Text),
    Field::nullable("localidad", FieldKind::Text),
    Field::nullable("codigo_postal", FieldKind::Text),
    Field::nullable("fecha_nacimiento", FieldKind::Date),
    Field::new("is_suscrito_newsletter", FieldKind::Boolean, "true"),
    Field::new("is_suscrito_encuestas", FieldKind::Boolean, "true"),
    Field::new("is_active", FieldKind::Boolean, "true"),
    Field::new("is_agree_notificaciones_sms", FieldKind::Boolean, "true"),
    Field::new("is_agree_notificaciones_email", FieldKind::Boolean, "true"),
    Field::nullable("sexo", FieldKind::Choice(&["h", "m"])),
    Field::nullable("notas", FieldKind::Text),
    Field::new("descuento_ventas", FieldKind::Decimal, "0"),
    Field::new("is_citas_online", FieldKind::Boolean, "true"),
    Field::nullable("code", FieldKind::Integer), // null: to be counted up
    Field::nullable("manual_code", FieldKind::Text),
    Field::new("is_envios_sms", FieldKind::Boolean, "false"),
    Field::new("is_envios_email", FieldKind::Boolean, "false"),
    Field::nullable("prefijo_tel", FieldKind::Text),
    Field::nullable("informacion_clinica", FieldKind::Text),
];

/// Koibox.
#[derive(Debug)]
pub(crate) struct Koibox {
    customers: Vec<Json>,
}

impl Koibox {
    pub fn new() -> Self {
        let dice = &mut Dice::new(1);
        Self {
            customers: (1..=COUNT).map(|id| customer(dice, id)).collect(),
        }
    }

    fn list(&self, call: &Call<'_>) -> Answer {
        if let Err(error) = ListCustomersFilter::from_query(&call.request.query) {
            return bad_query(&error);
        }
        let kept = |customer: &&Json| {
            call.pairs
                .iter()
                .all(|(name, value)| keeps(COLUMNS, customer, name, value))
        };
        let rows: Vec<&Json> = self.customers.iter().filter(kept).collect();
        // The framework corrects limits that are out of range, and does not refuse them.
        let limit = given(query::integer(&call.pairs, "limit"), 1, 20).min(50);
        let start = given(query::integer(&call.pairs, "offset"), 0, 0);
        let page = cut(&rows, start, limit, &call.listing, renew);
        let spell = |start: usize| {
            vec![
                ("limit", Some(limit.to_string())),
                ("offset", (start > 0).then(|| start.to_string())),
            ]
        };
        Answer::new(200, linked(page, call, spell))
    }

    fn create(&mut self, call: &Call<'_>) -> Answer {
        let mut members = match django::read(FIELDS, call, false) {
            Ok(members) => members,
            Err(refusal) => return refusal,
        };
        let highest = |name: &str| {
            self.customers
                .iter()
                .filter_map(|customer| customer.get(name)?.as_i64())
                .max()
        };
        let id = highest("id").unwrap_or(0) + 1;
        match members.get("code").and_then(Json::as_i64) {
            Some(code)
                if self
                    .customers
                    .iter()
                    .any(|other| other.get("code") == Some(&Json::from(code))) =>
            {
                return django::invalid("code", "customer with this code already exists.");
            }
            Some(_) => {}
            None => drop(members.insert("code".to_owned(), Json::from(highest("code").unwrap_or(0) + 1))),
        }
        let mut customer = blank(id);
        django::set(&mut customer, members);
        self.customers.push(customer.clone());
        Answer::new(201, customer)
    }
}

impl Service for Koibox {
    fn answer(&mut self, call: &Call<'_>) -> Answer {
        match call.request.header("x-koibox-key") {
            None => {
                let answer = detail(401, "Access key was not provided in the X-Koibox-Key header");
                return answer.header("www-authenticate", "X-Koibox-Key");
            }
            Some(KEY) => {}
            Some(_) => return detail(403, "A valid access key was not provided"),
        }
        match (call.route().0, call.route().1.as_slice()) {
            ("GET", ["api", "clientes", ""]) => self.list(call),
            ("POST", ["api", "clientes", ""]) => self.create(call),
            (_, ["api", "clientes", ""]) => no_method(call),
            _ => not_found(),
        }
    }

    fn customers(&mut self) -> &mut Vec<Json> {
        &mut self.customers
    }

    fn sessions(&mut self) -> Option<&mut Sessions> {
        None
    }
}

/// A customer of whom nothing is known but what the vendor fills in.
fn blank(id: i64) -> Json {
    let now = format!("{}.000001+01:00", stamp(1_769_900_000 + id));
    object([
        ("id", id.into()),
        ("created", now.as_str().into()),
        ("updated", now.as_str().into()),
        ("is_sms_cliente_perdido_enviado", false.into()),
        ("is_email_cliente_perdido_enviado", false.into()),
        ("foto", Json::Null),
        ("origen", "API".into()),
        ("is_agree_rgpd", false.into()),
        ("b64_firma_rgpd", Json::Null),
        ("fecha_firma_rgpd", Json::Null),
        ("file_contrato_rgpd", Json::Null),
        ("is_anonymous", false.into()),
        ("fecha_ultima_venta", Json::Null),
        ("numero_ventas", 0.into()),
        ("importe_ventas", number("0.00")),
        ("importe_deudas", number("0.00")),
        ("fecha_ultima_cita_realizada", Json::Null),
        ("total_citas_realizadas", 0.into()),
        ("fecha_alta", now.as_str().into()),
        ("provincia", Json::Null),
        ("created_by", Json::Null),
        ("categoria", Json::Null),
        ("como_nos_conocio", Json::Null),
    ])
}

fn customer(dice: &mut Dice, id: i64) -> Json {
    let created = dice.roll(1_600_000_000, 1_767_000_000);
    let signed = dice.chance(40);
    let sales = if dice.chance(30) { 0 } else { dice.roll(1, 60) };
    let kept = dice.roll(0, 20);
    let zone = dice.pick(&["Z", "+01:00", "+02:00"]);
    let mut record = blank(id);
    let own = object([
        (
            "created",
            format!("{}.{:06}{zone}", stamp(created), dice.roll(0, 1_000_000)).into(),
        ),
        ("updated", format!("{}Z", stamp(created + 86_400)).into()),
        ("fecha_alta", format!("{}{zone}", stamp(created)).into()),
        ("nombre", dice.text(NAMES)),
        ("apellido1", dice.text(SURNAMES)),
        ("apellido2", dice.maybe(60, |dice| dice.text(SURNAMES))),
        (
            "dni",
            dice.maybe(70, |dice| format!("{:08}X", dice.roll(0, 99_999_999)).into()),
        ),
        (
            "movil",
            dice.maybe(80, |dice| format!("6000000{:02}", dice.roll(0, 40)).into()),
        ),
        (
            "fijo",
            dice.maybe(30, |dice| format!("+34 9100000{:02}", dice.roll(0, 9)).into()),
        ),
        (
            "email",
            dice.maybe(80, |dice| {
                format!("ana.{id}@{}.example", dice.pick(&["mail", "correo"])).into()
            }),
        ),
        ("direccion", dice.maybe(50, |_| "C/ Mayor 1, 2º\nIzq.".into())),
        (
            "localidad",
            dice.maybe(50, |dice| dice.text(&["Sevilla", "A Coruña", ""])),
        ),
        (
            "codigo_postal",
            dice.maybe(70, |dice| format!("0{:04}", dice.roll(8001, 8010)).into()),
        ),
        (
            "fecha_nacimiento",
            dice.maybe(50, |dice| format!("19{:02}-02-28", dice.roll(40, 99)).into()),
        ),
        // A list can hold values that a body must not.
        (
            "sexo",
            dice.maybe(80, |dice| dice.text(&["h", "m", "m", "h", "m", "x"])),
        ),
        ("notas", dice.maybe(50, |dice| dice.text(&["", "VIP\t\"sí\"", "🎈"]))),
        (
            "foto",
            dice.maybe(20, |_| format!("https://cdn.example/fotos/{id}.png").into()),
        ),
        ("origen", dice.text(&["WEB", "TPV", "", "APP, móvil"])),
        ("descuento_ventas", dice.amount(0, 3000)),
        ("code", (id * 10).into()),
        ("manual_code", dice.maybe(20, |_| format!("M-{id}").into())),
        ("is_agree_rgpd", signed.into()),
        ("b64_firma_rgpd", if signed { "aGVsbG8=".into() } else { Json::Null }),
        ("fecha_firma_rgpd", if signed { dice.date() } else { Json::Null }),
        (
            "file_contrato_rgpd",
            if signed {
                "https://cdn.example/contrato.pdf".into()
            } else {
                Json::Null
            },
        ),
        ("is_anonymous", dice.chance(5).into()),
        ("prefijo_tel", dice.maybe(50, |_| "+34".into())),
        ("numero_ventas", sales.into()),
        (
            "importe_ventas",
            if sales == 0 {
                0.into()
            } else {
                dice.amount(100, 2_000_000)
            },
        ),
        (
            "importe_deudas",
            if dice.chance(70) {
                number("0.00")
            } else {
                dice.amount(-20_000, 50_000)
            },
        ),
        ("fecha_ultima_venta", if sales == 0 { Json::Null } else { dice.date() }),
        ("total_citas_realizadas", kept.into()),
        (
            "fecha_ultima_cita_realizada",
            if kept == 0 { Json::Null } else { dice.date() },
        ),
        ("provincia", dice.maybe(50, |dice| province(dice.roll(1, 53)))),
        ("created_by", dice.maybe(60, |dice| user(dice.roll(1, 5)))),
        ("categoria", dice.maybe(60, |dice| category(dice.roll(1, 5)))),
        (
            "como_nos_conocio",
            dice.maybe(40, |_| object([("value", 2.into()), ("text", "Un amigo".into())])),
        ),
        ("informacion_clinica", dice.maybe(10, |_| "alergia: ácaros".into())),
    ]);
    let flags = [
        "is_suscrito_newsletter",
        "is_suscrito_encuestas",
        "is_active",
        "is_sms_cliente_perdido_enviado",
        "is_email_cliente_perdido_enviado",
        "is_agree_notificaciones_sms",
        "is_agree_notificaciones_email",
        "is_citas_online",
        "is_envios_sms",
        "is_envios_email",
    ];
    django::set(&mut record, own.as_object().cloned().unwrap_or_default());
    django::set(&mut record, flags.map(|flag| (flag.to_owned(), dice.flag())));
    record
}

fn province(id: i64) -> Json {
    object([("id", id.into()), ("value", id.into()), ("text", "Araba/Álava".into())])
}

fn user(id: i64) -> Json {
    object([
        ("value", id.into()),
        ("text", "Eva".into()),
        ("color", "#a1b2c3".into()),
        ("username", format!("eva{id}@example.com").into()),
        ("foto_url_absolute_path", "https://cdn.example/eva.png".into()),
    ])
}

fn category(id: i64) -> Json {
    let name = format!("Categoría {id}");
    object([
        ("value", id.into()),
        ("text", name.as_str().into()),
        ("nombre", name.as_str().into()),
        ("id", id.into()),
        ("orden", if id % 2 == 0 { Json::Null } else { id.into() }),
        ("is_active", true.into()),
    ])
}

fn renew(row: &mut Json, index: usize) {
    let id = Json::from(i64::try_from(index).unwrap_or(i64::MAX).saturating_add(1_000_000));
    django::set(row, [("id".to_owned(), id.clone()), ("code".to_owned(), id)]);
}
