//! How much of one frame is noticed.

use std::collections::HashSet;

use super::NewNotice;

/// The name under which things are counted together that are no longer told apart.
pub const OTHERS: &str = "…";
/// The most things of one frame that are told apart. No sound frame has as many faults; a hostile one could have a
/// thousand.
const TOLD_APART: usize = 50;

/// Each thing once, however often it stands in the frame; beyond the bound one for each kind, under [`OTHERS`].
pub(super) fn once(notices: Vec<NewNotice>) -> Vec<NewNotice> {
    let mut seen = HashSet::new();
    let mut kept: Vec<NewNotice> = Vec::new();
    for notice in notices {
        if seen.contains(&(notice.kind, notice.what.clone())) {
            continue;
        }
        let told_apart = seen.len() < TOLD_APART;
        let notice = if told_apart { notice } else { NewNotice { what: OTHERS.to_owned(), ..notice } };
        if seen.insert((notice.kind, notice.what.clone())) {
            kept.push(notice);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use domain::device::NoticeKind::{Repeated, UnknownItem};

    use super::*;

    #[test]
    fn a_thing_is_told_once_and_what_a_frame_invents_is_bounded() {
        let of = |kind, n: usize| NewNotice::new(kind, &format!("x{n}"), "1");
        let few = vec![of(Repeated, 1), of(UnknownItem, 1), of(Repeated, 1)];
        assert_eq!(once(few.clone()), few[..2]);
        let many: Vec<_> = (0..2_000).flat_map(|n| [of(Repeated, n), of(UnknownItem, n)]).collect();
        let kept = once(many);
        assert_eq!(kept.len(), TOLD_APART + 2);
        assert!(kept[TOLD_APART..].iter().all(|notice| notice.what == OTHERS), "{:?}", &kept[TOLD_APART..]);
    }
}
