//! Filters: the query parameters of an endpoint as one struct.
//!
//! Input: the parameters of an endpoint, resolved, and its paging. Output: an [`ir::Filter`], the parameters in spec
//! order and those of the paging after them. **Invariant:** no two parameters send the same name, and every rule names
//! parameters that are there.

use crate::check::spelling::{self, Sent};
use crate::diag::{Checked, quoted};
use crate::ir::{self, FilterKind, Ty};
use crate::lower::constant::Constant;
use crate::lower::docs::Enclosing;
use crate::lower::family::lower_lists;
use crate::lower::paging::{self, Paging};
use crate::lower::parameter::Parameter;
use crate::lower::rules::{Known, lower_rules};
use crate::lower::said::said;
use crate::lower::scope::Scope;
use crate::names::{self, Names};
use crate::syntax::{Endpoint, Rule, Text};
use bindery_attributes::common::Rule as Bound;
use bindery_attributes::filter as attributes;
use proc_macro2::Ident;
use std::rc::Rc;

/// What a filter is made of.
#[derive(Debug, Clone, Copy)]
pub struct Source<'f, 'a> {
    /// The endpoint.
    pub name: &'a Text,
    /// As written.
    pub endpoint: &'a Endpoint,
    /// `ListCustomers`
    pub rust: &'f Ident,
    /// `GET /customers`
    pub method_and_path: &'f str,
    /// The parameters and the rules between them; those of another endpoint where the query is taken over.
    pub parameters: &'f [Rc<Parameter<'a>>],
    /// Parameters that are sent by themselves, and are no fields.
    pub constants: &'f [Constant<'a>],
    /// Where rules between parameters stand.
    pub rules: [Option<&'a [Checked<Rule>]>; 2],
    /// Of an endpoint that returns pages.
    pub paging: Option<&'f Paging<'a>>,
}

/// The filter of an endpoint.
pub fn lower_filter(scope: &Scope<'_>, module: &mut Names<'_>, source: Source<'_, '_>) -> Checked<ir::Filter> {
    let rust = names::derived("", source.rust, "Filter");
    let claimed = module.claim(
        &rust,
        source.name.span,
        format!("the filter of {}", quoted(&source.name.value)),
    );
    let distinct = spelling::between(scope.diags, &sent(source));
    let mut members = Names::of_members(scope.diags);
    let mut poison = Ok(());
    let mut paged = Vec::new();
    for sent in source.paging.iter().flat_map(|paging| paging.in_query()) {
        match lower_sent(&mut members, sent) {
            Ok(field) => paged.push(field),
            Err(reported) => poison = Err(reported),
        }
    }
    let mut fields = Vec::new();
    for parameter in source.parameters {
        let named = |field: &ir::FilterField| field.parameters.iter().any(|(wire, _)| *wire == parameter.name.value);
        let twice = paged.iter().any(named);
        let field = match distinct {
            // The same name on the wire is the same in Rust, and one mistake.
            Err(reported) if twice => Err(reported),
            _ => lower_field(scope, &mut members, source, parameter),
        };
        match field {
            Ok(field) => fields.push(field),
            Err(reported) => poison = Err(reported),
        }
    }
    fields.append(&mut paged);
    let of = format!("the endpoint {}", quoted(&source.name.value));
    let known = known(source);
    let rules = source.rules.into_iter().flatten();
    let attrs = attributes::Filter {
        between: rules.flat_map(|rules| lower_rules(scope, rules, &known, &of)).collect(),
    };
    poison.and(claimed).and(distinct)?;
    let mut docs = scope.docs(&source.endpoint.provenance, Enclosing::Top(source.name));
    docs.text = None;
    Ok(ir::Filter {
        rust,
        attrs,
        fields,
        docs,
        method_and_path: source.method_and_path.to_owned(),
    })
}

/// Everything the filter sends, for the check of names: the paging first, so that a clash is shown where the endpoint
/// has it and not where all share it.
fn sent(source: Source<'_, '_>) -> Vec<Sent> {
    let parameters = source.parameters.iter().map(|parameter| Sent {
        name: quoted(&parameter.name.value),
        span: parameter.name.span,
        wires: parameter.wires(),
    });
    let constants = source.constants.iter().map(|constant| Sent {
        name: quoted(&constant.name.value),
        span: constant.name.span,
        wires: vec![(String::new(), constant.wire.clone())],
    });
    let paging = source.paging.into_iter().flat_map(Paging::in_query).map(|sent| Sent {
        name: format!("{} of the paging", quoted(&sent.role.name)),
        span: sent.field.name.as_ref().unwrap_or(sent.key).span,
        wires: vec![(String::new(), sent.role.name.clone())],
    });
    paging.chain(parameters).chain(constants).collect()
}

/// What a rule may name: parameters, as they stand on the wire.
fn known<'f>(source: Source<'f, '_>) -> Vec<Known<'f>> {
    let parameters = source.parameters.iter().map(|parameter| Known {
        name: &parameter.name.value,
        value: Some(&parameter.value),
        read_only: false,
        constant: false,
        always: parameter.field.required.is_some(),
    });
    let paging = source.paging.into_iter().flat_map(Paging::in_query).map(|sent| Known {
        name: &sent.role.name,
        value: None,
        read_only: false,
        constant: false,
        always: sent.field.required.is_some(),
    });
    let constants = source.constants.iter().map(|constant| Known {
        name: &constant.name.value,
        value: None,
        read_only: false,
        constant: true,
        always: true,
    });
    parameters.chain(paging).chain(constants).collect()
}

fn lower_field(
    scope: &Scope<'_>,
    members: &mut Names<'_>,
    source: Source<'_, '_>,
    parameter: &Parameter<'_>,
) -> Checked<ir::FilterField> {
    let Parameter { name, field, value, .. } = parameter;
    let wanted = name.value.replace("{key}", " ");
    let rust = names::parameter(&wanted, field.provenance.rust.as_ref());
    members.claim(&rust, name.span, format!("the parameter {}", quoted(&name.value)))?;
    let ty = match &value.ty {
        Ty::List(item) => (**item).clone(),
        other => other.clone(),
    };
    let kind = match &parameter.family {
        Some(family) => FilterKind::Family {
            alias: family.alias.clone(),
            marker: family.marker.clone(),
        },
        None if value.list => FilterKind::List,
        None => FilterKind::Bare,
    };
    let mut rules: Vec<Bound> = field.required.map(|_| Bound::Required).into_iter().collect();
    rules.extend(value.sent_rules());
    let mut docs = scope.docs(
        &field.provenance,
        Enclosing::Within(&source.endpoint.provenance, &name.value, name.span),
    );
    docs.facts.extend(field.required.map(|_| "Required.".to_owned()));
    docs.facts.extend(value.facts.iter().cloned());
    let combined = "Lookups that share a name are sent together: all of them hold.";
    docs.facts.extend(parameter.combine.then(|| combined.to_owned()));
    Ok(ir::FilterField {
        attrs: attributes::Field {
            wire: (rust != name.value).then(|| name.value.clone()),
            lists: parameter.lists.map(lower_lists),
            combine: parameter.combine,
            coding: value.coding.clone(),
            rules,
        },
        rust,
        kind,
        ty,
        said: said(field, None),
        key: parameter.after_key.as_ref().map(|_| {
            let keys = parameter.keys.as_ref();
            keys.map_or(Ty::String, |keys| keys.ty.clone())
        }),
        parameters: parameter
            .wires()
            .into_iter()
            .map(|(lookup, wire)| (wire, lookup))
            .collect(),
        docs,
    })
}

/// A parameter of the paging is called by its role, whatever the vendor calls it: what asks for pages is the same
/// everywhere.
fn lower_sent(members: &mut Names<'_>, sent: &paging::Sent<'_>) -> Checked<ir::FilterField> {
    let rust = names::parameter(&sent.key.value, sent.field.provenance.rust.as_ref());
    members.claim(
        &rust,
        sent.key.span,
        format!("the paging parameter {}", quoted(&sent.key.value)),
    )?;
    let wire = sent.role.name.clone();
    Ok(ir::FilterField {
        attrs: attributes::Field {
            wire: (rust != wire).then(|| wire.clone()),
            lists: None,
            combine: false,
            coding: sent.coding(),
            rules: sent.rules.clone(),
        },
        rust,
        kind: FilterKind::Bare,
        ty: sent.ty.clone(),
        said: said(sent.field, Some(&sent.ty)),
        key: None,
        parameters: vec![(wire, String::new())],
        docs: sent.docs.clone(),
    })
}

#[cfg(test)]
mod tests;
