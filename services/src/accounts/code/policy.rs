//! Who must have one.

use domain::access::{Role, needs_second_factor};

use super::totp::{SECRET, code_at};
use crate::{Ctx, ctx::Part};

/// What this portal asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Policy {
    /// Roles that need one cannot do anything else before they have one.
    #[default]
    Required,
    /// Everybody may have one, and nobody must.
    Optional,
    /// As required, in the demo: its logins share this secret, which everybody may know, and its codes are taken more than
    /// once, because several people try the same login within a half minute.
    Demo([u8; SECRET]),
}

impl Part for Policy {}

impl Policy {
    /// Whether somebody in this role must have a second factor.
    pub const fn is_needed(&self, role: Role) -> bool {
        !matches!(self, Self::Optional) && needs_second_factor(role)
    }

    /// Whether a code may be used again.
    pub(super) const fn takes_again(&self) -> bool {
        matches!(self, Self::Demo(_))
    }
}

impl Ctx {
    /// The same with another policy of second factors.
    #[must_use]
    pub fn with_second_factor(self, policy: Policy) -> Self {
        self.with(policy)
    }

    /// What this portal asks for.
    pub(crate) fn second_factor(&self) -> Policy {
        self.part()
    }
}

/// The code of the demo's logins at this moment; none where the portal is no demo.
pub fn demo_code(ctx: &Ctx) -> Option<String> {
    match ctx.second_factor() {
        Policy::Demo(secret) => code_at(&secret, ctx.now()).ok(),
        Policy::Required | Policy::Optional => None,
    }
}
