//! The keys of tip-offs: whether they are there, and are those that the database needs.

use std::path::Path;

use super::Diagnosis;
use crate::{
    Ctx, Result,
    tips::{self, KEY_FILE, Keys},
};

/// Looks at the keys in the data folder, for a database whose schema is up to date. Makes none.
///
/// # Errors
/// What keeps the database from answering.
pub async fn keys(ctx: &Ctx, data_dir: &Path) -> Result<Diagnosis> {
    let file = data_dir.join(KEY_FILE);
    if !file.exists() && !tips::are_needed(&ctx.store).await? {
        return Ok(Diagnosis::good(
            "还没有举报，也还没有密钥：门户第一次启动时生成 tip.keys，请随即另存一份。",
            "There are no tip-offs and no keys yet: the first start makes tip.keys; keep a copy of it elsewhere then.",
        ));
    }
    Ok(match open(ctx, data_dir).await {
        Ok(()) => Diagnosis::good(
            "密钥能打开库里的举报和两步验证。",
            "The keys open the tip-offs and second factors in the database.",
        ),
        Err(why) => {
            Diagnosis::bad(format!("举报密钥不对：{why}。"), format!("The keys of tip-offs do not serve: {why}."))
        }
    })
}

async fn open(ctx: &Ctx, data_dir: &Path) -> Result<()> {
    tips::check_keys(&ctx.clone().with_keys(Keys::load(data_dir)?)).await
}
