//! Structured data for search engines (schema.org, as JSON-LD).

use crate::yaml::Day;
use serde::Serialize;
use serde_json::{Value, json};

use crate::markdown::Html;

const CONTEXT: &str = "https://schema.org";

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

/// Something with a name, and an address where it has one.
#[derive(Debug, Clone, Copy, Serialize)]
struct Named<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct TechArticle<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    about: Named<'a>,
    author: Named<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    description: &'a str,
    headline: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    in_language: &'a str,
    is_part_of: Named<'a>,
    main_entity_of_page: &'a str,
    publisher: Named<'a>,
    url: &'a str,
}

/// A `TechArticle`. Facts that are absent are absent keys.
pub(crate) fn article(article: &Article<'_>) -> Html {
    let of_site = |kind| Named {
        kind,
        name: article.site,
        url: Some(article.base_url),
    };
    let day = |day: Option<Day>| day.map(|day| day.to_string());
    script(&TechArticle {
        context: CONTEXT,
        kind: "TechArticle",
        about: Named {
            kind: "SoftwareApplication",
            name: article.about,
            url: None,
        },
        author: of_site("Organization"),
        date_modified: day(article.updated.or(article.added)),
        date_published: day(article.added.or(article.updated)),
        description: article.description,
        headline: article.headline,
        image: article.image,
        in_language: article.lang,
        is_part_of: of_site("WebSite"),
        main_entity_of_page: article.url,
        publisher: of_site("Organization"),
        url: article.url,
    })
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct BreadcrumbList<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    item_list_element: Vec<ListItem<'a>>,
}

#[derive(Debug, Serialize)]
struct ListItem<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    item: &'a str,
    name: &'a str,
    position: usize,
}

/// A `BreadcrumbList` of names and complete addresses.
pub(crate) fn breadcrumb(steps: &[(&str, String)]) -> Html {
    let items = steps.iter().zip(1..);
    script(&BreadcrumbList {
        context: CONTEXT,
        kind: "BreadcrumbList",
        item_list_element: items
            .map(|((name, item), position)| ListItem {
                kind: "ListItem",
                item,
                name,
                position,
            })
            .collect(),
    })
}

/// A `FAQPage` of questions and answers in HTML; only for sites that ask for it.
pub(crate) fn faq<'a>(questions: impl Iterator<Item = (&'a str, &'a Html)>) -> Html {
    let items: Vec<Value> = questions
        .map(|(question, answer)| {
            json!({"@type": "Question", "name": question,
                   "acceptedAnswer": {"@type": "Answer", "text": answer.as_str()}})
        })
        .collect();
    script(&json!({"@context": CONTEXT, "@type": "FAQPage", "mainEntity": items}))
}

/// A `WebSite`, for the home page.
pub(crate) fn web_site(name: &str, description: &str, url: &str, lang: &str) -> Html {
    script(&json!({
        "@context": CONTEXT, "@type": "WebSite",
        "name": name, "description": description, "url": url, "inLanguage": lang,
    }))
}

/// JSON that cannot end the `<script>` it stands in.
fn script<T: Serialize>(data: &T) -> Html {
    let json = serde_json::to_string(data).expect("views serialize");
    // The first byte of both separators; most texts have neither that nor a tag.
    if !json.bytes().any(|byte| byte == b'<' || byte == 0xe2) {
        return Html::trusted(json);
    }
    Html::trusted(
        json.replace('<', "\\u003c")
            .replace('\u{2028}', "\\u2028")
            .replace('\u{2029}', "\\u2029"),
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
