//! `mingjian verify`.

use std::path::PathBuf;

use anyhow::bail;
use chrono::NaiveDate;
use clap::Args;
use domain::{lang::Lang, time::Day};
use services::proof::{self, Given, Trouble, Verified};

use super::{
    evidence::{MOST_LINES, behind_gaps, left_unsaid, read_heads, without_heads},
    print,
};

/// Check an archive of evidence against itself. It needs no database and no network; exit code 1 where anything is wrong.
#[derive(Debug, Args)]
pub struct Verify {
    /// What `mingjian evidence export` wrote.
    file: PathBuf,
    /// Heads that were kept elsewhere, as `mingjian evidence heads` printed them; may be given several times.
    #[arg(long, value_name = "FILE")]
    heads: Vec<PathBuf>,
    /// Chains of days before this one were removed after their term, like 2021-11-01; when absent the archive is believed
    /// where no heads are given, and no chain may be missing where they are.
    #[arg(long, value_name = "DAY")]
    removed_before: Option<NaiveDate>,
    /// The language of the report.
    #[arg(long, default_value = "en")]
    lang: Lang,
}

impl Verify {
    pub async fn run(self) -> anyhow::Result<()> {
        tokio::task::spawn_blocking(move || self.verify()).await?
    }

    fn verify(&self) -> anyhow::Result<()> {
        let heads = self.heads.iter().map(|file| read_heads(file)).collect::<anyhow::Result<Vec<_>>>()?;
        let given = Given { heads, removed_before: self.removed_before.map(Day) };
        let (mut troubles, lang) = (0, self.lang);
        let mut tell = |trouble: Trouble| {
            troubles += 1;
            if troubles <= MOST_LINES {
                print::line(&trouble.said(lang));
            }
        };
        let outcome = proof::verify(&self.file, &given, &mut tell);
        left_unsaid(troubles, lang);
        let shown = self.file.display();
        let verified = match outcome {
            Ok(verified) => verified,
            Err(refused) => bail!("{shown}: {}", refused.said(lang)),
        };
        for line in report(&verified, lang) {
            print::line(&line);
        }
        match (verified.troubles, lang) {
            (0, _) => Ok(()),
            (troubles, Lang::Zh) => bail!("{shown}：有 {troubles} 处问题"),
            (troubles, Lang::En) => bail!("{shown}: {troubles} troubles"),
        }
    }
}

/// What was checked, and what was not.
fn report(verified: &Verified, lang: Lang) -> Vec<String> {
    let Verified {
        about,
        files,
        linked,
        adrift,
        before,
        removed,
        chains,
        decided,
        values,
        without_frame,
        frame_removed,
        ..
    } = verified;
    let mut lines = match lang {
        Lang::Zh => vec![
            format!("{}，{}；{} 由 {} 导出，理由：{}", about.what, about.days, about.made_at, about.by, about.reason),
            format!("{files} 个文件的 SHA-256 与清单相符。"),
            format!(
                "{chains} 条链、{linked} 帧的摘要和链环已重算{}；建链以前 {before} 帧，到期清理 {removed} 帧，均无从核对。",
                behind_gaps(*adrift, lang)
            ),
            format!(
                "{values} 个数值确在所写的帧里；{without_frame} 个没有报文（历史导入），{frame_removed} 个的报文已到期清理，无从核对。"
            ),
        ],
        Lang::En => vec![
            format!(
                "{}, {}; exported {} by {}, reason: {}",
                about.what, about.days, about.made_at, about.by, about.reason
            ),
            format!("{files} files have the SHA-256 that the manifest names."),
            format!(
                "{linked} frames in {chains} chains: digests and links worked out again{}; {before} of before there were \
                 chains, and {removed} removed after their term, of which nothing can be said.",
                behind_gaps(*adrift, lang)
            ),
            format!(
                "{values} values are in the frames that they name; {without_frame} without a frame (imported history) and \
                 {frame_removed} whose frame was removed after its term were not looked for."
            ),
        ],
    };
    lines.push(match lang {
        Lang::Zh => format!(
            "{} 个生效的标记；{} 件超限事件，各时段所据的报文和均值已在证据包里查找。",
            verified.marks, verified.events
        ),
        Lang::En => format!(
            "{} marks in force; {} events of exceedance, of whose periods frames and means were looked for.",
            verified.marks, verified.events
        ),
    });
    lines.extend(remarks(*decided, verified.left_out, lang));
    lines.push(deposited(verified, lang));
    if verified.troubles == 0 {
        lines.push(lang.pick("核验的各项均相符。", "All that was checked fits.").to_owned());
    }
    lines
}

/// What is no trouble, and should be known.
fn remarks(decided: u64, left_out: Option<u64>, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    if decided > 0 {
        lines.push(match lang {
            Lang::Zh => format!("{decided} 帧到达时暂存，后由工作人员放行或弃用，见 acts.jsonl。"),
            Lang::En => {
                format!("{decided} frames were held at arrival, and released or discarded later: see acts.jsonl.")
            }
        });
    }
    match (left_out, lang) {
        (Some(0), _) => {}
        (Some(some), Lang::Zh) => lines.push(format!(
            "注意：已采信的帧里另有 {some} 个数值不在 measurements.csv 里（当时未登记该项目，或设备当时不在此处，或数据被删）。"
        )),
        (Some(some), Lang::En) => lines.push(format!(
            "Note: frames that were taken hold {some} more values, which are not in measurements.csv (not registered then, the \
             logger stood elsewhere then, or rows were taken away)."
        )),
        (None, Lang::Zh) => lines.push("数据过多，没有核对是否有遗漏的数值。".to_owned()),
        (None, Lang::En) => {
            lines.push("There are too many values to say whether any is left out of measurements.csv.".to_owned());
        }
    }
    lines
}

/// What only heads from elsewhere can prove.
fn deposited(verified: &Verified, lang: Lang) -> String {
    let left = without_heads(verified.deposited, verified.unproved, lang);
    match (verified.deposited, lang) {
        (0, Lang::Zh) => "没有与另处留存的链首比对（--heads）：整条链和整个压缩包被重做，从这里看不出来。".to_owned(),
        (0, Lang::En) => {
            "Compared with no heads that were kept elsewhere (--heads): whether whole chains and the archive were \
                          made anew cannot be seen."
                .to_owned()
        }
        (heads, Lang::Zh) => format!("与另处留存的 {heads} 个链首比对{left}。"),
        (heads, Lang::En) => format!("Compared with {heads} heads that were kept elsewhere{left}."),
    }
}
