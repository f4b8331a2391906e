//! Reading Rust only as far as the rules need it.

/// `source` with comments, texts and test modules blanked out; every line stays where it is.
pub(super) fn code(source: &str) -> String {
    without_tests(without_texts(source))
}

/// Where a piece of source that is not code ends, if one begins here.
type Skip = fn(&str) -> Option<usize>;

const SKIPS: [Skip; 5] = [line_comment, block_comment, raw_text, text, character];

fn without_texts(source: &str) -> String {
    let mut code = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        // Within a name, r" or ' begins nothing.
        let in_name = first.is_alphanumeric() && code.ends_with(is_name);
        let skipped = if in_name { None } else { SKIPS.iter().find_map(|skip| skip(rest)) };
        match skipped {
            Some(length) => code.extend(rest[..length].chars().map(|c| if c == '\n' { '\n' } else { ' ' })),
            None => code.push(first),
        }
        rest = &rest[skipped.unwrap_or(first.len_utf8())..];
    }
    code
}

fn line_comment(rest: &str) -> Option<usize> {
    rest.starts_with("//").then(|| rest.find('\n').unwrap_or(rest.len()))
}

/// Block comments may hold others.
fn block_comment(rest: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = 0;
    loop {
        match rest.get(at..at + 2) {
            Some("/*") => (depth, at) = (depth + 1, at + 2),
            _ if depth == 0 => return None,
            Some("*/") if depth == 1 => return Some(at + 2),
            Some("*/") => (depth, at) = (depth - 1, at + 2),
            _ if at >= rest.len() => return Some(rest.len()),
            _ => at += 1,
        }
    }
}

fn text(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('"')?;
    let mut escaped = false;
    let end = inner.find(|c| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    });
    Some(end.map_or(rest.len(), |end| end + 2))
}

/// `r#"…"#`, with `b` or `c` before it or not.
fn raw_text(rest: &str) -> Option<usize> {
    let marked = rest.trim_start_matches(['b', 'c']).strip_prefix('r')?;
    let opened = marked.trim_start_matches('#');
    let hashes = &marked[..marked.len() - opened.len()];
    let inner = opened.strip_prefix('"')?;
    let end = inner.find(&format!("\"{hashes}"));
    Some(end.map_or(rest.len(), |end| rest.len() - inner.len() + end + 1 + hashes.len()))
}

/// `'a'` or `'\n'`, but not the lifetime `'a`.
fn character(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('\'')?;
    if let Some(escape) = inner.strip_prefix('\\') {
        let named = escape.chars().next()?.len_utf8();
        return Some(escape[named..].find('\'')? + named + 3);
    }
    let length = inner.chars().next()?.len_utf8();
    inner[length..].starts_with('\'').then_some(length + 2)
}

/// Tests may look at anything; their modules are blanked out.
fn without_tests(code: String) -> String {
    let Some((start, open)) = tests_module(&code) else {
        return code;
    };
    let end = match open {
        Some(open) => open + closing_brace(&code[open..]),
        None => start,
    };
    let blank: String = code[start..end].chars().filter(|c| *c == '\n').collect();
    let rest = without_tests(code[end.max(start + 1)..].to_owned());
    format!("{}{blank}{rest}", &code[..start])
}

/// Where a module of tests begins, and its brace, if it is not in a file of its own.
fn tests_module(code: &str) -> Option<(usize, Option<usize>)> {
    code.match_indices("#[cfg(test)]").find_map(|(start, attribute)| {
        let module = code[start + attribute.len()..].trim_start();
        let at = code.len() - module.len();
        let end = module.find(['{', ';'])?;
        let words: Vec<&str> = module[..end].split_whitespace().collect();
        (words.last() == Some(&"tests") && words.contains(&"mod"))
            .then(|| (start, module[end..].starts_with('{').then_some(at + end)))
    })
}

/// How long a block is that begins with a brace.
fn closing_brace(block: &str) -> usize {
    let mut depth = 0_usize;
    let end = block.find(|c| {
        depth = match c {
            '{' => depth + 1,
            '}' => depth.saturating_sub(1),
            _ => depth,
        };
        depth == 0
    });
    end.map_or(block.len(), |end| end + 1)
}

/// What a path in a line of code begins with: `db` and `people` in `use crate::{db::Tx, people};`.
///
/// What a macro names with `$crate::` belongs to where the macro is used, and is not counted.
///
/// `depth` is how many modules the file lies deep, so that `super::` is followed to the root as
/// well.
pub(super) fn roots(code: &str, depth: usize) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        if !code[..at].ends_with(|c| is_name(c) || c == '$') {
            found.extend(first_names(&code[at + "crate::".len()..]).map(|name| (line(code, at), name)));
        }
    }
    let climb = "super::".repeat(depth.max(1));
    for (at, _) in code.match_indices(&climb) {
        if !code[..at].ends_with(is_name) && !code[..at].ends_with("::") {
            found.extend(first_names(&code[at + climb.len()..]).map(|name| (line(code, at), name)));
        }
    }
    found.sort();
    found
}

/// The names that `rest` begins with: one, or several in braces.
fn first_names(rest: &str) -> impl Iterator<Item = String> {
    let rest = rest.trim_start();
    let parts = if rest.starts_with('{') { top_level(&rest[1..closing_brace(rest)]) } else { vec![rest] };
    parts.into_iter().map(name).filter(|name| !name.is_empty())
}

/// The parts of a group that commas divide, not counting those in inner braces.
fn top_level(group: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    group
        .split(|c| {
            match c {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            c == ',' && depth == 0
        })
        .collect()
}

fn name(rest: &str) -> String {
    rest.trim_start().trim_start_matches("r#").chars().take_while(|c| is_name(*c)).collect()
}

/// The lines where `word` stands as a word or path of its own.
pub(super) fn lines_with(code: &str, word: &str) -> Vec<usize> {
    code.match_indices(word)
        .filter(|(at, _)| !code[..*at].ends_with(is_name) && !code[at + word.len()..].starts_with(is_name))
        .map(|(at, _)| line(code, at))
        .collect()
}

/// What follows `prefix` wherever it stands, with the line.
pub(super) fn names_after(code: &str, prefix: &str) -> Vec<(usize, String)> {
    code.match_indices(prefix)
        .filter(|(at, _)| !code[..*at].ends_with(is_name))
        .map(|(at, _)| (line(code, at), name(&code[at + prefix.len()..])))
        .collect()
}

fn line(code: &str, at: usize) -> usize {
    code[..at].matches('\n').count() + 1
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}
