//! The command code CN (命令编码).

use std::fmt;

macro_rules! commands {
    ($($(#[$doc:meta])* $name:ident = $code:literal,)*) => {
        /// CN, four digits.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Command {
            $($(#[$doc])* $name,)*
            /// Any other command, kept as it came.
            Other(u16),
        }

        impl From<u16> for Command {
            fn from(code: u16) -> Self {
                match code {
                    $($code => Self::$name,)*
                    other => Self::Other(other),
                }
            }
        }

        impl Command {
            /// The number on the wire.
            pub const fn code(self) -> u16 {
                match self {
                    $(Self::$name => $code,)*
                    Self::Other(code) => code,
                }
            }
        }
    };
}

commands! {
    /// Set time-out and number of repetitions (设置超时时间及重发次数).
    SetTimeouts = 1000,
    /// Upload hardware numbers at activation, 2025 edition.
    UploadHardware = 1001,
    /// Set the MN at activation, 2025 edition.
    SetMn = 1002,
    /// Read the clock (提取现场机时间).
    ReadClock = 1011,
    /// Set the clock (设置现场机时间).
    SetClock = 1012,
    /// The device asks for its clock to be set (现场机时间校准请求).
    ClockWanted = 1013,
    /// Roll the SM4 key, 2025 edition.
    RollKey = 1014,
    /// Read the real-time interval (提取实时数据间隔).
    ReadRealtimeInterval = 1061,
    /// Set the real-time interval (设置实时数据间隔).
    SetRealtimeInterval = 1062,
    /// Read the minute interval (提取分钟数据间隔).
    ReadMinuteInterval = 1063,
    /// Set the minute interval (设置分钟数据间隔).
    SetMinuteInterval = 1064,
    /// Set the password (设置现场机密码).
    SetPassword = 1072,
    /// Real-time data (实时数据); downwards: begin to send it.
    RealtimeData = 2011,
    /// Stop sending real-time data (停止察看实时数据).
    StopRealtime = 2012,
    /// Raw periodic data, 2025 edition.
    RawData = 2013,
    /// State of treatment equipment (设备运行状态); downwards: begin to send it.
    EquipmentState = 2021,
    /// Stop sending equipment states (停止察看设备运行状态).
    StopEquipmentState = 2022,
    /// Day data (日历史数据).
    DayData = 2031,
    /// Daily run time of treatment equipment (设备运行时间日历史数据).
    RunTimes = 2041,
    /// Minute data (分钟数据).
    MinuteData = 2051,
    /// A single noise value, 2025 edition.
    NoiseValue = 2052,
    /// Hour data (小时数据).
    HourData = 2061,
    /// Automatic check against a standard sample, 2025 edition.
    StandardCheck = 2062,
    /// The data logger was started (数采仪开机时间).
    Restart = 2081,
    /// Five-minute mean of the furnace temperature, 2025 edition.
    FurnaceData = 2111,
    /// Calibrate zero and span (零点校准量程校准).
    Calibrate = 3011,
    /// Take a sample now (即时采样).
    SampleNow = 3012,
    /// Clean or flush back (启动清洗/反吹).
    Clean = 3013,
    /// Take a sample for comparison (比对采样).
    ComparisonSample = 3014,
    /// Keep a sample above the limit (超标留样).
    RetainSample = 3015,
    /// Set the sampling period (设置采样时间周期).
    SetSamplingPeriod = 3016,
    /// Read the sampling period (提取采样时间周期).
    ReadSamplingPeriod = 3017,
    /// Read the time at which a sample leaves (提取出样时间).
    ReadSampleOutTime = 3018,
    /// Serial number of an analyser (设备唯一标识).
    SerialNumber = 3019,
    /// Log, state or parameter of a device (现场机信息).
    Info = 3020,
    /// Set a parameter of a device (设置现场机参数).
    SetParameter = 3021,
    /// Retain a sample, 2025 edition.
    RetainSampleNow = 3022,
    /// Start a check against a standard sample, 2025 edition.
    StartStandardCheck = 3024,
    /// Answer to a request (请求应答).
    RequestAnswer = 9011,
    /// Result of an operation (执行结果).
    ExecutionResult = 9012,
    /// Answer to a notice (通知应答).
    NoticeAnswer = 9013,
    /// Answer to data (数据应答).
    DataAnswer = 9014,
    /// Heartbeat (心跳).
    Heartbeat = 9015,
}

impl Command {
    /// Whether this crate has a name for the command.
    pub const fn is_known(self) -> bool {
        !matches!(self, Self::Other(_))
    }
}

impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.code())
    }
}
