//! Somebody guesses receipt codes.

use services::{
    Error,
    tips::{follow, write},
};
use testing::client;

use super::filed;

/// A code that is not the right one.
fn guess(number: usize) -> String {
    format!("{:016}", number * 7_919)
}

#[tokio::test]
async fn a_thousand_guesses_find_nothing_and_are_slowed_down() {
    let (bench, _, filed) = filed().await;
    let (mut missed, mut stopped, mut longest) = (0, 0, 0);
    for number in 0..1_000 {
        match follow(&bench.ctx, &guess(number), client(1)).await {
            Err(Error::NotFound) => missed += 1,
            Err(Error::Throttled { seconds }) => {
                stopped += 1;
                longest = longest.max(seconds);
            }
            other => panic!("{other:?}"),
        }
        bench.advance(1_000);
    }
    // A thousand seconds: ten free guesses, then after 2, 4, 8, … 512 seconds one each.
    assert_eq!((missed, stopped), (19, 981));
    assert!(longest > 500, "{longest}");
    let right = follow(&bench.ctx, &filed.receipt_code.plain(), client(1)).await;
    assert!(matches!(right, Err(Error::Throttled { .. })), "the right one would not be told either");
    follow(&bench.ctx, &filed.receipt_code.plain(), client(2)).await.unwrap();
}

#[tokio::test]
async fn guesses_from_everywhere_at_once_are_slowed_down_together() {
    let (bench, _, _) = filed().await;
    let mut missed = 0;
    for number in 0..1_000 {
        let from = client(u8::try_from(number % 250).unwrap());
        missed += u32::from(matches!(follow(&bench.ctx, &guess(number), from).await, Err(Error::NotFound)));
    }
    assert_eq!(missed, 300);
    bench.advance(1_000);
    assert!(matches!(follow(&bench.ctx, &guess(0), client(251)).await, Err(Error::NotFound)), "it passes");
}

#[tokio::test]
async fn who_knows_a_code_may_look_as_often_as_they_like() {
    let (bench, _, filed) = filed().await;
    for _ in 0..25 {
        follow(&bench.ctx, &filed.receipt_code.plain(), client(1)).await.unwrap();
    }
}

#[tokio::test]
async fn what_is_no_code_is_no_guess() {
    let (bench, _, filed) = filed().await;
    for _ in 0..50 {
        let typo = follow(&bench.ctx, "1234", client(1)).await;
        assert!(matches!(typo, Err(ref error) if error.is_about("code")), "{typo:?}");
    }
    assert!(matches!(write(&bench.ctx, &guess(1), "x", None, client(1)).await, Err(Error::NotFound)));
    follow(&bench.ctx, &filed.receipt_code.to_string(), client(1)).await.unwrap();
}
