//! A knowledge base in a temporary folder, and the program run on it.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A copy of a fixture, or a knowledge base made of files given here.
pub(crate) struct TestSite {
    dir: tempfile::TempDir,
}

/// What a run of the program gave.
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl TestSite {
    /// The smallest knowledge base that passes `check`.
    pub(crate) fn minimal() -> Self {
        Self::from("minimal")
    }

    /// A copy of `tests/sites/<name>/`.
    pub(crate) fn from(name: &str) -> Self {
        let site = Self {
            dir: tempfile::tempdir().unwrap(),
        };
        let from = Path::new("tests/sites").join(name);
        for (path, bytes) in tree(&from) {
            site.write(&path, &bytes);
        }
        site
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.dir.path().to_owned()
    }

    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    pub(crate) fn remove(&self, path: &str) -> &Self {
        fs::remove_file(self.dir.path().join(path)).unwrap();
        self
    }

    /// Runs the program in the folder, with nothing of the environment but what it needs.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, &[])
    }

    /// The program with these arguments and variables, not started yet.
    pub(crate) fn command(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fixbook"));
        command
            .args(arguments)
            .current_dir(self.dir.path())
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.dir.path())
            .envs(variables.iter().copied());
        command
    }

    /// Runs the program with these variables as well.
    pub(crate) fn run_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Run {
        let output = self.command(arguments, variables).output().unwrap();
        self.told(&output)
    }

    /// Runs the program with these bytes on its standard input.
    pub(crate) fn pipe(&self, arguments: &[&str], input: Vec<u8>) -> Run {
        let mut command = self.command(arguments, &[]);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        // From a thread: who writes a long text must not wait for who reads it.
        let writer = std::thread::spawn(move || stdin.write_all(&input));
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap().unwrap();
        self.told(&output)
    }

    fn told(&self, output: &Output) -> Run {
        let text = |bytes: &[u8]| {
            String::from_utf8_lossy(bytes).replace(&*self.dir.path().to_string_lossy(), "[ROOT]")
        };
        Run {
            status: output.status.code().unwrap_or(-1),
            stdout: text(&output.stdout),
            stderr: text(&output.stderr),
        }
    }

    /// Builds, and gives every file of the site by its path.
    pub(crate) fn build(&self, arguments: &[&str]) -> BTreeMap<String, Vec<u8>> {
        let run = self.run(&[&["build"], arguments].concat());
        assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
        self.built()
    }

    /// Every file of the site by its path.
    pub(crate) fn built(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = tree(&self.dir.path().join("public"));
        files.retain(|path, _| !path.starts_with(".fixbook"));
        files
    }
}

/// Every file below a folder.
pub(crate) fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(&at).unwrap_or_else(|error| panic!("{}: {error}", at.display())) {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path
                    .strip_prefix(folder)
                    .unwrap()
                    .to_string_lossy()
                    .replace('\\', "/");
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    files
}
