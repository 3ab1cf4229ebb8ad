use proptest::prelude::*;

use super::{Personal as P, identity_card, personal_number, run::Text};

#[test]
fn what_belongs_to_persons_is_found() {
    #[rustfmt::skip]
    let cases = [
        ("当事人身份证号 11010519491231002X。", P::IdentityCard, "11010519491231002X"),
        ("身份证 110105 19491231 002x", P::IdentityCard, "110105 19491231 002x"),
        ("No110105194912310021，", P::IdentityCard, "110105194912310021"),
        ("身份证号110105491231002", P::IdentityCard, "110105491231002"),
        ("电话１３８ ００１３ ８０００，", P::Mobile, "１３８ ００１３ ８０００"),
        ("联系人138-0013-8000", P::Mobile, "138-0013-8000"),
        ("13800138000 13900139000", P::Mobile, "13800138000"),
        ("0769-22223333 13800138000", P::Landline, "0769-22223333"),
        ("手机13800138000 8时", P::Mobile, "13800138000"),
        ("13800138000-1", P::Mobile, "13800138000"),
        ("+86 13800138000", P::Mobile, "86 13800138000"),
        ("8613800138000", P::Mobile, "8613800138000"),
        ("2026-10-08 13800138000", P::Mobile, "13800138000"),
        ("信用代码 91350100M000100Y43 电话 13800138000", P::Mobile, "13800138000"),
        ("座机076922223333", P::Landline, "076922223333"),
        ("（0769）22223333", P::Landline, "0769）22223333"),
        ("电话：2222 3333", P::Landline, "2222 3333"),
        ("致电02087654321", P::Landline, "02087654321"),
        ("来往内地通行证H12345678", P::TravelPermit, "H12345678"),
        ("通行证 M 1234567801", P::TravelPermit, "M 1234567801"),
        ("台胞证12345678", P::TravelPermit, "12345678"),
        ("护照E12345678", P::TravelPermit, "12345678"),
        ("账号 6222 0000 1111 2222 333 收款", P::BankAccount, "6222 0000 1111 2222 333"),
        ("转入6222021234567894", P::BankAccount, "6222021234567894"),
        ("驾驶粤S12345货车", P::Plate, "粤S12345"),
        ("车牌粤S·D12345", P::Plate, "粤S·D12345"),
        ("联系 li.ming@example.cn。", P::Email, "li.ming@example.cn"),
        ("ＱＱ：12345678", P::Messenger, "12345678"),
        ("李某，1975年3月12日出生", P::BirthDate, "1975年3月12日"),
        ("李某（1975年生）", P::BirthDate, "1975年"),
        ("生于1975-03-12，", P::BirthDate, "1975-03-12"),
        ("出生日期：19750312", P::BirthDate, "19750312"),
    ];
    for (text, kind, shown) in cases {
        let found = personal_number(text);
        assert_eq!(found.as_ref().map(|(kind, shown)| (*kind, shown.as_str())), Some((kind, shown)), "{text}");
    }
}

#[test]
fn what_stands_in_papers_is_not() {
    let cases = [
        "",
        "统一社会信用代码 91350100M000100Y43",
        "统一社会信用代码 914419006100000000，许可证编号 914419006100000000001P",
        "许可证编号 91350100M000100Y43001P",
        "许可证编号 91440101202611220001V",
        "示环罚字〔2026〕123号，处罚款 325000 元",
        "案件 DH-2026-0123，数采仪 MN 88888880000001",
        "2026 年 8 月 10 日 23 时至 24 时",
        "2026-08-10 至 2026-08-11，2026-08-12 2026-08-13",
        "20260810 20260811 两日",
        "行为发生于2026年8月10日，2026年8月10日生产记录缺失",
        "排污许可证自2026年3月1日起生效",
        "排放量 1,234,567.89 千克，浓度 0.63 毫克/升",
        "化学需氧量 135、128、131、142 毫克/升",
        "测得 13.5 12.8 13.1 12",
        "请拨打 12345 或 12369",
        "总排放口 DW001，GB 21900-2008 表2，HJ 212-2025",
        "监测报告（示环监字〔2026〕第0123号）",
        "云南省和鄂州的样品 A12345",
    ];
    for text in cases {
        assert_eq!(personal_number(text), None, "{text}");
    }
}

/// The digits, parted after some of them.
fn grouped(digits: &str, sign: char, cuts: u32) -> String {
    let mut text = String::new();
    for (n, c) in digits.chars().enumerate() {
        if n > 0 && cuts >> n & 1 == 1 {
            text.push(sign);
        }
        text.push(c);
    }
    text
}

fn identity_card() -> impl Strategy<Value = String> {
    let places = prop_oneof![Just("440301"), Just("110105"), Just("810000")];
    (places, 1940u32..2020, 1u32..=12, 1u32..=28, 0u32..1000).prop_map(|(place, year, month, day, number)| {
        let first = format!("{place}{year}{month:02}{day:02}{number:03}");
        let check = "0123456789X".chars().find(|c| identity_card::is_whole(&format!("{first}{c}"))).unwrap();
        format!("{first}{check}")
    })
}

fn mobile() -> impl Strategy<Value = String> {
    (3u64..=9, 0u64..1_000_000_000).prop_map(|(second, rest)| format!("1{second}{rest:09}"))
}

fn card() -> impl Strategy<Value = String> {
    (15usize..=18, 0u64..1_000_000_000_000_000).prop_map(|(places, rest)| {
        let first: String = format!("62{rest:016}").chars().take(places).collect();
        let digit = |c: char| c.to_digit(10).unwrap();
        let doubled = first.chars().rev().enumerate().map(|(n, c)| {
            let twice = digit(c) * 2;
            if n % 2 == 1 { digit(c) } else { twice / 10 + twice % 10 }
        });
        let sum: u32 = doubled.sum();
        format!("{first}{}", (10 - sum % 10) % 10)
    })
}

proptest! {
    #[test]
    fn a_planted_number_is_found_in_any_grouping(
        number in prop_oneof![identity_card(), mobile(), card()],
        sign in prop::sample::select(vec![' ', '-', '.', '\u{3000}', '—']),
        cuts in any::<u32>(),
        before in prop::sample::select(vec!["", "经查，", "2026年8月10日 ", "浓度 0.63 ", "No"]),
        after in prop::sample::select(vec!["", "。", " 8时", "，罚款 325000 元"]),
    ) {
        let glued = before == "No";
        let cuts = if glued { 0 } else { cuts };
        // A letter before the digits of a card makes them a number of something else.
        prop_assume!(!glued || number.len() == 11 || identity_card::is_whole(&number));
        let number = grouped(&number, sign, cuts);
        // Digits that are grouped as a day are read as a day.
        let as_day = Text::of(&number).runs().any(|run| run.has_day());
        prop_assume!(!as_day || number.ends_with('X'));
        let text = format!("{before}{number}{after}");
        prop_assert!(personal_number(&text).is_some(), "{text}");
    }

    #[test]
    fn no_text_is_too_strange(text in ".{0,200}") {
        let _answer = personal_number(&text);
    }
}
