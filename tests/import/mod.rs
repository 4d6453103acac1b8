//! Whole imports of a small knowledge base, from a local server that answers and misbehaves as GitHub does.

mod breaks;
mod drafts;
mod flags;
mod moves;
mod safety;
#[cfg(unix)]
mod schedule;
mod single;
mod stops;
mod watch;
mod whole;

use std::collections::BTreeMap;
use std::time::Duration;

use fixbook::github::{Client, Patience, Settings, Timing};
use fixbook::import::{self, Drafts, Options, Scope, Summary, Writing};
use serde_json::json;

use crate::support::github_server::{GithubServer, Repo, World, comment, issue};
use crate::support::site::{TestSite, tree};

const NAME: &str = "example/project";
const TOKEN: &str = "ghp_0123456789abcdefghijABCDEFGHIJ012345";

const CONFIG: &str = "title: Errors of widgets
base_url: https://example.org/
import:
  - {repo: example/project, tool: widgets}
";

/// A knowledge base beside a server.
struct Kb {
    site: TestSite,
    server: GithubServer,
}

impl Kb {
    /// The knowledge base with one entry, and a server that shows this world.
    fn new(world: World) -> Self {
        let site = TestSite::minimal();
        site.write("fixbook.yaml", CONFIG);
        site.write(
            "content/tools.yaml",
            "widgets: {name: Widgets, category: Machines, homepage: 'https://widgets.example.org'}\n",
        );
        let _ = std::fs::remove_dir_all(site.root().join("content/errors"));
        let kb = Self {
            site,
            server: GithubServer::start(world),
        };
        kb.entry(
            "exchange-failed",
            "widget_exchange_failed",
            "  docs: https://widgets.example.org/errors\n",
        );
        kb
    }

    /// Writes a published entry with this signature and these sources.
    fn entry(&self, slug: &str, signature: &str, sources: &str) {
        self.site.write(
            &format!("content/errors/widgets/{slug}.yaml"),
            format!(
                "title: 'Widgets: \"{signature}\"'\ntool: widgets\nupdated: 2026-01-01\nsummary: The widget could not be exchanged for another one.\n\
                 signatures:\n  - {signature}\nmeaning: The exchange refused the widget that was offered to it.\n\
                 causes:\n  - The widget is older than the exchange accepts.\nfixes:\n  - Bring a newer widget to the exchange.\nsources:\n{sources}"
            ),
        );
    }

    fn settings(&self) -> Settings {
        Settings {
            api_url: self.server.url(),
            token: Some(TOKEN.to_owned()),
            cache: Some(self.site.root().join(".fixbook/github")),
            patience: Patience::Wait,
            timing: Timing {
                deadline: Duration::from_millis(600),
                backoff: Duration::from_millis(5),
                secondary: Duration::from_millis(40),
            },
            mask: import::clean,
        }
    }

    fn client(&self) -> Client {
        Client::new(&self.settings()).expect("set up")
    }

    /// One import as the schedule does it.
    fn import(&self) -> Summary {
        self.import_with(&options())
    }

    fn import_with(&self, options: &Options) -> Summary {
        import::run(&self.site.root(), &self.client(), options).expect("imports")
    }

    /// Runs the program against the server.
    fn run(&self, arguments: &[&str]) -> crate::support::site::Run {
        let url = self.server.url();
        let environment = [("GITHUB_API_URL", url.as_str()), ("GITHUB_TOKEN", TOKEN)];
        self.site.run_with(arguments, &environment)
    }

    /// Every file of `content/` by its path.
    fn content(&self) -> BTreeMap<String, String> {
        let files = tree(&self.site.root().join("content"));
        files
            .into_iter()
            .map(|(path, bytes)| (path, String::from_utf8(bytes).expect("text")))
            .collect()
    }

    /// The evidence of a thread of the repository.
    fn evidence(&self, number: u64) -> Option<String> {
        self.content()
            .remove(&format!("evidence/github/{NAME}/{number}.yaml"))
    }

    /// What was asked since the log had this length.
    fn asked_since(&self, before: usize) -> Vec<String> {
        self.server.paths().split_off(before)
    }
}

fn options() -> Options {
    Options {
        repos: Vec::new(),
        since: None,
        limit: None,
        scope: Scope::Changes,
        writing: Writing::Files,
        drafts: Drafts::Write,
        today: jiff::civil::date(2026, 3, 1),
    }
}

/// A day of 2026 in the seconds of the test world.
const DAY: i64 = 86_400;

/// A repository with everything that an import tells apart: a report that matches the entry and is fixed in a release, two
/// reports of an error without an entry, a wish, a question with an answer, and pull requests.
fn project() -> World {
    let mut repo = Repo::new(7);
    let mut fixed = issue(
        1,
        DAY,
        "Exchange fails after sign-in",
        "### What happened?\n\nAfter signing in I see\n\n```\nError: widget_exchange_failed\n```\n\n### Version\n\nwidgets 2.1.3\n",
    );
    fixed["state"] = json!("closed");
    fixed["state_reason"] = json!("completed");
    fixed["closed_at"] = json!("2026-01-20T00:00:00Z");
    fixed["reactions"] = json!({"total_count": 4, "+1": 4});
    repo.add(fixed);
    repo.timelines.insert(
        1,
        vec![
            json!({"event": "a_new_kind_of_event", "created_at": "2026-01-03T00:00:00Z"}),
            json!({"event": "cross-referenced", "created_at": "2026-01-19T00:00:00Z", "source": {"issue": {
                "number": 77, "html_url": "https://github.com/example/project/pull/77",
                "pull_request": {"merged_at": "2026-01-20T00:00:00Z"}}}}),
            json!({"event": "closed", "created_at": "2026-01-20T00:00:00Z", "state_reason": "completed"}),
        ],
    );
    repo.pulls.insert(
        77,
        json!({"number": 77, "html_url": "https://github.com/example/project/pull/77",
            "merged_at": "2026-01-20T00:00:00Z", "merge_commit_sha": "abcdef0123"}),
    );
    repo.releases = vec![
        json!({"tag_name": "v2.2.0", "published_at": "2026-01-21T00:00:00Z", "body": "- Accept older widgets (#77)"}),
    ];
    let sprocket = "It stops when it starts:\n\n```\nError: ESPROCKET could not load the sprocket manifest\n```\n";
    repo.add(issue(2, 2 * DAY, "Sprocket manifest", sprocket));
    repo.add(issue(3, 3 * DAY, "cannot start", sprocket));
    repo.add(issue(
        4,
        4 * DAY,
        "Feature request: a darker theme",
        "It would be nice to have a darker theme for the evening.",
    ));
    (10..150).for_each(|number| {
        let mut pull = issue(
            number,
            5 * DAY + i64::try_from(number).expect("small"),
            "Mend it",
            "A change.",
        );
        pull["pull_request"] = json!({"merged_at": null});
        repo.add(pull);
    });
    let mut help = comment(
        9001,
        3,
        20 * DAY,
        "helper",
        "I had the same problem. Deleting the file `sprockets.lock` and starting again fixed it for me.",
    );
    help["reactions"] = json!({"total_count": 3, "+1": 3});
    repo.say(help);
    repo.say(comment(
        9002,
        3,
        21 * DAY,
        "user-3",
        "Thanks, that worked for me too!",
    ));
    let mut answer = comment(
        9003,
        1,
        19 * DAY,
        "maintainer",
        "Please upgrade the exchange to 2.2.0: older widgets are accepted there again.",
    );
    answer["author_association"] = json!("MEMBER");
    repo.say(answer);
    World::with(NAME, repo)
}
