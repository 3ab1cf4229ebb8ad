//! The roles of the portal.

text_enum! {
    /// What an account is for. One account has one role.
    pub enum Role {
        /// Nobody in particular: not signed in.
        Public = "public",
        /// Enterprise: fills declarations in (填报人).
        Preparer = "preparer",
        /// Enterprise: signs them; the legal representative or a delegate (确认人).
        Certifier = "certifier",
        /// Enterprise: an adviser, who may enter and never sign (环保顾问).
        Consultant = "consultant",
        /// Bureau: receives tip-offs (举报受理).
        Intake = "intake",
        /// Bureau: the only one who can open a reporter’s identity (举报人信息保密员).
        Custodian = "custodian",
        /// Bureau: reviews declarations and findings (审核).
        Reviewer = "reviewer",
        /// Bureau: investigates cases (办案).
        Officer = "officer",
        /// Bureau: the review of a case before it is published (公开前审核), by its legal officers (法制).
        Legal = "legal",
        /// Bureau: publishes (发布).
        Publisher = "publisher",
        /// Bureau: a township branch, its own area only (镇街分局).
        Branch = "branch",
        /// Bureau: a grid member, the own area only (网格员).
        Grid = "grid",
        /// Reads everything but identities, changes nothing (审计).
        Auditor = "auditor",
        /// Bureau: keeps the register of enterprises, permits, limits and loggers (档案管理).
        Registrar = "registrar",
        /// Accounts, devices, feeds (系统管理).
        Admin = "admin",
    }
}

impl Role {
    /// Whether it belongs to an enterprise.
    pub const fn is_enterprise(self) -> bool {
        matches!(self, Self::Preparer | Self::Certifier | Self::Consultant)
    }

    /// Whether it belongs to the bureau.
    pub const fn is_bureau(self) -> bool {
        !self.is_enterprise() && !matches!(self, Self::Public)
    }

    /// Whether it sees its own area only.
    pub const fn is_local(self) -> bool {
        matches!(self, Self::Branch | Self::Grid)
    }
}

/// Whether a role needs a second factor beside its password, where the site asks for one at all: whoever signs for an
/// enterprise, opens identities, publishes, keeps the register, or gives others their rights.
pub const fn needs_second_factor(role: Role) -> bool {
    matches!(role, Role::Certifier | Role::Custodian | Role::Publisher | Role::Registrar | Role::Admin)
}

/// Whether somebody in this role cannot leave before another is there: an enterprise keeps a certifier, the portal an
/// administrator.
pub const fn needs_successor(role: Role) -> bool {
    matches!(role, Role::Certifier | Role::Admin)
}
