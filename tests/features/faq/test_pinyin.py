from __future__ import annotations

import pytest

from bot.features.faq.pinyin import sounds, syllables


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        pytest.param("充值", [["chong", "zhi"]], id="characters"),
        pytest.param("冲直", [["chong", "zhi"]], id="wrong-characters-sound-the-same"),
        pytest.param("我的api额度", [["wo", "de"], ["e", "du"]], id="latin-letters-end-a-stretch"),
        pytest.param("chongzhi le meiyou", [["chong", "zhi", "le", "mei", "you"]], id="pinyin"),
        pytest.param("api yue zenme cha", [["yue", "zen", "me", "cha"]], id="names-in-pinyin"),
        pytest.param("how do i change my card", [], id="english"),
        pytest.param("can i top up", [], id="english-with-a-syllable"),
        pytest.param("ang" * 9, [], id="no-word-is-that-long"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_sounds(text: str, heard: list[list[str]]) -> None:
    """Characters and pinyin are heard alike, English is not."""
    assert sounds(text) == heard


def test_rare_characters_have_no_sound() -> None:
    """The table holds what is in common use."""
    assert syllables("充值") == ["chong", "zhi"]
    assert syllables("充龘") is None
