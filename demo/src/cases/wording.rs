//! What inspections find, in the words of a decision: one text for each kind of violation.

use domain::case::ViolationKind;

use super::amount::Factor;

/// A text with places for the words of a [`Plant`](super::plant::Plant), the circumstances that weigh, and what is done about it.
pub struct Wording {
    kind: ViolationKind,
    /// What was found.
    pub text: &'static str,
    /// The circumstances that weigh.
    pub factors: &'static [Factor],
    /// What is done about it.
    pub rectification: &'static str,
}

/// The wording for a kind; an exceedance has none, because its text is made of its figures.
pub fn wording(kind: ViolationKind) -> Option<&'static Wording> {
    WORDINGS.iter().find(|wording| wording.kind == kind)
}

const WORDINGS: [Wording; 8] = [
    Wording {
        kind: ViolationKind::TreatmentIdle,
        text: "检查时车间正常生产，{idle}，运行记录缺当日记载，\
               致使{section}不能正常发挥作用；当日{sampled}未超过排放限值，\
               未发现以逃避监管的方式排放污染物。",
        factors: &[("停运时间不足24小时", 10)],
        rectification: "{mended}，补建停运报告和运行台账制度，经复查合格。",
    },
    Wording {
        kind: ViolationKind::Evasion,
        text: "检查发现该单位将部分{waste}经软管接入雨水井外排，未经废水处理设施处理，\
               现场采样监测，{evaded}，属于以逃避监管的方式排放水污染物。",
        factors: &[("通过雨水管网外排", 20), ("外排时间不足三日", 10)],
        rectification: "已拆除软管、封堵雨水井接口，完成厂区雨污分流排查，经复查合格。",
    },
    Wording {
        kind: ViolationKind::Falsification,
        text: "经比对数据采集传输仪日志，发现运维人员在前一日22时修改{analyser}分析仪校准曲线截距，\
               修改后上传数据较修改前降低36%，修改无维护记录，属于篡改自动监测数据。该单位为重点排污单位。",
        factors: &[("篡改时间不足三日", 15), ("主动配合调查", 0), ("涉及主要污染物", 15)],
        rectification: "已恢复仪器参数并加装参数修改留痕，更换运维单位，经比对监测合格。",
    },
    Wording {
        kind: ViolationKind::MonitorFaulty,
        text: "该单位为重点管理排污单位，排污许可证载明的自动监测设备自故障停运后超过五个工作日未修复，\
               期间未开展手工监测，也未向生态环境主管部门报告。",
        factors: &[("故障逾期6至10个工作日", 10)],
        rectification: "已修复自动监测设备并通过比对验收，数据恢复联网。",
    },
    Wording {
        kind: ViolationKind::Disclosure,
        text: "经查，该单位为实施强制性清洁生产审核的企业，已纳入年度环境信息依法披露企业名单，至检查之日仍未公开\
               已到期的环境信息依法披露年度报告（应当于每年3月15日前公开上一年度的报告）。",
        factors: &[("逾期未公开", 15)],
        rectification: "已在披露系统补充公开年度报告。",
    },
    Wording {
        kind: ViolationKind::NewPermitDue,
        text: "该单位持有排污许可证，扩建含清洗工序的生产线并投入生产，新增排放清洗废水，\
               依法应当重新申请取得排污许可证，至检查之日未重新申请取得。",
        factors: &[("排放时间不足三个月", 5), ("简化管理类别", 0)],
        rectification: "已停止该生产线，提交重新申请排污许可证的材料。",
    },
    Wording {
        kind: ViolationKind::SelfMonitoring,
        text: "该单位自行监测方案规定每月监测的项目，至检查之日已连续两个月未开展监测，也未委托检验检测机构监测。",
        factors: &[("漏测一至三个月", 10), ("配合补正", 0)],
        rectification: "已委托有资质的检验检测机构补测，结果达标，并落实自行监测方案。",
    },
    Wording {
        kind: ViolationKind::Ledger,
        text: "该单位不能提供检查之日前两个月的{records}；经查，该单位未建立有关管理台账，也未保存记录。",
        factors: &[("缺失一至三个月", 15), ("配合补正", 0)],
        rectification: "已建立台账，指定专人按日登记。",
    },
];
