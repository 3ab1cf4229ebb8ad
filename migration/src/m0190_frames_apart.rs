//! Two keys of frames over the few that somebody looks for: those that are held, and those whose number is of another day
//! than their arrival. Whoever checks the chains of a day must find a frame of it wherever its number lies.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Frames that wait for a person.
const HELD: &str = "CREATE INDEX \"idx-raw_frame-held\" ON raw_frame (device_id, received_at) WHERE verdict = 'held'";

/// A number is the millisecond of arrival, shifted by 20 bits, and a counter; a clock that was set back over midnight, or
/// somebody who puts a frame in, makes others. Both days are those of Beijing, as days since 1970. A question is answered by
/// this key only where it says the same in the same words.
const APART: &str = "CREATE INDEX \"idx-raw_frame-apart\" ON raw_frame (received_at) \
                     WHERE (id / 1048576 + 28800000) / 86400000 <> (received_at + 28800000) / 86400000";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for sql in [HELD, APART] {
            manager.get_connection().execute_unprepared(sql).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["idx-raw_frame-apart", "idx-raw_frame-held"] {
            manager.drop_index(Index::drop().name(name).table("raw_frame").to_owned()).await?;
        }
        Ok(())
    }
}
