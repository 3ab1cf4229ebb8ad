//! Whether people can sign in by the provider of identities.

use super::Diagnosis;
use crate::oidc::{Fault, Provider};

/// Asks the provider for its document and its keys. Nobody is signed in.
pub async fn provider(provider: &Provider) -> Diagnosis {
    let issuer = provider.issuer();
    match provider.look().await {
        Ok(()) => Diagnosis::good(
            "统一身份认证平台有应答，签发者与设置一致。",
            "The provider of identities answers, and is the issuer that is set.",
        ),
        Err(Fault::Issuer) => Diagnosis::bad(
            format!(
                "统一身份认证平台自称是另一个签发者：--oidc-issuer 要与它的发现文档里的 issuer 一字不差（现在是 {issuer}）。"
            ),
            format!(
                "The provider of identities calls itself another issuer: --oidc-issuer must be the issuer of its discovery document to the letter (it is {issuer} now)."
            ),
        ),
        Err(fault) => Diagnosis::bad(
            format!(
                "不能通过统一身份认证登录（{fault}）：请核对 --oidc-issuer（{issuer}）和防火墙。用密码登录不受影响。"
            ),
            format!(
                "Nobody can sign in by the provider of identities ({fault}): look at --oidc-issuer ({issuer}) and at the firewall. Sign-in by password goes on."
            ),
        ),
    }
}
