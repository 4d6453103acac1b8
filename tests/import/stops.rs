//! However a run ends, the next one goes on and ends with the bytes of one that was never disturbed.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::process::Stdio;
use std::time::{Duration, Instant};

use fixbook::github::{Client, Patience, Progress, Settings};
use fixbook::import;
use serde_json::json;

use super::{Kb, TOKEN, options, project};
use crate::support::github_server::{Fault, Links, World};

/// Both ways in which GitHub links pages.
fn worlds() -> impl Iterator<Item = World> {
    [Links::Pages, Links::Cursors]
        .into_iter()
        .map(|links| World { links, ..project() })
}

/// What an undisturbed import leaves, and how many requests it makes.
fn undisturbed(world: World) -> (BTreeMap<String, String>, usize) {
    let kb = Kb::new(world);
    kb.import();
    let requests = kb.server.log().len();
    (kb.content(), requests)
}

#[test]
fn killed_after_any_request_the_next_run_ends_the_same() {
    for world in worlds() {
        let links = world.links;
        let (expected, requests) = undisturbed(world);
        assert!(requests >= 8, "{requests}");
        let step = if links == Links::Pages { 1 } else { 3 };
        for k in (1..=requests as u64).step_by(step) {
            let kb = Kb::new(World { links, ..project() });
            let client = kb.client();
            // Unwinds in the middle of the run, as a kill would end it: nothing tidies up.
            client.listen(Box::new(move |progress| {
                if let Progress::Answered { stats, .. } = progress
                    && stats.requests >= k
                {
                    resume_unwind(Box::new("killed"));
                }
            }));
            let run = || import::run(&kb.site.root(), &client, &options());
            assert!(catch_unwind(AssertUnwindSafe(run)).is_err(), "{k}");
            kb.import();
            assert_eq!(
                kb.content(),
                expected,
                "killed after request {k}, {links:?}"
            );
        }
    }
}

#[test]
fn stopped_by_a_limit_at_any_request_the_next_run_ends_the_same() {
    let (expected, requests) = undisturbed(project());
    for k in 0..requests {
        let kb = Kb::new(project());
        let body = json!({"message": "You have exceeded a secondary rate limit."}).to_string();
        kb.server.fault_at(
            k,
            Fault::Status(403, vec![("retry-after", "60".to_owned())], body),
        );
        let client = Client::new(&Settings {
            patience: Patience::NoWait,
            ..kb.settings()
        });
        let summary =
            import::run(&kb.site.root(), &client.expect("set up"), &options()).expect("stops");
        assert!(summary.limited_until.is_some(), "{k}");
        assert_eq!(
            kb.server.log().len(),
            k + 1,
            "nothing is asked after the limit"
        );
        kb.import();
        assert_eq!(kb.content(), expected, "limited at request {k}");
    }
}

#[test]
fn cut_off_from_any_request_on_the_next_run_ends_the_same() {
    let (expected, requests) = undisturbed(project());
    for k in (0..requests).step_by(2) {
        let kb = Kb::new(project());
        (k..k + 200).for_each(|n| kb.server.fault_at(n, Fault::Closed));
        kb.import();
        kb.server.mend();
        kb.import();
        assert_eq!(kb.content(), expected, "cut off from request {k}");
    }
}

#[test]
fn with_few_requests_an_hour_every_hour_brings_it_further() {
    let (expected, requests) = undisturbed(project());
    let kb = Kb::new(project());
    let mut hours = 0;
    loop {
        let begin = kb.server.log().len();
        let body = json!({"message": "API rate limit exceeded"}).to_string();
        (begin + 6..begin + 200).for_each(|n| {
            kb.server.fault_at(
                n,
                Fault::Status(403, vec![("retry-after", "3600".to_owned())], body.clone()),
            );
        });
        let client = Client::new(&Settings {
            patience: Patience::NoWait,
            ..kb.settings()
        });
        let summary =
            import::run(&kb.site.root(), &client.expect("set up"), &options()).expect("stops");
        kb.server.mend();
        hours += 1;
        assert!(hours <= requests, "it does not get further");
        if summary.limited_until.is_none() {
            break;
        }
    }
    assert!(hours > 1);
    assert_eq!(kb.content(), expected);
}

#[test]
fn the_program_killed_at_several_requests_ends_the_same() {
    let kb = Kb::new(project());
    let url = kb.server.url();
    let environment = [("GITHUB_API_URL", url.as_str()), ("GITHUB_TOKEN", TOKEN)];
    let mut killed = 0;
    for more in [2, 4, 5, 7] {
        let at = kb.server.log().len() + more;
        kb.server.fault_at(at - 1, Fault::Silence);
        let mut child = kb
            .site
            .command(&["import", "--drafts"], &environment)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("starts");
        let begin = Instant::now();
        while kb.server.log().len() < at && begin.elapsed() < Duration::from_secs(20) {
            if child.try_wait().expect("a child").is_some() {
                break;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        // SIGKILL.
        killed += usize::from(child.try_wait().expect("a child").is_none());
        child.kill().expect("killed");
        child.wait().expect("gone");
        kb.server.mend();
    }
    assert!(killed >= 3, "{killed}");
    let run = kb.run(&["import", "--drafts"]);
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    let fresh = Kb::new(project());
    let run = fresh.run(&["import", "--drafts"]);
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    assert_eq!(kb.content(), fresh.content());
}
