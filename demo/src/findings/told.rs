//! What was said about findings. Those that are not here wait in the queue.

use chrono::{Days, NaiveDate};
use domain::{
    calendar::Calendar,
    finding::{EntryKind, FindingStatus, Outcome, answer_day},
    time::{HOUR, MINUTE, Stamp, end_of, start_of},
};

use crate::{office::worked_until, stories::Story};

/// What was written about a finding: so many days ago, by whom, what.
type Said = (u64, EntryKind, &'static str);

/// A finding that somebody has worked on.
#[derive(Debug, PartialEq, Eq)]
pub struct Told {
    story: Story,
    rule: &'static str,
    /// What came out.
    pub outcome: Option<Outcome>,
    /// The dialogue, oldest first.
    dialogue: &'static [Said],
}

const TOLD: [Told; 4] = [
    Told {
        story: Story::SludgeShort,
        rule: "X19",
        outcome: None,
        dialogue: &[(
            2,
            EntryKind::Question,
            "申报的氨氮浓度高于总氮，分项浓度不应高于总量浓度。请核对监测报告，说明两项数据各自的采样日期和报告编号。",
        )],
    },
    Told {
        story: Story::NightDyer,
        rule: "X04",
        outcome: Some(Outcome::Inspection),
        dialogue: &[(
            20,
            EntryKind::Closing,
            "申报的化学需氧量比自动监测合计少两成，且高值集中在夜间，书面询问难以核实，不经询问直接转现场检查。",
        )],
    },
    Told {
        story: Story::BoilerStart,
        rule: "X05",
        outcome: None,
        dialogue: &[
            (
                9,
                EntryKind::Question,
                "申报的化学需氧量与平均浓度乘以排放量不符，相差 6.5%。请核对计算过程，或提交更正。",
            ),
            (4, EntryKind::Explanation, "排放量按各月报表相加，平均浓度按全季计算，九月报表多计了两天，拟于本周更正。"),
        ],
    },
    Told {
        story: Story::LawChange,
        rule: "X03",
        outcome: Some(Outcome::Justified),
        dialogue: &[
            (16, EntryKind::Question, "供水公司账单比申报的自来水取水量多 4.9%，请核对水表读数和账期。"),
            (
                13,
                EntryKind::Explanation,
                "账单含办公楼和宿舍用水约八百立方米，另有分表，读数附后，生产取水与申报一致。",
            ),
            (12, EntryKind::Closing, "分表读数已核对，差额为生活用水，无异常。"),
        ],
    },
];

/// What was said about the finding of a rule about the enterprise of a story.
pub fn about(story: Option<Story>, rule: &str) -> Option<&'static Told> {
    TOLD.iter().find(|told| Some(told.story) == story && told.rule == rule)
}

impl Told {
    /// Where the finding stands after all that.
    pub fn status(&self) -> FindingStatus {
        match (self.outcome, self.dialogue.last()) {
            (Some(Outcome::Inspection), _) => FindingStatus::Inspected,
            (Some(_), _) => FindingStatus::Closed,
            (None, Some((_, EntryKind::Explanation, _))) => FindingStatus::Explained,
            (None, _) => FindingStatus::Asked,
        }
    }

    /// The dialogue as seen on a day, each after ten o'clock of its working day, and never before the finding was made.
    pub fn dialogue(&self, today: NaiveDate, made_at: Stamp) -> impl Iterator<Item = (Stamp, EntryKind, &'static str)> {
        self.dialogue.iter().zip(1..).map(move |(&(ago, kind, text), nth)| {
            let day = today.checked_sub_days(Days::new(ago)).unwrap_or(today);
            let at = start_of(worked_until(day)).plus(10 * HOUR + nth * 20 * MINUTE);
            (at.max(made_at.plus(nth * HOUR)), kind, text)
        })
    }

    /// When it was asked about, and until when the answer is due.
    pub fn asked(&self, today: NaiveDate, made_at: Stamp) -> Option<(Stamp, Stamp)> {
        let (at, ..) = self.dialogue(today, made_at).find(|(_, kind, _)| *kind == EntryKind::Question)?;
        Some((at, end_of(answer_day(at.day(), &Calendar::built_in())).minus(1)))
    }

    /// When it was settled.
    pub fn closed_at(&self, today: NaiveDate, made_at: Stamp) -> Option<Stamp> {
        self.dialogue(today, made_at).find(|(_, kind, _)| *kind == EntryKind::Closing).map(|(at, ..)| at)
    }
}
