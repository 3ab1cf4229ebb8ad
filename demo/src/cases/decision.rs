//! A case as it is written down.

use chrono::NaiveDate;
use domain::{
    case::{CaseContent, CaseStatus, Gravity, Measure, Measures, ViolationKind},
    money::Fen,
    time::Stamp,
};

use super::{
    Case, amount,
    docket::Plan,
    facts::{Facts, date, facts},
    law::basis,
    way::way,
};
use crate::{city::City, random::Chance};
use services::{
    Result,
    law::{discretion_rules, gravity_rules, laws},
};

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
    let text = format!("{text}{}{}", lasted_into(plan), handed_over(plan.transfer(true, plan.decided_on)));
    factors.push(repeated(before));
    // The three on top of the board are from the look: no apology.
    let gravity = gravity(plan.kind);
    // Nor has anybody who did it before, or whose breach is serious, half of the fine remitted.
    let apologised = plan.rank > 2 && chance.below(4) == 0 && before == 0 && gravity != Gravity::Serious;
    let fine = amount::fine(&basis, &factors, apologised, discretion_rules().on(plan.decided_on));
    let way = way(plan.decided_on, chance.below(2) == 1, &rectification, now);
    let status = way.status();
    let blank = blank(plan, number, plan.transfer(true, plan.decided_on));
    let content = CaseContent {
        decided_on: Some(plan.decided_on),
        document_no: format!("示环罚字〔{}〕{}号", number.0, number.1),
        gravity: Some(gravity),
        gravity_basis: gravity_basis(gravity).to_owned(),
        measures: basis.measures,
        fine: fine.amount,
        discretion: fine.working,
        basis: basis.text,
        breached: basis.breached,
        facts: text,
        rectification: way.reported,
        statement: statement(apologised, status, &mut chance).to_owned(),
        ..blank.content
    };
    Ok(Case {
        published_at: way.published_at,
        public_until: way.published_at.and(content.last_day(gravity_rules())),
        rectified_on: way.rectified_on,
        closed_on: way.closed_on,
        reported_at: way.reported_at,
        steps: way.steps,
        status,
        content,
        ..blank
    })
}

/// A case that is being investigated: not public, nothing decided.
pub fn filed(city: &City, plan: &Plan, number: Number) -> Result<Case> {
    let mut chance = Chance::of("investigation", plan.rank);
    let basis = basis(plan.kind, plan.acted_on, city.today)?;
    let facts = facts(plan.kind, &city.enterprises[plan.enterprise], plan.acted_on, &mut chance);
    let transfer = plan.transfer(false, city.today);
    let blank = blank(plan, number, transfer);
    // What is with the police is not fined meanwhile, and says that it is there.
    let measures = transfer.0.map(|_| Measures::of([Measure::CriminalTransfer])).unwrap_or_default();
    let text = format!("{}{}", facts.text, handed_over(transfer));
    let content = CaseContent { facts: text, breached: basis.breached, basis: basis.text, measures, ..blank.content };
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
fn blank(plan: &Plan, (year, number): Number, (transferred_on, returned_on): Transferred) -> Case {
    Case {
        enterprise: plan.enterprise,
        case_no: format!("DH-{year}-{number:04}"),
        status: CaseStatus::Filed,
        published_at: None,
        public_until: None,
        rectified_on: None,
        closed_on: None,
        reported_at: None,
        steps: Vec::new(),
        content: CaseContent {
            kind: plan.kind,
            acted_on: plan.began_on(),
            acted_until: Some(plan.acted_on).filter(|last| *last > plan.began_on()),
            found_on: Some(plan.found_on()),
            decided_on: None,
            transferred_on,
            returned_on,
            document_no: String::new(),
            authority: AUTHORITY.to_owned(),
            facts: String::new(),
            breached: String::new(),
            basis: String::new(),
            discretion: String::new(),
            fine: Fen(0),
            measures: Measures::default(),
            gravity: None,
            gravity_basis: String::new(),
            rectification: String::new(),
            statement: String::new(),
        },
    }
}

/// How grave a breach of trust is said to be: an invention of the demo city, whose basis says so. What goes to the police is
/// serious; a fine by the ordinary procedure is never minor.
const fn gravity(kind: ViolationKind) -> Gravity {
    match kind {
        ViolationKind::Evasion | ViolationKind::Falsification => Gravity::Serious,
        _ => Gravity::Ordinary,
    }
}

/// What the class follows from: the city's own rule, which is invented, as its name says.
const fn gravity_basis(gravity: Gravity) -> &'static str {
    match gravity {
        Gravity::Serious => {
            "《示范市生态环境失信行为认定规则》（演示城市虚构）：以逃避监管的方式排放污染物或者篡改监测数据，被处罚款并移送公安机关"
        }
        Gravity::Ordinary | Gravity::Minor => {
            "《示范市生态环境失信行为认定规则》（演示城市虚构）：按照普通程序作出罚款"
        }
    }
}

/// Why an act that began under older law is judged by the Code: it lasted until the Code was in force.
fn lasted_into(plan: &Plan) -> String {
    let law = |day| laws().on(day);
    match (law(plan.began_on()), law(plan.acted_on)) {
        (None, Some(newer)) => format!("该行为持续至《{}》施行以后，适用该法典。", newer.name),
        _ => String::new(),
    }
}

/// The day of the hand-over to the police, and the day on which it came back.
type Transferred = (Option<NaiveDate>, Option<NaiveDate>);

/// What is said of a case that was handed over as a suspected crime; empty where it was not.
fn handed_over((transferred, returned): Transferred) -> String {
    let Some(transferred) = transferred.map(date) else { return String::new() };
    let on = format!("其行为涉嫌犯罪，本局于{transferred}依照《中华人民共和国行政处罚法》第二十七条移送公安机关。");
    let back = match returned.map(date) {
        Some(day) => {
            format!(
                "检察机关作出不起诉决定并提出给予行政处罚的检察意见，案件于{day}移送本局，本局据此作出处罚决定，同日将直接负责的主管人员移送公安机关依法处以行政拘留。"
            )
        }
        None => "刑事案件处理期间，本局不就同一行为作出罚款决定。".to_owned(),
    };
    format!("{on}{back}")
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
