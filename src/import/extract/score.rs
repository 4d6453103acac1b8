//! How much a line looks like an error message. The weights are judgement: the shape that programs give to errors
//! (`TypeError: …`, `error[E0308]: …`, `"message": "…"`) counts most, the words of failure in several languages
//! count less, and source code, stack frames, progress and the frame that one program puts around another's error
//! count against.

use std::sync::LazyLock;

use regex::{Regex, RegexSet};

/// Shapes of messages, the best one counts.
const SHAPES: &[(i32, &str)] = &[
    // An exception by its name, with a message: `ValueError: …`, `java.io.IOException: …`, `Foo::Error: …`
    (
        10,
        r"^(?:(?:Uncaught|Unhandled|Caused by:?|raise|throw|\[cause\]:|panic:|exception|Exception in thread \S+|\(in promise\)|[A-Z]\w+ Exception)\s*:?\s*)*(?:\w+(?:\.|::|\\|/|\$))*[A-Za-z]\w*(?:Error|Exception|Failure|Fault|Warning(?:Error)|Interrupt|Exhausted|Denied|NotFound|Timeout)(?:\s?[\[(][\w\s-]+[\])])?\s*:\s*\S",
    ),
    (
        9,
        r"^(?:\w+(?:\.|::))+\w*(?:Error|Exception)\s*$|^(?:Unhandled|Uncaught)\b.*(?:Error|Exception|rejection)",
    ),
    // A compiler or tool with a code: `error[E0308]: …`, `error TS2345: …`, `error CS1002: …`
    (10, r"\berror(?:\[[A-Z]+\d+\]| [A-Z]{1,6}-?\d{2,5})\s*:"),
    (
        9,
        r"(?i)^(?:[\w.@/-]+\s*:\s*)?(?:fatal(?: error)?|error|panic|critical|exception|failure|erreur|fehler|ошибка|错误|エラー|오류|erro|errore)\s*[:：!]\s*\S",
    ),
    (
        8,
        r"(?i)^[^\s:]+[:(]\d+(?:[:,]\d+)?\)?:?\s*(?:fatal )?error\b",
    ),
    (
        9,
        r"^(?:\S+ ){1,3}[Ee]rror:? (?:\d{3}|-?\d{4,6})\b|\bAPI Error:",
    ),
    (
        9,
        r"panicked at|^panic: |^fatal error: |[Ss]egmentation fault|\bSIG(?:SEGV|ABRT|BUS|ILL)\b|^goroutine .*panic|core dumped|stack overflow|heap out of memory",
    ),
    (
        9,
        r#""(?:error|message|error_description|errorMessage|detail|msg)"\s*:\s*"[^"]{8,}"#,
    ),
    (
        8,
        r"^(?:npm (?:ERR!|error)|yarn error|ERR_PNPM_\w+|E:|FAILED:?|✘ \[ERROR\]|\[ERROR\]|\[!\]|ERROR in)\s+\S",
    ),
    (
        8,
        r"\b(?:ERR|ERROR)_[A-Z0-9_]{4,}\b|\bE(?:NOENT|ACCES|PERM|CONNREFUSED|CONNRESET|TIMEDOUT|ADDRINUSE|XIST|ISDIR|NOTFOUND|AI_AGAIN|PIPE|MFILE|NOSPC|RESOLVE|TARGET|INTEGRITY|BADENGINE|BUSY|INVAL|NOTDIR|NOTEMPTY|HOSTUNREACH|PROTO)\b",
    ),
    (
        8,
        r"\b(?:0x[0-9A-Fa-f]{8}|HRESULT|ORA-\d{5}|SQLSTATE\[?\w+|MSB\d{4}|NU\d{4}|NETSDK\d{4}|LNK\d{4}|AADSTS\d+|CS\d{4}|TS\d{4,5}|PROTOCOL_ERROR|INTERNAL_ERROR|[A-Z]+_FAILED|net::ERR_\w+)\b",
    ),
    (
        7,
        r"(?i)\b(?:status(?: code)?|http(?:/\d(?:\.\d)?)?(?: status| error)?|error(?: code)?|code|response)\s*[:=(]?\s*[45]\d\d\b|\b[45]\d\d\s+(?:bad request|unauthorized|forbidden|not found|internal server error|bad gateway|service unavailable|gateway time-?out|too many requests|request entity too large|conflict|unprocessable|method not allowed)",
    ),
    (
        7,
        r"^(?:\S+: )?(?:command not found|cannot find|can't open|No such file or directory)|: command not found|is not recognized as|: No such file or directory|: Permission denied|undefined reference to|unresolved external symbol|symbol lookup error",
    ),
    (
        6,
        r"^\w*(?:_error|_failed|_denied|_expired|_invalid|_not_found|invalid_\w+|unsupported_\w+)$|^[a-z]+(?:_[a-z]+)+_(?:error|failed|denied)\b",
    ),
    (
        6,
        r"(?i)^(?:reason|cause|caused by|message|details?)\s*:\s*\S.*(?:error|fail|denied|refused|invalid|\b[45]\d\d\b|not )",
    ),
];

/// Words of failure, at most three count, three points each.
const WORDS: &[&str] = &[
    r"(?i)\b(?:could ?n[o'’]t|could not|can ?n[o'’]t|can[’']t|cannot|unable to|not able to|was not able)\b",
    r"(?i)\b(?:fail(?:ed|s|ure|ing)?)\b",
    r"(?i)^(?:sorry|oops)\b|\bno (?:response|connection|internet|reply|answer)s? (?:was|were|is|from|returned|received|available)\b|\bdisconnected before\b|\bstopped responding\b",
    r"(?i)\b(?:not found|no such|does(?: not|n[’']t) exist|missing|not exist|unknown|undefined|unresolved|unrecogni[sz]ed)\b",
    r"(?i)\b(?:denied|refused|rejected|forbidden|unauthori[sz]ed|not (?:allowed|permitted|authori[sz]ed|supported)|unsupported|disallowed|blocked)\b",
    r"(?i)\b(?:timed? ?-?out|timeout|deadline exceeded|exceed(?:ed|s)|exhausted|expired|too (?:many|large|long)|limit reached|overflow|out of memory|quota)\b",
    r"(?i)\b(?:invalid|illegal|malformed|unexpected(?:ly)?|bad|corrupt(?:ed)?|mismatch(?:ed)?|incompatible|conflict(?:s|ing)?|ambiguous|violat\w+|wrong|broken)\b",
    r"(?i)\b(?:abort(?:ed)?|crash(?:ed)?|killed|terminated|disconnected|reset by peer|closed|unavailable|unreachable|interrupted|offline|panicked|went wrong|already (?:in use|exists))\b",
    r"(?i)\b(?:error|exception|fault|errno|traceback|fatal)(?:s)?\b|\b[A-Z]\w+(?:Error|Exception)\b",
    r"(?i)\b(?:must (?:be|not|have)|should (?:be|not)|is not (?:a|an|defined|valid|set|recognized|available|installed|a valid)|isn[’']t|has no|no valid|expected)\b",
    r"(?i)impossible d|erreur|échec|échou|introuvable|refusé|n[’']a pas pu|fehler|fehlgeschlagen|konnte nicht|nicht gefunden|ungültig|no se (?:pudo|puede|encontr)|fall[oó]\b|não foi possível|falh(?:a|ou)|errore|impossibile|non riuscit|niet gevonden|mislukt|błąd|nie udało",
    r"エラー|失敗|できません|見つかりません|错误|失败|无法|异常|報錯|錯誤|失敗|無法|오류|실패|없습니다|ошибк|не удалось|не найден|невозможно|помилк|خطأ|hata",
];

/// What speaks against a line, summed.
const AGAINST: &[(i32, &str)] = &[
    // source code
    (
        9,
        r"^\s*(?:import (?:[{*'\x22]|[\w.]+(?:;|$| from| as|, ))|from \S+ import|const |let |var |return[ ;]|if ?\(|else\b|for ?\(|while ?\(|try:?(?: \{|$)|}?\s*catch\b|except\b|finally\b|throw new |throw |raise [A-Z]\w*\(|func |fn |def |class \w+.*[:{]$|public |private \w+ \w+|package [\w.]+;?$|using [\w.]+;|#include|#define|function \w*\(|async |await |elif |export |print\(|println|console\.|assert |describe\(|it\(|expect\(|//|/\*|\* )",
    ),
    (
        6,
        r"[;{]\s*$|^\s*[})\]]+[;,]?\s*$|=>\s*\{|\) \{|^\s*</?[A-Za-z][^>]*>\s*$",
    ),
    // successes and progress
    (
        6,
        r"^\s*(?:\[?(?i:info|debug|trace|notice|verbose|warn|warning)\]?(?::|\s+-|\]|\s+\[)|level=(?:info|debug|warn))|\[(?:INFO|DEBUG|TRACE|WARN|WARNING)\]|\b(?:INFO|DEBUG|TRACE)\b|npm (?:WARN|warn|notice|info|http|verb|timing)|\(node:\d+\) .*Warning|DeprecationWarning",
    ),
    (
        5,
        r"(?i)\b0 (?:errors?|failed|failures)\b|no errors?\b|without errors?|successful(?:ly)?|\bpassed\b|completed handling|\bno (?:logs?|output)\b",
    ),
    // the words of a person, not of a program
    (
        8,
        r"(?:^|[\s(,])(?:I|i|i'm|I'm|I’m|I've|I’ve|im|ive|we've|my|My|dont|didnt|doesnt|pls|plz)(?:\s|[,.]|$)",
    ),
    // advice and pointers around an error
    (
        6,
        r"(?i)^(?:for more information|see (?:also|https?:)|please (?:report|see|check|file|open)|help:|note:|hint:|tip:|more info|learn more|run `|try `|did you mean|a complete log|this is (?:probably )?not a problem|if you (?:need|think|believe|are)|this error (?:originates|is)|note that|(?:npm (?:ERR!|error) )?(?:a complete log|this is probably|there is likely|fix the|for a full|or, |\s*/|path |dest |cwd |syscall |errno |code E?[A-Z0-9_]+$|gyp info))",
    ),
    (
        8,
        r"^\s*(?:at |File \S|\.\.\. \d+ more|from \S+:\d+:in|\d+:\s+0x|#\d+ 0x|goroutine \d+|-->|= note|= help|\||\^+|~+|\[<)|^\s*\S+\.(?:go|rs|py|js|ts|java|rb|c|cpp|cc|h|swift|kt|php|cs|ex)(?::\d+)+(?::in .*)?\s*(?:\+0x[0-9a-f]+)?$|\((?:[^()\s]+):\d+:\d+\)\s*$",
    ),
    (
        5,
        r"^[A-Za-z ]{2,30}:\s+(?:v?\d[\w.+-]*|true|false|yes|no|enabled|disabled)$",
    ),
    (5, r"^(?:\+\+\+|---|@@|diff )|^[-+]\s*[\w}{(]"),
];

/// Frames that one program puts around the error of another, or that say only that something went wrong.
const WRAPPERS: &[(i32, &str)] = &[
    (
        7,
        r"(?i)exit(?:ed)?(?: with)?(?: code| status)?:? ?-?\d+|exit status \d|returned a non-zero code|non-zero exit|did not complete successfully|subprocess-exited-with-error|CalledProcessError|process completed",
    ),
    (
        7,
        r"ELIFECYCLE|could not compile|aborting due to|Failed at the .* script|^make(?:\[\d+\])?: \*\*\*|BUILD FAILED|Build failed with|Execution failed for task|build stopped|FAILURE: Build|Compilation failed|command failed|Command failed|failed building wheel|Failed building wheel|Could not build wheels|collect2: error|linker command failed|error: linking with",
    ),
    (
        6,
        r"(?i)^(?:error: )?(?:an? )?(?:unknown |unexpected |internal |unhandled )?error(?:s)? (?:has |have )?(?:occurred|encountered)\.?$|^Error:?$|^Traceback|^Stack ?trace|^During handling|^The above exception|detected (?:error pattern|\S+ in)|^Unhandled (?:promise )?[Rr]ejection|UnhandledPromiseRejection|triggerUncaughtException|^Error executing|^Debug info|^Execution of .* failed$|^- Execution of",
    ),
    (
        3,
        r"^(?:Error|error|Exception):? (?:running|executing|calling|invoking|while|during|in|feeding|processing) ",
    ),
];

static SHAPE_SET: LazyLock<RegexSet> =
    LazyLock::new(|| set(SHAPES.iter().map(|(_, pattern)| *pattern)));
static WORD_SET: LazyLock<RegexSet> = LazyLock::new(|| set(WORDS.iter().copied()));
static AGAINST_SET: LazyLock<RegexSet> =
    LazyLock::new(|| set(AGAINST.iter().map(|(_, pattern)| *pattern)));
static WRAPPER_SET: LazyLock<RegexSet> =
    LazyLock::new(|| set(WRAPPERS.iter().map(|(_, pattern)| *pattern)));
static FRAME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"^\s+at\s|^\s*File ".*", line \d+|^\s*\.\.\. \d+ more|^\s*\d+:\s+0x[0-9a-f]+|^\s*from \S+:\d+:in |^\s*-->\s|^\s*\d+\s*\|"#)
        .expect("a constant")
});

fn set<'a>(patterns: impl Iterator<Item = &'a str>) -> RegexSet {
    RegexSet::new(patterns).expect("constants")
}

/// Whether a line is a frame of a stack or a quotation of source code by a compiler.
pub(super) fn is_frame(line: &str) -> bool {
    FRAME.is_match(line)
}

/// The parts of a judgement.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Score {
    /// The shape of an error message, 0 to 10.
    pub(super) shape: i32,
    /// Words of failure, 0 to 9.
    pub(super) words: i32,
    /// What speaks against it, 0 or less.
    pub(super) against: i32,
    /// How much of a mere frame it is, 0 or less.
    pub(super) wrapper: i32,
}

impl Score {
    /// The judgement in one number; from five on a line of output is taken for an error.
    pub(super) fn total(self) -> i32 {
        self.shape.max(self.words) + (self.shape.min(self.words) / 3) + self.against + self.wrapper
    }
}

/// Judges one line.
pub(super) fn score(line: &str) -> Score {
    let shape = SHAPE_SET
        .matches(line)
        .into_iter()
        .map(|index| SHAPES[index].0)
        .max()
        .unwrap_or(0);
    let words = WORD_SET.matches(line).into_iter().count().min(3);
    let sum = |set: &RegexSet, list: &[(i32, &str)]| {
        set.matches(line)
            .into_iter()
            .map(|index| list[index].0)
            .sum::<i32>()
    };
    Score {
        shape,
        words: 3 * i32::try_from(words).unwrap_or(3),
        against: -sum(&AGAINST_SET, AGAINST),
        wrapper: -sum(&WRAPPER_SET, WRAPPERS).min(8),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_of_programs_count() {
        for line in [
            "TypeError: Cannot read properties of undefined (reading 'map')",
            "error[E0433]: failed to resolve: use of undeclared crate",
            "src/a.ts(1,2): error TS2345: Argument of type",
            "main.c:3:5: error: expected ';' before 'return'",
            "bash: foo: command not found",
            "fatal: not a git repository (or any of the parent directories): .git",
            "Error: listen EADDRINUSE: address already in use :::3000",
            "thread 'main' panicked at src/main.rs:2:5:",
            "\"message\": \"Rate limit exceeded for this key.\"",
            "Fehler: Verbindung fehlgeschlagen",
            "ConnectError: [unknown] Network disconnected",
        ] {
            assert!(score(line).total() >= 5, "{line}: {:?}", score(line));
        }
    }

    #[test]
    fn code_progress_and_people_do_not() {
        for line in [
            "throw new Error('bad input');",
            "[INFO] Failed login attempts are counted",
            "    at Object.run (/app/x.js:1:2)",
            "no i dont see an error but it fails",
            "const error = await fail();",
            "Tests: 0 failed, 12 passed",
            "Node: 18.15.0",
        ] {
            assert!(score(line).total() < 5, "{line}: {:?}", score(line));
        }
    }

    #[test]
    fn a_frame_weighs_less_than_what_it_wraps() {
        assert!(
            score("npm ERR! code ELIFECYCLE").total() < score("sh: 1: tsc: not found").total() + 3
        );
        assert!(
            score("error: could not compile `x`").total()
                < score("error[E0308]: mismatched types").total()
        );
        assert!(score("Error: Process completed with exit code 1.").total() < 5);
    }
}
