//! Valomnia: sessions, paths as links, refusals, deletions.

use crate::client::{Caller, int, login_valomnia, send, text};
use bindery::json;
use bindery_loopback::{Loopback, Vendor};
use bindery_vendors::valomnia;

const VALOMNIA: &str = "/api/v1.0/customers";

#[test]
fn valomnia_pages() {
    let server = Loopback::start().unwrap();
    let caller = Caller::new(&server, Vendor::Valomnia);
    let first = caller.get(VALOMNIA).json();
    let items: Vec<valomnia::Customer> = json::from_value(first.get("data").unwrap()).unwrap();
    let paging = first.get("paging").unwrap();
    let numbers = ["total", "max", "offset"].map(|name| int(paging, name).unwrap());
    assert_eq!((items.len(), numbers), (100, [254, 100, 0]));
    assert_eq!(
        text(paging, "next"),
        Some("/valomnia/api/v1.0/customers?max=100&offset=100")
    );
    let second = caller
        .get("/api/v1.0/customers?sort=dateCreated&order=asc&max=2&offset=2")
        .json();
    let paging = second.get("paging").unwrap();
    assert_eq!(
        text(paging, "next"),
        Some("/valomnia/api/v1.0/customers?max=2&offset=4&sort=dateCreated&order=asc")
    );
    assert_eq!(
        text(paging, "previous"),
        Some("/valomnia/api/v1.0/customers?max=2&offset=0&sort=dateCreated&order=asc")
    );
}

#[test]
fn valomnia_lets_in_by_login() {
    let server = Loopback::start().unwrap();
    let path = "/valomnia/api/v1.0/customers?max=1";
    let with = |cookie: &str| send(&server, "GET", path, &[("Cookie", cookie)], "").status;
    assert_eq!(
        (send(&server, "GET", path, &[], "").status, with("JSESSIONID=made-up")),
        (401, 401)
    );
    let form = [("Content-Type", "application/x-www-form-urlencoded")];
    let refused = send(
        &server,
        "POST",
        "/valomnia/j_spring_security_check",
        &form,
        "j_username=a&j_password=b&ajax=true",
    );
    assert_eq!(
        (
            refused.status,
            refused.header("set-cookie"),
            server.logins(Vendor::Valomnia)
        ),
        (401, None, 0)
    );

    let cookie = login_valomnia(&server);
    assert_eq!(
        (
            with(&cookie),
            with(&format!("a=b; {cookie}")),
            server.logins(Vendor::Valomnia)
        ),
        (200, 200, 1)
    );
    server.expire_sessions(Vendor::Valomnia);
    let renewed = login_valomnia(&server);
    assert_eq!(
        (with(&cookie), with(&renewed), server.logins(Vendor::Valomnia)),
        (401, 200, 2)
    );
}

#[test]
fn valomnia_refuses_and_deletes() {
    let server = Loopback::start().unwrap();
    let caller = Caller::new(&server, Vendor::Valomnia);
    let ask = |method: &str, target: &str| {
        let reply = caller.send(method, &format!("{VALOMNIA}{target}"), "");
        (
            reply.status,
            text(&reply.json(), "error").unwrap_or_default().to_owned(),
        )
    };
    let refused = |status: u16, code: &str| (status, code.to_owned());
    assert_eq!(
        ask("GET", "?dateCreated_gta=2016-08-01T00:00:00Z"),
        refused(400, "invalid_param")
    );
    assert_eq!(
        ask("GET", "?dateCreated_gt=2016-08-1Z"),
        refused(400, "invalid_datetime_format")
    );
    assert_eq!(ask("GET", "?isActive=2"), refused(400, "invalid_param_type"));
    assert_eq!(ask("DELETE", "/first"), refused(400, "invalid_param_type"));
    assert_eq!(ask("DELETE", "/9999"), refused(404, "not_found"));
    let all = server.customers(Vendor::Valomnia);
    let parent = all
        .iter()
        .find_map(|row| int(row.get("parentCustomer")?, "id"))
        .unwrap();
    assert_eq!(ask("DELETE", &format!("/{parent}")), refused(400, "delete_failed"));

    let gone = caller.send("DELETE", &format!("{VALOMNIA}/254"), "");
    let deletion: valomnia::Deletion = json::from_slice(&gone.body).unwrap();
    assert!(gone.status == 200 && deletion.success);
    // The code of this one holds what a path must escape.
    assert!(all.iter().any(|row| text(row, "reference") == Some("NC/207 é?#%")));
    assert_eq!(
        ask("DELETE", "/reference/NC%2F207%20%C3%A9%3F%23%25"),
        (200, String::new())
    );
    assert_eq!(
        ask("DELETE", "/reference/NC%2F207%20%C3%A9%3F%23%25"),
        refused(404, "not_found")
    );
    assert_eq!(server.customers(Vendor::Valomnia).len(), 252);
}
