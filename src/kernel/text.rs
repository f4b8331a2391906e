//! Cleaning of text that people typed, and keys to compare it by.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Control characters other than tab and line ends. PostgreSQL refuses U+0000, mail headers all of them.
pub fn has_control(text: &str) -> bool {
    text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}

/// One line: NFC, without control characters, white space folded to single spaces and trimmed.
pub fn one_line(text: &str) -> String {
    let clean: String = text.nfc().map(|c| if c.is_control() { ' ' } else { c }).collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Several lines: NFC, line ends as `\n`, without other control characters, trimmed.
pub fn prose(text: &str) -> String {
    let unified = text.replace("\r\n", "\n").replace('\r', "\n");
    let clean: String = unified.nfc().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    clean.trim().to_owned()
}

/// Folds text for comparison: NFKC, lower case, marks stripped, the letters that do not decompose mapped,
/// everything that is neither letter nor digit as one space.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut space = false;
    for c in text.nfkc().collect::<String>().to_lowercase().nfd() {
        if is_combining_mark(c) && !('\u{3099}'..='\u{309A}').contains(&c) {
            continue;
        }
        if c.is_alphanumeric() || ('\u{3099}'..='\u{309A}').contains(&c) {
            if space && !folded.is_empty() {
                folded.push(' ');
            }
            space = false;
            match c {
                'ß' => folded.push_str("ss"),
                'æ' => folded.push_str("ae"),
                'œ' => folded.push_str("oe"),
                'ø' => folded.push('o'),
                'ł' => folded.push('l'),
                'đ' | 'ð' => folded.push('d'),
                'ı' => folded.push('i'),
                'þ' => folded.push_str("th"),
                other => folded.push(other),
            }
        } else if !matches!(c, '\'' | '’' | 'ʼ') {
            space = true;
        }
    }
    folded.nfc().collect()
}

/// A key under which two spellings of one personal name are equal: folded, its words sorted,
/// so that neither the order of family and given name nor hyphens, accents and case matter.
pub fn name_key(name: &str) -> String {
    let folded = fold(name);
    let mut words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    words.join(" ")
}

/// A text cut to at most `max` characters, with an ellipsis where it was cut.
pub fn shorten(text: &str, max: usize) -> String {
    if text.chars().count() <= max {
        return text.to_owned();
    }
    let cut: String = text.chars().take(max.saturating_sub(1)).collect();
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_have_one_key() {
        assert_eq!(name_key("SASAKI Hina"), name_key("Hina Sasaki"));
        assert_eq!(name_key("Łukasz Brøndum-Æby"), name_key("brondum aeby, lukasz"));
        assert_eq!(name_key("Ｔａｎａｋａ　Tarō"), name_key("Taro TANAKA"));
        assert_ne!(name_key("Wei Wang"), name_key("Wei Wong"));
    }

    #[test]
    fn folding_keeps_the_sound_marks_of_kana() {
        assert_ne!(fold("がん"), fold("かん"));
        assert_eq!(fold("ﾀﾞｲｶﾞｸ"), fold("ダイガク"));
    }

    #[test]
    fn a_line_has_no_control_characters() {
        assert_eq!(one_line(" a\r\nBcc: b\u{0} "), "a Bcc: b");
    }
}
