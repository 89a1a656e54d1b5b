//! From one page to the next: limits that vendors clamp, links of every kind, and who asks.

use crate::listing::{aceptabits, akinon, koibox, valomnia};
use crate::rows::customers;
use crate::stage::{Client, Stage};
use bindery::datetime;
use bindery::filter::{ends_with, icontains, lt};
use bindery_loopback::{Fault, Vendor};
use bindery_vendors::{aceptabits, akinon, koibox, valomnia};

pub fn limits_that_are_clamped_skip_nothing(stage: &Stage) {
    // 500 are asked for, and 100 served.
    let client: Client<aceptabits::Api> = stage.client();
    let mut pages = client.pages(aceptabits(1, 500));
    let first = pages.next().unwrap().unwrap();
    assert_eq!((first.items.len(), first.limit), (100, Some(100)));
    let mut items = first.items;
    items.extend(pages.items().map(Result::unwrap));
    assert_eq!(items, customers::<aceptabits::Api, aceptabits::Customer>(stage));
    assert_eq!(
        stage.queries(),
        ["page=1&limit=500", "page=2&limit=500", "page=3&limit=500"]
    );
    // From a page in the middle, too: it is the third of the pages that are served.
    assert_eq!(
        client.all(aceptabits(3, 500)),
        customers::<aceptabits::Api, aceptabits::Customer>(stage)[200..]
    );
    assert_eq!(stage.queries(), ["page=3&limit=500"]);

    // 200 are more than is allowed; the vendor serves 50, and says so in its links.
    let client: Client<koibox::Api> = stage.client();
    let list = koibox(koibox::ListCustomersFilter::default().limit(200));
    assert_eq!(
        client.unchecked().all(list),
        customers::<koibox::Api, koibox::Customer>(stage)
    );
    assert_eq!(
        stage.queries(),
        [
            "limit=200",
            "limit=50&offset=50",
            "limit=50&offset=100",
            "limit=50&offset=150",
            "limit=50&offset=200",
            "limit=50&offset=250"
        ]
    );
}

pub fn links_are_followed_as_they_stand(stage: &Stage) {
    // Absolute, with parameters in an order and an encoding of the vendor's own.
    let client: Client<koibox::Api> = stage.client();
    let mut wanted: Vec<koibox::Customer> = customers::<koibox::Api, _>(stage);
    wanted.retain(|customer| customer.nombre == "Zoë & Søn");
    assert!(wanted.len() > 5);
    let filter = koibox::ListCustomersFilter::default()
        .nombre(icontains("ë & s"))
        .limit(3);
    let filter = filter.fecha_alta(lt(datetime!("2030-01-01T00:00:00+01:00")));
    assert_eq!(client.all(koibox(filter)), wanted);
    assert_eq!(
        stage.queries()[..3],
        [
            "nombre__icontains=%C3%AB%20%26%20s&fecha_alta__lt=2030-01-01T00%3A00%3A00%2B01%3A00&limit=3",
            "fecha_alta__lt=2030-01-01T00%3A00%3A00%2B01%3A00&limit=3&nombre__icontains=%C3%AB+%26+s&offset=3",
            "fecha_alta__lt=2030-01-01T00%3A00%3A00%2B01%3A00&limit=3&nombre__icontains=%C3%AB+%26+s&offset=6"
        ]
    );

    // A path without scheme and host.
    let client: Client<valomnia::Api> = stage.client();
    let filter = valomnia::ListCustomersFilter::default()
        .reference(ends_with("é?#%"))
        .limit(20);
    let codes: Vec<String> = client
        .all(valomnia(filter))
        .into_iter()
        .map(|it| it.reference)
        .collect();
    let wanted: Vec<String> = (0..25).map(|ten| format!("NC/{} é?#%", ten * 10 + 7)).collect();
    assert_eq!(codes, wanted);
    // The first is the login.
    assert_eq!(
        stage.queries(),
        [
            "",
            "reference=%2A%C3%A9%3F%23%25&max=20",
            "max=20&offset=20&reference=%2A%C3%A9%3F%23%25"
        ]
    );
}

pub fn links_that_are_relative(stage: &Stage) {
    let client: Client<koibox::Api> = stage.client();
    let all: Vec<koibox::Customer> = customers::<koibox::Api, _>(stage);
    let host = stage.server.address();
    for link in [
        "?limit=50&offset=20".to_owned(),
        "../clientes/?limit=50&offset=20".to_owned(),
        "/koibox/api/clientes/?limit=50&offset=20#top".to_owned(),
        format!("//{host}/koibox/api/clientes/?limit=50&offset=20"),
        format!("HTTP://{host}/koibox/api/./clientes/?limit=50&offset=20"),
    ] {
        stage.server.fault(Vendor::Koibox, Fault::NextLink(link.clone()));
        assert_eq!(client.all(koibox::ListCustomers::default()), all, "{link}");
        let requests = stage.sent();
        assert_eq!(
            (requests[1].path.as_str(), requests[1].query.as_str()),
            ("/koibox/api/clientes/", "limit=50&offset=20"),
            "{link}"
        );
        assert_eq!(requests.len(), 6, "{link}");
    }
}

pub fn pages_are_counted_where_there_are_no_links(stage: &Stage) {
    let client: Client<aceptabits::Api> = stage.client();
    let list = || {
        let mut list = aceptabits(1, 7);
        list.filter = list.filter.code_shop("pgbsho00000000000000002").search("ñ & é?");
        list
    };
    // Nobody is found; then everybody of the shop.
    assert_eq!(client.all(list()).len(), 0);
    assert_eq!(
        stage.queries(),
        ["code_shop=pgbsho00000000000000002&search=%C3%B1%20%26%20%C3%A9%3F&page=1&limit=7"]
    );
    let mut list = list();
    list.filter = list.filter.search("Velas Martín");
    let mut wanted: Vec<aceptabits::Customer> = customers::<aceptabits::Api, _>(stage);
    wanted.retain(|customer| customer.code_shop.ends_with('2'));
    assert_eq!(client.all(list), wanted);
    let pages = wanted.len().div_ceil(7);
    assert!(pages > 3);
    let queries: Vec<String> = (1..=pages)
        .map(|page| format!("code_shop=pgbsho00000000000000002&search=Velas%20Mart%C3%ADn&page={page}&limit=7"))
        .collect();
    assert_eq!(stage.queries(), queries);
}

pub fn every_page_is_asked_for_by_the_same_caller(stage: &Stage) {
    let client: Client<aceptabits::Api> = stage.client();
    client.all(aceptabits(1, 100));
    let client: Client<akinon::Api> = stage.client();
    client.all(akinon(akinon::ListCustomersFilter::default().limit(100)));
    let client: Client<koibox::Api> = stage.client();
    client.all(koibox(koibox::ListCustomersFilter::default().limit(50)));
    let requests = stage.sent();
    assert_eq!(requests.len(), 3 + 3 + 6);
    let token = format!("Bearer {}", bindery_loopback::aceptabits::TOKEN);
    let key = format!("Token {}", bindery_loopback::akinon::KEY);
    for request in requests {
        let (name, value) = match request.path.as_str() {
            "/aceptabits/api/thirdparty/v1/get-customers" => ("authorization", token.as_str()),
            "/akinon/api/v1/customers/" => ("authorization", key.as_str()),
            _ => ("x-koibox-key", bindery_loopback::koibox::KEY),
        };
        assert_eq!(request.header(name), Some(value), "{}", request.path);
        assert_eq!(request.header("accept"), Some("application/json"));
        assert_eq!(
            request.header("user-agent"),
            Some(concat!("bindery/", env!("CARGO_PKG_VERSION")))
        );
        assert_eq!((request.method.as_str(), request.body.len()), ("GET", 0));
        assert_eq!(request.header("content-type"), None);
    }
    let client: Client<valomnia::Api> = stage.client();
    client.all(valomnia(
        valomnia::ListCustomersFilter::default().is_active(true).limit(80),
    ));
    let requests = stage.sent();
    assert!(requests.len() > 3);
    for request in &requests[1..] {
        assert_eq!(request.header("cookie"), Some("JSESSIONID=SESSION00000001"));
        assert!(request.query.contains("isActive=true"), "{}", request.query);
    }
}
