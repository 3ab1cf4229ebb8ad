//! Small numbers are not published: with few tip-offs in a cell, who knows one knows its reporter's circle.

/// Fewer than this, and more than none, is not told.
const SMALLEST: usize = 5;

/// A number of tip-offs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// Exactly so many.
    Exactly(usize),
    /// Not told: so few that it could point at somebody, or hidden to protect a cell that is.
    Hidden,
}

impl Count {
    /// A number that stands in no breakdown.
    pub(super) fn alone(count: usize) -> Self {
        if is_small(count) { Self::Hidden } else { Self::Exactly(count) }
    }
}

fn is_small(count: usize) -> bool {
    (1..SMALLEST).contains(&count)
}

/// The cells of a breakdown. A single hidden cell could be worked out from the total, so the smallest of the others
/// that is not zero is then hidden too.
pub(super) fn hide_small(counts: impl Iterator<Item = usize>) -> Vec<Count> {
    let counts: Vec<_> = counts.collect();
    let mut cells: Vec<_> = counts.iter().copied().map(Count::alone).collect();
    let hidden = cells.iter().filter(|cell| **cell == Count::Hidden).count();
    if hidden == 1 {
        let others = (0..counts.len()).filter(|&i| counts[i] >= SMALLEST);
        if let Some(next) = others.min_by_key(|&i| counts[i]) {
            cells[next] = Count::Hidden;
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::Count::{Exactly, Hidden};
    use super::*;

    #[test]
    fn what_could_point_at_somebody_is_hidden_and_cannot_be_worked_out() {
        #[rustfmt::skip]
        let cases: [(&[usize], &[Count]); 5] = [
            (&[0, 5, 9],    &[Exactly(0), Exactly(5), Exactly(9)]),
            (&[0, 4, 9, 7], &[Exactly(0), Hidden, Exactly(9), Hidden]),
            (&[1, 4, 9],    &[Hidden, Hidden, Exactly(9)]),
            (&[3],          &[Hidden]),
            (&[],           &[]),
        ];
        for (counts, want) in cases {
            assert_eq!(hide_small(counts.iter().copied()), want, "{counts:?}");
        }
    }
}
