//! Marks: what their letters mean, and what none means.

use domain::{
    device::{NoticeKind, ProtocolEdition},
    measurement::DataFlag,
};
use entities::{device, measurement};
use sea_orm::{ActiveValue::Set, EntityTrait};
use server::gateway::Limits;
use testing::{MN, PASSWORD};

use super::super::support::{Gateway, start};
use super::{acknowledged, change, data_time, file, frame, noticed, stored, upload, value};

#[tokio::test]
async fn a_value_without_a_mark_is_not_judged_unless_its_edition_has_none() {
    let gateway = Gateway::start(Limits::default()).await;
    acknowledged(&mut gateway.connect().await, &upload(2011, "w20121-Rtd=0.9")).await;
    assert_eq!(stored(&gateway.bench).await, [value("w20121", 1, "0.9", '-')]);
    assert_eq!(noticed(&file(&gateway.bench).await, NoticeKind::Unmarked), [("w20121", "", 1)]);

    // 2005: no mark means normal, and F is the source, not the instrument.
    let (edition, tolerated) = (Set(ProtocolEdition::E2005), Set("missing_qn,missing_flag".to_owned()));
    change(&gateway.bench, device::ActiveModel { edition, tolerated, ..Default::default() }).await;
    let at = data_time(start().plus(60_000));
    let old = format!(
        "ST=32;CN=2011;PW={PASSWORD};MN={MN};CP=&&{at};001-Rtd=7.1,001-Flag=xx;028-Rtd=0.4;029-Rtd=0,029-Flag=F&&"
    );
    let mut logger = gateway.connect().await;
    logger.send(&frame(&old)).await;
    assert!(logger.is_left_without_answer().await, "nobody asked for one");
    let rows = stored(&gateway.bench).await;
    // A mark that cannot be read is not the absence of one.
    let wanted = [value("w01001", 1, "7.1", '-'), value("w20121", 1, "0.4", 'N'), value("w20122", 1, "0", 'f')];
    assert_eq!(rows[1..], wanted);
    gateway.stop().await;
}

#[tokio::test]
async fn a_letter_means_what_its_edition_says_and_a_converted_value_is_one() {
    let gateway = Gateway::start(Limits::default()).await;
    let mut logger = gateway.connect().await;
    let items = "w20121-Rtd=0.1,w20121-Flag=P;w20122-ZsRtd=0.2,w20122-Flag=N;w01018-Rtd=30,w01018-Flag=N";
    acknowledged(&mut logger, &upload(2011, items)).await;
    let rows = measurement::Entity::find().all(gateway.bench.ctx.store.read()).await.unwrap();
    let of = |code: &str| rows.iter().find(|row| row.pollutant == code).unwrap();
    assert_eq!(of("w20121").flag, DataFlag::new('P').unwrap(), "no mark of this edition");
    assert!(of("w20122").is_converted() && !of("w01018").is_converted());
    assert!(
        gateway
            .bench
            .ctx
            .live()
            .at_outlet(domain::life::Audience::Insiders, 1)
            .iter()
            .any(|latest| latest.measurement.converted)
    );

    let (edition, tolerated) = (Set(ProtocolEdition::E2005), Set("missing_qn,missing_flag".to_owned()));
    change(&gateway.bench, device::ActiveModel { edition, tolerated, ..Default::default() }).await;
    let at = data_time(start().plus(60_000));
    let sent = format!("ST=32;CN=2011;PW={PASSWORD};MN={MN};CP=&&{at};029-Rtd=0,029-Flag=P&&");
    let mut logger = gateway.connect().await;
    logger.send(&frame(&sent)).await;
    assert!(logger.is_left_without_answer().await, "nobody asked for one");
    assert_eq!(stored(&gateway.stop().await).await.last(), Some(&value("w20122", 1, "0", 'p')));
}
