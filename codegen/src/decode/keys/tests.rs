use super::*;
use std::collections::BTreeSet;

#[test]
fn keys_stand_once_in_their_table_and_say_what_they_are() {
    for table in Table::ALL {
        let mut names = BTreeSet::new();
        for key in table.all_keys() {
            assert!(names.insert(key.name), "{} twice in {}", key.name, table.title());
            assert!(
                !key.meaning.is_empty() && !key.shape.to_string().is_empty(),
                "{}",
                key.name
            );
            for name in key.with {
                assert!(table.alternatives().contains(name), "{} with {name}", key.name);
            }
            assert!(
                key.places.is_empty() || table == Table::Field,
                "{} has places",
                key.name
            );
        }
    }
    for table in Table::ALL {
        for name in table.alternatives() {
            assert!(table.all_keys().any(|key| key.name == *name), "{name}");
        }
    }
    let words: Vec<_> = Table::Field
        .all_keys()
        .filter(|key| key.is_word())
        .map(|key| key.name)
        .collect();
    assert_eq!(words, WORDS);
}
