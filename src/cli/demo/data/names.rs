//! Names of fictional people: how they are drawn, written, shortened and spelled in ASCII.

use super::names_europe::EUROPE;
use super::names_world::WORLD;
use super::rng::Rng;

/// Which part of a name a person writes first at home.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NameOrder {
    /// The given name comes first.
    GivenFirst,
    /// The family name comes first.
    FamilyFirst,
}

/// Given and family names of one language; `|` separates the entries.
#[derive(Debug)]
pub(super) struct NamePool {
    /// Short name of the language.
    pub(super) key: &'static str,
    /// The order used where the language is spoken.
    pub(super) order: NameOrder,
    /// Given names of women.
    pub(super) female: &'static str,
    /// Given names of men.
    pub(super) male: &'static str,
    /// Family names.
    pub(super) family: &'static str,
}

/// The name of one person.
#[derive(Debug, Clone)]
pub(super) struct Name {
    /// Family name in Latin letters.
    pub(super) family: String,
    /// Given name in Latin letters.
    pub(super) given: String,
    /// Full name in the native script, if that is not Latin.
    pub(super) native: Option<String>,
    /// The order the person uses.
    pub(super) order: NameOrder,
    /// Language of the name.
    pub(super) pool: &'static str,
    /// Whether the given name is a woman's.
    pub(super) female: bool,
}

impl Name {
    /// "Maja Lindqvist".
    pub(super) fn given_first(&self) -> String {
        format!("{} {}", self.given, self.family)
    }

    /// "Lindqvist Maja".
    pub(super) fn family_first(&self) -> String {
        format!("{} {}", self.family, self.given)
    }

    /// "M. Lindqvist", with every part of the given name shortened.
    pub(super) fn with_initials(&self) -> String {
        format!("{} {}", self.initials(), self.family)
    }

    /// "LINDQVIST Maja", the style of the application forms.
    pub(super) fn family_capitals(&self) -> String {
        format!("{} {}", self.family.to_uppercase(), self.given)
    }

    fn initials(&self) -> String {
        let shorten = |part: &str| {
            let letters = part.split('-').filter_map(|piece| piece.chars().next());
            let dotted: Vec<String> = letters.map(|letter| format!("{}.", letter.to_uppercase())).collect();
            dotted.join("-")
        };
        let parts: Vec<String> = self.given.split(' ').map(shorten).collect();
        parts.join(" ")
    }
}

/// Names the pools a country draws from; repeated keys are more frequent.
fn pool_keys(country: &str) -> &'static [&'static str] {
    match country {
        "US" => &["en", "en", "en", "en", "zh", "in", "es", "ko", "de"],
        "CA" => &["en", "en", "fr", "zh", "in"],
        "GB" => &["en", "en", "en", "en", "in", "ie", "el"],
        "AU" => &["en", "en", "en", "vi", "el", "zh"],
        "IE" => &["ie", "ie", "en"],
        "FR" => &["fr", "fr", "fr", "fr", "ar"],
        "DE" => &["de", "de", "de", "de", "tr"],
        "AT" => &["de"],
        "CH" => &["de", "fr", "it"],
        "NL" => &["nl"],
        "BE" => &["nl", "fr"],
        "DK" | "SE" | "NO" => &["scand"],
        "FI" => &["fi"],
        "IS" => &["is"],
        "ES" | "MX" | "CL" => &["es"],
        "AR" => &["es", "es", "it"],
        "PT" | "BR" => &["pt"],
        "IT" => &["it"],
        "GR" => &["el"],
        "PL" => &["pl"],
        "CZ" => &["cs"],
        "HU" => &["hu"],
        "EE" => &["et"],
        "UA" => &["uk"],
        "TR" => &["tr"],
        "IL" => &["he"],
        "EG" => &["ar"],
        "KE" => &["sw"],
        "NG" => &["ng"],
        "ZA" => &["za"],
        "IN" => &["in"],
        "CN" => &["zh"],
        "TW" => &["tw"],
        "KR" => &["ko"],
        "SG" => &["zh", "in", "ms"],
        "VN" => &["vi"],
        "TH" => &["th"],
        "MY" => &["ms", "zh"],
        "NZ" => &["mi", "en"],
        "JP" => &["ja"],
        _ => &["en"],
    }
}

/// Draws a name that fits the country.
pub(super) fn draw(country: &str, rng: &mut Rng) -> Name {
    let key = rng.text(pool_keys(country));
    let mut name = draw_from(key, rng);
    if !matches!(country, "CN" | "TW" | "KR" | "VN" | "HU" | "JP") {
        name.order = NameOrder::GivenFirst;
    }
    name
}

/// Draws a name from the pool of one language.
pub(super) fn draw_from(key: &str, rng: &mut Rng) -> Name {
    let found = EUROPE.iter().chain(WORLD).find(|pool| pool.key == key);
    let pool = found.unwrap_or(&EUROPE[0]);
    let female = rng.chance(50);
    let given = if female { pool.female } else { pool.male };
    let (given, native_given) = pick_entry(given, female, rng);
    let (family, native_family) = pick_entry(pool.family, female, rng);
    let native = match (native_given, native_family, pool.key) {
        (Some(given), Some(family), "zh" | "tw" | "ko") => Some(format!("{family}{given}")),
        (Some(given), Some(family), "ja") => Some(format!("{family} {given}")),
        (Some(given), Some(family), _) => Some(format!("{given} {family}")),
        _ => None,
    };
    Name { family: family.to_owned(), given: given.to_owned(), native, order: pool.order, pool: pool.key, female }
}

/// One entry of a list, in Latin letters and in the native script.
fn pick_entry(list: &'static str, female: bool, rng: &mut Rng) -> (&'static str, Option<&'static str>) {
    let entries: Vec<&'static str> = list.split('|').collect();
    let entry = rng.text(&entries);
    let form = match entry.split_once('~') {
        Some((_, of_women)) if female => of_women,
        Some((of_men, _)) => of_men,
        None => entry,
    };
    match form.split_once('/') {
        Some((latin, native)) => (latin, Some(native)),
        None => (form, None),
    }
}

/// Spells a name with ASCII letters only, keeping spaces and hyphens.
pub(super) fn to_ascii(text: &str) -> String {
    text.chars().map(ascii_letters).collect()
}

/// Spells a name as one lower-case part of an e-mail address.
pub(super) fn address_part(text: &str) -> String {
    to_ascii(text).to_lowercase().chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-').collect()
}

fn ascii_letters(letter: char) -> String {
    if letter.is_ascii() {
        return letter.to_string();
    }
    let capital = letter.is_uppercase();
    let small = letter.to_lowercase().next().unwrap_or(letter);
    let plain = match small {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' | 'ạ' | 'ả' | 'ấ' | 'ầ' | 'ẩ' | 'ẫ' | 'ậ' | 'ắ' | 'ằ'
        | 'ặ' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'đ' | 'ď' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' | 'ế' | 'ề' | 'ể' | 'ễ' | 'ệ' | 'ẹ' => "e",
        'ğ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ı' | 'ị' | 'ĩ' | 'ī' => "i",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ő' | 'ø' | 'ơ' | 'ọ' | 'ố' | 'ồ' | 'ộ' | 'ớ' | 'ờ' | 'ỗ' | 'ō' => {
            "o"
        }
        'ř' => "r",
        'ś' | 'š' | 'ş' => "s",
        'ß' => "ss",
        'þ' => "th",
        'ù' | 'ú' | 'û' | 'ü' | 'ű' | 'ů' | 'ư' | 'ụ' | 'ữ' | 'ự' | 'ū' | 'ứ' => "u",
        'ý' | 'ỳ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => "",
    };
    let mut letters = plain.chars();
    match (capital, letters.next()) {
        (true, Some(first)) => first.to_uppercase().chain(letters).collect(),
        _ => plain.to_owned(),
    }
}
