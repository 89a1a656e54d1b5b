//! A bearer token; an envelope around everything; a limit that the vendor clamps; failures that are told by codes.

use super::{say, say_failed, say_sent, title};
use bindery::blocking::Client;
use bindery_loopback::aceptabits::TOKEN;
use bindery_loopback::{Loopback, Vendor};
use bindery_vendors::aceptabits::{
    Auth, CustomerRef, DeleteCustomer, GetCustomers, GetCustomersFilter, Server, ShowCustomer, ShowCustomerFilter,
    VENDOR,
};
use std::error::Error;

pub fn tour(server: &Loopback) -> Result<(), Box<dyn Error>> {
    title(VENDOR.title)?;
    let url = Server::Custom(server.url(Vendor::Aceptabits)); // or `Server::Production`, `Server::Sandbox`
    let client = Client::new(url.clone(), Auth::token(TOKEN))?;

    // 500 are asked for, and 100 served: the pages are counted on by what came.
    let filter = GetCustomersFilter::default().page(1).limit(500);
    let mut pages = client.pages(GetCustomers { filter });
    let mut customers = Vec::new();
    while let Some(page) = pages.next().transpose()? {
        customers.extend(page.items);
        say(
            "page",
            format_args!("{} of {}", customers.len(), pages.total().unwrap_or_default()),
        )?;
    }
    say_sent(server)?;

    let code = customers
        .iter()
        .find(|customer| !customer.is_editable)
        .map(|customer| customer.code.clone());
    let code = code.ok_or("everybody may be changed")?;
    let filter = ShowCustomerFilter::default().code(code.as_str());
    let shown = client.call(&ShowCustomer { filter })?;
    say(
        "customer",
        format_args!("{code} {}, since {}", shown.name, shown.created_at),
    )?;

    say_failed(client.call(&DeleteCustomer {
        body: CustomerRef { code },
    }))?;
    let filter = ShowCustomerFilter::default().code("7");
    say_failed(client.call(&ShowCustomer { filter }))?;

    // Codes belong to a method; here two of them mean `ApiError::TokenInvalid`.
    let stranger = Client::new(url, Auth::token("not the token"))?;
    let filter = GetCustomersFilter::default().page(1).limit(1);
    say_failed(stranger.call(&GetCustomers { filter }))?;
    let filter = ShowCustomerFilter::default().code("pgbcus1");
    say_failed(stranger.call(&ShowCustomer { filter }))?;
    Ok(())
}
