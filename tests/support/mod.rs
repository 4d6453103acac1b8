//! What several tests share.

pub(crate) mod github_server;
pub(crate) mod site;
pub(crate) mod site_server;
