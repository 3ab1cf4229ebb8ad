//! A case as it is written down.

use domain::{
    case::{CaseContent, CaseStatus, Gravity, Measures, ViolationKind},
    money::Fen,
    time::Stamp,
};

use super::{
    Case, amount,
    docket::Plan,
    facts::{Facts, facts},
    law::basis,
    way::way,
};
use crate::{city::City, random::Chance};
use services::{Result, law::discretion_rules};

/// Who decides in the demo city.
const AUTHORITY: &str = "示范市生态环境局";

/// Year and number of a decision.
type Number = (i32, u32);

/// A decided case; `before` counts the enterprise's earlier ones.
pub fn decided(city: &City, plan: &Plan, number: Number, before: usize, now: Stamp) -> Result<Case> {
    let enterprise = &city.enterprises[plan.enterprise];
    let mut chance = Chance::of("decision", plan.rank);
    let basis = basis(plan.kind, plan.acted_on, plan.decided_on)?;
    let Facts { text, mut factors, rectification } = facts(plan.kind, enterprise, plan.acted_on, &mut chance);
    factors.push(repeated(before));
    // The three on top of the board are from the look: no apology.
    let apologised = plan.rank > 2 && chance.below(4) == 0;
    let fine = amount::fine(&basis, &factors, apologised, discretion_rules().on(plan.decided_on));
    let way = way(plan.decided_on, chance.below(2) == 1, &rectification, now);
    let status = way.status();
    let gravity = gravity(plan.kind, fine.amount);
    let blank = blank(plan, number);
    Ok(Case {
        published_at: way.published_at,
        withdraw_on: way.published_at.and(Some(gravity.last_day(plan.decided_on))),
        rectified_on: way.rectified_on,
        closed_on: way.closed_on,
        reported_at: way.reported_at,
        steps: way.steps,
        status,
        content: CaseContent {
            decided_on: Some(plan.decided_on),
            document_no: format!("示环罚字〔{}〕{}号", number.0, number.1),
            gravity: Some(gravity),
            measures: basis.measures,
            fine: fine.amount,
            discretion: fine.working,
            basis: basis.text,
            breached: basis.breached,
            facts: text,
            rectification: way.reported,
            statement: statement(apologised, status, &mut chance).to_owned(),
            ..blank.content
        },
        ..blank
    })
}

/// A case that is being investigated: not public, nothing decided.
pub fn filed(city: &City, plan: &Plan, number: Number) -> Result<Case> {
    let mut chance = Chance::of("investigation", plan.rank);
    let basis = basis(plan.kind, plan.acted_on, city.today)?;
    let facts = facts(plan.kind, &city.enterprises[plan.enterprise], plan.acted_on, &mut chance);
    let blank = blank(plan, number);
    let content = CaseContent { facts: facts.text, breached: basis.breached, basis: basis.text, ..blank.content };
    Ok(Case { content, ..blank })
}

/// The circumstance of earlier violations.
const fn repeated(before: usize) -> amount::Factor {
    match before {
        0 => ("两年内首次", 0),
        1 => ("两年内第二次", 10),
        _ => ("两年内第三次以上", 20),
    }
}

/// A case of which nothing is decided yet: it has no number of a decision either.
fn blank(plan: &Plan, (year, number): Number) -> Case {
    Case {
        enterprise: plan.enterprise,
        case_no: format!("DH-{year}-{number:04}"),
        status: CaseStatus::Filed,
        published_at: None,
        withdraw_on: None,
        rectified_on: None,
        closed_on: None,
        reported_at: None,
        steps: Vec::new(),
        content: CaseContent {
            kind: plan.kind,
            acted_on: plan.acted_on,
            decided_on: None,
            document_no: String::new(),
            authority: AUTHORITY.to_owned(),
            facts: String::new(),
            breached: String::new(),
            basis: String::new(),
            discretion: String::new(),
            fine: Fen(0),
            measures: Measures::default(),
            gravity: None,
            rectification: String::new(),
            statement: String::new(),
        },
    }
}

/// How grave a breach of trust is said to be: an invention of the demo city. What goes to the police is serious.
const fn gravity(kind: ViolationKind, fine: Fen) -> Gravity {
    const ORDINARY: i64 = 5_000_000;
    match (kind, fine.0) {
        (ViolationKind::Evasion | ViolationKind::Falsification, _) => Gravity::Serious,
        (_, ..ORDINARY) => Gravity::Minor,
        _ => Gravity::Ordinary,
    }
}

fn statement(apologised: bool, status: CaseStatus, chance: &mut Chance) -> &'static str {
    if apologised {
        return "我单位就上述违法行为向社会公众公开道歉，已组织全员环保培训并完成生态环境志愿服务，\
                承诺今后严格守法，接受社会监督。";
    }
    match (status, chance.below(3)) {
        (CaseStatus::Decided, 0) => "我单位对处罚决定无异议，正在按要求整改，整改进展将在本平台公布。",
        (_, 0) => "我单位已完成整改并缴纳罚款，今后将加强设施巡检和台账管理。",
        _ => "",
    }
}
