"""Remake the font of the pictures: ``python fonts.py NotoSansCJK-Regular.ttc``.

The subset has every character of the Chinese interface in both forms, digits, Latin letters, punctuation, and the
characters that people name their labels with; ``characters.txt`` lists it. To be run when the interface gets new
characters that pictures show; a test says when.
"""

from __future__ import annotations

import gettext
import string
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from fontTools import subset
from fontTools.ttLib import TTCollection

from bot.core.language import Language
from bot.core.resources import locales_dir

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent
HERE = ROOT / "bot" / "features" / "budgets" / "fonts"
LABELS = (
    "工作学习生活个人公司项目实验研究论文课程作业测试开发产品客户团队部门家庭副业兼职翻译写作绘画图片视频语音聊天机器人助手"
    "代码编程数据分析客服营销运营设计财务行政教育医疗法律游戏音乐电商小程序网站爬虫知识库毕业"
)
SIGNS = "¥￥–—−·…%，。：；（）、！？“”《》▰▱√×≈□"


def main(source: str) -> None:
    """Write the subset and the list of its characters."""
    words = "".join(text for language in (Language.ZH, Language.ZH_HANT) for text in _texts(language))
    wanted = {char for char in words + LABELS + SIGNS if char.isprintable()} | set(string.printable.strip() + " ")
    font = next(each for each in TTCollection(source).fonts if each["name"].getDebugName(4) == "Noto Sans CJK SC")
    wanted &= {chr(code) for code in font.getBestCmap()}
    options = subset.Options(
        layout_features=[], hinting=False, desubroutinize=True, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14]
    )
    maker = subset.Subsetter(options)
    maker.populate(text="".join(wanted))
    maker.subset(font)
    font.save(HERE / "NotoSansCJKsc-subset.otf")
    (HERE / "characters.txt").write_text("".join(sorted(wanted)), encoding="utf-8")


def _texts(language: Language) -> Iterator[str]:
    """Yield what the compiled catalog of a language says."""
    with (locales_dir() / language.value / "LC_MESSAGES" / "messages.mo").open("rb") as file:
        yield from gettext.GNUTranslations(file)._catalog.values()  # type: ignore[attr-defined]  # noqa: SLF001 - no public way to all of them


if __name__ == "__main__":
    main(sys.argv[1])
