//! Filters as a user would write them, each with what it means for a row.

use crate::kind::{self, Kind};
use crate::lookups::{self, Op};
use crate::random::Random;
use crate::rows::Row;
use bindery_tests::peer::ListOrdersFilter;

type Holds = Box<dyn Fn(&Row) -> bool>;

/// A filter and its meaning.
#[derive(Default)]
pub struct Question {
    pub filter: ListOrdersFilter,
    meaning: Vec<Holds>,
    /// Whether the filter must be refused before it is sent.
    pub falls_apart: bool,
}

impl Question {
    /// Whether a row is asked for.
    pub fn holds(&self, row: &Row) -> bool {
        self.meaning.iter().all(|holds| holds(row))
    }
}

/// A parameter: what can be asked of it, and how.
pub struct Parameter {
    pub name: &'static str,
    bundles: &'static [&'static [Op]],
    pub ask: fn(&mut Random, &[Row], Op, &mut Question),
}

impl Parameter {
    pub fn ops(&self) -> impl Iterator<Item = Op> {
        self.bundles.iter().copied().flatten().copied()
    }
}

/// `name, field: kind, value of a row, what can be asked`
macro_rules! parameters {
    ($($name:literal, $field:ident: $kind:ident, |$row:ident| $value:expr, $($bundle:ident)+;)+) => {&[$(
        Parameter {
            name: $name,
            bundles: &[$(lookups::$bundle::OPS),+],
            ask: |random, rows, op, question| {
                let value = |$row: &Row| -> Option<<kind::$kind as Kind>::Value> { $value };
                let known: Vec<_> = rows.iter().filter_map(value).collect();
                let asked = None$(.or_else(|| lookups::$bundle::ask::<kind::$kind, _>(random, &known, op)))+;
                let asked = asked.unwrap_or_else(|| panic!("{} cannot be asked for {op:?}", $name));
                let holds = asked.holds;
                question.meaning.push(Box::new(move |row| holds(value(row).as_ref())));
                question.filter.$field = std::mem::take(&mut question.filter.$field).and(asked.lookups);
                question.falls_apart |= asked.falls_apart;
            },
        }
    ),+]};
}

pub const PARAMETERS: &[Parameter] = parameters! {
    "id", id: Integer, |row| Some(row.id), exact list;
    "name", name: Text, |row| Some(row.name.clone()), exact list bounds text;
    "note", note: Text, |row| row.note.clone(), exact list bounds text null;
    "quantity", quantity: Integer, |row| row.quantity, exact list bounds null;
    "price", price: Price, |row| row.price, exact list bounds null;
    "ratio", ratio: Ratio, |row| row.ratio, exact list bounds null;
    "paid", paid: Paid, |row| row.paid, exact null;
    "placed", placed: Day, |row| row.placed, exact list bounds days null;
    "created", created: Moment, |row| Some(row.created), exact list bounds days dates;
    "due", due: TimeOfDay, |row| row.due, exact list bounds null;
    "status", status: State, |row| Some(row.status), exact list;
    "key", key: Key, |row| Some(row.key.clone()), exact list;
    "customer", customer: Customer, |row| row.customer, exact list null;
    "customer__name", customer_name: Text, |row| row.customer_name.clone(), exact list bounds text;
};

/// Every way to ask for every lookup of every parameter, some times alone.
pub fn single(random: &mut Random, rows: &[Row], times: usize) -> Vec<Question> {
    let mut questions = Vec::new();
    for parameter in PARAMETERS {
        for op in parameter.ops().flat_map(|op| vec![op; times]) {
            let mut question = Question::default();
            (parameter.ask)(random, rows, op, &mut question);
            questions.push(question);
        }
    }
    questions
}

/// Two or three lookups at once: of one parameter, or of several.
pub fn joint(random: &mut Random, rows: &[Row]) -> Question {
    let mut question = Question::default();
    let mut taken: Vec<(&str, &str)> = Vec::new();
    let only = random.once_in(3).then(|| random.below(PARAMETERS.len()));
    for _ in 0..2 + random.below(2) {
        let parameter = &PARAMETERS[only.unwrap_or_else(|| random.below(PARAMETERS.len()))];
        let ops: Vec<Op> = parameter.ops().collect();
        let op = *random.pick(&ops);
        let sets = || op.lookups().iter().map(|lookup| (parameter.name, *lookup));
        // The same lookup twice is a violation.
        if sets().all(|set| !taken.contains(&set)) {
            taken.extend(sets());
            (parameter.ask)(random, rows, op, &mut question);
        }
    }
    question
}
