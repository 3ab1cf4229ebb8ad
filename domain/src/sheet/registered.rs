//! The columns of the register's tables.

use super::column::{Column, ENTERPRISE, Measure, OUTLET, POLLUTANT};

const NAME_EN: Column = Column::new("name_en", "英文名称", "English name", &["英文名"]).optional().hint("可以不填");
const LAT: Column = Column::new("lat", "纬度", "latitude", &["中心纬度", "生产经营场所中心纬度", "lat"])
    .in_(Measure::Degrees)
    .hint("WGS-84 坐标，十进制度，例如 22.9");
const LNG: Column = Column::new("lng", "经度", "longitude", &["中心经度", "生产经营场所中心经度", "lng", "lon"])
    .in_(Measure::Degrees)
    .hint("WGS-84 坐标，十进制度，例如 113.8");

const PUBLIC_FROM: Column =
    Column::new("public_from", "公开日期", "public from", &["对外公开日期", "公开起始日期", "public_from"])
        .optional()
        .hint("从哪天起对公众公开，例如 2026-12-01；新登记的不填则为试运行");
const CLOSED_ON: Column = Column::new("closed_on", "关闭日期", "closed on", &["关停日期", "注销日期", "closed_on"])
    .optional()
    .hint("从哪天起关闭；仍在使用的不填");

/// Of tables whose figures are kept with their days: from when on what is changed holds.
const SINCE: Column = Column::new("since", "生效日期", "holds from", &["变更日期", "改动生效日期", "since"])
    .optional()
    .hint("改动从哪天起算，以前各季仍按原来的；改动不填为今天，新登记不填为一直如此");

pub(super) const TOWNS: &[Column] = &[
    Column::new("code", "行政区划代码", "division code", &["区划代码", "镇街代码", "code"]).text().hint("乡级 9 位"),
    Column::new("name", "镇街名称", "town name", &["名称", "镇街", "乡镇名称", "town", "name"]),
    NAME_EN,
    LAT,
    LNG,
    Column::new("outline", "边界", "outline", &["边界坐标", "范围"])
        .optional()
        .text()
        .hint("“经度,纬度”以空格分隔，至少三点；可以不填"),
    CLOSED_ON,
];

pub(super) const ENTERPRISES: &[Column] = &[
    Column { field: "credit_code", ..ENTERPRISE },
    Column::new("name", "单位名称", "enterprise name", &["企业名称", "排污单位名称", "公司名称", "name"])
        .hint("营业执照上的名称"),
    NAME_EN,
    Column::new(
        "town",
        "镇街",
        "town",
        &["所在镇街", "所属镇街", "镇街代码", "行政区划代码", "区划代码", "乡镇", "division code"],
    )
    .text()
    .hint("行政区划代码 9 位，或镇街名称"),
    Column::new(
        "industry",
        "行业代码",
        "trade code",
        &["行业类别", "行业类别代码", "国民经济行业代码", "所属行业", "industry"],
    )
    .text()
    .hint("GB/T 4754 代码，例如 3360，列格式设为文本"),
    Column::new("class", "管理类别", "management class", &["排污许可管理类别", "管理级别", "class"])
        .of(&[
            ("重点管理", "key management"),
            ("简化管理", "simplified management"),
            ("登记管理", "registration only"),
            ("未确定", "not determined"),
        ])
        .hint("从列表中选"),
    Column::new("class_basis", "管理类别依据", "ground of the class", &["分类管理依据", "名录类别", "class basis"])
        .optional()
        .hint("名录的类别和情形，或“纳入重点排污单位名录”；可以不填"),
    Column::new(
        "permit_no",
        "排污许可证编号",
        "permit number",
        &["许可证编号", "登记编号", "许可证号", "排污许可证号", "permit no", "permit_no"],
    )
    .optional()
    .text()
    .hint("许可证或登记编号；没有则不填"),
    Column::new(
        "permit_to",
        "许可证有效期止",
        "permit valid to",
        &["有效期止", "有效期至", "许可证截止日期", "permit to", "permit_to"],
    )
    .optional()
    .hint("例如 2030-12-31"),
    Column::new(
        "permit_issued_on",
        "发证日期",
        "permit issued on",
        &["许可证发证日期", "核发日期", "permit_issued_on"],
    )
    .optional()
    .hint("例如 2025-12-20"),
    Column::new("permit_from", "许可证有效期起", "permit valid from", &["有效期起", "有效期自", "permit_from"])
        .optional()
        .hint("例如 2026-01-01"),
    Column::new(
        "permit_duties",
        "许可证管理要求",
        "duties of the permit",
        &["环境管理要求", "自行监测和执行报告要求", "permit_duties"],
    )
    .optional()
    .hint("自行监测、台账、执行报告的频次，例如 自行监测每季一次；台账保存五年；执行报告按年；可以不填"),
    Column::new("address", "地址", "address", &["生产经营场所地址", "单位地址", "企业地址", "住所"]),
    LAT,
    LNG,
    PUBLIC_FROM,
    CLOSED_ON,
    SINCE,
];

pub(super) const PRODUCTS: &[Column] = &[
    ENTERPRISE,
    Column::new("name", "产品名称", "product", &["产品", "主要产品", "product name"]),
    Column::new("unit", "计量单位", "unit", &["单位", "产能单位"])
        .optional()
        .hint("例如 t；表头的括号里写了单位就不填"),
    Column::new("capacity", "年生产能力", "capacity a year", &["生产能力", "设计产能", "年产能", "capacity"])
        .in_(Measure::Output),
    CLOSED_ON,
    SINCE,
];

pub(super) const CAPS: &[Column] = &[
    ENTERPRISE,
    POLLUTANT,
    Column::new(
        "kg_per_year",
        "许可年排放量",
        "permitted load a year",
        &["年许可排放量", "许可排放量", "年排放量限值", "permitted load", "kg a year"],
    )
    .in_(Measure::Load),
    Column::new("unit", "计量单位", "unit", &["单位"])
        .optional()
        .of(&[("kg", "kg"), ("t", "t")])
        .hint("kg 或 t；表头的括号里写了单位就不填"),
    Column::new("from_year", "起始年度", "from year", &["年度", "年份", "许可年度", "from_year"])
        .optional()
        .hint("例如 2026；许可证按年规定的，每年一行；不分年的不填"),
    Column::new("to_year", "截止年度", "to year", &["止年度", "to_year"])
        .optional()
        .hint("例如 2026；不填：以后没有另行规定的年份也适用"),
    SINCE,
];

pub(super) const TREATMENTS: &[Column] = &[
    ENTERPRISE,
    Column::new("code", "治理设施编号", "facility number", &["设施编号", "污染治理设施编号", "编号", "code"])
        .text()
        .hint("许可证上的编号，例如 TW001、TA001"),
    Column::new("name", "治理设施名称", "facility", &["设施名称", "污染治理设施名称", "名称", "name"]),
    Column::new("process", "治理工艺", "process", &["处理工艺", "污染治理设施工艺", "工艺", "process"])
        .optional()
        .hint("例如 化学沉淀+膜分离；可以不填"),
    Column::new("capacity", "设计处理能力", "design capacity", &["处理能力", "设计能力", "capacity"])
        .optional()
        .in_(Measure::Output)
        .hint("可以不填"),
    Column::new("unit", "处理能力单位", "unit of capacity", &["计量单位", "单位", "unit"])
        .optional()
        .hint("例如 m³/d、m³/h；表头的括号里写了单位就不填"),
    CLOSED_ON,
    SINCE,
];

pub(super) const PERSONS: &[Column] = &[
    ENTERPRISE,
    Column::new("duty", "职责", "duty", &["责任", "职务", "身份", "duty"])
        .of(&[
            ("法定代表人", "legal representative"),
            ("主要负责人", "manager"),
            ("环保负责人", "environmental officer"),
        ])
        .hint("从列表中选"),
    Column::new("name", "姓名", "name", &["负责人姓名", "联系人", "name of the person"]),
    Column::new("phone", "电话", "telephone", &["联系电话", "手机", "手机号码", "phone"])
        .optional()
        .text()
        .hint("只在局内可见，不对外公开；可以不填"),
    Column::new("valid_from", "起始日期", "valid from", &["任职日期", "开始日期", "valid_from"])
        .hint("从哪天起担任，例如 2024-01-01"),
    Column::new("valid_to", "截止日期", "valid to", &["离任日期", "结束日期", "valid_to"])
        .optional()
        .hint("担任到哪天；仍在任的不填"),
];

pub(super) const OUTLETS: &[Column] = &[
    ENTERPRISE,
    Column { field: "code", ..OUTLET },
    Column::new("name", "排放口名称", "outlet name", &["排污口名称", "排口名称", "name"]),
    NAME_EN,
    Column::new("discharge", "排放去向", "discharge", &["排放方式", "去向"])
        .of(&[
            ("直接排放", "into the environment"),
            ("市政污水处理厂", "to the municipal works"),
            ("专用污水处理厂", "to a dedicated works"),
            ("车间排放口", "workshop outlet"),
        ])
        .hint("从列表中选；废气选直接排放"),
    Column::new("receiving", "受纳水体", "receiving", &["受纳污水处理厂", "排入", "receiving water"])
        .optional()
        .hint("水体、污水处理厂或空气功能区；可以不填"),
    CLOSED_ON,
];

pub(super) const LIMITS: &[Column] = &[
    ENTERPRISE,
    OUTLET,
    POLLUTANT,
    Column::new("low", "下限", "lowest", &["限值下限", "最低值", "排放限值下限", "low"])
        .optional()
        .in_(Measure::Limit)
        .hint("只有 pH 一类才填"),
    Column::new(
        "high",
        "上限",
        "highest",
        &["限值", "排放限值", "限值上限", "浓度限值", "排放浓度限值", "许可排放浓度", "排放限值上限", "high", "limit"],
    )
    .in_(Measure::Limit),
    Column::new("unit", "单位", "unit", &["计量单位", "浓度单位", "限值单位"]).optional().hint("mg/L、mg/m³；pH 不填"),
    Column::new("averaging", "考核时段", "mean", &["均值", "均值类型", "考核均值", "averaging"])
        .of(&[
            ("日均值", "daily mean"),
            ("小时均值", "hourly mean"),
            ("五分钟均值", "five-minute mean"),
            ("瞬时值", "single value"),
        ])
        .hint("从列表中选"),
    Column::new("reference_oxygen", "基准氧含量", "reference oxygen", &["基准含氧量", "基准氧", "reference_oxygen"])
        .optional()
        .hint("百分数，只有燃烧废气才填，例如 11"),
    Column::new("basis", "依据", "basis", &["执行标准", "排放标准", "标准名称", "限值依据"])
        .hint("标准号和表号，或许可证"),
    Column::new("source", "来源", "source", &["数据来源", "出处"])
        .hint("数字从哪里抄来，例如 排污许可证；没有核对过原文的写“待核实”"),
    Column::new(
        "valid_from",
        "执行起始日期",
        "valid from",
        &["起始日期", "生效日期", "开始日期", "执行日期", "有效期起", "valid_from"],
    )
    .hint("例如 2024-01-01"),
    Column::new("valid_to", "执行截止日期", "valid to", &["截止日期", "失效日期", "结束日期", "有效期止", "valid_to"])
        .optional()
        .hint("不填：到下一条限值的前一天为止"),
];

pub(super) const LOGGERS: &[Column] = &[
    ENTERPRISE,
    OUTLET,
    Column::new("mn", "设备编号", "logger number", &["MN", "MN号", "数采仪编号", "设备唯一标识", "mn"])
        .text()
        .hint("MN，列格式设为文本"),
    Column::new("password", "访问密码", "password", &["密码", "通讯密码", "PW"]).text().hint("6 位，列格式设为文本"),
    Column::new("edition", "协议版本", "protocol edition", &["通讯协议", "协议", "edition", "protocol"])
        .of(&[("2017", "2017"), ("2005", "2005"), ("2025", "2025")])
        .hint("HJ 212 的年份；2025 版的国密 SM4 加密和设备激活没有实现"),
    Column::new("realtime_seconds", "实时数据间隔", "interval", &["上传间隔", "实时间隔", "realtime_seconds"])
        .in_(Measure::Seconds)
        .hint("秒"),
    Column::new("tolerated", "容许的偏差", "tolerated", &["容许偏差"])
        .optional()
        .text()
        .hint("偏差名称，逗号分隔；一般不填"),
    Column::new("units", "上传单位", "units", &["上报单位"])
        .optional()
        .text()
        .hint("例如 w20117=mg/L；与标准一致就不填"),
    Column::new("installed_on", "安装日期", "installed on", &["投运日期", "联网日期", "installed_on"])
        .hint("例如 2024-01-01"),
    PUBLIC_FROM,
    CLOSED_ON,
];

pub(super) const BILLS: &[Column] = &[
    ENTERPRISE,
    Column::new("feed", "类别", "kind", &["账单类别", "能源类别", "类型", "feed"])
        .of(&[("用电", "power"), ("用水", "water")])
        .hint("从列表中选"),
    Column::new("month", "月份", "month", &["账期", "所属月份", "计费月份"]).hint("例如 2026-07"),
    Column::new("quantity", "用量", "quantity", &["数量", "用电量", "用水量"]).in_(Measure::Bill),
    Column::new("unit", "计量单位", "unit", &["单位"])
        .optional()
        .of(&[("kWh", "kWh"), ("m³", "m³")])
        .hint("kWh 或 m³；表头的括号里写了单位就不填"),
];

pub(super) const METERS: &[Column] = &[
    ENTERPRISE,
    Column::new("feed", "类别", "kind", &["能源类别", "类型", "feed"])
        .of(&[("用电", "power"), ("用水", "water")])
        .hint("从列表中选"),
    Column::new(
        "number",
        "户号",
        "meter number",
        &["用户编号", "客户编号", "用电户号", "用水户号", "meter", "account number"],
    )
    .text()
    .hint("供电、供水单位的户号，列格式设为文本"),
    Column::new("share", "分摊比例", "share", &["分摊", "占比", "比例"])
        .optional()
        .in_(Measure::Share)
        .hint("百分数，写作 30，不用百分比格式；独用则不填。同一户号同一天合计不超过 100"),
    Column::new("multiplier", "倍率", "multiplier", &["综合倍率", "互感器倍率"])
        .optional()
        .hint("止度减起度要乘的数；不填为 1"),
    Column::new("valid_from", "起始日期", "valid from", &["启用日期", "开始日期", "valid_from"])
        .hint("例如 2024-01-01"),
    Column::new("valid_to", "截止日期", "valid to", &["停用日期", "结束日期", "valid_to"])
        .optional()
        .hint("不填：至今，或到这家企业下一条的前一天"),
];

pub(super) const PREMISES: &[Column] = &[
    Column::new("code", "场所编号", "premises number", &["厂房编号", "园区编号", "编号", "code"])
        .text()
        .hint("自行编号，例如 CF001；登记后不能改"),
    Column::new("name", "场所名称", "premises", &["厂房名称", "园区名称", "名称", "name"]),
    Column::new("kind", "类别", "kind", &["场所类别", "类型", "kind"])
        .of(&[("出租厂房", "leased building"), ("工业园区", "industrial park"), ("自有厂房", "own building")])
        .hint("从列表中选"),
    Column::new("town", "镇街", "town", &["所在镇街", "所属镇街", "镇街代码", "行政区划代码"])
        .text()
        .hint("行政区划代码 9 位，或镇街名称"),
    Column::new("address", "地址", "address", &["场所地址", "厂房地址"]),
    Column::new("owner", "出租人或管理者", "landlord", &["出租人", "园区管理者", "业主", "房东", "owner"])
        .optional()
        .hint("只在局内可见，不对外公开；可以不填"),
    Column::new(
        "owner_code",
        "出租人统一社会信用代码",
        "landlord's credit code",
        &["管理者统一社会信用代码", "owner_code"],
    )
    .optional()
    .text()
    .hint("个人出租的不填"),
    CLOSED_ON,
];

pub(super) const TENANCIES: &[Column] = &[
    ENTERPRISE,
    Column::new("premises", "场所编号", "premises number", &["厂房编号", "园区编号", "premises"])
        .text()
        .hint("“厂房园区”表中的编号"),
    Column::new("valid_from", "起始日期", "valid from", &["租用日期", "入驻日期", "开始日期", "valid_from"])
        .hint("从哪天起，例如 2024-01-01"),
    Column::new("valid_to", "截止日期", "valid to", &["退租日期", "迁出日期", "结束日期", "valid_to"])
        .optional()
        .hint("到哪天；仍在的不填"),
];

pub(super) const SUCCESSIONS: &[Column] = &[
    Column { zh: "原企业统一社会信用代码", ..ENTERPRISE },
    Column::new(
        "successor",
        "后继企业统一社会信用代码",
        "successor's credit code",
        &["新企业统一社会信用代码", "successor"],
    )
    .text()
    .hint("18 位，列格式设为文本"),
    Column::new("kind", "类别", "kind", &["分立或合并", "类型", "kind"])
        .of(&[("分立", "split"), ("合并", "merger"), ("登记有误", "entered by mistake")])
        .hint("从列表中选；录错的改为“登记有误”，就不再显示"),
    Column::new("day", "日期", "day", &["登记日期", "变更日期", "day"]).hint("市场监管部门登记的日期，例如 2026-10-08"),
    Column::new("ground", "说明", "ground", &["依据", "登记文书", "ground"])
        .hint("分立或合并的依据，例如登记通知书文号；会对外公开"),
];
