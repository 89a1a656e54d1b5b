//! What the macro does, outside a compiler.
//!
//! Input: the macro's tokens and the package's folder. Output: a module, or one `compile_error!` a mistake.
//! **Invariant:** the compiler tracks every file that was read, so that none changes unnoticed.

#[cfg(test)]
mod tests;

use bindery_codegen::diag::{Diagnostic, Severity, render};
use bindery_codegen::{Compilation, Module, bindings, compile};
use proc_macro2::{Group, Span, TokenStream, TokenTree};
use quote::quote_spanned;
use std::path::{Path, PathBuf};
use syn::LitStr;

/// What a call becomes.
#[derive(Debug)]
pub struct Expansion {
    /// The module, or errors.
    pub tokens: TokenStream,
    /// What is no error, for people.
    pub warnings: String,
}

/// Expands a call.
pub fn expand(input: TokenStream, package: &Path) -> Expansion {
    let Ok(path) = syn::parse2::<LitStr>(input.clone()) else {
        let span = input
            .into_iter()
            .next()
            .map_or_else(Span::call_site, |first| first.span());
        let message = "expected the path of a spec, seen from the package's folder: `vendor!(\"specs/shop.yaml\")`";
        return Expansion {
            tokens: error(span, message),
            warnings: String::new(),
        };
    };
    let compilation = compile(&[shown(&package.join(path.value()))]);
    let warnings = of(&compilation, Severity::Warning).map(|it| human(&compilation, it) + "\n\n");
    Expansion {
        warnings: warnings.collect(),
        tokens: tokens(&compilation, &path),
    }
}

/// As the compiler shows its own files: seen from the folder it runs in.
fn shown(path: &Path) -> PathBuf {
    let here = std::env::current_dir().ok();
    let inside = here.and_then(|here| path.strip_prefix(here).ok().map(Path::to_owned));
    inside.unwrap_or_else(|| path.to_owned())
}

fn tokens(compilation: &Compilation, path: &LitStr) -> TokenStream {
    if compilation.failed() {
        let errors = of(compilation, Severity::Error);
        return errors.map(|it| error(path.span(), &told(compilation, it))).collect();
    }
    let module = match compilation.modules.as_slice() {
        [module] => module,
        modules => {
            let names: Vec<&str> = modules.iter().map(|module| module.vendor.as_str()).collect();
            let message = format!(
                "`{}` holds {} specs: {}; name one of them",
                path.value(),
                names.len(),
                names.join(", ")
            );
            return error(path.span(), &message);
        }
    };
    match text(module, compilation).parse() {
        Ok(tokens) => placed(tokens, Span::call_site().located_at(path.span())),
        Err(problem) => {
            let message =
                format!("the generated code is no Rust: {problem}; this is a mistake of Bindery, please report it");
            error(path.span(), &message)
        }
    }
}

/// Tokens whose place is the path in the call: where an editor leads from a name. As they come from a text, rust-analyzer
/// would look for that place in the text.
fn placed(tokens: TokenStream, span: Span) -> TokenStream {
    let placed = tokens.into_iter().map(|mut token| {
        if let TokenTree::Group(group) = &token {
            token = Group::new(group.delimiter(), placed(group.stream(), span)).into();
        }
        token.set_span(span);
        token
    });
    placed.collect()
}

/// The module, and at its end what makes the compiler track the files it is made of. Unnamed constants are no part of a
/// program.
fn text(module: &Module, compilation: &Compilation) -> String {
    let tracked: String = compilation
        .inputs()
        .map(|path| std::path::absolute(path).unwrap_or_else(|_| path.into()))
        .map(|path| {
            format!(
                "const _: &[u8] = ::core::include_bytes!({:?});\n",
                path.to_string_lossy()
            )
        })
        .collect();
    let text: String = module.text.lines().map(|line| documented(line) + "\n").collect();
    format!("{} {{\n{text}{tracked}}}", bindings::declaration(module))
}

/// A comment of docs as the attribute that it stands for: of the comment, rust-analyzer would show a slash, too.
fn documented(line: &str) -> String {
    let code = line.trim_start();
    match (code.strip_prefix("///"), code.strip_prefix("//!")) {
        (Some(doc), _) => format!("#[doc = {doc:?}]"),
        (None, Some(doc)) => format!("#![doc = {doc:?}]"),
        (None, None) => line.to_owned(),
    }
}

fn of(compilation: &Compilation, severity: Severity) -> impl Iterator<Item = &Diagnostic> {
    let all = compilation.diagnostics.iter();
    all.filter(move |it| it.code.severity() == severity)
}

fn human(compilation: &Compilation, diagnostic: &Diagnostic) -> String {
    render::human(&compilation.files, diagnostic)
}

/// With the lines of the spec. The compiler says `error` itself: `error: bad_type: …`.
fn told(compilation: &Compilation, diagnostic: &Diagnostic) -> String {
    let text = human(compilation, diagnostic);
    let code = diagnostic.code.name();
    match text.strip_prefix(&format!("error[{code}]")) {
        Some(rest) => format!("{code}{rest}"),
        None => text,
    }
}

fn error(span: Span, message: &str) -> TokenStream {
    quote_spanned!(span=> ::core::compile_error! { #message })
}
