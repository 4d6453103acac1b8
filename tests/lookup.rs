//! What agents are told of a knowledge base: single pages as the site has them, and edits while it answers.

use fixbook::lookup::{KnowledgeBase, Lookup as _};
use fixbook::name::EntryId;
use fixbook::text::Log;

use crate::support::site::TestSite;

const ENTRY: &str = "content/errors/example/config-not-found.yaml";

fn id(address: &str) -> EntryId {
    EntryId::parse(address).unwrap()
}

#[test]
fn a_page_by_itself_is_the_one_that_the_site_has() {
    let site = TestSite::minimal();
    site.write(
        "content/errors/example/stub.yaml",
        "title: 'Example Tool: a stub'\ntool: example\nsummary: S.\nsignatures: 'another message 4711'\nmeaning: M.\ncauses: C.\nfixes: F.\nrelated: example/config-not-found\nsources:\n  docs: 'https://example.org/docs'\n  talk: 'example/tool#12'\n",
    );
    site.write(
        "content/evidence/github/example/tool/12.yaml",
        "issue: example/tool#12\nurl: https://github.com/example/tool/issues/12\ntitle: another message\nkind: issue\nstate: open\nauthor: somebody\nassociation: NONE\nopened: 2026-05-18\nupdated: 2026-05-18\nerrors: []\nentries:\n  - {entry: example/stub, score: 0.9}\n",
    );
    site.write(
        "content/errors/example/draft.yaml",
        "title: 'Example Tool: a draft'\ntool: example\nstate: draft\nsignatures: 'a message of a draft'\nsources:\n  docs: 'https://example.org/docs'\n",
    );
    let files = site.build(&["--drafts"]);
    let base = KnowledgeBase::open(&site.root()).unwrap();
    for name in ["config-not-found", "stub", "draft"] {
        let id = id(&format!("example/{name}"));
        let file = |twin: &str| String::from_utf8(files[&format!("{id}/{twin}")].clone()).unwrap();
        assert_eq!(base.page(&id).unwrap().unwrap(), file("index.md"));
        let json: serde_json::Value = serde_json::from_str(&file("index.json")).unwrap();
        assert_eq!(base.entry(&id).unwrap().unwrap(), json);
    }
    assert_eq!(base.page(&id("example/none")).unwrap(), None);
    assert_eq!(base.entry(&id("example/none")).unwrap(), None);
}

#[test]
fn edits_are_seen_while_it_answers() {
    let site = TestSite::minimal();
    let base = KnowledgeBase::open(&site.root()).unwrap();
    let find = |text: &str| {
        base.refresh().unwrap();
        let found = base.find(Log::of(text)).unwrap();
        found.confident.then(|| found.matches[0].entry.clone())
    };
    let page = || {
        base.refresh().unwrap();
        base.page(&id("example/config-not-found")).unwrap()
    };
    assert_eq!(find("flux capacitor overheated"), None);
    assert!(
        page()
            .unwrap()
            .contains("error: config file not found: <*>")
    );

    let entry = std::fs::read_to_string(site.root().join(ENTRY)).unwrap();
    site.write(
        ENTRY,
        entry.replace("error: config file not found", "flux capacitor overheated"),
    );
    assert_eq!(
        find("flux capacitor overheated"),
        Some("example/config-not-found".to_owned())
    );
    assert!(page().unwrap().contains("flux capacitor overheated: <*>"));

    site.remove(ENTRY);
    assert_eq!(page(), None);
    assert_eq!(find("flux capacitor overheated"), None);
}

#[test]
fn a_file_put_back_with_its_old_size_and_time_is_seen() {
    let site = TestSite::minimal();
    let base = KnowledgeBase::open(&site.root()).unwrap();
    let file = site.root().join(ENTRY);
    let entry = std::fs::read_to_string(&file).unwrap();
    let written = std::fs::metadata(&file).unwrap().modified().unwrap();
    let other = entry.replace("config file not found", "confab foil not fount");
    assert_eq!((other.len(), other == entry), (entry.len(), false));
    std::fs::write(&file, other).unwrap();
    let handle = std::fs::File::options().append(true).open(&file).unwrap();
    handle.set_modified(written).unwrap();
    base.refresh().unwrap();
    let found = base
        .find(Log::of("error: confab foil not fount: x"))
        .unwrap();
    assert_eq!(found.matches[0].why[0].captured, ["x"]);
    assert!(found.confident);
}
