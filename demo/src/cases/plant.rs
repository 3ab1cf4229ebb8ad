//! What stands and runs at an enterprise, for the words of a decision: a dyer mends no plating tank.

use crate::trade::Trade;

/// The things of a trade that inspections come upon.
pub struct Plant {
    /// Wastewater that somebody might lead past the treatment.
    pub waste: &'static str,
    /// What was found not to run.
    pub idle: &'static str,
    /// How that was mended.
    pub mended: &'static str,
    /// The part of the treatment that it belongs to.
    pub section: &'static str,
    /// What was sampled on the same day and was within its limit.
    pub sampled: &'static str,
    /// What an on-line analyser measures there.
    pub analyser: &'static str,
    /// Which records were missing in the ledger.
    pub records: &'static str,
}

/// That of a trade.
pub const fn plant(trade: Trade) -> Plant {
    let biological = Plant {
        waste: "生产废水",
        idle: "生化处理段曝气风机处于停运状态",
        mended: "已恢复曝气风机运行",
        section: "生化处理设施",
        sampled: "总排放口采样监测结果",
        analyser: "化学需氧量",
        records: "废水处理设施运行记录和加药记录",
    };
    match trade {
        Trade::Electroplating | Trade::CircuitBoards => Plant {
            waste: "清洗废水",
            idle: "化学沉淀段加药泵处于停运状态",
            mended: "已恢复加药泵运行",
            section: "化学沉淀设施",
            ..biological
        },
        Trade::Dyeing => Plant { waste: "染色废水", ..biological },
        Trade::Paper => Plant { waste: "抄纸废水", ..biological },
        Trade::Food => Plant { waste: "设备清洗废水", ..biological },
        Trade::Plastics => Plant { waste: "冷却和清洗废水", ..biological },
        Trade::Municipal => Plant { waste: "未经处理的进水", ..biological },
        Trade::Incineration => Plant {
            waste: "渗滤液",
            idle: "活性炭喷射装置处于停运状态",
            mended: "已恢复活性炭喷射装置运行",
            section: "烟气净化设施",
            sampled: "焚烧炉烟囱采样监测结果",
            analyser: "氮氧化物",
            records: "烟气净化设施运行记录和石灰、活性炭投加记录",
        },
    }
}

/// How an exceedance of a pollutant was mended: metals by their resin, other pollutants of water by the part of the
/// treatment, dust by the filter.
pub const fn mended(trade: Trade, code: &str) -> &'static str {
    match (code.as_bytes(), trade) {
        ([b'a', ..], _) => "已查明原因，更换破损滤袋并检修除尘设施，复测结果达标。",
        ([b'w', b'2', b'0', ..], _) => "已查明原因，更换失效树脂并调整加药量，复测结果达标。",
        (_, Trade::Electroplating | Trade::CircuitBoards) => "已查明原因，调整氧化和混凝加药量，复测结果达标。",
        _ => "已查明原因，调整生化处理段曝气量和污泥回流量，复测结果达标。",
    }
}

impl Plant {
    /// A text with its words in the places that are kept for them.
    pub fn fill(&self, text: &str) -> String {
        let words = [
            ("{waste}", self.waste),
            ("{idle}", self.idle),
            ("{mended}", self.mended),
            ("{section}", self.section),
            ("{sampled}", self.sampled),
            ("{analyser}", self.analyser),
            ("{records}", self.records),
        ];
        words.iter().fold(text.to_owned(), |text, (place, word)| text.replace(place, word))
    }
}

#[cfg(test)]
mod tests {
    use domain::case::ViolationKind;

    use super::*;
    use crate::cases::wording::wording;

    #[test]
    fn every_text_is_filled_and_nobody_mends_what_another_trade_has() {
        for trade in Trade::ALL {
            let said: String = ViolationKind::ALL
                .iter()
                .filter_map(|kind| wording(*kind))
                .map(|one| plant(trade).fill(&format!("{}{}", one.text, one.rectification)).replace("{evaded}", "超标"))
                .chain(["w01018", "a34013"].map(|code| mended(trade, code).to_owned()))
                .collect();
            assert!(!said.contains(['{', '}']), "{trade:?}: {said}");
            let plates = matches!(trade, Trade::Electroplating | Trade::CircuitBoards);
            assert!(plates || !said.contains("树脂") && !said.contains("加药泵"), "{trade:?}: {said}");
            assert_eq!(said.contains("活性炭喷射"), trade == Trade::Incineration, "{trade:?}: {said}");
            assert!(
                trade != Trade::Incineration || !said.contains("曝气风机") && !said.contains("化学需氧量"),
                "{said}"
            );
        }
    }
}
