//! Words that no page says: readers of the trade took each for a wrong claim, a wrong term or a wrong tone. Beside each
//! stands what is written instead, and why.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says where it broke")]

use std::{fs, path::Path};

/// The words, all in one text; what to write; why.
type Wrong = (&'static [&'static str], &'static str, &'static str);

#[rustfmt::skip]
const CHINESE: &[Wrong] = &[
    (&["签字"], "确认提交", "登录密码不是《电子签名法》意义的可靠电子签名"),
    (&["再输一次密码", "签"], "再输一次，表示是您本人确认", "同上"),
    (&["有奖"], "奖励以现行办法为准", "没有现行办法的承诺会成为请求权的依据"),
    (&["12369"], "12345；另有号码的由站点设置写明", "12369 正在停用"),
    (&["有人接听"], "政务服务便民热线（转生态环境）", "接听由热线负责，门户不能承诺"),
    (&["许可产能"], "排污许可证载明的生产能力", "许可证不许可产能"),
    (&["登记管理", "没有许可证"], "不需申领排污许可证", "登记管理单位依法不需许可证，不是缺证"),
    (&["水量", "吨"], "立方米", "水量全站统一用立方米"),
    (&["设备停运"], "监测仪器停运；2005 版为排放源停运", "F 标记是仪器，不是生产设备"),
    (&["手工录入"], "手工输入的设定值", "不是人工监测的结果"),
    (&["超出量程"], "超测定上限", "标准的用语；浓度不低于量程"),
    (&["参加判断"], "有效数据、无效数据，或参加判定", "平台不判断，均值按限值判定"),
    (&["判断依据的均值"], "判定口径", "判断依据听起来像认定违法的依据"),
    (&["判断是否超标"], "监测值与排放限值怎样比较", "是否超标由生态环境部门认定"),
    (&["不经人工修改"], "平台不作修改；仪器端的维护、校准以数据标记注明", "平台只能说自己没有修改"),
    (&["都在限值以内"], "有效值均未高于限值数值（另有无效数据）", "无效数据没有比较过"),
    (&["高于限值，尚待核实"], "未经核实，不等于超标", "尚待核实听起来像已在立案"),
    (&["实时", "回到限值"], "最新实时值已不高于限值数值", "实时值不与限值判定"),
    (&["十三个季度"], "近三年各季度", "读者不数季度"),
    (&["违法案件"], "行政处罚案件", "公开的是处罚决定"),
    (&["最近曝光"], "最新公示的行政处罚", "公示是依法公开"),
    (&["门口大屏"], "厂区门口公示屏", "办法的用语"),
    (&["撤下姓名"], "公示期满即停止公示，只计入全市件数", "停止的是公示，不只是姓名"),
    (&["罚款怎样算"], "罚款裁量说明", "裁量不是算术"),
    (&["整改完成的记录"], "暂无整改完成情况", "没有记录不等于没有整改"),
    (&["无证排污"], "未取得排污许可证排放污染物", "法条的用语"),
    (&["黑工厂"], "无证的小作坊、小工厂", "口语，先下了结论"),
    (&["动了手脚"], "疑似被人为干扰", "未经查实"),
    (&["举报一时太多"], "当前网络提交过于频繁，本次未提交成功", "像在责怪举报人"),
    (&["没有受理"], "不予受理（附理由和可以向谁反映）", "条例的用语；没有受理像是漏了"),
    (&["身份保管"], "举报人信息保密员", "保管的是信息，不是身份"),
    (&["打开身份"], "查看举报人信息", "同上"),
    (&["已了结"], "已办结", "公文用语"),
    (&["等您说明"], "待说明", "公文用语"),
    (&["为什么要问"], "核对依据", "公文用语"),
    (&["不可能大于"], "不应高于（在分析误差以外）", "分析误差以内可以大于"),
    (&["三步由三个人"], "承办、审核、发布由不同人员办理", "公文用语"),
    (&["试探"], "疑似非法接入", "猜的是动机"),
    (&["处罚", "偏高"], "写明超过哪项限值、违反哪条规定", "没有人因为偏高受处罚"),
    (&["受教育"], "已对当事人批评教育", "公文用语"),
    (&["烟尘"], "颗粒物", "许可证和现行标准的名称"),
    (&["氨气"], "氨", "许可证和现行标准的名称"),
];

/// The same for Chinese lines that hold no English.
const SYMBOLS: &[Wrong] = &[(&["} m³"], "立方米", "句子里写字，不写符号")];

#[rustfmt::skip]
const ENGLISH: &[Wrong] = &[
    (&["certifier signs"], "the certifier files", "a password is no reliable electronic signature; GLOSSARY.md, “to sign”"),
    (&["left to sign"], "left to file", "the same"),
    (&["that are not signed"], "are not filed yet", "the same"),
    (&["sign with"], "confirm with", "the same"),
    (&["Signing is"], "Filing is", "the same"),
];

/// What is wrong with a text.
fn wrong<'a>(text: &str, words: &'a [Wrong]) -> Option<&'a Wrong> {
    words.iter().find(|(said, ..)| said.iter().all(|word| text.contains(word)))
}

/// The source of all files below a folder, with their names.
fn files(folder: &Path) -> Vec<(String, String)> {
    let all = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let each = all.flat_map(|path| {
        if path.is_dir() {
            files(&path)
        } else {
            vec![(path.display().to_string(), fs::read_to_string(&path).unwrap())]
        }
    });
    each.collect()
}

/// Every line of these files that `is_one` holds for and that says what it must not.
fn found(files: &[(String, String)], is_one: fn(&str) -> bool, words: &[Wrong]) -> Vec<String> {
    let each = files
        .iter()
        .flat_map(|(name, text)| text.lines().filter(move |line| is_one(line)).map(move |line| (name, line)));
    let said = each.filter_map(|(name, line)| {
        let (_, instead, why) = wrong(line, words)?;
        Some(format!("{name}: {line}\n    write {instead}: {why}"))
    });
    said.collect()
}

fn is_chinese(line: &str) -> bool {
    line.contains(|letter: char| ('\u{4E00}'..='\u{9FFF}').contains(&letter))
}

#[test]
fn no_page_says_what_it_must_not() {
    let texts = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("texts"));
    assert!(texts.len() > 50, "the texts stand elsewhere");
    let mut all = found(&texts, |line| line.starts_with("zh"), CHINESE);
    all.extend(found(&texts, |line| line.starts_with("zh"), SYMBOLS));
    all.extend(found(&texts, |line| line.starts_with("en"), ENGLISH));
    assert!(all.is_empty(), "{}", all.join("\n"));
}

/// What the demo city's people write, and the sentences of the checks, which stand beside the rules.
#[test]
fn no_sentence_elsewhere_says_it_either() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for folder in ["demo/src", "domain/src/declaration/check", "domain/src/crosscheck", "services/src/mail"] {
        let sources = files(&root.join(folder));
        assert!(sources.iter().any(|(_, text)| text.lines().any(is_chinese)), "no Chinese in {folder}");
        let all = found(&sources, is_chinese, CHINESE);
        assert!(all.is_empty(), "{}", all.join("\n"));
    }
}

#[test]
fn each_word_is_found_and_what_is_to_be_written_is_not() {
    for words in [CHINESE, SYMBOLS, ENGLISH] {
        for (said, instead, _) in words {
            let text = said.join("……");
            assert!(wrong(&text, words).is_some(), "{text}");
            assert!(wrong(instead, words).is_none(), "{instead} is wrong itself");
        }
    }
}
