//! The assignment problem, and its best answer. Pure.
//!
//! A maximum-weight b-matching: each reviewer takes at most so many applications, each application at most
//! so many reviewers, each allowed pair at most once. As many places as possible are filled; among all ways
//! to fill them the one with the greatest sum of scores is taken. The constraint matrix is totally
//! unimodular, so the linear programme has a whole-numbered vertex; HiGHS finds it.

use highs::{HighsModelStatus, RowProblem, Sense};

/// A pair that may be assigned.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// Which reviewer, as a place in [`Problem::loads`].
    pub reviewer: usize,
    /// Which application, as a place in [`Problem::demands`].
    pub application: usize,
    /// How well they fit, 0 to 1.
    pub score: f64,
}

/// Who may review what, and the limits.
#[derive(Debug, Clone, Default)]
pub struct Problem {
    /// So many applications each reviewer takes at the most.
    pub loads: Vec<u32>,
    /// So many reviewers each application wants.
    pub demands: Vec<u32>,
    /// The pairs that may be assigned. What is not here is never assigned.
    pub pairs: Vec<Pair>,
}

/// The solver gave up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no optimal answer")]
pub struct Unsolved;

/// The chosen pairs, as places in [`Problem::pairs`], in their order.
pub fn solve(problem: &Problem) -> Result<Vec<usize>, Unsolved> {
    if problem.pairs.is_empty() {
        return Ok(Vec::new());
    }
    let mut rows = RowProblem::default();
    // A filled place is worth more than any rearrangement of scores can gain.
    let filled = 1.0 + f64::from(problem.demands.iter().sum::<u32>()).min(10_000.0);
    let columns: Vec<_> = problem.pairs.iter().map(|pair| rows.add_column(filled + pair.score, 0.0..=1.0)).collect();
    let mut limit = |limits: &[u32], of: fn(&Pair) -> usize| {
        let mut members: Vec<Vec<(highs::Col, f64)>> = vec![Vec::new(); limits.len()];
        for (pair, column) in problem.pairs.iter().zip(&columns) {
            members[of(pair)].push((*column, 1.0));
        }
        for (limit, members) in limits.iter().zip(&members) {
            rows.add_row(..=f64::from(*limit), members);
        }
    };
    limit(&problem.loads, |pair| pair.reviewer);
    limit(&problem.demands, |pair| pair.application);
    let mut model = rows.optimise(Sense::Maximise);
    model.make_quiet();
    model.set_option("threads", 1);
    let solved = model.solve();
    if solved.status() != HighsModelStatus::Optimal {
        return Err(Unsolved);
    }
    let solution = solved.get_solution();
    Ok(solution.columns().iter().enumerate().filter(|(_, value)| **value > 0.5).map(|(place, _)| place).collect())
}

#[cfg(test)]
#[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "small numbers")]
mod tests {
    use super::*;

    fn problem(loads: &[u32], demands: &[u32], scores: &[(usize, usize, f64)]) -> Problem {
        let pairs =
            scores.iter().map(|&(reviewer, application, score)| Pair { reviewer, application, score }).collect();
        Problem { loads: loads.to_vec(), demands: demands.to_vec(), pairs }
    }

    #[test]
    fn the_greatest_sum_wins_over_the_greedy_choice() {
        let problem = problem(&[1, 1], &[1, 1], &[(0, 0, 0.9), (0, 1, 0.8), (1, 0, 0.8)]);
        assert_eq!(solve(&problem).unwrap(), [1, 2]);
    }

    #[test]
    fn a_filled_place_counts_more_than_a_better_score() {
        let problem = problem(&[1, 1], &[1, 1], &[(0, 0, 1.0), (0, 1, 0.01), (1, 0, 0.01)]);
        assert_eq!(solve(&problem).unwrap(), [1, 2]);
    }

    /// The best sum by trying everything.
    fn best_by_force(problem: &Problem) -> (usize, f64) {
        let mut best = (0, 0.0);
        for chosen in 0..1_u32 << problem.pairs.len() {
            let pairs: Vec<&Pair> = problem
                .pairs
                .iter()
                .enumerate()
                .filter(|(place, _)| chosen >> place & 1 == 1)
                .map(|(_, pair)| pair)
                .collect();
            let within = |limits: &[u32], of: fn(&Pair) -> usize| {
                limits
                    .iter()
                    .enumerate()
                    .all(|(place, limit)| pairs.iter().filter(|pair| of(pair) == place).count() <= *limit as usize)
            };
            if within(&problem.loads, |pair| pair.reviewer) && within(&problem.demands, |pair| pair.application) {
                let value = (pairs.len(), pairs.iter().map(|pair| pair.score).sum());
                if value.0 > best.0 || (value.0 == best.0 && value.1 > best.1) {
                    best = value;
                }
            }
        }
        best
    }

    #[test]
    fn no_other_answer_is_better_and_no_limit_is_broken() {
        let mut seed = 7_u64;
        let mut next = |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % below
        };
        for _ in 0..60 {
            let (reviewers, applications) = (2 + next(3) as usize, 2 + next(3) as usize);
            let mut pairs = Vec::new();
            for reviewer in 0..reviewers {
                for application in 0..applications {
                    if next(4) > 0 && pairs.len() < 12 {
                        pairs.push((reviewer, application, next(1000) as f64 / 1000.0));
                    }
                }
            }
            let loads: Vec<u32> = (0..reviewers).map(|_| 1 + next(2) as u32).collect();
            let demands: Vec<u32> = (0..applications).map(|_| 1 + next(2) as u32).collect();
            let problem = problem(&loads, &demands, &pairs);
            let chosen = solve(&problem).unwrap();
            let sum: f64 = chosen.iter().map(|place| problem.pairs[*place].score).sum();
            let (count, best) = best_by_force(&problem);
            assert_eq!(chosen.len(), count);
            assert!((sum - best).abs() < 1e-6, "{sum} {best}");
        }
    }
}
