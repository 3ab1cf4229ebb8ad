//! What becomes of an account whose role or area changes.

use super::{Action, Role, may};

/// Whether an account of one role may become one of the other. Somebody of an enterprise does not become somebody of the
/// bureau, nor the other way round: what they did stands in the log under the same account.
pub fn may_become(from: Role, to: Role) -> bool {
    to != Role::Public && from.is_enterprise() == to.is_enterprise()
}

/// Whether somebody of one role can stand in for somebody of the other: both see one area only, and do the same there. Of
/// any other role everybody sees the whole city anyway.
pub fn may_cover(role: Role, absent: Role) -> bool {
    role == absent && absent.is_local()
}

/// Whether somebody may do less than before: an action less, or in another area. The area of a local role is its town.
pub fn shrinks(before: (Role, Option<i64>), after: (Role, Option<i64>)) -> bool {
    let loses = |action: &Action| may(before.0, *action) && !may(after.0, *action);
    Action::ALL.iter().any(loses) || (after.0.is_local() && (!before.0.is_local() || before.1 != after.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_changes_sides() {
        for (from, to, want) in [
            (Role::Preparer, Role::Certifier, true),
            (Role::Certifier, Role::Consultant, true),
            (Role::Officer, Role::Admin, true),
            (Role::Preparer, Role::Reviewer, false),
            (Role::Admin, Role::Certifier, false),
            (Role::Grid, Role::Public, false),
        ] {
            assert_eq!(may_become(from, to), want, "{from} to {to}");
        }
    }

    #[test]
    fn who_sees_one_area_stands_in_for_their_like() {
        for (role, absent, want) in [
            (Role::Branch, Role::Branch, true),
            (Role::Grid, Role::Grid, true),
            (Role::Grid, Role::Branch, false),
            (Role::Officer, Role::Branch, false),
            (Role::Officer, Role::Officer, false),
            (Role::Certifier, Role::Certifier, false),
        ] {
            assert_eq!(may_cover(role, absent), want, "{role} for {absent}");
        }
    }

    #[test]
    fn who_may_do_less_than_before_is_found() {
        for (before, after, want) in [
            ((Role::Preparer, None), (Role::Certifier, None), false),
            ((Role::Certifier, None), (Role::Preparer, None), true),
            ((Role::Officer, None), (Role::Officer, None), false),
            ((Role::Officer, None), (Role::Reviewer, None), true),
            ((Role::Branch, Some(1)), (Role::Branch, Some(2)), true),
            ((Role::Branch, Some(1)), (Role::Grid, Some(1)), false),
            ((Role::Auditor, None), (Role::Branch, Some(1)), true),
            ((Role::Branch, Some(1)), (Role::Branch, Some(1)), false),
        ] {
            assert_eq!(shrinks(before, after), want, "{before:?} to {after:?}");
        }
    }
}
