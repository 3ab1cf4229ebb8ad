//! How long somebody who tried too often has to wait.

use domain::lang::Lang;

use crate::texts::error as texts;

/// How long to wait, in a sentence: seconds up to a minute, then begun minutes.
pub fn wait(lang: Lang, seconds: u64) -> String {
    if seconds < 60 { texts::wait_seconds(lang, seconds) } else { texts::wait_minutes(lang, seconds.div_ceil(60)) }
}
