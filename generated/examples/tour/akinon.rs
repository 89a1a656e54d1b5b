//! A login that brings the key; items instead of pages; a patch that keeps, sets or empties each field.

use super::{say, say_failed, say_sent, title};
use bindery::blocking::Client;
use bindery::filter::starts_with;
use bindery::{Patch, datetime};
use bindery_loopback::akinon::{PASSWORD, USERNAME};
use bindery_loopback::{Loopback, Vendor};
use bindery_vendors::akinon::{
    Auth, Customer, CustomerPatch, DeleteCustomer, GetCustomer, ListCustomers, ListCustomersFilter, PatchCustomer,
    Server, VENDOR,
};
use std::error::Error;

pub fn tour(server: &Loopback) -> Result<(), Box<dyn Error>> {
    title(VENDOR.title)?;
    // The client logs in before its first call.
    let url = Server::Custom(server.url(Vendor::Akinon)); // `Server::Production { host }` in a program of your own
    let client = Client::new(url, Auth::login(USERNAME, PASSWORD))?;

    let filter = ListCustomersFilter::default()
        .email(starts_with("ana"))
        .created_date(datetime!("2024-06-01T00:00:00Z")..)
        .extra_field("some_key", "some_value")
        .limit(2);
    let mut customers = client.items(ListCustomers { filter }).max_items(3);
    let mut last = None;
    while let Some(customer) = customers.next().transpose()? {
        let Customer {
            pk, email, date_joined, ..
        } = customer;
        say("customer", format_args!("{pk} {email}, joined {date_joined}"))?;
        last = Some(pk);
    }
    say_sent(server)?;
    let id = last.ok_or("nobody there")?;

    // Three states a field: set, emptied, and kept where nothing is said.
    let body = CustomerPatch {
        first_name: Patch::Set("Ana".into()),
        phone_number: Patch::null(),
        ..CustomerPatch::default()
    };
    say("patch", bindery::json::to_string(&body)?)?;
    let patched = client.call(&PatchCustomer { id, body })?;
    let phone = patched.phone_number.as_deref().unwrap_or("none");
    say(
        "patched",
        format_args!("{id} {} {}, phone {phone}", patched.first_name, patched.last_name),
    )?;

    client.call(&DeleteCustomer { id })?;
    say_sent(server)?;
    say_failed(client.call(&GetCustomer { id }))?;
    Ok(())
}
