"""The English vocabulary of times, as tables: what a word is, what it counts, what it names."""

from __future__ import annotations

from typing import Final

from bot.core.times.kinds import Entry, Kind
from bot.core.times.misspellings import misspellings


def _entries(kind: Kind, words: str, nums: tuple[int, ...] = (), name: str = "") -> dict[str, Entry]:
    return dict.fromkeys(words.split(), (kind, nums, name))


_MONTHS: Final = (
    "january jan",
    "february feb",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug",
    "september sep sept",
    "october oct",
    "november nov",
    "december dec",
)
_WEEKDAYS: Final = (
    "monday mon",
    "tuesday tue tues",
    "wednesday wed weds",
    "thursday thu thur thurs",
    "friday fri",
    "saturday sat",
    "sunday sun",
)
_ORDINALS: Final = (
    "first",
    "",  # "second" may be a unit
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    *("",) * 9,
    "thirtieth",
)

ENGLISH: Final[dict[str, Entry]] = (
    _entries(Kind.ARTICLE, "a an per", (1,))
    | _entries(Kind.SECONDTH, "second", (2,))
    | _entries(Kind.HALF, "half")
    | _entries(Kind.FEW, "few several couple some many")
    | _entries(Kind.MERIDIEM, "am", (0,))
    | _entries(Kind.MERIDIEM, "pm", (12,))
    | _entries(Kind.OCLOCK, "o'clock oclock")
    | _entries(Kind.NOON, "noon midday noontime", (12,))
    | _entries(Kind.MIDNIGHT, "midnight", (0,))
    | _entries(Kind.ENPART, "morning", name="morning")
    | _entries(Kind.ENPART, "afternoon", name="afternoon")
    | _entries(Kind.ENPART, "evening eve", name="evening")
    | _entries(Kind.ENPART, "night nite", name="night")
    | _entries(Kind.ENPARTS, "mornings", name="morning")
    | _entries(Kind.ENPARTS, "afternoons", name="afternoon")
    | _entries(Kind.ENPARTS, "evenings", name="evening")
    | _entries(Kind.ENPARTS, "nights", name="night")
    | _entries(Kind.HOUR, "hour hours hr hrs")
    | _entries(Kind.MINUTE, "minute minutes min mins")
    | _entries(Kind.SECOND, "seconds sec secs")
    | _entries(Kind.DAY, "day days")
    | _entries(Kind.WEEK, "week weeks wk wks")
    | _entries(Kind.FORTNIGHT, "fortnight fortnights")
    | _entries(Kind.MONTH, "month months mth mths")
    | _entries(Kind.YEAR, "year years yr yrs")
    | _entries(Kind.QUARTER, "quarter quarters")
    | _entries(Kind.REL, "today tdy", (0,))
    | _entries(Kind.REL, "tomorrow tmrw tmr tmw tomorow tommorow tommorrow tomorro tomorrrow 2moro 2morrow", (1,))
    | _entries(Kind.REL, "yesterday", (-1,))
    | _entries(Kind.RELPART, "tonight tonite 2nite", (0,), "night")
    | _entries(Kind.MONTHEND, "eom")
    | _entries(Kind.WORKDAY, "weekday workday")
    | _entries(Kind.WORKDAYS, "weekdays workdays")
    | _entries(Kind.WEEKEND, "weekend weekends")
    | _entries(Kind.EVERY, "every each")
    | _entries(Kind.ADVERB, "daily everyday nightly", (1,), "day")
    | _entries(Kind.ADVERB, "weekly", (1,), "week")
    | _entries(Kind.ADVERB, "biweekly fortnightly", (2,), "week")
    | _entries(Kind.ADVERB, "monthly", (1,), "month")
    | _entries(Kind.ADVERB, "bimonthly", (2,), "month")
    | _entries(Kind.ADVERB, "quarterly", (3,), "month")
    | _entries(Kind.ADVERB, "yearly annually annual", (1,), "year")
    | _entries(Kind.ADVERB, "hourly", (1,), "hour")
    | _entries(Kind.OTHER, "other alternate", (2,))
    | _entries(Kind.ONCE, "once")
    | _entries(Kind.TIMES, "twice thrice times")
    | _entries(Kind.IN, "in")
    | _entries(Kind.AT, "at @")
    | _entries(Kind.ON, "on")
    | _entries(Kind.OF, "of")
    | _entries(Kind.FOR, "for")
    | _entries(Kind.THE, "the")
    | _entries(Kind.AND, "and & plus")
    | _entries(Kind.OR, "or")
    | _entries(Kind.TO, "to")
    | _entries(Kind.FROM, "from")
    | _entries(Kind.AFTER, "after")
    | _entries(Kind.BEFORE, "before by b4")
    | _entries(Kind.WITHIN, "within")
    | _entries(Kind.AGO, "ago")
    | _entries(Kind.LATER, "later hence")
    | _entries(Kind.THIS, "this")
    | _entries(Kind.NEXT, "next nxt following")
    | _entries(Kind.COMING, "coming upcoming")
    | _entries(Kind.LAST, "last previous", (-1,))
    | _entries(Kind.PAST, "past")
    | _entries(Kind.BEGIN, "beginning start")
    | _entries(Kind.FINISH, "end")
    | _entries(Kind.START, "starting commencing")
    | _entries(Kind.UNTIL, "until till through thru")
    | _entries(Kind.BETWEEN, "between")
    | _entries(Kind.NOW, "now")
    | _entries(Kind.SAME, "same")
    | _entries(Kind.TIMEWORD, "time")
    | _entries(Kind.POSSESSIVE, "'s")
    | _entries(
        Kind.FILLER,
        "around approximately roughly approx sharp exactly precisely please pls plz kindly ok hey hi bot",
    )
    | _entries(Kind.VAGUE, "soon sometime sometimes someday eventually asap whenever eventually nowish eod")
    | _entries(Kind.TRIGGER, "remind reminder reminders /remind")
    | _entries(Kind.ABOUT, "that about regarding re")
    | {w: (Kind.MONTHNAME, (i,), "") for i, names in enumerate(_MONTHS, 1) for w in names.split()}
    | {w: (Kind.WD, (i,), "") for i, names in enumerate(_WEEKDAYS) for w in names.split()}
    | {names.split()[0] + "s": (Kind.WDSET, (i,), "") for i, names in enumerate(_WEEKDAYS)}
    | {w: (Kind.WORDORD, (i,), "") for i, w in enumerate(_ORDINALS, 1) if w}
)
"""English words, in lower case."""

MISSPELLED: Final = misspellings(ENGLISH)
"""The same words with a slip of the finger."""

SUFFIXES: Final[dict[str, Entry]] = {
    "a": (Kind.MERIDIEM, (0,), ""),
    "p": (Kind.MERIDIEM, (12,), ""),
    "h": (Kind.HOUR, (), ""),
    "m": (Kind.MINUTE, (), ""),
    "s": (Kind.SECOND, (), ""),
    "d": (Kind.DAY, (), ""),
    "w": (Kind.WEEK, (), ""),
    "mo": (Kind.MONTH, (), ""),
    "ish": (Kind.OCLOCK, (), ""),
    "y": (Kind.YEAR, (), ""),
} | {
    word: entry
    for word, entry in ENGLISH.items()
    if entry[0] in {Kind.MERIDIEM, Kind.HOUR, Kind.MINUTE, Kind.SECOND, Kind.DAY, Kind.WEEK, Kind.MONTH, Kind.YEAR}
}
"""What may stand right behind digits, without a space: 9am, 3h, 20m."""

SHORT_WEEKDAYS: Final = frozenset({"mon", "wed", "sat", "sun"})
"""Short forms that are words of their own as well."""

AMBIGUOUS_MONTHS: Final = frozenset({"may", "march", "mar", "jan", "sep"})
"""Names of months that are other words too: they need a number beside them."""

ENGLISH_PHRASES: Final[dict[str, Entry]] = {
    r"new year'?s eve": (Kind.HOLIDAY, (12, 31), ""),
    r"new year(?:'?s)?(?: day)?": (Kind.HOLIDAY, (1, 1), ""),
    r"christmas eve|xmas eve": (Kind.HOLIDAY, (12, 24), ""),
    r"christmas(?: day)?|xmas(?: day)?": (Kind.HOLIDAY, (12, 25), ""),
    r"boxing day": (Kind.HOLIDAY, (12, 26), ""),
    r"valentine'?s?'?(?: day)": (Kind.HOLIDAY, (2, 14), ""),
    r"st\.? patrick'?s day": (Kind.HOLIDAY, (3, 17), ""),
    r"april fools?'?s?(?: day)?": (Kind.HOLIDAY, (4, 1), ""),
    r"may day": (Kind.HOLIDAY, (5, 1), ""),
    r"independence day|fourth of july": (Kind.HOLIDAY, (7, 4), ""),
    r"national day": (Kind.HOLIDAY, (10, 1), ""),
    r"hallowe'?en": (Kind.HOLIDAY, (10, 31), ""),
    r"thanksgiving(?: day)?|black friday|cyber monday|good friday|easter(?: sunday| monday)?": (
        Kind.MOVING,
        (),
        "",
    ),
    r"(?:chinese|lunar) new year|spring festival|mid-autumn(?: festival)?|dragon boat festival": (
        Kind.MOVING,
        (),
        "",
    ),
    r"(?:mother|father)'?s'? day|labou?r day|memorial day|ramadan|diwali|hanukkah": (Kind.MOVING, (), ""),
    r"every single": (Kind.EVERY, (), ""),
    r"bi-weekly": (Kind.ADVERB, (2,), "week"),
    r"bi-monthly": (Kind.ADVERB, (2,), "month"),
    r"(?:semi|half)-?(?:yearly|annually)": (Kind.ADVERB, (6,), "month"),
    **{
        rf"{tens}[ \-]{ones}": (Kind.WORDORD, (count + number,), "")
        for tens, count in (("twenty", 20), ("thirty", 30))
        for number, ones in enumerate(("first", "second", *_ORDINALS[2:9]), start=1)
        if count + number <= 31  # noqa: PLR2004 - days of a month
    },
    **{rf"(?:early|late|mid)[ \-]?{part}": (Kind.ENPART, (), part) for part in ("morning", "afternoon", "evening")},
    r"(?:early|late) night": (Kind.ENPART, (), "night"),
    r"(?:(?:right|just|straight) )?(?:before|after) (?:breakfast|lunch|dinner|supper|work|school|class|bed|bedtime)": (
        Kind.EVENT,
        (),
        "",
    ),
    r"(?:oh |oops )?(?:no,? wait|wait,? no|scratch that|(?:sorry,? )?i mean|no,? make it|make that)": (
        Kind.CORRECTION,
        (),
        "",
    ),
    r"(?:except|excluding|but not|apart from|other than)(?: for)?": (Kind.EXCEPT, (), ""),
    r"(?<=in )like(?= [\da])": (Kind.ABOUT, (), ""),
    r"good (?:morning|afternoon|evening|night)": (Kind.WORD, (), ""),
    r"a while|a bit|a moment|one of these days|some ?day|some ?time|some point": (Kind.VAGUE, (), ""),
    r"later today(?!,? (?:at|@) )|later on|end of (?:the )?day": (Kind.VAGUE, (), ""),
    r"(?:working|business) days": (Kind.WORKDAYS, (), ""),
    r"(?:working|business) day": (Kind.WORKDAY, (), ""),
    r"(?:please |pls )?remind (?:me|us)(?: again)?": (Kind.TRIGGER, (), ""),
    r"(?:set |create |add |make |need |want )?(?:me )?(?:a |an |the )?reminder": (Kind.TRIGGER, (), ""),
    r"(?:set|create|add|make)(?: up)?(?: me)? an?(?= (?:daily|weekly|monthly|yearly|hourly) reminder)": (
        Kind.TRIGGER,
        (),
        "",
    ),
    r"(?:do not|don'?t)(?: let me)? forget": (Kind.TRIGGER, (), ""),
    r"(?:ping|nudge|alert|notify|wake) me(?: up)?": (Kind.TRIGGER, (), ""),
    r"(?:local|my) time": (Kind.FILLER, (), ""),
    r"(?:can|could|would|will) you(?: please)?": (Kind.FILLER, (), ""),
}
"""English phrases that are one word to the grammar, as patterns; the first that fits is taken."""

ENGLISH_NUMBERS: Final = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
ENGLISH_TENS: Final = ("twenty", "thirty", "forty", "fourty", "fifty", "sixty", "seventy", "eighty", "ninety")
