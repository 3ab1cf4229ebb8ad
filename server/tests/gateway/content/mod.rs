//! What stands in frames that are well made: values that cannot be, codes that nobody knows, clocks that are wrong.

mod clocks;
mod codes;
mod figures;
mod marks;
mod unread;

use domain::{access::Role, device::NoticeKind, time::Stamp};
use entities::{device, measurement};
use hj212::{Command, crc};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, QueryOrder};
use services::devices::{self, DeviceFile};
use testing::{Bench, MN, PASSWORD};

use super::support::{Logger, start};

/// A frame around a segment, with its line end.
fn frame(segment: &str) -> Vec<u8> {
    format!("##{:04}{segment}{:04X}\r\n", segment.len(), crc::checksum(segment.as_bytes())).into_bytes()
}

/// The segment of a command sent at a moment.
fn segment(cn: u16, sent: Stamp, cp: &str) -> String {
    let qn = hj212::Qn::from(sent.beijing());
    format!("QN={qn};ST=32;CN={cn};PW={PASSWORD};MN={MN};Flag=5;CP=&&{cp}&&")
}

fn data_time(at: Stamp) -> String {
    format!("DataTime={}", at.beijing().format("%Y%m%d%H%M%S"))
}

/// An upload of this moment with these items.
fn upload(cn: u16, items: &str) -> Vec<u8> {
    upload_of(cn, start(), items)
}

fn upload_of(cn: u16, at: Stamp, items: &str) -> Vec<u8> {
    frame(&segment(cn, start(), &format!("{};{items}", data_time(at))))
}

async fn acknowledged(logger: &mut Logger, bytes: &[u8]) {
    logger.send(bytes).await;
    assert_eq!(logger.receive().await.unwrap().cn, Command::DataAnswer, "{}", String::from_utf8_lossy(bytes));
}

async fn stored(bench: &Bench) -> Vec<(String, i32, Option<String>, char)> {
    let rows = measurement::Entity::find()
        .order_by_asc(measurement::Column::At)
        .order_by_asc(measurement::Column::Pollutant)
        .order_by_asc(measurement::Column::Revision)
        .all(bench.ctx.store.read())
        .await
        .unwrap();
    let row = |row: measurement::Model| {
        (row.pollutant, row.revision, row.value.map(|value| value.to_string()), row.flag.letter())
    };
    rows.into_iter().map(row).collect()
}

fn value(code: &str, revision: i32, value: &str, flag: char) -> (String, i32, Option<String>, char) {
    (code.to_owned(), revision, Some(value.to_owned()), flag)
}

async fn file(bench: &Bench) -> DeviceFile {
    let admin = services::accounts::Actor {
        account_id: 1,
        role: Role::Admin,
        enterprise_id: None,
        town_id: None,
        covered: Vec::new(),
        name: String::new(),
    };
    devices::show(&bench.ctx, &admin, MN).await.unwrap()
}

fn noticed(file: &DeviceFile, kind: NoticeKind) -> Vec<(&str, &str, u64)> {
    let mut found: Vec<_> = file
        .notices
        .iter()
        .filter(|notice| notice.kind == kind)
        .map(|notice| (notice.what.as_str(), notice.sample.as_str(), notice.count))
        .collect();
    found.sort_unstable();
    found
}

/// Changes the logger in the register.
async fn change(bench: &Bench, device: device::ActiveModel) {
    let tx = bench.ctx.store.write().await.unwrap();
    device::ActiveModel { id: Set(1), ..device }.update(&tx).await.unwrap();
    tx.commit().await.unwrap();
    bench.refresh().await;
}
