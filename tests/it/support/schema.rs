//! JSON against the schemas of an `OpenAPI` 3.1 document: checking it, and making examples of it.
//!
//! Of JSON Schema it knows what the document uses. An unknown keyword is an error, so that nothing is
//! silently left unchecked.

use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Keywords that say nothing about what is valid.
const SILENT: [&str; 6] = ["description", "example", "examples", "default", "title", "deprecated"];
const KNOWN: [&str; 18] = [
    "$ref",
    "type",
    "enum",
    "const",
    "format",
    "pattern",
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "items",
    "properties",
    "required",
    "additionalProperties",
    "oneOf",
    "allOf",
];

/// A document whose references can be followed.
#[derive(Debug)]
pub(crate) struct Document(Value);

impl Document {
    /// From its JSON.
    pub(crate) fn new(json: Value) -> Self {
        Self(json)
    }

    /// Its JSON.
    pub(crate) fn json(&self) -> &Value {
        &self.0
    }

    /// The schema itself, where a reference stands.
    pub(crate) fn resolve<'a>(&'a self, schema: &'a Value) -> &'a Value {
        match schema["$ref"].as_str() {
            Some(reference) => {
                let pointer = reference.trim_start_matches('#');
                let found = self.0.pointer(pointer).unwrap_or_else(|| panic!("{reference} leads nowhere"));
                self.resolve(found)
            }
            None => schema,
        }
    }
}

/// What is wrong with `value`, each line with its place.
pub(crate) fn check(document: &Document, schema: &Value, value: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    Checker { document, wrong: &mut wrong }.at("", schema, value);
    wrong
}

struct Checker<'a> {
    document: &'a Document,
    wrong: &'a mut Vec<String>,
}

impl Checker<'_> {
    fn tell(&mut self, place: &str, what: impl std::fmt::Display) {
        self.wrong.push(format!("{place}: {what}"));
    }

    fn at(&mut self, place: &str, schema: &Value, value: &Value) {
        let schema = self.document.resolve(schema);
        let Some(keywords) = schema.as_object() else { return };
        for name in keywords.keys().filter(|name| !KNOWN.contains(&name.as_str()) && !SILENT.contains(&name.as_str())) {
            self.tell(place, format_args!("the schema has an unknown keyword {name}"));
        }
        if let Some(choices) = schema["oneOf"].as_array() {
            let fits: Vec<Vec<String>> = choices.iter().map(|choice| check(self.document, choice, value)).collect();
            if !fits.iter().any(Vec::is_empty) {
                self.tell(place, format_args!("fits none of {} choices: {fits:?}", choices.len()));
            }
        }
        for part in schema["allOf"].as_array().into_iter().flatten() {
            self.at(place, part, value);
        }
        if !self.has_type(schema, value) {
            return self.tell(place, format_args!("{value} is not of type {}", schema["type"]));
        }
        if let Some(allowed) = schema["enum"].as_array()
            && !allowed.contains(value)
        {
            self.tell(place, format_args!("{value} is none of {}", schema["enum"]));
        }
        match value {
            Value::String(text) => self.text(place, schema, text),
            Value::Number(number) => self.number(place, schema, number.as_f64().unwrap_or(f64::NAN)),
            Value::Array(items) => self.items(place, schema, items),
            Value::Object(fields) => self.fields(place, schema, fields),
            Value::Null | Value::Bool(_) => {}
        }
    }

    fn has_type(&self, schema: &Value, value: &Value) -> bool {
        types(schema).is_none_or(|types| {
            types.iter().any(|name| match *name {
                "null" => value.is_null(),
                "boolean" => value.is_boolean(),
                "integer" => value.is_i64() || value.is_u64(),
                "number" => value.is_number(),
                "string" => value.is_string(),
                "array" => value.is_array(),
                "object" => value.is_object(),
                _ => false,
            })
        })
    }

    fn text(&mut self, place: &str, schema: &Value, text: &str) {
        let good = match schema["format"].as_str() {
            Some("date-time") => text.parse::<jiff::Timestamp>().is_ok(),
            Some("date") => text.parse::<jiff::civil::Date>().is_ok(),
            Some("email") => text.contains('@'),
            _ => true,
        };
        if !good {
            self.tell(place, format_args!("{text:?} is no {}", schema["format"]));
        }
        if let Some(pattern) = schema["pattern"].as_str()
            && !is_id(pattern, text)
        {
            self.tell(place, format_args!("{text:?} does not match {pattern}"));
        }
        self.within(place, schema, "Length", text.chars().count());
    }

    fn number(&mut self, place: &str, schema: &Value, number: f64) {
        let low = schema["minimum"].as_f64().is_some_and(|least| number < least);
        let high = schema["maximum"].as_f64().is_some_and(|most| number > most);
        if low || high {
            self.tell(place, format_args!("{number} is out of range"));
        }
    }

    fn items(&mut self, place: &str, schema: &Value, items: &[Value]) {
        self.within(place, schema, "Items", items.len());
        for (at, item) in items.iter().enumerate() {
            self.at(&format!("{place}/{at}"), &schema["items"], item);
        }
    }

    fn fields(&mut self, place: &str, schema: &Value, fields: &Map<String, Value>) {
        for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !fields.contains_key(name) {
                self.tell(place, format_args!("{name} is missing"));
            }
        }
        let Some(known) = schema["properties"].as_object() else { return };
        for (name, value) in fields {
            match known.get(name) {
                Some(schema) => self.at(&format!("{place}/{name}"), schema, value),
                None if schema["additionalProperties"].is_object() => {
                    self.at(&format!("{place}/{name}"), &schema["additionalProperties"], value);
                }
                None => self.tell(place, format_args!("{name} is not described")),
            }
        }
    }

    fn within(&mut self, place: &str, schema: &Value, what: &str, count: usize) {
        let bound = |name: &str| schema[format!("{name}{what}")].as_u64().and_then(|bound| usize::try_from(bound).ok());
        if bound("min").is_some_and(|least| count < least) || bound("max").is_some_and(|most| count > most) {
            self.tell(place, format_args!("{count} is out of range"));
        }
    }
}

/// The beginning of ids, where a pattern is that of ids; the document has no other.
fn id_prefix(pattern: &str) -> &str {
    let inside = pattern.strip_prefix('^').and_then(|rest| rest.strip_suffix("[0-7][0-9a-hjkmnp-tv-z]{25}$"));
    inside.unwrap_or_else(|| panic!("the pattern {pattern} is unknown"))
}

fn is_id(pattern: &str, text: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_digit() || (byte.is_ascii_lowercase() && !b"ilou".contains(&byte));
    text.strip_prefix(id_prefix(pattern)).is_some_and(|rest| {
        rest.len() == 26 && rest.bytes().all(letter) && rest.as_bytes().first().is_some_and(|first| *first <= b'7')
    })
}

/// The types that a schema allows; none where it allows any.
fn types(schema: &Value) -> Option<Vec<&str>> {
    match &schema["type"] {
        Value::String(name) => Some(vec![name]),
        Value::Array(names) => Some(names.iter().filter_map(Value::as_str).collect()),
        _ => None,
    }
}

/// The schema that a value other than null has to fit.
fn meant<'a>(document: &'a Document, schema: &'a Value) -> &'a Value {
    let schema = document.resolve(schema);
    match schema["oneOf"].as_array().or(schema["allOf"].as_array()) {
        Some(choices) => {
            let choice = choices.iter().find(|choice| choice["type"] != "null");
            choice.map_or(schema, |choice| meant(document, choice))
        }
        None => schema,
    }
}

/// A value that fits, with every property there is.
pub(crate) fn example(document: &Document, schema: &Value) -> Value {
    let given = &document.resolve(schema)["example"];
    if !given.is_null() {
        return given.clone();
    }
    let schema = meant(document, schema);
    if let Some(first) = schema["enum"].as_array().and_then(|choices| choices.first()) {
        return first.clone();
    }
    let kind = types(schema).and_then(|types| types.into_iter().find(|name| *name != "null"));
    match kind {
        Some("boolean") => json!(true),
        Some("integer" | "number") => schema.get("minimum").cloned().unwrap_or(json!(1)),
        Some("array") => json!([example(document, &schema["items"])]),
        Some("object") => {
            let fields = schema["properties"].as_object().into_iter().flatten();
            fields.map(|(name, schema)| (name.clone(), example(document, schema))).collect::<Map<_, _>>().into()
        }
        _ => match (schema["pattern"].as_str(), schema["format"].as_str()) {
            (Some(pattern), _) => json!(format!("{}01h455vb4pex5vsknk084sn02q", id_prefix(pattern))),
            (_, Some("date")) => json!("2027-06-01"),
            (_, Some("date-time")) => json!("2027-06-01T00:00:00Z"),
            (_, Some("email")) => json!("somebody@example.org"),
            _ => json!("long enough text"),
        },
    }
}

/// What is done to a body to break it.
#[derive(Clone, Debug)]
pub(crate) struct Broken {
    /// What was done, and where.
    pub(crate) how: String,
    /// The place, as a JSON pointer.
    pub(crate) pointer: String,
    /// The broken body.
    pub(crate) body: Value,
}

/// Every way to break `good` that its schema forbids: a property that is missing, unknown, of another type,
/// too long or too short, out of range, none of the choices.
pub(crate) fn breakages(document: &Document, schema: &Value, good: &Value) -> Vec<Broken> {
    let mut found = vec![
        Broken { how: "null instead".into(), pointer: String::new(), body: Value::Null },
        Broken { how: "a list instead".into(), pointer: String::new(), body: json!([1]) },
    ];
    collect(document, schema, good, good, "", &mut found);
    found
}

fn collect(document: &Document, schema: &Value, whole: &Value, part: &Value, place: &str, found: &mut Vec<Broken>) {
    let schema = meant(document, schema);
    let replaced = |how: &str, pointer: &str, value: Value| {
        let mut body = whole.clone();
        *body.pointer_mut(pointer).expect("the place is there") = value;
        Broken { how: format!("{how} at {pointer}"), pointer: pointer.to_owned(), body }
    };
    match part {
        Value::Object(fields) => {
            let mut more = fields.clone();
            more.insert("no_such_field".to_owned(), json!(1));
            found.push(replaced("an unknown field", place, more.into()));
            let required: BTreeSet<&str> =
                schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            for (name, value) in fields {
                if required.contains(name.as_str()) {
                    let mut less = fields.clone();
                    less.remove(name);
                    found.push(replaced(&format!("{name} is missing"), place, less.into()));
                }
                collect(document, &schema["properties"][name], whole, value, &format!("{place}/{name}"), found);
            }
        }
        Value::Array(items) => {
            found.push(replaced("text instead of a list", place, json!("text")));
            if schema["minItems"].as_u64().is_some_and(|least| least > 0) {
                found.push(replaced("an empty list", place, json!([])));
            }
            if let Some(first) = items.first() {
                collect(document, &schema["items"], whole, first, &format!("{place}/0"), found);
            }
        }
        Value::String(text) => {
            found.push(replaced("an object instead of text", place, json!({})));
            if schema["enum"].is_array() {
                found.push(replaced("none of the choices", place, json!("no_such_choice")));
                return;
            }
            if let Some(most) = schema["maxLength"].as_u64().and_then(|most| usize::try_from(most).ok()) {
                found.push(replaced("too long", place, json!("x".repeat(most + 1))));
            }
            if schema["minLength"].as_u64().is_some_and(|least| least > 0) {
                found.push(replaced("blank", place, json!("  ")));
            }
            found.push(replaced("U+0000", place, json!(format!("{text}\u{0}"))));
        }
        Value::Number(_) => {
            found.push(replaced("text instead of a number", place, json!("text")));
            found.push(replaced("a fraction", place, json!(1.5)));
            found.push(replaced("far too large a number", place, json!(9_007_199_254_740_993_i64)));
            for (bound, step) in [("minimum", -1), ("maximum", 1)] {
                if let Some(limit) = schema[bound].as_i64() {
                    found.push(replaced("out of range", place, json!(limit + step)));
                }
            }
        }
        Value::Bool(_) => found.push(replaced("text instead of yes or no", place, json!("text"))),
        Value::Null => {}
    }
}
