//! Structured data for search engines (schema.org, as JSON-LD).

use crate::yaml::Day;
use serde::Serialize;
use serde_json::{Value, json};

use crate::markdown::Html;

/// What an article says about itself.
#[derive(Debug)]
pub(crate) struct Article<'a> {
    pub(crate) headline: &'a str,
    pub(crate) description: &'a str,
    pub(crate) url: &'a str,
    pub(crate) image: Option<&'a str>,
    pub(crate) lang: &'a str,
    pub(crate) site: &'a str,
    pub(crate) base_url: &'a str,
    pub(crate) about: &'a str,
    pub(crate) added: Option<Day>,
    pub(crate) updated: Option<Day>,
}

/// A `TechArticle`. Facts that are absent are absent keys.
pub(crate) fn article(article: &Article<'_>) -> Html {
    let organization =
        json!({"@type": "Organization", "name": article.site, "url": article.base_url});
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "TechArticle",
        "headline": article.headline,
        "description": article.description,
        "url": article.url,
        "mainEntityOfPage": article.url,
        "inLanguage": article.lang,
        "about": {"@type": "SoftwareApplication", "name": article.about},
        "author": organization,
        "publisher": organization,
        "isPartOf": {"@type": "WebSite", "name": article.site, "url": article.base_url},
    });
    if let Some(image) = article.image {
        data["image"] = json!(image);
    }
    if let Some(added) = article.added.or(article.updated) {
        data["datePublished"] = json!(added.to_string());
    }
    if let Some(updated) = article.updated.or(article.added) {
        data["dateModified"] = json!(updated.to_string());
    }
    script(&data)
}

/// A `BreadcrumbList` of names and complete addresses.
pub(crate) fn breadcrumb(steps: &[(&str, String)]) -> Html {
    let items: Vec<Value> = steps
        .iter()
        .zip(1..)
        .map(|((name, url), position)| json!({"@type": "ListItem", "position": position, "name": name, "item": url}))
        .collect();
    script(
        &json!({"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items}),
    )
}

/// A `FAQPage` of questions and answers in HTML; only for sites that ask for it.
pub(crate) fn faq<'a>(questions: impl Iterator<Item = (&'a str, &'a Html)>) -> Html {
    let items: Vec<Value> = questions
        .map(|(question, answer)| {
            json!({"@type": "Question", "name": question,
                   "acceptedAnswer": {"@type": "Answer", "text": answer.as_str()}})
        })
        .collect();
    script(&json!({"@context": "https://schema.org", "@type": "FAQPage", "mainEntity": items}))
}

/// A `WebSite`, for the home page.
pub(crate) fn web_site(name: &str, description: &str, url: &str, lang: &str) -> Html {
    script(&json!({
        "@context": "https://schema.org", "@type": "WebSite",
        "name": name, "description": description, "url": url, "inLanguage": lang,
    }))
}

/// JSON that cannot end the `<script>` it stands in.
fn script<T: Serialize>(data: &T) -> Html {
    let json = serde_json::to_string(data).expect("JSON values serialize");
    Html::trusted(
        json.replace('<', "\\u003c")
            .replace("\u{2028}", "\\u2028")
            .replace("\u{2029}", "\\u2029"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_end_the_script() {
        let html = breadcrumb(&[("</script><b>", "https://example.org/".to_owned())]);
        assert!(!html.as_str().contains('<'), "{}", html.as_str());
    }
}
