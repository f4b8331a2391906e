//! What stands in a database, told alike for both kinds.

use super::app::is_postgres;
pub(crate) use super::app::{execute, lines};
use std::collections::BTreeMap;

/// Tables with their rows as text, in order.
pub(crate) type Dump = BTreeMap<String, Vec<String>>;

const OURS: &str = "'__diesel_schema_migrations'";

/// The names of the tables, in order.
pub(crate) fn names(url: &str) -> Vec<String> {
    let statement = if is_postgres(url) {
        format!(
            "SELECT tablename::text AS line FROM pg_tables WHERE schemaname = 'public' AND tablename <> {OURS} ORDER BY 1"
        )
    } else {
        format!(
            "SELECT name AS line FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> {OURS} ORDER BY 1"
        )
    };
    lines(url, &statement)
}

/// Every row of every table.
pub(crate) fn dump(url: &str) -> Dump {
    names(url).into_iter().map(|table| (table.clone(), rows(url, &table))).collect()
}

fn rows(url: &str, table: &str) -> Vec<String> {
    if is_postgres(url) {
        return lines(url, &format!("SELECT row_to_json(t)::text AS line FROM {table} t ORDER BY 1"));
    }
    let columns = lines(url, &format!("SELECT name AS line FROM pragma_table_info('{table}') ORDER BY cid"));
    let quoted: Vec<String> = columns.iter().map(|column| format!("'{column}=' || quote(\"{column}\")")).collect();
    lines(url, &format!("SELECT {} AS line FROM {table} ORDER BY 1", quoted.join(" || ' ' || ")))
}

/// The rows that are in only one of two dumps, marked with `-` and `+`.
pub(crate) fn difference(before: &Dump, after: &Dump) -> Vec<String> {
    let tables: std::collections::BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let mut found = Vec::new();
    for table in tables {
        let (old, new) = (before.get(table), after.get(table));
        let only = |in_these: Option<&Vec<String>>, not_those: Option<&Vec<String>>, mark: char| {
            in_these
                .into_iter()
                .flatten()
                .filter(|row| !not_those.is_some_and(|rows| rows.contains(row)))
                .map(|row| format!("{mark} {table}: {row}"))
                .collect::<Vec<_>>()
        };
        found.extend(only(old, new, '-'));
        found.extend(only(new, old, '+'));
    }
    found
}

/// Columns as `table.column` with `?` where they may be empty.
pub(crate) fn columns(url: &str) -> Vec<String> {
    if is_postgres(url) {
        return lines(
            url,
            &format!(
                "SELECT table_name || '.' || column_name || CASE is_nullable WHEN 'YES' THEN '?' ELSE '' END AS line
                 FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> {OURS}
                 ORDER BY table_name COLLATE \"C\", ordinal_position"
            ),
        );
    }
    names(url)
        .iter()
        .flat_map(|table| {
            lines(
                url,
                &format!(
                    "SELECT '{table}.' || name || CASE WHEN \"notnull\" = 0 AND pk = 0 THEN '?' ELSE '' END AS line
                     FROM pragma_table_info('{table}') ORDER BY cid"
                ),
            )
        })
        .collect()
}

/// Unique keys as `table(column, column)`, primary ones too, with `partial` where they hold for some rows only.
pub(crate) fn unique_keys(url: &str) -> Vec<String> {
    let mut keys = if is_postgres(url) {
        lines(
            url,
            &format!(
                "SELECT t.relname || '(' || (
                     SELECT string_agg(a.attname, ', ' ORDER BY k.place)
                     FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, place)
                     JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum
                 ) || ')' || CASE WHEN i.indpred IS NULL THEN '' ELSE ' partial' END AS line
                 FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace
                 WHERE i.indisunique AND n.nspname = 'public' AND t.relname <> {OURS}"
            ),
        )
    } else {
        names(url).iter().flat_map(|table| sqlite_unique_keys(url, table)).collect()
    };
    keys.sort();
    keys
}

fn sqlite_unique_keys(url: &str, table: &str) -> Vec<String> {
    let mut keys = lines(
        url,
        &format!(
            "SELECT '{table}(' || (SELECT group_concat(name, ', ') FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno))
                    || ')' || CASE i.partial WHEN 0 THEN '' ELSE ' partial' END AS line
             FROM pragma_index_list('{table}') i WHERE i.\"unique\" = 1 AND i.origin <> 'pk'"
        ),
    );
    let primary =
        lines(url, &format!("SELECT name AS line FROM pragma_table_info('{table}') WHERE pk > 0 ORDER BY pk"));
    if !primary.is_empty() {
        keys.push(format!("{table}({})", primary.join(", ")));
    }
    keys
}
