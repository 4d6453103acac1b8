//! The theme: templates and static files, the built-in ones overlaid by the site's own, by path and nothing else.
//! A file of the site that replaces nothing and is used by nothing is reported, since a typo in a file's name is the
//! usual bug. This module knows files and never entries: what a template may see is decided in `page`.

mod asset_table;
mod blanks;
mod bundle;
mod files;
mod modules;
mod stray;

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use serde::Serialize;
use tera::{Kwargs, State, Tera, Value};

use crate::finding::Report;
use crate::memo::Hash;
pub use asset_table::{Asset, AssetTable};
use files::Files;
pub use stray::STRAY_TEMPLATE;

/// The prefix under which a template of the site reaches the original: `{% extends "fixbook/base.html" %}`.
const ORIGINAL: &str = "fixbook/";

/// Everything that turns a view into a page: compiled templates and hashed assets.
#[derive(Debug)]
pub struct Theme {
    tera: Tera,
    assets: Arc<AssetTable>,
    statics: Files,
    strays: Report,
    fingerprint: Hash,
}

impl Theme {
    /// Loads the built-in theme and lays the `templates/` and `static/` of the site at `root` over it.
    pub fn load(root: &Path) -> Result<Self> {
        Self::from_files(
            &Files::of_site(root, "templates")?,
            Files::of_site(root, "static")?,
        )
    }

    /// The built-in theme alone, for sites without files of their own and for tests.
    pub fn built_in() -> Result<Self> {
        Self::from_files(&Files::default(), Files::default())
    }

    fn from_files(own_templates: &Files, own_statics: Files) -> Result<Self> {
        let built_in = Files::templates();
        let mut strays = Report::default();
        stray::find(own_templates, &built_in)
            .into_iter()
            .for_each(|finding| strays.push(finding));
        let statics = modules::joined(Files::statics().overlaid_with(own_statics));
        let assets = Arc::new(AssetTable::new(&statics));
        let mut tera = Tera::new();
        tera.set_fallback_prefixes([ORIGINAL])?;
        register_asset(&mut tera, Arc::clone(&assets));
        let fingerprint = fingerprint([&built_in, own_templates, &statics]);
        let mut sources = Vec::new();
        for (path, bytes) in built_in.iter() {
            sources.push((format!("{ORIGINAL}{path}"), template_text(path, bytes)?));
        }
        for (path, bytes) in own_templates.iter() {
            sources.push((path.to_owned(), template_text(path, bytes)?));
        }
        tera.add_raw_templates(sources)
            .context("cannot load the templates")?;
        Ok(Self {
            tera,
            assets,
            statics,
            strays,
            fingerprint,
        })
    }

    /// Gives every template a value of its own, under `name`: what is the same on all pages is converted once.
    pub fn set_global<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        self.tera.global_context().insert(name, value);
    }

    /// Renders one page. `view` is a struct of `page`; its fields are the template's variables.
    pub fn render<T: Serialize + ?Sized>(&self, template: &str, view: &T) -> Result<String> {
        let context = tera::Context::from_serialize(view)?;
        self.tera
            .render(template, &context)
            .with_context(|| format!("cannot render `templates/{template}`"))
    }

    /// The files under `/assets/`, hashed names first seen by `asset(path=…)` in templates.
    pub fn assets(&self) -> &AssetTable {
        &self.assets
    }

    /// All files of `static/`, by path from the site's root, in order.
    pub fn statics(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.statics.iter()
    }

    /// A hash of all templates and static files: pages of equal views are equal where it is.
    pub fn fingerprint(&self) -> &Hash {
        &self.fingerprint
    }

    /// Warnings about templates of the site that replace nothing and are used by nothing.
    pub fn report(&self) -> Report {
        self.strays.clone()
    }
}

fn fingerprint(all: [&Files; 3]) -> Hash {
    let mut hasher = blake3::Hasher::new();
    for files in all {
        for (path, bytes) in files.iter() {
            hasher.update(blake3::hash(path.as_bytes()).as_bytes());
            hasher.update(blake3::hash(bytes).as_bytes());
        }
        hasher.update(&[0]);
    }
    *hasher.finalize().as_bytes()
}

/// `asset(path="css/site.css")`: the hashed address, relative to the page through the view's `root`.
fn register_asset(tera: &mut Tera, assets: Arc<AssetTable>) {
    tera.register_function(
        "asset",
        move |kwargs: Kwargs, state: &State| -> tera::TeraResult<Value> {
            let path = kwargs.must_get::<&str>("path")?;
            let root = state.get::<String>("root")?.unwrap_or_default();
            let asset = assets.get(path).ok_or_else(|| {
                tera::Error::message(format!(
                    "there is no asset `{path}` in `static/`; there are: {}",
                    assets.names()
                ))
            })?;
            Ok(Value::normal_string(&format!("{root}{}", asset.address)))
        },
    );
}

fn template_text(path: &str, bytes: &[u8]) -> Result<String> {
    let text =
        std::str::from_utf8(bytes).with_context(|| format!("`templates/{path}` is not UTF-8"))?;
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::files::made_of as files;

    #[derive(Serialize)]
    struct View {
        root: &'static str,
    }

    #[test]
    fn a_template_of_the_site_replaces_the_built_in_one() {
        let theme = Theme::from_files(&files(&[("404.html", "mine")]), Files::default()).unwrap();
        assert_eq!(
            theme.render("404.html", &View { root: "./" }).unwrap(),
            "mine"
        );
        assert!(theme.report().is_empty());
    }

    #[test]
    fn the_original_stays_within_reach() {
        let own = files(&[
            ("parts/footer.html", "my {{ root }} footer"),
            (
                "404.html",
                r#"{% include "parts/footer.html" %}{% if asset(path="css/site.css") %}!{% endif %}"#,
            ),
        ]);
        let theme = Theme::from_files(&own, Files::default()).unwrap();
        assert_eq!(
            theme.render("404.html", &View { root: "../" }).unwrap(),
            "my ../ footer!"
        );
        assert!(theme.tera.contains_template("fixbook/parts/footer.html"));
    }

    #[test]
    fn a_block_of_the_original_can_be_added_to() {
        let own = files(&[
            (
                "base.html",
                r#"{% extends "fixbook/base.html" %}{% block footer %}{{ super() }}<p>own</p>{% endblock %}"#,
            ),
            ("parts/footer.html", "<footer>"),
            ("parts/head.html", ""),
            (
                "404.html",
                r#"{% extends "base.html" %}{% block find %}{% endblock %}"#,
            ),
        ]);
        let mut theme = Theme::from_files(&own, Files::default()).unwrap();
        let site = serde_json::json!({"lang": "en", "title": "T", "pages": []});
        theme.set_global("site", &site);
        let html = theme.render("404.html", &View { root: "./" }).unwrap();
        assert!(html.contains("<footer><p>own</p>"), "{html}");
    }

    #[test]
    fn an_unknown_asset_names_those_there_are() {
        let own = files(&[("404.html", r#"{{ asset(path="css/sight.css") }}"#)]);
        let theme = Theme::from_files(&own, Files::default()).unwrap();
        let error = format!(
            "{:#}",
            theme.render("404.html", &View { root: "./" }).unwrap_err()
        );
        assert!(
            error.contains("css/sight.css") && error.contains("css/site.css"),
            "{error}"
        );
    }
}
