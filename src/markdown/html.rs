//! Text that is HTML already.

use serde::{Serialize, Serializer};

use super::highlight;

/// Finished HTML: templates print it as it is, everything else they escape. In JSON it is a plain string.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// Wraps HTML made here; outside this crate there is no way to declare a text safe.
    pub(crate) fn trusted(html: String) -> Self {
        Self(html)
    }

    /// The text as HTML, with everything that means something in HTML escaped.
    pub fn escaped(text: &str) -> Self {
        let mut html = String::with_capacity(text.len() + 8);
        push_escaped(&mut html, text);
        Self(html)
    }

    /// The text, escaped, with places where a long name may break: after `_`, `/` and `.` inside words.
    pub fn breakable(text: &str) -> Self {
        let mut html = String::with_capacity(text.len() + 24);
        let mut from = 0;
        for (at, _) in text.match_indices(['_', '/', '.']) {
            if text[at + 1..].starts_with(|c: char| c.is_alphanumeric()) {
                push_escaped(&mut html, &text[from..=at]);
                html.push_str("<wbr>");
                from = at + 1;
            }
        }
        push_escaped(&mut html, &text[from..]);
        Self(html)
    }

    /// The text for an element that holds text alone, such as `<title>`: quotes stay as they are.
    pub fn text(text: &str) -> Self {
        Self(text.replace('&', "&amp;").replace('<', "&lt;"))
    }

    /// A shell command with its colours, for a place inside `<code>`.
    pub fn command(code: &str) -> Self {
        let mut html = String::with_capacity(code.len() * 2);
        highlight::push_shell(&mut html, code);
        Self(html)
    }

    /// The HTML.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Tera takes its own values over as they are, the mark of safety included; other serializers see a string.
        tera::Value::safe_string(&self.0).serialize(serializer)
    }
}

/// Appends `text`, safe both between tags and inside a quoted attribute.
pub(crate) fn push_escaped(html: &mut String, text: &str) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        html.push_str(&text[from..at]);
        html.push_str(entity);
        from = at + 1;
    }
    html.push_str(&text[from..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_may_break_between_their_parts() {
        let html = Html::breakable("mcp_token <b> a. b");
        assert_eq!(html.as_str(), "mcp_<wbr>token &lt;b&gt; a. b");
    }

    #[test]
    fn html_is_a_plain_string_in_json() {
        let json = serde_json::to_string(&Html::escaped("a < b")).unwrap();
        assert_eq!(json, r#""a &lt; b""#);
    }

    #[test]
    fn templates_print_html_and_escape_text() {
        let mut tera = tera::Tera::new();
        tera.add_raw_template("t.html", "{{ a }}|{{ b }}").unwrap();
        let mut context = tera::Context::new();
        context.insert("a", &Html::trusted("<b>x</b>".to_owned()));
        context.insert("b", "<b>x</b>");
        assert_eq!(
            tera.render("t.html", &context).unwrap(),
            "<b>x</b>|&lt;b&gt;x&lt;/b&gt;"
        );
    }
}
