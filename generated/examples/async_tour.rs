//! The tour's idea with async: two vendors at the same time, on one thread. Nothing leaves the machine.

use bindery::filter::{icontains, starts_with};
use bindery::nonblocking::Client;
use bindery_loopback::{Loopback, Vendor};
use bindery_vendors::{akinon, koibox};
use std::error::Error;
use std::io::{self, Write};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let server = Loopback::start()?;
    // Each is a future; both wait at once.
    let (customers, emails) = tokio::try_join!(koibox(&server), akinon(&server))?;
    let out = &mut io::stdout().lock();
    writeln!(out, "koibox    {}", customers.join(", "))?;
    writeln!(out, "akinon    {}", emails.join(", "))?;

    let url = koibox::Server::Custom(server.url(Vendor::Koibox));
    let stranger = Client::new(url, koibox::Auth::key("not the key"))?;
    if let Err(error) = stranger.call(&koibox::ListCustomers::default()).await {
        writeln!(out, "refused   {error}")?;
    }
    Ok(())
}

async fn koibox(server: &Loopback) -> Result<Vec<String>, Box<dyn Error>> {
    use koibox::{Auth, ListCustomers, ListCustomersFilter, Server};
    let url = Server::Custom(server.url(Vendor::Koibox));
    let client = Client::new(url, Auth::key(bindery_loopback::koibox::KEY))?;
    let filter = ListCustomersFilter::default().nombre(icontains("ana")).limit(2);
    let mut customers = client.items(ListCustomers { filter }).max_items(5);
    let mut names = Vec::new();
    while let Some(customer) = customers.next().await {
        let customer = customer?;
        names.push(format!("{} {} {}", customer.id, customer.nombre, customer.apellido1));
    }
    Ok(names)
}

async fn akinon(server: &Loopback) -> Result<Vec<String>, Box<dyn Error>> {
    use akinon::{Auth, ListCustomers, ListCustomersFilter, Server};
    use bindery_loopback::akinon::{PASSWORD, USERNAME};
    let url = Server::Custom(server.url(Vendor::Akinon));
    let client = Client::new(url, Auth::login(USERNAME, PASSWORD))?;
    let filter = ListCustomersFilter::default().email(starts_with("ana")).limit(3);
    let page = client.call(&ListCustomers { filter }).await?;
    Ok(page.items.into_iter().map(|customer| customer.email).collect())
}
