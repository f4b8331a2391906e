//! Both trees of migrations make the same tables, and can be taken back.

use crate::{
    story,
    support::{
        app::TestApp,
        servers,
        stories::{Backend, Story},
        tables,
    },
};
use mekiki::db::{applied, migrate, revert_all};
use std::{fs, path::Path};

pub(crate) fn tests() -> Vec<Story> {
    vec![
        story!(both_databases_have_the_same_tables, Database),
        story!(every_migration_can_be_taken_back_and_applied_again, Database),
        story!(both_trees_have_the_same_names),
    ]
}

fn both_databases_have_the_same_tables(backend: &Backend) {
    // Told once, where both are there.
    if *backend == Backend::Sqlite || servers::postgres().is_none() {
        return;
    }
    let (file, server) = (TestApp::start(&Backend::Sqlite), TestApp::start(&Backend::Postgres));
    let (file, server) = (file.database_url(), server.database_url());
    assert_eq!(tables::names(file), tables::names(server));
    assert_eq!(tables::columns(file), tables::columns(server));
    assert_eq!(tables::unique_keys(file), tables::unique_keys(server));
    assert!(tables::columns(file).len() > 100);
}

fn every_migration_can_be_taken_back_and_applied_again(backend: &Backend) {
    let app = TestApp::start(backend);
    let url = app.database_url();
    let shape = || (tables::columns(url), tables::unique_keys(url), app.dump());
    let (before, versions) = (shape(), applied(&app.app.db).expect("versions"));
    assert!(!versions.is_empty());

    revert_all(&app.app.db).expect("all the way down");
    assert_eq!(tables::names(url), [""; 0]);
    migrate(&app.app.db).expect("and up again");

    assert_eq!(shape(), before);
    assert_eq!(applied(&app.app.db).expect("versions"), versions);
    assert_eq!(migrate(&app.app.db).expect("nothing is pending"), [""; 0]);
}

fn both_trees_have_the_same_names(_: &Backend) {
    let names = |tree: &str| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(tree);
        let mut names: Vec<String> = fs::read_dir(folder)
            .expect("the tree is there")
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    };
    assert_eq!(names("sqlite"), names("postgres"));
}
