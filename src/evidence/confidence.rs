//! How sure a claim is, as computed from its evidence.

use crate::yaml::words;

words! {
    /// The level of a claim, from the least to the most.
    pub enum Confidence("a level of confidence") {
        /// Nothing stands behind it.
        Unsourced = "unsourced",
        /// One person says so.
        Reported = "reported",
        /// Two independent people say so, or a reporter confirms the fix.
        Corroborated = "corroborated",
        /// A maintainer, the vendor's documentation, a standard or a merged fix says so.
        Confirmed = "confirmed",
        /// Somebody tried it, with version and date.
        Reproduced = "reproduced",
    }
}
