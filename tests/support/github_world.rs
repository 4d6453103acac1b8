//! The repositories a test server knows, and how GitHub would answer for them.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Value, json};

use super::array;

/// How the pages of a listing are linked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Links {
    /// `page=2`.
    #[default]
    Pages,
    /// `after=…`.
    Cursors,
}

/// Everything there is.
#[derive(Default)]
pub(crate) struct World {
    pub(crate) repos: BTreeMap<String, Repo>,
    /// Old names and the id they lead to.
    pub(crate) renamed: HashMap<String, u64>,
    pub(crate) links: Links,
}

/// One repository.
#[derive(Default)]
pub(crate) struct Repo {
    pub(crate) id: u64,
    pub(crate) issues: BTreeMap<u64, Value>,
    pub(crate) comments: BTreeMap<u64, Value>,
    pub(crate) timelines: HashMap<u64, Vec<Value>>,
    pub(crate) pulls: HashMap<u64, Value>,
    pub(crate) releases: Vec<Value>,
    /// `commit...tag` and how they compare.
    pub(crate) comparisons: HashMap<String, &'static str>,
    pub(crate) commit_pulls: HashMap<String, Vec<Value>>,
    /// Status for a number that is not there, and where it went for 301.
    pub(crate) gone: HashMap<u64, (u16, Option<String>)>,
}

/// An answer before it is sent.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Reply {
    pub(crate) fn status(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: json!({"message": "so it is"}).to_string(),
        }
    }

    fn ok(body: String) -> Self {
        Self {
            status: 200,
            headers: Vec::new(),
            body,
        }
    }

    fn moved(to: String) -> Self {
        let mut reply = Self::status(301);
        reply.headers.push(("location".to_owned(), to));
        reply
    }
}

/// An issue as GitHub shows it, updated `second` seconds into 2026.
pub(crate) fn issue(number: u64, second: i64, title: &str, body: &str) -> Value {
    json!({
        "id": 1_000_000 + number, "number": number, "title": title, "body": body, "state": "open",
        "state_reason": null, "user": {"login": format!("user-{number}"), "id": 1}, "author_association": "NONE",
        "labels": [], "comments": 0, "created_at": time(second), "updated_at": time(second), "closed_at": null,
        "reactions": {"url": "x", "total_count": 0, "+1": 0}, "type": null,
    })
}

/// A comment as GitHub shows it; the repository fills in its addresses.
pub(crate) fn comment(id: u64, number: u64, second: i64, author: &str, body: &str) -> Value {
    json!({
        "id": id, "body": body, "user": {"login": author}, "author_association": "NONE", "thread": number,
        "created_at": time(second), "updated_at": time(second), "reactions": {"total_count": 0},
    })
}

/// So many seconds into 2026.
pub(crate) fn time(second: i64) -> String {
    jiff::Timestamp::from_second(1_767_225_600 + second)
        .expect("in range")
        .to_string()
}

impl Repo {
    pub(crate) fn new(id: u64) -> Self {
        Self {
            id,
            ..Self::default()
        }
    }

    pub(crate) fn add(&mut self, issue: Value) {
        self.issues
            .insert(issue["number"].as_u64().expect("a number"), issue);
    }

    /// Adds a comment and counts it at its issue.
    pub(crate) fn say(&mut self, comment: Value) {
        let number = comment["thread"].as_u64().expect("a thread");
        if let Some(issue) = self.issues.get_mut(&number) {
            issue["comments"] = json!(issue["comments"].as_u64().unwrap_or(0) + 1);
            if comment["updated_at"].as_str() > issue["updated_at"].as_str() {
                issue["updated_at"] = comment["updated_at"].clone();
            }
        }
        self.comments
            .insert(comment["id"].as_u64().expect("an id"), comment);
    }

    /// Marks an issue as updated.
    pub(crate) fn touch(&mut self, number: u64, second: i64) {
        self.issues.get_mut(&number).expect("there")["updated_at"] = json!(time(second));
    }
}

impl World {
    pub(crate) fn with(name: &str, repo: Repo) -> Self {
        Self {
            repos: BTreeMap::from([(name.to_owned(), repo)]),
            ..Self::default()
        }
    }

    pub(crate) fn repo(&mut self, name: &str) -> &mut Repo {
        self.repos.get_mut(name).expect("a known repository")
    }

    /// Answers a request for `path`, with addresses below `base`.
    pub(crate) fn answer(&self, base: &str, path: &str) -> Reply {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
        let (name, rest) = match parts.as_slice() {
            ["repos", owner, name, rest @ ..] => (format!("{owner}/{name}"), rest),
            ["repositories", id, rest @ ..] => {
                let named = self
                    .repos
                    .iter()
                    .find(|(_, repo)| repo.id.to_string() == **id);
                (
                    named.map(|(name, _)| name.clone()).unwrap_or_default(),
                    rest,
                )
            }
            _ => return Reply::status(404),
        };
        if let Some(id) = self.renamed.get(&name) {
            let rest: String = rest.iter().map(|part| format!("/{part}")).collect();
            return Reply::moved(format!(
                "{base}/repositories/{id}{rest}{}{query}",
                if query.is_empty() { "" } else { "?" }
            ));
        }
        let Some(repo) = self.repos.get(&name) else {
            return Reply::status(404);
        };
        let here = format!("{base}{path}");
        repo.answer(base, &name, rest, &here, &Query(query), self.links)
    }
}

impl Repo {
    fn answer(
        &self,
        base: &str,
        name: &str,
        rest: &[&str],
        here: &str,
        query: &Query<'_>,
        links: Links,
    ) -> Reply {
        let one = |value: Option<&Value>| {
            value.map_or_else(|| Reply::status(404), |v| Reply::ok(v.to_string()))
        };
        match rest {
            [] => Reply::ok(json!({"id": self.id, "full_name": name}).to_string()),
            ["issues"] => {
                let issues = self
                    .issues
                    .values()
                    .filter(|issue| query.wants(issue))
                    .map(|i| dressed_issue(i, name));
                listing(issues.collect(), here, query, links)
            }
            ["issues", "comments"] => {
                listing(self.dressed_comments(base, name, None), here, query, links)
            }
            ["issues", number] => {
                let number: u64 = number.parse().unwrap_or(0);
                match self.gone.get(&number) {
                    Some((301, Some(to))) => Reply::moved(format!("{base}{to}")),
                    Some((status, _)) => Reply::status(*status),
                    None => one(self
                        .issues
                        .get(&number)
                        .map(|i| dressed_issue(i, name))
                        .as_ref()),
                }
            }
            ["issues", number, "comments"] => {
                let comments = self.dressed_comments(base, name, number.parse().ok());
                listing(comments, here, query, Links::Pages)
            }
            ["issues", number, "timeline"] => {
                let events = number
                    .parse()
                    .ok()
                    .and_then(|n| self.timelines.get(&n))
                    .cloned()
                    .unwrap_or_default();
                listing(events, here, query, Links::Pages)
            }
            ["pulls", number] => one(number.parse().ok().and_then(|n: u64| self.pulls.get(&n))),
            ["commits", sha, "pulls"] => Reply::ok(array(
                self.commit_pulls.get(*sha).cloned().unwrap_or_default(),
            )),
            ["releases"] => listing(self.releases.clone(), here, query, Links::Pages),
            ["compare", range] => match self.comparisons.get(*range) {
                Some(status) => Reply::ok(json!({ "status": status }).to_string()),
                None => Reply::status(404),
            },
            _ => Reply::status(404),
        }
    }

    fn dressed_comments(&self, base: &str, name: &str, number: Option<u64>) -> Vec<Value> {
        let of = |comment: &&Value| number.is_none_or(|n| comment["thread"] == n);
        let dressed = self.comments.values().filter(of).map(|comment| {
            let (mut comment, thread) = (
                comment.clone(),
                comment["thread"].as_u64().expect("a thread"),
            );
            let kind = if self
                .issues
                .get(&thread)
                .is_some_and(|i| !i["pull_request"].is_null())
            {
                "pull"
            } else {
                "issues"
            };
            let id = comment["id"].clone();
            comment["html_url"] = json!(format!(
                "https://github.com/{name}/{kind}/{thread}#issuecomment-{id}"
            ));
            comment["issue_url"] = json!(format!("{base}/repos/{name}/issues/{thread}"));
            comment
        });
        dressed.collect()
    }
}

fn dressed_issue(issue: &Value, name: &str) -> Value {
    let mut issue = issue.clone();
    let kind = if issue["pull_request"].is_null() {
        "issues"
    } else {
        "pull"
    };
    issue["html_url"] = json!(format!(
        "https://github.com/{name}/{kind}/{}",
        issue["number"]
    ));
    issue
}

/// Sorts, cuts and links a page.
fn listing(mut items: Vec<Value>, here: &str, query: &Query<'_>, links: Links) -> Reply {
    let key = |item: &Value| {
        (
            item["updated_at"].as_str().unwrap_or("").to_owned(),
            item["id"].as_u64().unwrap_or(0),
        )
    };
    if query.get("sort") == Some("updated") {
        items.sort_by_key(key);
    }
    if let Some(since) = query.get("since") {
        items.retain(|item| item["updated_at"].as_str() >= Some(since));
    }
    let size: usize = query
        .get("per_page")
        .and_then(|n| n.parse().ok())
        .unwrap_or(30)
        .min(100);
    let page: usize = query.get("page").and_then(|n| n.parse().ok()).unwrap_or(1);
    if let Some((time, id)) = query.get("after").and_then(|after| after.split_once('~')) {
        items.retain(|item| key(item) > (time.to_owned(), id.parse().unwrap_or(0)));
    }
    let more = items.len() > page * size;
    let items: Vec<Value> = items
        .into_iter()
        .skip((page - 1) * size)
        .take(size)
        .collect();
    let mut reply = Reply::ok(array(items.clone()));
    if more {
        let rest = query.without(&["page", "after"]);
        let next = match links {
            Links::Pages => format!("{here}?{rest}&page={}", page + 1),
            Links::Cursors => {
                let (time, id) = key(items.last().expect("a full page"));
                format!("{here}?{rest}&after={time}~{id}")
            }
        };
        reply
            .headers
            .push(("link".to_owned(), format!("<{next}>; rel=\"next\"")));
    }
    reply
}

/// The query of a request.
struct Query<'a>(&'a str);

impl<'a> Query<'a> {
    fn get(&self, name: &str) -> Option<&'a str> {
        self.0
            .split('&')
            .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
    }

    fn without(&self, names: &[&str]) -> String {
        let kept = self
            .0
            .split('&')
            .filter(|pair| !names.contains(&pair.split('=').next().unwrap_or("")));
        kept.collect::<Vec<_>>().join("&")
    }

    fn wants(&self, issue: &Value) -> bool {
        let state = self.get("state").unwrap_or("open");
        let labels = self
            .get("labels")
            .unwrap_or("")
            .replace("%2C", ",")
            .replace("%20", " ");
        (state == "all" || issue["state"] == state)
            && labels.split(',').filter(|l| !l.is_empty()).all(|label| {
                issue["labels"]
                    .as_array()
                    .is_some_and(|all| all.iter().any(|l| l["name"] == label || *l == label))
            })
    }
}
