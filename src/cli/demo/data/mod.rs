//! Fictional demo data: candidates abroad, their papers and three calls with applications.
//!
//! Every person, institution and paper is invented. The same year always yields the same bytes.

mod applications;
mod authors;
mod calls;
mod names;
mod names_europe;
mod names_world;
mod people;
mod places;
mod proposals;
mod rng;
mod table;
#[cfg(test)]
mod tests;
mod texts;
mod topics;
mod topics_cancer;
mod topics_infection;
mod topics_neuro;
mod topics_other;
mod topics_senses;
mod works;

use applications::Plan;
use calls::CALLS;
use people::Cast;
use rng::Rng;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const SEED: u64 = 0x4d65_6b69_6b69;

/// Everything the demo imports.
#[derive(Debug, Clone, PartialEq)]
pub struct DemoData {
    /// OpenAlex author objects: the candidates abroad and some researchers in Japan.
    pub authors: Vec<Value>,
    /// OpenAlex work objects.
    pub works: Vec<Value>,
    /// Names and addresses of the candidates abroad, as a CSV table.
    pub candidates_csv: String,
    /// Calls with their applications.
    pub calls: Vec<DemoCall>,
}

/// One call of the fictional funder.
#[derive(Debug, Clone, PartialEq)]
pub struct DemoCall {
    /// English title.
    pub title: &'static str,
    /// Japanese title.
    pub title_ja: &'static str,
    /// Programme.
    pub programme: &'static str,
    /// Department in charge.
    pub department: &'static str,
    /// Fiscal year.
    pub fiscal_year: i32,
    /// Funding frame.
    pub frame: &'static str,
    /// Round within the year.
    pub round: i32,
    /// `{"applications": [...]}`.
    pub applications: Value,
}

/// Generates the demo data with papers up to `this_year` and calls for the year after.
pub fn generate(this_year: i32) -> DemoData {
    build(this_year).0
}

/// Generates the data together with the plans behind the applications.
fn build(this_year: i32) -> (DemoData, Vec<Vec<Plan>>, Cast) {
    let mut rng = Rng::new(SEED);
    let mut cast = Cast::new(this_year, &mut rng);
    let mut used = BTreeSet::new();
    let plans: Vec<Vec<Plan>> =
        CALLS.iter().map(|call| applications::plan_call(call, &mut cast, &mut used, &mut rng)).collect();
    cast.add_labs(&mut rng);
    let papers = works::write_all(&cast, plans.iter().flatten(), &mut rng);
    let calls = show_calls(&plans, &cast, &mut rng);
    let data = DemoData {
        authors: authors::profiles(&cast, &papers),
        works: papers.iter().map(|paper| paper.to_json(&cast)).collect(),
        candidates_csv: table::table(&mut cast, &mut rng),
        calls,
    };
    (data, plans, cast)
}

fn show_calls(plans: &[Vec<Plan>], cast: &Cast, rng: &mut Rng) -> Vec<DemoCall> {
    let mut shown = Vec::new();
    for (call, plans) in CALLS.iter().zip(plans) {
        let applications: Vec<Value> = plans.iter().map(|plan| plan.to_json(cast, rng)).collect();
        shown.push(DemoCall {
            title: call.title,
            title_ja: call.title_ja,
            programme: call.programme,
            department: call.department,
            fiscal_year: cast.this_year + 1,
            frame: call.frame,
            round: call.round,
            applications: json!({"applications": applications}),
        });
    }
    shown
}
