//! One endpoint: what is sent, what comes back, what may go wrong.

use super::{BOLD, DIM, Grid, MARK, NAME, PLAIN, Page, TYPE, cell};
use crate::commands::show::example;
use crate::commands::show::facts::{self, codes, counted, on_wire, place, said};
use anstyle::{AnsiColor, Style};
use bindery_codegen::descriptor::{Endpoint, Field, Filter, Paging, Payload};

/// The colour of a method, the same everywhere.
pub(super) fn colour(method: &str) -> Style {
    let color = match method {
        "GET" | "HEAD" => AnsiColor::Green,
        "POST" => AnsiColor::Blue,
        "DELETE" => AnsiColor::Red,
        _ => AnsiColor::Yellow,
    };
    color.on_default().bold()
}

impl Page<'_> {
    pub(super) fn endpoint(&mut self, endpoint: &Endpoint) {
        let vendor = &self.api.title;
        let at = endpoint.docs.origin.as_ref().map(place).unwrap_or_default();
        self.line(&[
            (colour(&endpoint.method), &endpoint.method),
            (BOLD, &endpoint.path),
            (NAME, &endpoint.name),
            (DIM, vendor),
            (DIM, &at),
        ]);
        let mut grid = Grid::default();
        grid.row(vec![self.words(&endpoint.docs)]);
        grid.print(0, self.width.min(100), &mut self.out);

        self.heading("Example", None);
        let mut grid = Grid::default();
        let url = example::url(self.api, endpoint);
        grid.row(vec![cell(&endpoint.method, DIM), cell(url, PLAIN)]);
        self.print(&grid);

        let around = &endpoint.docs.sources;
        self.fields("In the path", &endpoint.path_fields, around);
        self.fields("Headers", &endpoint.headers, around);
        if let Some(filter) = &endpoint.filter {
            self.parameters(filter, around);
        }
        if let Some(body) = &endpoint.body {
            self.payload("Body", body);
        }
        self.constants(endpoint);
        self.answer(endpoint);
        if let Some(paging) = &endpoint.paging {
            self.paging(paging);
        }
        self.errors(endpoint);
    }

    fn fields(&mut self, title: &str, fields: &[Field], around: &[String]) {
        if fields.is_empty() {
            return;
        }
        self.heading(title, Some(fields.len()));
        let mut grid = Grid::default();
        for field in fields {
            grid.row(vec![
                cell(&field.wire, NAME),
                cell(&field.ty, TYPE),
                cell(if field.required { "required" } else { "" }, PLAIN),
                self.origin(field.docs.origin.as_ref()),
                self.about(&said(field), &field.docs, around),
            ]);
        }
        self.print(&grid);
    }

    /// What the caller need not say.
    fn constants(&mut self, endpoint: &Endpoint) {
        let constants = facts::constants(self.api, endpoint);
        if constants.is_empty() {
            return;
        }
        self.heading("Always sent", Some(constants.len()));
        let mut grid = Grid::default();
        for constant in constants {
            grid.row(vec![
                cell(&constant.place, DIM),
                cell(&constant.name, NAME),
                cell(&constant.value, PLAIN),
            ]);
        }
        self.print(&grid);
    }

    /// Every name on the wire; what holds for the parameter stands beside its first.
    fn parameters(&mut self, filter: &Filter, around: &[String]) {
        let names: usize = filter.parameters.iter().map(|it| it.wire.len()).sum();
        let title = format!("Parameters  {DIM}{}{DIM:#}", counted(names, "name"));
        self.heading(&title, None);
        let mut grid = Grid::default();
        for parameter in &filter.parameters {
            let field = &parameter.field;
            for (index, wire) in on_wire(self.api, parameter).iter().enumerate() {
                let first = index == 0;
                let lookup = wire.lookup.map_or("", |lookup| lookup.name.as_str());
                let origin = match wire.lookup {
                    Some(lookup) if self.resolved => self.origin(lookup.docs.origin.as_ref()),
                    _ => cell("", PLAIN),
                };
                let mut row = vec![
                    cell(&wire.name, NAME),
                    cell(lookup, DIM),
                    cell(&wire.ty, TYPE),
                    cell(if first && field.required { "required" } else { "" }, PLAIN),
                    origin,
                ];
                if first {
                    row.push(self.origin(field.docs.origin.as_ref()));
                    row.push(self.about(&said(field), &field.docs, around));
                }
                grid.row(row);
            }
        }
        if self.resolved {
            self.out
                .push_str(&format!("  {DIM}declared: the lookup, then the parameter{DIM:#}\n"));
        }
        self.print(&grid);
        self.rules(&filter.rules);
    }

    pub(super) fn rules(&mut self, rules: &[String]) {
        let mut grid = Grid::default();
        for rule in rules {
            grid.row(vec![cell("rule", MARK), cell(rule, PLAIN)]);
        }
        self.print(&grid);
    }

    fn payload(&mut self, title: &str, payload: &Payload) {
        let carried = facts::carried(payload).replace('`', "");
        let title = format!(
            "{title}  {TYPE}{}{TYPE:#}  {DIM}{}{DIM:#}",
            super::visible(&payload.ty),
            super::visible(&carried)
        );
        self.heading(&title, None);
        let mut grid = Grid::default();
        grid.row(vec![
            self.origin(payload.docs.origin.as_ref()),
            self.words(&payload.docs),
        ]);
        self.print(&grid);
        self.structures(&payload.rust_type);
    }

    fn answer(&mut self, endpoint: &Endpoint) {
        let success = facts::success(endpoint);
        match &endpoint.returns {
            Some(payload) => self.payload(&format!("Returns {success}"), payload),
            None => {
                self.heading(&format!("Returns {success}"), None);
                self.paragraph(2, Some("Nothing is read from the answer."));
            }
        }
    }

    fn paging(&mut self, paging: &Paging) {
        self.heading("Pages", None);
        let mut grid = Grid::default();
        for (how, role) in
            (paging.send.iter().map(|role| ("send", role))).chain(paging.read.iter().map(|role| ("read", role)))
        {
            grid.row(vec![
                cell(how, DIM),
                cell(&role.name, PLAIN),
                cell(&role.place, NAME),
                self.origin(role.origin.as_ref()),
            ]);
        }
        self.print(&grid);
    }

    fn errors(&mut self, endpoint: &Endpoint) {
        if endpoint.errors.is_empty() {
            return;
        }
        self.heading("Errors", Some(endpoint.errors.len()));
        let mut grid = Grid::default();
        for error in facts::errors(self.api, endpoint) {
            let codes = codes(error, endpoint).join(", ");
            grid.row(self.error(error, &codes));
        }
        self.print(&grid);
    }
}
