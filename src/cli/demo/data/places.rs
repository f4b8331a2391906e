//! Invented institutions; none of them exists.

use serde_json::{Value, json};

/// Start of every invented ROR identifier; two letters and two digits follow.
const ROR_PREFIX: &str = "0demo";

/// The letters that ROR identifiers may contain.
const ROR_LETTERS: &str = "abcdefghjkmnpqrstvwxyz";

/// One invented institution.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// ISO alpha-2 code.
    pub(super) country: &'static str,
    /// Name of the institution.
    pub(super) name: &'static str,
    /// Invented town.
    pub(super) city: &'static str,
    /// Label in front of `.example`.
    pub(super) domain: &'static str,
    /// IANA time zone.
    pub(super) time_zone: &'static str,
    /// OpenAlex institution type.
    pub(super) kind: &'static str,
}

/// How many of `PLACES` lie abroad; the Japanese ones follow them.
pub(super) const ABROAD: usize = 102;

/// The institution with this number; numbers beyond the last start again.
pub(super) fn get(index: usize) -> Place {
    let row = PLACES.get(index % PLACES.len()).copied().unwrap_or_default();
    let mut cells = row.split(';');
    let mut cell = || cells.next().unwrap_or_default();
    Place { country: cell(), name: cell(), city: cell(), domain: cell(), time_zone: cell(), kind: cell() }
}

/// How many institutions there are.
pub(super) const fn count() -> usize {
    PLACES.len()
}

/// The ROR address of an institution.
pub(super) fn ror(index: usize) -> String {
    let letter = |number: usize| ROR_LETTERS.chars().nth(number % 22).unwrap_or('x');
    let first = letter(index / 22);
    let second = letter(index);
    let number = (index * 37 + 11) % 97;
    format!("https://ror.org/{ROR_PREFIX}{first}{second}{number:02}")
}

/// The institution as OpenAlex writes it into works and authors.
pub(super) fn to_json(index: usize) -> Value {
    let place = get(index);
    let id = format!("https://openalex.org/I{}", 9_900_000_100 + index * 13);
    json!({
        "id": id,
        "ror": ror(index),
        "display_name": place.name,
        "country_code": place.country,
        "type": place.kind,
        "lineage": [id],
    })
}

/// All institutions, those abroad first: country, name, town, domain, time zone and kind.
const PLACES: [&str; 114] = [
    "US;Harrow Falls University;Harrow Falls;harrowfalls;America/New_York;education",
    "US;Cascade Ridge Institute for Biomedical Research;Cascade Ridge;cascaderidge;America/Los_Angeles;nonprofit",
    "US;Bellweather University School of Medicine;Bellweather;bellweather;America/Chicago;education",
    "US;Saltmarsh Neurological Institute;Saltmarsh;saltmarsh;America/New_York;healthcare",
    "US;Prairie Lantern Cancer Center;Lantern City;prairielantern;America/Chicago;healthcare",
    "US;Mesa Alta University;Mesa Alta;mesaalta;America/Denver;education",
    "US;Quillback Bay Institute of Immunology;Quillback Bay;quillback;America/Los_Angeles;nonprofit",
    "US;Whitlow College of Medicine;Whitlow;whitlow;America/New_York;education",
    "US;Copperline Children's Research Hospital;Copperline;copperline;America/Phoenix;healthcare",
    "CA;Lac-aux-Brumes University;Lac-aux-Brumes;lacauxbrumes;America/Toronto;education",
    "CA;Tamarack Bay University;Tamarack Bay;tamarackbay;America/Vancouver;education",
    "CA;Institut Saint-Elzéar de recherche clinique;Saint-Elzéar-du-Lac;saintelzear;America/Toronto;facility",
    "CA;Windrow Prairie Health Sciences Centre;Windrow;windrow;America/Winnipeg;healthcare",
    "GB;Thornmere University;Thornmere;thornmere;Europe/London;education",
    "GB;University of Alderwick;Alderwick;alderwick;Europe/London;education",
    "GB;Caldbeck Institute of Molecular Medicine;Caldbeck Moor;caldbeckmoor;Europe/London;facility",
    "GB;Glen Torran University;Glen Torran;glentorran;Europe/London;education",
    "GB;Pentrefelin School of Public Health;Pentrefelin;pentrefelin;Europe/London;education",
    "GB;Ravensey Hospital Research Trust;Ravensey;ravensey;Europe/London;healthcare",
    "GB;Hexworthy Centre for Vaccine Science;Hexworthy;hexworthy;Europe/London;facility",
    "IE;Dún Aille University;Dún Aille;dunaille;Europe/Dublin;education",
    "IE;Inishmoy College of Medicine;Inishmoy;inishmoy;Europe/Dublin;education",
    "FR;Institut Valmont de Neurosciences;Valmont-sur-Orne;valmont;Europe/Paris;facility",
    "FR;Université de Rochebrune;Rochebrune;rochebrune;Europe/Paris;education",
    "FR;Centre Aubépine de Recherche sur le Cancer;Aubépine;aubepine;Europe/Paris;facility",
    "FR;Hôpital universitaire des Trois-Fontaines;Trois-Fontaines;troisfontaines;Europe/Paris;healthcare",
    "FR;Institut Clairlande de Microbiologie;Clairlande;clairlande;Europe/Paris;facility",
    "DE;Universität Falkenried;Falkenried;falkenried;Europe/Berlin;education",
    "DE;Institut für Molekulare Medizin Lauterquell;Lauterquell;lauterquell;Europe/Berlin;facility",
    "DE;Universitätsklinikum Hohenwerder;Hohenwerder;hohenwerder;Europe/Berlin;healthcare",
    "DE;Sternwald-Zentrum für Neurodegeneration;Sternwald;sternwald;Europe/Berlin;facility",
    "DE;Technische Hochschule Grauenbach;Grauenbach;grauenbach;Europe/Berlin;education",
    "DE;Nebelstein Krebsforschungsinstitut;Nebelstein;nebelstein;Europe/Berlin;facility",
    "AT;Medizinische Universität Silberalm;Silberalm;silberalm;Europe/Vienna;education",
    "AT;Institut Donauwinkel für Genomik;Donauwinkel;donauwinkel;Europe/Vienna;facility",
    "CH;Université de Clairmont-Léman;Clairmont;clairmont;Europe/Zurich;education",
    "CH;Hochschule Rosenalp;Rosenalp;rosenalp;Europe/Zurich;education",
    "CH;Istituto Valserena di Immunologia;Valserena;valserena;Europe/Zurich;facility",
    "NL;Universiteit Oosterwaard;Oosterwaard;oosterwaard;Europe/Amsterdam;education",
    "NL;Medisch Centrum Zilverdijk;Zilverdijk;zilverdijk;Europe/Amsterdam;healthcare",
    "NL;Polderstad Instituut voor Infectieziekten;Polderstad;polderstad;Europe/Amsterdam;facility",
    "BE;Universiteit Kasteelberg;Kasteelberg;kasteelberg;Europe/Brussels;education",
    "BE;Université de Valfleuri;Valfleuri;valfleuri;Europe/Brussels;education",
    "DK;Nordhavn University;Nordhavn;nordhavn;Europe/Copenhagen;education",
    "DK;Klitsund Hospital;Klitsund;klitsund;Europe/Copenhagen;healthcare",
    "SE;Björkvik University;Björkvik;bjorkvik;Europe/Stockholm;education",
    "SE;Norrsken Institute of Medicine;Norrsken;norrsken;Europe/Stockholm;facility",
    "SE;Ekholmen University Hospital;Ekholmen;ekholmen;Europe/Stockholm;healthcare",
    "NO;Universitetet i Fjellvåg;Fjellvåg;fjellvag;Europe/Oslo;education",
    "NO;Havbris Research Hospital;Havbris;havbris;Europe/Oslo;healthcare",
    "FI;Saarilampi University;Saarilampi;saarilampi;Europe/Helsinki;education",
    "FI;Revontuli Institute of Genetics;Revontuli;revontuli;Europe/Helsinki;facility",
    "IS;Háskólinn í Silfurvík;Silfurvík;silfurvik;Atlantic/Reykjavik;education",
    "ES;Universidad de Monteclaro;Monteclaro;monteclaro;Europe/Madrid;education",
    "ES;Institut Costabrisa de Recerca Biomèdica;Costabrisa;costabrisa;Europe/Madrid;facility",
    "ES;Hospital Universitario Peñaluz;Peñaluz;penaluz;Europe/Madrid;healthcare",
    "PT;Universidade de Serravale;Serravale;serravale;Europe/Lisbon;education",
    "PT;Instituto Maréalta de Medicina;Maréalta;marealta;Europe/Lisbon;facility",
    "IT;Università di Montelago;Montelago;montelago;Europe/Rome;education",
    "IT;Istituto Pietrachiara di Oncologia;Pietrachiara;pietrachiara;Europe/Rome;facility",
    "IT;Ospedale Universitario Valdombra;Valdombra;valdombra;Europe/Rome;healthcare",
    "IT;Fondazione Acquamarina per la Ricerca;Acquamarina;acquamarina;Europe/Rome;nonprofit",
    "GR;University of Thalassopolis;Thalassopolis;thalassopolis;Europe/Athens;education",
    "PL;Uniwersytet Medyczny w Jasnogrodzie;Jasnogród;jasnogrod;Europe/Warsaw;education",
    "PL;Instytut Biologii Brzezinowo;Brzezinowo;brzezinowo;Europe/Warsaw;facility",
    "CZ;Univerzita Stříbrná;Stříbrná Hora;stribrna;Europe/Prague;education",
    "HU;Aranyvölgyi Orvostudományi Egyetem;Aranyvölgy;aranyvolgy;Europe/Budapest;education",
    "EE;Merelaane Ülikool;Merelaane;merelaane;Europe/Tallinn;education",
    "UA;Zoloti Luky Medical University;Zoloti Luky;zolotiluky;Europe/Kyiv;education",
    "TR;Gümüşova Tıp Üniversitesi;Gümüştepe;gumusova;Europe/Istanbul;education",
    "IL;Har Zahav University;Har Zahav;harzahav;Asia/Jerusalem;education",
    "IL;Ma'ayan Institute of Life Sciences;Ma'ayan Kehilot;maayan;Asia/Jerusalem;facility",
    "EG;Nahr Al-Noor University;Nahr Al-Noor;nahralnoor;Africa/Cairo;education",
    "KE;Mlimani Ziwa Research Institute;Mlimani Ziwa;mlimaniziwa;Africa/Nairobi;facility",
    "NG;Odo-Ire University Teaching Hospital;Odo-Ire;odoire;Africa/Lagos;healthcare",
    "ZA;University of Silwerkloof;Silwerkloof;silwerkloof;Africa/Johannesburg;education",
    "ZA;Umhlatuvale Centre for Infection Research;Umhlatuvale;umhlatuvale;Africa/Johannesburg;facility",
    "IN;Suvarnapuri Institute of Medical Sciences;Suvarnapuri;suvarnapuri;Asia/Kolkata;education",
    "IN;Neelgarh University;Neelgarh;neelgarh;Asia/Kolkata;education",
    "IN;Chandravati Centre for Genomics;Chandravati;chandravati;Asia/Kolkata;facility",
    "CN;Yunhai University;Yunhai;yunhai;Asia/Shanghai;education",
    "CN;Qinglu Academy of Medical Sciences;Qinglu;qinglu;Asia/Shanghai;facility",
    "CN;Baihe Medical University;Baihe;baihemed;Asia/Shanghai;education",
    "CN;Linjiang Bay Institute of Neuroscience;Linjiang Bay;linjiangbay;Asia/Shanghai;facility",
    "TW;Lanxi Medical University;Lanxi;lanximed;Asia/Taipei;education",
    "KR;Haneulsan University;Haneulsan;haneulsan;Asia/Seoul;education",
    "KR;Byeolbit Institute of Science;Byeolbit;byeolbit;Asia/Seoul;facility",
    "KR;Dalmaru Medical Center;Dalmaru;dalmaru;Asia/Seoul;healthcare",
    "SG;Straitsview University;Singapore;straitsview;Asia/Singapore;education",
    "SG;Orchid Quay Institute of Immunology;Singapore;orchidquay;Asia/Singapore;facility",
    "VN;Đại học Y Hồng Vân;Hồng Vân;hongvan;Asia/Ho_Chi_Minh;education",
    "TH;Doi Thong University;Doi Thong;doithong;Asia/Bangkok;education",
    "MY;Universiti Tasik Permai;Tasik Permai;tasikpermai;Asia/Kuala_Lumpur;education",
    "AU;Wattlebrook University;Wattlebrook;wattlebrook;Australia/Melbourne;education",
    "AU;Coral Strait Institute of Tropical Health;Coral Strait;coralstrait;Australia/Brisbane;facility",
    "AU;Ironbark Ridge Medical Research Institute;Ironbark Ridge;ironbarkridge;Australia/Sydney;nonprofit",
    "NZ;Te Waiata University;Te Waiata;tewaiata;Pacific/Auckland;education",
    "BR;Universidade Federal de Ipêdourado;Ipêdourado;ipedourado;America/Sao_Paulo;education",
    "BR;Instituto Araripema de Saúde;Araripema;araripema;America/Recife;facility",
    "MX;Universidad de Cerro Jade;Cerro Jade;cerrojade;America/Mexico_City;education",
    "AR;Universidad del Río Sereno;Río Sereno;riosereno;America/Argentina/Buenos_Aires;education",
    "CL;Universidad Austral de Puerto Cobre;Puerto Cobre;puertocobre;America/Santiago;education",
    "JP;Kazahaya University;Kazahaya;kazahaya;Asia/Tokyo;education",
    "JP;Asagiri Institute for Brain Science;Asagiri;asagiri;Asia/Tokyo;facility",
    "JP;Minamihara Institute of Immunology;Minamihara;minamihara;Asia/Tokyo;facility",
    "JP;Setoumi University;Setoumi;setoumi;Asia/Tokyo;education",
    "JP;Akebonodai Medical University;Akebonodai;akebonodai;Asia/Tokyo;education",
    "JP;Hayasegawa University Hospital;Hayasegawa;hayasegawa;Asia/Tokyo;healthcare",
    "JP;Yukimori University;Yukimori;yukimori;Asia/Tokyo;education",
    "JP;Nagisa Center for Infectious Disease Research;Nagisa;nagisa;Asia/Tokyo;facility",
    "JP;Oboro Institute of Genome Medicine;Oboro;oboro;Asia/Tokyo;facility",
    "JP;Shiosai Cancer Center;Shiosai;shiosai;Asia/Tokyo;healthcare",
    "JP;Tsukiyomi Medical College;Tsukiyomi;tsukiyomi;Asia/Tokyo;education",
    "JP;Hoshimine Graduate School of Medicine;Hoshimine;hoshimine;Asia/Tokyo;education",
];
