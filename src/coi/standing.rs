//! Where a person stands towards an application: findings, declaration and decision taken together. Pure.

use super::model::{Answer, Decision, Declaration, Finding, Outcome, Screening};
use crate::kernel::secret::fingerprint;

text_enum! {
    /// What follows for inviting and assigning.
    pub enum Verdict {
        /// Nothing was found and nothing asked yet.
        NotDeclared = "not_declared",
        /// Something was found; the person has not been asked yet.
        ToCheck = "to_check",
        /// An officer has to decide.
        NeedsDecision = "needs_decision",
        /// May review.
        Cleared = "cleared",
        /// May not review this application.
        Excluded = "excluded",
    }
}

/// Everything known about one person and one application.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// What the data say.
    pub findings: Vec<Finding>,
    /// What the person declared last.
    pub declaration: Option<Declaration>,
    /// What an officer decided last.
    pub decision: Option<Decision>,
}

impl Standing {
    /// The worst of the findings.
    pub fn screening(&self) -> Screening {
        self.findings.iter().map(|finding| finding.severity).max().unwrap_or(Screening::Clear)
    }

    /// The evidence as a hash, by which a decision knows what it was made on.
    pub fn fingerprint(&self) -> String {
        let mut told: Vec<String> = self
            .findings
            .iter()
            .map(|finding| {
                let evidence = &finding.evidence;
                format!("{}\u{1f}{}\u{1f}{}\u{1f}{:?}", finding.relation, evidence.about, evidence.what, evidence.year)
            })
            .collect();
        told.sort();
        fingerprint(told.join("\n").as_bytes())
    }

    /// What follows.
    pub fn verdict(&self) -> Verdict {
        if let Some(decision) = &self.decision {
            match decision.outcome {
                Outcome::Excluded => return Verdict::Excluded,
                Outcome::Cleared if self.covers(decision) => return Verdict::Cleared,
                Outcome::Cleared => {}
            }
        }
        let answer = self.declaration.as_ref().map(|declaration| declaration.answer);
        match (answer, self.screening()) {
            (Some(Answer::Conflict), _) | (None, Screening::Conflict) => Verdict::Excluded,
            (Some(Answer::None), Screening::Clear) => Verdict::Cleared,
            (Some(Answer::Unsure | Answer::None), _) => Verdict::NeedsDecision,
            (None, Screening::Suspected) => Verdict::ToCheck,
            (None, Screening::Clear) => Verdict::NotDeclared,
        }
    }

    /// Whether the decision was made on all that is known now. A later “no conflict” adds nothing to decide on.
    fn covers(&self, decision: &Decision) -> bool {
        let same_evidence = decision.evidence_fingerprint == self.fingerprint();
        let same_word = self.declaration.as_ref().is_none_or(|declaration| {
            declaration.answer == Answer::None || Some(declaration.id) == decision.declaration
        });
        same_evidence && same_word
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::{Certainty, Evidence, Relation};
    use super::*;
    use crate::kernel::ids::{ApplicationId, DecisionId, DeclarationId, PersonId};
    use crate::kernel::time::Clock;

    fn finding(severity: Screening, what: &str) -> Finding {
        let evidence = Evidence {
            about: "A".into(),
            what: what.into(),
            year: Some(2025),
            authors: Some(3),
            certainty: Certainty::Identifier,
        };
        Finding { relation: Relation::CoAuthor, severity, evidence }
    }

    fn declared(answer: Answer) -> Declaration {
        Declaration {
            id: DeclarationId::new(),
            person: PersonId::new(),
            application: ApplicationId::new(),
            answer,
            details: String::new(),
            rules_version: String::new(),
            declared_at: Clock::System.now(),
        }
    }

    fn decided(standing: &Standing, outcome: Outcome) -> Decision {
        Decision {
            id: DecisionId::new(),
            person: PersonId::new(),
            application: ApplicationId::new(),
            outcome,
            reason: "r".into(),
            evidence_fingerprint: standing.fingerprint(),
            declaration: standing.declaration.as_ref().map(|declaration| declaration.id),
            decided_by: String::new(),
            decided_at: Clock::System.now(),
        }
    }

    fn verdict(severity: Option<Screening>, answer: Option<Answer>) -> Verdict {
        let findings = severity.map(|severity| finding(severity, "x")).into_iter().collect();
        Standing { findings, declaration: answer.map(declared), decision: None }.verdict()
    }

    #[test]
    fn screening_and_declaration_together_give_the_verdict() {
        assert_eq!(verdict(None, None), Verdict::NotDeclared);
        assert_eq!(verdict(None, Some(Answer::None)), Verdict::Cleared);
        assert_eq!(verdict(None, Some(Answer::Unsure)), Verdict::NeedsDecision);
        assert_eq!(verdict(None, Some(Answer::Conflict)), Verdict::Excluded);
        assert_eq!(verdict(Some(Screening::Suspected), None), Verdict::ToCheck);
        assert_eq!(verdict(Some(Screening::Suspected), Some(Answer::None)), Verdict::NeedsDecision);
        assert_eq!(verdict(Some(Screening::Conflict), None), Verdict::Excluded);
        assert_eq!(verdict(Some(Screening::Conflict), Some(Answer::None)), Verdict::NeedsDecision);
    }

    #[test]
    fn what_was_dismissed_stays_dismissed_until_something_new_is_found() {
        let mut standing =
            Standing { findings: vec![finding(Screening::Conflict, "old paper")], ..Standing::default() };
        standing.decision = Some(decided(&standing, Outcome::Cleared));
        assert_eq!(standing.verdict(), Verdict::Cleared);
        standing.declaration = Some(declared(Answer::None));
        assert_eq!(standing.verdict(), Verdict::Cleared);
        standing.findings.push(finding(Screening::Suspected, "new paper"));
        assert_eq!(standing.verdict(), Verdict::NeedsDecision);
    }

    #[test]
    fn a_doubt_declared_after_the_decision_asks_again() {
        let mut standing = Standing { declaration: Some(declared(Answer::Unsure)), ..Standing::default() };
        standing.decision = Some(decided(&standing, Outcome::Cleared));
        assert_eq!(standing.verdict(), Verdict::Cleared);
        standing.declaration = Some(declared(Answer::Conflict));
        assert_eq!(standing.verdict(), Verdict::Excluded);
    }
}
