//! Whether mail can leave.

use super::Diagnosis;
use crate::mail::Mailer;

/// Asks the mail server whether it is there. No mail is sent.
pub async fn mail(mailer: &Mailer) -> Diagnosis {
    match mailer {
        Mailer::Smtp { .. } => match mailer.reach().await {
            Ok(()) => Diagnosis::good("邮件服务器有应答。", "The mail server answers."),
            Err(why) => Diagnosis::bad(
                format!("邮件服务器不通（{why}）：请核对 --smtp 的地址、账号和防火墙。邮件在库里等着，不会丢。"),
                format!(
                    "The mail server is not reached ({why}): look at the address and account of --smtp, and at the firewall. Mail waits and is not lost."
                ),
            ),
        },
        Mailer::File { folder, .. } => Diagnosis::odd(
            format!("邮件只写成文件放在 {}，没有人收得到：真正使用时请设 --smtp smtp://…。", folder.display()),
            format!(
                "Mail is written into files in {} and reaches nobody: set --smtp smtp://… for real use.",
                folder.display()
            ),
        ),
        Mailer::Unset | Mailer::Memory(_) => Diagnosis::odd("没有设置邮件。", "No way for mail is set."),
    }
}
