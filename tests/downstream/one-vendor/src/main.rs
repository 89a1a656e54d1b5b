#![deny(warnings)]
//! A program against one vendor of `bindery-vendors`.

use bindery::Filter;
use bindery::filter::icontains;
use bindery_vendors::koibox::ListCustomersFilter;

fn main() {
    let filter = ListCustomersFilter::default().nombre(icontains("ana")).numero_ventas(10..);
    filter.validate().expect("nothing is wrong with it");
    let query = filter.to_query();
    assert_eq!(query, "nombre__icontains=ana&numero_ventas__gte=10");
    println!("GET /api/clientes/?{query}");
}
