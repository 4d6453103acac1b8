//! The phrases by which people say that something helped, did not help, happens to them as well, or ought to be
//! tried. English mostly, with the commonest turns of other languages; each is a judgement of wording, never proof.

use std::sync::LazyLock;

use regex::{Regex, RegexBuilder};

macro_rules! phrases {
    ($($(#[$doc:meta])* $name:ident = $($part:literal),+ ;)*) => {$(
        $(#[$doc])*
        pub(super) static $name: LazyLock<Regex> = LazyLock::new(|| {
            let pattern = [$($part),+].join("|");
            RegexBuilder::new(&pattern).case_insensitive(true).build().expect("a constant")
        });
    )*};
}

phrases! {
    /// Something worked.
    WORKED =
        r"\b(?:works?|worked|working)\b",
        r"\bfix(?:ed|es) (?:it|this|that|the|my|our|for me|mine)\b|^(?:i |we )?fixed\b|\bfixed by\b|\bis fixed\b|\bgot (?:it|this) (?:fixed|working|solved|resolved)\b|\bgets? rid of\b",
        r"\b(?:solve[sd]?|resolve[sd]?)\b",
        r"\bhelp(?:ed|s)\b|\b(?:did|does|do) the (?:trick|job)\b|\bthat did it\b|\bthis did it\b|\b(?:that|this) was it\b|\b(?:made|makes|make) (?:it|this|the \w+) (?:go away|disappear|work)\b|\blike a charm\b|\ball good now\b|\bback to normal\b",
        r"\b(?:error|issue|problem|it|warning|message)s? (?:is|are|was|has|went|disappear\w*|vanish\w*|goes?)\s*(?:now )?(?:gone|away|disappeared|stopped)?\b.{0,12}\b(?:gone|away|disappeared|stopped)\b|\bno longer (?:see|get|have|happens|occurs|appears|fails|crashes)\b|\bdisappear(?:s|ed)\b",
        r"\bconfirm(?:ed|ing)?\b.{0,40}\b(?:work|fix|solv|resolv|good)\w*|\bsuccess(?:ful|fully)?\b",
        r"解决了|已解决|可以了|好了|搞定|有效|成功|能用了|正常了|解決しました|直りました|動きました|解決|해결|됩니다|되네요",
        r"\bfunciona\b|\bfuncion[óo]u?\b|resuelto|solucion(?:ado|ó)|resolvido|resolveu|résolu|ça marche|fonctionne\b|funktioniert\b|gelöst|behoben|geholfen|\brisolto\b|помогло|работает|заработало|решил|решено";
    /// Something did not help.
    FAILED =
        r"\b(?:does ?n[o'’]?t|did ?n[o'’]?t|do ?n[o'’]?t|not|never|cannot|can[’']?t|won[’']?t|isn[’']?t|hasn[’']?t|none of|neither)\b(?: \w+){0,3} (?:work|help|fix|solve|resolv|make (?:a|any) diff|change|do (?:it|anything|the trick)|go away)\w*",
        r"\bno (?:luck|success|effect|difference|change|dice|joy|help|avail)\b|\bto no avail\b|\bin vain\b|\buseless\b",
        r"\bstill (?:the same|not|fail|get|see|happen|broken|have|having|an? (?:issue|problem)|exist|occur|persist|crash|no\b|doesn|does not|reproduc|present|affected|stuck|throw|show|experienc|face|facing|receiv|running into|hit)\w*",
        r"\b(?:problem|issue|error) (?:still )?(?:persists?|remains|came back|is back|returned|again)\b|\bsame (?:error|issue|problem|result)s? (?:persists?|remains|after|even|again|with)\b|\bdoesn[’']?t seem to\b|\bbut (?:it )?still\b|\bonly (?:worked|works) (?:once|for a)",
        r"没用|不行|无效|没有(?:用|解决|效果)|还是(?:不|报错|一样|会)|未解决|不起作用|ダメ|解決しません|変わりません|안 ?됩니다|안되네요|no funciona|não funcion|ne fonctionne pas|marche (?:toujours )?pas|funktioniert (?:leider )?nicht|hilft nicht|non funziona|не помог|не работает";
    /// The same happens to the writer.
    SAME =
        r"^\W*(?:\+ ?1|\+\+|👍|☝️|⬆️|same|me too|me 2|ditto|likewise|this\.?$|seconded)\b",
        r"^\W*(?:\+ ?1|👍|\+\+)\W*",
        r"\b(?:same|exact|identical|similar) (?:here|issue|problem|error|thing|for me|with me|to me|bug|behaviou?r|message|symptoms?|situation|exception|experience)\b",
        r"\b(?:also|too|as well)\b.{0,12}\b(?:see|seeing|saw|get|getting|got|have|having|experienc\w+|hit|hitting|fac\w+|encounter\w*|run(?:ning)? into|ran into|affected|happen\w*|occur\w*)\b",
        r"\b(?:see|seeing|getting|get|got|have|having|experienc\w+|hitting|hit|facing|encounter\w*|running into|ran into|affected by) (?:this|it|the same|exactly|that)\b.{0,40}\b(?:too|as well|also|on|with|since|after|every|again)\b",
        r"\bhappen(?:s|ing|ed)? (?:to|for|with) me\b|\bcan (?:also )?(?:reproduce|confirm)\b|\bi[’']?m having (?:this|the same)\b|\bhave (?:this|the same) (?:issue|problem|error)\b|\bencounter(?:ed|ing)? (?:this|the same)\b",
        r"我也(?:遇到|是|有|出现|碰到)?|同样|一样的(?:问题|错误|报错|情况)|同问|同求|遇到了?(?:同|一)样|私も|同じ(?:問題|エラー|現象|症状)|저도|같은 (?:문제|오류|증상)",
        r"mism[oa] (?:problema|error)|mesmo (?:problema|erro)|même (?:problème|erreur|souci)|gleiche[sn]? (?:problem|fehler)|stess[oa] (?:problema|errore)|то же самое|такая же|та же|аналогично|у меня тоже";
    /// It asks.
    ASKS = r"\?\s*$|？\s*$|吗(?:\W|$)|^请问|怎么|どうすれば|^(?:how|what|why|when|where|which|who|is|are|was|were|does|did|do|can|could|would|will|should|has|have|any|anyone|anybody|any (?:update|news|progress))\b";
    /// It asks for facts.
    NEEDS =
        r"\b(?:provide|share|post|paste|attach|send|upload|include|show|give|add)\b.{0,40}\b(?:logs?|output|screenshots?|repro\w*|versions?|details?|info\w*|steps|trace|stack|config\w*|example|snippet|code|context|file|template|link)\b",
        r"\b(?:what|which) version\b|\bmore (?:details?|info(?:rmation)?|context|logs?)\b|\b(?:can|could|would) you (?:please )?(?:share|provide|confirm|tell|post|elaborate|clarify|check|verify|test|show|attach|describe|explain)\b|\bdo you (?:have|use|see|still|get|mind)\b|\bdid you\b|\bhave you\b|\bare you\b|\blet (?:me|us) know\b|\bplease (?:fill|use the (?:issue )?template|confirm)\b|\bunable to reproduce\b|\bcan(?:no|[’'])t reproduce\b|\bminimal repro\w*|\bping\b|请提供|提供一下|贴一下|教えて";
    /// It thanks, or promises to look.
    POLITE =
        r"^(?:for (?:reporting|the report|your)|many |ok(?:ay)?,? |great,? |cool,? |wow,? |oh,? |ah,? )*(?:for (?:reporting|the)\b|thanks?|thank you|thx|ty|cheers|merci|gracias|danke|obrigado|谢谢|感谢|ありがとう|감사|спасибо)\b",
        r"\b(?:we|i)(?:[’']ll| will|[’']m going to| am going to|[’']m| are| am) (?:\w+ )?(?:look|take a look|tak(?:e|ing) a|investigat|check|work(?:ing)? on|get back|dig|debug|try to (?:fix|reproduce)|fix|close|clos|discuss|rais|add|transfer|mov|assign|reopen|see what)\w*|\blooking into\b|\binvestigating\b|\b(?:on|to) (?:my|our) (?:list|radar|todo|backlog)\b|\bsorry (?:for|about|to hear)\b|\bapolog|\bgood (?:catch|find|point|question|idea)\b|\bnice (?:catch|find)\b|\bwelcome\b|\bhi\b\W*$|\bhello\b\W*$|^(?:yes|no|ok|okay|sure|great|nice|cool|awesome|yeah|yep|nope|done|hm+|oh|ah|got it|understood|i see|makes sense|agreed|right|exactly|correct|interesting|lgtm)\W*$";
    /// It says to do something.
    ADVISES =
        r"^(?:(?:please|pls|just|simply|maybe|perhaps|also|then|so|first|second(?:ly)?|instead|alternatively|otherwise|ok(?:ay)?|well|yes|no|hi|hey|hello|fyi|note|btw|and|or|temporar(?:y|ily)|finally|next|try to|you (?:can|could|should|need to|have to|must|may|might|will need to|[’']ll need to|want to)(?: (?:also|just|try|simply|always|either|instead|first|probably|now))*|(?:i |we )?(?:recommend|suggest|would suggest|would recommend|advise)(?: (?:that you|you|to|using))?|(?:a|the|my|one|as a|temporary|quick|possible|current|another|simple|easy)+ (?:work-?around|fix|solution|trick)(?: is| was| for this is| would be|:)?(?: to)?|it[’']?s (?:enough|necessary|better|best) to|(?:to (?:fix|solve|resolve|work ?around)|if|for|on|in|until|when|after|before|with|as)\b[^,.:]{2,80}[,:])[\s,:]+)*(?:use|using|try|run|set|add|remove|delete|disable|enable|install|reinstall|re-install|uninstall|upgrade|update|downgrade|roll ?back|rollback|revert|change|switch|restart|reboot|clear|clean|make sure|ensure|go to|open|click|search for|look for|export|pin|replace|edit|put|pass|configure|create|start|stop|log ?(?:out|in)|sign ?(?:out|in)|move|rename|copy|comment(?: out)?|turn (?:it )?(?:off|on)|unset|close|quit|exit|kill|reset|rebuild|re-?run|apply|append|specify|allow|grant|whitelist|unlink|link|select|choose|uncheck|untick|wrap|bump|lower|raise|increase|decrease|reduce|wait|retry|define|follow|override|skip|avoid|reconnect|reload|refresh|re-?authenticate|regenerate|recreate|verify|force|limit|bind|execute|type|press|unplug|purge|flush|prune|mount|source|patch|checkout|git |npm |pip |brew |sudo |docker |apt |yarn |pnpm |npx )\b",
        r"^`[^`]+`(?: and\b| then\b|,| or\b|\W*$)",
        r"\byou (?:can|could|should|need to|have to|must|may|might want to|[’']ll need to|will need to) (?:\w+ ){0,2}(?:use|try|run|set|add|remove|delete|disable|enable|install|reinstall|uninstall|upgrade|update|downgrade|revert|change|switch|restart|clear|make|go|open|export|pin|replace|edit|put|pass|configure|create|start|stop|log|move|rename|turn|unset|reset|rebuild|apply|specify|allow|grant|select|define|follow|override|skip|avoid|build|call|work around|fix|solve|resolve)\b",
        r"\btry (?:to )?(?:\w+ing|run|use|set|the|with|this|adding|out)\b|\bplease (?:update|upgrade|try|use|install|run|restart|set|reinstall|open|file|report|make|see|check|follow|move|switch|remove|add|ask|contact)\b|\bneeds? to be (?:set|installed|enabled|disabled|updated|added|removed|running|configured)\b|\bmake sure\b|\binstead of\b|\bshould (?:use|be set|run|work if|install|add|set)\b|\bswitch(?:ing)? to\b",
        r"^(?:请|需要|可以|尝试|试试|建议|先|把|将|改|重启|重新|升级|更新|降级|删除|关闭|使用|用|设置|安装|配置)|需要先|试一?下|してください|してみて|すれば|하세요|해보세요|versuch|probier|essaye[rz]|intenta|prueba|tente|попробуй";
    /// Only until something better comes.
    AROUND =
        r"\bwork-?arounds?\b|\bwork(?:ed|ing)? around\b|\bfor now\b|\bin the meantime\b|\bmeanwhile\b|\btemporar(?:y|ily)\b|\buntil (?:this|it|that|the fix|a fix|the bug|the issue)(?: is|[’']s| gets| has| lands)?\b|\buntil then\b|\bstop-?gap\b|\bhack\b",
        r"\bdowngrad\w*|\broll(?:ed|ing)? ?back\b|\brollback\b|\brevert(?:ed|ing)? (?:to|back)\b|\bpin(?:ned|ning)?\b|\bdisabl\w+|\bturn(?:ed|ing)? (?:it )?off\b|\buninstall\w*|\bold(?:er)? version\b|\bprevious version\b|\bavoid\w*|\breconnect\w*|\binstead of\b|\bbest bet\b",
        r"临时|暂时|降级|回退|一時的|暫定|임시|provisional|provisoire|vorübergehend|временн";
    /// A change that was made, or a release that holds it.
    RELEASED =
        r"\b(?:fixed|resolved|addressed|released|shipped|landed|available|included|merged|implemented|supported|solved|corrected|patched)\b.{0,24}\b(?:in|by|with|via|on|since|now|as of|at)\b.{0,24}(?:#\d+|\bv?\d+\.\d+|\b(?:main|master|latest|next|nightly|canary|beta|dev|develop|trunk|release|version|update|commit|pr)\b|[0-9a-f]{7,40})",
        r"\b(?:this|it|issue|bug|problem)(?: (?:is|should be|should now be|has been|was|will be|must be)|[’']s)(?: now| already| also)? (?:fixed|resolved|solved|addressed|supported|patched)\b|^(?:fixed|resolved|solved|supported|implemented|done|released|addressed)(?: now)?\b",
        r"#\d+ (?:fix|make|should|will|resolve|add|address|implement|solve|handle|correct|introduce|change|remove|is|contains|includes)\w*|\b(?:fix|pr|patch|pull request|mr)\b.{0,30}#\d+|\bpushed (?:a |the )?(?:fix|change|commit|update)|\b(?:new|latest|next) (?:version|release|update)\b|\b(?:just )?(?:published|released|deployed|shipped)\b|\bv?\d+\.\d+(?:\.\d+)? (?:fix|has|should|contains?|includes?|is out|resolv|solv)\w*",
        r"已修复|修复了|已更新|新版本|修正しました|リリース|수정(?:했|되었)|corregido|corrigido|corrigé|исправлен";
    /// What it was.
    CAUSE = r"\b(?:it|the (?:problem|issue|cause|culprit|reason|error|solution|fix|trick|root cause)|my (?:issue|problem|mistake|error|case|fault)|root cause)\b[^.]{0,40}\b(?:was|is|were|turned out|turns out)\b|\bturn(?:ed|s) out\b|\bcaused by\b|\bfound (?:out )?(?:that|the|a)\b|\bfigured (?:it )?out\b|\bi found\b|原因(?:是|在于)|原因は|lag (?:daran|am)|problema era|problème (?:était|venait)|дело в";
    /// What the writer did.
    DID = r"\b(?:i|we) (?:\w+ )?(?:had to|turned|changed|removed|added|deleted|disabled|enabled|switched|upgraded|downgraded|reinstalled|updated|set|used|ran|replaced|moved|fixed|solved|resolved|managed|ended up|got (?:it|this|around)|was able|were able|rolled|reverted|cleared|installed|uninstalled|restarted|renamed|created|pinned|increased|reduced|edited|commented|forgot|needed|did)\b";
}
