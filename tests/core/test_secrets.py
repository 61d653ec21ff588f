"""Keys of every kind in every place people leave them; what only looks like one; the time it takes."""

from __future__ import annotations

import json
import random
import string
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import secrets

_draw = random.Random(20261123)  # noqa: S311 - made-up keys, the same ones in every run
_ALNUM, _HEX = string.ascii_letters + string.digits, "0123456789abcdef"


def _made(characters: str, count: int) -> str:
    return "".join(_draw.choice(characters) for _ in range(count))


KEYS = {
    "openai-legacy": f"sk-{_made(_ALNUM, 20)}T3BlbkFJ{_made(_ALNUM, 20)}",
    "openai-project": f"sk-proj-{_made(_ALNUM + '-_', 74)}T3BlbkFJ{_made(_ALNUM + '-_', 73)}a",
    "openai-service-account": f"sk-svcacct-{_made(_ALNUM + '-_', 120)}a",
    "openai-admin": f"sk-admin-{_made(_ALNUM + '-_', 120)}a",
    "openai-session": f"sess-{_made(_ALNUM, 40)}",
    "anthropic": f"sk-ant-api03-{_made(_ALNUM + '-_', 93)}AA",
    "openrouter": f"sk-or-v1-{_made(_HEX, 64)}",
    "deepseek": f"sk-{_made(_HEX, 32)}",
    "telegram-bot": f"7{_made(string.digits, 9)}:AA{_made(_ALNUM + '-_', 32)}a",
    "github": f"ghp_{_made(_ALNUM, 36)}",
    "github-fine-grained": f"github_pat_{_made(_ALNUM, 22)}_{_made(_ALNUM, 59)}",
    "aws": f"AKIA{_made(string.ascii_uppercase + string.digits, 16)}",
    "groq": f"gsk_{_made(_ALNUM, 52)}",
    "xai": f"xai-{_made(_ALNUM, 80)}",
    "hugging-face": f"hf_{_made(string.ascii_letters, 34)}",
    "replicate": f"r8_{_made(_ALNUM, 37)}",
    "perplexity": f"pplx-{_made(_ALNUM, 48)}",
    "cerebras": f"csk-{_made(_ALNUM, 48)}",
    "nvidia": f"nvapi-{_made(_ALNUM + '-_', 63)}a",
    "tavily": f"tvly-dev-{_made(_ALNUM, 32)}",
    "elevenlabs": f"sk_{_made(_HEX, 48)}",
    "stripe": f"sk_live_{_made(_ALNUM, 99)}",
    "gitlab": f"glpat-{_made(_ALNUM, 20)}",
    "npm": f"npm_{_made(_ALNUM, 36)}",
    "pypi": f"pypi-AgEIcHlwaS5vcmc{_made(_ALNUM + '-_', 150)}a",
    "sendgrid": f"SG.{_made(_ALNUM, 22)}.{_made(_ALNUM + '-_', 42)}a",
    "jwt": f"eyJ{_made(_ALNUM, 33)}.eyJ{_made(_ALNUM, 60)}.{_made(_ALNUM + '-_', 42)}a",
    "google": f"AIza{_made(_ALNUM + '-_', 34)}a",
    "google-oauth": f"ya29.{_made(_ALNUM + '-_', 120)}a",
    "databricks": f"dapi{_made(_HEX, 32)}",
    "langsmith": f"lsv2_pt_{_made(_HEX, 32)}_{_made(_HEX, 10)}",
    "aliyun": f"LTAI5t{_made(_ALNUM, 18)}",
    "tencent": f"AKID{_made(_ALNUM, 32)}",
    "slack": f"xoxb-{_made(string.digits, 12)}-{_made(string.digits, 13)}-{_made(_ALNUM, 24)}",
    "bearer": f"Bearer {_made(_ALNUM, 44)}",
    "bearer-jwt": f"Bearer eyJ{_made(_ALNUM, 33)}.eyJ{_made(_ALNUM, 60)}.{_made(_ALNUM + '-_', 42)}a",
}
PLACES = {
    "alone": "{}",
    "end-of-sentence": "My key is {}.",
    "quotes": 'api_key = "{}"',
    "typographic-quotes": "他说“{}”不能用",
    "chinese-punctuation": "密钥是{}，一直报错。",
    "between-chinese": "我的{}谢谢",
    "json": '{{"api_key": "{}", "model": "gpt-5.4"}}',
    "curl": "curl -H 'Authorization: {}' -d '{{}}' localhost",
    "environment": "export OPENAI_API_KEY={} && python app.py",
    "address": "see http://localhost/v1?api_key={}&n=1",
    "code": "`{}`",
    "brackets": "(key: {})",
    "quoted-in-an-address": "callback?to=%2Fv1%3Fkey%3D{}%26n%3D1",
    "quoted-line-end": r"first line\n{}\n",
    "line-before-and-after": "first line\n{}\nThen I called it again",
}


def _secret_part(key: str) -> str:
    return key.removeprefix("Bearer ")


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
def test_found_everywhere(key: str, place: str) -> None:
    """All of the key is masked, nothing else, and the length stays for Telegram's offsets."""
    text = place.format(key)
    secret = _secret_part(key)
    assert secrets.mask(text) == text.replace(secret, secrets.MASK * len(secret))


@pytest.mark.parametrize("breaks", ["\n", "\r\n  ", "\u200b", "\ufeff", "\u00ad"], ids=ascii)
@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
def test_found_although_broken(key: str, breaks: str) -> None:
    """A line end or a character without width inside does not hide a key; no six of its characters stay readable."""
    secret = _secret_part(key)
    at = len(key) - len(secret) + len(secret) // 2
    text = f"key: {key[:at]}{breaks}{key[at:]}\nThen it failed."
    masked = secrets.mask(text)
    assert len(masked) == len(text)
    assert masked.endswith("\nThen it failed.")
    readable = masked.replace(secrets.MASK, " ").replace(breaks, "")
    assert not any(secret[i : i + 6] in readable for i in range(len(secret) - 6))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("sk-proj-Ab12Cd34Ef56", id="cut-off"),
        pytest.param("x:sk-Ab12Cd34Ef,", id="short"),
        pytest.param("sk-proj-abcdefghijklmnop0123456789", id="made-up-letters-then-digits"),
        pytest.param("sk-abcdefghijklmnopqrstuvwxyzabcdefgh", id="made-up-letters"),
        pytest.param("xoxb-123456789012-abcdefGH", id="slack-cut-off"),
        pytest.param("aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzKLMNOPQR", id="aws-secret"),
        pytest.param("5d2802827283e0ad84173581569969e5.rwZbqcabUGJmGEp7，", id="zhipu"),
        pytest.param("?key%3D5d2802827283e0ad84173581569969e5.rwZbqcabUGJmGEp7", id="zhipu-in-an-address"),
        pytest.param("AZURE_OPENAI_API_KEY=6c25410335b400141212b62c37663112", id="azure-environment"),
        pytest.param("api_key: lyfbdcJx3TDF8265e3MOz7hT9fquKoPf96QGzlC2", id="yaml"),
        pytest.param('"apiKey": "5b77518b1018f134a069e3fab8c3bfc5e740e615"', id="json"),
        pytest.param("curl -H 'api-key: 9f34369aad80b891baf90d0d3bf16295'", id="header"),
        pytest.param("DEEPINFRA_TOKEN=flZSsxKKwzXH2jpc7Fx3gxODYfjuMbwr", id="token-environment"),
        pytest.param("我的密钥是5b77518b1018f134a069e3fab8c3bfc5", id="named-in-chinese"),
        pytest.param("Authorization: Basic dXNlcjpzdXBlcnNlY3JldHBhc3M0Mg==", id="basic"),
        pytest.param("sk‑proj‑Ab12Cd34Ef56Gh78", id="a-word-processors-dashes"),
        pytest.param(
            "https://hooks.slack.com/services/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", id="slack-address"
        ),
        pytest.param("-----BEGIN RSA PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0B\n-----END", id="private-key"),
        pytest.param('"SecretAccessKey": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzKLMNOPQR"', id="aws-secret-json"),
    ],
)
def test_found_in_other_forms(text: str) -> None:
    """A key that was cut off is still a secret, and so is one with a name instead of a prefix."""
    masked = secrets.mask(text)
    assert secrets.has_masked_key(masked)
    assert len(masked) == len(text)


@pytest.mark.parametrize("end", ["\n", " \\\n  ", "\r\n"], ids=ascii)
def test_found_on_three_lines(end: str) -> None:
    """A terminal of eighty columns needs three lines for a key of today."""
    key = KEYS["openai-project"]
    text = f"{key[:70]}{end}{key[70:140]}{end}{key[140:]}\nThen it failed."
    assert secrets.mask(text).lstrip(secrets.MASK) == "\nThen it failed."


@pytest.mark.parametrize(
    "text",
    [
        "sk-short",
        "task-force-one-two",
        "risk-adjusted-returns",
        "disk-1234567890ab",
        "sk-xxxxxxxxxxxxxxxxxxxxxxxx",
        "sk-your-key-here",
        "sk-your-openai-api-key-goes-here",
        "sk-...",
        "sk-proj-…",
        "sk-learn-contrib-package",
        "sk-1234567890",
        "Bearer $OPENAI_API_KEY",
        "Bearer YOUR_OPENAI_API_KEY_GOES_HERE",
        "Bearer <your token goes right here>",
        "the bearer of this internationally-recognised document",
        "req_0a1b2c3d4e5f60718293a4b5c6d7e8f9",
        "org-AbCdEfGhIjKlMnOpQrStUvWx",
        "gpt-5.4-mini-2026-03-17",
        "text-embedding-3-small",
        "request id 550e8400-e29b-41d4-a716-446655440000",
        "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "12345678:30 is no time",
        "at 20261123:0900 it stopped",
        "AKIA is a prefix of AWS",
        "https://platform.openai.com/settings/organization/billing/overview",
        "花了三十块八，今天还剩多少",
        "ghp_ and xoxb- are prefixes",
        "KEY=os.environ['OPENAI_API_KEY']",
        "OPENAI_API_KEY=$OPENAI_API_KEY",
        'api_key=os.getenv("OPENAI_API_KEY")',
        "api_key=settings.openai_api_key_from_the_vault",
        "api_key: str | None = None",
        'api_key: "YOUR_API_KEY_GOES_RIGHT_HERE"',
        "API_KEY=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "token: 0.0000015",
        "max_tokens=128000",
        "total_token: 12345678901234567890123",
        "hf_hub_download_and_transfer",
        "npm_config_registry_2_3_4",
        "fw_update, r8_models, gsk_xxx",
        "xai-grok-4-fast-reasoning",
        "pplx-70b-online",
        "nvapi-documentation-page",
        "glpat-xxxxxxxxxxxxxxxxxxxx",
        "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "xoxb-not-a-real-token",
        "commit 5b77518b1018f134a069e3fab8c3bfc5e740e615",
        "https://github.com/a/b/commit/5b77518b1018f134a069e3fab8c3bfc5e740e615",
        "md5 5b77518b1018f134a069e3fab8c3bfc5",
        "integrity sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==",
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
        "chatcmpl-9aBcDeFgHiJkLmNoPqRsTuVwXyZ01",
        "asst_AbCdEfGh12345678IjKlMnOp",
        "wallet 0x5b77518b1018f134a069e3fab8c3bfc5e740e615",
        "eyJhbGciOiJIUzI1NiJ9 is base64",
        "1 – 2 and 3−4 are ranges",
        "密钥是什么？密钥：请到设置里复制",
    ],
)
def test_no_false_alarm(text: str) -> None:
    """Ordinary messages, placeholders and other ids stay as they are."""
    assert secrets.mask(text) == text


@pytest.mark.parametrize(
    "unit",
    [
        "sk-", "sk-a", "sk-a\n", "sk-a1\n", "a", "-", "a1B\n", "ghp_", "ghp_a\n", "xoxb-", "1234567890:",
        "12345678:a\n", "AKIA", "AKIA\n", "ecret_access_key=", "bearer ", "Bearer a\n", "eyJ.", "eyJa1.", "api_key= ",
        "a1B2c3D4\n", "sk-a1B2c3D4e5\n", "密钥：a1B2", ".aaaaaaaaaaaaaaaa", "-----BEGIN PRIVATE KEY-----\nA",
        "hf_xai-r8_sk_gsk_npm_sk-xoxb-ghp_eyJ SG.LTAI AKID AKIA", "–", "sk-" + " " * 50 + "\n",
        "\u200b", "sk-\u200ba1", ":", ":\n",
    ],
    ids=ascii,
)  # fmt: skip
def test_linear_time(unit: str) -> None:
    """Ten times the text takes about ten times as long: a megabyte of what looks like the start of a key is no trap."""

    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        started = time.process_time()
        secrets.mask(text)
        return time.process_time() - started

    assert seconds(1_000_000) < 30 * max(min(seconds(100_000) for _ in range(3)), 0.002)


@given(st.text(), st.sampled_from(list(KEYS.values())), st.text())
def test_found_between_any_texts(before: str, key: str, after: str) -> None:
    """Whatever stands around it: the length stays, and the key does not (but for a letter right in front)."""
    text = f"{before} {key} {after}"
    masked = secrets.mask(text)
    assert len(masked) == len(text)
    assert _secret_part(key) not in masked


@given(
    st.recursive(
        st.text() | st.integers() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_other_values_are_left_alone(value: object) -> None:
    """JSON without keys comes back equal, surrogates included."""
    if "sk-" not in json.dumps(value):
        assert secrets.mask_all(value) == value


def test_in_the_content_of_a_file() -> None:
    """What was not masked yet can be asked about first."""
    content = "OPENAI_API_KEY=sk-proj-Ab12Cd34Ef56\nMODEL=gpt-5.4"
    assert secrets.holds_key(content)
    assert not secrets.holds_key(secrets.mask(content))


def test_in_a_whole_update() -> None:
    """In every string of it, except in Telegram's own names of files, which are random."""
    update = {"message": {"caption": "sk-proj-Ab12Cd34Ef56", "document": {"file_id": "A-sk-Ab12Cd34Ef56Gh78"}}}
    masked = secrets.mask_all(update)
    assert isinstance(masked, dict)
    assert secrets.has_masked_key(masked["message"]["caption"])
    assert masked["message"]["document"] == {"file_id": "A-sk-Ab12Cd34Ef56Gh78"}
