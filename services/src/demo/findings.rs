//! Findings of the cross-check where a story has one, about the newest signed declaration.

use domain::finding::{FindingStatus, Severity};

use super::{declarations::Declaration, stories::Story};

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Id of the rule in the dossier's register.
    pub rule: &'static str,
    /// How grave.
    pub severity: Severity,
    /// Where it stands.
    pub status: FindingStatus,
    /// What it is about.
    pub subject: &'static str,
    /// The inputs as JSON.
    pub inputs: String,
    /// Explanation or reason of closing.
    pub outcome: &'static str,
}

/// The finding about a story's declaration.
pub fn finding(story: Story, declaration: &Declaration) -> Option<Finding> {
    let signed = declaration.versions.last()?;
    let content: serde_json::Value = serde_json::from_str(&signed.content).ok()?;
    let facility = |n: usize| content["facilities"][n].clone();
    let (rule, severity, status, subject, inputs, outcome) = match story {
        Story::BisulphiteShort => (
            "X11",
            Severity::Red,
            FindingStatus::Open,
            "含铬废水还原系统：亚硫酸氢钠",
            serde_json::json!({ "facility": facility(1), "least_kg_per_kg": "3.0", "declared_kg_per_kg": "1.5" }),
            "",
        ),
        Story::SludgeShort => (
            "X12",
            Severity::Red,
            FindingStatus::Asked,
            "综合废水处理站：污泥",
            serde_json::json!({ "facility": facility(0), "share_of_theory": "0.40", "least_share": "0.70" }),
            "",
        ),
        Story::NightTreatment => (
            "X07",
            Severity::Red,
            FindingStatus::Inspected,
            "综合废水处理站：吨水电耗",
            serde_json::json!({
                "facility": facility(0), "discharged_m3": content["water"]["discharged_m3"], "own_median_kwh_per_m3": "1.1",
            }),
            "已转执法核查，夜间停运属实。",
        ),
        Story::StoppedWithPower => (
            "X22",
            Severity::Red,
            FindingStatus::Open,
            "停产申报与用电",
            serde_json::json!({ "remarks": content["remarks"], "power_share": "0.60", "most_share": "0.15" }),
            "",
        ),
        Story::CarbonShort => (
            "X30",
            Severity::Red,
            FindingStatus::Explained,
            "活性炭吸附装置：更换量",
            serde_json::json!({ "facility": facility(1), "claimed_removed_t": "5", "loading": "0.15" }),
            "企业说明：另有脱附再生，再生记录待提供。",
        ),
        Story::HonestFirm => (
            "X03",
            Severity::Inform,
            FindingStatus::Closed,
            "自来水取水量",
            serde_json::json!({ "declared_m3": content["water"]["municipal_m3"], "tolerance": "0.03" }),
            "供水账期与自然月相差十日，换表读数已核对，无异常。",
        ),
        _ => return None,
    };
    Some(Finding { rule, severity, status, subject, inputs: inputs.to_string(), outcome })
}
