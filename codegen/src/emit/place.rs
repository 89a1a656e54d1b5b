//! Paths, places, envelopes and paging as data.
//!
//! Names of the runtime's `endpoint` module stand bare: every item that holds such data begins with a `use` of it, inside
//! a block of its own, where no name of a spec can come between. Only what a spec says is written; the rest is `DEFAULT`.

use crate::ir::{Api, Constant, Envelope, FieldErrors, PageRole, Paging, Place, ReadRole, SendRole};
use crate::syntax::Step;
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

/// A block in which the names of the `endpoint` module can stand bare.
pub(super) fn emit_data(data: &TokenStream) -> TokenStream {
    quote! {
        {
            use ::bindery::endpoint::*;
            #data
        }
    }
}

/// What several items share under a name.
pub(super) fn emit_constants(api: &Api) -> TokenStream {
    let envelope = api.envelope.iter().map(|Constant { rust, value }| {
        let data = emit_data(&emit_envelope(value));
        quote! {
            /// Where things stand in the answers.
            const #rust: ::bindery::endpoint::Envelope = #data;
        }
    });
    let pagings = api.pagings.iter().map(|Constant { rust, value }| {
        let data = emit_data(&emit_paging(value));
        quote! {
            /// How pages are asked for and read.
            const #rust: ::bindery::endpoint::Paging = #data;
        }
    });
    quote!(#(#envelope)* #(#pagings)*)
}

/// `&[Step::Name("data"), Step::Last]`
fn emit_path(path: &[Step]) -> TokenStream {
    let steps = path.iter().map(|step| match step {
        Step::Name(name) => quote!(Step::Name(#name)),
        Step::Index(index) => {
            let index = Literal::u32_unsuffixed(*index);
            quote!(Step::Index(#index))
        }
        Step::Last => quote!(Step::Last),
        Step::Each => quote!(Step::Each),
    });
    quote!(&[#(#steps),*])
}

/// Where something stands in an answer.
pub(super) fn emit_place(place: &Place) -> TokenStream {
    match place {
        Place::Paths(paths) => {
            let paths = paths.iter().map(|path| emit_path(path));
            quote!(Place::Paths(&[#(#paths),*]))
        }
        Place::Header { name, wire } => {
            let wire = match wire {
                Some(wire) => some(&quote!(#wire)),
                None => quote!(::core::option::Option::None),
            };
            quote!(Place::Header { name: #name, wire: #wire })
        }
        Place::Link(rel) => quote!(Place::Link(#rel)),
        Place::Cookie(name) => quote!(Place::Cookie(#name)),
    }
}

/// `Some(…)`
pub(super) fn some(value: &TokenStream) -> TokenStream {
    quote!(::core::option::Option::Some(#value))
}

/// A field of a struct: `name: value,`; `None` where the spec says nothing.
pub(super) fn said(name: &str, value: Option<TokenStream>) -> Option<TokenStream> {
    let name = format_ident!("{name}");
    value.map(|value| quote!(#name: #value,))
}

/// A field that holds an option.
fn said_some(name: &str, value: Option<TokenStream>) -> Option<TokenStream> {
    said(name, value.map(|value| some(&value)))
}

/// A struct of the runtime: the fields that always stand there, those that the spec says, and `DEFAULT` for the rest of
/// them where there is one.
pub(super) fn emit_struct<const N: usize>(
    name: &str,
    always: &TokenStream,
    said: [Option<TokenStream>; N],
) -> TokenStream {
    let name = format_ident!("{name}");
    let rest = said.iter().any(Option::is_none).then(|| quote!(..#name::DEFAULT));
    let said = said.into_iter().flatten();
    quote!(#name { #always #(#said)* #rest })
}

/// `at: &[…],`
fn emit_at(at: &[Step]) -> Option<TokenStream> {
    said("at", (!at.is_empty()).then(|| emit_path(at)))
}

fn emit_envelope(envelope: &Envelope) -> TokenStream {
    let at = emit_at(&envelope.at);
    let success = envelope.success.iter().map(|(path, value)| {
        let path = emit_path(path);
        quote!((#path, #value))
    });
    let success = said(
        "success",
        (!envelope.success.is_empty()).then(|| quote!(&[#(#success),*])),
    );
    let success_code = said_some("success_code", envelope.success_code.as_deref().map(emit_path));
    let code = said_some("code", envelope.code.as_ref().map(emit_place));
    let message = said_some("message", envelope.message.as_ref().map(emit_place));
    let fields = said_some("fields", envelope.fields.as_ref().map(emit_field_errors));
    let places = [code, message, fields];
    let error = places.iter().any(Option::is_some);
    let error = error.then(|| emit_struct("ErrorPlaces", &TokenStream::new(), places));
    emit_struct(
        "Envelope",
        &TokenStream::new(),
        [at, success, success_code, said("error", error)],
    )
}

fn emit_field_errors(fields: &FieldErrors) -> TokenStream {
    match fields {
        FieldErrors::Map(place) => {
            let place = emit_place(place);
            quote!(FieldErrors::Map(#place))
        }
        FieldErrors::List {
            at,
            name,
            message,
            code,
        } => {
            let at = emit_place(at);
            let name = emit_path(name);
            let message = emit_path(message);
            let code = match code {
                Some(code) => some(&emit_path(code)),
                None => quote!(::core::option::Option::None),
            };
            quote!(FieldErrors::List { at: #at, name: #name, message: #message, code: #code })
        }
    }
}

fn emit_paging(paging: &Paging) -> TokenStream {
    let send = paging.send.iter().map(emit_send);
    let read = paging.read.iter().map(|(role, place)| {
        let role = emit_read_role(*role);
        let place = emit_place(place);
        quote!((ReadRole::#role, #place))
    });
    quote!(Paging { send: &[#(#send),*], read: &[#(#read),*] })
}

fn emit_send(send: &SendRole) -> TokenStream {
    let role = match send.role {
        PageRole::Limit => quote!(Limit),
        PageRole::Offset => quote!(Offset),
        PageRole::Page => quote!(Page),
        PageRole::Cursor => quote!(Cursor),
        PageRole::Range => quote!(Range),
    };
    let name = &send.name;
    let bounds = [
        ("default", send.default),
        ("minimum", send.minimum),
        ("maximum", send.maximum),
        ("clamp", send.clamp),
    ];
    let header = said("header", send.header.then(|| quote!(true)));
    let wire = said_some("wire", send.wire.as_ref().map(|wire| quote!(#wire)));
    let [default, minimum, maximum, clamp] = bounds.map(|(name, bound)| {
        let bound = bound.map(|bound| {
            let bound = Literal::i64_unsuffixed(bound);
            quote!(#bound)
        });
        said_some(name, bound)
    });
    let said = [header, wire, default, minimum, maximum, clamp];
    emit_struct("SendRole", &quote!(role: PageRole::#role, name: #name,), said)
}

fn emit_read_role(role: ReadRole) -> TokenStream {
    match role {
        ReadRole::Items => quote!(Items),
        ReadRole::Total => quote!(Total),
        ReadRole::NextUrl => quote!(NextUrl),
        ReadRole::NextPage => quote!(NextPage),
        ReadRole::NextCursor => quote!(NextCursor),
        ReadRole::More => quote!(More),
        ReadRole::Page => quote!(Page),
        ReadRole::Pages => quote!(Pages),
        ReadRole::Limit => quote!(Limit),
        ReadRole::Offset => quote!(Offset),
        ReadRole::First => quote!(First),
        ReadRole::Last => quote!(Last),
        ReadRole::PreviousUrl => quote!(PreviousUrl),
    }
}
