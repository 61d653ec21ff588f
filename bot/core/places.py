"""Where somebody is: the zone of a city, of an offset, or of a point on the map."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from babel import Locale
from babel.dates import get_timezone_location

from bot.core.times.words_zones import CHINESE_ZONES, ENGLISH_ZONES
from bot.core.zones import UnknownZoneError, cities, zone, zone_names

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

MOST_FOUND: Final = 6
_LONGEST: Final = 64
_SHORTEST_PART: Final = 2
_ALIKE: Final = 0.85
_OFFSET: Final = re.compile(
    r"(?:utc|gmt)?\s*(?P<sign>[+-])\s*(?P<hours>\d{1,2})(?::?(?P<minutes>[0-5]\d))?|(?:utc|gmt)"
)
_EASTERN: Final = re.compile(r"(?P<side>[东西])(?P<hours>十[一二]?|[一二三四五六七八九])区")
_DIGITS: Final = {char: number for number, char in enumerate("一二三四五六七八九十", start=1)}
_LARGEST: Final = dt.timedelta(hours=14)
# Large places first: of an offset these are offered.
_USUAL: Final = (
    *("Asia/Shanghai", "Asia/Singapore", "Australia/Perth", "Asia/Tokyo", "Asia/Seoul", "Australia/Sydney"),
    *("Asia/Kolkata", "Asia/Dubai", "Europe/Moscow", "Europe/Istanbul", "Africa/Nairobi", "Europe/Berlin"),
    *("Europe/Paris", "Africa/Johannesburg", "Europe/Athens", "Africa/Cairo", "Europe/London", "Africa/Lagos"),
    *("America/Sao_Paulo", "America/New_York", "America/Toronto", "America/Chicago", "America/Mexico_City"),
    *("America/Denver", "America/Phoenix", "America/Los_Angeles", "America/Vancouver", "Pacific/Auckland"),
    *("Asia/Bangkok", "Asia/Jakarta", "Asia/Kathmandu", "Asia/Karachi", "Asia/Dhaka", "Pacific/Honolulu"),
)
_CITIES: Final = {
    "Asia/Shanghai": "shenzhen guangzhou hangzhou chengdu wuhan nanjing suzhou xian tianjin "
    "深圳 广州 杭州 成都 武汉 南京 苏州 西安 天津 重庆 郑州 长沙 青岛 厦门 济南 合肥 福州 昆明 哈尔滨 沈阳 大连",
    "Asia/Hong_Kong": "hongkong",
    "Asia/Kathmandu": "加德满都",
    "Asia/Kolkata": "加尔各答 mumbai delhi bangalore bengaluru hyderabad chennai pune 孟买 德里 班加罗尔",
    "Asia/Tokyo": "osaka kyoto nagoya 大阪 京都 名古屋",
    "Asia/Ho_Chi_Minh": "hanoi 河内 胡志明",
    "Europe/Berlin": "munich hamburg cologne frankfurt stuttgart 慕尼黑 汉堡 法兰克福",
    "Europe/Zurich": "geneva basel bern 日内瓦",
    "Europe/Rome": "milan 米兰",
    "Europe/Madrid": "barcelona 巴塞罗那",
    "Europe/London": "manchester edinburgh cambridge oxford 曼彻斯特 爱丁堡 剑桥 牛津",
    "America/New_York": "boston washington miami atlanta philadelphia nyc 波士顿 华盛顿 迈阿密 费城",
    "America/Chicago": "dallas houston austin 达拉斯 休斯顿 奥斯汀",
    "America/Los_Angeles": "san francisco|seattle|san diego|portland|las vegas|la|sf|palo alto|圣地亚哥市",
    "America/Toronto": "ottawa montreal waterloo 渥太华 蒙特利尔",
    "America/Sao_Paulo": "rio|rio de janeiro|里约热内卢",
    "Australia/Sydney": "canberra 堪培拉",
    "Asia/Dubai": "abu dhabi|阿布扎比",
    "Pacific/Auckland": "wellington 惠灵顿",
}


class NoMapError(Exception):
    """The optional package that knows the map is not installed."""


class Found(NamedTuple):
    """What a search found: names of zones, best first, at most six; `sure`: the first is what was written."""

    names: tuple[str, ...] = ()
    sure: bool = False


def search(words: str, now: dt.datetime) -> Found:
    """Return the zones that somebody may mean by a city, a zone's name or an offset.

    English and Chinese, any case; a beginning of a name or a slip in it is enough. Nothing for other words.
    """
    asked = " ".join(words.casefold().replace("＋", "+").replace("－", "-").replace("−", "-").split())
    if not 0 < len(asked) <= _LONGEST:
        return Found()
    offset = _offset(asked)
    if offset is not None:
        return Found(tuple(_with_offset(offset, now)))
    names = _names()
    for form in (
        asked,
        asked.removesuffix("市"),
        asked.removesuffix("时间"),
        asked.removesuffix(" time"),
        asked.replace("_", " "),
    ):
        if form in names:
            return Found((names[form],), sure=True)
    if len(asked) < _SHORTEST_PART or (asked.isascii() and len(asked) <= _SHORTEST_PART):
        return Found()
    found = [name for known, name in names.items() if known.startswith(asked)]
    found = found or [names[known] for known in difflib.get_close_matches(asked, names, MOST_FOUND, _ALIKE)]
    return Found(tuple(dict.fromkeys(found))[:MOST_FOUND])


def named(words: str) -> str | None:
    """Return the zone that a city or a zone's own name says without doubt, None for other words."""
    folded = {name.casefold(): name for name in zone_names()}
    exact = folded.get("_".join(words.casefold().split()))
    if exact is not None:
        return exact
    found = search(words, dt.datetime.min.replace(year=2000, tzinfo=dt.UTC))  # only offsets depend on the time
    return found.names[0] if found.sure else None


def at_point(latitude: float, longitude: float) -> ZoneInfo | None:
    """Return the zone at a point, in degrees; None where there is none.

    Raises:
        NoMapError: the extra ``location`` is not installed.
    """
    try:
        import tzfpy  # noqa: PLC0415 - optional, and its map is large
    except ImportError as error:
        raise NoMapError from error
    try:
        return zone(tzfpy.get_tz(longitude, latitude))
    except UnknownZoneError:
        return None


def _offset(asked: str) -> dt.timedelta | None:
    match = _OFFSET.fullmatch(asked)
    if match:
        minutes = int(match["hours"] or 0) * 60 + int(match["minutes"] or 0)
        delta = dt.timedelta(minutes=-minutes if match["sign"] == "-" else minutes)
        return delta if abs(delta) <= _LARGEST else None
    match = _EASTERN.fullmatch(asked)
    if match is None:
        return None
    hours = sum(_DIGITS[char] for char in match["hours"])
    return dt.timedelta(hours=hours if match["side"] == "东" else -hours)


def _with_offset(offset: dt.timedelta, now: dt.datetime) -> list[str]:
    """Return usual places whose clocks show this offset now, and the offset itself where it is whole hours."""
    found = [name for name in _USUAL if now.astimezone(zone(name)).utcoffset() == offset][: MOST_FOUND - 1]
    hours, rest = divmod(offset, dt.timedelta(hours=1))
    fixed = "Etc/UTC" if not offset else f"Etc/GMT{-hours:+d}"
    return found if rest or fixed not in zone_names() else [*found, fixed]


@cache
def _names() -> dict[str, str]:
    """Map every name that a place goes by, in lower case, to its zone."""
    names: dict[str, str] = {}
    chinese = Locale.parse("zh_Hans_CN")
    for city, name in cities().items():
        names[city] = name
        local = get_timezone_location(zone(name), locale=chinese, return_city=True).casefold()
        names.setdefault(local, name)
    names |= {name.casefold(): name for name in sorted(zone_names()) if "/" in name}
    names |= {name.casefold().replace("_", " "): name for name in sorted(zone_names()) if "/" in name}
    for name, said in _CITIES.items():
        names |= dict.fromkeys(said.split("|") if "|" in said else said.split(), name)
    return names | ENGLISH_ZONES | CHINESE_ZONES
