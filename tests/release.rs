//! What a release packs is what the workflows of `fixbook init` install.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use crate::support::site_server::SiteServer;

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Writes a program that is a shell script.
fn program(path: &Path, script: &str) {
    fs::write(path, format!("#!/bin/sh\n{script}\n")).unwrap();
    let made = Command::new("chmod").arg("+x").arg(path).status().unwrap();
    assert!(made.success());
}

/// The files of a release, by their addresses below the repository's.
fn released(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let packed = folder.join("fixbook");
    program(&packed, &format!("echo fixbook {VERSION}"));
    let dist = folder.join("dist");
    let package = Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci/package");
    let made = Command::new(package).arg(&packed).arg(&dist).status();
    assert!(made.unwrap().success());
    let files = fs::read_dir(dist).unwrap().map(|file| file.unwrap().path());
    files
        .map(|file| {
            let name = file.file_name().unwrap().to_str().unwrap();
            let address = format!("releases/download/v{VERSION}/{name}");
            (address, fs::read(&file).unwrap())
        })
        .collect()
}

/// The script that installs fixbook, the same in all workflows.
fn install_step(folder: &Path) -> String {
    let scaffold = folder.join("scaffold");
    let init = Command::new(env!("CARGO_BIN_EXE_fixbook"))
        .arg("init")
        .arg(&scaffold)
        .output();
    assert!(init.unwrap().status.success());
    let script = |(workflow, job): (&str, &str)| {
        let file = scaffold.join(format!(".github/workflows/{workflow}.yml"));
        let workflow: Value = serde_yaml::from_str(&fs::read_to_string(file).unwrap()).unwrap();
        let steps = workflow["jobs"][job]["steps"].as_array().unwrap();
        let install = steps
            .iter()
            .find(|step| step["name"] == "Install fixbook")
            .unwrap();
        assert_eq!(install["env"]["VERSION"], VERSION);
        install["run"].as_str().unwrap().to_owned()
    };
    let scripts = [
        ("check", "check"),
        ("publish", "publish"),
        ("import", "import"),
    ]
    .map(script);
    assert!(scripts.iter().all(|script| *script == scripts[0]));
    scripts[0].clone()
}

/// Runs the step on a runner whose `cargo` only says what it was asked.
fn install(folder: &Path, files: BTreeMap<String, Vec<u8>>) -> Output {
    let server = SiteServer::of(files);
    for name in ["bin", "temp"] {
        fs::create_dir_all(folder.join(name)).unwrap();
    }
    program(&folder.join("bin/cargo"), "echo cargo \"$@\"");
    let path = std::env::var("PATH").unwrap();
    Command::new("bash")
        .args(["--noprofile", "--norc", "-eo", "pipefail", "-c"])
        .arg(install_step(folder))
        .env("PATH", format!("{}:{path}", folder.join("bin").display()))
        .env("SOURCE", server.url.trim_end_matches('/'))
        .env("VERSION", VERSION)
        .env("RUNNER_TEMP", folder.join("temp"))
        .env("GITHUB_PATH", folder.join("github-path"))
        .output()
        .unwrap()
}

#[test]
fn a_released_program_is_installed_with_its_checksum() {
    let folder = tempfile::tempdir().unwrap();
    let output = install(folder.path(), released(folder.path()));
    assert!(output.status.success(), "{output:?}");
    let path = fs::read_to_string(folder.path().join("github-path")).unwrap();
    let installed = Path::new(path.trim_end()).join("fixbook");
    let told = Command::new(installed).output().unwrap().stdout;
    assert_eq!(
        String::from_utf8(told).unwrap(),
        format!("fixbook {VERSION}\n")
    );
}

#[test]
fn a_released_program_that_was_changed_is_not_installed() {
    let folder = tempfile::tempdir().unwrap();
    let mut files = released(folder.path());
    let archive = files.iter_mut().find(|(path, _)| !path.contains("sha256"));
    archive.unwrap().1.push(0);
    let output = install(folder.path(), files);
    assert!(!output.status.success(), "{output:?}");
    assert!(!folder.path().join("github-path").exists());
}

#[test]
fn without_a_release_the_program_is_compiled() {
    let folder = tempfile::tempdir().unwrap();
    let output = install(folder.path(), BTreeMap::new());
    assert!(output.status.success(), "{output:?}");
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(
        told.starts_with("cargo install --git http://127.0.0.1:"),
        "{told}"
    );
    assert!(told.ends_with("--locked fixbook\n"), "{told}");
}
