//! Somebody guesses receipt codes.

use axum::http::StatusCode;

use super::form::{Form, code_on};
use crate::http::world::World;

/// A page without what was typed, which is the only thing that may differ.
fn without(page: &str, code: &str) -> String {
    page.replace(code, "")
}

#[tokio::test]
async fn a_thousand_guesses_are_slowed_down_and_tell_nothing() {
    let world = World::new().await;
    let right = code_on(&Form::filled().send(&world).await);
    let (mut missed, mut stopped) = (Vec::new(), 0);
    for number in 0..1_000_u64 {
        // The first ones differ from the right code in one digit.
        let close = right.parse::<u64>().unwrap() / 10 * 10 + number % 10;
        let guess = if number < 8 && format!("{close:016}") != right {
            format!("{close:016}")
        } else {
            format!("{:016}", number * 7_919)
        };
        let answer = world.post("/tip/follow", "", &format!("code={guess}")).await;
        match answer.status {
            StatusCode::UNPROCESSABLE_ENTITY => missed.push(without(&answer.text(), &guess)),
            StatusCode::TOO_MANY_REQUESTS => {
                assert!(answer.header("retry-after").parse::<u64>().unwrap() > 0);
                assert!(answer.text().contains("尝试次数太多"), "{}", answer.text());
                stopped += 1;
            }
            other => panic!("{other}: {}", answer.text()),
        }
        world.bench.advance(1_000);
    }
    assert_eq!((missed.len(), stopped), (19, 981));
    assert!(missed.iter().all(|page| *page == missed[0]), "no guess is told to be closer than another");
    for way in ["/tip/receipt", "/tip/receipt/file"] {
        let answer = world.post(way, "", &format!("code={right}&kept=yes")).await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS, "{way} is no way around");
    }
    let message = format!("code={right}&text=%E6%98%A8%E5%A4%A9");
    let answer = world.post("/tip/follow", "", &message).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(answer.text().contains("昨天"), "what was typed is not lost");
}
