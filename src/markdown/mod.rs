//! Markdown to HTML that is safe to show: raw HTML appears as the text it is, and only web, mail and internal addresses
//! become links. This is the only place where `Html`, the text that templates do not escape, comes from.

mod address;
mod highlight;
mod html;
mod plain;
mod render;
mod shell;

pub use html::Html;
pub use plain::plain;
pub use render::Renderer;
