from __future__ import annotations

import contextlib
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.features.cost.files.charsets import decode
from bot.features.cost.files.kinds import Kind
from bot.features.cost.files.problems import NotTextError

CHINESE = "你好，世界。这个月的预算还剩多少？请把下面这段话翻译成英文，一共大约三百字。\n"
TRADITIONAL = "你好，世界。這個月的預算還剩多少？請把下面這段話翻譯成英文，一共大約三百字。\n"
FRENCH = "Où est le café ? Les élèves français étaient très fatigués après l'école.\n"
JAPANESE = "今日は天気がいいですね。テキストの料金を計算します。\n"
KOREAN = "안녕하세요. 이 텍스트의 비용은 얼마입니까?\n"
RUSSIAN = "Сколько стоит этот текст? Мы считаем токены.\n"


@pytest.mark.parametrize(
    ("text", "codec", "encoding", "is_guess"),
    [
        pytest.param("", "ascii", "UTF-8", False, id="nothing"),
        pytest.param("hello", "ascii", "UTF-8", False, id="ascii"),
        pytest.param(CHINESE, "utf-8", "UTF-8", False, id="utf-8"),
        pytest.param(
            "😀 and \x00, \u202e or \ufffd are in it", "utf-8", "UTF-8", False, id="utf-8-with-strange-characters"
        ),
        pytest.param(CHINESE, "utf-8-sig", "UTF-8", False, id="utf-8-with-a-mark"),
        pytest.param(CHINESE, "utf-16", "UTF-16", False, id="utf-16-with-a-mark"),
        pytest.param("\ufeff😀é", "utf-16-be", "UTF-16", False, id="utf-16-with-the-other-mark"),
        pytest.param("\ufeff😀é", "utf-32-le", "UTF-32", False, id="utf-32"),
        pytest.param("hello", "utf-16-le", "UTF-16", True, id="utf-16-ascii"),
        pytest.param("hello", "utf-16-be", "UTF-16", True, id="utf-16-ascii-the-other-way"),
        pytest.param(CHINESE, "utf-16-le", "UTF-16", True, id="utf-16-chinese"),
        pytest.param("你好，世界", "utf-16-be", "UTF-16", True, id="utf-16-chinese-without-ascii"),
        pytest.param(JAPANESE.strip(), "utf-16-le", "UTF-16", True, id="utf-16-japanese-without-ascii"),
        pytest.param("你好", "gb18030", "GB18030", True, id="gb18030-two-characters"),
        pytest.param("预算还剩多少", "gb18030", "GB18030", True, id="gb18030-short"),
        pytest.param("price: 三元\n", "gb18030", "GB18030", True, id="gb18030-among-english"),
        pytest.param(CHINESE * 2_000, "gb18030", "GB18030", True, id="gb18030-long"),
        pytest.param("x" * 100_000 + CHINESE, "gb18030", "GB18030", True, id="gb18030-late"),
        pytest.param("㐀𠀀😀你好吗？今天怎么样", "gb18030", "GB18030", True, id="gb18030-rare"),
        pytest.param("預算還剩多少", "big5", "Big5", True, id="big5-short"),
        pytest.param(TRADITIONAL, "big5", "Big5", True, id="big5"),
        pytest.param(TRADITIONAL * 2_000, "big5", "Big5", True, id="big5-long"),
        pytest.param("cost,費用\nmodel,模型\ntotal,總計\n", "big5", "Big5", True, id="big5-in-a-table"),
        pytest.param("naïve café", "latin-1", "Latin-1", True, id="latin-1-short"),
        pytest.param(FRENCH * 1_000, "latin-1", "Latin-1", True, id="latin-1-long"),
        pytest.param("“It’s €5” — she said\n", "cp1252", "Windows-1252", True, id="windows-1252"),
        pytest.param(JAPANESE, "shift_jis", "Shift_JIS", True, id="shift-jis"),
        pytest.param(JAPANESE, "euc_jp", "EUC-JP", True, id="euc-jp"),
        pytest.param(KOREAN, "euc_kr", "EUC-KR", True, id="euc-kr"),
        pytest.param(RUSSIAN, "cp1251", "Windows-1251", True, id="windows-1251"),
        pytest.param(RUSSIAN, "koi8_r", "KOI8-R", True, id="koi8-r"),
    ],
)
def test_encodings(text: str, codec: str, encoding: str, is_guess: bool) -> None:
    """The text as it was, and the name of its encoding."""
    found = decode(text.encode(codec))
    assert (found.text, found.encoding) == (text.removeprefix("\ufeff"), encoding)
    assert (found.is_guess, found.unreadable) == (is_guess, 0)


@pytest.mark.parametrize(
    ("content", "text", "encoding", "unreadable"),
    [
        pytest.param(
            (CHINESE * 100).encode()[:-2],
            (CHINESE * 100)[:-2] + "\ufffd",
            "UTF-8",
            1,
            id="utf-8-cut-in-a-character",
        ),
        pytest.param(
            (CHINESE * 50).encode() + b"\xe9" + (CHINESE * 50).encode(),
            CHINESE * 50 + "\ufffd" + CHINESE * 50,
            "UTF-8",
            1,
            id="utf-8-with-a-foreign-byte",
        ),
        pytest.param(
            (CHINESE * 100).encode("gb18030") + b"\xff\n",
            CHINESE * 100 + "\ufffd\n",
            "GB18030",
            1,
            id="gb18030-with-a-foreign-byte",
        ),
        pytest.param("hello".encode("utf-16") + b"x", "hello\ufffd", "UTF-16", 1, id="utf-16-with-a-byte-more"),
    ],
)
def test_what_cannot_be_read(content: bytes, text: str, encoding: str, unreadable: int) -> None:
    """A few damaged characters are U+FFFD, and their number is said."""
    found = decode(content)
    assert (found.text, found.encoding, found.unreadable) == (text, encoding, unreadable)


RANDOM = random.Random(1).randbytes(100_000)  # noqa: S311 - the same every time


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(bytes(1_000), id="nuls"),
        pytest.param(RANDOM, id="random"),
        pytest.param(b"a header of text\n" * 10 + RANDOM, id="text-and-random"),
        pytest.param(b"\x01\x02\x03\x04\x05", id="controls"),
    ],
)
def test_what_is_no_text(content: bytes) -> None:
    """Nobody gets a price for it."""
    with pytest.raises(NotTextError) as caught:
        decode(content)
    assert caught.value.kind is Kind.UNKNOWN


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_utf_8_is_read_as_it_is(text: str) -> None:
    """Unless controls make up more than a twentieth of it: then it is UTF-16 at best."""
    content = text.encode()
    controls = sum((byte < 0x20 and byte not in b"\t\n\v\f\r\b\x1b") or byte == 0x7F for byte in content)
    if controls * 20 <= len(content) and b"\x00" not in content:
        found = decode(content)
        assert (found.text, found.encoding, found.unreadable) == (text.removeprefix("\ufeff"), "UTF-8", 0)
    else:
        with contextlib.suppress(NotTextError):
            assert decode(content).encoding in {"UTF-8", "UTF-16"}


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_not(content: bytes) -> None:
    """Nothing else comes of them."""
    with contextlib.suppress(NotTextError):
        assert isinstance(decode(content).text, str)


def test_reading_can_be_ended() -> None:
    """Between two steps, and while encodings are tried."""

    def stop() -> None:
        raise InterruptedError

    for content in (b"x" * 1_000_000, CHINESE.encode("gb18030")):
        with pytest.raises(InterruptedError):
            decode(content, stop)
