"""One spelling for messages that mean the same: full-width and traditional forms, amounts, keys, addresses, spaces."""

from __future__ import annotations

import re
import unicodedata

from bot.core import secrets
from bot.core.han import simplified

HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
# What stands in place of a key and of an amount of money from here on.
KEY = "keymark"
AMOUNT = "amt"
LONGEST = 2_000  # characters that are read of a message

_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f]")
_ADDRESS = re.compile(rf"https?://[^\s{HAN},)]+|www\.[^\s{HAN},)]+|[\w.+-]+@[\w-]+\.[\w.-]+", re.ASCII)
_KEY_LIKE = re.compile(
    rf"(?<![a-z0-9])sk-[a-z0-9_*.…-]{{6,}}|{secrets.MASK}+|(?<![a-z0-9])(?:org|proj|req|user)[-_][a-z0-9]{{8,}}"
)
_NUMERAL = r"(?:\d[\d,]*(?:\.\d+)?\s?[kw万千百]?|[一二两三四五六七八九十百千万几]+)"
_AMOUNT = re.compile(
    rf"(?:us|rmb|cny|usd)?\s?[$¥]\s?\d[\d,]*(?:\.\d+)?k?|{_NUMERAL}\s?(?:美刀|美元|美金|刀|块钱|块|元|rmb|cny|人民币)"
    rf"|{_NUMERAL}\s?(?:usd|us dollars?|dollars?|bucks|cents?|yuan|kuai)\b"
)
_BELOW_ZERO = re.compile(r"(?<=[\s:是成为了有到])[-−](?=[$¥]?\d)")
_SPACE = re.compile(r"\s+")
_SPACE_AT_HAN = re.compile(rf"(?<=[{HAN}])\s+|\s+(?=[{HAN}])")
_REPEATED = re.compile(r"([^\w\s])\1+|([a-z])\2{3,}")

# Wrong characters with the right sound, and everyday words for the same; longest first.
_CHINESE_FORMS = {
    "冲值": "充值",
    "充直": "充值",
    "冲钱": "充钱",
    "密匙": "密钥",
    "秘钥": "密钥",
    "秘匙": "密钥",
    "金钥": "密钥",
    "密鈅": "密钥",
    "api密钥": "api key",
    "新用卡": "信用卡",
    "储值": "充值",
    "加值": "充值",
    "肿么": "怎么",
    "怎麽": "怎么",
    "咋样": "怎么样",
    "咋": "怎么",
    "为啥": "为什么",
    "干嘛": "干什么",
    "啥": "什么",
    "木有": "没有",
    "帐": "账",
    "登陆": "登录",
    "额渡": "额度",
    "配频": "配额",
    "退宽": "退款",
    "发漂": "发票",
    "订金": "定金",
    "词元": "token",
    "泄漏": "泄露",
}
_ENGLISH_FORMS = {
    "api-key": "api key",
    "apikey": "api key",
    "api_key": "api key",
    "open ai": "openai",
    "chat gpt": "chatgpt",
    "chat-gpt": "chatgpt",
    "top-up": "top up",
    "topup": "top up",
    "auto-recharge": "auto recharge",
    "autorecharge": "auto recharge",
    "fine-tun": "fine tun",
    "finetun": "fine tun",
    "rate-limit": "rate limit",
    "ratelimit": "rate limit",
    "open-weight": "open weight",
    "insufficientquota": "insufficient quota",
    "organis": "organiz",
    "’": "'",
}
_FORMS = {**_CHINESE_FORMS, **_ENGLISH_FORMS}
_FORM = re.compile("|".join(sorted(map(re.escape, _FORMS), key=len, reverse=True)))


def normalise(text: str) -> str:
    """Return a text as the search compares it: lower case, simplified, with tags for keys and amounts.

    No spaces are left between Chinese characters and their neighbours. Only the first :data:`LONGEST` characters
    count.
    """
    folded = simplified(unicodedata.normalize("NFKC", _INVISIBLE.sub("", text[:LONGEST])).casefold())
    folded = _KEY_LIKE.sub(f" {KEY} ", _ADDRESS.sub(" ", folded))
    folded = _SPACE_AT_HAN.sub("", _SPACE.sub(" ", folded))
    folded = _FORM.sub(lambda found: _FORMS[found.group()], folded)
    folded = _BELOW_ZERO.sub(" negative ", folded)
    folded = _AMOUNT.sub(f" {AMOUNT} ", folded)
    folded = _REPEATED.sub(r"\1\2", folded)
    return _SPACE_AT_HAN.sub("", _SPACE.sub(" ", folded)).strip()
