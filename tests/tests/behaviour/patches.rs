//! Round trips of models: patches in all their states, dates and decimals by their texts, on the JSON road and through
//! serde.

use bindery::wire::Value;
use bindery_tests::edges;
use bindery_vendors::{akinon, koibox};
use proptest::prelude::*;
use proptest::sample::select;
use std::fmt::Debug;
use std::path::Path;

/// A field of a patch: its name, whether it may be null, and values it takes.
type Field = (&'static str, bool, &'static [&'static str]);

const CUSTOMER: &[Field] = &[
    ("email", false, &[r#""a@b.example""#]),
    ("first_name", false, &[r#""""#, r#""Ana \"Ñ\" 😀""#]),
    ("last_name", false, &[r#""Ruiz""#]),
    ("phone_number", true, &[r#""+34600""#, r#""""#]),
    ("is_active", false, &["true", "false"]),
    ("channel_code", false, &[r#""CH123""#]),
    ("erp_code", true, &[r#""ERP""#]),
    ("attributes", false, &["{}", r#"{"a":1,"b":[null,true,{"c":12.5}]}"#]),
    ("attribute_kwargs", false, &["{}"]),
    ("localized_attributes", false, &[r#"{"en":"x"}"#]),
    ("localized_attribute_kwargs", false, &["{}"]),
    ("extra_field", false, &[r#"{"key1":"value1","key2":100}"#]),
    ("email_allowed", false, &["true", "false"]),
    ("sms_allowed", false, &["true", "false"]),
    ("call_allowed", false, &["true", "false"]),
    ("date_joined", false, &[r#""2023-01-15T10:30:00Z""#, r#""soon""#]),
    ("gender", false, &[r#""female""#, r#""diverse""#]),
    ("user_type", false, &[r#""guest""#]),
    ("date_of_birth", false, &[r#""1985-08-25""#]),
    ("channel", false, &["5", "-9223372036854775808"]),
];

const NODE: &[Field] = &[
    ("type", false, &[r#""leaf""#]),
    ("self", true, &[r#""me""#]),
    ("fn", false, &["true"]),
    ("Self", true, &["7"]),
    ("odd name", false, &[r#""x""#]),
    ("parent", true, &[r#"{"type":"leaf","price":"1.50"}"#]),
    (
        "children",
        false,
        &[
            "[]",
            r#"[{"type":"leaf","price":"1"},{"type":"leaf","children":[],"price":"2"}]"#,
        ],
    ),
    ("named", false, &[r#"{"a":{"type":"leaf","price":"1e3"}}"#]),
    ("level", false, &["0", "-1", "17"]),
    ("mood", true, &[r#""good""#, r#""unknown""#, r#""other""#]),
    ("seconds", false, &["1700000000"]),
    ("day", true, &[r#""21/11/2026""#]),
    (
        "price",
        false,
        &[r#""12.50""#, r#""123456789012345678901234567890.10""#],
    ),
    ("prices", false, &["[]", r#"["1.50","2"]"#]),
    ("secret", false, &[r#""s""#]),
    ("sometimes", false, &["3"]),
    ("parts", false, &[r#"[{"label":"a","count":1}]"#]),
    ("raw", true, &["[1,2]", r#"{"x":null}"#]),
    ("at", true, &[r#""18:30:00""#]),
    ("ratio", false, &["0.5", "-1e300"]),
    ("flag", false, &["1", "0"]),
];

/// Each field left out, null or set, as JSON without spaces; and whether it is a patch: what may not be null is not.
fn patches(fields: &'static [Field]) -> impl Strategy<Value = (String, bool)> {
    let states: Vec<_> = fields
        .iter()
        .map(|(_, nullable, values)| {
            let null = if *nullable { 2 } else { 0 };
            let wrong = u32::from(!*nullable);
            prop_oneof![
                // One wrong null in so many fields leaves as many good patches as bad ones.
                30 => Just(None),
                30 => select(*values).prop_map(Some),
                null * 10 + wrong => Just(Some("null")),
            ]
        })
        .collect();
    states.prop_map(move |states| {
        let given = || {
            fields
                .iter()
                .zip(&states)
                .filter_map(|(field, state)| Some((field, (*state)?)))
        };
        let members: Vec<String> = given()
            .map(|((name, ..), value)| format!("\"{name}\":{value}"))
            .collect();
        let fits = given().all(|((_, nullable, _), value)| *nullable || value != "null");
        (format!("{{{}}}", members.join(",")), fits)
    })
}

fn assert_patch<T>(json: &str, fits: bool) -> Result<(), TestCaseError>
where
    T: Value + PartialEq + Debug + Default + serde_json_bound::Both,
{
    let ours = bindery::json::from_str::<T>(json);
    let serdes = serde_json::from_str::<T>(json);
    prop_assert_eq!(ours.is_ok(), fits, "{}: {:?}", json, ours);
    prop_assert_eq!(serdes.is_ok(), fits, "{}: {:?}", json, serdes);
    let (Ok(ours), Ok(serdes)) = (ours, serdes) else {
        return Ok(());
    };
    prop_assert_eq!(&ours, &serdes);
    prop_assert_eq!(ours == T::default(), json == "{}");
    prop_assert_eq!(bindery::json::to_string(&ours).unwrap(), json);
    let text = serde_json::to_string(&ours).unwrap();
    prop_assert_eq!(serde_json::from_str::<T>(&text).unwrap(), ours, "{}", text);
    Ok(())
}

/// What both roads need of a type.
mod serde_json_bound {
    pub trait Both: for<'a> serde::Deserialize<'a> + serde::Serialize {}
    impl<T: for<'a> serde::Deserialize<'a> + serde::Serialize> Both for T {}
}

fn cases() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(300)
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn a_customers_patch((json, fits) in patches(CUSTOMER)) {
        assert_patch::<akinon::CustomerPatch>(&json, fits)?;
    }

    #[test]
    fn a_nodes_patch((json, fits) in patches(NODE)) {
        assert_patch::<edges::NodePatch>(&json, fits)?;
    }

    /// Any text of a date and any digits of a decimal come out as they came in.
    #[test]
    fn dates_and_decimals_keep_their_text(
        dates in proptest::collection::vec(any::<String>(), 3),
        amounts in proptest::collection::vec("-?(0|[1-9][0-9]{0,40})(\\.[0-9]{1,40})?([eE][+-]?[0-9]{1,4})?", 2),
    ) {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("pages/koibox/created.json");
        let mut json: bindery::Json = bindery::json::from_slice(&std::fs::read(file).unwrap()).unwrap();
        let bindery::Json::Object(members) = &mut json else { panic!() };
        for (name, text) in ["created", "fecha_alta", "fecha_nacimiento"].into_iter().zip(&dates) {
            members.insert(name.into(), text.as_str().into());
        }
        for (name, text) in ["importe_ventas", "importe_deudas"].into_iter().zip(&amounts) {
            members.insert(name.into(), bindery::Decimal::parse(text).unwrap().into());
        }
        let customer: koibox::Customer = bindery::json::from_str(&json.to_string()).unwrap();
        let serdes: koibox::Customer = serde_json::from_str(&serde_json::to_string(&customer).unwrap()).unwrap();
        let encoded = bindery::json::to_string(&customer).unwrap();
        let again: koibox::Customer = bindery::json::from_str(&encoded).unwrap();
        for customer in [customer, serdes, again] {
            prop_assert_eq!(customer.created.as_str(), &dates[0]);
            prop_assert_eq!(customer.fecha_alta.as_str(), &dates[1]);
            prop_assert_eq!(customer.fecha_nacimiento.as_ref().unwrap().as_str(), &dates[2]);
            prop_assert_eq!(customer.importe_ventas.as_str(), &amounts[0]);
            prop_assert_eq!(customer.importe_deudas.as_str(), &amounts[1]);
        }
        for amount in &amounts {
            prop_assert!(encoded.contains(amount.as_str()), "{} is not in {}", amount, encoded);
        }
    }
}
