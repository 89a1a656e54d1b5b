use super::*;
use crate::client::TransportErrorKind as Kind;
use http::Method;
use std::time::UNIX_EPOCH;

/// Sun, 06 Nov 1994 08:49:37 GMT.
fn now() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(784_111_777)
}

fn seconds(count: u64) -> Duration {
    Duration::from_secs(count)
}

fn refused(status: u16) -> Outcome<'static> {
    Outcome::Refused {
        status,
        headers: &(),
        retryable: false,
    }
}

/// What is decided after the first attempt of a `GET`, by default.
fn first(outcome: Outcome<'_>) -> Decision {
    Retry::default().decide(1, &Method::GET, outcome, 7, now())
}

fn is_wait(decision: Decision) -> bool {
    matches!(decision, Decision::Wait(_))
}

#[test]
fn statuses_that_pass_are_tried_again_and_others_only_if_the_catalogue_says_so() {
    for status in 100..=599 {
        let passes = [408, 425, 429, 500, 502, 503, 504].contains(&status);
        assert_eq!(is_wait(first(refused(status))), passes, "{status}");
        let said = Outcome::Refused {
            status,
            headers: &(),
            retryable: true,
        };
        assert!(is_wait(first(said)), "{status}");
    }
}

#[test]
fn failures_are_tried_again_by_their_kind() {
    for (kind, passes) in [
        (Kind::Connect, true),
        (Kind::Timeout, true),
        (Kind::Interrupted, true),
        (Kind::TooLarge, false),
        (Kind::Protocol, false),
        (Kind::Other, false),
    ] {
        let error = TransportError::new(kind, "");
        assert_eq!(is_wait(first(Outcome::Failed(&error))), passes, "{kind:?}");
    }
}

#[test]
fn methods_that_may_act_twice_are_tried_again_only_if_allowed() {
    let careful = Retry::default();
    let bold = Retry {
        non_idempotent: true,
        ..Retry::default()
    };
    let error = TransportError::new(Kind::Connect, "");
    for (method, is_safe) in [
        (Method::GET, true),
        (Method::HEAD, true),
        (Method::PUT, true),
        (Method::DELETE, true),
        (Method::POST, false),
        (Method::PATCH, false),
    ] {
        for outcome in [refused(503), Outcome::Failed(&error)] {
            let decide = |retry: &Retry| is_wait(retry.decide(1, &method, outcome, 7, now()));
            assert_eq!((decide(&careful), decide(&bold)), (is_safe, true), "{method}");
        }
    }
}

#[test]
fn attempts_are_counted() {
    let decide = |retry: &Retry, attempt| is_wait(retry.decide(attempt, &Method::GET, refused(503), 7, now()));
    assert_eq!(
        [1, 2, 3, 4].map(|attempt| decide(&Retry::default(), attempt)),
        [true, true, false, false]
    );
    assert!(!decide(&Retry::never(), 1));
    let none = Retry {
        attempts: 0,
        ..Retry::default()
    };
    assert!(!decide(&none, 0));
}

#[test]
fn retry_after_is_read_as_seconds_and_as_a_date() {
    for (text, expected) in [
        ("0", Some(0)),
        (" 120 ", Some(120)),
        ("Sun, 06 Nov 1994 08:50:37 GMT", Some(60)),
        ("Sunday, 06-Nov-94 08:50:37 GMT", Some(60)),
        ("Sun Nov  6 08:50:37 1994", Some(60)),
        ("Sun, 06 Nov 1994 08:49:37 GMT", Some(0)),
        ("Sat, 01 Jan 1994 00:00:00 GMT", Some(0)),
        ("18446744073709551615", Some(u64::MAX)),
        ("", None),
        ("-1", None),
        ("+1", None),
        ("1.5", None),
        ("soon", None),
        ("Sun, 99 Nov 1994 08:49:37 GMT", None),
        ("Fri, 31 Dec 9999 23:59:59 GMT", Some(252_618_189_022)),
        ("\u{661}", None),
    ] {
        let headers = [("Retry-After", text)];
        assert_eq!(retry_after(&headers, now()), expected.map(seconds), "{text}");
    }
    let endless = [("Retry-After", "9".repeat(40))];
    assert_eq!(retry_after(&endless, now()), Some(Duration::MAX));
    let twice = [("retry-after", "soon"), ("Retry-After", "5")];
    assert_eq!(retry_after(&twice, now()), Some(seconds(5)));
    assert_eq!(retry_after(&(), now()), None);
}

#[test]
fn the_vendor_is_waited_for_as_it_asks_unless_it_asks_too_much() {
    for (text, expected) in [
        ("0", Decision::Wait(Duration::ZERO)),
        ("30", Decision::Wait(seconds(30))),
        ("31", Decision::Stop),
        ("Sun, 06 Nov 1994 08:50:07 GMT", Decision::Wait(seconds(30))),
        ("Sun, 06 Nov 1994 08:50:08 GMT", Decision::Stop),
        ("99999999999999999999999999", Decision::Stop),
    ] {
        let headers = [("Retry-After", text)];
        let outcome = Outcome::Refused {
            status: 429,
            headers: &headers,
            retryable: false,
        };
        assert_eq!(first(outcome), expected, "{text}");
    }
    // A wait that is asked for is no reason to try again.
    let outcome = Outcome::Refused {
        status: 404,
        headers: &[("Retry-After", "1")],
        retryable: false,
    };
    assert_eq!(first(outcome), Decision::Stop);
}

fn wait(retry: &Retry, attempt: u32, chance: u64) -> Duration {
    match retry.decide(attempt, &Method::GET, refused(503), chance, now()) {
        Decision::Wait(wait) => wait,
        Decision::Stop => panic!("{retry:?} stops after attempt {attempt}"),
    }
}

#[test]
fn waits_double_up_to_the_longest_and_lie_between_half_and_whole() {
    let retry = Retry {
        attempts: u32::MAX,
        base: seconds(1),
        longest: seconds(10),
        ..Retry::default()
    };
    for (attempt, whole) in [
        (0, 1),
        (1, 1),
        (2, 2),
        (3, 4),
        (4, 8),
        (5, 10),
        (40, 10),
        (u32::MAX - 1, 10),
    ] {
        let whole = seconds(whole);
        let waits: Vec<Duration> = (0..200).map(|chance| wait(&retry, attempt, chance)).collect();
        assert!(waits.iter().all(|wait| (whole / 2..=whole).contains(wait)), "{attempt}");
        // Spread over all of it, and not in lumps.
        assert!(waits.iter().any(|wait| *wait < whole * 55 / 100), "{attempt}");
        assert!(waits.iter().any(|wait| *wait > whole * 95 / 100), "{attempt}");
    }
}

#[test]
fn the_same_seed_waits_the_same_and_comes_before_chance() {
    let by_chance = Retry::default();
    let seeded = Retry {
        seed: Some(7),
        ..Retry::default()
    };
    for attempt in [1, 2] {
        assert_eq!(wait(&by_chance, attempt, 7), wait(&by_chance, attempt, 7));
        assert_ne!(wait(&by_chance, attempt, 7), wait(&by_chance, attempt, 8));
        assert_eq!(wait(&seeded, attempt, 8), wait(&by_chance, attempt, 7));
    }
    assert_ne!(wait(&seeded, 1, 0) * 2, wait(&seeded, 2, 0));
}

#[test]
fn nothing_overflows() {
    let endless = Retry {
        attempts: u32::MAX,
        base: Duration::MAX,
        longest: Duration::MAX,
        ..Retry::default()
    };
    for attempt in [0, 1, 2, 33, u32::MAX - 1] {
        for chance in [0, 1, u64::MAX] {
            assert!(wait(&endless, attempt, chance) >= Duration::MAX / 2);
        }
    }
    let none = Retry {
        base: Duration::ZERO,
        ..Retry::default()
    };
    assert_eq!(wait(&none, 1, 7), Duration::ZERO);
    let before = UNIX_EPOCH;
    assert_eq!(
        retry_after(&[("Retry-After", "Thu, 01 Jan 1970 00:00:01 GMT")], before),
        Some(seconds(1))
    );
}
