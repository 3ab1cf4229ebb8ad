//! What becomes of something that others deliver.

text_enum! {
    /// Whether a delivery counts.
    pub enum DeliveryState {
        /// Its rows are being written; nothing of it counts yet.
        Writing = "writing",
        /// It counts.
        Standing = "standing",
        /// It broke off, or somebody was first: nothing of it ever counts.
        BrokenOff = "broken-off",
    }
}

text_enum! {
    /// By which way a delivery came.
    pub enum Brought {
        /// Somebody signed in sent a form.
        Page = "page",
        /// From the command line of the server.
        CommandLine = "command-line",
        /// A program asked for it, with a token.
        Interface = "interface",
    }
}

text_enum! {
    /// How sure it is whom something delivered means.
    pub enum SubjectState {
        /// It is known.
        Known = "known",
        /// It may be somebody of the register: a person says.
        Doubtful = "doubtful",
        /// It seems to be nobody of the register.
        Strange = "strange",
        /// A person said that it is nobody of the register.
        Nobody = "nobody",
    }
}
