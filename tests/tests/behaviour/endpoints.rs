//! Endpoints, servers and keys as values: what a caller can build, what is checked, what is never shown.

use crate::list;
use bindery::endpoint::{AuthPlace, Authenticate, BaseUrl, Method, PageRole, Payload, ReadRole};
use bindery::filter::icontains;
use bindery::wire::Coding;
use bindery::{Api, Credentials, Endpoint, Patch};
use bindery_tests::{edges, styles};
use bindery_vendors::{aceptabits, akinon, koibox, valomnia};

/// What an endpoint sends: path, query, and how its body is written.
fn sent(endpoint: &impl Endpoint) -> (Vec<(&'static str, String)>, String, &'static str) {
    let mut found = (Vec::new(), String::new(), "");
    endpoint.parts(&mut |parts| {
        for argument in parts.path {
            let mut text = String::new();
            assert!(argument.value.write(argument.coding, &mut text).unwrap());
            found.0.push((argument.name, text));
        }
        if let Some(query) = parts.query {
            let mut written = bindery::filter::Query::new();
            query.write(&mut written);
            found.1 = written.as_str().to_owned();
        }
        found.2 = match parts.body {
            Payload::None => "none",
            Payload::Json(_) if parts.body_coding == Some(Coding::Text) => "json with numbers as text",
            Payload::Json(_) => "json",
            Payload::Form(..) => "form",
        };
    });
    found
}

fn tagged() -> edges::TagEntry {
    edges::TagEntry {
        day: "24/12/2026".parse().unwrap(),
        kind: "red".into(),
        r#type: edges::Level::Some,
        price: "9.50".parse().unwrap(),
        filter: edges::TagEntryFilter::default().silent(true),
        body: vec!["a".into()],
    }
}

fn prices(price: &str) -> edges::PriceEntries {
    edges::PriceEntries {
        body: [("a".into(), price.parse().unwrap())].into(),
    }
}

#[test]
fn what_is_sent() {
    let filter = koibox::ListCustomersFilter::default().nombre(icontains("ana")).limit(5);
    let (path, query, body) = sent(&koibox::ListCustomers { filter });
    assert_eq!(
        (path.len(), query.as_str(), body),
        (0, "nombre__icontains=ana&limit=5", "none")
    );

    let patch = akinon::PatchCustomer {
        id: 7,
        body: akinon::CustomerPatch::default(),
    };
    assert_eq!(sent(&patch), (vec![("id", "7".to_owned())], String::new(), "json"));

    let entry = edges::CreateEntry {
        body: edges::NewEntry::new("1767225600".parse().unwrap()),
    };
    assert_eq!(sent(&entry).2, "form");
    let (path, query, body) = sent(&tagged());
    let path: Vec<_> = path.iter().map(|(name, text)| (*name, text.as_str())).collect();
    // In the order of the path, under the names of its holes.
    assert_eq!(
        path,
        [
            ("day", "24/12/2026"),
            ("filter", "red"),
            ("type", "1"),
            ("price", "9.50")
        ]
    );
    assert_eq!((query.as_str(), body), ("silent=yes", "json"));
    assert_eq!(sent(&prices("9.50")).2, "json with numbers as text");
    assert_eq!(sent(&edges::Count), (Vec::new(), String::new(), "none"));
}

#[test]
fn everything_is_checked_before_it_is_sent() {
    assert_eq!(list(tagged().validate()), [""; 0]);
    let wrong = edges::TagEntry {
        kind: "Red".into(),
        price: "99.51".parse().unwrap(),
        r#type: edges::Level::Unknown("5".into()),
        ..tagged()
    };
    assert_eq!(
        list(wrong.validate()),
        ["filter pattern Red", "type known 5", "price maximum 99.51"]
    );
    // Rules of a body as a whole: a list's own, and those of its items.
    let of = |body: Vec<String>| list(edges::TagEntry { body, ..tagged() }.validate());
    assert_eq!(of(Vec::new()), [" min_items 0"]);
    assert_eq!(
        of(vec!["a".into(), "too much of it".into()]),
        ["[1] max_length too much of it"]
    );
    assert_eq!(list(prices("99.51").validate()), ["a maximum 99.51"]);
    let filter = koibox::ListCustomersFilter::default().limit(51);
    assert_eq!(list(koibox::ListCustomers { filter }.validate()), ["limit maximum 51"]);
    let asked = aceptabits::GetCustomers::default().validate();
    assert_eq!(list(asked), ["page required -", "limit required -"]);
}

#[test]
fn what_needs_nothing_has_a_default() {
    assert_eq!(
        koibox::ListCustomers::default(),
        koibox::ListCustomers {
            filter: Default::default()
        }
    );
    let unit: fn() -> edges::GetOpen = Default::default;
    assert_eq!(unit(), edges::GetOpen);
    let patched = akinon::CustomerPatch {
        first_name: Patch::Set("Ana".into()),
        ..Default::default()
    };
    let endpoint = akinon::PatchCustomer { id: 7, body: patched };
    assert_eq!(endpoint.clone(), endpoint);
    assert!(
        format!("{endpoint:?}").starts_with("PatchCustomer { id: 7, body: CustomerPatch {"),
        "{endpoint:?}"
    );
}

#[test]
fn what_is_known_of_a_call() {
    let spec = edges::PatchNode::SPEC;
    assert_eq!(
        (spec.name, spec.method, spec.path),
        ("patch_node", Method::Patch, "/nodes/{id}")
    );
    assert_eq!(spec.at.len(), 1);
    assert!(spec.succeeds(204) && !spec.succeeds(404));
    let paging = edges::WalkEntries::SPEC.paging.unwrap();
    assert_eq!((paging.send[0].role, paging.send[0].name), (PageRole::Cursor, "after"));
    assert!(paging.read.iter().any(|(role, _)| *role == ReadRole::NextCursor));
    let page = br#"{"ok": true, "data": {"entries": [{"at": 1, "price": "2", "mood": "good", "flag": 1, "tags": [], "id": "x"}]}}"#;
    let page = edges::WalkEntries::decode(200, &(), page).unwrap();
    assert_eq!((page.items.len(), page.next_cursor.as_deref()), (1, Some("x")));
    assert!(edges::TagEntry::decode(200, &(), br#"{"ok": true}"#).is_ok());
}

#[test]
fn servers_have_their_url() {
    assert_eq!(koibox::Server::default(), koibox::Server::Production);
    assert_eq!(
        koibox::Server::Production.base_url().unwrap(),
        "https://api.koibox.cloud"
    );
    assert_eq!(
        aceptabits::Server::Sandbox.base_url().unwrap(),
        "https://sandbox.aceptabits.com/api/thirdparty/v1"
    );
    let tenant = |host: &str| valomnia::Server::Tenant { host: host.to_owned() }.base_url();
    assert_eq!(tenant("shop.valomnia.com").unwrap(), "https://shop.valomnia.com");
    let error = tenant("evil.example/").unwrap_err().to_string();
    assert!(error.starts_with("`host`: must be a host name"), "{error}");
    let mock = "http://127.0.0.1:8080";
    assert_eq!(valomnia::Server::Custom(mock.to_owned()).base_url().unwrap(), mock);
    // The vendor has a server of that name.
    assert_eq!(edges::Server::Custom.base_url().unwrap(), "https://edges.example");
    assert_eq!(edges::Server::CustomUrl(mock.to_owned()).base_url().unwrap(), mock);
}

#[test]
fn secrets_reach_their_scheme_and_nobody_else() {
    let shown = |credentials: &Credentials| {
        let names: Vec<_> = credentials
            .secrets()
            .iter()
            .map(|(name, it)| (*name, it.expose().to_owned()))
            .collect();
        (credentials.scheme().map(|scheme| scheme.name), names)
    };
    let secret = |name, text: &str| (name, text.to_owned());
    let key = koibox::Auth::key("k-2f41").credentials();
    assert_eq!(shown(&key), (Some("key"), vec![secret("key", "k-2f41")]));
    let session = valomnia::Auth::session("ana", String::from("p-77")).credentials();
    assert_eq!(
        shown(&session),
        (
            Some("session"),
            vec![secret("username", "ana"), secret("password", "p-77")]
        )
    );
    assert!(session.scheme().unwrap().login.is_some());
    let anonymous = edges::Auth::anonymous().credentials();
    assert_eq!(shown(&anonymous), (Some("anonymous"), vec![]));
    assert_eq!(anonymous.scheme().unwrap().place, AuthPlace::None);
    assert_eq!(shown(&styles::Auth::none().credentials()), (None, vec![]));
    for text in [
        format!("{:?}", koibox::Auth::key("k-2f41")),
        format!("{:?}", valomnia::Auth::session("ana", "p-77")),
    ] {
        assert!(
            !text.contains("k-2f41") && !text.contains("ana") && !text.contains("p-77"),
            "{text}"
        );
    }
}

#[test]
fn an_api_names_its_vendor() {
    assert_eq!(koibox::Api::VENDOR.name, "koibox");
    let servers: Vec<_> = edges::Api::VENDOR.servers.iter().map(|it| it.name).collect();
    assert_eq!(servers, ["custom", "tenant"]);
    let auth: Vec<_> = edges::VENDOR.auth.iter().map(|it| it.name).collect();
    assert_eq!(auth, ["basic", "anonymous", "token", "session"]);
    assert_eq!(edges::VENDOR.envelope, edges::GetNode::SPEC.envelope);
    assert!(styles::VENDOR.auth.is_empty());
}
