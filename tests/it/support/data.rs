//! A small pool and two applications, all made up.

use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The guideline of a call.
pub(crate) const GUIDELINE: &str = "# Guideline\n\nReview what is before you.\n";

/// The applications: one on antisense therapy (`27-NEU-0001`), one on pancreatic cancer (`27-ONC-0002`).
pub(crate) fn applications() -> Value {
    json!({ "applications": [
        {
            "number": "27-NEU-0001",
            "title": "Antisense oligonucleotides against TDP-43 proteinopathy",
            "abstract": "We develop antisense oligonucleotides that restore splicing in motor neurons with TDP-43 proteinopathy, as in amyotrophic lateral sclerosis.",
            "scientific_part": "Cryptic exons of stathmin-2 are repressed in patient-derived motor neurons.",
            "keywords": ["antisense oligonucleotides", "TDP-43", "amyotrophic lateral sclerosis"],
            "people": [
                { "name": "SASAKI Hina", "role": "principal_investigator", "orcid": "0000-0002-0000-1113", "institution": "Kita University" },
                { "name": "MORI Ken", "role": "member", "institution": "Kita University" },
            ],
        },
        {
            "number": "27-ONC-0002",
            "title": "The gut microbiome in pancreatic cancer immunotherapy",
            "abstract": "We ask how the gut microbiome changes the response of pancreatic cancer to checkpoint immunotherapy, and whether bacterial consortia improve it.",
            "keywords": ["gut microbiome", "pancreatic cancer", "immunotherapy"],
            "people": [
                { "name": "ITO Sora", "role": "principal_investigator", "institution": "Minami Institute" },
            ],
        },
    ] })
}

/// OpenAlex id, name, ORCID iD, institution, country.
const AUTHORS: [(u32, &str, &str, &str, &str); 12] = [
    (1001, "Marta Lindqvist", "0000-0002-0000-2220", "Karolina Institute", "SE"),
    (1002, "João Pereira", "", "University of Douro", "PT"),
    (1003, "Klaus Weber", "", "Spree Hospital", "DE"),
    (1004, "Emily Carter", "0000-0002-0000-3338", "Harbor University", "US"),
    (1005, "Sophie Martin", "", "Institut de la Seine", "FR"),
    (1006, "Wei Zhang", "", "Straits University", "SG"),
    (1007, "Liam O'Brien", "", "Liffey College", "IE"),
    (1008, "Taro Yamada", "", "Nishi University", "JP"),
    (1009, "Priya Nair", "", "Malabar Institute", "IN"),
    (1010, "Hina Sasaki", "", "Lakeshore University", "CA"),
    (1011, "Ingrid Solberg", "", "Fjord University", "NO"),
    (1012, "Marco Rossi", "", "Politecnico del Po", "IT"),
];

/// Number, year, title, abstract, authors by the last two digits; 99 is the principal investigator.
const WORKS: [(u32, i32, &str, &str, &[u32]); 14] = [
    (2001, 2025, "Antisense oligonucleotides restore splicing in TDP-43 proteinopathy", NEURO, &[1]),
    (2002, 2024, "Stathmin-2 in motor neurons of amyotrophic lateral sclerosis", NEURO, &[1, 3]),
    (2003, 2025, "Delivery of antisense oligonucleotides to motor neurons", NEURO, &[2]),
    (2004, 2023, "TDP-43 aggregation and cryptic exons", NEURO, &[3]),
    (2005, 2026, "TDP-43 proteinopathy in patient-derived motor neurons", NEURO, &[4, 99]),
    (2006, 2025, "Antisense therapy in amyotrophic lateral sclerosis", NEURO, &[8]),
    (2007, 2024, "Splicing repression by TDP-43", NEURO, &[10]),
    (2008, 2025, "Antisense oligonucleotides for motor neuron disease", NEURO, &[11]),
    (2009, 2024, "The gut microbiome and pancreatic cancer", CANCER, &[11]),
    (2010, 2025, "Checkpoint immunotherapy of pancreatic cancer", CANCER, &[5]),
    (2011, 2025, "Bacterial consortia improve cancer immunotherapy", CANCER, &[6]),
    (2012, 2022, "Gut bacteria in pancreatic tumours", CANCER, &[7, 9]),
    (2013, 2025, "Amyotrophic lateral sclerosis: a review of antisense therapy", NEURO, &[12]),
    (2014, 2024, "Pancreatic cancer and the microbiome: a cohort", CANCER, &[12]),
];

const NEURO: &str = "Antisense oligonucleotides restore splicing in motor neurons with TDP-43 proteinopathy and amyotrophic lateral sclerosis.";
const CANCER: &str = "The gut microbiome changes the response of pancreatic cancer to checkpoint immunotherapy with bacterial consortia.";

/// The funder's own list: an address for each of the authors.
pub(crate) const ADDRESSES: &str = "\
openalex_id,name,email,time_zone
A1001,Marta Lindqvist,marta@karolina.example,Europe/Stockholm
A1002,João Pereira,joao@douro.example,Europe/Lisbon
A1003,Klaus Weber,klaus@spree.example,Europe/Berlin
A1004,Emily Carter,emily@harbor.example,America/New_York
A1005,Sophie Martin,sophie@seine.example,Europe/Paris
A1006,Wei Zhang,wei@straits.example,Asia/Singapore
A1007,Liam O'Brien,liam@liffey.example,Europe/Dublin
A1008,Taro Yamada,taro@nishi.example,Asia/Tokyo
A1009,Priya Nair,priya@malabar.example,Asia/Kolkata
A1010,Hina Sasaki,hina@lakeshore.example,America/Toronto
A1011,Ingrid Solberg,ingrid@fjord.example,Europe/Oslo
A1012,Marco Rossi,marco@po.example,Europe/Rome
";

/// OpenAlex authors as JSON Lines.
pub(crate) fn authors() -> String {
    lines(AUTHORS.iter().map(|(id, name, orcid, institution, country)| {
        let place = json!({ "display_name": institution, "country_code": country });
        json!({
            "id": format!("https://openalex.org/A{id}"),
            "display_name": name,
            "orcid": orcid_url(orcid),
            "affiliations": [{ "institution": place, "years": [2026, 2020] }],
            "last_known_institutions": [place],
            "topics": [],
        })
    }))
}

/// OpenAlex works as JSON Lines.
pub(crate) fn works() -> String {
    lines(WORKS.iter().map(|(id, year, title, text, authors)| {
        json!({
            "id": format!("https://openalex.org/W{id}"),
            "doi": format!("https://doi.org/10.5555/{id}"),
            "title": title,
            "publication_year": year,
            "abstract_inverted_index": inverted(text),
            "authorships": authors.iter().map(|author| authorship(*author)).collect::<Vec<_>>(),
        })
    }))
}

fn authorship(short: u32) -> Value {
    let known = AUTHORS.iter().find(|(id, ..)| *id == 1000 + short);
    let (id, name, orcid) =
        known.map_or((1099, "Hina Sasaki", "0000-0002-0000-1113"), |known| (known.0, known.1, known.2));
    let (institution, country) = known.map_or(("Kita University", "JP"), |known| (known.3, known.4));
    json!({
        "author": { "id": format!("https://openalex.org/A{id}"), "display_name": name, "orcid": orcid_url(orcid) },
        "institutions": [{ "display_name": institution, "country_code": country }],
    })
}

fn orcid_url(orcid: &str) -> Option<String> {
    (!orcid.is_empty()).then(|| format!("https://orcid.org/{orcid}"))
}

fn inverted(text: &str) -> BTreeMap<&str, Vec<usize>> {
    let mut index: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (place, word) in text.split(' ').enumerate() {
        index.entry(word).or_default().push(place);
    }
    index
}

fn lines(records: impl Iterator<Item = Value>) -> String {
    records.fold(String::new(), |mut text, record| {
        writeln!(text, "{record}").ok();
        text
    })
}
