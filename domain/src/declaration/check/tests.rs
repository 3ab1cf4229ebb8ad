//! One good declaration, and everything that can be wrong with it.

use proptest::prelude::*;
use rust_decimal::{Decimal, dec};

use super::*;
use crate::{
    declaration::{Emission, Explanation, Facility, Method, Product, Water, canonical},
    enterprise::Industry,
    lang::Lang,
    message::laws,
};

fn context() -> Context {
    let limit = |outlet: &str, pollutant: &str, zh: &str, en: &str, low, high| LimitedPollutant {
        outlet: outlet.parse().unwrap(),
        pollutant: pollutant.to_owned(),
        zh: zh.to_owned(),
        en: en.to_owned(),
        is_unverified: false,
        unit: if pollutant == "w01001" { String::new() } else { "mg/L".to_owned() },
        low,
        high: Some(high),
    };
    Context {
        quarter: "2026Q3".parse().unwrap(),
        industry: Industry::class(3360),
        outlets: vec!["DW001".parse().unwrap(), "DW002".parse().unwrap()],
        limits: vec![
            limit("DW001", "w01001", "pH值", "pH", Some(dec!(6)), dec!(9)),
            limit("DW001", "w01018", "化学需氧量", "chemical oxygen demand", None, dec!(80)),
            limit("DW002", "w20121", "总镍", "total nickel", None, dec!(0.5)),
        ],
        products: vec![PermittedProduct { name: "镀镍件".into(), unit: "m²".into(), capacity: dec!(365_000) }],
        facilities: Vec::new(),
        last: Some(content()),
    }
}

fn emission(outlet: &str, pollutant: &str, mean: Decimal, kg: Decimal) -> Emission {
    let (outlet, pollutant) = (outlet.parse().unwrap(), pollutant.to_owned());
    Emission { mean: Some(mean), amount_kg: Some(kg), ..Emission::new(outlet, pollutant, Method::Automatic) }
}

fn content() -> Content {
    Content {
        products: vec![Product { name: "镀镍件".into(), unit: "m²".into(), quantity: Some(dec!(80_000)) }],
        water: Water {
            municipal_m3: Some(dec!(17_000)),
            other_m3: Some(dec!(0)),
            reused_m3: Some(dec!(1_420)),
            discharged_m3: Some(dec!(16_130)),
        },
        electricity_kwh: Some(dec!(680_000)),
        facilities: vec![Facility {
            name: "综合废水处理站".into(),
            run_hours: Some(dec!(2_120)),
            electricity_kwh: Some(dec!(84_000)),
            sludge_t: Some(dec!(112.5)),
            ..Facility::default()
        }],
        emissions: vec![
            emission("DW001", "w01018", dec!(41.2), dec!(664.6)),
            emission("DW002", "w20121", dec!(0.31), dec!(1.25)),
        ],
        ..Content::default()
    }
}

/// The keys that a changed declaration gives, with paths.
fn found(change: impl FnOnce(&mut Content)) -> Vec<(String, String)> {
    let mut content = content();
    change(&mut content);
    let problems = check(&content, &context());
    problems.iter().for_each(is_said);
    problems.into_iter().map(|p| (p.path.to_string(), p.key.into_owned())).collect()
}

/// In both languages, with every argument in its place.
fn is_said(problem: &Problem) {
    for &lang in Lang::ALL {
        let said = message(lang, problem);
        assert!(!said.is_empty() && !said.contains(['{', '}']), "{} {said}", problem.key);
    }
}

#[test]
fn a_good_declaration_has_no_problem() {
    assert_eq!(check(&content(), &context()), []);
}

#[test]
fn the_dossiers_slip_of_one_digit() {
    let mut content = content();
    content.water.discharged_m3 = Some(dec!(161_300));
    let problems = check(&content, &context());
    let digit = problems.iter().find(|p| p.key == "D05.digit").unwrap();
    assert_eq!(
        (digit.path.to_string().as_str(), digit.rule.as_ref(), digit.tier),
        ("water.discharged_m3", "D05", Tier::Explain)
    );
    assert_eq!(
        message(Lang::Zh, digit),
        "废水排放量 161,300 立方米，大于取水量（自来水与其他水源）17,000 立方米。是否多写了一位？"
    );
    let mut municipal = context();
    municipal.industry = Industry::class(4620);
    assert!(check(&content, &municipal).iter().all(|p| p.rule != "D05"));
}

/// Water that is used again inside came in before: it lets no more leave.
#[test]
fn reused_water_does_not_make_room_for_more_discharge() {
    let keys = |discharged: Decimal| found(|content| content.water.discharged_m3 = Some(discharged));
    assert!(keys(dec!(17_000)).is_empty());
    assert_eq!(keys(dec!(17_500)), [("water.discharged_m3".to_owned(), "D05.more".to_owned())]);
    let told = |content: &mut Content| {
        (content.water.other_m3, content.water.discharged_m3) = (Some(dec!(600)), Some(dec!(17_500)));
    };
    assert!(found(told).is_empty(), "other sources are from outside");
}

#[test]
fn what_may_be_true_is_signed_with_an_explanation_and_what_is_wrong_is_not() {
    let mut content = content();
    content.emissions[0].mean = Some(dec!(80.1));
    content.water.other_m3 = None;
    let hindering = |content: &Content| {
        let problems = check(content, &context());
        problems.iter().filter(|p| p.hinders(content)).map(|p| p.rule.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(hindering(&content), ["D01", "D16"]);
    let explain = |path: &str, rule: &str, text: &str| Explanation {
        path: path.to_owned(),
        rule: rule.to_owned(),
        text: text.to_owned(),
    };
    content.explanations = vec![explain("water.other_m3", "D01", "无"), explain("emissions[0].mean", "D16", " ")];
    assert_eq!(hindering(&content), ["D01", "D16"], "a blank, and a figure that is not there");
    content.explanations.push(explain("emissions[0].mean", "D16", "七月更换活性炭"));
    assert_eq!(hindering(&content), ["D01"]);
    content.explanations[2].path = "emissions[1].mean".to_owned();
    assert_eq!(hindering(&content), ["D01", "D16"], "an explanation of another row");
}

type Change = fn(&mut Content);

/// What is changed, where the problem stands, and the key of what is said of it.
#[rustfmt::skip]
const CHANGES: &[(Change, &str, &str)] = &[
    (|c| c.electricity_kwh = None,                               "electricity_kwh",           "D01.empty"),
    (|c| c.emissions[1].mean = None,                             "emissions[1].mean",         "D01.empty"),
    (|c| c.facilities[0].name = " ".into(),                      "facilities[0].name",        "D01.name"),
    (|c| c.water.other_m3 = Some(dec!(-1)),                      "water.other_m3",            "D02.negative"),
    (|c| c.emissions[1].amount_kg = Some(dec!(1.2500001)),       "emissions[1].amount_kg",    "D03.fine"),
    (|c| c.facilities[0].chemicals_kg = Some(Decimal::MAX),      "facilities[0].chemicals_kg", "D03.large"),
    (|c| c.facilities[0].chemicals_kg = Some(dec!(60_000_000)),  "facilities[0].chemicals_kg", "D04.magnitude"),
    (|c| c.electricity_kwh = Some(dec!(680)),                    "electricity_kwh",           "D06.low"),
    (|c| c.emissions[0].amount_kg = Some(dec!(664_600)),         "emissions[0].amount_kg",    "D06.high"),
    (|c| c.facilities[0].sludge_t = Some(dec!(22.4)),            "facilities[0].sludge_t",    "D07.jump"),
    (|c| c.products[0].quantity = Some(dec!(92_001)),            "products[0].quantity",      "D08.over"),
    (|c| c.products[0].quantity = Some(dec!(119_601)),           "products[0].quantity",      "D09.grave"),
    (|c| c.facilities[0].run_hours = Some(dec!(2_208.1)),        "facilities[0].run_hours",   "D10.hours"),
    (|c| c.emissions.push(c.emissions[0].clone()),               "emissions[2].pollutant",    "D11.twice"),
    (|c| { c.emissions.pop(); },                                 "emissions",                 "D12.missing"),
    (|c| c.emissions.push(emission("DA001", "a21026", dec!(1), dec!(1))), "emissions[2].outlet", "D13.outlet"),
    (|c| c.emissions.push(emission("DW001", "a21026", dec!(1), dec!(1))), "emissions[2].pollutant", "D14.code"),
    (|c| c.emissions.push(emission("DW001", "w20122", dec!(1), dec!(1))), "emissions[2].pollutant", "D15.unlisted"),
    (|c| c.emissions[0].mean = Some(dec!(80.1)),                 "emissions[0].mean",         "D16.above"),
    (|c| c.emissions.push(emission("DW001", "w01001", dec!(5.9), dec!(0))), "emissions[2].mean", "D16.below"),
    (|c| c.products.push(Product { name: "镀金件".into(), unit: "m²".into(), quantity: Some(dec!(1)) }), "products[1].name", "D17.unknown"),
    (|c| c.products[0].unit = "万m²".into(),                     "products[0].unit",          "D17.unit"),
    (|c| c.products.clear(),                                     "products",                  "D18.missing"),
    (|c| c.products.push(c.products[0].clone()),                 "products[1].name",          "D18.twice"),
    (|c| c.remarks = "说".repeat(2_001),                         "remarks",                   "D19.long"),
];

#[test]
fn one_change_one_problem() {
    for (change, path, key) in CHANGES {
        assert_eq!(found(change), [((*path).to_owned(), (*key).to_owned())], "{key}");
    }
}

#[test]
fn what_is_just_allowed_is_allowed() {
    type Change = fn(&mut Content);
    let cases: &[Change] = &[
        |c| c.water.discharged_m3 = Some(dec!(17_000)),
        |c| c.products[0].quantity = Some(dec!(92_000)),
        |c| c.facilities[0].run_hours = Some(dec!(2_208)),
        |c| c.emissions[0].mean = Some(dec!(80.0)),
        |c| c.emissions[0].amount_kg = Some(dec!(664.600000)),
        |c| c.emissions[0].method = Method::Balance,
        |c| c.facilities[0].sludge_t = Some(dec!(22.5)),
        |c| c.facilities[0].electricity_kwh = None,
    ];
    for (n, change) in cases.iter().enumerate() {
        assert_eq!(found(change), [], "case {n}");
    }
}

/// Three problems that take more than one change.
fn wild() -> Vec<Problem> {
    let mut wild = content();
    wild.products = vec![wild.products[0].clone(); 501];
    wild.products[1].name = "长".repeat(61);
    wild.water.discharged_m3 = Some(dec!(999_999));
    let mut capacity = content();
    capacity.products[0].quantity = Some(dec!(40_000_000));
    let mut digit = content();
    digit.water.discharged_m3 = Some(dec!(161_300));
    let mut first = context();
    first.last = None;
    let declared = [(&wild, context()), (&capacity, first), (&digit, context())];
    declared.iter().flat_map(|(content, context)| check(content, context)).collect()
}

#[test]
fn a_problem_is_the_same_after_it_was_sent() {
    for problem in &wild() {
        is_said(problem);
        let sent: Problem = serde_json::from_str(&serde_json::to_string(problem).unwrap()).unwrap();
        assert_eq!(&sent, problem);
    }
}

/// What whoever shows a problem needs of each key stands at the key, and each key is said by a rule.
#[test]
fn every_key_of_every_rule_has_all_of_it() {
    let said = |key: &str| CHANGES.iter().any(|change| change.2 == key) || wild().iter().any(|one| one.key == key);
    laws::hold('D', sentences::SENTENCES.iter().map(|sentence| (sentence.key, &sentence.text)));
    for sentence in sentences::SENTENCES {
        let (key, text) = (sentence.key, &sentence.text);
        assert!(said(key), "no test says {key}");
        // A figure of the form stands with its unit, both of them where there are two.
        for (name, units) in [("value", FIGURES), ("last", FIGURES), ("capacity", FIGURES), ("limit", FIGURES)] {
            for said in [text.zh, text.en].into_iter().filter(|said| said.contains(&format!("{{{name}}}"))) {
                let unit = units.iter().any(|unit| said.contains(&format!("{{{name}}}{unit}")));
                assert!(unit || UNITLESS.contains(&key), "{key}: {{{name}}} without its unit: {said}");
            }
        }
        assert_eq!(sentence.nature == sentences::Nature::Empty, key.starts_with("D01."), "{key}");
    }
}

/// What may stand behind a figure: the unit of its field, or that of the one field that the sentence is about.
const FIGURES: &[&str] = &[" {unit}", " 立方米", " m³", " 小时", " h"];
/// Sentences about the digits, in which a unit says nothing.
const UNITLESS: &[&str] = &["D02.negative", "D03.fine"];

#[test]
fn what_the_next_digit_may_mend_is_too_low() {
    let low = |change: fn(&mut Content)| {
        let mut content = content();
        change(&mut content);
        check(&content, &context())
            .iter()
            .map(|problem| (problem.is_missing(), problem.is_too_low()))
            .collect::<Vec<_>>()
    };
    assert_eq!(low(|c| c.electricity_kwh = None), [(true, false)]);
    assert_eq!(low(|c| c.electricity_kwh = Some(dec!(680))), [(false, true)], "a thousandth");
    assert_eq!(low(|c| c.emissions[0].amount_kg = Some(dec!(664_600))), [(false, false)], "a thousand times");
    assert_eq!(low(|c| c.facilities[0].sludge_t = Some(dec!(22.4))), [(false, true)], "a fifth");
    assert_eq!(low(|c| c.facilities[0].sludge_t = Some(dec!(700))), [(false, false)], "six times");
}

#[test]
fn a_blank_form_asks_for_everything_and_nothing_else() {
    let context = context();
    let problems = check(&context.blank(), &context);
    assert!(problems.iter().all(|problem| problem.key == "D01.empty"), "{problems:?}");
    assert_eq!(problems.len(), 1 + 4 + 1 + 1 + 4);
}

proptest! {
    #[test]
    fn no_figure_panics_and_the_same_is_said_of_the_canonical_form(
        digits: i64, scale in 0u32..28, place in 0usize..6, last: bool,
    ) {
        let mut content = content();
        let value = Some(Decimal::from_i128_with_scale(i128::from(digits) * 1_000_000_000, scale));
        let Content { products, water, electricity_kwh, facilities, emissions, .. } = &mut content;
        let [first, second, ..] = &mut emissions[..] else { unreachable!() };
        *[
            &mut products[0].quantity, &mut water.discharged_m3, electricity_kwh, &mut facilities[0].run_hours,
            &mut first.mean, &mut second.amount_kg,
        ][place] = value;
        let mut context = context();
        if last {
            context.last = Some(content.clone());
        }
        let again: Content = serde_json::from_str(&canonical(&content)).unwrap();
        let keys = |content: &Content| check(content, &context).into_iter().map(|p| (p.path, p.key)).collect::<Vec<_>>();
        prop_assert_eq!(keys(&content), keys(&again));
    }
}

#[test]
fn facilities_of_the_register_are_asked_for_once() {
    let own = |code: &str, name: &str| RegisteredFacility { code: code.into(), name: name.into() };
    let before = content().facilities.first().unwrap().name.clone();
    let context = Context { facilities: vec![own("TW001", &before), own("TW002", "二级生化")], ..context() };
    let names: Vec<_> = context.blank().facilities.into_iter().map(|row| row.name).collect();
    assert_eq!(names.len(), content().facilities.len() + 1, "{names:?}");
    assert_eq!(names.last().unwrap(), "TW002 二级生化");
    let second = own("TW002", "二级生化");
    assert!(["TW002", "二级生化", " TW002 二级生化 "].iter().all(|row| second.is_named(row)));
    assert!(!second.is_named("TW003"));
}
