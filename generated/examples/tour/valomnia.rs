//! A session that is renewed when it is over; wildcards; names in paths.

use super::{say, say_failed, say_sent, title};
use bindery::blocking::Client;
use bindery::filter::{contains, starts_with};
use bindery_loopback::valomnia::{PASSWORD, USERNAME};
use bindery_loopback::{Loopback, Vendor};
use bindery_vendors::valomnia::{
    Auth, DeleteCustomerByReference, ListCustomers, ListCustomersFilter, Order, Server, VENDOR,
};
use std::error::Error;

pub fn tour(server: &Loopback) -> Result<(), Box<dyn Error>> {
    title(VENDOR.title)?;
    let url = Server::Custom(server.url(Vendor::Valomnia)); // `Server::Tenant { host }` in a program of your own
    let client = Client::new(url, Auth::session(USERNAME, PASSWORD))?;

    let filter = ListCustomersFilter::default()
        .reference(contains("/"))
        .category_reference(starts_with("Ref-1"))
        .sort("dateCreated")
        .order(Order::Descending)
        .limit(2);
    let mut customers = client.items(ListCustomers { filter });
    let mut first = None;
    while let Some(customer) = customers.next().transpose()? {
        let category = customer.category_reference.as_deref().unwrap_or_default();
        say(
            "customer",
            format_args!("{}, {category}, {}", customer.reference, customer.date_created),
        )?;
        first.get_or_insert(customer.reference);
    }
    say_sent(server)?;
    let logins = || format!("{} in all", server.logins(Vendor::Valomnia));
    say("logins", logins())?;

    // The vendor ends the session: the client logs in again, once, and nobody notices.
    server.expire_sessions(Vendor::Valomnia);
    let reference = first.ok_or("nobody there")?;
    let gone = DeleteCustomerByReference { reference };
    let answer = client.call(&gone)?;
    say_sent(server)?;
    say("deleted", answer.success_description)?;
    say("logins", logins())?;

    say_failed(client.call(&gone))?;
    Ok(())
}
