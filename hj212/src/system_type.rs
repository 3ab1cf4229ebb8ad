//! The system code ST (系统编码): which kind of system speaks.

use std::fmt;

macro_rules! system_types {
    ($($(#[$doc:meta])* $name:ident = $code:literal,)*) => {
        /// ST, two digits. Ranges: 10–29 ambient, 30–49 sources, 50–69 process, 91–99 interaction.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum SystemType {
            $($(#[$doc])* $name,)*
            /// Any other code, kept as it came.
            Other(u8),
        }

        impl From<u8> for SystemType {
            fn from(code: u8) -> Self {
                match code {
                    $($code => Self::$name,)*
                    other => Self::Other(other),
                }
            }
        }

        impl SystemType {
            /// The number on the wire.
            pub const fn code(self) -> u8 {
                match self {
                    $(Self::$name => $code,)*
                    Self::Other(code) => code,
                }
            }
        }
    };
}

system_types! {
    /// Surface water (地表水).
    SurfaceWater = 21,
    /// Ambient air (环境空气).
    AmbientAir = 22,
    /// Ambient noise (声环境).
    AmbientNoise = 23,
    /// Groundwater (地下水).
    Groundwater = 24,
    /// Soil (土壤).
    Soil = 25,
    /// Sea water (海水).
    SeaWater = 26,
    /// Ambient volatile organic compounds (挥发性有机物).
    AmbientVoc = 27,
    /// Air emission source (大气污染源).
    AirSource = 31,
    /// Water emission source (地表水体污染源).
    WaterSource = 32,
    /// Groundwater pollution source (地下水体污染源).
    GroundwaterSource = 33,
    /// Marine pollution source (海洋污染源).
    MarineSource = 34,
    /// Soil pollution source (土壤污染源).
    SoilSource = 35,
    /// Noise source (噪声污染源).
    NoiseSource = 36,
    /// Vibration source (振动污染源).
    VibrationSource = 37,
    /// Radioactive source (放射性污染源).
    RadioactiveSource = 38,
    /// Construction-site dust (工地扬尘).
    ConstructionDust = 39,
    /// Electromagnetic source (电磁污染源).
    ElectromagneticSource = 41,
    /// Power monitoring (用电监控), 2025 edition.
    Power = 44,
    /// Key production conditions (关键工况), 2025 edition.
    ProductionCondition = 45,
    /// Flue-gas treatment process (烟气排放过程).
    FlueGasProcess = 51,
    /// Sewage treatment process (污水排放过程).
    SewageProcess = 52,
    /// Power data under a code that vendors chose themselves.
    VendorPower = 80,
    /// System interaction (系统交互): every answer.
    Interaction = 91,
}

impl fmt::Display for SystemType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}", self.code())
    }
}
