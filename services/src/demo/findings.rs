//! Findings of the cross-check where a story has one, about the newest signed declaration.

use chrono::{Days, NaiveDate};
use domain::{
    calendar::Calendar,
    finding::{EntryKind, FindingStatus, Outcome, Severity, answer_day},
    time::{HOUR, Stamp, end_of, start_of},
};
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

/// What was written about a finding: so many days ago, by whom, what.
type Said = (u64, EntryKind, &'static str);

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
    /// What came out.
    pub outcome: Option<Outcome>,
    /// The dialogue, oldest first.
    dialogue: &'static [Said],
}

const TOLD: [Told; 6] = [
    Told {
        story: Story::BisulphiteShort,
        rule: "X11",
        severity: Severity::Red,
        status: FindingStatus::Open,
        subject: "含铬废水还原系统：亚硫酸氢钠",
        outcome: None,
        dialogue: &[],
    },
    Told {
        story: Story::SludgeShort,
        rule: "X12",
        severity: Severity::Red,
        status: FindingStatus::Asked,
        subject: "综合废水处理站：污泥",
        outcome: None,
        dialogue: &[(
            2,
            EntryKind::Question,
            "申报的污泥量只有去除金属量理论值的四成。请说明本季度污泥的产生、贮存和转移情况，并附转移联单编号。",
        )],
    },
    Told {
        story: Story::NightTreatment,
        rule: "X07",
        severity: Severity::Red,
        status: FindingStatus::Inspected,
        subject: "综合废水处理站：吨水电耗",
        outcome: Some(Outcome::Inspection),
        dialogue: &[(20, EntryKind::Closing, "吨水电耗不足往季一半，且集中在夜间，书面说明不足以核实，转现场检查。")],
    },
    Told {
        story: Story::StoppedWithPower,
        rule: "X22",
        severity: Severity::Red,
        status: FindingStatus::Open,
        subject: "停产申报与用电",
        outcome: None,
        dialogue: &[],
    },
    Told {
        story: Story::CarbonShort,
        rule: "X30",
        severity: Severity::Red,
        status: FindingStatus::Explained,
        subject: "活性炭吸附装置：更换量",
        outcome: None,
        dialogue: &[
            (9, EntryKind::Question, "更换的活性炭按 15% 吸附量计，只够去除申报量的三分之一。请说明其余部分如何去除。"),
            (4, EntryKind::Explanation, "我厂另有一套脱附再生装置，本季度再生 11 次，再生记录由运维单位整理后补交。"),
        ],
    },
    Told {
        story: Story::HonestFirm,
        rule: "X03",
        severity: Severity::Inform,
        status: FindingStatus::Closed,
        subject: "自来水取水量",
        outcome: Some(Outcome::Justified),
        dialogue: &[
            (16, EntryKind::Question, "供水公司账单比申报的自来水取水量多 4%，请核对水表读数和账期。"),
            (13, EntryKind::Explanation, "供水账期比自然月晚十天，八月换过水表，新旧表读数附后，合计与申报一致。"),
            (12, EntryKind::Closing, "账期与自然月相差十日，换表读数已核对，无异常。"),
        ],
    },
];

/// The finding about a story's declaration.
pub fn finding(story: Story, declaration: &Declaration) -> Option<Finding> {
    let told = TOLD.iter().find(|told| told.story == story)?;
    let signed = declaration.versions.last()?;
    let content = serde_json::from_str(&signed.content).ok()?;
    Some(Finding { told, inputs: inputs(story, &content).to_string() })
}

impl Finding {
    /// The dialogue as seen on a day, each at ten o'clock of its day.
    pub fn dialogue(&self, today: NaiveDate) -> impl Iterator<Item = (Stamp, EntryKind, &'static str)> {
        self.told.dialogue.iter().map(move |&(ago, kind, text)| {
            let day = today.checked_sub_days(Days::new(ago)).unwrap_or(today);
            (start_of(day).plus(10 * HOUR), kind, text)
        })
    }

    /// When it was asked about, and until when the answer is due.
    pub fn asked(&self, today: NaiveDate) -> Option<(Stamp, Stamp)> {
        let (at, ..) = self.dialogue(today).find(|(_, kind, _)| *kind == EntryKind::Question)?;
        Some((at, end_of(answer_day(at.day(), &Calendar::built_in())).minus(1)))
    }

    /// When it was settled.
    pub fn closed_at(&self, today: NaiveDate) -> Option<Stamp> {
        self.dialogue(today).find(|(_, kind, _)| *kind == EntryKind::Closing).map(|(at, ..)| at)
    }
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
