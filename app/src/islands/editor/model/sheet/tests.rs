//! What a form does with what is typed, and with what somebody else saved.

use domain::declaration::check::{LimitedPollutant, PermittedProduct, Tier};
use domain::declaration::{Facility, Product, Water};
use domain::enterprise::Industry;
use domain::lang::Lang;
use rust_decimal::{Decimal, dec};

use super::*;

fn permit() -> Context {
    let limit = |outlet: &str, pollutant: &str| LimitedPollutant {
        outlet: outlet.parse().unwrap(),
        pollutant: pollutant.to_owned(),
        zh: "化学需氧量".into(),
        en: "chemical oxygen demand".into(),
        unit: "mg/L".into(),
        low: None,
        high: Some(dec!(80)),
        is_unverified: false,
    };
    Context {
        quarter: "2026Q3".parse().unwrap(),
        industry: Industry::class(3360),
        outlets: vec!["DW001".parse().unwrap()],
        limits: vec![limit("DW001", "w01018")],
        products: vec![PermittedProduct { name: "镀镍件".into(), unit: "m²".into(), capacity: dec!(365_000) }],
        facilities: Vec::new(),
        last: None,
    }
}

fn sheet(content: &Content) -> Sheet {
    Sheet::new(content, permit())
}

/// The field in the first row of its section.
fn first(sheet: &Sheet, field: Field) -> CellId {
    CellId { row: sheet.rows(field.section()).next().unwrap().id, field }
}

fn said(sheet: &Sheet, id: CellId) -> Vec<String> {
    let own = sheet.issues().iter().filter(|issue| issue.cell == Some(id));
    own.map(|issue| issue.say(Lang::En)).collect()
}

fn facility(name: &str, hours: i64) -> Facility {
    Facility { name: name.into(), run_hours: Some(hours.into()), ..Facility::default() }
}

#[test]
fn a_blank_form_has_every_row_of_the_permit_and_asks_for_its_figures() {
    let sheet = sheet(&Content::default());
    assert_eq!(sheet.rows(Section::Products).count(), 1);
    assert_eq!(sheet.rows(Section::Emissions).count(), 1);
    assert!(sheet.issues().iter().all(|issue| issue.is_missing() && issue.cell.is_some()));
    for field in [Field::ProductQuantity, Field::MunicipalWater, Field::Electricity, Field::Amount] {
        assert_eq!(said(&sheet, first(&sheet, field)).len(), 1, "{field:?}");
    }
}

/// No problem of the rules is dropped on its way to the form.
#[test]
fn everything_that_the_rules_find_is_in_the_form() {
    let mut content = Content { facilities: vec![facility("", 9_999)], ..Content::default() };
    content.products.push(Product { name: "镀金件".into(), ..Product::default() });
    content.remarks = "说".repeat(2_001);
    let sheet = sheet(&content);
    let found = check::check(&sheet.content(), &permit());
    assert!(found.len() > 8);
    assert_eq!(sheet.issues().iter().map(|issue| issue.path).collect::<Vec<_>>(), {
        found.iter().map(|problem| problem.path).collect::<Vec<_>>()
    });
}

#[test]
fn garbage_is_told_instead_of_what_the_rules_say_and_does_not_cost_the_figure() {
    let mut sheet = sheet(&Content::default());
    let id = first(&sheet, Field::Electricity);
    sheet.write(id, "18,420".into());
    assert_eq!((said(&sheet, id).len(), sheet.is_garbled()), (0, false));
    sheet.write(id, "约一万".into());
    assert_eq!((said(&sheet, id).len(), sheet.is_garbled()), (1, true));
    sheet.write(id, "约一万八".into());
    assert_eq!(sheet.content().electricity_kwh, Some(dec!(18420)), "what could be read last is saved");
    sheet.write(id, String::new());
    assert_eq!((sheet.content().electricity_kwh, sheet.is_garbled()), (None, false));
}

#[test]
fn an_explanation_is_saved_while_there_is_something_to_explain() {
    let mut sheet = sheet(&Content::default());
    let id = first(&sheet, Field::Mean);
    sheet.write(id, "80.1".into());
    let issue = sheet.issues().iter().find(|issue| issue.cell == Some(id)).unwrap().clone();
    assert_eq!((issue.tier(), issue.explained_by()), (Tier::Explain, Some("D16")));
    assert!(issue.hinders(sheet.reasons(id)));
    sheet.explain(id, "D16", "七月更换树脂".into());
    assert!(!issue.hinders(sheet.reasons(id)));
    assert_eq!(sheet.content().explanations[0].path, "emissions[0].mean");
    sheet.write(id, "79".into());
    assert_eq!(sheet.content().explanations, []);
    sheet.write(id, "81".into());
    assert_eq!(sheet.content().explanations.len(), 1, "the words were kept");
}

#[test]
fn a_row_comes_back_as_itself_and_no_number_is_given_twice() {
    let content = Content { facilities: vec![facility("一号", 1), facility("二号", 2)], ..Content::default() };
    let mut sheet = sheet(&content);
    let last = sheet.rows(Section::Facilities).last().unwrap().id;
    let (row, at) = sheet.remove(last).unwrap();
    assert_eq!(sheet.content().facilities.len(), 1);
    let added = sheet.add(Section::Facilities);
    assert_ne!(added, last);
    sheet.put_back(row, at);
    let names: Vec<_> = sheet.content().facilities.into_iter().map(|facility| facility.name).collect();
    assert_eq!(names, ["一号", "二号", ""]);
    assert_eq!(sheet.remove(RowId { number: 99, ..last }), None);
}

#[test]
fn rows_keep_their_numbers_and_what_is_typed_in_them_when_somebody_elses_come_in() {
    let base = Content { facilities: vec![facility("一号", 1), facility("二号", 2)], ..Content::default() };
    let mut sheet = sheet(&base);
    let ids: Vec<_> = sheet.rows(Section::Facilities).map(|row| row.id).collect();
    let hours = CellId { row: ids[1], field: Field::RunHours };
    sheet.write(hours, "约二".into());
    sheet.come_to(hours, Stage::Typing);
    let mut theirs = base.clone();
    theirs.facilities.remove(0);
    theirs.facilities.insert(0, facility("三号", 3));
    theirs.electricity_kwh = Some(dec!(5));
    assert_eq!(sheet.join(&base, &theirs), []);
    let now: Vec<_> = sheet.rows(Section::Facilities).map(|row| (row.id, row.name())).collect();
    assert_eq!(now[0], (ids[1], "二号".to_owned()), "mine stay where they were, the removed one is gone");
    assert_eq!(now[1].1, "三号");
    assert!(!ids.contains(&now[1].0));
    assert_eq!((sheet.text(hours), sheet.stage(hours)), ("约二", Stage::Typing));
    assert_eq!(sheet.content().electricity_kwh, Some(dec!(5)));
    assert_eq!(sheet.content().facilities[0].run_hours, Some(Decimal::TWO), "garbage did not cost the figure");
}

#[test]
fn who_keeps_what_cannot_be_read_saves_nothing_over_the_other_ones_figure() {
    let power = |kwh: i64| Content { electricity_kwh: Some(kwh.into()), ..Content::default() };
    // With a figure of one's own before the slip, and without.
    for typed in [&["约一万"][..], &["11", "11x"], &["", "约一万"]] {
        let mut sheet = sheet(&power(10));
        let id = first(&sheet, Field::Electricity);
        for text in typed {
            sheet.write(id, (*text).to_owned());
        }
        let mine = typed[typed.len() - 1];
        let clashes = sheet.join(&power(10), &power(20));
        assert_eq!((clashes.len(), &*clashes[0].mine, &*clashes[0].theirs), (1, mine, "20"));
        // "Keep mine" changes nothing here; what was typed stays to be mended, and theirs stays saved.
        assert_eq!((sheet.text(id), sheet.is_garbled()), (mine, true));
        assert_eq!(sheet.content().electricity_kwh, Some(dec!(20)), "{typed:?}");
        sheet.write(id, format!("{mine}?"));
        assert_eq!(sheet.content().electricity_kwh, Some(dec!(20)), "and while it is being mended");
        sheet.write(id, "12".into());
        assert_eq!(sheet.content().electricity_kwh, Some(dec!(12)));
    }
}

#[test]
fn who_gives_way_has_the_other_ones_text_and_who_does_not_keeps_the_own() {
    let water = |municipal: i64, other: i64| Content {
        water: Water { municipal_m3: Some(municipal.into()), other_m3: Some(other.into()), ..Water::default() },
        ..Content::default()
    };
    let mut sheet = sheet(&water(1, 1));
    let (municipal, other) = (first(&sheet, Field::MunicipalWater), first(&sheet, Field::OtherWater));
    sheet.write(municipal, "2".into());
    sheet.write(other, "2".into());
    let clashes = sheet.join(&water(1, 1), &water(3, 3));
    assert_eq!(clashes.iter().map(|clash| clash.cell).collect::<Vec<_>>(), [municipal, other]);
    assert!(clashes.iter().all(|clash| (&*clash.mine, &*clash.theirs) == ("2", "3")));
    sheet.give_way(&clashes[0]);
    assert_eq!((sheet.text(municipal), sheet.text(other)), ("3", "2"));
    let nobodys = RowId { section: Section::Facilities, number: 99 };
    let gone = Clash { cell: CellId { row: nobodys, field: Field::RunHours }, ..clashes[1].clone() };
    sheet.give_way(&gone);
    assert_eq!(sheet.text(other), "2", "a row that is gone is nobody's");
}

#[test]
fn who_renames_a_row_while_choosing_gets_what_was_chosen() {
    let with = |hours: i64| Content { facilities: vec![facility("一号", hours)], ..Content::default() };
    let mut sheet = sheet(&with(1));
    let (name, hours) = (first(&sheet, Field::FacilityName), first(&sheet, Field::RunHours));
    sheet.write(hours, "2".into());
    let clashes = sheet.join(&with(1), &with(3));
    sheet.write(name, "一号塔".into());
    sheet.give_way(&clashes[0]);
    assert_eq!(sheet.text(hours), "3", "theirs, as was chosen");
}
