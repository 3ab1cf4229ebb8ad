//! Keys of frames.

use domain::time::{DAY, HOUR, Stamp};
use entities::raw_frame;
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder};

use crate::Result;

/// Bits for the frames of one millisecond.
const COUNTER: u32 = 20;

/// The smallest key that a frame of this moment or later can have, unless the clock was set back.
pub(crate) const fn first_id(at: Stamp) -> i64 {
    at.0 << COUNTER
}

/// The moment of which a number is made: that of the arrival, unless the clock was set back.
pub(crate) const fn moment_of(id: i64) -> Stamp {
    Stamp(id >> COUNTER)
}

/// The day of arrival of a frame or a value in Beijing, as days since 1970, in SQL.
pub(crate) fn arrival_day() -> String {
    format!("(received_at + {}) / {DAY}", 8 * HOUR)
}

/// Whether the number of a frame is of another day than its arrival, in SQL. There are few, and the key
/// `idx-raw_frame-apart`, which is made of the same words, has them.
pub(crate) fn is_apart() -> String {
    format!("(id / {} + {}) / {DAY} <> {}", 1_i64 << COUNTER, 8 * HOUR, arrival_day())
}

/// Hands out keys in the order of arrival without asking the database for each: the millisecond, shifted, and a
/// counter. They are unique as long as one gateway writes to a database.
#[derive(Debug)]
pub struct FrameIds(i64);

impl FrameIds {
    /// Continues after the newest stored key: the clock may have been set back since.
    pub async fn after_stored(db: &impl ConnectionTrait) -> Result<Self> {
        let newest = raw_frame::Entity::find().order_by_desc(raw_frame::Column::Id).one(db).await?;
        Ok(Self(newest.map_or(0, |frame| frame.id)))
    }

    /// The next key, larger than all before, even when the clock steps back.
    pub fn next(&mut self, now: Stamp) -> i64 {
        self.0 = (self.0 + 1).max(first_id(now));
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_grow_even_when_the_clock_steps_back() {
        let mut ids = FrameIds(0);
        let keys: Vec<_> = [5, 5, 3, 6].into_iter().map(|ms| ids.next(Stamp(ms))).collect();
        assert!(keys.is_sorted_by(|a, b| a < b), "{keys:?}");
        assert_eq!(keys[3], 6 << COUNTER);
    }
}
