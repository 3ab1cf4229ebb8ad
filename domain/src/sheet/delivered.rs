//! The columns of the tables that others deliver.

use super::column::{Column, ENTERPRISE, Measure, OUTLET, POLLUTANT};

const CREDIT_CODE: Column = Column { field: "credit_code", ..ENTERPRISE };
const PERMIT_NO: Column =
    Column::new("permit_no", "排污许可证编号", "permit number", &["许可证编号", "登记编号", "许可证号", "permit_no"])
        .optional()
        .text()
        .hint("没有信用代码时用来认企业");
const NAME: Column =
    Column::new("name", "户名", "name", &["用户名称", "客户名称", "企业名称", "单位名称", "enterprise name"])
        .optional()
        .hint("没有户号和信用代码时，与地址一起用来认企业");
const ADDRESS: Column =
    Column::new("address", "地址", "address", &["用电地址", "用水地址", "用户地址", "单位地址", "住所"])
        .optional()
        .hint("与户名一起用来认企业");
const METER: Column = Column::new(
    "meter",
    "户号",
    "meter number",
    &["用户编号", "客户编号", "用电户号", "用水户号", "用户号", "meter", "account number"],
)
.optional()
.text()
.hint("列格式设为文本；没有户号的行要有信用代码");
const DEVICE: Column = Column::new(
    "device",
    "表号",
    "device number",
    &["电表编号", "水表编号", "表计编号", "资产编号", "电表资产号", "device"],
)
.optional()
.text()
.hint("换过表的分两行写，各写表号和日期");
const FROM: Column = Column::new("from", "起始日期", "from", &["计费起始日期", "起日", "本期起", "period from"])
    .optional()
    .hint("账期的第一天；按月的填“月份”，按天的填“日期”");
const TO: Column = Column::new("to", "截止日期", "to", &["计费截止日期", "止日", "本期止", "period to"])
    .optional()
    .hint("账期的最后一天");
const MONTH: Column =
    Column::new("month", "月份", "month", &["账期", "所属月份", "计费月份"]).optional().hint("例如 2026-07");
const DAY: Column = Column::new("day", "日期", "day", &["数据日期", "用电日期", "用水日期", "统计日期", "date"])
    .optional()
    .hint("例如 2026-07-08");
const UNIT: Column = Column::new("unit", "计量单位", "unit", &["单位"]).optional().hint("表头的括号里写了单位就不填");
const START: Column = Column::new("start", "起度", "start reading", &["上期示数", "起码", "起始示数", "上月示数"])
    .optional()
    .hint("没有用量时填起度和止度");
const END: Column = Column::new("end", "止度", "end reading", &["本期示数", "止码", "截止示数", "本月示数"])
    .optional()
    .hint("止度减起度，乘倍率");
const MULTIPLIER: Column = Column::new("multiplier", "倍率", "multiplier", &["综合倍率", "互感器倍率"])
    .optional()
    .hint("不填：用档案里这个户号的倍率");

pub(super) const POWER: &[Column] = &[
    METER,
    DEVICE,
    CREDIT_CODE_IF_ANY,
    PERMIT_NO,
    NAME,
    ADDRESS,
    FROM,
    TO,
    MONTH,
    DAY,
    Column::new(
        "quantity",
        "用电量",
        "quantity",
        &["用量", "电量", "日用电量", "月用电量", "抄见电量", "结算电量", "consumption"],
    )
    .optional()
    .in_(Measure::Bill)
    .hint("kWh 或 万kWh；按天、按月、按账期都可以"),
    UNIT,
    START,
    END,
    MULTIPLIER,
];

pub(super) const WATER: &[Column] = &[
    METER,
    DEVICE,
    CREDIT_CODE_IF_ANY,
    PERMIT_NO,
    NAME,
    ADDRESS,
    FROM,
    TO,
    MONTH,
    DAY,
    Column::new(
        "quantity",
        "用水量",
        "quantity",
        &["用量", "水量", "日用水量", "月用水量", "抄见水量", "结算水量", "consumption"],
    )
    .optional()
    .in_(Measure::Bill)
    .hint("m³；按天、按月、按账期都可以"),
    UNIT,
    START,
    END,
    MULTIPLIER,
];

const CREDIT_CODE_IF_ANY: Column = CREDIT_CODE.optional().hint("18 位，列格式设为文本；有户号时可以不填");

pub(super) const MARKET: &[Column] = &[
    CREDIT_CODE,
    Column::new("name", "企业名称", "name", &["名称", "市场主体名称", "单位名称", "enterprise name"]),
    Column::new("address", "住所", "address", &["地址", "经营场所", "住所地址", "主要经营场所"]).optional(),
    Column::new("state", "登记状态", "state", &["企业状态", "经营状态", "状态"])
        .of(&[("存续", "existing"), ("吊销", "licence revoked"), ("注销", "deregistered")])
        .hint("从列表中选"),
    Column::new("changed_on", "变更日期", "changed on", &["核准日期", "状态变更日期", "注销日期", "吊销日期"])
        .optional()
        .hint("最近一次变更、吊销或注销的日期"),
];

pub(super) const WEATHER: &[Column] = &[
    Column::new("station", "站号", "station", &["站点编号", "区站号", "气象站", "站名", "station id"])
        .text()
        .hint("列格式设为文本"),
    Column::new("at", "时间", "time", &["观测时间", "日期", "date", "day", "hour"])
        .hint("2026-07-08 为日值，2026-07-08 14:00 为小时值"),
    Column::new("temperature", "气温", "temperature", &["平均气温", "温度"])
        .optional()
        .in_(Measure::Celsius)
        .hint("°C"),
    Column::new("wind", "风速", "wind speed", &["平均风速", "wind"]).optional().in_(Measure::Speed).hint("m/s"),
    Column::new("direction", "风向", "wind direction", &["主导风向", "direction"])
        .optional()
        .hint("度，0 至 360，北为 0；静风不填"),
    Column::new("rain", "降水量", "rain", &["雨量", "降雨量", "precipitation"])
        .optional()
        .in_(Measure::Rain)
        .hint("mm"),
];

pub(super) const HOLIDAYS: &[Column] = &[
    Column::new("from", "起始日期", "from", &["日期", "第一天", "date"]).hint("例如 2026-10-01"),
    Column::new("to", "截止日期", "to", &["最后一天"]).optional().hint("只有一天则不填"),
    Column::new("what", "安排", "what", &["类型", "放假或上班"])
        .of(&[("放假", "off"), ("上班", "work")])
        .hint("周末补班写“上班”"),
    Column::new("name", "节日", "festival", &["名称", "假期"]),
    Column::new("source", "依据", "source", &["文号", "通知", "来源"]).hint("国务院办公厅通知的文号或网址"),
    Column::new("sure", "确定程度", "how sure", &["状态", "是否确定"])
        .of(&[("已公布", "published"), ("暂定", "provisional")])
        .hint("国务院办公厅已公布，或通知发布前的推算"),
];

pub(super) const TAX: &[Column] = &[
    CREDIT_CODE,
    Column::new("month", "所属期", "month", &["月份", "税款所属期", "period"]).hint("例如 2026-07"),
    Column::new("band", "档次", "band", &["区间", "等级", "有无", "是否", "yes or no"])
        .optional()
        .text()
        .hint("约定的档次（例如 A、B、C）或 是、否；不要填营业额"),
    Column::new("turnover", "营业额", "turnover", &["营业收入", "销售额", "开票金额", "销售收入", "revenue"])
        .optional()
        .unoffered()
        .hint("元"),
];

pub(super) const MANIFESTS: &[Column] = &[
    Column::new("number", "联单编号", "manifest number", &["转移联单编号", "联单号"]).text().hint("列格式设为文本"),
    CREDIT_CODE_OF_PRODUCER,
    Column::new("waste", "废物代码", "waste code", &["危险废物代码", "危废代码"]).text().hint("例如 336-064-17"),
    Column::new("quantity", "转移数量", "quantity", &["数量", "重量", "转移量"]).in_(Measure::Mass).hint("kg 或 t"),
    UNIT,
    Column::new("handed_on", "转移日期", "handed over on", &["移出日期", "出厂日期", "转出日期"]),
    Column::new("receiver", "接收单位", "receiver", &["接受单位", "处置单位", "接收者"]).optional(),
];

const CREDIT_CODE_OF_PRODUCER: Column = Column {
    zh: "移出单位信用代码",
    en: "credit code of the producer",
    also: &["统一社会信用代码", "信用代码", "产生单位信用代码", "移出人信用代码", "credit code"],
    ..CREDIT_CODE
};

pub(super) const LAB: &[Column] = &[
    Column::new("number", "报告编号", "report number", &["检测报告编号", "报告号"]).text().hint("列格式设为文本"),
    CREDIT_CODE,
    OUTLET,
    Column::new("sampled_on", "采样日期", "sampled on", &["采样时间", "监测日期", "检测日期"]),
    POLLUTANT,
    Column::new("value", "结果", "value", &["检测结果", "监测结果", "浓度", "实测浓度"])
        .in_(Measure::Limit)
        .hint("未检出写 ND，或写作 <0.05"),
    Column::new("unit", "单位", "unit", &["计量单位", "结果单位"]).optional().hint("mg/L、mg/m³；pH 不填"),
    Column::new("lab", "检测机构", "laboratory", &["检测单位", "监测单位", "机构名称", "lab"]),
];
