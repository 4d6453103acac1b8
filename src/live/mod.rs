//! A knowledge base as a site that follows its files: what changed is loaded again, and a file of the site is made when somebody
//! asks for it, as `build` would write it. For `serve` and for lookups, which show few pages of many.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::check::{self, Checked};
use crate::finding::Located;
use crate::library::{Kept, KeptTerms, Library, Loaded};
use crate::sink::OneSink;
use crate::site::{self, Memo, Options};
use crate::source::RelPath;
use crate::theme::Theme;
use crate::yaml::{Day, locate};

/// See the module's documentation.
#[derive(Debug)]
pub struct Live {
    root: PathBuf,
    options: Options,
    today: Option<Day>,
    loaded: Loaded,
    checked: Checked,
    theme: Theme,
    /// Whether its files changed since it was loaded.
    theme_is_old: bool,
    kept: Kept,
    known: check::Memo,
    terms: KeptTerms,
    /// The files of the search index, which are made all at once.
    index: Option<BTreeMap<String, Vec<u8>>>,
}

impl Live {
    /// Loads the knowledge base in `root`; `cache` is the folder of caches. `today` is as in [`check::run`].
    pub fn open(root: &Path, cache: &Path, options: Options, today: Option<Day>) -> Result<Self> {
        let mut kept = Kept::open(cache);
        let loaded = Library::load_kept(root, &mut kept)?;
        let mut live = Self {
            root: root.to_owned(),
            options,
            today,
            loaded,
            checked: Checked::default(),
            theme: Theme::load(root)?,
            theme_is_old: false,
            kept,
            known: check::Memo::open(cache),
            terms: KeptTerms::open(cache),
            index: None,
        };
        live.check();
        Ok(live)
    }

    /// Follows a change of these files. An entry or a thread that was changed in place is decoded alone; after anything else all
    /// files are looked at. Where the theme is broken, pages are made with the one before, and every change says so.
    pub fn follow(&mut self, changed: &[PathBuf]) -> Result<()> {
        let is_theme = |path: &PathBuf| {
            ["templates", "static"]
                .iter()
                .any(|folder| path.starts_with(self.root.join(folder)))
        };
        let (theme, content): (Vec<&PathBuf>, Vec<&PathBuf>) =
            changed.iter().partition(|path| is_theme(path));
        let in_place = content
            .iter()
            .all(|path| self.loaded.reload(&RelPath::below(&self.root, path)));
        if !in_place {
            self.loaded = Library::load_kept(&self.root, &mut self.kept)?;
        }
        self.check();
        self.theme_is_old |= !theme.is_empty();
        if self.theme_is_old {
            self.theme = Theme::load(&self.root)?;
            self.theme_is_old = false;
        }
        Ok(())
    }

    fn check(&mut self) {
        let library = &self.loaded.library;
        self.checked = check::run(library, self.today, &self.known, &self.terms);
        self.known.turn();
        self.terms.turn();
        self.index = None;
    }

    /// What was found wrong, with its places in the files.
    pub fn findings(&self) -> Located {
        let mut report = self.loaded.report.clone();
        report.extend(self.checked.report.clone());
        report.extend(self.theme.report());
        locate(&self.root, report.into_findings())
    }

    /// How many entry files there are.
    pub fn entry_files(&self) -> usize {
        self.loaded.entry_files
    }

    /// The file of the site at a path from its root; none where it has no such file.
    pub fn file(&mut self, path: &str) -> Result<Option<Vec<u8>>> {
        let library = &self.loaded.library;
        let verdicts = &self.checked.verdicts;
        if site::is_of_index(path) {
            let index = self.index.get_or_insert_with(|| {
                let files = site::index_files(library, verdicts, &self.terms);
                files
                    .into_iter()
                    .map(|(name, bytes)| (format!("search/{name}"), bytes))
                    .collect()
            });
            return Ok(index.get(path).cloned());
        }
        let sink = OneSink::new(path);
        let (theme, options) = (&mut self.theme, &self.options);
        site::build(library, verdicts, theme, options, &Memo::nothing(), &sink)?;
        Ok(sink.into_bytes())
    }
}
