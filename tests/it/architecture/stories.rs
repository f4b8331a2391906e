//! The guard guards: stories over small sources, and the one over ours.

use super::{source, violations};
use crate::{
    story,
    support::stories::{Backend, Story},
};
use std::{fs, path::Path};
use tempfile::TempDir;

pub(crate) fn tests() -> Vec<Story> {
    vec![
        story!(the_source_keeps_to_the_architecture),
        story!(arrows_point_down_and_left),
        story!(every_way_to_name_a_module_is_seen),
        story!(comments_texts_and_tests_do_not_count),
        story!(a_module_must_be_in_the_table),
        story!(diesel_stays_in_its_files),
        story!(only_db_knows_the_two_databases),
        story!(only_one_file_reads_the_clock),
        story!(only_http_names_failures),
        story!(a_long_file_is_reported),
        story!(a_missing_folder_is_reported),
    ]
}

fn the_source_keeps_to_the_architecture(_: &Backend) {
    let found = violations(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));

    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

/// What is found in a folder with these files, beside an empty one for each module named.
fn found(files: &[(&str, &str)], modules: &[&str]) -> Vec<String> {
    let src = TempDir::new().expect("a folder");
    let empty = modules.iter().map(|module| (format!("{module}/mod.rs"), ""));
    for (path, text) in files.iter().map(|(path, text)| ((*path).to_owned(), *text)).chain(empty) {
        let path = src.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder above")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    violations(src.path())
}

fn arrows_point_down_and_left(_: &Backend) {
    let files = [
        ("people/model.rs", "use crate::kernel::Day;\nuse crate::calls::Call;\n"),
        ("calls/mod.rs", "use crate::people::Person;\n"),
        ("cli/serve.rs", "use crate::people::Person;\n"),
        ("pages/home.rs", "use crate::people::Person;\nuse crate::api::v1;\n"),
        ("app.rs", "use crate::http::Server;\n"),
        ("lib.rs", "use crate::pages::home;\n"),
    ];

    assert_eq!(
        found(&files, &["kernel", "api", "http"]),
        [
            "app.rs:1: app must not use http",
            "pages/home.rs:2: pages must not use api",
            "people/model.rs:2: people must not use calls",
        ]
    );
}

fn every_way_to_name_a_module_is_seen(_: &Backend) {
    let code = "use crate::{a::{b, c}, d,\n e as f, self};\nfn g(h: &crate::i::J) { $crate::k!(); mycrate::l() }\n\
                use super::super::m;\nuse super::{super::n, o};\nuse super::super::{p, q::{r}};\nuse crate::{\n    s,\n};\n";

    let roots = |depth| source::roots(code, depth).into_iter().map(|(_, name)| name).collect::<Vec<_>>().join(" ");
    assert_eq!(roots(2), "a d e self i m p q s");
    assert_eq!(source::roots(code, 2).last(), Some(&(7, "s".to_owned())));
    assert_eq!(source::roots("use super::calls;\n", 1), [(1, "calls".to_owned())]);
}

fn comments_texts_and_tests_do_not_count(_: &Backend) {
    let text = "/* crate::calls /* deep */ crate::calls */ fn a<'a>(c: char) -> bool { c == '\"' || c == '\\'' }\n\
                //! [`crate::calls`]\nconst B: &str = \"crate::calls \\\" crate::calls\";\n\
                const C: &str = r#\"crate::calls \" crate::calls\"#;\n\
                #[cfg(test)]\nmod tests {\n    use crate::calls;\n    fn d() { if true {} }\n}\n\
                #[cfg(test)]\npub(super) mod tests;\nuse crate::calls;\n";

    let found = found(&[("people/model.rs", text), ("people/tests.rs", "use crate::calls;\n")], &["calls"]);
    assert_eq!(found, ["people/model.rs:12: people must not use calls"]);
}

fn a_module_must_be_in_the_table(_: &Backend) {
    assert_eq!(found(&[], &["people", "helpers"]), ["helpers: not in the table of what each module may use"]);
}

fn diesel_stays_in_its_files(_: &Backend) {
    let text = "use diesel::prelude::*;\nuse mydiesel::a;\n";
    let paths = ["db/tx.rs", "kernel/ids.rs", "people/store.rs", "people/queries.rs", "people/queries/list.rs"];
    let fine = paths.map(|path| (path, text));

    assert_eq!(found(&fine, &[]), [""; 0]);
    assert_eq!(
        found(&[("people/actions.rs", text)], &[]),
        ["people/actions.rs:1: diesel is named only in db/, kernel/, store.rs and queries.rs"]
    );
}

fn only_db_knows_the_two_databases(_: &Backend) {
    let text = "match conn {\n    Conn::Sqlite(c) => a(c),\n    Conn::Pg(c) => b(c),\n}\n";

    let found = found(&[("db/portable.rs", text), ("people/store.rs", text)], &[]);
    let rule = "only db/ knows that there are two databases";
    assert_eq!(found, [format!("people/store.rs:2: {rule}"), format!("people/store.rs:3: {rule}")]);
}

fn only_one_file_reads_the_clock(_: &Backend) {
    let text = "let a = jiff::Timestamp::now();\nlet b = Instant::now();\n";

    let found = found(&[("kernel/time.rs", text), ("kernel/ids.rs", text)], &[]);
    assert_eq!(found, ["kernel/ids.rs:1: only kernel/time.rs reads the clock"]);
}

fn only_http_names_failures(_: &Backend) {
    let text = "StatusCode::SEE_OTHER\nStatusCode::NOT_FOUND\nStatusCode::from_u16(n)\nHttpResponse::SeeOther()\n\
                HttpResponse::NotFound()\nHttpResponse::build(s)\n";

    let found = found(&[("http/problem.rs", text), ("pages/home.rs", text)], &[]);
    let rule = "only http/ names a status code for a failure";
    assert_eq!(found, [format!("pages/home.rs:2: {rule} (NOT_FOUND)"), format!("pages/home.rs:5: {rule} (NotFound)")]);
}

fn a_long_file_is_reported(_: &Backend) {
    let found = found(&[("people/tests.rs", &"\n".repeat(401)), ("people/model.rs", &"\n".repeat(400))], &[]);

    assert_eq!(found, ["people/tests.rs: 401 lines, more than 400"]);
}

fn a_missing_folder_is_reported(_: &Backend) {
    let found = violations(Path::new("/nowhere/src"));

    assert!(found[0].starts_with("/nowhere/src cannot be read: "), "{found:?}");
}
