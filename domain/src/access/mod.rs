//! Who may do what: the only place where a role is compared.

mod action;
mod change;
mod role;
mod scope;

pub use action::Action;
pub use change::{may_become, may_cover, shrinks};
pub use role::{Role, needs_second_factor, needs_successor};
pub use scope::{LONGEST_TOKEN, Scope, Scopes, may_last};

/// The roles that may do something.
pub fn who_may(action: Action) -> impl Iterator<Item = Role> {
    Role::ALL.iter().copied().filter(move |role| may(*role, action))
}

/// Whether a role may do something at all. Whose row it may do it to is decided where the row is loaded: through
/// its owner, so that a stranger finds nothing.
pub fn may(role: Role, action: Action) -> bool {
    use Action as A;
    use Role as R;
    match action {
        A::ReadPublic | A::FileTip => true,
        A::EditDeclaration => matches!(role, R::Preparer | R::Certifier | R::Consultant),
        A::SignDeclaration | A::ManageOwnTokens | A::ManageOwnPeople => matches!(role, R::Certifier),
        A::ReadOwnEnterprise => role.is_enterprise(),
        // An explanation binds the enterprise, and a mark is its report to the bureau: a consultant makes neither.
        A::ExplainFinding | A::AnswerExceedance | A::AnswerSign | A::SetMark => {
            matches!(role, R::Preparer | R::Certifier)
        }
        A::ReadEnterpriseFile => role.is_bureau(),
        A::ReadFindings | A::ReadExceedances | A::ReadSigns | A::ReadMarks => {
            matches!(role, R::Reviewer | R::Officer | R::Legal | R::Branch | R::Grid | R::Auditor)
        }
        A::SettleFinding | A::SettleExceedance | A::SettleSign | A::JudgeMark => matches!(role, R::Reviewer),
        A::ReadTip => matches!(role, R::Intake | R::Officer | R::Branch | R::Grid | R::Auditor),
        A::HandleTip => matches!(role, R::Intake),
        A::OpenIdentity => matches!(role, R::Custodian),
        A::ReadCase => matches!(role, R::Officer | R::Legal | R::Publisher | R::Auditor),
        A::WorkCase => matches!(role, R::Officer),
        A::ReviewCase => matches!(role, R::Legal),
        A::PublishCase => matches!(role, R::Publisher),
        A::ReadDevices | A::ReadAudit => matches!(role, R::Admin | R::Auditor),
        A::ReadFeeds => matches!(role, R::Admin | R::Auditor | R::Registrar),
        A::ManageRegister => matches!(role, R::Registrar | R::Admin),
        A::ManageAccounts
        | A::ManageDevices
        | A::CommandDevices
        | A::ManageFeedTokens
        | A::ManageJobs
        | A::ManageSite
        | A::ManageRetention => matches!(role, R::Admin),
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;

    /// Review sees a change of policy as a change of this picture.
    #[test]
    fn who_may_do_what() {
        let mut picture = String::new();
        for &action in Action::ALL {
            let roles: Vec<_> = Role::ALL.iter().filter(|&&role| may(role, action)).map(|r| r.as_str()).collect();
            let roles = if roles.len() == Role::ALL.len() { "everybody".to_owned() } else { roles.join(" ") };
            writeln!(picture, "{:<22} {roles}", action.as_str()).unwrap();
        }
        insta::assert_snapshot!(picture);
    }

    #[test]
    fn the_auditor_changes_nothing_and_opens_no_identity() {
        let read_only = [
            Action::ReadPublic,
            Action::FileTip,
            Action::ReadEnterpriseFile,
            Action::ReadFindings,
            Action::ReadExceedances,
            Action::ReadSigns,
            Action::ReadMarks,
            Action::ReadTip,
            Action::ReadCase,
            Action::ReadDevices,
            Action::ReadFeeds,
            Action::ReadAudit,
        ];
        for &action in Action::ALL {
            assert_eq!(may(Role::Auditor, action), read_only.contains(&action), "{action}");
        }
    }
}
