//! The shape of a value as a schema.
//!
//! Input: a [`Shape`] of a key. Output: its schema; what has keys of its own is put among the definitions and referred to.
//! **Invariant:** shapes that stand for one another become one schema whose keywords speak of different kinds of values,
//! so that an editor can say what is wrong with the one that is there, instead of "matches none of these".

use super::json::{Json, Object};
use super::{pattern, table, word};
use bindery_codegen::decode::keys::{Names, Place, Shape, Table, WORDS};
use bindery_codegen::text::type_expr::{BUILTINS, GENERICS};

/// What else is defined, in the order it was first referred to.
#[derive(Debug, Default)]
pub(super) struct Definitions {
    /// The name of each with what it is; `None` while it is being made.
    entries: Vec<(String, Option<Object>)>,
}

impl Definitions {
    /// A reference to a definition, which is made where it is not there yet.
    fn refer(&mut self, name: String, make: impl FnOnce(&mut Self) -> Object) -> Object {
        if !self.entries.iter().any(|(known, _)| *known == name) {
            self.entries.push((name.clone(), None));
            let made = make(self);
            if let Some((_, entry)) = self.entries.iter_mut().find(|(known, _)| *known == name) {
                *entry = Some(made);
            }
        }
        Object::default().set("$ref", format!("#/$defs/{name}"))
    }

    /// All of them.
    pub(super) fn finish(self) -> Object {
        let made = self.entries.into_iter();
        made.filter_map(|(name, entry)| Some((name, entry?)))
            .fold(Object::default(), |all, (name, entry)| all.set(name, entry))
    }
}

/// What a value may be, by its kind in JSON.
#[derive(Debug, Default)]
struct Parts {
    /// The kinds, in the order they were named.
    kinds: Vec<&'static str>,
    /// Texts: patterns, any of which fits. A text that has none fits anyway.
    patterns: Vec<String>,
    /// Texts may be anything.
    any_text: bool,
    /// Words among the texts, with what each means.
    words: Vec<&'static str>,
    /// What is said of a text that does not fit.
    says: Vec<String>,
    /// What else is said of texts and numbers.
    scalars: Object,
    /// What is said of objects: the ways in which they may be read.
    objects: Vec<Object>,
    /// What is said of lists.
    list: Object,
    /// Choices that an editor offers and does not insist on.
    snippets: Vec<Json>,
}

/// The schema of a value.
pub(super) fn schema(shape: Shape, definitions: &mut Definitions) -> Object {
    match definition(shape) {
        Some((name, title)) => definitions.refer(name, |definitions| {
            let title = Object::default().set("title", title.replace('`', ""));
            title.and(inline(shape, definitions))
        }),
        None => inline(shape, definitions),
    }
}

/// The name and title of the definition that a shape is, if it has keys of its own.
fn definition(shape: Shape) -> Option<(String, &'static str)> {
    match shape {
        Shape::Of(table) => Some((table::name(table), table.title())),
        Shape::Place => Some((table::name(Table::Place), Table::Place.title())),
        Shape::Field(place) => Some((
            format!("field_in_{}", table::snake_case(&format!("{place:?}"))),
            place.title(),
        )),
        Shape::Type => Some(("type".to_owned(), "a type")),
        Shape::Either(shapes) => {
            let own = |shape: &&Shape| matches!(shape, Shape::Of(_) | Shape::Field(_));
            shapes.iter().filter(own).find_map(|shape| definition(*shape))
        }
        _ => None,
    }
}

fn inline(shape: Shape, definitions: &mut Definitions) -> Object {
    match shape {
        Shape::Json => Object::default(),
        Shape::Words(_) | Shape::Meaning => closed(&shape.words()),
        _ => {
            let mut parts = Parts::default();
            parts.take(shape, definitions);
            parts.finish()
        }
    }
}

/// One of these words and nothing else.
fn closed(words: &[&'static str]) -> Object {
    // A word of digits may stand without quotes; that is how it is mostly written.
    let numbers = words
        .iter()
        .filter_map(|word| word.parse::<i64>().ok().map(Json::Number));
    let texts = words.iter().map(|word| Json::from(*word));
    let object = Object::default().set("enum", numbers.chain(texts).collect::<Vec<_>>());
    let means: Option<Vec<&str>> = words.iter().map(|word| word::meaning(word)).collect();
    object.maybe("markdownEnumDescriptions", means)
}

impl Parts {
    fn kind(&mut self, kind: &'static str) {
        if !self.kinds.contains(&kind) {
            self.kinds.push(kind);
        }
    }

    fn text(&mut self, pattern: impl Into<String>, says: &str) {
        self.kind("string");
        self.patterns.push(pattern.into());
        self.says.push(says.to_owned());
    }

    /// Numbers and booleans are texts where a text is asked for.
    fn any_scalar(&mut self) {
        self.kind("number");
        self.kind("boolean");
    }

    fn take(&mut self, shape: Shape, definitions: &mut Definitions) {
        match shape {
            Shape::Text | Shape::QueryString | Shape::Scalar => {
                self.kind("string");
                self.any_text = true;
                self.any_scalar();
            }
            Shape::Name(_) | Shape::WireName | Shape::FilePath => {
                self.text(pattern::NAME, "A name is not empty and stands on one line.");
                self.any_scalar();
            }
            Shape::Pattern => {
                self.kind("string");
                self.any_text = true;
            }
            Shape::Token => self.text(pattern::TOKEN, "The name of a header or cookie is letters, digits, `-` and `_`."),
            Shape::SnakeCase => self.text(pattern::SNAKE_CASE, "Lower-case letters, digits and `_`, a letter first."),
            Shape::RustName => self.text(pattern::RUST_NAME, "A Rust name is letters, digits and `_`, a letter first."),
            Shape::Url => self.text(pattern::URL, "Write all of the URL: `https://docs.example.com/orders`."),
            Shape::UrlTemplate => self.text(
                pattern::server(),
                "The URL of a server ends with its path, without `/`, `?` and `#`, and names nobody: `https://{host}/v1`.",
            ),
            Shape::CallPath => self.text(
                pattern::call_path(),
                "A path begins with `/` and holds neither `?` nor `#` nor white space: `/orders/{id}`.",
            ),
            Shape::Date => self.text(pattern::DATE, "Write a day that exists as `2026-11-21`."),
            Shape::Version => {
                self.text(pattern::VERSION, "A version is one to three numbers: `\"0.1\"`.");
                self.kind("number");
                self.scalars = Object::default().set("minimum", 0);
            }
            Shape::Template => {
                self.text(pattern::template(), "`{name}` is a hole; a brace itself is written `{{` or `}}`.");
                self.any_scalar();
            }
            Shape::Pair => self.text(
                pattern::pair(),
                "A lookup is a pair: `{field}` stands once before the first `=`; behind it `{value}`, `{values}`, `{from}` and `{to}`, or no hole.",
            ),
            Shape::Path => {
                self.text(pattern::path(), "A path is `.`, `a.b`, `a[0].b`, `a[-1]`, `a[*].b` or `a[\"b.c\"]`.");
                self.any_scalar();
            }
            Shape::NamePath => {
                self.text(pattern::name_path(), "A body is wrapped in objects: `order`, or `data.order`.");
                self.any_scalar();
            }
            Shape::Range => self.text(pattern::range(), "A range has the holes `{first}` and `{last}`, in this order: `{first}-{last}`."),
            Shape::Place => {
                self.take(Shape::Path, definitions);
                self.take(Shape::Some(&Shape::List(&Shape::Path)), definitions);
                self.take(Shape::Of(Table::Place), definitions);
            }
            Shape::Type => {
                self.text(pattern::type_expr(), "A type is `string`, `integer?`, `list<string>`, `map<json>`, or a name of `types` or `models`.");
                self.scalars = no_bare_generic();
                self.snippets.extend(types(GENERICS.as_slice()));
            }
            Shape::Status => {
                self.text(pattern::STATUS, "A status is 100 to 599, or a class such as `4xx`.");
                self.status();
            }
            Shape::ExactStatus => {
                self.text(pattern::EXACT_STATUS, "A status is 100 to 599.");
                self.status();
            }
            Shape::Code => {
                self.kind("string");
                self.any_text = true;
            }
            Shape::Prefix => self.text(pattern::PREFIX, "`*` stands only at the end of a code, for any rest."),
            Shape::Boolean | Shape::True => self.kind("boolean"),
            Shape::Number => self.kind("number"),
            Shape::Count => {
                self.kind("integer");
                self.scalars = Object::default().set("minimum", 0);
            }
            Shape::Zone => self.text(pattern::ZONE, "Write `UTC`, or a name such as `Europe/Madrid`."),
            Shape::Format => self.text(pattern::format(), "A format has directives such as `%Y-%m-%d`."),
            Shape::Json => {
                for kind in ["string", "number", "boolean", "array", "object", "null"] {
                    self.kind(kind);
                }
                self.any_text = true;
            }
            Shape::Dialect => {
                self.words(&shape.words());
                self.text(r"\./.+", "The path of a dialect of your own begins with `./`.");
            }
            Shape::Words(_) | Shape::Meaning => self.words(&shape.words()),
            Shape::Either(shapes) => shapes.iter().for_each(|shape| self.take(*shape, definitions)),
            Shape::Some(shape) => {
                self.take(*shape, definitions);
                match shape {
                    Shape::List(_) => self.list = std::mem::take(&mut self.list).set("minItems", 1),
                    _ => {
                        let last = self.objects.pop().unwrap_or_default();
                        self.objects.push(last.set("minProperties", 1));
                    }
                }
            }
            Shape::List(item) => {
                self.kind("array");
                self.list = std::mem::take(&mut self.list).set("items", schema(*item, definitions));
            }
            Shape::Map(name, value) => {
                self.kind("object");
                let names = Object::default().set("title", name).set("minLength", 1);
                self.objects
                    .push(Object::default().set("propertyNames", names).set("additionalProperties", schema(*value, definitions)));
            }
            Shape::Named(names, value) => {
                self.kind("object");
                self.objects.push(named(names, *value, definitions));
            }
            Shape::Of(table) => {
                self.kind("object");
                self.objects.push(table::keys(table, None, definitions));
            }
            Shape::Field(place) => self.field(place, definitions),
        }
    }

    /// A status as a number.
    fn status(&mut self) {
        self.kind("integer");
        self.scalars = Object::default().set("minimum", 100).set("maximum", 599);
    }

    /// Words among other shapes.
    fn words(&mut self, words: &[&'static str]) {
        self.text(words.join("|"), &format!("It is {}.", words.join(", ")));
        self.words.extend(words);
    }

    /// The short form, and the long one.
    fn field(&mut self, place: Place, definitions: &mut Definitions) {
        // The short form of a paging parameter is its name, which is a shape of its own.
        if place != Place::Send {
            let words = pattern::words(place, true);
            let lookups = if place == Place::Query {
                ", lookups and families"
            } else {
                ""
            };
            let says = format!(
                "A type, and after it {}{lookups}: `string {}`.",
                words.join(", "),
                words.first().unwrap_or(&"")
            );
            self.text(pattern::short_form(place), &says);
            self.scalars = match pattern::foreign_word(place) {
                Some(foreign) => {
                    let pattern = format!("{}|{foreign}", pattern::bare_generic());
                    not_text(&pattern)
                }
                None => no_bare_generic(),
            };
            let generics: Vec<&str> = GENERICS
                .iter()
                .copied()
                .filter(|name| *name != "page" || place == Place::Returns)
                .collect();
            self.snippets.extend(types(&generics));
            self.snippets.extend(words.iter().map(|word| {
                let body = format!("${{1:string}} {word}");
                snippet(&format!("string {word}"), &body, word::of_fields(word))
            }));
        }
        self.kind("object");
        self.objects.push(table::keys(Table::Field, Some(place), definitions));
    }

    fn finish(mut self) -> Object {
        if self.kinds.contains(&"number") {
            self.kinds.retain(|kind| *kind != "integer");
        }
        let mut object = Object::default();
        object = match self.kinds.as_slice() {
            [one] => object.set("type", *one),
            many => object.set("type", many.to_vec()),
        };
        if !self.any_text && !self.patterns.is_empty() {
            object = object
                .set("pattern", format!("^(?:{})$", self.patterns.join("|")))
                .set("patternErrorMessage", self.says.join(" "));
        }
        object = object.and(self.scalars).and(self.list);
        object = match self.objects.len() {
            0 | 1 => self.objects.pop().map_or(object.clone(), |keys| object.and(keys)),
            _ => object.set("anyOf", self.objects),
        };
        let words = self.words.iter().map(|word| snippet(word, word, word::meaning(word)));
        let snippets: Vec<Json> = words.chain(self.snippets).collect();
        object.maybe("defaultSnippets", (!snippets.is_empty()).then_some(snippets))
    }
}

/// A map whose names are the author's or the language's.
fn named(names: Names, value: Shape, definitions: &mut Definitions) -> Object {
    let value = schema(value, definitions);
    let extensions = Object::default().set(format!("^{}$", pattern::EXTENSION), true);
    if let Some(words) = names.words() {
        let roles = words
            .iter()
            .fold(Object::default(), |all, word| all.set(*word, value.clone()));
        return Object::default()
            .set("properties", roles)
            .set("patternProperties", extensions)
            .set("additionalProperties", false);
    }
    let identifier = format!("^(?:{}|{})$", pattern::IDENTIFIER, pattern::EXTENSION);
    let (pattern, says) = match names {
        Names::Path => (
            format!("^(?:{})$", pattern::path()),
            "A path is `.`, `a.b` or `a[0].b`.",
        ),
        Names::Header => (
            format!("^(?:{})$", pattern::TOKEN),
            "The name of a header is letters, digits, `-` and `_`.",
        ),
        Names::Parameter => (
            format!("^(?:{})$", pattern::parameter()),
            "A name has at most the hole `{key}`; braces themselves are written `{{` and `}}`.",
        ),
        _ => (identifier, "A name is letters, digits and `_`, a letter first."),
    };
    let reserved: Vec<&str> = match names {
        Names::Operator => WORDS.to_vec(),
        Names::Type => BUILTINS.iter().map(|(name, _)| *name).chain(GENERICS).collect(),
        _ => Vec::new(),
    };
    let keys = Object::default()
        .set("title", names.to_string())
        .set("pattern", pattern)
        .set("patternErrorMessage", says)
        .maybe(
            "not",
            (!reserved.is_empty()).then(|| Object::default().set("enum", reserved)),
        );
    let object = Object::default().set("propertyNames", keys);
    let extended = match names {
        Names::Path | Names::Header | Names::Parameter => object,
        _ => object.set("patternProperties", extensions),
    };
    extended.set("additionalProperties", value)
}

/// A choice that an editor offers.
fn snippet(label: &str, body: &str, means: Option<&str>) -> Json {
    let object = Object::default().set("label", label).set("body", body);
    object.maybe("markdownDescription", means).into()
}

/// The built-in types, and those that hold another.
fn types(generics: &[&str]) -> Vec<Json> {
    let builtin = BUILTINS
        .iter()
        .map(|(name, _)| snippet(name, name, word::meaning(name)));
    let generic = generics.iter().map(|name| {
        snippet(
            &format!("{name}<…>"),
            &format!("{name}<${{1:string}}>"),
            word::meaning(name),
        )
    });
    builtin.chain(generic).collect()
}

fn no_bare_generic() -> Object {
    not_text(&pattern::bare_generic())
}

/// A text in which this is not found; other kinds of values do not care.
fn not_text(pattern: &str) -> Object {
    let text = Object::default().set("type", "string").set("pattern", pattern);
    Object::default().set("not", text)
}
