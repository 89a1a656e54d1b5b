//! A tour of the four bindings: a query from typed filters, a page decoded into models, what a validator refuses and
//! why, and an error code explained. No network.

use bindery::endpoint::{Endpoint, Failure};
use bindery::filter::{contains, icontains, starts_with};
use bindery::{Catalogue, Filter, Page, Patch, Validate, date, datetime, decimal};
use bindery_vendors::{aceptabits, akinon, koibox, valomnia};
use std::error::Error;
use std::io::{self, Write};

fn main() -> Result<(), Box<dyn Error>> {
    let out = &mut io::stdout().lock();
    koibox(out)?;
    akinon(out)?;
    aceptabits(out)?;
    valomnia(out)
}

fn koibox(out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    use koibox::{CreateCustomer, ListCustomers, ListCustomersFilter, NewCustomer};
    title(out, &koibox::VENDOR)?;

    let filter = ListCustomersFilter::default()
        .nombre(icontains("ana"))
        .movil(["600000001", "600000002"])
        .numero_ventas(10..)
        .fecha_ultima_venta(date!("2026-01-01")..date!("2026-02-01"))
        .importe_deudas(decimal!("0.01")..)
        .is_active(true)
        .limit(50);
    filter.validate()?;
    writeln!(out, "query     GET {}?{}", ListCustomers::SPEC.path, filter.to_query())?;

    let body = include_bytes!("pages/koibox.json");
    let page = ListCustomers::decode(200, &(), body)?;
    for customer in &page.items {
        let koibox::Customer {
            id,
            nombre,
            importe_deudas,
            ..
        } = customer;
        writeln!(
            out,
            "page      {id} {nombre} owes {importe_deudas}; {} in all",
            total(&page)
        )?;
    }

    let mut new = NewCustomer::new("Ana");
    new.email = Some("ana@".to_owned());
    refused(out, new.validate())?;
    refused(out, ListCustomersFilter::default().limit(51).movil(["6,7"]).validate())?;

    explained(
        out,
        CreateCustomer::decode(400, &(), br#"{"nombre": ["This field is required."]}"#),
    )
}

fn akinon(out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    use akinon::{CustomerPatch, GetCustomer, ListCustomers, ListCustomersFilter};
    title(out, &akinon::VENDOR)?;

    let filter = ListCustomersFilter::default()
        .email(starts_with("test"))
        .created_date(datetime!("2024-01-01T00:00:00Z")..)
        .id([7, 8])
        .extra_field("some_key", "some_value")
        .page(1);
    filter.validate()?;
    writeln!(out, "query     GET {}?{}", ListCustomers::SPEC.path, filter.to_query())?;

    let page = ListCustomers::decode(200, &(), include_bytes!("pages/akinon.json"))?;
    for customer in &page.items {
        let akinon::Customer { pk, email, gender, .. } = customer;
        writeln!(out, "page      {pk} {email} ({gender}); {} in all", total(&page))?;
    }

    let patch = CustomerPatch {
        phone_number: Patch::null(),
        first_name: Patch::Set("Ana".into()),
        ..Default::default()
    };
    writeln!(out, "patch     {}", bindery::json::to_string(&patch)?)?;
    refused(
        out,
        CustomerPatch {
            email: Patch::Set("nobody".into()),
            ..Default::default()
        }
        .validate(),
    )?;

    explained(out, GetCustomer::decode(404, &(), br#"{"detail": "Not found."}"#))
}

fn aceptabits(out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    use aceptabits::{GetCustomers, GetCustomersFilter};
    title(out, &aceptabits::VENDOR)?;

    let filter = GetCustomersFilter::default().search("mario").page(1).limit(500);
    filter.validate()?; // 500 is served as 100: a clamp, no violation
    writeln!(out, "query     GET {}?{}", GetCustomers::SPEC.path, filter.to_query())?;

    let page = GetCustomers::decode(200, &(), include_bytes!("pages/aceptabits.json"))?;
    for customer in &page.items {
        let editable = if customer.is_editable { "editable" } else { "fixed" };
        let aceptabits::Customer {
            code, name, created_at, ..
        } = customer;
        writeln!(out, "page      {code} {name}, {editable}, made {created_at}")?;
    }

    refused(
        out,
        GetCustomersFilter::default().page(1).code_shop("shop 7").validate(),
    )?;

    explained(
        out,
        GetCustomers::decode(400, &(), br#"{"status": false, "error": {"code": "1576"}}"#),
    )?;
    explained(
        out,
        GetCustomers::decode(401, &(), br#"{"status": false, "error": {"code": "1273"}}"#),
    )
}

fn valomnia(out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    use valomnia::{ListCustomers, ListCustomersFilter, Order};
    title(out, &valomnia::VENDOR)?;

    let filter = ListCustomersFilter::default()
        .reference(contains("ef-6"))
        .category_reference(starts_with("Ref-6"))
        .sort("dateCreated")
        .order(Order::Ascending)
        .limit(2);
    filter.validate()?;
    writeln!(out, "query     GET {}?{}", ListCustomers::SPEC.path, filter.to_query())?;

    let page = ListCustomers::decode(200, &(), include_bytes!("pages/valomnia.json"))?;
    for customer in &page.items {
        let valomnia::Customer { reference, name, .. } = customer;
        writeln!(out, "page      {reference} {name}; {} in all", total(&page))?;
    }

    refused(out, ListCustomersFilter::default().name("*").validate())?;

    let body = br#"{"error": "invalid_param", "error_description": "dateCreated_gta is not valid."}"#;
    explained(out, ListCustomers::decode(400, &(), body))
}

fn title(out: &mut impl Write, vendor: &bindery::endpoint::Vendor) -> io::Result<()> {
    let server = vendor.servers.first().map_or("", |server| server.url);
    writeln!(out, "\n{} ({server})", vendor.title)
}

fn refused(out: &mut impl Write, result: Result<(), bindery::Violations>) -> io::Result<()> {
    match result {
        Ok(()) => writeln!(out, "refused   nothing"),
        Err(violations) => violations
            .iter()
            .try_for_each(|violation| writeln!(out, "refused   {violation}")),
    }
}

/// The vendor's failure and its class.
fn explained<T, E: Catalogue>(out: &mut impl Write, answer: Result<T, Failure<E>>) -> Result<(), Box<dyn Error>> {
    match answer {
        Err(Failure::Vendor(error)) => writeln!(out, "error     {error} [{}]", error.kind())?,
        Err(Failure::Unfit(error)) => writeln!(out, "error     {error}")?,
        Ok(_) => writeln!(out, "error     none")?,
    }
    Ok(())
}

/// How many items there are on all pages, where the vendor says so.
fn total<T>(page: &Page<T>) -> String {
    page.total
        .map_or_else(|| "an unknown number".to_owned(), |total| total.to_string())
}
