"""A piece of a message, as the grammar sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.features.cost.reading.lexicon import Kind, Meaning, Role

if TYPE_CHECKING:
    from fractions import Fraction

    from bot.features.cost.reading.lexicon import Payload
    from bot.features.cost.reading.results import Why


class Token(NamedTuple):
    """A number, a name, a word or a sign.

    Attributes:
        payload: what its kind says more: the meaning of a role, a unit, a tier, the name of a model.
        text: in the folded form.
        piece: as typed, at most 40 characters.
        start, end: place in the folded text.
        gap: a blank stands before it.
        value: of a number or a share; None where it has none, for the reason in `problem`.
        scaled: the number was said with a scale (12k, 两万), as numbers of tokens are.
    """

    kind: Kind
    payload: Payload
    text: str
    piece: str
    start: int
    end: int
    gap: bool = False
    value: Fraction | None = None
    problem: Why | None = None
    scaled: bool = False

    @property
    def meaning(self) -> Meaning | None:
        """What a role word means; None of other tokens."""
        return self.payload if isinstance(self.payload, Meaning) else None

    def is_role(self, *roles: Role) -> bool:
        """Tell whether this is a word for one of the roles."""
        return self.meaning is not None and self.kind is Kind.ROLE and self.meaning.role in roles
