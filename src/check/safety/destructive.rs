//! Commands that can lose something.

use std::sync::LazyLock;

use regex::Regex;

/// Each with what it does; matched in commands, not in prose.
static DANGERS: LazyLock<Vec<(Regex, &'static str)>> = LazyLock::new(|| {
    [
        (r"\brm\s+(-\w*[rf]\w*\s+)+", "removes files for good"),
        (r"\b(curl|wget)\b[^|\n]*\|\s*(sudo\s+)?(ba|z|da|k)?sh\b", "runs what a server sends"),
        (r"\b(iwr|irm|invoke-webrequest|invoke-restmethod)\b[^|\n]*\|\s*(iex|invoke-expression)\b", "runs what a server sends"),
        (r"\bgit\s+push\b[^\n]*(\s--force\b|\s-f\b|\s\+\w)", "overwrites what others pushed"),
        (r"\bgit\s+reset\s+--hard\b", "drops uncommitted work"),
        (r"\bgit\s+clean\s+-\w*[fd]", "removes untracked files"),
        (r"\bgit\s+(checkout|restore)\s+(--\s+)?\.(\s|$)", "drops uncommitted work"),
        (r"\b(drop|truncate)\s+(table|database|schema)\b", "drops data"),
        (r"\bdelete\s+from\s+\w+\s*(;|$)", "deletes every row"),
        (r"\bmkfs(\.\w+)?\b", "formats a disk"),
        (r"\bdd\s+[^\n]*\bof=", "overwrites a disk or file"),
        (r"\bchmod\s+(-R\s+)?0?777\b", "opens files to everybody"),
        (r"\bchown\s+-R\b", "changes the owner of a whole folder"),
        (r"\bdocker\s+(system|volume|image|container)\s+prune\b", "removes containers, images or volumes"),
        (r"\bdocker\s+compose\s+down\b[^\n]*(\s-v\b|\s--volumes\b)", "removes volumes"),
        (r"\bkubectl\s+delete\b", "removes what runs in a cluster"),
        (r"\bterraform\s+destroy\b", "removes infrastructure"),
        (r"\bnpm\s+unpublish\b", "takes a package from its users"),
        (r"\b(remove-item|ri|del|rmdir|rd)\b[^\n]*(\s-recurse|\s-force|\s/s\b|\s/q\b)", "removes files for good"),
        (r"\bformat\s+[a-z]:", "formats a disk"),
        (r"\breg\s+delete\b", "removes registry keys"),
    ]
    .into_iter()
    .map(|(pattern, what)| (Regex::new(&format!("(?i){pattern}")).expect("a constant pattern"), what))
    .collect()
});

/// What a command destroys, with the part of it that does.
pub(super) fn danger(command: &str) -> Option<(&str, &'static str)> {
    DANGERS.iter().find_map(|(pattern, what)| {
        pattern
            .find(command)
            .map(|found| (found.as_str().trim(), *what))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_that_lose_something_are_known() {
        for command in [
            "rm -rf node_modules",
            "sudo rm -r -f /x",
            "curl -fsSL https://x.org/i.sh | sudo bash",
            "git push --force origin main",
            "git push -f",
            "git reset --hard HEAD~1",
            "DROP TABLE users;",
            "dd if=/dev/zero of=/dev/sda",
            "Remove-Item -Recurse C:\\x",
        ] {
            assert!(danger(command).is_some(), "{command}");
        }
    }

    #[test]
    fn commands_that_only_look_are_left_alone() {
        for command in [
            "rm file.txt",
            "curl https://x.org | jq .",
            "git push",
            "git reset HEAD",
            "ls -rf",
            "kubectl get pods",
            "npm run format",
            "firm -rf",
        ] {
            assert_eq!(danger(command), None, "{command}");
        }
    }
}
