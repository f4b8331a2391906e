//! The facts behind the rules, read for all persons of the pool at once: seven statements an application.

use super::detect::{self, JointPaper};
use super::model::{Certainty, Finding};
use super::store::{self, Written};
use crate::calls::{Application, ApplicationPerson};
use crate::db::{Conn, DbError};
use crate::kernel::ids::{PersonId, PublicationId};
use crate::kernel::place::Orcid;
use crate::kernel::text::{fold, name_key};
use crate::kernel::time::Day;
use std::collections::{BTreeMap, HashMap};

/// What the data say about everybody in the pool and one application; who is not in the answer is clear.
pub fn screen(
    conn: &mut Conn,
    application: &Application,
    today: Day,
) -> Result<BTreeMap<PersonId, Vec<Finding>>, DbError> {
    let mut found: BTreeMap<PersonId, Vec<Finding>> = BTreeMap::new();
    for (person, papers) in joint_papers(conn, application)? {
        found.entry(person).or_default().extend(detect::co_author(&papers, today));
    }
    for (person, finding) in identities(conn, application)? {
        found.entry(person).or_default().push(finding);
    }
    for (person, finding) in shared_institutions(conn, application)? {
        found.entry(person).or_default().push(finding);
    }
    for (person, institution, end_year) in store::once_in_japan(conn)? {
        found.entry(person).or_default().extend(detect::japan_tie(&institution, end_year, today));
    }
    found.retain(|_, findings| {
        findings.dedup();
        !findings.is_empty()
    });
    Ok(found)
}

/// How sure it is that an authorship is that of somebody on the application; two different ORCID iDs are two persons.
fn same_person(person: &ApplicationPerson, written: &Written) -> Option<Certainty> {
    match (&person.orcid, &written.orcid) {
        (Some(left), Some(right)) => (left == right).then_some(Certainty::Identifier),
        _ => (name_key(&person.name) == written.name_key).then_some(Certainty::Name),
    }
}

fn joint_papers(conn: &mut Conn, application: &Application) -> Result<BTreeMap<PersonId, Vec<JointPaper>>, DbError> {
    let orcids: Vec<&Orcid> = application.people.iter().filter_map(|person| person.orcid.as_ref()).collect();
    let keys: Vec<String> = application.people.iter().map(|person| name_key(&person.name)).collect();
    let written = store::written_by(conn, &orcids, &keys)?;
    let mut authors_on: HashMap<PublicationId, Vec<(&ApplicationPerson, Certainty)>> = HashMap::new();
    for row in &written {
        for person in &application.people {
            if let Some(certainty) = same_person(person, row) {
                authors_on.entry(row.publication).or_default().push((person, certainty));
            }
        }
    }
    let publications: Vec<PublicationId> = authors_on.keys().copied().collect();
    let mut papers: BTreeMap<PersonId, Vec<JointPaper>> = BTreeMap::new();
    for row in store::pool_authors_of(conn, &publications)? {
        for (person, certainty) in authors_on.get(&row.publication).into_iter().flatten() {
            // Somebody on the application is no co-author of themselves.
            if row.written.orcid.as_ref().is_some_and(|orcid| person.orcid.as_ref() == Some(orcid))
                || row.written.name_key == name_key(&person.name)
            {
                continue;
            }
            papers.entry(row.person).or_default().push(JointPaper {
                with: person.name.clone(),
                title: row.title.clone(),
                year: row.year,
                authors: row.author_count,
                certainty: *certainty,
            });
        }
    }
    Ok(papers)
}

/// Persons of the pool who are on the application or whom the applicants ask to leave out.
fn identities(conn: &mut Conn, application: &Application) -> Result<Vec<(PersonId, Finding)>, DbError> {
    let named = application.people.iter().map(|person| (&person.name, &person.orcid));
    let excluded = application.exclusions.iter().map(|exclusion| (&exclusion.name, &exclusion.orcid));
    let (mut orcids, mut keys) = (Vec::new(), Vec::new());
    for (name, orcid) in named.chain(excluded) {
        orcids.extend(orcid.as_ref());
        keys.push(name_key(name));
    }
    let by_orcid = store::persons_by_orcid(conn, &orcids)?;
    let by_name = store::persons_by_name(conn, &keys)?;
    let whose = |name: &str, orcid: Option<&Orcid>| -> Vec<(PersonId, Certainty)> {
        if let Some(person) = orcid.and_then(|orcid| by_orcid.get(orcid)) {
            return vec![(*person, Certainty::Identifier)];
        }
        let key = name_key(name);
        by_name
            .iter()
            .filter(|(known, _, theirs)| *known == key && (orcid.is_none() || theirs.is_none()))
            .map(|(_, person, _)| (*person, Certainty::Name))
            .collect()
    };
    let mut found = Vec::new();
    for person in &application.people {
        for (id, certainty) in whose(&person.name, person.orcid.as_ref()) {
            found.push((id, detect::on_application(&person.name, certainty)));
        }
    }
    for exclusion in &application.exclusions {
        for (id, certainty) in whose(&exclusion.name, exclusion.orcid.as_ref()) {
            found.push((id, detect::excluded(&exclusion.name, &exclusion.reason, certainty)));
        }
    }
    Ok(found)
}

/// Persons of the pool who work where somebody on the application works.
fn shared_institutions(conn: &mut Conn, application: &Application) -> Result<Vec<(PersonId, Finding)>, DbError> {
    let keys: Vec<String> =
        application.people.iter().filter_map(|person| person.institution.as_deref()).map(fold).collect();
    let rors: Vec<&String> = application.people.iter().filter_map(|person| person.ror.as_ref()).collect();
    let mut found = Vec::new();
    for row in store::working_at(conn, &keys, &rors)? {
        for person in &application.people {
            let by_ror = person.ror.is_some() && person.ror == row.ror;
            let by_name = person.institution.as_deref().map(fold).as_deref() == Some(&*row.institution_key);
            if by_ror || by_name {
                let certainty = if by_ror { Certainty::Identifier } else { Certainty::Name };
                found.push((row.person, detect::same_institution(&person.name, &row.institution, certainty)));
            }
        }
    }
    Ok(found)
}
