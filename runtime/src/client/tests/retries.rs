//! Attempts, and the waits between them, by a clock that only notes.

use super::*;

fn busy() -> Came {
    answer(503, &[], "")
}

#[test]
fn a_busy_vendor_is_asked_again() {
    let (reply, script) = call(&key("k-2f41"), &GetOrder(7), |_| (), &|| {
        vec![failed(TransportErrorKind::Timeout), busy(), ok()]
    });
    assert_eq!(reply.unwrap().attempts, 3);
    let waits = script.waits();
    assert_eq!(waits.len(), 2);
    assert!(
        waits[0] >= Duration::from_millis(250) && waits[0] <= Duration::from_millis(500),
        "{waits:?}"
    );
    assert!(
        waits[1] >= Duration::from_millis(500) && waits[1] <= Duration::from_secs(1),
        "{waits:?}"
    );
    let order = "GET https://api.shop.example/v1/orders/7 x-shop-key: k-2f41";
    assert_eq!(script.sent(), [order; 3]);
}

#[test]
fn the_wait_is_what_the_vendor_asks_for() {
    let (reply, script) = call(&Credentials::none(), &GetOrder(7), |_| (), &|| {
        vec![answer(429, &[("Retry-After", "7")], ""), ok()]
    });
    assert_eq!(
        (reply.unwrap().value, script.waits()),
        (12, vec![Duration::from_secs(7)])
    );
}

#[test]
fn the_last_refusal_is_returned() {
    let (reply, script) = call(&Credentials::none(), &GetOrder(7), |_| (), &|| {
        vec![busy(), busy(), answer(500, &[], r#"{"code": "E5"}"#)]
    });
    let error = reply.unwrap_err();
    assert_eq!(
        (error.status(), error.vendor().unwrap().code.as_deref()),
        (Some(500), Some("E5"))
    );
    assert_eq!((script.sent().len(), script.waits().len()), (3, 2));
    let (reply, _) = call(
        &Credentials::none(),
        &GetOrder(7),
        |options| options.retry.attempts = 1,
        &|| vec![failed(TransportErrorKind::Connect)],
    );
    assert_eq!(reply.unwrap_err().to_string(), "get_order: the connection was refused");
}

#[test]
fn what_may_act_twice_is_sent_once_unless_allowed() {
    let (reply, _) = call(&Credentials::none(), &AddOrder(3), |_| (), &|| vec![busy()]);
    assert_eq!(reply.unwrap_err().status(), Some(503));
    let (reply, script) = call(
        &Credentials::none(),
        &AddOrder(3),
        |options| options.retry.non_idempotent = true,
        &|| vec![busy(), ok()],
    );
    assert_eq!(reply.unwrap().attempts, 2);
    assert_eq!(script.sent(), ["POST https://api.shop.example/v1/orders | 3"; 2]);
}

#[test]
fn without_a_seed_clients_do_not_wait_in_step() {
    let waits = || {
        let script = Script::new(vec![busy(), ok()]);
        let client = blocking::Client::over(script.clone(), home(), by::<Shop>(&Credentials::none())).unwrap();
        client.call(&GetOrder(7)).unwrap();
        script.waits()
    };
    let first = waits();
    assert!((0..20).any(|_| waits() != first));
}
