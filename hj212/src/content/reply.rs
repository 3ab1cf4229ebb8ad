//! Answers: the packet that goes back.

use super::answer::{ExeRtn, QnRtn};
use crate::{Command, Cp, Flag, Packet, SystemType};

impl Packet {
    /// 9014, the answer to data (数据应答): same QN, PW and MN, ST=91, empty CP, and a Flag that keeps
    /// the edition only. A packet without Flag is answered without one.
    ///
    /// Send it only once the data is safe: the logger forgets what was answered.
    #[must_use]
    pub fn data_answer(&self) -> Self {
        self.answer(Command::DataAnswer, Cp::default())
    }

    /// 9013, the answer to a notice (通知应答).
    #[must_use]
    pub fn notice_answer(&self) -> Self {
        self.answer(Command::NoticeAnswer, Cp::default())
    }

    /// 9011, whether a request is taken on (请求应答).
    #[must_use]
    pub fn request_answer(&self, result: QnRtn) -> Self {
        self.answer(Command::RequestAnswer, Cp::parse(format!("QnRtn={}", result.code())))
    }

    /// 9012, how an operation ended (执行结果).
    #[must_use]
    pub fn execution_result(&self, result: ExeRtn) -> Self {
        self.answer(Command::ExecutionResult, Cp::parse(format!("ExeRtn={}", result.code())))
    }

    fn answer(&self, cn: Command, cp: Cp) -> Self {
        Self {
            qn: self.qn,
            st: SystemType::Interaction,
            cn,
            pw: self.pw.clone(),
            mn: self.mn.clone(),
            flag: self.flag.map(Flag::of_answer),
            part: None,
            resent: false,
            cp,
        }
    }
}
