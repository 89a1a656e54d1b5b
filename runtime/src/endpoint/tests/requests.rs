//! Paths and statuses of a spec.

use super::*;

const ORDER: EndpointSpec = EndpointSpec {
    path: "/shops/{shop}/orders/{id}.json",
    ..GET
};

#[test]
fn paths_are_filled_segment_by_segment() {
    let path = |shop, id| ORDER.path(&[("shop", shop), ("id", id)]);
    assert_eq!(path("a", "7").unwrap(), "/shops/a/orders/7.json");
    assert_eq!(
        path("a/b?c#d", "ñ %2F").unwrap(),
        "/shops/a%2Fb%3Fc%23d/orders/%C3%B1%20%252F.json"
    );
    assert_eq!(
        path("..", ".").unwrap_err().to_string(),
        "`shop`: a segment `.` or `..` makes another path; give the real value"
    );
    assert_eq!(path(".a", "..").unwrap(), "/shops/.a/orders/...json");
    assert_eq!(path("", "7").unwrap_err().hole(), "shop");
    assert_eq!(ORDER.path(&[("shop", "a")]).unwrap_err().hole(), "id");
    assert_eq!(GET.path(&[("id", "a")]).unwrap_err().hole(), "id");
    assert_eq!(GET.path(&[]).unwrap(), "/customers/");
}

#[test]
fn what_no_url_holds_is_encoded_in_the_path_itself_too() {
    let path = |path| {
        let spec = EndpointSpec { path, ..GET };
        spec.path(&[("id", "7")]).unwrap()
    };
    assert_eq!(path("/café/{id}"), "/caf%C3%A9/7");
    assert_eq!(path("/a{{b}}|\\\"/{id}"), "/a%7Bb%7D%7C%5C%22/7");
    assert_eq!(path("/caf%C3%A9/a%zz/{id};v=1/@me"), "/caf%C3%A9/a%25zz/7;v=1/@me");
}

#[test]
fn statuses_of_success() {
    assert!(GET.succeeds(200) && GET.succeeds(204) && !GET.succeeds(302) && !GET.succeeds(199));
    let some = EndpointSpec {
        statuses: &[Status::Exact(201), Status::Class(3)],
        ..GET
    };
    assert!(some.succeeds(201) && some.succeeds(302) && !some.succeeds(200));
}

#[test]
fn everything_can_stand_in_a_static() {
    static VENDOR: Vendor = Vendor {
        name: "shop",
        title: "Shop",
        servers: &[ServerSpec {
            name: "production",
            doc: "",
            url: "https://{host}",
            variables: &[("host", "The host.")],
        }],
        auth: &[
            AuthScheme {
                name: "session",
                doc: "",
                place: AuthPlace::Cookie {
                    name: "SESSION",
                    value: "{key}",
                },
                login: Some(Login {
                    path: "/login",
                    body: LoginBody::Form(&[("user", "{username}"), ("password", "{password}")]),
                    read: Place::Cookie("SESSION"),
                }),
            },
            AuthScheme {
                name: "anonymous",
                doc: "",
                place: AuthPlace::None,
                login: None,
            },
        ],
        sources: &[Source {
            name: "list",
            url: "https://shop.example/docs",
            read: "2026-01-31",
        }],
        endpoints: &[DjangoList::SPEC, NestedList::SPEC],
        ..Vendor::DEFAULT
    };
    assert!(format!("{VENDOR:?}").contains("\"/login\""));
    assert_eq!(
        [Method::Get, Method::Delete].map(|method| method.to_string()),
        ["GET", "DELETE"]
    );
}
