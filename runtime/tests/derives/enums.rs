//! Enums whose values the vendor names.

use bindery::{Model, Validate, WireEnum, json};

use crate::shop::State;

#[derive(Clone, Debug, PartialEq, Eq, Hash, WireEnum)]
#[bindery(open, integer)]
enum Level {
    #[bindery(wire = "-1")]
    Below,
    #[bindery(wire = "0")]
    Ground,
    #[bindery(unknown)]
    Other(String),
}

#[derive(Clone, PartialEq, Model, Validate)]
struct Room {
    #[bindery(required, known)]
    state: State,
    #[bindery(required)]
    level: Level,
    levels: Vec<Level>,
}

#[test]
fn texts_are_listed_in_order() {
    assert_eq!(State::TEXTS, ["open", "in-transit"]);
    assert_eq!(State::ALL, [State::Open, State::InTransit]);
    assert_eq!((State::NAME, State::OPEN, State::INTEGER), ("State", false, false));
    assert_eq!((Level::OPEN, Level::INTEGER), (true, true));
}

#[test]
fn display_and_from_str_are_each_other_s_reverse() {
    for state in State::ALL {
        assert_eq!(state.to_string().parse().as_ref(), Ok(state));
    }
    assert_eq!(format!("[{:>11}]", State::InTransit), "[ in-transit]");
    assert_eq!(State::Unknown("lost".into()).to_string(), "lost");
    let error = "lost".parse::<State>().unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected a `State`: one of `open`, `in-transit`, found the text \"lost\""
    );
    assert_eq!("7".parse(), Ok(Level::Other("7".into())));
}

#[test]
fn what_is_not_listed_is_kept() {
    let text = r#"{"state":"lost","level":7,"levels":[-1,0,9]}"#;
    let room: Room = json::from_str(text).unwrap();
    assert_eq!(
        (&room.state, room.state.is_known()),
        (&State::Unknown("lost".into()), false)
    );
    assert_eq!(room.levels, [Level::Below, Level::Ground, Level::Other("9".into())]);
    assert_eq!(json::to_string(&room).unwrap(), text);
    assert_eq!(serde_json::to_string(&room).unwrap(), text);
    assert!(serde_json::from_str::<Room>(text).unwrap() == room);
    assert_eq!(room.validate().unwrap_err().get("state").unwrap().rule(), "known");
    assert_eq!(
        format!("{room:?}"),
        r#"Room { state: Unknown("lost"), level: Other("7"), levels: [Below, Ground, Other("9")] }"#
    );
}

#[test]
fn integers_and_texts_are_told_apart() {
    assert!(json::from_str::<Level>("\"0\"").is_err());
    assert!(json::from_str::<State>("0").is_err());
    assert_eq!(json::from_str::<Level>("-1").unwrap(), Level::Below);
    assert_eq!(json::to_string(&Level::Ground).unwrap(), "0");
    let error = json::to_string(&Level::Other("x".into())).unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected an integer, as every `Level` is, found the text \"x\""
    );
}
