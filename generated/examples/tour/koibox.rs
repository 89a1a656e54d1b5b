//! A key in a header; pages by limit and offset; what is refused before it is sent, and what the vendor refuses.

use super::{say, say_failed, say_sent, title};
use bindery::blocking::Client;
use bindery::filter::icontains;
use bindery_loopback::koibox::KEY;
use bindery_loopback::{Loopback, Vendor};
use bindery_vendors::koibox::{Auth, CreateCustomer, ListCustomers, ListCustomersFilter, NewCustomer, Server, VENDOR};
use std::error::Error;

pub fn tour(server: &Loopback) -> Result<(), Box<dyn Error>> {
    title(VENDOR.title)?;
    let url = Server::Custom(server.url(Vendor::Koibox)); // `Server::Production` in a program of your own
    let client = Client::new(url.clone(), Auth::key(KEY))?;

    // Filters in Rust's own syntax. Pages come one at a time, as they are asked for.
    let filter = ListCustomersFilter::default()
        .nombre(icontains("ana"))
        .numero_ventas(3..40)
        .limit(3);
    for (page, number) in client.pages(ListCustomers { filter }).zip(1..) {
        let page = page?;
        if number == 1 {
            say_sent(server)?;
        }
        let people: Vec<_> = page
            .items
            .iter()
            .map(|it| format!("{} ({})", it.nombre, it.numero_ventas))
            .collect();
        let total = page.total.unwrap_or_default();
        say(
            "page",
            format_args!("{number}: {} of {total}: {}", people.len(), people.join(", ")),
        )?;
    }

    // What is sent has no `id` and no `created`; what comes back has.
    let new = NewCustomer {
        email: Some("ana@shop.example".into()),
        ..NewCustomer::new("Ana")
    };
    let created = client.call(&CreateCustomer { body: new })?;
    say(
        "created",
        format_args!("{} {}, {}", created.id, created.nombre, created.created),
    )?;

    // What breaks a rule does not leave the program. With the check off, the vendor refuses in its own words.
    let wrong = NewCustomer {
        email: Some("ana@".into()),
        ..NewCustomer::new("")
    };
    let wrong = CreateCustomer { body: wrong };
    say_failed(client.call(&wrong))?;
    say_failed(client.with(|options| options.validate = false).call(&wrong))?;

    let stranger = Client::new(url, Auth::key("not the key"))?;
    say_failed(stranger.call(&ListCustomers::default()))?;
    Ok(())
}
