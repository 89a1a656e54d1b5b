//! The call that `bindery show` prints for each endpoint of the specs, in a function that has what it needs: that all of
//! them compile is the test. They are written by `UPDATE_EXPECT=1 cargo test -p bindery-cli --test program show_calls`.

#![deny(warnings)]
#![allow(
    dead_code,
    unused_variables,
    missing_docs,
    reason = "nobody calls them, and what an answer is good for is left open"
)]

type Outcome = Result<(), Box<dyn std::error::Error>>;

#[rustfmt::skip]
mod aceptabits {
    use super::Outcome;
    use bindery_vendors::aceptabits;

    fn get_customers(
        client: &bindery::blocking::Client<aceptabits::Api>,
        filter: aceptabits::GetCustomersFilter,
    ) -> Outcome {
        // filter: aceptabits::GetCustomersFilter
        for item in client.items(aceptabits::GetCustomers { filter }) {
            let item = item?;
        }
        Ok(())
    }

    fn show_customer(
        client: &bindery::blocking::Client<aceptabits::Api>,
        filter: aceptabits::ShowCustomerFilter,
    ) -> Outcome {
        // filter: aceptabits::ShowCustomerFilter
        let answer = client.call(&aceptabits::ShowCustomer { filter })?;
        Ok(())
    }

    fn delete_customer(
        client: &bindery::blocking::Client<aceptabits::Api>,
        body: aceptabits::CustomerRef,
    ) -> Outcome {
        // body: aceptabits::CustomerRef
        client.call(&aceptabits::DeleteCustomer { body })?;
        Ok(())
    }
}

#[rustfmt::skip]
mod akinon {
    use super::Outcome;
    use bindery_vendors::akinon;

    fn list_customers(
        client: &bindery::blocking::Client<akinon::Api>,
        filter: akinon::ListCustomersFilter,
    ) -> Outcome {
        // filter: akinon::ListCustomersFilter
        for item in client.items(akinon::ListCustomers { filter }) {
            let item = item?;
        }
        Ok(())
    }

    fn list_customers_detailed(
        client: &bindery::blocking::Client<akinon::Api>,
        filter: akinon::ListCustomersFilter,
    ) -> Outcome {
        // filter: akinon::ListCustomersFilter
        for item in client.items(akinon::ListCustomersDetailed { filter }) {
            let item = item?;
        }
        Ok(())
    }

    fn get_customer(
        client: &bindery::blocking::Client<akinon::Api>,
        id: i64,
    ) -> Outcome {
        // id: i64
        let answer = client.call(&akinon::GetCustomer { id })?;
        Ok(())
    }

    fn get_customer_detailed(
        client: &bindery::blocking::Client<akinon::Api>,
        id: i64,
    ) -> Outcome {
        // id: i64
        let answer = client.call(&akinon::GetCustomerDetailed { id })?;
        Ok(())
    }

    fn create_customer(
        client: &bindery::blocking::Client<akinon::Api>,
        body: akinon::NewCustomer,
    ) -> Outcome {
        // body: akinon::NewCustomer
        let answer = client.call(&akinon::CreateCustomer { body })?;
        Ok(())
    }

    fn update_customer(
        client: &bindery::blocking::Client<akinon::Api>,
        id: i64,
        body: akinon::CustomerUpdate,
    ) -> Outcome {
        // id: i64
        // body: akinon::CustomerUpdate
        let answer = client.call(&akinon::UpdateCustomer { id, body })?;
        Ok(())
    }

    fn patch_customer(
        client: &bindery::blocking::Client<akinon::Api>,
        id: i64,
        body: akinon::CustomerPatch,
    ) -> Outcome {
        // id: i64
        // body: akinon::CustomerPatch
        let answer = client.call(&akinon::PatchCustomer { id, body })?;
        Ok(())
    }

    fn delete_customer(
        client: &bindery::blocking::Client<akinon::Api>,
        id: i64,
    ) -> Outcome {
        // id: i64
        client.call(&akinon::DeleteCustomer { id })?;
        Ok(())
    }
}

#[rustfmt::skip]
mod koibox {
    use super::Outcome;
    use bindery_vendors::koibox;

    fn list_customers(
        client: &bindery::blocking::Client<koibox::Api>,
        filter: koibox::ListCustomersFilter,
    ) -> Outcome {
        // filter: koibox::ListCustomersFilter
        for item in client.items(koibox::ListCustomers { filter }) {
            let item = item?;
        }
        Ok(())
    }

    fn create_customer(
        client: &bindery::blocking::Client<koibox::Api>,
        body: koibox::NewCustomer,
    ) -> Outcome {
        // body: koibox::NewCustomer
        let answer = client.call(&koibox::CreateCustomer { body })?;
        Ok(())
    }
}

#[rustfmt::skip]
mod valomnia {
    use super::Outcome;
    use bindery_vendors::valomnia;

    fn list_customers(
        client: &bindery::blocking::Client<valomnia::Api>,
        filter: valomnia::ListCustomersFilter,
    ) -> Outcome {
        // filter: valomnia::ListCustomersFilter
        for item in client.items(valomnia::ListCustomers { filter }) {
            let item = item?;
        }
        Ok(())
    }

    fn delete_customer(
        client: &bindery::blocking::Client<valomnia::Api>,
        id: i64,
    ) -> Outcome {
        // id: i64
        let answer = client.call(&valomnia::DeleteCustomer { id })?;
        Ok(())
    }

    fn delete_customer_by_reference(
        client: &bindery::blocking::Client<valomnia::Api>,
        reference: String,
    ) -> Outcome {
        // reference: String
        let answer = client.call(&valomnia::DeleteCustomerByReference { reference })?;
        Ok(())
    }
}
