//! What somebody does who knows how chains, archives and heads are made, and has something to hide.

use std::{collections::BTreeMap, path::Path};

use domain::{
    access::Role,
    chain::{Digest, Fault, Link, heads::Heads},
    retention::Class,
    time::{DAY, Day, HOUR, MINUTE, Stamp},
};
use entities::raw_frame;
use sea_orm::{EntityTrait, QueryOrder};
use serde_json::{Value, json};
use services::{
    FormKey, devices,
    proof::{self, Asked, Given, Trouble, Unfit},
    retention,
};
use tempfile::NamedTempFile;
use testing::{Bench, MN};

use super::{
    archive::{changed, city, export, remade, unpacked, verify, verify_given, wanted},
    asked, checked, day, first, held, minute, record, tamper, works,
};

/// The heads of a day, as they were kept elsewhere in time.
async fn heads(bench: &Bench, of: &str) -> Heads {
    proof::heads(&bench.ctx, day(of)).await.unwrap()
}

/// Rows of JSON lines, changed.
fn lines(text: &str, change: impl FnOnce(&mut Vec<Value>)) -> String {
    let mut rows = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    change(&mut rows);
    rows.iter().flat_map(|row| [row.to_string(), "\n".to_owned()]).collect()
}

/// A document of JSON, changed.
fn document(text: &str, change: impl FnOnce(&mut Value)) -> String {
    let mut value = serde_json::from_str(text).unwrap();
    change(&mut value);
    serde_json::to_string_pretty(&value).unwrap()
}

fn faults(troubles: &[Trouble]) -> Vec<Fault> {
    let faults = troubles.iter().filter_map(|trouble| match &trouble.what {
        Unfit::Chain { fault, .. } => Some(*fault),
        _ => None,
    });
    faults.collect()
}

fn at(frames: &[Value], position: i64) -> usize {
    frames.iter().position(|frame| frame["device"] == 1 && frame["position"] == position).unwrap()
}

/// Puts other bytes into a frame, with their digest.
fn lie(frame: &mut Value, from: &str, to: &str) {
    let text = frame["text"].as_str().unwrap();
    assert!(text.contains(from), "{text}");
    let other = hj212_with(text, from, to);
    frame["digest"] = Digest::of(other.as_bytes()).to_string().into();
    frame["text"] = other.into();
}

/// A frame with another figure, and the check sum that goes with it.
fn hj212_with(text: &str, from: &str, to: &str) -> String {
    let received = hj212::examine(text.replace(from, to).into_bytes().into());
    let packet = received.packet.unwrap();
    String::from_utf8(packet.encode().to_vec()).unwrap()
}

/// Links the frames of a logger anew, day by day, as many as are told; answers where the chains end.
fn link_anew(frames: &mut [Value], device: i64, many: usize) -> BTreeMap<Day, Digest> {
    let mut ends: BTreeMap<Day, (i64, Digest)> = BTreeMap::new();
    for frame in frames.iter_mut().filter(|frame| frame["device"] == device).take(many) {
        let arrived = Stamp(frame["arrived_ms"].as_i64().unwrap());
        let (position, previous) = ends.get(&Day(arrived.day())).copied().unwrap_or((0, Digest::ZERO));
        let link = Link {
            device,
            day: Day(arrived.day()),
            position: position + 1,
            previous,
            frame: frame["id"].as_i64().unwrap(),
            arrived,
            digest: frame["digest"].as_str().unwrap().parse().unwrap(),
            verdict: frame["verdict_at_arrival"].as_str().unwrap(),
        }
        .close();
        frame["link"] = link.to_string().into();
        ends.insert(Day(arrived.day()), (position + 1, link));
    }
    ends.into_iter().map(|(day, (_, link))| (day, link)).collect()
}

/// The archive with another key for a logger, and its chains made anew: without heads nobody can tell.
fn renumbered(file: &Path, from: i64, to: i64) -> NamedTempFile {
    let (_, frames) = unpacked(file).into_iter().find(|(name, _)| name == "frames.jsonl").unwrap();
    let mut ends = BTreeMap::new();
    let frames = lines(&String::from_utf8(frames).unwrap(), |frames| {
        for frame in frames.iter_mut().filter(|frame| frame["device"] == from) {
            frame["device"] = to.into();
        }
        ends = link_anew(frames, to, usize::MAX);
    });
    let chain = |line: &str| {
        let mut fields: Vec<_> = line.split(',').map(str::to_owned).collect();
        if fields[1] == from.to_string() {
            fields[1] = to.to_string();
            fields[3] = ends[&fields[0].parse().unwrap()].to_string();
        }
        fields.join(",") + "\n"
    };
    remade(file, |name, text| match name {
        "devices.json" => Some(text.replacen(&format!("\"key\": {from}"), &format!("\"key\": {to}"), 1)),
        "chains.csv" => Some(text.lines().map(chain).collect()),
        "frames.jsonl" => Some(frames.clone()),
        "acts.jsonl" => Some(text.replace(&format!("\"device\":{from}"), &format!("\"device\":{to}"))),
        _ => None,
    })
}

/// One frame goes, all before it are made anew, the one behind it gets other bytes and keeps its link: the last link is
/// still the genuine head.
#[tokio::test]
async fn a_gap_hides_nothing_from_a_genuine_head() {
    let bench = city().await;
    let written = export(&bench, &wanted("2026-11-20", "2026-11-20")).await;
    let genuine = heads(&bench, "2026-11-20").await;
    let gap = |name: &str, text: String| match name {
        "frames.jsonl" => Some(lines(&text, |frames| {
            let second = at(frames, 2);
            lie(&mut frames[second], "Rtd=0.11", "Rtd=0.01");
            link_anew(frames, 1, 3);
            let fifth = at(frames, 5);
            lie(&mut frames[fifth], "Rtd=0.14", "Rtd=0.04");
            frames.remove(at(frames, 4));
        })),
        "measurements.csv" => Some(text.replacen(",0.11,", ",0.01,", 1).replacen(",0.14,", ",0.04,", 1)),
        "manifest.json" => Some(document(&text, |all| all["frames_removed_before"] = "2026-11-23".into())),
        _ => None,
    };
    let other = remade(&written.file, gap);
    for given in [std::slice::from_ref(&genuine), &[]] {
        let (verified, troubles) = verify(other.path(), given);
        assert_eq!((faults(&troubles), verified.adrift), (vec![Fault::Missing { from: 4, to: 4 }], 1), "{troubles:?}");
    }

    // All links taken off, as if there had been no chains then.
    let stripped = remade(&written.file, |name, text| match name {
        "frames.jsonl" => Some(lines(&text, |frames| {
            for frame in frames {
                for column in ["digest", "link", "position"] {
                    frame[column] = Value::Null;
                }
            }
        })),
        "chains.csv" => text.lines().next().map(|header| format!("{header}\n")),
        "manifest.json" => Some(document(&text, |all| all["chained_from"] = i64::MAX.into())),
        _ => None,
    });
    assert_eq!(verify(stripped.path(), &[]).1, [], "an archive of before there were chains");
    let (_, troubles) = verify(stripped.path(), std::slice::from_ref(&genuine));
    let unbound = faults(&troubles).iter().filter(|fault| matches!(fault, Fault::Unbound { .. })).count();
    assert_eq!(unbound, 30, "heads of the day say that there were: {troubles:?}");

    // One more frame, which says that it came before there were chains.
    let first_one = |frames: &[Value]| frames[at(frames, 1)].clone();
    let slipped = remade(&written.file, |name, text| match name {
        "frames.jsonl" => Some(lines(&text, |frames| {
            let mut more = first_one(frames);
            more["id"] = (more["id"].as_i64().unwrap() - 1).into();
            for column in ["digest", "link", "position"] {
                more[column] = Value::Null;
            }
            frames.insert(0, more);
        })),
        "manifest.json" => Some(document(&text, |all| all["chained_from"] = i64::MAX.into())),
        _ => None,
    });
    let (_, troubles) = verify(slipped.path(), &[genuine]);
    assert!(matches!(faults(&troubles)[..], [Fault::Unbound { .. }]), "one slipped in before the first: {troubles:?}");
}

/// Whoever removes a whole chain and says that its term was over is found by whoever has its head and knows better.
#[tokio::test]
async fn a_term_that_only_the_archive_or_the_database_tells_of_is_no_excuse_where_there_are_heads() {
    let bench = city().await;
    let genuine = heads(&bench, "2026-11-20").await;
    let written = export(&bench, &wanted("2026-11-20", "2026-11-20")).await;
    let other = remade(&written.file, |name, text| match name {
        "frames.jsonl" => Some(lines(&text, |frames| frames.retain(|frame| frame["device"] != 1))),
        "manifest.json" => Some(document(&text, |all| all["frames_removed_before"] = "2026-11-23".into())),
        _ => None,
    });
    let (_, troubles) = verify(other.path(), std::slice::from_ref(&genuine));
    assert!(!troubles.is_empty());
    let removed_before = Some("2026-11-23".parse().unwrap());
    let given = Given { heads: vec![genuine.clone()], removed_before };
    let (verified, troubles) = verify_given(other.path(), &given);
    assert_eq!((verified.removed > 20, troubles), (true, vec![]), "whoever asks knows that it was");
    let later = Given { removed_before: Some("2026-11-20".parse().unwrap()), ..Given::default() };
    assert!(!verify_given(other.path(), &later).1.is_empty(), "whoever asks knows that it was not");

    tamper(&bench, "INSERT INTO retention_run (at, class, before, rows) VALUES (1, 'frames', '2026-11-23', 1)").await;
    tamper(&bench, "DELETE FROM raw_frame WHERE device_id = 2").await;
    let with_heads = Asked { deposited: vec![genuine], ..asked("2026-11-20", "2026-11-20") };
    assert!(!checked(&bench, &with_heads).await.1.is_empty(), "the database says that it was its term");
    let (met, broken) = checked(&bench, &Asked { removed_before, ..with_heads }).await;
    assert_eq!((met.removed > 0, broken), (true, vec![]), "whoever asks says so");
    tamper(&bench, "DELETE FROM raw_frame WHERE device_id = 1 AND position = 4").await;
    let (_, broken) = checked(&bench, &asked("2026-11-20", "2026-11-20")).await;
    assert!(!broken.is_empty(), "no term takes a part of a chain");
}

/// A frame that stays keeps its chain: a chain is there whole, or not at all.
#[tokio::test]
async fn what_stays_beyond_its_term_keeps_its_chain_whole() {
    let (bench, one, other) = works().await;
    let old = Stamp::parse("2021-11-20").unwrap();
    let of = |from: Stamp| (0..4).map(move |n| from.plus(n * MINUTE));
    let with_one_held = of(old).map(|at| minute(&one, at, "0.1")).chain([held(minute(&one, old.plus(HOUR), "9"))]);
    record(&bench, with_one_held.chain(of(old).map(|at| minute(&other, at, "0.2"))).collect::<Vec<_>>()).await;
    // One of the day before came while the clock was set back: its number is of a day that is kept.
    let edge = Stamp::parse("2021-11-22").unwrap();
    record(&bench, [minute(&one, edge.plus(-MINUTE), "0.1"), minute(&other, edge.plus(5), "0.1")]).await;
    record(&bench, [minute(&one, edge.plus(-2 * MINUTE), "0.1")]).await;
    let genuine = heads(&bench, "2021-11-20").await;
    let place = tempfile::tempdir().unwrap();
    let gone = retention::remove(&bench.ctx, None, Some(place.path())).await.unwrap();
    assert!(gone.iter().any(|gone| gone.class == Class::Frames && gone.rows == 4), "{gone:?}");
    let all = Asked { deposited: vec![genuine], ..asked("2021-11-20", "2021-11-22") };
    let (met, broken) = checked(&bench, &all).await;
    // The other logger's chain went whole, and its head was kept: only whoever asks can say that this is as it should be.
    assert_eq!((met.frames, broken.len()), (8, 1), "{broken:?}");
    let (met, broken) = checked(&bench, &asked("2021-11-20", "2021-11-22")).await;
    assert_eq!((met.frames, met.removed, broken), (8, 4, vec![]));

    // Somebody decides about the frame that was held: then all of it goes.
    let admin = bench.actor(Role::Admin).await;
    devices::discard(&bench.ctx, &admin, MN, "nonsense", &FormKey::generate()).await.unwrap();
    bench.advance(1_000);
    let gone = retention::remove(&bench.ctx, None, Some(place.path())).await.unwrap();
    assert!(gone.iter().any(|gone| gone.class == Class::Frames && gone.rows == 5), "{gone:?}");
    let (met, broken) = checked(&bench, &asked("2021-11-20", "2021-11-22")).await;
    assert_eq!((met.frames, met.removed, broken), (3, 9, vec![]));
}

/// Heads that are given are compared, or it is said that they were not.
#[tokio::test]
async fn heads_of_which_nothing_is_compared_are_a_trouble() {
    let bench = city().await;
    let written = export(&bench, &wanted("2026-11-20", "2026-11-21")).await;
    let (first_day, second_day) = (heads(&bench, "2026-11-20").await, heads(&bench, "2026-11-21").await);
    assert_eq!(verify(&written.file, &[first_day.clone(), second_day.clone()]).1, []);
    let far = Heads { day: Day(day("2026-01-01")), ..first_day.clone() };
    assert_eq!(verify(&written.file, std::slice::from_ref(&far)).1[0].what, Unfit::Heads(far.day), "of another day");
    // The value that came on the third day stands in a chain of which there are no heads.
    assert_eq!(verify(&written.file, &[first_day.clone(), second_day.clone()]).0.unproved, 1);

    // A whole day is dropped, and named no more.
    let dropped = remade(&written.file, |name, text| match name {
        "frames.jsonl" => Some(lines(&text, |frames| {
            frames.retain(|frame| !frame["arrived"].as_str().unwrap().starts_with("2026-11-21"));
        })),
        "measurements.csv" | "chains.csv" => {
            let (from, to) = (first().plus(DAY).0.to_string(), first().plus(2 * DAY).0.to_string());
            let is_of_it = |line: &str| {
                let ms = line.split(',').nth(1).unwrap();
                line.starts_with("2026-11-21") || ms.len() == 13 && ms >= &*from && ms < &*to
            };
            Some(text.split_inclusive('\n').filter(|line| !is_of_it(line)).collect())
        }
        "manifest.json" => Some(document(&text, |all| {
            let days = all["days"].as_array_mut().unwrap();
            days.retain(|day| day != "2026-11-21");
        })),
        _ => None,
    });
    assert!(!verify(dropped.path(), std::slice::from_ref(&second_day)).1.is_empty());
    let lacking = Unfit::DayLacking("2026-11-21".parse().unwrap());
    assert!(verify(dropped.path(), &[]).1.iter().any(|trouble| trouble.what == lacking));

    // A logger gets another key, and its chains are made anew.
    let other = renumbered(&written.file, 1, 99);
    assert_eq!(verify(other.path(), &[]).1, [], "nobody can tell");
    let (_, troubles) = verify(other.path(), std::slice::from_ref(&first_day));
    assert!(faults(&troubles).contains(&Fault::Undeposited), "{troubles:?}");
    // With the head of nobody, and nothing else of the day.
    let nobody =
        Heads { heads: first_day.heads.iter().copied().filter(|(device, _)| *device == 0).collect(), ..first_day };
    assert!(
        !verify(&written.file, std::slice::from_ref(&nobody)).1.is_empty(),
        "a chain of the day that is not in its heads"
    );
    let with_heads = Asked { deposited: vec![nobody], ..asked("2026-11-20", "2026-11-20") };
    assert!(!checked(&bench, &with_heads).await.1.is_empty(), "the same in the database");
}

/// Frames behind the last place that was deposited are proved by nothing.
#[tokio::test]
async fn frames_behind_a_deposited_head_are_told() {
    let (bench, one, _) = works().await;
    let of = |from: i64, to: i64| (from..to).map(|n| minute(&one, first().plus(n * MINUTE), "0.1")).collect::<Vec<_>>();
    record(&bench, of(0, 3)).await;
    let early = heads(&bench, "2026-11-20").await;
    record(&bench, of(3, 5)).await;
    let late = heads(&bench, "2026-11-20").await;
    let with = |deposited: Vec<Heads>| Asked { deposited, ..asked("2026-11-20", "2026-11-20") };
    assert!(!checked(&bench, &with(vec![early.clone()])).await.1.is_empty());
    assert_eq!(checked(&bench, &with(vec![late.clone(), early.clone()])).await.1, []);
    let written = export(&bench, &wanted("2026-11-20", "2026-11-20")).await;
    assert!(!verify(&written.file, std::slice::from_ref(&early)).1.is_empty());
    assert_eq!(verify(&written.file, &[early.clone(), late.clone()]).1, []);
    // Two heads of one place: one of them is not the archive's, whichever is read last.
    let mut false_one = late.clone();
    false_one.heads[0].1.link = Digest::ZERO;
    for both in [[late.clone(), false_one.clone()], [false_one, late]] {
        assert!(!verify(&written.file, &both).1.is_empty());
    }
}

/// What a person reads is what is checked.
#[tokio::test]
async fn what_a_person_reads_is_checked() {
    let bench = city().await;
    let written = export(&bench, &wanted("2026-11-20", "2026-11-20")).await;
    let genuine = [heads(&bench, "2026-11-20").await];
    let found = |name: &str, change: &dyn Fn(String) -> String, is_it: fn(&Unfit) -> bool| {
        let other = changed(&written.file, name, change);
        let troubles = verify(other.path(), &genuine).1;
        assert!(!troubles.is_empty() && troubles.iter().all(|trouble| is_it(&trouble.what)), "{name}: {troubles:?}");
    };
    let is_moment = |unfit: &Unfit| matches!(unfit, Unfit::Moment(_));
    let at_two = "2026-11-20T02:00:00+08:00";
    found("measurements.csv", &|text| text.replacen(at_two, "2026-11-20T03:00:00+08:00", 1), is_moment);
    found("measurements.csv", &|text| text.replacen(at_two, "2026-11-20T02:00:00.5+08:00", 1), is_moment);
    let (came, late) = ("2026-11-20T02:00:01+08:00", "2026-11-20T03:00:01+08:00");
    found("frames.jsonl", &|text| text.replacen(came, late, 1), is_moment);
    // A revision that was not, one twice, and a first one that is gone.
    let is_revision = |unfit: &Unfit| matches!(unfit, Unfit::Revision(_));
    found("measurements.csv", &|text| text.replacen(",w20121,1,", ",w20121,3,", 1), is_revision);
    found("measurements.csv", &|text| text.replacen(",w20121,2,", ",w20121,1,", 1), is_revision);
    found("measurements.csv", &|text| text.replacen(",w20121,1,", ",w20121,0,", 1), is_revision);
    // The numbers of the first and of the last frame.
    let ends = |text: String, which: usize| -> String {
        let other = |line: &str| {
            let mut fields: Vec<_> = line.split(',').map(str::to_owned).collect();
            if line.starts_with("2026-11-20,1,") {
                fields[which] = (fields[which].parse::<i64>().unwrap() + 1).to_string();
            }
            fields.join(",") + "\n"
        };
        text.lines().map(other).collect()
    };
    let is_ends = |unfit: &Unfit| matches!(unfit, Unfit::Chain { fault: Fault::Ends, .. });
    found("chains.csv", &|text| ends(text, 4), is_ends);
    found("chains.csv", &|text| ends(text, 5), is_ends);
    let is_logger = |unfit: &Unfit| matches!(unfit, Unfit::Logger { .. });
    found("devices.json", &|text| text.replacen(MN, "441900A8900016F000169DC9", 1), is_logger);
}

/// A frame that was put in is found wherever its number lies, and whoever it is said to be of.
#[tokio::test]
async fn an_added_frame_is_found_by_its_arrival_and_by_its_number() {
    let put_in = "INSERT INTO raw_frame (id, device_id, received_at, verdict, tolerated, wire)";
    let copy = "verdict, tolerated, wire FROM raw_frame WHERE device_id = 1 AND position = 2";
    let far = (30 * DAY) << 20;
    for (sql, days) in [
        (format!("{put_in} SELECT id + {far}, device_id, received_at, {copy}"), ["2026-11-20", "2026-12-20"]),
        (format!("{put_in} SELECT id - {far}, device_id, received_at, {copy}"), ["2026-11-20", "2026-10-21"]),
        (format!("{put_in} SELECT 1, device_id, received_at, {copy}"), ["2026-11-20", "1970-01-01"]),
        (format!("{put_in} SELECT id + 7, device_id, received_at + {DAY}, {copy}"), ["2026-11-20", "2026-11-21"]),
        (format!("{put_in} SELECT id + 7, 77, received_at, {copy}"), ["2026-11-20", "2026-11-20"]),
        (format!("{put_in} SELECT id + 7, 0, received_at, {copy}"), ["2026-11-20", "2026-11-20"]),
    ] {
        let (bench, one, _) = works().await;
        record(&bench, (0..5).map(|n| minute(&one, first().plus(n * MINUTE), "0.1"))).await;
        tamper(&bench, &sql).await;
        for day in days {
            let (_, broken) = checked(&bench, &asked(day, day)).await;
            assert!(!broken.is_empty(), "{sql} on {day}");
        }
    }
}

/// A frame that was held is released or discarded by a person, and the log says so.
#[tokio::test]
async fn a_verdict_that_nobody_gave_is_found() {
    let (bench, one, other) = works().await;
    let old = |device, minutes: i64| held(minute(device, first().plus(minutes * MINUTE), "0.1"));
    record(&bench, [old(&one, 0), old(&one, 1), old(&other, 2), minute(&other, first().plus(3 * MINUTE), "0.1")]).await;
    let admin = bench.actor(Role::Admin).await;
    devices::release(&bench.ctx, &admin, &other.mn, "looked at", &FormKey::generate()).await.unwrap();
    assert_eq!(checked(&bench, &asked("2026-11-20", "2026-11-20")).await.1, []);
    let written = export(&bench, &wanted("2026-11-20", "2026-11-20")).await;
    assert_eq!(verify(&written.file, &[]).1, []);
    let flipped = |from: &str, to: &str| {
        let (from, to) = (format!("\"verdict\":\"{from}\""), format!("\"verdict\":\"{to}\""));
        let other = changed(&written.file, "frames.jsonl", |text| text.replacen(&from, &to, 1));
        verify(other.path(), &[]).1
    };
    for verdict in ["released", "discarded"] {
        assert!(!flipped("held", verdict).is_empty(), "nobody decided about this logger: {verdict}");
    }
    assert!(!flipped("released", "discarded").is_empty(), "another act");
    let unsaid = changed(&written.file, "acts.jsonl", |_| String::new());
    assert!(!verify(unsaid.path(), &[]).1.is_empty());
    let earlier = changed(&written.file, "acts.jsonl", |text| {
        lines(&text, |acts| acts[0]["at"] = json!("2026-11-19T23:00:00+08:00"))
    });
    assert!(!verify(earlier.path(), &[]).1.is_empty(), "before the frame came");

    tamper(&bench, "UPDATE raw_frame SET verdict = 'discarded' WHERE device_id = 1 AND position = 1").await;
    assert!(!checked(&bench, &asked("2026-11-20", "2026-11-20")).await.1.is_empty());
    // More than the log tells of.
    devices::discard(&bench.ctx, &admin, MN, "nonsense", &FormKey::generate()).await.unwrap();
    let rows = raw_frame::Entity::find().order_by_asc(raw_frame::Column::Id).all(bench.ctx.store.read()).await.unwrap();
    assert_eq!(rows.iter().filter(|row| row.verdict == "discarded").count(), 2);
    assert!(!checked(&bench, &asked("2026-11-20", "2026-11-20")).await.1.is_empty());
}
