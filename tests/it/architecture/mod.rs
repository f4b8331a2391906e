//! The source keeps to the architecture: who may use whom, who may say what, and how long a file
//! may be.

mod rules;
mod source;
mod stories;

pub(crate) use stories::tests;

use rules::{ALLOWED, EXCEPTIONS, GOOD_NEWS, LONGEST, RESERVED, Reserved};
use std::{collections::BTreeSet, fs, io, path::Path};

/// What breaks the rules below `src`: a line for each place, with the file, the line and the rule.
pub(crate) fn violations(src: &Path) -> Vec<String> {
    let files = match files(src, "") {
        Ok(files) => files,
        Err(error) => return vec![format!("{} cannot be read: {error}", src.display())],
    };
    let modules: BTreeSet<&str> = files.iter().filter_map(|file| module(&file.path)).collect();
    let unknown = modules.iter().filter(|module| allowed(module).is_none());
    let outdated = EXCEPTIONS.iter().filter(|(path, _)| files.iter().any(|file| file.path == *path && !long(file)));

    files
        .iter()
        .flat_map(|file| inspect(file, &modules))
        .chain(unknown.map(|module| format!("{module}: not in the table of what each module may use")))
        .chain(outdated.map(|(path, _)| format!("{path}: no longer an exception to the length of files")))
        .collect()
}

/// A source file.
struct File {
    /// Its path below `src`, with `/` between the parts.
    path: String,
    text: String,
}

/// The Rust files of a folder and of those in it, in order of their paths.
fn files(folder: &Path, path: &str) -> io::Result<Vec<File>> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    let mut found = Vec::new();
    for entry in entries {
        let path = format!("{path}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            found.extend(files(&entry.path(), &format!("{path}/"))?);
        } else if entry.path().extension().is_some_and(|extension| extension == "rs") {
            found.push(File { text: fs::read_to_string(entry.path())?, path });
        }
    }
    Ok(found)
}

/// What is wrong with one file. Tests in files of their own may look at anything, but must not be
/// long either.
fn inspect(file: &File, modules: &BTreeSet<&str>) -> Vec<String> {
    let mut found = Vec::new();
    if long(file) && !EXCEPTIONS.iter().any(|(path, _)| *path == file.path) {
        found.push(format!("{}: {} lines, more than {LONGEST}", file.path, file.text.lines().count()));
    }
    if !is_test(&file.path) {
        let code = source::code(&file.text);
        found.extend(forbidden_uses(&file.path, &code, modules));
        found.extend(RESERVED.iter().flat_map(|reserved| reserved_words(&file.path, &code, reserved)));
        found.extend(bad_news(&file.path, &code));
    }
    found
}

fn long(file: &File) -> bool {
    file.text.lines().count() > LONGEST
}

fn is_test(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.contains("/tests/")
}

/// The module at the top that a file belongs to; none for `lib.rs` and `main.rs`, which bind all
/// together.
fn module(path: &str) -> Option<&str> {
    let first = path.split('/').next()?;
    Some(first.strip_suffix(".rs").unwrap_or(first)).filter(|name| !matches!(*name, "lib" | "main"))
}

/// How many modules deep the contents of a file lie.
fn depth(path: &str) -> usize {
    path.trim_end_matches("/mod.rs").split('/').count()
}

/// What `module` may use; `None` if the table does not know it.
fn allowed(module: &str) -> Option<Vec<&'static str>> {
    ALLOWED.iter().find(|(name, _)| *name == module).map(|(_, lists)| lists.concat())
}

fn forbidden_uses(path: &str, code: &str, modules: &BTreeSet<&str>) -> Vec<String> {
    let Some((own, allowed)) = module(path).and_then(|own| Some((own, allowed(own)?))) else {
        return Vec::new();
    };
    source::roots(code, depth(path))
        .into_iter()
        .filter(|(_, used)| used != own && modules.contains(used.as_str()))
        .filter(|(_, used)| !allowed.iter().any(|name| name == used || *name == "*"))
        .map(|(line, used)| format!("{path}:{line}: {own} must not use {used}"))
        .collect()
}

fn reserved_words(path: &str, code: &str, reserved: &Reserved) -> Vec<String> {
    let named = path.split('/').any(|part| reserved.names.contains(&part.trim_end_matches(".rs")));
    if named || reserved.places.iter().any(|place| path.starts_with(place)) {
        return Vec::new();
    }
    let lines = reserved.words.iter().flat_map(|word| source::lines_with(code, word));
    lines.map(|line| format!("{path}:{line}: {}", reserved.rule)).collect()
}

/// Status codes for failures outside `http/`, by constant or by the response of that name.
fn bad_news(path: &str, code: &str) -> Vec<String> {
    if path.starts_with("http/") {
        return Vec::new();
    }
    let constants = source::names_after(code, "StatusCode::");
    let constants = constants.into_iter().filter(|(_, name)| name.chars().all(|c| c.is_ascii_uppercase() || c == '_'));
    let responses = source::names_after(code, "HttpResponse::");
    let responses = responses.into_iter().filter(|(_, name)| name.starts_with(|c: char| c.is_ascii_uppercase()));
    constants
        .chain(responses)
        .filter(|(_, name)| !GOOD_NEWS.iter().any(|good| good.replace('_', "") == name.to_uppercase().replace('_', "")))
        .map(|(line, name)| format!("{path}:{line}: only http/ names a status code for a failure ({name})"))
        .collect()
}
