from __future__ import annotations

import pytest

from bot.__main__ import main


@pytest.mark.parametrize(
    ("arguments", "printed", "code"),
    [
        (["100刀"], "$100 ≈ ¥710.00\n1 USD = 7.10 元（内置示例汇率）\n[反过来] [我的汇率]\n[充值计算]\n", 0),
        (["100", "usd"], "$100 ≈ ¥710.00\n1 USD = 7.10 RMB (built-in example rate)\n", 0),
        (["50"], "$50 ≈ ¥355.00\n", 0),
        (["100刀", "--lang", "en"], "$100 ≈ ¥710.00\n1 USD = 7.10 RMB (built-in example rate)\n", 0),
        (["I pay 500 RMB, what arrives?", "--lang", "zh"], "付 ¥500，到账 ≈ $70.42 额度\n¥500.00 ÷ 7.10 = $70.42\n", 0),
        (["agent wants 400 for $50"], "¥400 for $50: 1 USD = 8.00 RMB\n", 0),
        (["¥500 in usd"], "¥500 ≈ $70.42\n1 USD = 7.10 RMB (built-in example rate)\nI read a bare ¥ as RMB.\n", 0),
        (["1,5 usd"], "I can read 1,5 usd in more than one way. Which amount?\n[$1.50] [$15]\n", 1),
        (["100 eur"], "I know dollars and RMB only, and 100 eur is neither. Try: 100 usd in rmb\n", 1),
        (["I pay 500 rmb with 80% fee, what arrives?"], "I cannot count with 80%: a rate is from 1 to 100", 1),
        (["<b>", "&"], "I see no amount in <b> &.", 1),
    ],
)
def test_convert_prints_what_the_chat_would(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, arguments: list[str], printed: str, code: int
) -> None:
    """Text and buttons, in the language of the words unless one is named; a question or refusal ends with 1."""
    monkeypatch.delenv("TOKENTALLY_USD_CNY", raising=False)
    assert main(["convert", *arguments]) == code
    assert capsys.readouterr().out.startswith(printed)


def test_convert_uses_the_settings_rate(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """With its day; an old one says so."""
    monkeypatch.setenv("TOKENTALLY_USD_CNY", "7.25")
    monkeypatch.setenv("TOKENTALLY_USD_CNY_DATE", "2025-01-02")
    assert main(["convert", "100 usd"]) == 0
    assert capsys.readouterr().out.startswith(
        "$100 ≈ ¥725.00\n1 USD = 7.25 RMB (set by the operator, 2 Jan 2025, more than 30 days old)\n"
    )
