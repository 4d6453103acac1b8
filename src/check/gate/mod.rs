//! The gate: what an entry needs to be published. Each is a rule; together they decide.

mod boilerplate;
mod cause_without_evidence;
mod causes_not_told_apart;
mod equal_signatures;
mod near_duplicate;
mod no_authority;
mod only_the_issue;
mod repeated_sentence;
mod sample_not_first;
mod signature_is_title;
mod unfindable;

pub(crate) use boilerplate::Boilerplate;
pub(crate) use cause_without_evidence::CauseWithoutEvidence;
pub(crate) use causes_not_told_apart::CausesNotToldApart;
pub(crate) use equal_signatures::EqualSignatures;
pub(crate) use near_duplicate::NearDuplicate;
pub(crate) use no_authority::NoAuthority;
pub(crate) use only_the_issue::OnlyTheIssue;
pub(crate) use repeated_sentence::RepeatedSentence;
pub(crate) use sample_not_first::SampleNotFirst;
pub(crate) use signature_is_title::SignatureIsTitle;
pub(crate) use unfindable::Unfindable;
