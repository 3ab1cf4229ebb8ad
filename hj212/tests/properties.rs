//! What holds for all packets and all bytes.
#![cfg(feature = "codec")]
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]
#![allow(clippy::disallowed_methods, reason = "the corpus is files")]

#[path = "../fuzz/check.rs"]
mod check;
mod common;

use std::{fs, path::Path};

use common::{decode, fixtures, receive};
use hj212::{Command, Cp, Flag, Packet, Part, Qn, SystemType};
use proptest::{collection::vec, option, prelude::*};

fn any_qn() -> impl Strategy<Value = Qn> {
    "[0-9]{17}".prop_map(|digits| digits.parse().unwrap())
}

/// One that is read, or any.
fn command_number() -> impl Strategy<Value = u16> {
    prop_oneof![Just(2011), Just(2061), Just(2021), Just(2041), Just(3019), Just(3020), any::<u16>()]
}

fn any_cp() -> impl Strategy<Value = Cp> {
    let value =
        prop_oneof!["[0-9A-Za-z.+-]{0,12}", "//[\\PC&&[^&#/]]{0,12}//".prop_map(|log| log.replace(['&', '#'], ""))];
    vec(vec(("[a-zA-Z][0-9A-Za-z-]{0,9}", value), 1..4), 0..8).prop_map(|groups| {
        let write = |cp: hj212::CpBuilder, items: Vec<(String, String)>| {
            items.into_iter().fold(cp.group(), |cp, (key, value)| cp.item(key, value))
        };
        groups.into_iter().fold(Cp::builder(), write).build().unwrap()
    })
}

fn any_part() -> impl Strategy<Value = Part> {
    (1..=99_u16).prop_flat_map(|total| (Just(total), 1..=total)).prop_map(|(total, number)| Part { total, number })
}

prop_compose! {
    fn any_packet()(
        qn in option::of(any_qn()),
        st in 10..=99_u8,
        cn in 1000..=9999_u16,
        pw in "[0-9A-Za-z]{6}",
        mn in "[0-9A-F]{14,24}",
        flag in option::of(any::<u8>()),
        part in option::of(any_part()),
        resent: bool,
        cp in any_cp(),
    ) -> Packet {
        Packet { qn, st: SystemType::from(st), cn: Command::from(cn), pw, mn, flag: flag.map(Flag::from_bits), part, resent, cp }
    }
}

/// Pieces of frames and rubbish, so that a stream is neither all sound nor all noise.
fn any_stream() -> impl Strategy<Value = Vec<u8>> {
    let sound = proptest::sample::select(fixtures()).prop_map(|fixture| fixture.wire.into_bytes());
    let broken = (sound.clone(), any::<prop::sample::Index>(), any::<u8>()).prop_map(|(mut wire, at, byte)| {
        let at = at.index(wire.len());
        wire[at] = byte;
        wire
    });
    let cut =
        (sound.clone(), any::<prop::sample::Index>()).prop_map(|(wire, at)| wire[..at.index(wire.len())].to_vec());
    let noise = vec(any::<u8>(), 0..40);
    let signs = "[#0-9\r\n&;,=]{0,20}".prop_map(String::into_bytes);
    vec(prop_oneof![sound, broken, cut, noise, signs], 0..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn a_packet_survives_the_wire(packet in any_packet()) {
        let received = receive(packet.encode());
        prop_assert_eq!(received.packet.as_ref(), Some(&packet));
        prop_assert_eq!(received.wire, packet.encode());
    }

    #[test]
    fn the_cut_does_not_matter(stream in any_stream(), sizes in vec(1..300_usize, 1..8)) {
        prop_assert_eq!(decode(&stream, &sizes), decode(&stream, &[usize::MAX]));
        check::check(&stream);
    }

    #[test]
    fn any_bytes_are_taken(stream in vec(any::<u8>(), 0..600)) {
        check::check(&stream);
    }

    #[test]
    fn any_command_parameters_are_taken(text in "\\PC{0,200}", cn in command_number()) {
        check::check(common::frame(&common::segment(cn, &text)).as_bytes());
    }
}

#[test]
fn the_corpus_passes() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/decode");
    let files: Vec<_> = fs::read_dir(corpus).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(files.len() >= fixtures().len());
    for file in files {
        check::check(&fs::read(file).unwrap());
    }
}
