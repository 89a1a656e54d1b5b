//! Pages that the vendor names: by a URL, a number or a cursor.

use super::*;

const URL: &str = "https://shop.example/v1/orders/?limit=2";

/// Two pages, the first of which leads to this URL; what was asked for the second.
fn second(first: &str, next: &str) -> Result<String, PagingError> {
    let mut pager = pager(first, &LINKS);
    pager.request().unwrap().unwrap();
    let page = Page {
        items: vec![1],
        next_url: Some(next.to_owned()),
        ..Page::default()
    };
    pager
        .take(Ok::<_, CallError<()>>(reply(page, b"1".to_vec())))
        .unwrap()
        .unwrap();
    let request = pager.request().unwrap()?;
    Ok(request.uri().to_string())
}

#[test]
fn a_url_may_be_absolute_or_relative() {
    let next = |next: &str| second(URL, next).unwrap();
    assert_eq!(
        next("https://shop.example/v1/orders/?p=2"),
        "https://shop.example/v1/orders/?p=2"
    );
    assert_eq!(
        next("https://SHOP.example:443/o?p=2#top")
            .to_lowercase()
            .replace(":443", ""),
        "https://shop.example/o?p=2"
    );
    assert_eq!(next("//shop.example/o?p=2"), "https://shop.example/o?p=2");
    assert_eq!(next("/o?p=2"), "https://shop.example/o?p=2");
    assert_eq!(next("?p=2"), "https://shop.example/v1/orders/?p=2");
    assert_eq!(next("page/2"), "https://shop.example/v1/orders/page/2");
    assert_eq!(next("../x/./y?p=2"), "https://shop.example/v1/x/y?p=2");
}

#[test]
fn a_relative_url_starts_at_the_page_at_hand() {
    let mut pager = pager("https://shop.example/orders/1", &LINKS);
    let mut number = 0;
    let walk = walk(&mut pager, |_| {
        number += 1;
        Page {
            items: vec![number],
            next_url: match number {
                1 => Some("/archive/orders/2".into()),
                2 => Some("3".into()),
                _ => None,
            },
            ..Page::default()
        }
    });
    assert_eq!(walk.items, [1, 2, 3]);
    assert_eq!(
        walk.asked,
        [
            "https://shop.example/orders/1",
            "https://shop.example/archive/orders/2",
            "https://shop.example/archive/orders/3"
        ]
    );
}

#[test]
fn the_same_host_over_http_is_asked_over_https() {
    assert_eq!(
        second(URL, "http://shop.example/o?p=2").unwrap(),
        "https://shop.example/o?p=2"
    );
    let plain = "http://127.0.0.1:8080/o";
    assert_eq!(
        second(plain, "http://127.0.0.1:8080/o?p=2").unwrap(),
        "http://127.0.0.1:8080/o?p=2"
    );
}

#[test]
fn a_url_on_another_host_is_not_fetched() {
    for (next, host) in [
        ("https://evil.example/v1/orders/?p=2", "evil.example"),
        ("//evil.example/", "evil.example"),
        ("http://evil.example/", "evil.example"),
        ("https://shop.example.evil.org/", "shop.example.evil.org"),
    ] {
        assert_eq!(second(URL, next), Err(PagingError::OtherHost(host.into())), "{next}");
    }
}

#[test]
fn a_url_that_is_none_leads_nowhere() {
    for next in [
        "https://",
        "https:///x",
        "https://[::1/x",
        "https://shop.example:99999/",
        "https://shop.example@evil.org/",
        "mailto:a@shop.example",
    ] {
        assert_eq!(second(URL, next), Err(PagingError::Nowhere), "{next}");
    }
}

#[test]
fn links_are_followed_whatever_the_total_says() {
    let shop = Shop {
        total: Some(1),
        ..Shop::of(1..=9)
    };
    let walk = walk(&mut pager("https://shop.example/orders", &LINKS), |url| {
        let offset: usize = read(url, "offset").unwrap_or(0);
        let page = shop.by_offset(url);
        let next = offset + page.items.len();
        let next_url = (next < 9).then(|| format!("http://shop.example/orders?offset={next}"));
        Page { next_url, ..page }
    });
    assert_eq!((walk.items, walk.asked.len()), (numbers(1..=9), 3));
}

#[test]
fn cursors_go_back_as_they_came() {
    let mut pager = pager("https://shop.example/orders?cursor=a%2Fb&limit=2", &CURSORS);
    let mut cursors = ["x+y/z==&limit=9", "ñ"].into_iter();
    let mut number = 0;
    let walk = walk(&mut pager, |_| {
        number += 1;
        Page {
            items: vec![number],
            next_cursor: cursors.next().map(str::to_owned),
            ..Page::default()
        }
    });
    assert_eq!(
        walk.asked,
        [
            "cursor=a%2Fb&limit=2",
            "cursor=x%2By%2Fz%3D%3D%26limit%3D9&limit=2",
            "cursor=%C3%B1&limit=2"
        ]
    );
    assert_eq!(walk.items, [1, 2, 3]);
}

#[test]
fn cursors_do_not_mind_what_comes_meanwhile() {
    let mut shop = Shop::of(1..=11);
    let walk = walk(&mut pager("https://shop.example/orders", &CURSORS), |url| {
        let page = shop.by_cursor(url);
        shop.items.insert(0, 0);
        page
    });
    assert_eq!((walk.items, walk.error), (numbers(1..=11), None));
}

#[test]
fn a_number_that_the_vendor_names_is_taken() {
    const NAMED: Paging = Paging {
        send: &[send(PageRole::Page, "page")],
        read: &[(ReadRole::NextPage, NOWHERE)],
    };
    let mut next = [Some(5), Some(9), None].into_iter();
    let mut number = 0;
    let walk = walk(&mut pager("https://shop.example/orders", &NAMED), |_| {
        number += 1;
        Page {
            items: vec![number],
            next_page: next.next().flatten(),
            ..Page::default()
        }
    });
    assert_eq!(walk.asked, ["https://shop.example/orders", "page=5", "page=9"]);
}
