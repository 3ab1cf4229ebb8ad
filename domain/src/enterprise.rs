//! An enterprise (排污单位) as the city's register knows it.

text_enum! {
    /// The trade that decides which products, pollutants and balances are expected.
    pub enum Industry {
        /// Electroplating and surface treatment (金属表面处理).
        Electroplating = "electroplating",
        /// Textile dyeing and finishing (印染).
        Dyeing = "dyeing",
        /// Pulp and paper (造纸).
        Paper = "paper",
        /// Printed circuit boards (印制电路板).
        CircuitBoards = "circuit-boards",
        /// Household-waste incineration (生活垃圾焚烧).
        Incineration = "incineration",
        /// Food and drink (食品加工).
        Food = "food",
        /// Municipal wastewater treatment (城镇污水处理).
        Municipal = "municipal",
    }
}

text_enum! {
    /// How the permit manages an enterprise (排污许可管理类别).
    pub enum ManagementClass {
        /// Key management (重点管理): on-line monitors, quarterly reports.
        Key = "key",
        /// Simplified management (简化管理).
        Simplified = "simplified",
        /// Registration only (登记管理).
        Registered = "registered",
    }
}

text_enum! {
    /// The supervision colour (三色码). Internal until a published rule backs it; the demo city has such a rule.
    pub enum Colour {
        /// Mainly off-site supervision.
        Green = "green",
        /// Watched.
        Yellow = "yellow",
        /// First on every inspection list.
        Red = "red",
    }
}
