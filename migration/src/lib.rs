//! The schema of Mingjian, step by step.
//!
//! Each step is frozen once it has been released, names tables and columns as plain text and imports neither
//! `entities` nor `domain`: those move on, a step does not. Each step can be undone. Everything here is in the subset
//! that SQLite and PostgreSQL share.

mod column;
mod m0001_register;
mod m0002_monitoring;
mod m0003_accounts;
mod m0004_declarations;
mod m0005_tips_and_cases;
mod m0006_operations;
mod m0007_photos_jobs_audit;
mod m0008_spent_forms;
mod m0009_signed_declarations;
mod m0010_dialogues_and_publication;
mod m0012_penalties_and_progress;
mod m0013_trades_by_the_standard;
mod m0014_device_notices;
mod m0015_reference_oxygen;
mod m0017_weighed_findings;
mod m0018_converted_values;
mod m0019_authority_and_breach;
mod m0020_one_index_by_quarter;
mod m0021_course_of_a_case;
mod m0030_api_tokens;
mod m0031_ends_of_accounts;
mod m0032_second_factors;
mod m0033_invitations;
mod m0040_feeds;
mod m0050_life;
mod m0060_messages;
mod m0070_site_and_retention;
mod m0080_identities;
mod m0090_duplicates;
mod m0100_map;
mod m0110_absence_cover;
mod m0120_treatments_and_persons;
mod m0130_public_until;
mod m0140_own_means;
mod m0150_evidence;
mod m0160_marks;
mod m0170_exceedances;
mod m0171_exceedances_only_append;
mod m0180_device_commands;
mod m0190_frames_apart;
mod m0200_signs;
mod m0210_former_rows;
mod m0220_premises;

use sea_orm_migration::{
    DbErr, MigrationTrait, async_trait,
    sea_query::{IndexCreateStatement, TableCreateStatement},
};
pub use sea_orm_migration::{MigratorTrait, prelude::SchemaManager};

/// All steps, oldest first.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_register::Migration),
            Box::new(m0002_monitoring::Migration),
            Box::new(m0003_accounts::Migration),
            Box::new(m0004_declarations::Migration),
            Box::new(m0005_tips_and_cases::Migration),
            Box::new(m0006_operations::Migration),
            Box::new(m0007_photos_jobs_audit::Migration),
            Box::new(m0008_spent_forms::Migration),
            Box::new(m0009_signed_declarations::Migration),
            Box::new(m0010_dialogues_and_publication::Migration),
            Box::new(m0012_penalties_and_progress::Migration),
            Box::new(m0013_trades_by_the_standard::Migration),
            Box::new(m0014_device_notices::Migration),
            Box::new(m0015_reference_oxygen::Migration),
            Box::new(m0017_weighed_findings::Migration),
            Box::new(m0018_converted_values::Migration),
            Box::new(m0019_authority_and_breach::Migration),
            Box::new(m0020_one_index_by_quarter::Migration),
            Box::new(m0021_course_of_a_case::Migration),
            Box::new(m0030_api_tokens::Migration),
            Box::new(m0031_ends_of_accounts::Migration),
            Box::new(m0032_second_factors::Migration),
            Box::new(m0033_invitations::Migration),
            Box::new(m0040_feeds::Migration),
            Box::new(m0050_life::Migration),
            Box::new(m0060_messages::Migration),
            Box::new(m0070_site_and_retention::Migration),
            Box::new(m0080_identities::Migration),
            Box::new(m0090_duplicates::Migration),
            Box::new(m0100_map::Migration),
            Box::new(m0110_absence_cover::Migration),
            Box::new(m0120_treatments_and_persons::Migration),
            Box::new(m0130_public_until::Migration),
            Box::new(m0140_own_means::Migration),
            Box::new(m0150_evidence::Migration),
            Box::new(m0160_marks::Migration),
            Box::new(m0170_exceedances::Migration),
            Box::new(m0171_exceedances_only_append::Migration),
            Box::new(m0180_device_commands::Migration),
            Box::new(m0190_frames_apart::Migration),
            Box::new(m0200_signs::Migration),
            Box::new(m0210_former_rows::Migration),
            Box::new(m0220_premises::Migration),
        ]
    }
}

/// Creates tables in order, so that a table stands before the ones that refer to it.
async fn create(manager: &SchemaManager<'_>, tables: Vec<TableCreateStatement>) -> Result<(), DbErr> {
    for table in tables {
        manager.create_table(table).await?;
    }
    Ok(())
}

/// Creates indexes.
async fn index(manager: &SchemaManager<'_>, indexes: Vec<IndexCreateStatement>) -> Result<(), DbErr> {
    for index in indexes {
        manager.create_index(index).await?;
    }
    Ok(())
}

/// Drops tables in order: the ones that refer first.
async fn drop(manager: &SchemaManager<'_>, tables: &[&'static str]) -> Result<(), DbErr> {
    for &name in tables {
        manager.drop_table(sea_orm_migration::sea_query::Table::drop().table(name).to_owned()).await?;
    }
    Ok(())
}
