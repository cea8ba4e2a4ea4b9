//! The cuts made so far, and which of them are still worth their row.

use crate::optimise::objective::Cut;

/// Cuts below the pieces of an objective.
#[derive(Clone, Debug)]
pub(super) struct CutPool {
    pieces: usize,
    cuts: Vec<Cut>,
    /// At how many points in a row each cut has been slack.
    slack_for: Vec<u32>,
}

impl CutPool {
    pub(super) fn new(pieces: usize) -> Self {
        Self { pieces, cuts: Vec::new(), slack_for: Vec::new() }
    }

    pub(super) fn cuts(&self) -> &[Cut] {
        &self.cuts
    }

    pub(super) fn add(&mut self, cuts: impl IntoIterator<Item = Cut>) {
        self.cuts.extend(cuts);
        self.slack_for.resize(self.cuts.len(), 0);
    }

    /// What the cuts say of each piece at a point: the height of the highest.
    pub(super) fn highest(&self, efforts: &[f64], shares: &[f64]) -> Vec<f64> {
        let mut highest = vec![f64::NEG_INFINITY; self.pieces];
        for cut in &self.cuts {
            highest[cut.piece] = cut.at(efforts, shares).max(highest[cut.piece]);
        }
        highest
    }

    /// Takes note of which cuts hold a point up, and which are slack there by more than `slack`.
    pub(super) fn record_slack(&mut self, efforts: &[f64], shares: &[f64], slack: f64) {
        let highest = self.highest(efforts, shares);
        for (cut, slack_for) in self.cuts.iter().zip(&mut self.slack_for) {
            let is_tight = highest[cut.piece] - cut.at(efforts, shares) <= slack;
            *slack_for = if is_tight { 0 } else { *slack_for + 1 };
        }
    }

    /// Forgets the cuts that have been slack for longest, until no more than so many are left.
    pub(super) fn purge(&mut self, most: usize) {
        if self.cuts.len() <= most {
            return;
        }
        let mut slackest: Vec<usize> = (0..self.cuts.len()).collect();
        slackest.sort_by_key(|&cut| (std::cmp::Reverse(self.slack_for[cut]), cut));
        let mut keep = vec![true; self.cuts.len()];
        let mut left = vec![0_usize; self.pieces];
        self.cuts.iter().for_each(|cut| left[cut.piece] += 1);
        for &cut in &slackest[..self.cuts.len() - most] {
            // A piece without any plane has no bound.
            let left = &mut left[self.cuts[cut].piece];
            if *left > 1 {
                *left -= 1;
                keep[cut] = false;
            }
        }
        let mut kept = keep.iter();
        self.cuts.retain(|_| *kept.next().unwrap_or(&true));
        let mut kept = keep.iter();
        self.slack_for.retain(|_| *kept.next().unwrap_or(&true));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(piece: usize, constant: f64) -> Cut {
        Cut { piece, constant, slopes: Vec::new(), shares: Vec::new() }
    }

    #[test]
    fn what_has_been_slack_for_longest_goes_first_and_no_piece_loses_its_last_cut() {
        let mut pool = CutPool::new(2);
        pool.add([cut(0, 1.0), cut(0, 3.0), cut(1, -5.0)]);
        pool.record_slack(&[], &[], 0.5);
        pool.add([cut(0, 2.0)]);
        pool.record_slack(&[], &[], 0.5);
        // Slack at two points, at none, at none, at one.
        pool.purge(3);
        assert_eq!(pool.cuts(), [cut(0, 3.0), cut(1, -5.0), cut(0, 2.0)]);
        pool.purge(0);
        assert_eq!(pool.cuts(), [cut(0, 3.0), cut(1, -5.0)]);
    }
}
