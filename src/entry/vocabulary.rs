//! The fixed words of an entry.

use crate::yaml::words;

words! {
    /// How far the error is from being gone.
    pub enum Status("a status") {
        /// Nothing helps yet.
        Open = "open",
        /// There is a way around it.
        Workaround = "workaround",
        /// A version exists in which it does not appear.
        Fixed = "fixed",
        /// It works as its makers intend.
        ByDesign = "by-design",
        /// Not known.
        Unknown = "unknown",
    }
}

words! {
    /// Where a signature is printed.
    pub enum Where("a place where errors are printed") {
        /// A passing message of a window.
        Toast = "toast",
        /// The error output of a command.
        Stderr = "stderr",
        /// A log file.
        Log = "log",
        /// The answer of a server.
        Http = "http",
        /// The address of a page.
        Url = "url",
        /// An error code alone.
        Code = "code",
        /// The text of a window or page.
        Ui = "ui",
    }
}

words! {
    /// Who can mend a cause.
    pub enum Owner("an owner") {
        /// The reader.
        You = "you",
        /// Who makes the tool.
        Vendor = "vendor",
        /// Who runs the service behind it.
        Provider = "provider",
        /// Whatever stands between.
        Network = "network",
    }
}

words! {
    /// What a fix achieves.
    pub enum FixKind("a kind of fix") {
        /// It removes the cause.
        Fix = "fix",
        /// It avoids the cause.
        Workaround = "workaround",
        /// It makes the error rarer or milder.
        Mitigation = "mitigation",
    }
}

words! {
    /// What a command or a fix does to the reader's system.
    pub enum Effect("an effect") {
        /// It only looks.
        Read = "read",
        /// It changes something that can be changed back.
        Write = "write",
        /// It can lose something.
        Destructive = "destructive",
    }
}

words! {
    /// What came of a fix for somebody.
    pub enum OutcomeResult("a result") {
        /// It worked.
        Worked = "worked",
        /// It did not.
        Failed = "failed",
        /// It helped in part.
        Partial = "partial",
        /// It made things worse.
        Worse = "worse",
    }
}

words! {
    /// What a source is to the claim that cites it.
    pub enum Role("a role") {
        /// A maintainer's word.
        Maintainer = "maintainer",
        /// The documentation of the tool's maker.
        VendorDoc = "vendor-doc",
        /// A standard.
        Spec = "spec",
        /// A merged change.
        Fix = "fix",
        /// Somebody who met the error.
        Reporter = "reporter",
        /// Anybody else.
        Community = "community",
        /// The writer tried it.
        OwnTest = "own-test",
    }
}

words! {
    /// The state a writer asks for.
    pub enum State("a state") {
        /// Not built without `--drafts`.
        Draft = "draft",
        /// As far as the gate allows.
        Published = "published",
        /// Keeps its page, which says why it is withdrawn.
        Withdrawn = "withdrawn",
    }
}
