//! Findings of the cross-check where a story has one, about the newest signed declaration.

use domain::finding::{FindingStatus, Severity};
use serde_json::{Value, json};

use super::{declarations::Declaration, stories::Story};

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What the story says of it.
    pub told: &'static Told,
    /// The inputs as JSON.
    pub inputs: String,
}

/// What a story says of its finding.
#[derive(Debug, PartialEq, Eq)]
pub struct Told {
    story: Story,
    /// Id of the rule in the dossier's register.
    pub rule: &'static str,
    /// How grave.
    pub severity: Severity,
    /// Where it stands.
    pub status: FindingStatus,
    /// What it is about.
    pub subject: &'static str,
    /// Explanation or reason of closing.
    pub outcome: &'static str,
}

const TOLD: [Told; 6] = [
    Told {
        story: Story::BisulphiteShort,
        rule: "X11",
        severity: Severity::Red,
        status: FindingStatus::Open,
        subject: "含铬废水还原系统：亚硫酸氢钠",
        outcome: "",
    },
    Told {
        story: Story::SludgeShort,
        rule: "X12",
        severity: Severity::Red,
        status: FindingStatus::Asked,
        subject: "综合废水处理站：污泥",
        outcome: "",
    },
    Told {
        story: Story::NightTreatment,
        rule: "X07",
        severity: Severity::Red,
        status: FindingStatus::Inspected,
        subject: "综合废水处理站：吨水电耗",
        outcome: "已转执法核查，夜间停运属实。",
    },
    Told {
        story: Story::StoppedWithPower,
        rule: "X22",
        severity: Severity::Red,
        status: FindingStatus::Open,
        subject: "停产申报与用电",
        outcome: "",
    },
    Told {
        story: Story::CarbonShort,
        rule: "X30",
        severity: Severity::Red,
        status: FindingStatus::Explained,
        subject: "活性炭吸附装置：更换量",
        outcome: "企业说明：另有脱附再生，再生记录待提供。",
    },
    Told {
        story: Story::HonestFirm,
        rule: "X03",
        severity: Severity::Inform,
        status: FindingStatus::Closed,
        subject: "自来水取水量",
        outcome: "供水账期与自然月相差十日，换表读数已核对，无异常。",
    },
];

/// The finding about a story's declaration.
pub fn finding(story: Story, declaration: &Declaration) -> Option<Finding> {
    let told = TOLD.iter().find(|told| told.story == story)?;
    let signed = declaration.versions.last()?;
    let content = serde_json::from_str(&signed.content).ok()?;
    Some(Finding { told, inputs: inputs(story, &content).to_string() })
}

/// What the rule looked at: the declared side as it was declared, and the measure that it was held against.
fn inputs(story: Story, declared: &Value) -> Value {
    let (water, facilities) = (&declared["water"], &declared["facilities"]);
    match story {
        Story::BisulphiteShort => {
            json!({ "facility": facilities[1], "least_kg_per_kg": "3.0", "declared_kg_per_kg": "1.5" })
        }
        Story::SludgeShort => json!({ "facility": facilities[0], "share_of_theory": "0.40", "least_share": "0.70" }),
        Story::NightTreatment => json!({
            "facility": facilities[0], "discharged_m3": water["discharged_m3"], "own_median_kwh_per_m3": "1.1",
        }),
        Story::StoppedWithPower => {
            json!({ "remarks": declared["remarks"], "power_share": "0.60", "most_share": "0.15" })
        }
        Story::CarbonShort => json!({ "facility": facilities[1], "claimed_removed_t": "5", "loading": "0.15" }),
        _ => json!({ "declared_m3": water["municipal_m3"], "tolerance": "0.03" }),
    }
}
