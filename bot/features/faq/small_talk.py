"""Greetings and thanks: messages that want a short human answer."""

from __future__ import annotations

import enum
import re

_END = r"[\s!！.。~～,，?？…🙂😊😀👋🙏❤️👍]*"
_TO = r"(?:\s*,?\s*(?:there|bot|all|everyone|guys|team|tokentally|friend|mate))?"
_ZH_END = r"[呀啊哈哦了啦呢的吧]*"


class SmallTalk(enum.Enum):
    """What a message says when it asks nothing."""

    GREETING = "greeting"
    THANKS = "thanks"
    GOODBYE = "goodbye"


_FORMS = {
    SmallTalk.GREETING: (
        rf"(?:hi+|hello+|hey+|yo|hiya|howdy|greetings|good\s+(?:morning|afternoon|evening|day)|(?:what'?s|wass)\s*up)"
        rf"(?:\s+(?:hi|hello|hey))?{_TO}"
        rf"|(?:你好|您好|妳好|哈[喽啰囉]|嗨+|嘿+|早上好|上午好|中午好|下午好|晚上好|早安|早|在吗|在么|在不在|有人吗|nihao|ni\s+hao){_ZH_END}"
    ),
    SmallTalk.THANKS: (
        rf"(?:(?:ok(?:ay)?|great|cool|perfect|nice|awesome|super|many|wow)[\s,!.]*){{0,3}}(?:thanks?|thank\s+(?:you|u)|thx|ty|tysm|cheers|much\s+appreciated"
        rf"|got\s+it|that\s+helps|that\s+helped)(?:\s+(?:a\s+lot|so\s+much|very\s+much|a\s+ton|for\s+(?:the|your)\s+help|again"
        rf"|got\s+it))?{_TO}"
        rf"|(?:好的?|ok|嗯+|哦+|行)?[\s,，!！。]*(?:非常|十分|太|真是|真|万分)?(?:谢谢|謝謝|多谢|感谢|谢啦|谢了|谢|3q|辛苦了|明白了|知道了|懂了|搞定了|xiexie)"
        rf"(?:你|您|大佬|老师|帮忙|解答)*{_ZH_END}"
    ),
    SmallTalk.GOODBYE: (
        rf"(?:bye+|goodbye|good\s*night|see\s+(?:you|ya)|cya)(?:\s+(?:bye|later|tomorrow))?{_TO}"
        rf"|(?:再见|拜拜|拜|晚安|回见|下次见|回头见|先这样){_ZH_END}"
    ),
}
_PATTERNS = {kind: re.compile(rf"\s*(?:{form}){_END}", re.IGNORECASE) for kind, form in _FORMS.items()}
_LONGEST = 60


def read_small_talk(text: str) -> SmallTalk | None:
    """Return what a message says when it is nothing but a greeting, thanks or a goodbye."""
    if len(text) > _LONGEST:
        return None
    return next((kind for kind, pattern in _PATTERNS.items() if pattern.fullmatch(text)), None)
