//! Tip-offs about air, monitoring and papers, in towns.

use domain::case::ViolationKind as V;

use super::{
    Ending::{Accepted, Answered, Waiting},
    Plan, town,
};

/// All of them.
pub const TIPS: &[Plan] = &[
    town(
        349,
        5,
        Some(V::OverLimit),
        ("喷涂味很重，窗户不敢开，下午三点到六点最厉害。", "海晏新区工业南路"),
        Answered("走航监测锁定一家喷涂企业，经采样监测，非甲烷总烃超过排放限值，已立案调查，企业已更换活性炭。"),
    ),
    town(
        303,
        10,
        Some(V::Falsification),
        ("听说有人往采样管里插清水瓶，监测数据就好看了。", "长岭监测站房"),
        Answered("已检查站房并调阅门禁与视频，未发现插瓶，但采样管接口松动，已要求整改并铅封。"),
    ),
    town(
        271,
        14,
        Some(V::Disclosure),
        ("工厂门口公示牌上的排污许可证号查不到，电话也打不通。", "榕坑工业园大门"),
        Answered("许可证换发后公示牌未更新，已督促企业当日更换。"),
    ),
    town(
        254,
        30,
        Some(V::TreatmentIdle),
        ("印刷厂屋顶的废气塔风机坏了一个月，味道直接从窗户出来。", "平岚印刷厂屋顶"),
        Answered("风机故障属实，企业未按规定报告，已责令改正并立案查处，检修期间印刷工序停产。"),
    ),
    town(
        218,
        0,
        Some(V::MonitorMissing),
        ("锅炉烟囱很高，却看不到任何在线监测的站房。", "明川锅炉房"),
        Answered("该锅炉不在应当安装自动监测设备的范围内，已督促企业公开自行监测结果。"),
    ),
    town(
        197,
        17,
        Some(V::NoPermit),
        ("家具作坊在居民楼一楼喷漆，没有任何收集装置。", "双渡旧街"),
        Answered("作坊已停止喷漆并搬迁，街道将定期巡查。"),
    ),
    town(
        183,
        11,
        None,
        ("夜里总有烧塑料的味道，凌晨最重，白天找不到地方。", "河口村北面空地"),
        Answered("夜间巡查发现露天焚烧一处，已制止并清运，对当事人批评教育。"),
    ),
    town(
        140,
        20,
        Some(V::Falsification),
        ("运维的车只停五分钟就走，校准记录却写了两个小时。", "鹤洲工业园"),
        Answered("运维记录与门禁时间不符，已约谈运维单位并立案调查。"),
    ),
    town(
        116,
        7,
        Some(V::TreatmentIdle),
        ("定型机的油烟净化器没有开，白烟贴着屋顶走。", "石桥纺织城北侧"),
        Answered("净化器高压电源未开启属实，已责令改正并立案查处。"),
    ),
    town(
        82,
        4,
        Some(V::Falsification),
        ("数据一到检查那天就正常，检查一走又看不到更新。", "云麓湖科技园"),
        Answered("已核对断线记录，系网络割接所致，数据已补传，未发现弄虚作假。"),
    ),
    town(
        58,
        18,
        Some(V::MonitorMissing),
        ("新建的排气筒已经冒烟两个月，没有监测平台也没有标识牌。", "桂岭新厂房"),
        Answered("监测平台和标志牌未按要求设置，已责令限期改正。"),
    ),
    town(
        39,
        24,
        Some(V::TreatmentIdle),
        ("除尘布袋破了没换，屋顶和车上全是灰。", "丰围建材厂旁"),
        Answered("布袋破损属实，企业已更换，案件正在办理。"),
    ),
    town(3, 16, None, ("傍晚有一阵一阵的臭鸡蛋味，吹东风时才有。", "白鹭东区"), Accepted),
    town(
        2,
        13,
        Some(V::Falsification),
        ("站房里的空调关着，仪器屏幕黑的，网页上却有数据。", "荔洲工业园站房"),
        Waiting,
    ),
];
