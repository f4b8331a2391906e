//! The rules: from facts to findings. Pure.
//!
//! The default rules follow the agency's management of conflicts of interest of evaluators: close joint
//! research within the past three fiscal years, the present one included. Consortium papers are weaker
//! evidence, a name alone weaker still, and a year that only partly lies in the window is told as such.

use super::model::{Certainty, Evidence, Finding, Relation, Screening};
use crate::kernel::time::{Day, FiscalYear};

/// The version of the rules, kept with every declaration.
pub const RULES_VERSION: &str = "2026-11";

/// Fiscal years that a joint paper counts, the present one included.
const CO_AUTHOR_YEARS: i32 = 3;
/// A paper with more authors than this says little about any two of them.
const FEW_AUTHORS: i32 = 10;
/// So many joint papers are a close collaboration, however many authors each has.
const REPEATED: usize = 3;
/// Years after leaving Japan during which the tie is shown.
const JAPAN_YEARS: i32 = 5;

/// A paper that somebody wrote with somebody on the application.
#[derive(Debug, Clone)]
pub(super) struct JointPaper {
    pub with: String,
    pub title: String,
    pub year: Option<i32>,
    pub authors: i32,
    pub certainty: Certainty,
}

/// The findings from all joint papers of one person with the people of one application.
pub(super) fn co_author(papers: &[JointPaper], today: Day) -> Vec<Finding> {
    let Some(start) = FiscalYear::of(today).window_start(CO_AUTHOR_YEARS) else { return Vec::new() };
    let recent: Vec<&JointPaper> =
        papers.iter().filter(|paper| paper.year.is_none_or(|year| year >= start.year())).collect();
    recent
        .iter()
        .map(|paper| {
            let repeated = recent.iter().filter(|other| other.with == paper.with).count() >= REPEATED;
            let surely_inside = paper.year.is_some_and(|year| year > start.year());
            let close = paper.authors <= FEW_AUTHORS || repeated;
            let conflict = close && surely_inside && paper.certainty == Certainty::Identifier;
            Finding {
                relation: Relation::CoAuthor,
                severity: if conflict { Screening::Conflict } else { Screening::Suspected },
                evidence: Evidence {
                    about: paper.with.clone(),
                    what: paper.title.clone(),
                    year: paper.year,
                    authors: Some(paper.authors),
                    certainty: paper.certainty,
                },
            }
        })
        .collect()
}

/// The finding that somebody is on the application.
pub(super) fn on_application(name: &str, certainty: Certainty) -> Finding {
    identity(Relation::SelfOnApplication, name, name, certainty)
}

/// The finding that the applicants ask to leave somebody out.
pub(super) fn excluded(name: &str, reason: &str, certainty: Certainty) -> Finding {
    identity(Relation::ApplicantExcluded, name, reason, certainty)
}

fn identity(relation: Relation, about: &str, what: &str, certainty: Certainty) -> Finding {
    let severity = match certainty {
        Certainty::Identifier => Screening::Conflict,
        // An applicant seldom knows an ORCID iD, and leaving out a namesake costs little.
        Certainty::Name if relation == Relation::ApplicantExcluded => Screening::Conflict,
        Certainty::Name => Screening::Suspected,
    };
    let evidence = Evidence { about: about.to_owned(), what: what.to_owned(), year: None, authors: None, certainty };
    Finding { relation, severity, evidence }
}

/// The finding that somebody works at the institution of somebody on the application. Which department is
/// seldom known, so an officer looks at it.
pub(super) fn same_institution(about: &str, institution: &str, certainty: Certainty) -> Finding {
    Finding {
        relation: Relation::SameInstitution,
        severity: Screening::Suspected,
        evidence: Evidence {
            about: about.to_owned(),
            what: institution.to_owned(),
            year: None,
            authors: None,
            certainty,
        },
    }
}

/// The finding that somebody worked in Japan until `end_year`, where that is not long ago.
pub(super) fn japan_tie(institution: &str, end_year: Option<i32>, today: Day) -> Option<Finding> {
    let recent = end_year.is_none_or(|year| year >= today.year() - JAPAN_YEARS);
    recent.then(|| Finding {
        relation: Relation::JapanTie,
        severity: Screening::Suspected,
        evidence: Evidence {
            about: String::new(),
            what: institution.to_owned(),
            year: end_year,
            authors: None,
            certainty: Certainty::Identifier,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paper(year: i32, authors: i32, certainty: Certainty) -> JointPaper {
        JointPaper { with: "SASAKI Hina".into(), title: "T".into(), year: Some(year), authors, certainty }
    }

    fn severities(papers: &[JointPaper]) -> Vec<Screening> {
        // 22 November 2026 lies in FY2026; the window opens on 1 April 2024.
        let today = "2026-11-22".parse().unwrap();
        co_author(papers, today).into_iter().map(|finding| finding.severity).collect()
    }

    #[test]
    fn a_recent_paper_of_few_is_a_conflict() {
        assert_eq!(severities(&[paper(2025, 5, Certainty::Identifier)]), [Screening::Conflict]);
    }

    #[test]
    fn an_old_paper_is_nothing_and_the_year_of_the_boundary_is_uncertain() {
        assert_eq!(severities(&[paper(2023, 5, Certainty::Identifier)]), []);
        assert_eq!(severities(&[paper(2024, 5, Certainty::Identifier)]), [Screening::Suspected]);
    }

    #[test]
    fn a_consortium_paper_or_a_name_alone_is_for_an_officer_to_look_at() {
        assert_eq!(severities(&[paper(2025, 214, Certainty::Identifier)]), [Screening::Suspected]);
        assert_eq!(severities(&[paper(2025, 3, Certainty::Name)]), [Screening::Suspected]);
    }

    #[test]
    fn three_consortium_papers_with_one_person_are_a_collaboration() {
        let papers = [2025, 2025, 2026].map(|year| paper(year, 80, Certainty::Identifier));
        assert_eq!(severities(&papers), [Screening::Conflict; 3]);
    }
}
