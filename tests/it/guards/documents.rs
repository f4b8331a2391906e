//! Documents that are made from what they describe. `MEKIKI_BLESS=1` writes them.

use crate::{
    story,
    support::{
        app::TestApp,
        openapi::{Body, Client},
        stories::{Backend, Story},
    },
};
use std::{env, fs, path::Path};

pub(crate) fn tests() -> Vec<Story> {
    vec![
        story!(the_kept_api_document_is_the_served_one),
        story!(the_documentation_of_the_settings_is_up_to_date),
        story!(every_reference_of_the_api_document_leads_somewhere_and_every_operation_has_a_tag),
    ]
}

fn the_kept_api_document_is_the_served_one(backend: &Backend) {
    let app = TestApp::start(backend);
    let served = Client::new(app.url(), None).plain("GET", "/api/v1/openapi.json", Body::None);
    let text = String::from_utf8(served.bytes).expect("it is text");
    same_as_kept("docs/openapi.json", &format!("{}\n", text.trim_end()));
}

fn the_documentation_of_the_settings_is_up_to_date(_: &Backend) {
    same_as_kept("docs/CONFIGURATION.md", &configuration(mekiki::config::DEFAULTS));
}

fn every_reference_of_the_api_document_leads_somewhere_and_every_operation_has_a_tag(backend: &Backend) {
    let app = TestApp::start(backend);
    let client = Client::new(app.url(), None);
    let document = client.document().json();
    references(document, &mut |reference| {
        assert!(document.pointer(reference.trim_start_matches('#')).is_some(), "{reference} leads nowhere");
    });
    let tags: Vec<&str> =
        document["tags"].as_array().into_iter().flatten().filter_map(|tag| tag["name"].as_str()).collect();
    for operation in client.operations() {
        let tag = operation.about["tags"][0].as_str().unwrap_or_default();
        assert!(tags.contains(&tag), "{}: tag {tag:?}", operation.id);
        assert!(operation.about["summary"].is_string(), "{} has no summary", operation.id);
        for name in operation.path.split('{').skip(1).filter_map(|rest| rest.split('}').next()) {
            assert!(operation.parameters("path").iter().any(|known| known == name), "{}: {name}", operation.id);
        }
    }
    let mut ids: Vec<&str> = client.operations().iter().map(|operation| operation.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), client.operations().len(), "two operations have one id");
}

fn references(value: &serde_json::Value, found: &mut impl FnMut(&str)) {
    if let Some(reference) = value["$ref"].as_str() {
        found(reference);
    }
    match value {
        serde_json::Value::Object(fields) => fields.values().for_each(|value| references(value, found)),
        serde_json::Value::Array(items) => items.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}

/// Compares with a file of the repository, or writes it.
fn same_as_kept(path: &str, wanted: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if env::var_os("MEKIKI_BLESS").is_some() {
        fs::create_dir_all(file.parent().expect("a folder")).expect("the folder is made");
        fs::write(&file, wanted).expect("the file is written");
        return;
    }
    let kept = fs::read_to_string(&file).unwrap_or_default();
    let first = kept.lines().zip(wanted.lines()).position(|(left, right)| left != right);
    let first = first.unwrap_or_else(|| kept.lines().count().min(wanted.lines().count()));
    assert!(
        kept == wanted,
        "{path} is not up to date from line {}; write it with MEKIKI_BLESS=1 cargo test --test it documents\n- {}\n+ {}",
        first + 1,
        kept.lines().nth(first).unwrap_or_default(),
        wanted.lines().nth(first).unwrap_or_default()
    );
}

/// The settings as Markdown: each section, each comment as a paragraph, the settings below it.
fn configuration(defaults: &str) -> String {
    let mut text = String::from("# Configuration\n\n");
    let (mut comment, mut settings): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    let flush = |text: &mut String, comment: &mut Vec<&str>, settings: &mut Vec<&str>| {
        if !comment.is_empty() {
            *text += &comment.join(" ");
            *text += "\n\n";
        }
        if !settings.is_empty() {
            *text += "```toml\n";
            *text += &settings.join("\n");
            *text += "\n```\n\n";
        }
        comment.clear();
        settings.clear();
    };
    for line in defaults.lines() {
        if let Some(words) = line.strip_prefix('#') {
            if !settings.is_empty() {
                flush(&mut text, &mut comment, &mut settings);
            }
            comment.push(words.trim());
        } else if let Some(section) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            flush(&mut text, &mut comment, &mut settings);
            text += "## ";
            text += section;
            text += "\n\n";
        } else if line.is_empty() {
            flush(&mut text, &mut comment, &mut settings);
        } else {
            settings.push(line);
        }
    }
    flush(&mut text, &mut comment, &mut settings);
    format!("{}\n", text.trim_end())
}
