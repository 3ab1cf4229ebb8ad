//! What an account is for, in words.

use domain::access::Role;
use domain::lang::Lang;

use crate::texts::role as texts;

/// The name of a role.
pub fn role_name(lang: Lang, role: Role) -> &'static str {
    match role {
        Role::Public => texts::public(lang),
        Role::Preparer => texts::preparer(lang),
        Role::Certifier => texts::certifier(lang),
        Role::Consultant => texts::consultant(lang),
        Role::Intake => texts::intake(lang),
        Role::Custodian => texts::custodian(lang),
        Role::Reviewer => texts::reviewer(lang),
        Role::Officer => texts::officer(lang),
        Role::Legal => texts::legal(lang),
        Role::Publisher => texts::publisher(lang),
        Role::Branch => texts::branch(lang),
        Role::Grid => texts::grid(lang),
        Role::Auditor => texts::auditor(lang),
        Role::Registrar => texts::registrar(lang),
        Role::Admin => texts::admin(lang),
    }
}
