//! Ten lines against Koibox itself: `KOIBOX_KEY=… cargo run --example ten_lines`.
#![allow(clippy::print_stdout, reason = "a program that prints")]

use bindery_vendors::koibox::{Auth, ListCustomers, ListCustomersFilter, Server};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let key = std::env::var("KOIBOX_KEY").or(Err("KOIBOX_KEY is not set"))?;
    let client = bindery::blocking::Client::new(Server::Production, Auth::key(key))?;
    let filter = ListCustomersFilter::default().is_active(true).numero_ventas(10..);
    for customer in client.items(ListCustomers { filter }) {
        println!("{}", customer?.nombre);
    }
    Ok(())
}
