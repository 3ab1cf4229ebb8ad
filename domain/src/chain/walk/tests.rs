use proptest::prelude::*;

use super::*;

/// A stored frame.
#[derive(Clone, Debug)]
struct Row {
    number: i64,
    arrived: Stamp,
    verdict: String,
    wire: Vec<u8>,
    digest: Option<Digest>,
    link: Option<Digest>,
    position: Option<i64>,
}

fn day() -> Day {
    "2026-11-20".parse().unwrap()
}

/// A chain as the recorder makes it.
fn chain(wires: &[Vec<u8>]) -> (Vec<Row>, Head) {
    let mut previous = Digest::ZERO;
    let mut rows = Vec::new();
    for (wire, n) in wires.iter().zip(1..) {
        let (number, arrived, digest) = (1_000 + n, Stamp(n * 10), Digest::of(wire));
        let verdict = if n % 3 == 0 { "held" } else { "accepted" };
        let link = Link { device: 7, day: day(), position: n, previous, frame: number, arrived, digest, verdict };
        previous = link.close();
        rows.push(Row {
            number,
            arrived,
            verdict: verdict.to_owned(),
            wire: wire.clone(),
            digest: Some(digest),
            link: Some(previous),
            position: Some(n),
        });
    }
    let head = Head { frames: i64::try_from(wires.len()).unwrap(), link: previous };
    (rows, head)
}

fn walk_on(mut walk: Walk, rows: &[Row], head: Option<Head>) -> (Met, Vec<Fault>) {
    let mut faults = Vec::new();
    for row in rows {
        faults.extend(walk.next(&Seen {
            number: row.number,
            arrived: row.arrived,
            verdict: &row.verdict,
            bytes: Digest::of(&row.wire),
            digest: row.digest,
            link: row.link,
            position: row.position,
        }));
    }
    let noted = |head: Head| Noted { head, first: 1_001, last: 1_000 + head.frames };
    let (met, last) = walk.end(head.map(noted));
    faults.extend(last);
    (met, faults)
}

fn walked(rows: &[Row], head: Option<Head>) -> Vec<Fault> {
    walk_on(Walk::new(7, day(), 0), rows, head).1
}

fn five() -> (Vec<Row>, Head) {
    chain(&[b"a", b"b", b"c", b"d", b"e"].map(|wire| wire.to_vec()))
}

/// What somebody did to the rows, and what is said of it.
#[test]
#[expect(clippy::type_complexity, reason = "a table")]
fn one_change_is_one_fault_at_its_place() {
    let table: [(&str, fn(&mut Vec<Row>), Vec<Fault>); 16] = [
        ("nothing", |_| {}, vec![]),
        ("a byte", |rows| rows[1].wire[0] ^= 1, vec![Fault::Bytes { number: 1_002, position: 2 }]),
        (
            "a byte and its digest",
            |rows| (rows[1].wire, rows[1].digest) = (b"x".to_vec(), Some(Digest::of(b"x"))),
            vec![Fault::Link { number: 1_002, position: 2 }],
        ),
        ("the arrival", |rows| rows[1].arrived = Stamp(21), vec![Fault::Link { number: 1_002, position: 2 }]),
        ("the verdict", |rows| rows[1].verdict = "crc".into(), vec![Fault::Link { number: 1_002, position: 2 }]),
        ("a release, which the log tells", |rows| rows[2].verdict = "released".into(), vec![]),
        (
            "a release of what was not held",
            |rows| rows[1].verdict = "released".into(),
            vec![Fault::Link { number: 1_002, position: 2 }],
        ),
        ("the number", |rows| rows[1].number = 1_001, vec![Fault::Link { number: 1_001, position: 2 }]),
        ("one is gone", |rows| drop(rows.remove(1)), vec![Fault::Missing { from: 2, to: 2 }]),
        ("the last two are gone", |rows| rows.truncate(3), vec![Fault::Missing { from: 4, to: 5 }]),
        ("all are gone", Vec::clear, vec![Fault::Missing { from: 1, to: 5 }]),
        (
            "one is there twice",
            |rows| rows.insert(2, Row { number: 1_500, ..rows[1].clone() }),
            vec![Fault::Added { number: 1_500 }],
        ),
        (
            "one without a link",
            |rows| rows.insert(2, Row { number: 1_500, digest: None, link: None, position: None, ..rows[1].clone() }),
            vec![Fault::Added { number: 1_500 }],
        ),
        (
            "two have changed places",
            |rows| {
                rows.swap(1, 2);
            },
            vec![Fault::Missing { from: 2, to: 2 }, Fault::Order { number: 1_002, position: 2 }],
        ),
        (
            "one more at the end, linked as it should be",
            |rows| {
                let (longer, _) = chain(&[b"a", b"b", b"c", b"d", b"e", b"f"].map(|wire| wire.to_vec()));
                *rows = longer;
            },
            vec![Fault::Beyond { frames: 1 }],
        ),
        (
            "all of it made anew",
            |rows| {
                let (other, _) = chain(&[b"a", b"b", b"c", b"d", b"x"].map(|wire| wire.to_vec()));
                *rows = other;
            },
            vec![Fault::Head],
        ),
    ];
    for (what, change, want) in table {
        let (mut rows, head) = five();
        change(&mut rows);
        assert_eq!(walked(&rows, Some(head)), want, "{what}");
    }
    let (rows, _) = five();
    assert_eq!(walked(&rows, None), [Fault::Headless]);
    assert_eq!(walked(&[], None), []);
}

#[test]
fn a_chain_goes_after_its_term_as_a_whole() {
    let (rows, head) = five();
    let walk = || Walk::new(7, day(), 0).removed(true);
    let gone = Met { removed: 5, ..Met::default() };
    assert_eq!(walk_on(walk(), &[], Some(head)), (gone, vec![]));
    assert!(gone.is_chain());
    // A part of it is not removed by any term, and a frame behind a gap is bound to nothing.
    let part = Met { adrift: 1, ..Met::default() };
    let (front, back) = (Fault::Missing { from: 1, to: 2 }, Fault::Missing { from: 4, to: 5 });
    assert_eq!(walk_on(walk(), &rows[2..3], Some(head)), (part, vec![front, back]));
}

/// One frame is gone, all before it are made anew, and the one behind it has other bytes and its old link: the last link is
/// the genuine head all the same.
#[test]
fn a_gap_unbinds_nothing_unseen() {
    let (rows, head) = five();
    let (mut other, _) = chain(&[b"x", b"y", b"c", b"d", b"e"].map(|wire| wire.to_vec()));
    other.truncate(2);
    let behind = Row { wire: b"z".to_vec(), digest: Some(Digest::of(b"z")), ..rows[3].clone() };
    other.extend([behind, rows[4].clone()]);
    for removed in [false, true] {
        let walk = Walk::new(7, day(), 0).removed(removed).deposited(&[head]);
        let (met, faults) = walk_on(walk, &other, Some(head));
        assert_eq!(faults, [Fault::Missing { from: 3, to: 3 }], "removed: {removed}");
        assert_eq!((met.linked, met.adrift, met.removed), (3, 1, 0));
    }
}

#[test]
fn frames_of_before_there_were_chains_are_counted() {
    let (mut rows, head) = five();
    let old = Row { number: 900, digest: None, link: None, position: None, ..rows[0].clone() };
    rows.insert(0, old);
    let (met, faults) = walk_on(Walk::new(7, day(), 1_001), &rows, Some(head));
    assert_eq!((met.before, met.linked, faults), (1, 5, vec![]));
    assert_eq!(walked(&rows, Some(head)), [Fault::Added { number: 900 }], "there were chains already");
    let with_heads = Walk::new(7, day(), 1_001).deposited(&[head]);
    assert_eq!(walk_on(with_heads, &rows, Some(head)).1, [Fault::Unbound { number: 900 }]);
    // Whatever the first number is said to be: where a chain has begun, each frame has a place.
    let late = rows.remove(0);
    rows.insert(1, Row { number: 1_001, ..late });
    assert_eq!(walk_on(Walk::new(7, day(), 9_999), &rows, Some(head)).1, [Fault::Added { number: 1_001 }]);
}

#[test]
fn the_numbers_of_the_first_and_the_last_frame_are_those_that_were_noted() {
    let (rows, head) = five();
    for (first, last, want) in
        [(1_001, 1_005, vec![]), (1_002, 1_005, vec![Fault::Ends]), (1_001, 0, vec![Fault::Ends])]
    {
        let mut walk = Walk::new(7, day(), 0);
        for row in &rows {
            let (number, arrived, verdict, bytes) = (row.number, row.arrived, &*row.verdict, Digest::of(&row.wire));
            let (digest, link, position) = (row.digest, row.link, row.position);
            assert_eq!(walk.next(&Seen { number, arrived, verdict, bytes, digest, link, position }), []);
        }
        assert_eq!(walk.end(Some(Noted { head, first, last })).1, want);
    }
}

/// Whoever made the whole chain anew is found by what lies elsewhere.
#[test]
fn a_deposited_head_finds_what_was_made_anew() {
    let (rows, head) = five();
    let (other, end) = chain(&[b"a", b"x", b"c", b"d", b"e"].map(|wire| wire.to_vec()));
    let at_three = Head { frames: 3, link: rows[2].link.unwrap() };
    let with = |deposits: &[Head], removed: bool| Walk::new(7, day(), 0).removed(removed).deposited(deposits);
    assert_eq!(walk_on(with(&[head], false), &rows, Some(head)).1, []);
    assert_eq!(walk_on(with(&[at_three, head], false), &rows, Some(head)).1, []);
    assert_eq!(walk_on(with(&[head], false), &other, Some(end)).1, [Fault::Deposited { position: 5 }]);
    assert_eq!(
        walk_on(with(&[at_three], false), &other, Some(end)).1,
        [Fault::Deposited { position: 3 }, Fault::Behind { from: 4, to: 5 }]
    );
    assert_eq!(walk_on(with(&[at_three], false), &rows, Some(head)).1, [Fault::Behind { from: 4, to: 5 }]);
    for both in [[head, end], [end, head]] {
        let fault = Fault::Deposited { position: 5 };
        assert_eq!(walk_on(with(&both, false), &rows, Some(head)).1, [fault], "two of one place");
    }
    let shorter = Head { frames: 2, link: rows[1].link.unwrap() };
    assert_eq!(walk_on(with(&[at_three], false), &rows[..2], Some(shorter)).1, [Fault::Deposited { position: 3 }]);
    assert_eq!(walk_on(with(&[head], true), &[], Some(head)).1, [], "removed after its term");
    assert_eq!(
        walk_on(with(&[at_three, head], true), &[], Some(head)).1,
        [],
        "of what was removed only the head is left"
    );
    assert_eq!(walk_on(with(&[end], true), &[], Some(head)).1, [Fault::Deposited { position: 5 }]);
    // Heads of the day, and not of this chain.
    assert_eq!(walk_on(with(&[], false), &rows, Some(head)).1, [Fault::Undeposited]);
    assert_eq!(walk_on(with(&[], true), &[], Some(head)).1, [Fault::Undeposited]);
    assert_eq!(walk_on(with(&[], false), &[], None).1, []);
}

proptest! {
    #[test]
    fn no_byte_can_be_changed(
        wires in prop::collection::vec(prop::collection::vec(any::<u8>(), 1..20), 1..12),
        at: prop::sample::Index, byte: prop::sample::Index, bit in 0..8_u8,
    ) {
        let (mut rows, head) = chain(&wires);
        prop_assert_eq!(walked(&rows, Some(head)), vec![]);
        let row = at.index(rows.len());
        let wire = &mut rows[row].wire;
        let place = byte.index(wire.len());
        wire[place] ^= 1 << bit;
        prop_assert_eq!(walked(&rows, Some(head)).len(), 1);
        // Nor with the digest.
        rows[row].digest = Some(Digest::of(&rows[row].wire));
        prop_assert_eq!(walked(&rows, Some(head)).len(), 1);
    }

    #[test]
    fn none_can_be_dropped_added_or_moved(
        wires in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..9), 2..12),
        at: prop::sample::Index, to: prop::sample::Index,
    ) {
        let (rows, head) = chain(&wires);
        let (from, to) = (at.index(rows.len()), to.index(rows.len()));
        let mut dropped = rows.clone();
        dropped.remove(from);
        prop_assert!(!walked(&dropped, Some(head)).is_empty());
        let mut added = rows.clone();
        added.insert(to, rows[from].clone());
        prop_assert!(!walked(&added, Some(head)).is_empty());
        let mut moved = rows.clone();
        let row = moved.remove(from);
        moved.insert(to, row);
        prop_assert_eq!(from == to, walked(&moved, Some(head)).is_empty());
        // Nor where whoever did it numbered the places anew.
        for (row, n) in dropped.iter_mut().zip(1..) {
            row.position = Some(n);
        }
        let shorter = Head { frames: head.frames - 1, link: dropped.last().unwrap().link.unwrap() };
        prop_assert_eq!(walked(&dropped, Some(shorter)).is_empty(), from + 1 == rows.len());
    }
}
