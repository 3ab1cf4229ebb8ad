//! Faults in words.

use super::Fault;
use crate::lang::Lang;

impl Fault {
    /// In the reader's language, to stand behind the logger and the day.
    pub fn said(&self, lang: Lang) -> String {
        let (zh, en) = self.both();
        match lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    fn both(&self) -> (String, String) {
        match self {
            Self::Bytes { number, position } => (
                format!("第 {position} 帧（编号 {number}）的字节已被改动"),
                format!("the bytes of frame {number} (place {position}) were changed"),
            ),
            Self::Link { number, position } => (
                format!("第 {position} 帧（编号 {number}）的摘要、编号、到达时间、判定、所属设备或前一环已被改动"),
                format!(
                    "of frame {number} (place {position}) the digest, the number, the arrival, the verdict, the logger \
                     or the link before it was changed"
                ),
            ),
            Self::Missing { from, to } if from == to => {
                (format!("缺少第 {from} 帧"), format!("the frame at place {from} is missing"))
            }
            Self::Missing { from, to } => {
                (format!("缺少第 {from} 至 {to} 帧"), format!("the frames at places {from} to {to} are missing"))
            }
            Self::Added { number } => (
                format!("编号 {number} 的帧不在链上，是后来加入的"),
                format!("frame {number} has no place of its own in the chain: it was added"),
            ),
            Self::Order { number, position } => (
                format!("第 {position} 帧（编号 {number}）的次序已被改动"),
                format!("frame {number} (place {position}) is out of its order"),
            ),
            Self::Headless => {
                ("有帧而没有链首记录".to_owned(), "there are frames, and the head of the chain is gone".to_owned())
            }
            Self::Head => {
                ("最后一环与链首记录不符".to_owned(), "the last link is not the head of the chain".to_owned())
            }
            Self::Beyond { frames } => (
                format!("比链首记录多 {frames} 帧"),
                format!("there are {frames} frames more than the head of the chain counts"),
            ),
            Self::Ends => (
                "首帧或末帧的编号与链首记录不符".to_owned(),
                "the first or the last frame is not the one that was noted with the head of the chain".to_owned(),
            ),
            Self::Deposited { position } => (
                format!("第 {position} 帧的链环与留存的不符"),
                format!("the link at place {position} is not the one that was deposited"),
            ),
            Self::Undeposited => (
                "当日留存的链首里没有这条链：是后来加入的，或链首在当日结束前留存".to_owned(),
                "the heads that were deposited of the day do not have this chain: it was added, or they were taken \
                 before the day was over"
                    .to_owned(),
            ),
            Self::Behind { from, to } => (
                format!("第 {from} 至 {to} 帧在留存的链首之后：是后来加入的，或链首在当日结束前留存"),
                format!(
                    "the frames at places {from} to {to} stand behind the head that was deposited: they were added, or \
                     it was taken before the day was over"
                ),
            ),
            Self::Unbound { number } => (
                format!("留存有当日的链首，而编号 {number} 的帧不在链上：是后来加入的，链环被抹去，或当日才开始建链"),
                format!(
                    "frame {number} has no link, though heads of its day were deposited: it was added, its link was \
                     taken away, or chains began on that day"
                ),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_is_said_in_both_languages() {
        let (number, position) = (7, 3);
        for fault in [
            Fault::Bytes { number, position },
            Fault::Link { number, position },
            Fault::Missing { from: 3, to: 3 },
            Fault::Missing { from: 3, to: 4 },
            Fault::Added { number },
            Fault::Order { number, position },
            Fault::Headless,
            Fault::Head,
            Fault::Beyond { frames: 3 },
            Fault::Ends,
            Fault::Deposited { position },
            Fault::Undeposited,
            Fault::Behind { from: 4, to: 5 },
            Fault::Unbound { number },
        ] {
            let (zh, en) = (fault.said(Lang::Zh), fault.said(Lang::En));
            assert!(zh.chars().any(|c| c > '\u{4e00}') && en.is_ascii(), "{zh} {en}");
        }
    }
}
