//! What is sent: read-only fields do not exist, defaults are the vendor's business, null is told from missing.

use crate::list;
use bindery::wire::{Slot, Value};
use bindery::{DateTime, Endpoint, Json, Patch, Validate, decimal};
use bindery_tests::edges;
use bindery_vendors::{akinon, koibox};
use std::path::Path;

fn sent(value: &dyn Slot) -> String {
    bindery::json::to_string(value).unwrap()
}

fn page(file: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("pages").join(file)).unwrap()
}

/// The members of a value that was filled with all that an answer holds, and what it could not take.
fn filled<T: Value>(answer: &[u8]) -> (Vec<String>, Vec<String>) {
    // What may be null is given, so that every field is.
    let mut json: Json = bindery::json::from_slice(answer).unwrap();
    if let Json::Object(members) = &mut json {
        for value in members.values_mut().filter(|value| value.is_null()) {
            *value = "2026-01-01".into();
        }
    }
    let (value, unknown) = bindery::json::from_slice_reporting::<T>(json.to_string().as_bytes()).unwrap();
    let text = sent(&value);
    let back: Json = bindery::json::from_str(&text).unwrap();
    let members = back.as_object().unwrap().keys().cloned().collect();
    (members, unknown)
}

#[test]
fn koibox_new_customer() {
    let (mut members, mut unknown) = filled::<koibox::NewCustomer>(&page("koibox/created.json"));
    members.sort();
    unknown.sort();
    let mut read_only = [
        "id",
        "created",
        "updated",
        "is_sms_cliente_perdido_enviado",
        "is_email_cliente_perdido_enviado",
        "foto",
        "origen",
        "is_agree_rgpd",
        "b64_firma_rgpd",
        "fecha_firma_rgpd",
        "file_contrato_rgpd",
        "is_anonymous",
        "fecha_ultima_venta",
        "numero_ventas",
        "importe_ventas",
        "importe_deudas",
        "fecha_ultima_cita_realizada",
        "total_citas_realizadas",
        "fecha_alta",
        "provincia",
        "created_by",
        "categoria",
        "como_nos_conocio",
    ];
    read_only.sort_unstable();
    assert_eq!(unknown, read_only);

    // Compiles only while these are the fields.
    let koibox::NewCustomer {
        nombre,
        apellido1: None,
        apellido2: None,
        dni: None,
        movil: None,
        fijo: None,
        email: None,
        direccion: None,
        localidad: None,
        codigo_postal: None,
        fecha_nacimiento: None,
        is_suscrito_newsletter: None,
        is_suscrito_encuestas: None,
        is_active: None,
        is_agree_notificaciones_sms: None,
        is_agree_notificaciones_email: None,
        sexo: None,
        notas: None,
        descuento_ventas: None,
        is_citas_online: None,
        code: None,
        manual_code: None,
        is_envios_sms: None,
        is_envios_email: None,
        prefijo_tel: None,
        informacion_clinica: None,
    } = koibox::NewCustomer::new("Ana")
    else {
        panic!("`new` sets more than what is required")
    };
    assert_eq!(nombre, "Ana");
    assert_eq!(members.len(), 26);
}

#[test]
fn defaults_are_not_sent() {
    assert_eq!(sent(&koibox::NewCustomer::new("Ana")), r#"{"nombre":"Ana"}"#);
    assert_eq!(
        sent(&akinon::NewCustomer::new("a@b.example", false, "CH123")),
        r#"{"email":"a@b.example","is_active":false,"channel_code":"CH123"}"#
    );
    let mut new = koibox::NewCustomer::new("Ana");
    new.is_active = Some(true);
    new.descuento_ventas = Some(decimal!("7.50"));
    new.sexo = Some(koibox::Sexo::Hombre);
    assert_eq!(
        sent(&new),
        r#"{"nombre":"Ana","is_active":true,"sexo":"h","descuento_ventas":7.50}"#
    );
    assert_eq!(
        sent(&edges::NewNode::new("leaf", decimal!("1.50"))),
        r#"{"type":"leaf","price":"1.50"}"#
    );
}

#[test]
fn requests_are_checked() {
    let mut new = koibox::NewCustomer::new("Ana");
    new.email = Some("ana@".into());
    new.sexo = Some(koibox::Sexo::Unknown("x".into()));
    assert_eq!(list(new.validate()), ["email email ana@", "sexo known x"]);

    let mut new = akinon::NewCustomer::new("nobody", true, "C".repeat(65));
    new.gender = Some(akinon::Gender::Unknown("diverse".into()));
    let long = format!("channel_code max_length {}…", "C".repeat(60));
    assert_eq!(
        list(new.validate()),
        ["email email nobody", long.as_str()],
        "an open enum sends other values"
    );

    let mut node = edges::NewNode::new("leaf", decimal!("-0.01"));
    node.r#fn = Some(true);
    node.blob = Some("not base64".into());
    node.site = Some("https://a.example".into());
    node.raw = Some(Json::Boolean(true));
    let mut part = edges::NewPart::new("Part");
    part.count = Some(10);
    node.parts = Some(vec![edges::NewPart::new("ok"), part]);
    assert_eq!(
        list(node.validate()),
        [
            "price minimum -0.01",
            "parts[1].label pattern Part",
            "parts[1].count maximum 10",
            "blob base64 not base64",
            "self require -",
            "key require -",
            "raw at_most 2",
        ]
    );
    node.parts = Some(Vec::new());
    assert!(
        list(node.validate()).contains(&"parts min_items 0".to_owned()),
        "{:?}",
        list(node.validate())
    );
}

#[test]
fn put_writes_null_or_leaves_out() {
    let update = akinon::CustomerUpdate::new("a@b.example", true, "CH123");
    assert_eq!(
        sent(&update),
        r#"{"email":"a@b.example","phone_number":null,"is_active":true,"channel_code":"CH123","erp_code":null}"#,
        "None of what may be null is null; None of the rest is left out"
    );

    // What was read goes back as it came, but for what is read-only.
    let customer = akinon::GetCustomer::decode(200, &(), &page("akinon/customer.json")).unwrap();
    let (pk, date_joined) = (customer.pk, customer.date_joined.clone());
    let mut update = akinon::CustomerUpdate::from(customer);
    assert_eq!((pk, update.date_joined.as_ref()), (125, Some(&date_joined)));
    update.erp_code = None;
    let json: Json = bindery::json::from_str(&sent(&update)).unwrap();
    assert_eq!((json.get("pk"), json.get("erp_code")), (None, Some(&Json::Null)));
    assert_eq!(json.get("first_name"), Some(&"Ana".into()));
    assert_eq!(json.as_object().unwrap().len(), 20);
}

#[test]
fn patch_has_three_states() {
    let keep = akinon::CustomerPatch::default();
    assert_eq!(sent(&keep), "{}");
    let patch = akinon::CustomerPatch {
        phone_number: Patch::null(),
        erp_code: "ERP".to_owned().into(),
        first_name: Patch::Set("Ana".into()),
        is_active: false.into(),
        ..Default::default()
    };
    assert_eq!(
        sent(&patch),
        r#"{"first_name":"Ana","phone_number":null,"is_active":false,"erp_code":"ERP"}"#
    );
    assert_eq!(list(patch.validate()), [""; 0]);
    let bad = akinon::CustomerPatch {
        email: Patch::Set(String::new()),
        phone_number: Patch::Set(Some("1".repeat(129))),
        ..Default::default()
    };
    assert_eq!(
        list(bad.validate()),
        [
            "email email ".to_owned(),
            format!("phone_number max_length {}…", "1".repeat(60))
        ]
    );
}

/// Spellings, write-only fields, and members that an open model keeps.
#[test]
fn odd_spellings() {
    let mut node = edges::NewNode::new("leaf", decimal!("1.50"));
    node.n2fa = Some(true);
    node.flag = Some(false);
    node.level = Some(edges::Level::Some);
    node.mood = Some(edges::Mood::SoSo);
    node.seconds = Some(DateTime::from_text("1700000000"));
    node.day = Some(edges::Day::from_text("21/11/2026"));
    node.secret = Some("s".into());
    node.created_gte = Some("[gte]".into());
    assert_eq!(
        sent(&node),
        concat!(
            r#"{"type":"leaf","2fa":true,"created[gte]":"[gte]","level":1,"mood":"so so","#,
            r#""seconds":1700000000,"day":"21/11/2026","price":"1.50","secret":"s","flag":0}"#
        )
    );
    assert_eq!(list(node.validate()), [""; 0]);

    // What is only written is not read.
    let (_, unknown) = bindery::json::from_slice_reporting::<Option<edges::NewNode>>(
        br#"{"type": "leaf", "price": "1", "secret": "s", "id": 7}"#,
    )
    .unwrap();
    assert_eq!(unknown, ["id"]);

    let text = r#"{"known":"k","b":[1.50,null],"a":{"x":1}}"#;
    let open: edges::Open = bindery::json::from_str(text).unwrap();
    assert_eq!(open.extra["b"].item(0).map(Json::to_string).as_deref(), Some("1.50"));
    assert_eq!(sent(&open), r#"{"known":"k","a":{"x":1},"b":[1.50,null]}"#);
}
