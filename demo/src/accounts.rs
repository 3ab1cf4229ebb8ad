//! The demo logins: one for each role, all with the same published password.

use domain::access::Role;

/// The password of every demo login. `mingjian serve --demo` refuses a public listen address because of it.
pub const PASSWORD: &str = "mingjian-demo";

/// What the authenticators of all demo logins have in common, where a role needs one. The sign-in page of the demo shows
/// its code.
pub const SECOND_FACTOR: [u8; 20] = *b"mingjian demo factor";

/// A demo login.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Login {
    /// What they type.
    pub login: &'static str,
    /// How pages address them.
    pub name: &'static str,
    /// What the account is for.
    pub role: Role,
}

const fn login(login: &'static str, name: &'static str, role: Role) -> Login {
    Login { login, name, role }
}

/// All of them. The first three belong to the first enterprise; branch and grid to its town.
pub const LOGINS: [Login; 14] = [
    login("preparer", "填报人 何青", Role::Preparer),
    login("certifier", "法定代表人 温屿", Role::Certifier),
    login("consultant", "环保顾问 许岚", Role::Consultant),
    login("intake", "举报受理 谭溪", Role::Intake),
    login("custodian", "举报人信息保密员 黎朔", Role::Custodian),
    login("reviewer", "申报审核 岑泽", Role::Reviewer),
    login("officer", "办案人员 莫川", Role::Officer),
    login("legal", "公开前审核 甘霖", Role::Legal),
    login("publisher", "信息发布 简棠", Role::Publisher),
    login("branch", "澄溪分局 邝衡", Role::Branch),
    login("grid", "澄溪网格员 麦桐", Role::Grid),
    login("auditor", "审计 区弦", Role::Auditor),
    login("registrar", "档案管理 邵澄", Role::Registrar),
    login("admin", "系统管理 容晟", Role::Admin),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_that_signs_in_has_a_login() {
        for &role in Role::ALL {
            assert_eq!(LOGINS.iter().filter(|l| l.role == role).count(), usize::from(role != Role::Public), "{role}");
        }
    }
}
