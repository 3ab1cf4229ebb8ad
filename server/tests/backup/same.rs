//! Whether two databases hold the same.

use std::fmt::Debug;

use sea_orm::{EntityTrait, ModelTrait};
use services::store::Store;

/// All rows of a table, in an order of their own.
async fn rows<E>(store: &Store) -> Vec<String>
where
    E: EntityTrait<Model: ModelTrait + Debug + Send + Sync>,
{
    let rows = E::find().all(store.read()).await.unwrap();
    let mut rows: Vec<String> = rows.iter().map(|row| format!("{row:?}")).collect();
    rows.sort();
    rows
}

/// Holds every table of one database against that of another; answers how many rows were looked at.
pub async fn same(one: &Store, other: &Store) -> usize {
    let mut looked_at = 0;
    macro_rules! tables {
        ($($table:ident),*) => {$(
            let rows_of_one = rows::<entities::$table::Entity>(one).await;
            assert_eq!(rows_of_one, rows::<entities::$table::Entity>(other).await, stringify!($table));
            looked_at += rows_of_one.len();
        )*};
    }
    tables!(
        absence_cover,
        account,
        api_token,
        audit,
        case_step,
        city_map,
        declaration,
        declaration_version,
        delivery,
        device,
        device_asking,
        device_command,
        device_command_step,
        device_event,
        device_notice,
        discharge_limit,
        enterprise,
        exceedance,
        exceedance_due,
        exceedance_entry,
        exceedance_period,
        feed_entry,
        feed_subject,
        finding,
        finding_message,
        former_identity,
        former_row,
        frame_chain,
        frame_tally,
        invitation,
        job,
        kept_apart,
        load_cap,
        mail,
        map_shape,
        mark,
        mark_step,
        mean_due,
        measurement,
        merger,
        message_choice,
        meter_reading,
        meter_share,
        not_checked,
        outlet,
        own_mean,
        person,
        premises,
        product,
        raw_frame,
        receipt_counter,
        recovery_code,
        register_version,
        retention_hold,
        retention_run,
        second_factor,
        session,
        sign,
        sign_due,
        sign_entry,
        site_setting,
        spent_form,
        succession,
        tenancy,
        tip,
        tip_message,
        tip_photo,
        town,
        treatment,
        unified_attempt,
        unified_identity,
        utility_reading,
        violation_case,
        webhook_message
    );
    looked_at
}
