//! The limits that `docs/OPERATIONS.md` tells operators are those of the program.

use std::time::Duration;

use app::web::{LARGEST_FORM, multipart::LARGEST_UPLOAD};
use services::{
    register::import::{LARGEST_FILE, LARGEST_IN_ALL, MOST_FILES},
    tips::{MOST_PHOTOS, photo},
};

use super::{
    ConnectionTimeouts, Settings,
    guard::{FILES_WITHIN, LARGEST_BODY, LONGEST_URI},
};
use crate::gateway::Limits;

const DOCUMENT: &str = include_str!("../../../docs/OPERATIONS.md");
const ALARMS: &str = include_str!("../../../docs/alarms.yml");

/// The value in a row of the table under a heading.
fn value(heading: &str, row: &str) -> &'static str {
    let (_, section) = DOCUMENT.split_once(&format!("\n## {heading}\n")).unwrap();
    let section = section.split("\n## ").next().unwrap();
    let line = section.lines().find_map(|line| line.strip_prefix(&format!("| {row} | ")));
    line.unwrap_or_else(|| panic!("{heading}: no row {row}")).split(" |").next().unwrap()
}

/// A number as the document writes it.
fn number(number: impl TryInto<u64>) -> String {
    let number = number.try_into().unwrap_or_else(|_| panic!("a number below zero"));
    if number < 1000 { number.to_string() } else { format!("{},{:03}", number / 1000, number % 1000) }
}

fn mib(bytes: impl TryInto<u64>) -> String {
    let bytes = bytes.try_into().unwrap_or_else(|_| panic!("a number below zero"));
    assert_eq!(bytes % (1 << 20), 0, "whole MiB");
    format!("{} MiB", bytes >> 20)
}

fn seconds(time: Duration) -> String {
    format!("{} seconds", time.as_secs())
}

fn minutes(time: Duration) -> String {
    match time.as_secs() / 60 {
        1 => "1 minute".to_owned(),
        minutes => format!("{minutes} minutes"),
    }
}

#[test]
fn the_limits_of_pages_are_those_of_the_document() {
    let pages = |row| value("Limits of the pages and the REST interface", row);
    let settings = Settings::new(None, None).unwrap();
    assert_eq!(pages("connections"), number(ConnectionTimeouts::default().connections));
    assert_eq!(pages("address"), format!("{} bytes", number(LONGEST_URI)));
    let (form, files) = (LARGEST_FORM >> 10, mib(LARGEST_UPLOAD));
    let body = format!("{}; a form {form} KiB; a form with files (a tip-off, an import) {files}", mib(LARGEST_BODY));
    assert_eq!(pages("body"), body);
    let import = format!("{MOST_FILES} of {} each, {} in all", mib(LARGEST_FILE), mib(LARGEST_IN_ALL));
    assert_eq!(pages("files of an import"), import);
    assert_eq!(pages("photos of a tip-off"), format!("{MOST_PHOTOS} of {} each", mib(photo::MOST_BYTES)));
    let answer = format!("{}; with files {}", seconds(settings.answer_within), minutes(FILES_WITHIN));
    assert_eq!(pages("beginning of an answer"), answer);
    let (all, each) = (number(settings.streams), settings.streams_each);
    assert_eq!(pages("live streams"), format!("{all}, {each} of them for one client"));
    let kept = format!("{}, {} each", mib(super::page_cache::MOST), seconds(settings.page_ttl));
    assert_eq!(pages("kept pages"), kept);
}

#[test]
fn the_limits_of_the_gateway_are_those_of_the_document() {
    let gateway = |row| value("Limits of the gateway", row);
    let limits = Limits::default();
    let places = "(`--loggers`; at least four for each logger)";
    assert_eq!(gateway("connections"), format!("{} {places}", number(limits.connections)));
    assert_eq!(gateway("connections of one logger"), number(limits.connections_of_one));
    let segment = format!("{} bytes; the standard has {}", number(limits.segment), number(hj212::MAX_SEGMENT));
    assert_eq!(gateway("data segment"), segment);
    assert_eq!(gateway("silence"), minutes(limits.idle));
    assert_eq!(gateway("first acceptable frame"), format!("within {}", minutes(limits.introduction)));
    assert_eq!(gateway("a first frame"), format!("within {} of connecting", minutes(limits.first_frame)));
    assert_eq!(gateway("unread answers"), seconds(limits.unread));
    let frames =
        format!("{} a minute (`--frames-per-minute`), over all its connections", number(limits.frames_per_minute));
    assert_eq!(gateway("frames of one logger"), frames);
    assert_eq!(gateway("bytes of one logger"), format!("{} a day, over all its connections", mib(limits.bytes_of_one)));
    let strange = "frames of one address that name no logger, or without its password";
    assert_eq!(gateway(strange), format!("{} a minute", limits.strange_frames_per_minute));
    let (one, all) = limits.strange_frames_kept;
    assert_eq!(gateway("of those, kept as evidence"), format!("{one} a minute for one address, {all} for all"));
    let refused = format!("about {} a day", mib(limits.refused_bytes_kept));
    assert_eq!(gateway("refused frames of one logger, kept as evidence"), refused);
    assert_eq!(gateway("a frame without line end"), format!("{} of silence", seconds(limits.lull)));
    assert_eq!(gateway("half a frame"), format!("{} of silence", seconds(limits.half_frame)));
    assert_eq!(gateway("refused frames in a row"), number(limits.refused_in_a_row));
}

/// An alarm on a figure that nobody gives never rings.
#[test]
fn every_figure_that_an_alarm_looks_at_is_in_the_document() {
    let names = |text: &'static str| {
        let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        words.filter(|word| word.starts_with("mingjian_")).collect::<std::collections::BTreeSet<_>>()
    };
    let (watched, told) = (names(ALARMS), names(DOCUMENT));
    assert!(watched.len() >= 8, "{watched:?}");
    assert!(watched.is_subset(&told), "{:?}", watched.difference(&told).collect::<Vec<_>>());
}
