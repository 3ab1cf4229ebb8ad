//! 9011 and 9012: what became of a request.

use crate::{ReadError, read::Reader};

macro_rules! results {
    ($(#[$outer:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $code:literal,)* }) => {
        $(#[$outer])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$doc])* $variant,)*
            /// Any other number, kept as it came.
            Other(u16),
        }

        impl $name {
            /// The number on the wire.
            pub const fn code(self) -> u16 {
                match self {
                    $(Self::$variant => $code,)*
                    Self::Other(code) => code,
                }
            }
        }

        impl From<u16> for $name {
            fn from(code: u16) -> Self {
                match code {
                    $($code => Self::$variant,)*
                    other => Self::Other(other),
                }
            }
        }
    };
}

results! {
    /// `QnRtn` of command 9011: whether a request is taken on (请求返回值).
    QnRtn {
        /// The request will be carried out (准备执行请求).
        Ready = 1,
        /// The request is refused (请求被拒绝).
        Refused = 2,
        /// PW is wrong.
        PwError = 3,
        /// MN is wrong.
        MnError = 4,
        /// ST is wrong.
        StError = 5,
        /// Flag is wrong.
        FlagError = 6,
        /// QN is wrong.
        QnError = 7,
        /// CN is wrong.
        CnError = 8,
        /// The check sum is wrong.
        CrcError = 9,
        /// Unknown error.
        Unknown = 100,
    }
}

results! {
    /// `ExeRtn` of command 9012: how an operation ended (执行结果).
    ExeRtn {
        /// It was carried out (执行成功).
        Success = 1,
        /// It failed for an unknown reason.
        Failed = 2,
        /// Its condition was not met.
        ConditionNotMet = 3,
        /// Communication timed out.
        Timeout = 4,
        /// The device was busy.
        Busy = 5,
        /// The system has a fault.
        SystemFault = 6,
        /// There are no data.
        NoData = 100,
    }
}

pub(crate) fn read_request(reader: &Reader<'_>) -> Result<QnRtn, ReadError> {
    reader.number("QnRtn").map(QnRtn::from)
}

pub(crate) fn read_execution(reader: &Reader<'_>) -> Result<ExeRtn, ReadError> {
    reader.number("ExeRtn").map(ExeRtn::from)
}
