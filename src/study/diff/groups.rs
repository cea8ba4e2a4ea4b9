//! Changes that cannot stand alone, with those that they need.

use crate::study::diff::ladder::Ladder;

/// The pieces in groups each of which makes sense on top of OLD; most are alone. Groups and what is in them are in the order of
/// the pieces.
pub(super) fn groups(ladder: &impl Ladder) -> Vec<Vec<usize>> {
    let count = ladder.pieces();
    let mut of_piece: Vec<usize> = (0..count).collect();
    for piece in 0..count {
        let is_grouped = of_piece.iter().filter(|group| **group == of_piece[piece]).count() > 1;
        if is_grouped || ladder.is_sound(&only(count, &[piece])) {
            continue;
        }
        let needed = needed(ladder, piece);
        merge(&mut of_piece, &needed);
    }
    let mut groups = gathered(&of_piece);
    // Two groups that were joined may need something else; NEW, which has all of them, makes sense.
    if groups.iter().any(|group| !ladder.is_sound(&only(count, group))) {
        groups = vec![(0..count).collect()];
    }
    groups
}

/// A least set of pieces that makes sense and has one of them in it: of all pieces, whatever can be left out is.
fn needed(ladder: &impl Ladder, piece: usize) -> Vec<usize> {
    let mut taken = vec![true; ladder.pieces()];
    for other in (0..taken.len()).filter(|other| *other != piece) {
        taken[other] = false;
        taken[other] = !ladder.is_sound(&taken);
    }
    (0..taken.len()).filter(|piece| taken[*piece]).collect()
}

/// Puts pieces, and whatever is in a group with one of them, into one group.
fn merge(of_piece: &mut [usize], pieces: &[usize]) {
    let joined: Vec<usize> = pieces.iter().map(|piece| of_piece[*piece]).collect();
    let Some(first) = joined.iter().min().copied() else { return };
    for group in of_piece.iter_mut().filter(|group| joined.contains(group)) {
        *group = first;
    }
}

fn gathered(of_piece: &[usize]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); of_piece.len()];
    for (piece, group) in of_piece.iter().enumerate() {
        groups[*group].push(piece);
    }
    groups.retain(|group| !group.is_empty());
    groups
}

/// Which pieces are taken, where only some are.
pub(super) fn only(count: usize, pieces: &[usize]) -> Vec<bool> {
    (0..count).map(|piece| pieces.contains(&piece)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::StudyError;
    use crate::study::diff::ladder::Measured;

    /// Pieces of which some need others.
    struct Needing(usize, Vec<(usize, Vec<usize>)>);

    impl Ladder for Needing {
        fn pieces(&self) -> usize {
            self.0
        }

        fn questions(&self) -> usize {
            0
        }

        fn is_sound(&self, taken: &[bool]) -> bool {
            self.1.iter().all(|(piece, needs)| !taken[*piece] || needs.iter().all(|need| taken[*need]))
        }

        fn measured(&self, _: &[bool], _: Option<usize>) -> Result<Vec<Option<Measured>>, StudyError> {
            Ok(Vec::new())
        }
    }

    #[test]
    fn what_cannot_stand_alone_is_with_what_it_needs_and_nothing_else() {
        assert_eq!(groups(&Needing(3, Vec::new())), [vec![0], vec![1], vec![2]]);
        let chain = Needing(6, vec![(1, vec![3]), (3, vec![5])]);
        assert_eq!(groups(&chain), [vec![0], vec![1, 3, 5], vec![2], vec![4]]);
        let two = Needing(5, vec![(0, vec![4]), (2, vec![4])]);
        assert_eq!(groups(&two), [vec![0, 2, 4], vec![1], vec![3]]);
    }
}
