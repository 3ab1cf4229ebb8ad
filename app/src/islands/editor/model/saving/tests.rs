use domain::declaration::form::{Field, Section};

use super::*;
use crate::islands::editor::model::{CellId, RowId};

fn content(remarks: &str) -> Content {
    Content { remarks: remarks.to_owned(), ..Content::default() }
}

fn saving() -> Saving {
    Saving::new(7, content("base"), None)
}

fn saved(revision: i64) -> Saved {
    Saved { revision, saved_at: "2026-11-28T10:00:00+08:00".into() }
}

fn by() -> Overtaken {
    Overtaken { by: "许岚".into(), at: "2026-11-28T10:00:00+08:00".into() }
}

fn clash(field: Field) -> Clash {
    let cell = CellId { row: RowId { section: Section::Water, number: 0 }, field };
    Clash { cell, name: String::new(), rule: None, mine: "1".into(), theirs: "2".into() }
}

fn send(revision: i64, remarks: &str) -> Step {
    Step::Send(revision, Box::new(content(remarks)))
}

#[test]
fn a_change_is_saved_after_a_pause_and_the_next_one_with_the_new_revision() {
    let mut saving = saving();
    assert_eq!(saving.changed(), Step::Wait(PAUSE));
    assert_eq!(saving.changed(), Step::Wait(PAUSE), "each key begins the pause anew");
    assert_eq!(saving.save(content("a")), send(7, "a"));
    assert_eq!(saving.save(content("a")), Step::Rest, "it is on its way");
    assert_eq!(saving.state(), &State::Saving);
    assert_eq!(saving.answered(Ok(saved(8))), Step::Rest);
    assert!(matches!(saving.state(), State::Saved(Some(_))));
    saving.changed();
    assert_eq!(saving.save(content("b")), send(8, "b"));
}

#[test]
fn what_is_typed_while_it_is_being_saved_is_saved_afterwards() {
    let mut saving = saving();
    saving.changed();
    saving.save(content("a"));
    assert_eq!(saving.changed(), Step::Rest);
    assert_eq!(saving.answered(Ok(saved(8))), Step::Wait(PAUSE));
    assert_eq!(saving.state(), &State::Changed);
    assert_eq!(saving.save(content("ab")), send(8, "ab"));
}

#[test]
fn who_leaves_goes_when_all_is_saved() {
    let mut saving = saving();
    assert_eq!(saving.leave_for("/next".into()), Step::Go("/next".into()), "nothing to save");
    saving.changed();
    assert_eq!(saving.leave_for("/next".into()), Step::Save);
    saving.save(content("a"));
    saving.changed();
    assert_eq!(saving.answered(Ok(saved(8))), Step::Save, "a key was quicker: no pause before leaving");
    saving.save(content("ab"));
    assert_eq!(saving.answered(Ok(saved(9))), Step::Go("/next".into()));
}

#[test]
fn failures_are_tried_again_ever_later_and_keep_one_on_the_page() {
    let mut saving = saving();
    saving.changed();
    saving.leave_for("/next".into());
    let mut waits = Vec::new();
    for _ in 0..7 {
        saving.save(content("a"));
        assert_eq!(saving.changed(), Step::Rest);
        let Step::Wait(pause) = saving.answered(Err(Failure::Unavailable)) else { panic!("no wait") };
        waits.push(pause.as_secs());
        assert_eq!(saving.state(), &State::Offline);
        assert_eq!(saving.changed(), Step::Rest, "typing on does not hurry it");
    }
    assert_eq!(waits, [4, 8, 16, 32, 60, 60, 60]);
    saving.save(content("a"));
    assert_eq!(saving.answered(Ok(saved(8))), Step::Rest, "who left then has stayed");
    saving.changed();
    saving.save(content("b"));
    assert_eq!(saving.answered(Err(Failure::Unavailable)), Step::Wait(RETRY), "counted anew");
}

#[test]
fn somebody_elses_figures_are_joined_and_the_result_is_saved_over_their_revision() {
    let mut saving = saving();
    saving.changed();
    saving.save(content("mine"));
    assert_eq!(saving.answered(Err(Failure::Overtaken(by()))), Step::Load);
    assert_eq!(saving.changed(), Step::Rest);
    let current = Current { revision: 9, content: content("theirs") };
    let step = saving.loaded(Ok(current), |base, theirs| {
        assert_eq!((base, theirs), (&content("base"), &content("theirs")));
        vec![]
    });
    assert_eq!((step, saving.joined()), (Step::Save, Some(&by())));
    assert_eq!(saving.save(content("both")), send(9, "both"));
}

#[test]
fn a_save_whose_answer_never_came_is_no_clash_with_oneself() {
    let mut saving = saving();
    saving.changed();
    saving.save(content("mine"));
    saving.answered(Err(Failure::Unavailable));
    saving.save(content("mine"));
    saving.answered(Err(Failure::Overtaken(by())));
    let current = Current { revision: 8, content: content("mine") };
    let step = saving.loaded(Ok(current), |_, _| panic!("there is nothing to join"));
    assert_eq!((step, saving.joined()), (Step::Save, None));
    assert_eq!(saving.save(content("mine")), send(8, "mine"));
}

#[test]
fn what_both_changed_is_settled_field_by_field_before_anything_is_saved() {
    let mut saving = saving();
    let clashes = vec![clash(Field::MunicipalWater), clash(Field::OtherWater)];
    saving.changed();
    saving.save(content("mine"));
    saving.answered(Err(Failure::Overtaken(by())));
    let current = Current { revision: 9, content: content("theirs") };
    assert_eq!(saving.loaded(Ok(current), |_, _| clashes.clone()), Step::Rest);
    assert!(saving.state().is_trouble());
    assert_eq!(saving.changed(), Step::Rest);
    assert_eq!(saving.save(content("mine")), Step::Rest);
    assert_eq!(saving.leave_for("/next".into()), Step::Rest);
    assert_eq!(saving.settled(&clashes[0]), Step::Rest);
    assert_eq!(saving.settled(&clashes[1]), Step::Save);
    assert_eq!(saving.save(content("chosen")), send(9, "chosen"));
    assert_eq!(saving.settled(&clashes[1]), Step::Rest, "settled already");
}

#[test]
fn theirs_that_cannot_be_loaded_is_a_failure_of_the_network() {
    let mut saving = saving();
    saving.changed();
    saving.save(content("mine"));
    saving.answered(Err(Failure::Overtaken(by())));
    assert_eq!(saving.loaded(Err(Failure::Unavailable), |_, _| vec![]), Step::Wait(RETRY));
    assert_eq!(saving.save(content("mine")), send(7, "mine"), "and is found out again");
}

#[test]
fn what_waits_is_held_while_another_account_is_signed_in() {
    let mut saving = saving();
    let other = || Account::Other("何青".into());
    assert_eq!(saving.hears(other()), Step::Rest, "all is saved");
    saving.changed();
    assert_eq!(saving.hears(other()), Step::Wait(RETRY * 3));
    assert_eq!(saving.state(), &State::SomebodyElse("何青".into()));
    assert_eq!(saving.hears(Account::Out), Step::Wait(RETRY * 3));
    assert_eq!(saving.state(), &State::SignedOut);
    assert_eq!(saving.hears(Account::Same), Step::Save);
    saving.save(content("a"));
    assert_eq!(saving.answered(Err(Failure::SomebodyElse { who: "何青".into() })), Step::Wait(RETRY * 3));
    saving.save(content("a"));
    assert_eq!(saving.answered(Err(Failure::SignedOut)), Step::Wait(RETRY * 3));
    assert_eq!(saving.state(), &State::SignedOut);
}

#[test]
fn what_the_server_refuses_waits_for_a_change() {
    let mut saving = saving();
    saving.changed();
    saving.leave_for("/next".into());
    saving.save(content("a"));
    assert_eq!(saving.answered(Err(Failure::TooLarge)), Step::Rest);
    assert_eq!(saving.state(), &State::Refused(Failure::TooLarge));
    assert_eq!(saving.changed(), Step::Wait(PAUSE));
    saving.save(content("b"));
    assert_eq!(saving.answered(Ok(saved(8))), Step::Rest, "and one stays on the page");
}
