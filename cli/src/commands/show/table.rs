//! What a spec means as text: headings and columns.
//!
//! Input: the descriptor. Output: lines for a terminal, or for a pipe. **Invariant:** no line is wider than asked for, as long as
//! columns of fourteen fit; every text of the spec passes through a cell, which holds no control characters.

mod endpoint;
mod grid;
mod model;

use super::facts::{self, counted, place};
use anstyle::{AnsiColor, Style};
use bindery_codegen::descriptor::{Api, Docs, Endpoint, Error, Origin, TypeKind};
use grid::{Cell, Grid, cell, visible, wrap};

const PLAIN: Style = Style::new();
const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const TYPE: Style = AnsiColor::Cyan.on_default();
const NAME: Style = AnsiColor::Green.on_default();
const MARK: Style = AnsiColor::Yellow.on_default();

/// The vendor, or one endpoint of it; with `resolved`, where each part is declared.
pub fn text(api: &Api, endpoint: Option<&Endpoint>, resolved: bool, width: usize) -> String {
    let mut page = Page {
        api,
        resolved,
        width,
        out: String::new(),
    };
    match endpoint {
        Some(endpoint) => page.endpoint(endpoint),
        None => page.vendor(),
    }
    page.out
}

/// What is written, and how.
struct Page<'a> {
    api: &'a Api,
    resolved: bool,
    width: usize,
    out: String,
}

impl Page<'_> {
    fn vendor(&mut self) {
        let api = self.api;
        self.line(&[(BOLD, &api.title), (DIM, &api.vendor), (DIM, &place(&api.origin))]);
        self.paragraph(0, api.doc.as_deref());
        let dialect = api.dialect.iter().map(|name| format!("dialect {name}"));
        let lookups = api.endpoints.iter().filter_map(|it| it.filter.as_ref());
        let names = lookups
            .flat_map(|filter| &filter.parameters)
            .map(|parameter| parameter.wire.len())
            .sum();
        let counts = [
            counted(api.endpoints.len(), "endpoint"),
            counted(names, "parameter"),
            counted(api.models.len(), "model"),
            counted(api.errors.len(), "error"),
        ];
        let counts: Vec<String> = counts.into_iter().chain(dialect).collect();
        self.line(&[(DIM, &counts.join(", "))]);
        self.servers();
        self.auth();
        self.endpoints();
        self.envelope();
        self.models();
        self.types();
        self.catalogue();
        if self.resolved {
            self.families();
            self.settings();
        }
        self.sources();
    }

    /// A heading, and how many stand below it.
    fn heading(&mut self, title: &str, count: Option<usize>) {
        let count = count.map(|count| format!("  {DIM}{count}{DIM:#}")).unwrap_or_default();
        self.out.push_str(&format!("\n{BOLD}{title}{BOLD:#}{count}\n"));
    }

    /// Texts side by side.
    fn line(&mut self, parts: &[(Style, &str)]) {
        let mut grid = Grid::default();
        grid.row(parts.iter().map(|(style, text)| cell(text, *style)).collect());
        grid.print(0, self.width, &mut self.out);
    }

    fn paragraph(&mut self, indent: usize, text: Option<&str>) {
        for line in text
            .iter()
            .flat_map(|text| wrap(&visible(text), self.width.saturating_sub(indent).min(100)))
        {
            self.out.push_str(&format!("{}{line}\n", " ".repeat(indent)));
        }
    }

    fn print(&mut self, grid: &Grid) {
        grid.print(2, self.width, &mut self.out);
    }

    /// Where a part is declared; empty where nobody asks.
    fn origin(&self, origin: Option<&Origin>) -> Cell {
        match origin {
            _ if !self.resolved => cell("", PLAIN),
            Some(Origin { inherited: true, .. }) => cell(facts::declared(origin), MARK),
            _ => cell(facts::declared(origin), DIM),
        }
    }

    /// What is said of a part: the author's words, whether anybody wrote that down, and where, unless it is the page of
    /// all that is around it.
    fn about(&self, text: &str, docs: &Docs, around: &[String]) -> Cell {
        let reason = |word: &str, why: &str| match why {
            "" => format!("({word})"),
            why => format!("({word}: {why})"),
        };
        let deprecated = docs.deprecated.as_ref().map(|why| reason("deprecated", why));
        let inferred = docs.inferred.as_ref().map(|why| reason("inferred", why));
        let told = self.resolved && !docs.sources.is_empty() && docs.sources != around;
        let sources = told.then(|| format!("[{}]", docs.sources.join(", ")));
        let parts = [Some(text.to_owned()), deprecated, inferred, sources];
        cell(parts.into_iter().flatten().collect::<Vec<_>>().join(" "), PLAIN)
    }

    /// [`Page::about`] with the author's words alone.
    fn words(&self, docs: &Docs) -> Cell {
        self.about(docs.text.as_deref().unwrap_or_default(), docs, &[])
    }

    fn servers(&mut self) {
        self.heading("Servers", None);
        let mut grid = Grid::default();
        for (index, server) in self.api.servers.iter().enumerate() {
            grid.row(vec![
                cell(&server.name, NAME),
                cell(&server.url, PLAIN),
                cell(if index == 0 { "default" } else { "" }, DIM),
                self.origin(server.docs.origin.as_ref()),
                self.words(&server.docs),
            ]);
        }
        self.print(&grid);
    }

    fn auth(&mut self) {
        if self.api.auth.is_empty() {
            return;
        }
        self.heading("Auth", None);
        let mut grid = Grid::default();
        for auth in &self.api.auth {
            grid.row(vec![
                cell(&auth.name, NAME),
                cell(facts::auth(auth), PLAIN),
                self.origin(auth.docs.origin.as_ref()),
                self.words(&auth.docs),
            ]);
        }
        self.print(&grid);
    }

    fn endpoints(&mut self) {
        self.heading("Endpoints", Some(self.api.endpoints.len()));
        let mut grid = Grid::default();
        for endpoint in &self.api.endpoints {
            let returns = endpoint.returns.as_ref().map_or("", |payload| payload.ty.as_str());
            grid.row(vec![
                cell(&endpoint.method, endpoint::colour(&endpoint.method)),
                cell(&endpoint.path, PLAIN),
                cell(&endpoint.name, NAME),
                cell(returns, TYPE),
                self.origin(endpoint.docs.origin.as_ref()),
                self.words(&endpoint.docs),
            ]);
        }
        self.print(&grid);
    }

    fn envelope(&mut self) {
        let Some(envelope) = &self.api.envelope else { return };
        self.heading("Every answer", None);
        let mut grid = Grid::default();
        let mut part = |what: &str, at: &str, key: &str| {
            let setting = facts::setting(self.api, key);
            let origin = setting.map_or_else(|| cell("", PLAIN), |setting| self.origin(setting.origin.as_ref()));
            grid.row(vec![cell(what, PLAIN), cell(at, NAME), origin]);
        };
        for (what, at, key) in [
            ("what is asked for", &envelope.at, "envelope.at"),
            ("code of success", &envelope.success_code, "envelope.success_code"),
            ("code of an error", &envelope.code, "envelope.error.code"),
            ("message of an error", &envelope.message, "envelope.error.message"),
            ("errors by field", &envelope.fields, "envelope.error.fields"),
        ] {
            if let Some(at) = at {
                part(what, if at == "." { "the whole body" } else { at }, key);
            }
        }
        for (at, value) in &envelope.success {
            part(
                "it succeeded",
                &format!("{at} is {value}"),
                &format!("envelope.success.{at}"),
            );
        }
        self.print(&grid);
    }

    fn types(&mut self) {
        if self.api.types.is_empty() {
            return;
        }
        self.heading("Types", Some(self.api.types.len()));
        let mut grid = Grid::default();
        for ty in &self.api.types {
            let values = match &ty.kind {
                TypeKind::Enum { values, .. } => values.iter().map(|value| value.wire.as_str()).collect(),
                TypeKind::Scalar { .. } => Vec::new(),
            };
            grid.row(vec![
                cell(&ty.name, TYPE),
                cell(facts::kind(ty), PLAIN),
                cell(values.join(", "), NAME),
                self.origin(ty.docs.origin.as_ref()),
                self.words(&ty.docs),
            ]);
        }
        self.print(&grid);
    }

    fn catalogue(&mut self) {
        if self.api.errors.is_empty() {
            return;
        }
        self.heading("Errors", Some(self.api.errors.len()));
        let mut grid = Grid::default();
        for error in &self.api.errors {
            let groups = facts::grouped_codes(error).into_iter().map(|(of, codes)| match of {
                Some(endpoint) => format!("{endpoint}: {}", codes.join(", ")),
                None => codes.join(", "),
            });
            let codes = groups.collect::<Vec<_>>().join("; ");
            grid.row(self.error(error, &codes));
        }
        self.print(&grid);
    }

    fn error(&self, error: &Error, codes: &str) -> Vec<Cell> {
        vec![
            cell(&error.name, NAME),
            cell(error.statuses.join(", "), PLAIN),
            cell(&error.kind, TYPE),
            cell(if error.retryable { "retryable" } else { "" }, DIM),
            cell(codes, PLAIN),
            self.origin(error.docs.origin.as_ref()),
            self.words(&error.docs),
        ]
    }

    fn families(&mut self) {
        if self.api.families.is_empty() {
            return;
        }
        self.heading("Families", Some(self.api.families.len()));
        let mut grid = Grid::default();
        for family in &self.api.families {
            let origin = self.origin(family.docs.origin.as_ref());
            grid.row(vec![cell(&family.name, NAME), cell("", PLAIN), cell("", PLAIN), origin]);
            for lookup in &family.lookups {
                grid.row(vec![
                    cell("", PLAIN),
                    cell(&lookup.name, PLAIN),
                    cell(&lookup.wire, NAME),
                    self.origin(lookup.docs.origin.as_ref()),
                    self.words(&lookup.docs),
                ]);
            }
        }
        self.print(&grid);
    }

    fn settings(&mut self) {
        self.heading("Settings", Some(self.api.settings.len()));
        let mut grid = Grid::default();
        for setting in &self.api.settings {
            let origin = self.origin(setting.origin.as_ref());
            grid.row(vec![cell(&setting.key, PLAIN), cell(&setting.value, NAME), origin]);
        }
        self.print(&grid);
    }

    fn sources(&mut self) {
        self.heading("Sources", Some(self.api.sources.len()));
        let mut grid = Grid::default();
        for source in &self.api.sources {
            grid.row(vec![
                cell(&source.name, NAME),
                cell(&source.url, PLAIN),
                cell(format!("read {}", source.read), DIM),
                self.origin(source.origin.as_ref()),
                cell(source.doc.as_deref().unwrap_or_default(), PLAIN),
            ]);
        }
        self.print(&grid);
    }
}
