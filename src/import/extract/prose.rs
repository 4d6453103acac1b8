//! Error messages within words: quoted, set as code, begun as a program begins them, or a sentence that an interface
//! speaks. What a person says about a failure in his own words is no message.

use std::sync::LazyLock;

use regex::Regex;

use super::block::{Block, Kind};
use super::candidate::Candidate;
use super::line::rejoin;
use super::score::score;

static MARKER: LazyLock<Regex> = LazyLock::new(|| re(r"^\s*(?:[-*+•]|\d{1,2}[.)])\s+"));
static QUOTED: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r#"``\s?(.+?)\s?``|`([^`\n]{4,600})`|"([^"\n]{6,400})"|“([^”\n]{6,400})”|„([^“”\n]{6,400})[“”]|«\s?([^»\n]{6,400}?)\s?»|「([^」\n]{3,400})」|『([^』\n]{3,400})』|\*\*["']?([^*\n]{6,400}?)["']?\*\*|(?:^|[\s(:])'([^'\n]{8,300})'(?:$|[\s.,;)!?])"#,
    )
});
static CUE: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"(?i)(?:error|exception|message|says?|saying|said|states?|stating|gives?|giving|gave|shows?|showing|see(?:ing|s|n)?|saw|gets?|getting|got|receiv\w+|return\w*|throws?|threw|fail\w*|display\w*|report\w*|print\w*|logs?|logged|output|pop-?up|toast|dialog|banner|surfaces?|responds?|responded|answers?|complain\w*|claims?|crash\w*|with|as|报|提示|显示|出现|エラー|表示|出力|오류|메시지|fehler|meldung|erreur|affich\w+|mensaje|mensagem|ошибк\w+|errore)\b|[:：→]\s*$|报错?|提示|显示|出现|错误|エラー|と表示|오류",
    )
});
static BEGUN: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"API Error:? ?\(?\d{3}|(?:[A-Za-z_][\w.$]*\.)?[A-Z]\w*(?:Error|Exception)(?: \[\w+\])?: \S|FATAL(?: ERROR)?: \S|\bfatal(?: error)?: \S|\bpanic: \S|\berror\[E\d+\]|\berror TS\d+|npm (?:ERR!|error) |\bERROR:? \S|\bError: \S|\berror: [A-Z]|panicked at|\bAADSTS\d+|\bORA-\d{5}|\bError code: ?\S|\b[Ee]rror \d{3,4}: \S|ERR_[A-Z_]{4,}: \S|^\s*(?:Reason|Caused by): \S|HTTP (?:Error )?[45]\d\d:? [A-Z]\w+",
    )
});
static SPOKEN: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"(?i)^(?:sorry,|oops|uh oh|couldn[’']t|could not|can[’']t|cannot|unable to|failed to|something went wrong|an? (?:unexpected|unknown|internal|unhandled)?\s?\w*\s?error (?:occurred|has)|(?:connection|request|authorization|authentication|login|sign-?in|upload|download|session|server|network|api|update|install(?:ation)?|[a-z]+(?: [a-z]+){0,2} (?:with|to|from|for|of) [^.,:]{2,40}) (?:failed|refused|timed out|reset|closed|denied|error|expired|lost|rejected|disconnected|unavailable)|[a-z]+ disconnected before|no (?:response|connection|internet|data|results?) (?:was|is|could)|access denied|permission denied|rate limit|too many requests|invalid |no such |no valid |not found|impossible d|erreur |échec |fehler|verbindung |es konnte|no se pudo|não foi possível|error al |impossibile |не удалось|ошибка|無法|无法|エラー|接続|연결)",
    )
});
static MARKS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        r"(?i)try again|retry|réessay|erneut|inténtal|intente|tente novamente|riprova|重试|再試行|もう一度|다시 시도|повтор",
        r"(?i)(?:problem|issue|error|this) persists|problème persiste|problem weiterhin|besteht weiter|problema persiste|persiste|问题仍|問題が(?:続|解決)|문제가 계속",
        r"(?i)contact (?:support|your|the|us)|share this reference|with support|le support|support\b.*[“«\x22]|please (?:check|report|contact|log ?in|sign|reload|restart|refresh)|check your",
        r"(?i)request[ _-]?id|reference|\b(?:ofid|req|trace|err)_[0-9a-z]{8,}|correlation|error code|\[unknown\]",
    ]
    .into_iter()
    .map(re)
    .collect()
});
static FOREIGN: LazyLock<Regex> =
    LazyLock::new(|| re(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]"));
static LATIN: LazyLock<Regex> =
    LazyLock::new(|| re(r#"[A-Za-z][A-Za-z0-9 ,.'’":;/()\[\]{}<>_=+*&%$@!?\\|-]{3,400}"#));
static CODE: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"(?i)\b(?:(?:HTTP|status(?: code)?|error(?: code)?|code|returns?|returned|answers?|answered|gets?|got|getting|responds? with|a|an|the same)\s+)+([45]\d\d)\b(?: [A-Z][a-z]+(?: [A-Z][a-z]+)*)?",
    )
});
static REASON: LazyLock<Regex> =
    LazyLock::new(|| re(r"(?i)^\s*(?:reason|caused? by|cause|details?)\s*:"));
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"\b(?:E(?:NOENT|ACCES|PERM|CONNREFUSED|CONNRESET|TIMEDOUT|ADDRINUSE|PIPE|MFILE|NOSPC|NOTFOUND)|ERR_[A-Z0-9_]{4,}|[A-Z][A-Za-z]{2,}(?:Error|Exception)|[a-z]+(?:_[a-z]+)*_(?:error|failed|denied|expired)|invalid_[a-z_]+)\b",
    )
});
static TITLED: LazyLock<Regex> = LazyLock::new(|| re(r"\b[A-Z][\w'’]*(?: [A-Z][\w'’]*){1,5}"));

fn re(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a constant")
}

/// Whether a line leads to the error that follows it: `I get this error:`.
pub(super) fn announces(line: &str) -> bool {
    let line = line.trim_end();
    (line.ends_with(':') || line.ends_with('：')) && CUE.is_match(line)
}

/// The candidates of a paragraph.
pub(super) fn candidates(block: &Block, bonus: i32, announced: bool, found: &mut Vec<Candidate>) {
    let lines = rejoin(&block.lines);
    let short = lines.len() <= 3;
    for line in &lines {
        let line = MARKER.replace(line, "");
        let before = found.len();
        let shift = bonus - 2 + i32::from(block.kind == Kind::Quote);
        quoted(&line, shift, found);
        if let Some(mut candidate) = begun(&line)
            .or_else(|| spoken(&line, short))
            .or_else(|| bare(&line, announced))
        {
            // The line behind a general sentence says what it was.
            let reason = REASON.is_match(&line) && lines.len() > 1
                || REASON.is_match(&line) && !found.is_empty();
            candidate.score += shift + if reason { 4 } else { 0 };
            found.push(candidate);
        }
        if FOREIGN.is_match(&line) {
            foreign(&line, shift, found);
        }
        if found.len() == before {
            mentioned(&line, shift, found);
        }
    }
}

/// What stands in quotation marks or as code and reads like a message.
pub(super) fn quoted(line: &str, shift: i32, found: &mut Vec<Candidate>) {
    let begun = BEGUN.find(line).map_or(line.len(), |found| found.start());
    for captures in QUOTED.captures_iter(line) {
        let Some(inner) = captures.iter().skip(1).flatten().next() else {
            continue;
        };
        let text = inner.as_str().trim();
        let judged = score(text);
        let lead = &line[..captures.get(0).map_or(0, |whole| whole.start())];
        // Quotation marks within a message are the message's own.
        if lead.len() > begun || lead.ends_with(['{', ',', '[', '(']) || lead.ends_with("\":") {
            continue;
        }
        let near = lead
            .char_indices()
            .rev()
            .nth(50)
            .map_or(lead, |(at, _)| &lead[at..]);
        let tail = &line[captures.get(0).map_or(line.len(), |whole| whole.end())..];
        let behind: String = tail.chars().take(8).collect();
        let cued = CUE.is_match(near) || (FOREIGN.is_match(&behind) && CUE.is_match(&behind));
        let sentence = text.contains(' ') || judged.shape >= 6;
        if sentence && judged.shape + judged.words > 0 {
            found.push(Candidate::new(
                text,
                judged.total() + shift + if cued { 4 } else { -1 },
            ));
        }
    }
}

/// From where a program's message begins within the line to its end.
pub(super) fn begun(line: &str) -> Option<Candidate> {
    let start = BEGUN.find(line)?;
    let text = line[start.start()..].trim();
    let text = if line[..start.start()].trim_end().ends_with(['"', '“', '`']) {
        text.trim_end_matches(['"', '”', '`', ' ', '.'])
    } else {
        text
    };
    let judged = score(text);
    let first = if start.start() == 0 { 1 } else { -1 };
    (judged.shape >= 6).then(|| Candidate::new(text, judged.total() + first))
}

/// A sentence as interfaces speak it: it says what failed, and asks to try again or names a reference.
fn spoken(line: &str, short: bool) -> Option<Candidate> {
    let line = line.trim();
    if !SPOKEN.is_match(line) {
        return None;
    }
    let marks = MARKS
        .iter()
        .filter(|mark| mark.is_match(line))
        .count()
        .min(2);
    let judged = score(line);
    let alone = i32::from(short && marks > 0);
    let points = 3
        + 3 * i32::try_from(marks).unwrap_or(0)
        + (judged.words / 3).min(1)
        + alone
        + judged.against;
    (points > 2).then(|| Candidate::new(line, points))
}

/// A line alone that an announcement leads to.
fn bare(line: &str, announced: bool) -> Option<Candidate> {
    let judged = score(line);
    (announced && judged.shape + judged.words > 0).then(|| Candidate::new(line, judged.total() + 3))
}

/// English messages within Chinese, Japanese or Korean words.
fn foreign(line: &str, shift: i32, found: &mut Vec<Candidate>) {
    for run in LATIN.find_iter(line) {
        let text = run
            .as_str()
            .trim_matches([' ', ',', '.', ':', ';', '(', '"', '\'']);
        let judged = score(text);
        let cued = CUE.is_match(&line[..run.start()]);
        if text.contains(' ') && judged.shape + judged.words > 0 && cued {
            found.push(Candidate::new(text, judged.total() + 3 + shift));
        }
    }
}

/// A code or a name mentioned in passing: too weak to be taken without support from title or labels.
fn mentioned(line: &str, shift: i32, found: &mut Vec<Candidate>) {
    for captures in CODE.captures_iter(line) {
        let whole = captures.get(0).expect("group 0 is the match").as_str();
        let status = captures.get(1).expect("the status is not optional").start()
            - captures.get(0).map_or(0, |m| m.start());
        let http = whole[..status].to_ascii_uppercase().contains("HTTP");
        let text = if http {
            format!("HTTP {}", &whole[status..])
        } else {
            whole[status..].to_owned()
        };
        found.push(Candidate::new(&text, 3 + shift));
    }
    if let Some(name) = NAMED.find(line) {
        found.push(Candidate::new(name.as_str(), 4 + shift));
    }
    for run in TITLED.find_iter(line) {
        let judged = score(run.as_str());
        if judged.words > 0 && judged.against == 0 && CUE.is_match(&line[..run.start()]) {
            found.push(Candidate::new(run.as_str(), 3 + shift));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::candidate::candidates as all;

    fn best(text: &str) -> Option<String> {
        all(text)
            .into_iter()
            .filter(|found| found.score >= 5)
            .max_by_key(|found| found.score)
            .map(|found| found.text)
    }

    #[test]
    fn quoted_messages_need_a_cue_and_a_failure() {
        assert_eq!(
            best("The inline chat gives \"Connection Failed\".").as_deref(),
            Some("Connection Failed")
        );
        assert_eq!(
            best("Please rename \"Open recent\" and set `retry on failure`."),
            None
        );
    }

    #[test]
    fn a_message_within_a_sentence_starts_where_the_program_speaks() {
        let text = "Login breaks: API Error: 401 {\"message\":\"Token has expired.\"}";
        assert_eq!(
            best(text).as_deref(),
            Some("API Error: 401 {\"message\":\"Token has expired.\"}")
        );
    }

    #[test]
    fn interfaces_speak_and_people_speak() {
        assert!(best("Couldn’t register with the service. You can try again, or share this reference: ofid_123456789").is_some());
        assert!(best("Impossible de s’inscrire auprès du service. Vous pouvez réessayer. Si le problème persiste, écrivez.").is_some());
        assert_eq!(best("Cannot connect over HTTP from Windows."), None);
        assert_eq!(best("It says network error."), None);
    }

    #[test]
    fn messages_within_chinese_are_found() {
        assert_eq!(
            best("工具始终报 No such tool available，未被加载").as_deref(),
            Some("No such tool available")
        );
    }

    #[test]
    fn an_announced_line_counts() {
        assert!(
            best("I get this error:\n\nModule was compiled against an incompatible version")
                .is_some()
        );
    }
}
