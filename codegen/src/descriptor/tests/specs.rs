//! Real specs: what is described is what is generated.

use super::Endpoint;
use crate::analyze;
use crate::ir::{self, Ty};
use bindery_attributes::endpoint::Part;
use std::path::PathBuf;

#[test]
fn nothing_of_the_specs_is_left_out() {
    let analysis = analyze(&[PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../specs"))]);
    let valid = analysis.valid.as_ref().expect("valid specs");
    let all = analysis.describe();
    assert_eq!(all.len(), 4);
    for ((_, valid), api) in valid.iter().zip(&all) {
        let ir = valid.api();
        let endpoints: Vec<String> = ir.endpoints.iter().map(|it| it.rust.to_string()).collect();
        let described: Vec<&str> = api.endpoints.iter().map(|it| it.rust.as_str()).collect();
        assert_eq!(described, endpoints);
        for (described, endpoint) in api.endpoints.iter().zip(&ir.endpoints) {
            assert_eq!(parameters(described), wires(ir, endpoint), "{}", described.name);
            assert_eq!(
                described.body.is_some(),
                endpoint.fields.iter().any(is_body),
                "{}",
                described.name
            );
            assert_eq!(
                described.returns.is_some(),
                endpoint.output != Ty::Unit,
                "{}",
                described.name
            );
            assert_eq!(
                described.paging.is_some(),
                endpoint.attrs.paging.is_some(),
                "{}",
                described.name
            );
        }
        let structs: usize = api.models.iter().map(|it| it.structs.len()).sum();
        assert_eq!(structs, ir.models.len());
        for item in api.models.iter().flat_map(|it| &it.structs) {
            let model = ir.models.iter().find(|it| it.rust == item.rust).expect("the struct");
            let wires: Vec<&str> = model.fields.iter().map(|it| it.wire.as_str()).collect();
            let described: Vec<&str> = item.fields.iter().map(|it| it.wire.as_str()).collect();
            assert_eq!(described, wires, "{}", item.rust);
        }
        assert_eq!(api.errors.len(), ir.catalogue.variants.len());
        assert_eq!(api.families.len(), ir.families.len());
        assert!(
            api.endpoints.iter().all(|it| it.docs.origin.is_some()),
            "{}",
            api.vendor
        );
    }
}

fn parameters(endpoint: &Endpoint) -> Vec<(String, String)> {
    let parameters = endpoint.filter.iter().flat_map(|filter| &filter.parameters);
    let wires = parameters.flat_map(|it| &it.wire);
    wires
        .map(|it| (it.name.clone(), it.lookup.clone().unwrap_or_default()))
        .collect()
}

fn wires(api: &ir::Api, endpoint: &ir::Endpoint) -> Vec<(String, String)> {
    let query = endpoint.fields.iter().find(|it| it.attrs.part == Some(Part::Query));
    let filter = query.map(|query| {
        let found = api.filters.iter().find(|it| query.ty == Ty::Named(it.rust.clone()));
        found.expect("the filter")
    });
    let fields = filter.into_iter().flat_map(|filter| &filter.fields);
    fields.flat_map(|it| it.parameters.clone()).collect()
}

fn is_body(field: &ir::EndpointField) -> bool {
    matches!(field.attrs.part, Some(Part::Body | Part::Form))
}
