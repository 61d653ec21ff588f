from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from bot.core import ridge
from bot.core.language import Language
from bot.features.faq import corpus, train
from bot.features.faq.content import Library
from bot.features.faq.decision import Decision
from bot.features.faq.matcher import Matcher
from bot.features.faq.model import load
from tests.features.faq.library import write_both

if TYPE_CHECKING:
    from pathlib import Path

TOPICS = {
    "refund": ("money back", "refund my credit", "return the credit", "退款", "把钱退给我", "额度能退吗"),
    "create-key": ("make a key", "new api key", "create a key", "创建密钥", "新建一个密钥", "怎么申请密钥"),
    "credit-expiry": (
        "does credit expire",
        "credit expired",
        "expiry of credit",
        "额度过期",
        "额度有效期",
        "余额会过期吗",
    ),
}


@pytest.fixture
def trained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> train.Trained:
    """Return what is learnt from three small entries."""
    for entry_id, texts in TOPICS.items():
        examples = ", ".join(f'"{text}"' for text in texts)
        write_both(tmp_path, entry_id, examples=examples, other="refund")
    others = [corpus.Example(f"{text} {i}", None, language) for i in range(4) for text, language in OTHERS]
    monkeypatch.setattr(train, "out_of_scope", lambda: iter(others))
    return train.train(Library(tmp_path))


OTHERS = [
    ("will it rain", Language.EN),
    ("sing me a song", Language.EN),
    ("今天天气怎么样", Language.ZH),
    ("讲一个故事", Language.ZH),
]


def test_the_model_ranks_and_comes_back_from_its_file(trained: train.Trained, tmp_path: Path) -> None:
    """Stored in small whole numbers it still says the same."""
    path = tmp_path / "model.npz"
    trained.model.save(path)
    stored = load(path)
    assert (stored.ids, stored.fingerprint) == (trained.model.ids, trained.model.fingerprint)
    assert stored.thresholds == trained.model.thresholds
    for question, entry in [
        ("i want my money back", "refund"),
        ("密钥怎么创建", "create-key"),
        ("额度什么时候过期", "credit-expiry"),
    ]:
        before, after = trained.model.scores(question), stored.scores(question)
        assert np.allclose(before.entries, after.entries, atol=0.02)
        assert Matcher(stored).match(question).ids[:1] in {(entry,), ()}
        assert stored.ids[int(after.entries.argmax())] == entry


def test_the_gate_knows_other_messages(trained: train.Trained) -> None:
    """What was never asked about billing is not answered."""
    assert Matcher(trained.model).match("sing me a lullaby").decision is not Decision.ANSWER
    assert trained.model.scores("sing me a song").gate < trained.model.scores("refund my credit").gate


def test_held_out_scores_are_reported(trained: train.Trained) -> None:
    """Each message is judged by a model that did not see it."""
    report = train.cross_validate(trained)
    assert (report.asked, report.others) == (len(trained.examples) - 16, 16)
    assert report.wrong <= report.asked * 0.05


@pytest.mark.parametrize("size", [1, 7, 1_201])
def test_the_inverse_is_one(size: int) -> None:
    """By halves or at once, within single precision."""
    made = np.random.default_rng(1).normal(size=(size, 20)).astype(np.float32)
    made /= np.linalg.norm(made, axis=1, keepdims=True)
    matrix = made @ made.T + np.eye(size, dtype=np.float32) / 2
    assert np.allclose(ridge._inverse(matrix) @ matrix, np.eye(size), atol=1e-2)


def test_thresholds_keep_wrong_answers_rare() -> None:
    """The lowest threshold at which no more than the allowed share is wrong."""
    certainty = np.array([0.9, 0.8, 0.7, 0.6, 0.5])
    wrong = np.array([False, False, True, False, True])
    assert train._lowest(certainty, wrong, 0.0) == pytest.approx(0.7, abs=1e-5)
    assert train._lowest(certainty, wrong, 0.2) == pytest.approx(0.5, abs=1e-5)
    assert train._lowest(certainty, wrong, 1.0) == pytest.approx(0.5, abs=1e-5)
