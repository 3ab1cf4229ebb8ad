//! What is asked and said while a tip-off is handled.

/// What the bureau asks, and what the reporter answers.
pub const QUESTIONS: [(&str, &str); 5] = [
    ("请问您看到的情况大致在什么时段？方便时请补充。", "多数在晚上，周末更明显，具体钟点没有记。"),
    ("请问现场是否容易接近，有没有明显的标志物？", "旁边有一根电线杆和一棵大榕树，走过去就能看到。"),
    ("这种情况大概持续了多久，近期还有发生吗？", "断断续续有两三个月了，上周还看到过。"),
    ("您能否描述一下颜色和气味，便于我们准备采样器材？", "颜色偏深，有点刺鼻，过一阵就散了。"),
    ("为便于安排夜查，请问一般持续多长时间？", "大概半个小时到一个小时。"),
];

/// What a reporter says to an answer.
pub const THANKS: [&str; 3] =
    ["收到，谢谢你们的处理。", "谢谢，这两天确实好多了。", "感谢答复，如果再有情况我会继续反映。"];

/// What a reporter asks who has waited for long.
pub const WAITING: &str = "已经过去一段时间了，请问有进展吗？";

/// The first reply to a tip-off that was just taken up.
pub const TAKEN_UP: &str = "您的举报已受理，我们会尽快安排核查，请保管好查询码。";
