//! Forms that are sent more than once.

use domain::{access::Role, time::DAY};
use services::{FormKey, once};
use testing::Bench;

#[tokio::test]
async fn a_form_counts_once_for_whoever_sent_it() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let (reviewer, admin) = (bench.actor(Role::Reviewer).await, bench.actor(Role::Admin).await);
    let form = FormKey::generate();
    let send = async |actor: &_, commits: bool| {
        let tx = bench.ctx.store.write().await.unwrap();
        let before = once::replayed(&tx, &bench.ctx, actor, &form).await.unwrap();
        if commits {
            tx.commit().await.unwrap();
        }
        before
    };
    assert!(!send(&reviewer, false).await);
    assert!(!send(&reviewer, true).await, "what was rolled back has not been done");
    assert!(send(&reviewer, true).await);
    assert!(!send(&admin, true).await, "another person's form is another form");
    bench.advance(8 * DAY);
    assert!(!send(&reviewer, true).await, "it is not remembered for ever");
}
