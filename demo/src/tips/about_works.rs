//! Tip-offs about the enterprises with a story.

use domain::case::ViolationKind as V;

use super::{
    Ending::{Accepted, Answered, Checking},
    Plan, works,
};
use crate::stories::Story as S;

/// All of them. Three neighbours see the unregistered workshop (archetype 13).
pub const TIPS: &[Plan] = &[
    works(
        6,
        S::NickelCreep,
        V::OverLimit,
        ("电镀厂总排口白天的水发绿，河边石头上有绿色沉积，最近十来天才有。", "厂区东侧河涌第一个排水口"),
        Checking,
    ),
    works(
        74,
        S::NightDyer,
        V::Evasion,
        ("印染厂晚上十点以后排水颜色明显变深，早上七点又变清，一连好几晚都是这样。", "厂后河堤步道旁的排口"),
        Answered("已安排夜间采样两次，第二次化学需氧量超过排污许可证规定的限值，已立案调查，并要求企业夜间加密自测。"),
    ),
    works(
        31,
        S::NightDyer,
        V::OverLimit,
        ("夜里河水又是深蓝色的，还有一股染料味，白天看不出来。", "厂区下游约两百米的石桥"),
        Checking,
    ),
    works(
        122,
        S::ColdFurnace,
        V::OverLimit,
        ("清晨五六点焚烧厂烟囱冒黄烟，持续两个多小时，站在楼上看得很清楚。", "焚烧厂南面居民楼"),
        Answered("已调取自动监测记录，该时段炉温多次低于850℃，已责令改正，并核查企业对该时段工况的标记。"),
    ),
    works(
        66,
        S::NightTreatment,
        V::TreatmentIdle,
        ("造纸厂半夜十一点后污水站的风机就停了，凌晨五点才重新响，天天如此。", "污水站围墙外小路"),
        Answered("经夜间突击检查，曝气设施停运属实，案件已进入处罚程序，处罚决定将依法公开。"),
    ),
    works(
        203,
        S::ChromiumUnit,
        V::Disclosure,
        ("厂门口电子屏上的六价铬数值小得离谱，和以前公示的差了一千倍，怀疑没有如实公开。", "厂门口公示屏"),
        Answered("经核查，数据采集仪以毫克每升上传，登记单位已注明，数值换算后正常，企业已更正公示屏的单位。"),
    ),
    works(
        158,
        S::BisulphiteShort,
        V::TreatmentIdle,
        ("含铬废水的还原药剂很少看到进货，池子里的水一直发黄就往下一格放。", "电镀车间北侧处理站"),
        Answered("已核对药剂采购与加药记录，投加量不足，已责令改正，并列为重点检查对象。"),
    ),
    works(
        97,
        S::SludgeShort,
        V::Ledger,
        ("每月拉走的污泥只有一小车，产量却比去年大，台账上的数字怕是凑出来的。", "厂区西门地磅"),
        Answered("已调取危险废物转移联单与台账比对，产废量偏低，已要求企业说明并补充物料衡算。"),
    ),
    works(
        240,
        S::BaseVolume,
        V::OverLimit,
        ("印染厂用清水冲稀后再排，排水量比前几年大很多，颜色反而淡了。", "总排口旁的清水管"),
        Answered("已按单位产品基准排水量折算，折算浓度超过限值，已立案调查。"),
    ),
    works(
        287,
        S::BoilerStart,
        V::OverLimit,
        ("锅炉一启动就是大半天的黄烟，以前两三个小时就好了。", "厂区锅炉房烟囱"),
        Answered("启动时段可按规定标记，超出规定时长的部分照常判定，已通知企业更正该时段的标记。"),
    ),
    works(
        4,
        S::FlatLine,
        V::Falsification,
        ("公开网页上这家厂的化学需氧量一个多星期都在41左右不动，别的指标都在变，不像真的。", "公开网页实时数据"),
        Accepted,
    ),
    works(
        176,
        S::LawChange,
        V::Evasion,
        ("下大雨的时候电镀厂从雨水口放水，水是黄绿色的，雨停了就不放。", "厂区雨水井"),
        Answered("雨水口检出重金属，已封堵并立案，企业已完成雨污分流改造。"),
    ),
    works(
        27,
        S::Unregistered,
        V::NoPermit,
        ("出租厂房里有个没挂牌的电镀作坊，白天关门，夜里开工，酸味很重。", "出租厂房三楼靠货梯一间"),
        Checking,
    ),
    works(
        19,
        S::Unregistered,
        V::NoPermit,
        ("楼上作坊半夜开工，废水直接倒进卫生间下水道，下水管都烂穿了。", "出租厂房二楼走廊尽头"),
        Checking,
    ),
    works(
        9,
        S::Unregistered,
        V::NoPermit,
        ("这栋楼夜里用电特别多，变压器嗡嗡响，门口堆着蓝色的化工桶，没有任何牌照。", "出租厂房后门空地"),
        Checking,
    ),
];
