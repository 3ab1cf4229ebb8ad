//! What was found, in the words of a decision: one text for each kind of violation.

use chrono::{Datelike, NaiveDate};
use domain::{case::ViolationKind, outlet::OutletKind};

use super::amount::Factor;
use crate::demo::{city::Enterprise, permits::Outlet, random::Chance};

/// A finding of an inspection.
pub struct Facts {
    /// The text.
    pub text: String,
    /// The circumstances that weigh.
    pub factors: Vec<Factor>,
    /// What was done about it.
    pub rectification: &'static str,
}

/// `2026年9月18日`.
pub fn date(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// What an inspection of an enterprise found on a day.
pub fn facts(kind: ViolationKind, enterprise: &Enterprise, day: NaiveDate, chance: &mut Chance) -> Facts {
    let opening = format!("{}，示范市生态环境局执法人员对该单位进行现场检查。", date(day));
    match kind {
        ViolationKind::OverLimit => over_limit(enterprise, day, chance),
        ViolationKind::TreatmentIdle => Facts {
            text: format!(
                "{opening}检查时车间正常生产，生化处理段曝气风机处于停运状态，运行记录缺当日记载，\
                 废水经沉淀后由总排放口外排，属于不正常运行水污染防治设施。"
            ),
            factors: vec![("停运时间不足24小时", 10), ("废水已外排", 15)],
            rectification: "已恢复曝气风机运行，补建停运报告和运行台账制度，经复查合格。",
        },
        ViolationKind::Evasion => Facts {
            text: format!(
                "{opening}检查发现该单位将部分清洗废水经软管接入雨水井外排，未经废水处理设施处理，\
                 现场采样监测结果超过排放限值，属于以逃避监管的方式排放水污染物。"
            ),
            factors: vec![("通过雨水管网外排", 20), ("外排时间不足三日", 10)],
            rectification: "已拆除软管、封堵雨水井接口，完成厂区雨污分流排查，经复查合格。",
        },
        ViolationKind::Falsification => Facts {
            text: format!(
                "{opening}经比对数据采集传输仪日志，发现运维人员在前一日22时修改化学需氧量分析仪校准曲线截距，\
                 修改后上传数据较修改前降低36%，修改无维护记录，属于篡改自动监测数据。"
            ),
            factors: vec![("篡改时间不足三日", 15), ("主动配合调查", 0), ("涉及主要污染物", 15)],
            rectification: "已恢复仪器参数并加装参数修改留痕，更换运维单位，经比对监测合格。",
        },
        ViolationKind::MonitorMissing => Facts {
            text: format!(
                "{opening}该单位为重点管理排污单位，排污许可证载明的废水总排放口自动监测设备自故障停运后\
                 超过五个工作日未修复，期间未开展手工监测，也未向生态环境主管部门报告。"
            ),
            factors: vec![("故障逾期6至10个工作日", 10)],
            rectification: "已修复自动监测设备并通过比对验收，数据恢复联网。",
        },
        ViolationKind::Disclosure => Facts {
            text: format!(
                "{opening}经查，该单位纳入年度环境信息依法披露企业名单，至检查之日仍未按规定公开\
                 上一年度的污染物排放信息和自行监测结果。"
            ),
            factors: vec![("逾期三个月以上", 15)],
            rectification: "已在披露系统补充公开全部信息。",
        },
        ViolationKind::NoPermit => Facts {
            text: format!(
                "{opening}该单位增设含清洗工序的生产线并投入生产，产生并排放清洗废水，\
                 至检查之日未取得排污许可证。"
            ),
            factors: vec![("排放时间不足三个月", 5), ("简化管理类别", 0)],
            rectification: "已停止该生产线，提交排污许可证申请材料。",
        },
        ViolationKind::Ledger => Facts {
            text: format!(
                "{opening}查阅环境管理台账，缺少连续两个月的废水处理设施运行记录和加药记录，\
                 与季度申报的药剂用量不能对应。"
            ),
            factors: vec![("缺失一至三个月", 15), ("配合补正", 0)],
            rectification: "已补正台账，指定专人按日登记。",
        },
    }
}

/// The pollutant that a sample is said to exceed: a metal where there is one.
fn over_limit(enterprise: &Enterprise, day: NaiveDate, chance: &mut Chance) -> Facts {
    const SAMPLED: [&str; 5] = ["w20116", "w20121", "w20122", "w01018", "a34013"];
    let candidates = enterprise.permit.outlets.iter().flat_map(|outlet| outlet.limits.iter().map(move |l| (outlet, l)));
    let found = candidates
        .filter(|(_, l)| l.from <= day && l.to.is_none_or(|to| day <= to))
        .filter_map(|(o, l)| Some((SAMPLED.iter().position(|code| *code == l.pollutant)?, o, l)))
        .min_by_key(|(rank, ..)| *rank);
    let tenths = *chance.pick(&[3, 5, 8, 12, 18]);
    let Some((_, outlet, limit)) = found else {
        return Facts { text: String::new(), factors: vec![], rectification: "" };
    };
    let high = limit.high.map(domain::fixed::Nano::decimal).unwrap_or_default();
    let value = (high * rust_decimal::Decimal::new(10 + tenths, 1)).normalize();
    let name = hj212::pollutant::find(&limit.pollutant).map_or("", |known| known.name_zh);
    Facts {
        text: format!(
            "{}，示范市生态环境监测站对该单位{}采样监测。监测报告（示环监字〔{}〕第{:04}号）显示，\
             {name}浓度为{value}{unit}，超过{}规定的限值{high}{unit}，超标{}倍。",
            date(day),
            place(outlet),
            day.year(),
            100 + chance.below(900),
            limit.basis,
            rust_decimal::Decimal::new(tenths, 1).normalize(),
            unit = limit.unit,
        ),
        factors: vec![
            if tenths > 10 { ("超标1倍以上3倍以下", 15) } else { ("超标1倍以下", 8) },
            if limit.pollutant.starts_with("w20") { ("重金属", 5) } else { ("一般污染物", 2) },
        ],
        rectification: "已查明原因并调整加药量，更换失效树脂，复测结果达标。",
    }
}

fn place(outlet: &Outlet) -> String {
    let what = match outlet.code.kind() {
        OutletKind::Water => "外排废水",
        OutletKind::Air => "排放废气",
    };
    format!("{}（{}）{what}", outlet.name, outlet.code)
}
