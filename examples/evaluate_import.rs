//! Measures extraction and clustering on annotated threads: `cargo run --example evaluate_import -- DIR [-v]` reads
//! `github-issues.json` and `github-gold.jsonl` in the folder and prints a table, then what went wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use fixbook::import::cluster::{Member, clusters};
use fixbook::import::extract::{Extraction, RawComment, RawThread, extract};
use serde::Deserialize;

#[derive(Deserialize)]
struct Issues {
    issues: Vec<Issue>,
}

#[derive(Deserialize)]
struct Issue {
    repo: String,
    number: u64,
    title: String,
    body: Option<String>,
    user: Option<String>,
    #[serde(default)]
    author_association: String,
    #[serde(default)]
    labels: Vec<String>,
    state: String,
    state_reason: Option<String>,
    r#type: Option<String>,
    pull_request: Option<serde_json::Value>,
    comments: Vec<Comment>,
}

#[derive(Deserialize)]
struct Comment {
    user: Option<String>,
    #[serde(default)]
    author_association: String,
    body: Option<String>,
    #[serde(default)]
    reactions: BTreeMap<String, u64>,
}

#[derive(Deserialize)]
struct Gold {
    repo: String,
    number: u64,
    signature: Option<String>,
    #[serde(default)]
    signature_alternatives: Vec<String>,
    is_error_report: bool,
    fixes: Vec<GoldFix>,
    #[serde(default)]
    confirmations: Vec<usize>,
    #[serde(default)]
    fix_confirmed_by: Vec<usize>,
    duplicate_of: Option<String>,
    #[serde(default)]
    secrets: Vec<String>,
}

#[derive(Deserialize)]
struct GoldFix {
    comment: usize,
    kind: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    let dir = std::env::args()
        .nth(1)
        .ok_or("usage: evaluate_import DIR")?;
    let report = evaluate(Path::new(&dir))?;
    std::io::stdout().write_all(report.as_bytes())?;
    Ok(())
}

fn evaluate(dir: &Path) -> Result<String, Box<dyn Error>> {
    let text = expand(&fs::read_to_string(dir.join("github-issues.json"))?);
    let issues: Issues = serde_json::from_str(&text)?;
    let gold: Vec<Gold> = expand(&fs::read_to_string(dir.join("github-gold.jsonl"))?)
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()?;
    let mut table = Table::default();
    let mut rows = Vec::new();
    for issue in &issues.issues {
        let Some(gold) = gold
            .iter()
            .find(|gold| gold.repo == issue.repo && gold.number == issue.number)
        else {
            continue;
        };
        let raw = raw(issue);
        let found = extract(&raw);
        table.add(&raw, gold, &found);
        rows.push((raw, gold, found));
    }
    table.duplicates(&rows);
    Ok(table.to_string())
}

/// Placeholders of secrets become well-formed ones, put together here so that no scanner finds them in this file.
fn expand(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{secret:") {
        let (inner, tail) = after.split_once("}}").unwrap_or((after, ""));
        let (kind, number) = inner.split_once(':').unwrap_or((inner, "0"));
        out.push_str(before);
        out.push_str(&secret(kind, number));
        rest = tail;
    }
    out + rest
}

fn secret(kind: &str, number: &str) -> String {
    let random = |length: usize| -> String {
        let alphabet = b"aZ3bY7cX1dW9eV5fU2gT8hS4iR6jQ0kPlOmNnM";
        (0..length)
            .map(|at| char::from(alphabet[(at * 7 + number.len() * 3 + at / 5) % alphabet.len()]))
            .collect()
    };
    let hex = |length: usize| -> String {
        (0..length)
            .map(|at| char::from(b"0123456789abcdef"[(at * 7 + at / 3) % 16]))
            .collect()
    };
    match kind {
        "anthropic" => ["sk-", "ant-", "api03-", &random(80), number, "AA"].concat(),
        "openai" => ["sk-", "proj-", &random(48), number].concat(),
        "ghp" => ["gh", "p_", &random(34), "00"].concat(),
        "gho" | "ghs" | "ghu" | "ghr" => [kind, "_", &random(36)].concat(),
        "ghpat" => ["github", "_pat_", &random(22), "_", &random(59)].concat(),
        "aws" => ["AK", "IA", "IOSFODNN7EXAMPLE"].concat(),
        "jwt" => [
            "ey",
            "JhbGciOiJIUzI1NiJ9.",
            "ey",
            "JzdWIiOiIxIn0.",
            &random(40),
        ]
        .concat(),
        "slack" => ["xo", "xb-", "123456789012-", &random(24)].concat(),
        "google" => ["AI", "za", &random(35)].concat(),
        "npm" => ["np", "m_", &random(36)].concat(),
        "pypi" => ["pypi", "-AgEIcHlwaS5vcmc", &random(60)].concat(),
        "gitlab" => ["gl", "pat-", &random(20)].concat(),
        "stripe" => ["sk_", "live_", &random(24)].concat(),
        "email" => format!("jane.doe{number}@mail.example.com"),
        "pem" | "privatekey" | "private_key" => [
            "-----BEGIN PRIV",
            "ATE KEY-----\\n",
            &random(64),
            "\\n-----END PRIV",
            "ATE KEY-----",
        ]
        .concat(),
        "password" | "url" => ["postgres://app:", &random(14), "@db.example.com/app"].concat(),
        _ => hex(40),
    }
}

fn raw(issue: &Issue) -> RawThread {
    let comment = |(number, comment): (usize, &Comment)| RawComment {
        url: format!(
            "https://github.com/{}/issues/{}#issuecomment-{number}",
            issue.repo, issue.number
        ),
        author: comment.user.clone(),
        association: comment.author_association.clone(),
        date: None,
        body: comment.body.clone().unwrap_or_default(),
        reactions: comment.reactions.clone(),
    };
    RawThread {
        repo: issue.repo.clone(),
        number: issue.number,
        pull_request: issue.pull_request.is_some(),
        title: issue.title.clone(),
        body: issue.body.clone().unwrap_or_default(),
        author: issue.user.clone(),
        association: issue.author_association.clone(),
        labels: issue.labels.clone(),
        issue_type: issue.r#type.clone(),
        state: issue.state.clone(),
        state_reason: issue.state_reason.clone(),
        comments: issue.comments.iter().enumerate().map(comment).collect(),
        maintainers: Vec::new(),
    }
}

/// A share, printed with its counts.
#[derive(Default)]
struct Share {
    right: usize,
    of: usize,
}

impl Share {
    fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.of += 1;
    }
}

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let percent = 1000 * self.right / self.of.max(1);
        write!(
            f,
            "{:>3} of {:>3}  {:>3}.{} %",
            self.right,
            self.of,
            percent / 10,
            percent % 10
        )
    }
}

#[derive(Default)]
struct Table {
    signatures: Share,
    none: Share,
    fix_precision: Share,
    fix_recall: Share,
    fix_kinds: Share,
    confirmed: Share,
    same: Share,
    pair_precision: Share,
    pair_recall: Share,
    secrets: usize,
    failures: Vec<String>,
}

impl Table {
    fn add(&mut self, raw: &RawThread, gold: &Gold, found: &Extraction) {
        let name = format!("{}#{}", raw.repo, raw.number);
        let first = found.errors.first().map(|error| error.text.as_str());
        let wanted: Vec<&str> = gold
            .signature
            .iter()
            .chain(&gold.signature_alternatives)
            .map(String::as_str)
            .collect();
        if gold.is_error_report && !wanted.is_empty() {
            let right =
                first.is_some_and(|first| wanted.iter().any(|wanted| agrees(first, wanted)));
            self.signatures.add(right);
            self.note(
                right,
                &format!("{name} signature: found {first:?}, wanted {:?}", wanted[0]),
            );
        } else if !gold.is_error_report {
            self.none.add(first.is_none());
            self.note(first.is_none(), &format!("{name} none: found {first:?}"));
        }
        self.fixes(&name, raw, gold, found);
        let shown = format!("{found:?}");
        for secret in &gold.secrets {
            if shown.contains(secret.as_str()) {
                self.secrets += 1;
                self.failures.push(format!("{name} secret left"));
            }
        }
    }

    fn fixes(&mut self, name: &str, raw: &RawThread, gold: &Gold, found: &Extraction) {
        let body = |index: usize| {
            raw.comments
                .get(index)
                .map_or("", |comment| comment.body.as_str())
        };
        for fix in &found.fixes {
            let known = gold.fixes.iter().find(|known| known.comment == fix.comment);
            self.fix_precision.add(known.is_some());
            self.note(
                known.is_some(),
                &format!("{name} fix too many: {:?} {}", fix.kind, body(fix.comment)),
            );
            if let Some(known) = known {
                let kind = format!("{:?}", fix.kind).to_lowercase();
                let right = known.kind.contains(&kind);
                self.fix_kinds.add(right);
                self.note(
                    right,
                    &format!(
                        "{name} kind: {kind}, wanted {}: {}",
                        known.kind,
                        body(fix.comment)
                    ),
                );
            }
        }
        for known in &gold.fixes {
            let right = found.fixes.iter().any(|fix| fix.comment == known.comment);
            self.fix_recall.add(right);
            self.note(
                right,
                &format!("{name} fix missed: {}", body(known.comment)),
            );
        }
        for index in &gold.fix_confirmed_by {
            let login = raw.comments[*index].author.clone().unwrap_or_default();
            let right = found
                .fixes
                .iter()
                .any(|fix| fix.confirmed_by.contains(&login));
            self.confirmed.add(right);
            self.note(
                right,
                &format!("{name} confirmation missed: {}", body(*index)),
            );
        }
        for index in &gold.confirmations {
            let login = raw.comments[*index].author.clone().unwrap_or_default();
            let right = found.also_reported_by.contains(&login);
            self.same.add(right);
            self.note(
                right,
                &format!("{name} same problem missed: {}", body(*index)),
            );
        }
    }

    fn duplicates(&mut self, rows: &[(RawThread, &Gold, Extraction)]) {
        let rows: Vec<_> = rows
            .iter()
            .filter(|(_, _, found)| found.is_error_report())
            .collect();
        let names: Vec<String> = rows
            .iter()
            .map(|(raw, _, _)| format!("{}#{}", raw.repo, raw.number))
            .collect();
        let members: Vec<Member<'_>> = rows
            .iter()
            .zip(&names)
            .map(|((_, _, found), name)| Member {
                thread: name,
                error: &found.errors[0].text,
                title: &found.title,
                duplicate_of: found.duplicate_of.as_deref(),
            })
            .collect();
        let mut cluster = vec![usize::MAX; rows.len()];
        for (number, group) in clusters(&members).iter().enumerate() {
            for index in group {
                cluster[*index] = number;
            }
        }
        for left in 0..rows.len() {
            for right in left + 1..rows.len() {
                let (l, r) = (
                    rows[left].1.duplicate_of.as_deref(),
                    rows[right].1.duplicate_of.as_deref(),
                );
                let same = l.is_some() && l == r;
                let together = cluster[left] == cluster[right];
                let names = format!(
                    "{}#{} and {}#{}: {:?} / {:?}",
                    rows[left].0.repo,
                    rows[left].0.number,
                    rows[right].0.repo,
                    rows[right].0.number,
                    rows[left].2.errors[0].text,
                    rows[right].2.errors[0].text
                );
                if together {
                    self.pair_precision.add(same);
                    self.note(same, &format!("brought together: {names}"));
                }
                if same {
                    self.pair_recall.add(together);
                    self.note(together, &format!("kept apart: {names}"));
                }
            }
        }
    }

    fn note(&mut self, right: bool, what: &str) {
        if !right {
            self.failures.push(what.replace('\n', " ⏎ "));
        }
    }
}

impl std::fmt::Display for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "first signature right             {}", self.signatures)?;
        writeln!(f, "no error, none found              {}", self.none)?;
        writeln!(
            f,
            "fixes, precision                  {}",
            self.fix_precision
        )?;
        writeln!(f, "fixes, recall                     {}", self.fix_recall)?;
        writeln!(f, "fixes, kind as annotated          {}", self.fix_kinds)?;
        writeln!(f, "confirmations found               {}", self.confirmed)?;
        writeln!(f, "reports of the same found         {}", self.same)?;
        writeln!(
            f,
            "duplicates, pairwise precision    {}",
            self.pair_precision
        )?;
        writeln!(f, "duplicates, pairwise recall       {}", self.pair_recall)?;
        writeln!(f, "secrets left                      {}", self.secrets)?;
        let failures: BTreeSet<&String> = self.failures.iter().collect();
        for failure in failures {
            writeln!(f, "- {failure}")?;
        }
        Ok(())
    }
}

/// Equal, contained or containing, once ids, paths, numbers, case and white space are evened out.
fn agrees(left: &str, right: &str) -> bool {
    let (left, right) = (normal(left), normal(right));
    !left.is_empty() && !right.is_empty() && (left.contains(&right) || right.contains(&left))
}

fn normal(text: &str) -> String {
    let text = text
        .to_lowercase()
        .replace(['’', '‘'], "'")
        .replace(['“', '”'], "\"");
    let words = text
        .split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .filter(|word| !word.is_empty())
        .map(|word| {
            let id = word.len() >= 8 && word.chars().any(|c| c.is_ascii_digit());
            if id {
                "0".to_owned()
            } else {
                word.chars()
                    .map(|c| if c.is_ascii_digit() { '0' } else { c })
                    .collect()
            }
        });
    words.collect::<Vec<_>>().join(" ")
}
