//! Who answers for an enterprise.

text_enum! {
    /// What somebody answers for (责任人).
    pub enum Duty {
        /// The legal representative (法定代表人).
        LegalRepresentative = "legal-representative",
        /// Who runs it (主要负责人).
        Manager = "manager",
        /// Who keeps it within the law of the environment (环保负责人).
        EnvironmentalOfficer = "environmental-officer",
    }
}
