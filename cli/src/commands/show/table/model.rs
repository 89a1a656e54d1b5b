//! Models: a matrix of fields and directions, and the fields of one direction.

use super::{BOLD, DIM, Grid, NAME, PLAIN, Page, TYPE, cell};
use crate::commands::show::facts::{across, said, served, structure, words};
use bindery_codegen::descriptor::{Model, Struct};

impl Page<'_> {
    pub(super) fn models(&mut self) {
        if self.api.models.is_empty() {
            return;
        }
        self.heading("Models", Some(self.api.models.len()));
        self.out.push_str(&format!(
            "  {DIM}● must be there   ○ may be missing   nothing: is not in that direction{DIM:#}\n"
        ));
        for model in &self.api.models {
            self.out.push('\n');
            self.matrix(model);
        }
    }

    fn matrix(&mut self, model: &Model) {
        let served = served(model);
        let title = cell(&model.name, TYPE.bold());
        let mut head = Grid::default();
        head.row(vec![
            title,
            self.origin(model.docs.origin.as_ref()),
            self.words(&model.docs),
            cell(
                if model.open {
                    "open: unknown members are kept"
                } else {
                    ""
                },
                DIM,
            ),
        ]);
        self.print(&head);
        let mut grid = Grid::default();
        let mut columns = vec![cell("field", DIM), cell("type", DIM)];
        columns.extend(served.iter().map(|(_, name)| cell(name, DIM)));
        grid.row(columns);
        for across in across(model) {
            let field = across.field;
            let mut row = vec![cell(&field.wire, NAME), cell(&field.ty, TYPE)];
            row.extend(across.presence.iter().map(|presence| match presence {
                Some(true) => cell("●", BOLD),
                Some(false) => cell("○", PLAIN),
                None => cell("", PLAIN),
            }));
            row.push(self.origin(field.docs.origin.as_ref()));
            row.push(self.about(&said(field), &field.docs, &model.docs.sources));
            grid.row(row);
        }
        grid.print(4, self.width, &mut self.out);
        self.rules(&model.rules);
    }

    /// The struct that a type is about, and those within it, each once.
    pub(super) fn structures(&mut self, rust_type: &str) {
        let mut wanted = vec![rust_type.to_owned()];
        let mut shown: Vec<String> = Vec::new();
        let mut next = 0;
        while let Some(ty) = wanted.get(next).cloned() {
            next += 1;
            let Some((model, item)) = structure(self.api, &ty) else {
                continue;
            };
            if shown.contains(&item.rust) {
                continue;
            }
            if !shown.is_empty() {
                self.out
                    .push_str(&format!("\n  {TYPE}{}{TYPE:#}\n", super::visible(&model.name)));
            }
            shown.push(item.rust.clone());
            self.structure(item, &model.docs.sources);
            wanted.extend(
                item.fields
                    .iter()
                    .flat_map(|field| words(&field.rust_type))
                    .map(str::to_owned),
            );
        }
    }

    fn structure(&mut self, item: &Struct, around: &[String]) {
        let mut grid = Grid::default();
        for field in &item.fields {
            grid.row(vec![
                cell(&field.wire, NAME),
                cell(&field.ty, TYPE),
                cell(if field.required { "●" } else { "○" }, PLAIN),
                self.origin(field.docs.origin.as_ref()),
                self.about(&said(field), &field.docs, around),
            ]);
        }
        self.print(&grid);
        self.rules(&item.rules);
    }
}
