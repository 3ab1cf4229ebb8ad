//! The mail that goes with a receipt.

use domain::{lang::Lang, message_kind::MessageKind, time::Stamp};

use super::{Template, templates::minute};

/// To the accounts of an enterprise: its declaration has been filed.
#[derive(Clone, Copy, Debug)]
pub struct ReceiptIssued<'a> {
    /// The enterprise's name.
    pub enterprise: &'a str,
    /// `2026Q3`.
    pub quarter: &'a str,
    /// The receipt's number.
    pub receipt_no: &'a str,
    /// 1, 2, …
    pub version: i32,
    /// When it was signed.
    pub at: Stamp,
    /// Who signed.
    pub signed_by: &'a str,
    /// SHA-256 of what was signed.
    pub hash: &'a str,
}

impl Template for ReceiptIssued<'_> {
    fn kind(&self) -> MessageKind {
        MessageKind::Receipt
    }

    fn subject_in(&self, lang: Lang) -> String {
        let Self { quarter, receipt_no, .. } = self;
        match lang {
            Lang::Zh => format!("明鉴：{quarter} 申报回执 {receipt_no}"),
            Lang::En => format!("Mingjian: receipt {receipt_no} for {quarter}"),
        }
    }

    fn body_in(&self, lang: Lang) -> String {
        let Self { enterprise, quarter, receipt_no, version, signed_by, hash, .. } = self;
        let at = minute(self.at);
        match lang {
            Lang::Zh => format!(
                "{enterprise}：\n\n{quarter} 季度申报（第 {version} 版）已由{signed_by}于北京时间 {at} 确认提交。\n\n\
                 回执编号：{receipt_no}\n内容校验码（SHA-256）：{hash}\n\n已提交的内容不能更改；如需更正，请登录后\
                 说明原因，重新提交。如非贵单位提交，请立即联系生态环境局。"
            ),
            Lang::En => format!(
                "To {enterprise}:\n\nThe declaration for {quarter} (version {version}) was confirmed and filed by \
                 {signed_by} at {at} Beijing time.\n\nReceipt: {receipt_no}\nSHA-256 of the content: {hash}\n\nWhat \
                 was filed cannot be changed. To correct it, sign in, state the reason and file again. If you did not \
                 file it, contact the bureau at once."
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_mail_says() {
        let at = Stamp::parse("2026-11-22T14:35:00+08:00").unwrap();
        let mail = ReceiptIssued {
            enterprise: "澄溪永昼电镀厂",
            quarter: "2026Q3",
            receipt_no: "SB2026Q3-000123-3",
            version: 1,
            at,
            signed_by: "容晟",
            hash: "ab12",
        };
        insta::assert_snapshot!(format!("# {}\n{}", mail.subject(), mail.body()));
    }
}
