use super::*;
use crate::json::{from_str, to_string};
use crate::wire::Slot;

/// Written out as the derive expands it.
macro_rules! wire_enum {
    ($name:ident { $($variant:ident = $text:literal,)* } open $open:literal integer $integer:literal) => {
        #[derive(Clone, Debug, PartialEq, Eq)]
        enum $name {
            $($variant,)*
            Unknown(String),
        }
        impl WireEnum for $name {
            const NAME: &'static str = stringify!($name);
            const ALL: &'static [Self] = &[$(Self::$variant),*];
            const TEXTS: &'static [&'static str] = &[$($text),*];
            const OPEN: bool = $open;
            const INTEGER: bool = $integer;
            fn unknown(text: String) -> Self {
                Self::Unknown(text)
            }
            fn index(&self) -> std::result::Result<usize, &str> {
                match self {
                    Self::Unknown(text) => Err(text),
                    known => Self::ALL.iter().position(|other| other == known).ok_or(""),
                }
            }
        }
        crate::__wire_enum!($name);
    };
}

wire_enum! { Size { Small = "s", Large = "l", } open false integer false }
wire_enum! { Color { Red = "red", } open true integer false }
wire_enum! { Level { Low = "1", High = "2", } open false integer true }

#[test]
fn texts_become_variants_and_back() {
    assert_eq!(Size::ALL, [Size::Small, Size::Large]);
    for size in Size::ALL {
        assert_eq!(&Size::from_text(size.as_str()), size);
        assert_eq!(size.to_string(), size.as_str());
        assert!(size.is_known());
    }
    assert_eq!(Size::from_text("xl"), Size::Unknown("xl".to_owned()));
    assert_eq!(Size::Unknown("xl".to_owned()).as_str(), "xl");
    assert_eq!(format!("{:>3}|", Size::Small), "  s|");
}

#[test]
fn reading_keeps_what_is_not_listed() {
    let json = r#"["s","xl"]"#;
    let sizes: Vec<Size> = from_str(json).unwrap();
    assert_eq!(sizes, [Size::Small, Size::Unknown("xl".to_owned())]);
    assert_eq!(to_string(&sizes).unwrap(), json);
    assert_eq!(serde_json::from_str::<Vec<Size>>(json).unwrap(), sizes);
    assert_eq!(serde_json::to_string(&sizes).unwrap(), json);
}

#[test]
fn parsing_is_strict_unless_the_enum_is_open() {
    assert_eq!("l".parse::<Size>(), Ok(Size::Large));
    assert_eq!(
        "xl".parse::<Size>().unwrap_err().to_string(),
        "expected a `Size`: one of `s`, `l`, found the text \"xl\""
    );
    assert_eq!("blue".parse::<Color>(), Ok(Color::Unknown("blue".to_owned())));
}

#[test]
fn enums_of_integers_are_numbers_on_the_wire() {
    let levels: Vec<Level> = from_str("[1,2,7]").unwrap();
    assert_eq!(levels, [Level::Low, Level::High, Level::Unknown("7".to_owned())]);
    assert_eq!(to_string(&levels).unwrap(), "[1,2,7]");
    assert_eq!(serde_json::to_value(&levels).unwrap(), serde_json::json!([1, 2, 7]));
    assert!(from_str::<Level>("\"1\"").is_err());
    assert_eq!(
        to_string(&Level::Unknown("x".to_owned())).unwrap_err().to_string(),
        "expected an integer, as every `Level` is, found the text \"x\""
    );
}

#[test]
fn known_refuses_what_is_not_listed() {
    let mut violations = Vec::new();
    Size::Small.check(&[Rule::Known], At::root(), &mut violations);
    Size::Unknown("xl".to_owned()).check(&[], At::root(), &mut violations);
    assert!(violations.is_empty());
    Size::Unknown("xl".to_owned()).check(&[Rule::Known], At::root(), &mut violations);
    assert_eq!(violations.len(), 1);
}
