//! One line per finding, for editors and `grep`: `path:line:column: severity[code]: message`.

use super::Located;

/// Renders every finding on a line of its own.
pub fn render(located: &Located) -> String {
    located
        .iter()
        .map(|(spot, _, finding)| {
            format!(
                "{}:{}:{}: {}[{}]: {}\n",
                finding.place.file,
                spot.position.line,
                spot.position.column,
                finding.severity.as_str(),
                finding.code,
                finding.message
            )
        })
        .collect()
}
