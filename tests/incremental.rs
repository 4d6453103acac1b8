//! Builds that know the build before: they give what a build from nothing gives, and make only what differs.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use crate::support::site::{Run, TestSite, tree};

const TOOLS: [&str; 2] = ["example", "second"];

/// Pseudo-random numbers that are the same everywhere (`SplitMix64`, Steele et al. 2014).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % end as u64).unwrap()
    }
}

fn entry(tool: &str, number: usize, words: &str) -> String {
    let (next, thread) = ((number + 1) % 6, number + 1);
    format!(
        "title: 'Error {number} of {tool} {words}'\ntool: {tool}\nadded: 2026-01-0{}\nsummary: It says {words} {number}.\nsignatures: 'E{number}77 {words} in <*> of {tool}'\nmeaning: It is number {number}, {words}.\ncauses: The setting `{words}` is missing.\nfixes: Set `{words}` to {number}.\nrelated: example/error-{next}\nsources:\n  docs: https://example.org/docs/{number}\n  report: example/tool#{thread}\n",
        number + 1
    )
}

fn file(tool: &str, number: usize) -> String {
    format!("content/errors/{tool}/error-{number}.yaml")
}

fn thread(number: usize, tool: &str, words: &str) -> String {
    format!(
        "issue: example/tool#{number}\nurl: https://github.com/example/tool/issues/{number}\ntitle: It says {words}\nkind: issue\nstate: open\nauthor: somebody\nentries: {tool}/error-{number}\n"
    )
}

fn config(title: &str, gate: &str) -> String {
    format!(
        "title: {title}\nbase_url: https://example.org/kb/\nrepository: https://github.com/example/kb\ngate: {gate}\n"
    )
}

/// Two tools with six entries each.
fn site() -> TestSite {
    let site = TestSite::minimal();
    site.write("fixbook.yaml", config("Errors", "off"));
    site.write(
        "content/tools.yaml",
        "example:\n  name: Example\n  category: Examples\n  homepage: https://example.org\nsecond:\n  name: Second\n  category: Examples\n  homepage: https://example.org\n",
    );
    for tool in TOOLS {
        for number in 0..6 {
            site.write(&file(tool, number), entry(tool, number, "first"));
        }
    }
    site
}

/// Changes something, and says what.
fn edit(site: &TestSite, dice: &mut Dice) -> String {
    const WORDS: [&str; 5] = ["oddly", "later", "twice", "again", "never"];
    let words = WORDS[dice.below(WORDS.len())];
    let (tool, number) = (TOOLS[dice.below(2)], dice.below(6));
    let path = file(tool, number);
    let exists = site.root().join(&path).exists();
    match dice.below(10) {
        0 | 1 => {
            site.write(&path, entry(tool, number, words));
        }
        2 if exists => {
            site.remove(&path);
        }
        3 => {
            let text = entry(tool, number, words);
            site.write(
                &path,
                format!("{text}aliases: {tool}/old-{}\n", dice.below(3)),
            );
        }
        4 => {
            let text = entry(tool, number, words);
            let state = ["draft", "withdrawn\nwithdrawn: It was none."][dice.below(2)];
            site.write(&path, format!("{text}state: {state}\n"));
        }
        5 => {
            site.write(
                &format!("content/evidence/github/example/tool/{}.yaml", number + 1),
                thread(number + 1, tool, words),
            );
        }
        6 => {
            site.write(
                "templates/parts/footer.html",
                format!("<footer>{words}</footer>"),
            );
        }
        7 => {
            let gate = ["off", "stub", "stub"][dice.below(3)];
            site.write("fixbook.yaml", config(words, gate));
        }
        8 => {
            let text = fs::read_to_string(site.root().join("content/tools.yaml")).unwrap();
            site.write(
                "content/tools.yaml",
                text.replace("name: Example", &format!("name: Example {words}")),
            );
        }
        _ => {
            site.write(
                "content/pages/about.md",
                format!("# About\n\nThis is {words}.\n"),
            );
        }
    }
    format!("{tool} {number} {words}")
}

fn without_own(mut files: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    files.retain(|path, _| !path.starts_with(".fixbook"));
    files
}

/// A build from nothing of the same knowledge base.
fn fresh(site: &TestSite) -> BTreeMap<String, Vec<u8>> {
    let out = site.root().join("fresh");
    let _ = fs::remove_dir_all(&out);
    let run = site.run(&["build", "--no-cache", "--keep-going", "--out", "fresh"]);
    assert!(run.status < 2, "{}", run.stderr);
    without_own(tree(&out))
}

/// What `check` says where nothing is known from before.
fn checked_from_nothing(site: &TestSite) -> String {
    let (cache, aside) = (site.root().join(".fixbook"), site.root().join("aside"));
    fs::rename(&cache, &aside).unwrap();
    let said = site.run(&["check"]).stdout;
    fs::remove_dir_all(&cache).unwrap();
    fs::rename(&aside, &cache).unwrap();
    said
}

/// Files that only an earlier build had may stay where their name carries the hash of their content.
fn is_hashed(path: &str) -> bool {
    path.starts_with("assets/") || path.starts_with("search/")
}

fn assert_same(
    incremental: &BTreeMap<String, Vec<u8>>,
    fresh: &BTreeMap<String, Vec<u8>>,
    after: &str,
) {
    for (path, bytes) in fresh {
        assert!(
            incremental.get(path) == Some(bytes),
            "{path} differs after {after}"
        );
    }
    let stale: Vec<_> = incremental
        .keys()
        .filter(|path| !fresh.contains_key(*path) && !is_hashed(path))
        .collect();
    assert!(stale.is_empty(), "{stale:?} stayed after {after}");
}

fn times(folder: &Path) -> BTreeMap<String, SystemTime> {
    let files = without_own(tree(folder));
    let time = |path: String| {
        let modified = fs::metadata(folder.join(&path))
            .unwrap()
            .modified()
            .unwrap();
        (path, modified)
    };
    files.into_keys().map(time).collect()
}

/// How many pages a build says it rendered.
fn rendered(run: &Run) -> usize {
    let (before, _) = run
        .stderr
        .split_once(" pages rendered")
        .unwrap_or_else(|| panic!("{}", run.stderr));
    before.rsplit(' ').next().unwrap().parse().unwrap()
}

#[test]
fn random_edits_give_what_a_build_from_nothing_gives() {
    for (seed, gate) in [(0, "off"), (1, "stub")] {
        let site = site();
        site.write("fixbook.yaml", config("Errors", gate));
        let mut dice = Dice(seed);
        for _ in 0..6 {
            let before = site.run(&["build", "--keep-going"]);
            assert!(before.status < 2, "{}", before.stderr);
            let (old, old_times) = (site.built(), times(&site.root().join("public")));
            let mut done = Vec::new();
            for _ in 0..=dice.below(3) {
                done.push(edit(&site, &mut dice));
            }
            site.run(&["build", "--keep-going"]);
            let (new, new_times) = (site.built(), times(&site.root().join("public")));
            assert_same(&new, &fresh(&site), &format!("{done:?} of seed {seed}"));
            assert_eq!(
                site.run(&["check"]).stdout,
                checked_from_nothing(&site),
                "after {done:?} of seed {seed}"
            );
            for (path, bytes) in &old {
                if new.get(path) == Some(bytes) {
                    assert_eq!(old_times[path], new_times[path], "{path} was written again");
                }
            }
        }
    }
}

#[test]
fn nothing_changed_renders_nothing() {
    let site = site();
    site.build(&[]);
    let run = site.run(&["build"]);
    assert_eq!(rendered(&run), 0, "{}", run.stderr);
    assert!(
        run.stderr.contains(", 0 written, 0 removed"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_changed_entry_renders_its_page_and_a_changed_title_what_shows_it() {
    let site = site();
    site.build(&[]);
    let path = file("example", 1);
    let text = entry("example", 1, "first");
    site.write(&path, format!("{text}steps: Look at the log.\n"));
    assert_eq!(rendered(&site.run(&["build"])), 1, "the page of the entry");
    site.write(&path, text.replace("title: '", "title: 'The "));
    // The entry, two that name it as related, home, the tool and the category.
    assert_eq!(rendered(&site.run(&["build"])), 6);
}

#[test]
fn what_somebody_changed_or_removed_in_the_folder_is_made_again() {
    let site = site();
    let whole = site.build(&[]);
    let out = site.root().join("public");
    fs::write(out.join("example/error-1/index.html"), "mine").unwrap();
    fs::remove_file(out.join("example/error-2/index.json")).unwrap();
    fs::remove_dir_all(out.join("search")).unwrap();
    assert_eq!(site.build(&[]), whole);
}

#[test]
fn a_damaged_cache_is_not_believed() {
    let site = site();
    let whole = site.build(&[]);
    for damage in [
        (|bytes: &mut Vec<u8>| bytes.truncate(bytes.len() / 2)) as fn(&mut Vec<u8>),
        |bytes| bytes.clear(),
        |bytes| {
            let middle = bytes.len() / 2;
            bytes[middle] ^= 4;
        },
        |bytes| bytes.fill(0xff),
    ] {
        let folder = site.root().join(".fixbook");
        for (path, mut bytes) in tree(&folder) {
            if !bytes.is_empty() {
                damage(&mut bytes);
                fs::write(folder.join(path), bytes).unwrap();
            }
        }
        assert_eq!(site.build(&[]), whole);
    }
}

#[test]
fn a_file_whose_time_proves_nothing_is_read_again() {
    let site = site();
    let path = site.root().join(file("example", 1));
    // Later than the build looks at it: whatever is written until then may have the same time.
    let time = SystemTime::now() + std::time::Duration::from_secs(3600);
    let write = |words: &str| {
        fs::write(&path, entry("example", 1, words)).unwrap();
        fs::File::options()
            .write(true)
            .open(&path)
            .unwrap()
            .set_modified(time)
            .unwrap();
        site.run(&["build"]);
    };
    write("other");
    write("ether");
    assert_same(
        &site.built(),
        &fresh(&site),
        "an edit of equal size and time",
    );
}
