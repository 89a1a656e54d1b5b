//! A vendor: what every part needs, and the parts that are short.
//!
//! Input: a checked API and its files. Output: [`Api`]. **Invariant:** what is inherited is told by its file alone.

use super::words::statuses;
use super::{Api, Auth, Docs, Envelope, Error, Origin, Server, Setting, Source, endpoints, families, models, types};
use crate::ir::{self, AuthPlace, ValidApi};
use crate::lower::place::place_words;
use crate::source::Files;
use crate::span::Span;
use bindery_attributes::endpoint::spell;

/// What a spec means.
pub(crate) fn describe(valid: &ValidApi, files: &Files) -> Api {
    let api = valid.api();
    let of = Describe { api, files };
    Api {
        vendor: api.name.clone(),
        module: api.module.to_string(),
        title: api.title.clone(),
        doc: api.doc.clone(),
        origin: of.origin(Span::start_of(api.origin.file)),
        dialect: api.dialect.as_ref().map(|dialect| dialect.name.clone()),
        settings: api.settings.iter().map(|setting| of.setting(setting)).collect(),
        sources: api.sources.iter().map(|source| of.source(source)).collect(),
        servers: api.servers.all.iter().map(|server| of.server(server)).collect(),
        auth: api.auth.iter().map(|auth| of.auth(auth)).collect(),
        families: families::describe(of),
        types: types::describe(of),
        models: models::describe(of),
        envelope: api.envelope.as_ref().map(|envelope| envelope_words(&envelope.value)),
        errors: api.catalogue.variants.iter().map(|error| of.error(error)).collect(),
        endpoints: endpoints::describe(of),
    }
}

/// What is described, and the files it stands in.
#[derive(Clone, Copy)]
pub(super) struct Describe<'a> {
    pub(super) api: &'a ir::Api,
    files: &'a Files,
}

impl Describe<'_> {
    /// A place for people.
    pub(super) fn origin(self, span: Span) -> Origin {
        let (line, column) = self.files.line_column(span);
        let dialect = self.api.dialect.as_ref();
        Origin {
            file: self.files.path(span.file).to_owned(),
            line,
            column,
            inherited: dialect.is_some_and(|dialect| dialect.file == span.file),
        }
    }

    /// What is said of an item of its own.
    pub(super) fn docs(self, docs: &ir::Docs) -> Docs {
        Docs {
            text: docs.text.clone(),
            facts: docs.facts.clone(),
            sources: docs.sources.clone(),
            inferred: docs.inferred.as_ref().map(|inferred| match inferred {
                ir::Inferred::Yes => String::new(),
                ir::Inferred::Why(why) => why.clone(),
            }),
            deprecated: docs.deprecated.as_ref().map(|deprecated| match deprecated {
                ir::Deprecated::Yes => String::new(),
                ir::Deprecated::Why(why) => why.clone(),
            }),
            origin: docs.origin.map(|origin| self.origin(origin)),
        }
    }

    /// What is said of a part of an item, whose sources are those of the item where it has none.
    pub(super) fn docs_within(self, docs: &ir::Docs, above: &ir::Docs) -> Docs {
        let mut described = self.docs(docs);
        if described.sources.is_empty() {
            described.sources.clone_from(&above.sources);
        }
        described
    }

    fn setting(self, setting: &ir::Setting) -> Setting {
        Setting {
            key: setting.key.clone(),
            value: setting.value.clone(),
            origin: setting.origin.map(|origin| self.origin(origin)),
        }
    }

    fn source(self, source: &ir::Source) -> Source {
        Source {
            name: source.name.clone(),
            url: source.url.clone(),
            read: source.read.clone(),
            doc: source.doc.clone(),
            origin: Some(self.origin(source.origin)),
        }
    }

    fn server(self, server: &ir::Server) -> Server {
        let variables = server.variables.iter();
        Server {
            name: server.name.clone(),
            rust: server.rust.to_string(),
            url: server.url.clone(),
            variables: variables.map(|it| (it.hole.clone(), it.rust.to_string())).collect(),
            variable_docs: server.variables.iter().map(|it| self.docs(&it.docs)).collect(),
            docs: self.docs(&server.docs),
        }
    }

    fn auth(self, auth: &ir::Auth) -> Auth {
        Auth {
            name: auth.name.clone(),
            rust: auth.rust.to_string(),
            place: match &auth.place {
                AuthPlace::None => "none".to_owned(),
                AuthPlace::Header { name, value } => format!("header {name}: {value}"),
                AuthPlace::Query { name, value } => format!("query {name}={value}"),
                AuthPlace::Cookie { name, value } => format!("cookie {name}={value}"),
                AuthPlace::Basic(template) => format!("basic {template}"),
            },
            login: auth.login.as_ref().map(|login| format!("POST {}", login.path)),
            exchange: auth.login.as_ref().map(exchange),
            secrets: auth.secrets.iter().map(|secret| secret.hole.clone()).collect(),
            docs: Docs {
                // The docs of the constructor begin with the way the secret goes.
                text: (!auth.doc.is_empty()).then(|| auth.doc.clone()),
                ..self.docs(&auth.docs)
            },
        }
    }

    fn error(self, error: &ir::ErrorVariant) -> Error {
        let codes = error.attrs.matches.iter();
        Error {
            name: error.name.clone(),
            rust: error.rust.to_string(),
            kind: error.attrs.class().name().to_owned(),
            retryable: error.attrs.is_retryable(),
            statuses: statuses(&error.attrs.status),
            codes: codes
                .filter_map(|it| Some((it.code.clone()?, it.endpoint.clone())))
                .collect(),
            headers: error.headers.clone(),
            docs: self.docs(&error.docs),
        }
    }
}

fn exchange(login: &ir::Login) -> String {
    let pairs: Vec<String> = login
        .body
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let encoding = if login.form { "form" } else { "json" };
    format!("{encoding} {}, {}", pairs.join(" "), place_words(&login.read))
}

fn envelope_words(envelope: &ir::Envelope) -> Envelope {
    let success = envelope.success.iter();
    Envelope {
        at: (!envelope.at.is_empty()).then(|| spell(&envelope.at)),
        success: success.map(|(path, value)| (spell(path), value.clone())).collect(),
        success_code: envelope.success_code.as_deref().map(spell),
        code: envelope.code.as_ref().map(place_words),
        message: envelope.message.as_ref().map(place_words),
        fields: envelope.fields.as_ref().map(|fields| match fields {
            ir::FieldErrors::Map(place) => place_words(place),
            ir::FieldErrors::List {
                at,
                name,
                message,
                code,
            } => {
                let words = format!(
                    "{}[*], named by {}, told in {}",
                    place_words(at),
                    spell(name),
                    spell(message)
                );
                code.as_deref()
                    .map_or(words.clone(), |code| format!("{words}, with the code {}", spell(code)))
            }
        }),
    }
}
