r"""Where a text may be cut so that the tokens of the parts add up to those of the whole, told by the characters there.

A cut is exact where every match of the encoding's pattern ends, whatever stands before and behind, and where nothing
before it is matched otherwise because the text ends there. The pattern looks at no more than four kinds of character:
white space, letters (with marks, in o200k_base), numbers, and the others. It follows, in both encodings:

- `x| `: white space other than CR and LF stands at the beginning of a match, or among white space only.
- `\n|x`: CR and LF stand at the end of a match, unless a slash follows in o200k_base (which keeps `;\n//` together).
- `a|,`: after a letter or number only letters, marks, numbers and the apostrophe of `'s` go on.
- `1|x` and `x|1`: a match with a number in it has nothing else. Not so behind white space: `  |1`, where the match
  depends on what follows it.
- `a|'b`: no contraction begins so.
- `ab|C` in o200k_base: a small letter ends the capitals; the two before the cut are not the `'l` of `'lL`.
- `e|\u0301` in cl100k_base, where marks are no part of words.

The sets are short and plain on purpose: each of their characters belongs to its kind in every version of Unicode, and
a test asks tiktoken's own engine for all of them. Texts without such a place are cut by :mod:`.matches`.
"""

from __future__ import annotations

import re

from bot.features.cost.rules import Encoding

# White_Space as Unicode has it: Python's \s has four separators more (U+001C to U+001F).
WHITE = frozenset("\t\n\x0b\x0c\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000").union(map(chr, range(0x2000, 0x200B)))
_BLANK = re.escape("".join(sorted(WHITE - {"\r", "\n"})))
LETTERS = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6"  # Latin
    "\u0400-\u0481\u05d0-\u05ea\u0621-\u064a"  # Cyrillic, Hebrew, Arabic
    "\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fa5\uac00-\ud7a3"  # kana, Chinese characters, Hangul
)
STOPS = r"!-&(-/:-@\[-`{-~、。〈-】！-／：-＠，．；：？…—“”‘’"
MARKS = "\u0300-\u036f"
SMALL, CAPITALS = "a-z\u0430-\u044f", "A-Z\u0410-\u042f"
_EVERYWHERE = (
    rf"(?<=[^\r\n{_BLANK}])(?=[{_BLANK}])",
    rf"(?<=[\r\n])(?=[^\r\n{_BLANK}/])",
    rf"(?<=[0-9{LETTERS}])(?=[{STOPS}])",
    rf"(?<=[0-9])(?=[{LETTERS}])",
    rf"(?<=[{LETTERS}{STOPS}])(?=[0-9])",
    rf"(?<=[{LETTERS}])(?='[^sSdDmMtTlLrRvV\u017f])",
)
CUTS = {
    Encoding.CL100K: re.compile("|".join((*_EVERYWHERE, r"(?<=[\r\n])(?=/)", rf"(?<=[{LETTERS}])(?=[{MARKS}])"))),
    Encoding.O200K: re.compile("|".join((*_EVERYWHERE, rf"(?<=[{LETTERS}][{SMALL}])(?=[{CAPITALS}])"))),
}
_NEAR = 256  # characters; natural text has a cut among so many


def find_cut(text: str, start: int, end: int, encoding: Encoding) -> int | None:
    """Return where text[start:end] may be cut, behind `start` and rather near its end; None if nowhere.

    The two characters behind it count, so the cut may be at `end`.
    """
    cut = CUTS[encoding]
    near = max(start + 1, end - _NEAR)
    found = cut.search(text, near, end + 2) or cut.search(text, start + 1, near + 1)
    return found.start() if found and found.start() <= end else None
