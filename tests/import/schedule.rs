//! The workflow that `init` writes, its steps run with bash, git and a `gh` that keeps a record.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::{CONFIG, DAY, Kb, NAME, TOKEN, project};
use crate::support::github_server::{Fault, issue};

/// A `gh` that knows the pull request in `pr` and notes what it is asked.
const GH: &str = "#!/usr/bin/env bash
set -eu
echo \"$*\" >> \"$GH_RECORD/asked\"
case \"$1 $2\" in
  'pr list') cat \"$GH_RECORD/pr\" 2>/dev/null || true ;;
  'pr create') echo 12 > \"$GH_RECORD/pr\" ;;
  'pr edit') ;;
  *) exit 1 ;;
esac
";

/// A repository at a host, and the runner that works on it.
struct Schedule {
    kb: Kb,
    folder: tempfile::TempDir,
    steps: Vec<(String, String)>,
}

/// How the steps of a job ended.
struct Job {
    /// The exit status of the import itself.
    import: String,
    /// The name of the step that failed.
    failed: Option<String>,
    told: String,
}

impl Schedule {
    fn new() -> Self {
        let kb = Kb::new(project());
        let folder = tempfile::tempdir().expect("a folder");
        let init = kb.run(&["init", &folder.path().join("scaffold").to_string_lossy()]);
        assert_eq!(init.status, 0, "{}", init.stderr);
        let workflow =
            fs::read_to_string(folder.path().join("scaffold/.github/workflows/import.yml"))
                .expect("written");
        let workflow: Value = serde_yaml::from_str(&workflow).expect("YAML");
        let steps = workflow["jobs"]["import"]["steps"]
            .as_array()
            .expect("steps");
        let steps = steps.iter().filter_map(|step| {
            let (name, run) = (step["name"].as_str()?, step["run"].as_str()?);
            Some((name.to_owned(), run.to_owned()))
        });
        let schedule = Self {
            steps: steps.collect(),
            kb,
            folder,
        };
        for name in ["bin", "record"] {
            fs::create_dir(schedule.path(name)).expect("made");
        }
        let gh = schedule.path("bin/gh");
        fs::write(&gh, GH).expect("written");
        Command::new("chmod")
            .arg("+x")
            .arg(&gh)
            .status()
            .expect("chmod");
        let program = env!("CARGO_BIN_EXE_fixbook");
        std::os::unix::fs::symlink(program, schedule.path("bin/fixbook")).expect("linked");
        let root = schedule.kb.site.root();
        fs::write(root.join(".gitignore"), "/.fixbook/\n/public/\n").expect("written");
        schedule.git(&root, &["init", "--quiet", "--initial-branch", "main"]);
        schedule.commit(&root, "Begin");
        let host = schedule.path("host.git");
        schedule.git(
            schedule.folder.path(),
            &[
                "clone",
                "--quiet",
                "--bare",
                &root.to_string_lossy(),
                &host.to_string_lossy(),
            ],
        );
        schedule.git(&root, &["remote", "add", "origin", &host.to_string_lossy()]);
        schedule
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn bash(&self, at: &Path, program: &str, arguments: &[&str]) -> std::process::Output {
        let path = std::env::var("PATH").unwrap_or_default();
        Command::new(program)
            .args(arguments)
            .current_dir(at)
            .env_clear()
            .env("PATH", format!("{}:{path}", self.path("bin").display()))
            .env("HOME", self.folder.path())
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .envs(["AUTHOR", "COMMITTER"].map(|who| (format!("GIT_{who}_NAME"), "A person")))
            .envs(
                ["AUTHOR", "COMMITTER"]
                    .map(|who| (format!("GIT_{who}_EMAIL"), "person@example.org")),
            )
            .env("GITHUB_API_URL", self.kb.server.url())
            .env("GITHUB_TOKEN", TOKEN)
            .env("BRANCH", "fixbook/import")
            .env("MAIN", "main")
            .env("GH_RECORD", self.path("record"))
            .env("RUNNER_TEMP", self.path("temp"))
            .env("GITHUB_OUTPUT", self.path("temp/output"))
            .env("GITHUB_STEP_SUMMARY", self.path("temp/summary"))
            .output()
            .expect("runs")
    }

    fn git(&self, at: &Path, arguments: &[&str]) -> String {
        let output = self.bash(at, "git", arguments);
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(
            output.status.success(),
            "git {arguments:?}: {told}{}",
            String::from_utf8_lossy(&output.stderr)
        );
        told.trim_end().to_owned()
    }

    fn commit(&self, at: &Path, message: &str) {
        self.git(at, &["add", "--all"]);
        self.git(at, &["commit", "--quiet", "--message", message]);
    }

    /// Runs the job on a fresh runner, as a schedule does.
    fn run(&self) -> Job {
        for name in ["temp", "work"] {
            let _ = fs::remove_dir_all(self.path(name));
        }
        fs::create_dir(self.path("temp")).expect("made");
        let (host, work) = (self.path("host.git"), self.path("work"));
        self.git(
            self.folder.path(),
            &[
                "clone",
                "--quiet",
                "--branch",
                "main",
                &host.to_string_lossy(),
                &work.to_string_lossy(),
            ],
        );
        let mut job = Job {
            import: String::new(),
            failed: None,
            told: String::new(),
        };
        for (name, script) in &self.steps {
            let unread = name.starts_with("Say that") && !job.import.contains("status=2");
            if name.starts_with("Install") || unread {
                continue;
            }
            let output = self.bash(
                &work,
                "bash",
                &["--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            );
            job.told.push_str(&String::from_utf8_lossy(&output.stdout));
            job.told.push_str(&String::from_utf8_lossy(&output.stderr));
            job.import = fs::read_to_string(self.path("temp/output")).unwrap_or_default();
            if !output.status.success() {
                job.failed = Some(name.clone());
                break;
            }
        }
        job
    }

    /// What `gh` was asked since the last time.
    fn asked(&self) -> Vec<String> {
        let record = self.path("record/asked");
        let asked = fs::read_to_string(&record).unwrap_or_default();
        let _ = fs::remove_file(record);
        asked
            .lines()
            .filter(|line| !line.starts_with("pr list"))
            .map(str::to_owned)
            .collect()
    }

    /// A file as the import branch has it.
    fn on_branch(&self, path: &str) -> String {
        self.git(
            &self.path("host.git"),
            &["show", &format!("fixbook/import:{path}")],
        )
    }

    /// What a person does to a branch in a clone of their own.
    fn person(&self, branch: &str, change: impl FnOnce(&Path)) {
        let clone = self.path("person");
        let _ = fs::remove_dir_all(&clone);
        let host = self.path("host.git");
        self.git(
            self.folder.path(),
            &[
                "clone",
                "--quiet",
                "--branch",
                branch,
                &host.to_string_lossy(),
                &clone.to_string_lossy(),
            ],
        );
        change(&clone);
        self.commit(&clone, "By hand");
        self.git(&clone, &["push", "--quiet", "origin", branch]);
    }

    /// The pull request is merged, as one commit.
    fn merge(&self) {
        self.person("main", |clone| {
            self.git(clone, &["merge", "--squash", "origin/fixbook/import"]);
        });
        let _ = fs::remove_file(self.path("record/pr"));
    }
}

const DRAFT: &str =
    "content/errors/widgets/error-esprocket-could-not-load-the-sprocket-manifest.yaml";

fn created() -> Vec<String> {
    vec![
        "pr create --head fixbook/import --base main --title Import evidence --body-file "
            .to_owned(),
    ]
}

fn without_paths(asked: Vec<String>) -> Vec<String> {
    let cut = |line: String| {
        line.split_once("--body-file ")
            .map_or(line.clone(), |(before, _)| format!("{before}--body-file "))
    };
    asked.into_iter().map(cut).collect()
}

#[test]
fn one_pull_request_is_opened_kept_up_to_date_and_left_alone_when_nothing_is_new() {
    let schedule = Schedule::new();
    let job = schedule.run();
    assert_eq!(
        (job.failed, job.import.as_str()),
        (None, "status=0\n"),
        "{}",
        job.told
    );
    assert_eq!(without_paths(schedule.asked()), created());
    assert!(schedule.on_branch(DRAFT).contains("state: draft"));
    assert!(
        fs::read_to_string(schedule.path("temp/summary"))
            .expect("written")
            .starts_with("# Import from GitHub\n")
    );

    let job = schedule.run();
    assert_eq!(job.failed, None, "{}", job.told);
    assert_eq!(schedule.asked(), [] as [String; 0], "nothing new");

    schedule.kb.server.change(|world| {
        world.repo(NAME).add(issue(
            400,
            60 * DAY,
            "late",
            "```\nError: widget_exchange_failed\n```",
        ));
    });
    let job = schedule.run();
    assert_eq!(job.failed, None, "{}", job.told);
    assert_eq!(without_paths(schedule.asked()), ["pr edit 12 --body-file "]);
    assert!(
        schedule
            .on_branch(&format!("content/evidence/github/{NAME}/400.yaml"))
            .contains("widget_exchange_failed")
    );
}

#[test]
fn what_people_write_on_the_branch_and_on_main_stays() {
    let schedule = Schedule::new();
    schedule.run();
    schedule.person("fixbook/import", |clone| {
        let path = clone.join(DRAFT);
        let text = fs::read_to_string(&path).expect("there");
        fs::write(
            path,
            text.replace("status: workaround", "status: by-design"),
        )
        .expect("written");
    });
    schedule.person("main", |clone| {
        fs::write(clone.join("README.md"), "words\n").expect("written");
    });
    schedule
        .kb
        .server
        .change(|world| world.repo(NAME).touch(1, 61 * DAY));
    let job = schedule.run();
    assert_eq!(job.failed, None, "{}", job.told);
    assert!(schedule.on_branch(DRAFT).contains("status: by-design"));
    assert_eq!(schedule.on_branch("README.md"), "words");
}

#[test]
fn after_a_merge_the_next_import_is_a_pull_request_of_its_own() {
    let schedule = Schedule::new();
    schedule.run();
    schedule.asked();
    schedule.merge();
    let job = schedule.run();
    assert_eq!(job.failed, None, "{}", job.told);
    assert_eq!(schedule.asked(), [] as [String; 0], "all of it is in main");
    schedule.kb.server.change(|world| {
        world.repo(NAME).add(issue(
            400,
            60 * DAY,
            "late",
            "```\nError: widget_exchange_failed\n```",
        ));
    });
    let job = schedule.run();
    assert_eq!(job.failed, None, "{}", job.told);
    assert_eq!(without_paths(schedule.asked()), created());
}

#[test]
fn evidence_that_main_changed_too_is_taken_from_main_and_entries_are_left_to_people() {
    let schedule = Schedule::new();
    schedule.run();
    schedule.merge();
    let cursor = format!("content/evidence/github/{NAME}/cursor.yaml");
    let change = |path: &str, to: &'static str| {
        let path = path.to_owned();
        move |clone: &Path| {
            let text = fs::read_to_string(clone.join(&path)).expect("there");
            fs::write(clone.join(&path), format!("{text}# {to}\n")).expect("written");
        }
    };
    schedule.person("fixbook/import", change(&cursor, "of the branch"));
    schedule.person("main", change(&cursor, "of main"));
    let job = schedule.run();
    assert_eq!(job.failed, None, "{}", job.told);
    schedule.person("fixbook/import", change(DRAFT, "of the branch"));
    schedule.person("main", change(DRAFT, "of main"));
    let job = schedule.run();
    assert_eq!(
        job.failed.as_deref(),
        Some("Start from the import branch, merged with main")
    );
    assert!(
        job.told.contains(
            "::error::Merge main into fixbook/import by hand: both changed the same entry."
        ),
        "{}",
        job.told
    );
    assert!(
        schedule.on_branch(DRAFT).ends_with("# of the branch"),
        "nothing was pushed"
    );
}

#[test]
fn what_could_be_read_is_pushed_also_where_something_could_not() {
    let schedule = Schedule::new();
    schedule.person("main", |clone| {
        fs::write(
            clone.join("fixbook.yaml"),
            format!("{CONFIG}  - {{repo: other/missing, tool: widgets}}\n"),
        )
        .expect("written");
    });
    let job = schedule.run();
    assert_eq!(
        (job.failed.as_deref(), job.import.as_str()),
        (Some("Say that something could not be read"), "status=2\n"),
        "{}",
        job.told
    );
    assert_eq!(without_paths(schedule.asked()), created());
}

#[test]
fn what_came_before_a_rate_limit_is_pushed() {
    let schedule = Schedule::new();
    let body = serde_json::json!({"message": "API rate limit exceeded"}).to_string();
    schedule.kb.server.fault_on(
        "/timeline",
        1,
        Fault::Status(403, vec![("retry-after", "3600".to_owned())], body),
    );
    let job = schedule.run();
    assert_eq!(
        (job.failed, job.import.as_str()),
        (None, "status=3\n"),
        "{}",
        job.told
    );
    assert_eq!(without_paths(schedule.asked()), created());
}

#[test]
fn an_import_that_fails_pushes_nothing() {
    let schedule = Schedule::new();
    schedule.person("main", |clone| {
        fs::write(clone.join("fixbook.yaml"), "title: [").expect("written");
    });
    let job = schedule.run();
    assert_eq!(
        job.failed.as_deref(),
        Some("Say that something could not be read"),
        "{}",
        job.told
    );
    assert!(
        job.told.contains(
            "error: fixbook.yaml has faults, and nothing was imported; `fixbook check` shows them\n"
        ),
        "{}",
        job.told
    );
    assert_eq!(
        schedule.asked(),
        [] as [String; 0],
        "nothing differs from main"
    );
}

#[test]
fn the_workflow_pins_its_actions_and_gives_no_text_of_github_to_a_shell() {
    let text = fs::read_to_string("scaffold/.github/workflows/import.yml").expect("there");
    let workflow: Value =
        serde_yaml::from_str(&text.replace("@FIXBOOK_", "FIXBOOK_")).expect("YAML");
    let steps = workflow["jobs"]["import"]["steps"]
        .as_array()
        .expect("steps");
    for uses in steps.iter().filter_map(|step| step["uses"].as_str()) {
        let (_, commit) = uses.split_once('@').expect("a pin");
        assert!(
            commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit()),
            "{uses}"
        );
    }
    for run in steps.iter().filter_map(|step| step["run"].as_str()) {
        assert!(
            !run.contains("${{"),
            "expressions go through the environment: {run}"
        );
    }
    assert_eq!(workflow["permissions"], serde_json::json!({}));
    assert_eq!(workflow["concurrency"]["cancel-in-progress"], false);
    let cron = workflow["on"]["schedule"][0]["cron"]
        .as_str()
        .expect("a schedule");
    assert!(!cron.starts_with("0 "), "off the full hour");
}
