"""What a question in everyday words was understood as, and its answer if it has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..records import field, record
from ..report.answers.free_questions import (
    FreeQuestion,
    definitions_part,
    offers,
    unanswered_object,
    unanswered_page,
    understanding,
    understanding_object,
    urgent_part,
)
from ..report.layout import page
from ..report.lines import layout_for
from ..report.say import Marks
from ..understanding import named_places
from .setup import words

if TYPE_CHECKING:
    import datetime as dt

    from ..report.commands import Setting
    from ..report.layout import Page
    from ..report.objects.answers import AskOutput, UnansweredOutput
    from ..rulebook.model.packs import Jurisdiction, PackHead
    from ..understanding import Certainty, Reader, Reading
    from .response import Response
    from .setup import Language, Setup


@record
class Interpretation:
    """A question in everyday words, how it was understood, and what was answered.

    Attributes:
        response: the answer to the likeliest reading, with a reservation where that is
            likely and not sure to be meant; None where it is neither, or the question
            names another municipality.
    """

    response: Response | None
    _asked: FreeQuestion
    _jurisdiction: Jurisdiction = field(repr=False, compare=False)
    _setting: Setting = field(repr=False, compare=False)

    @property
    def text(self) -> str:
        """The question as it was typed."""
        return self._asked.text

    @property
    def certainty(self) -> Certainty:
        """How sure it is what was asked."""
        return self._asked.understanding.certainty

    @property
    def reading(self) -> Reading | None:
        """The reading that is answered, with the chance that it is meant (0–1)."""
        return self._asked.reading

    @property
    def alternatives(self) -> tuple[Reading, ...]:
        """What else may be meant, the likeliest first."""
        return self._asked.others

    @property
    def elsewhere(self) -> tuple[PackHead, ...]:
        """The other municipalities that the question names: then nothing is answered.

        One municipality is never answered for from another's rules.
        """
        return self._asked.elsewhere

    @property
    def is_settled(self) -> bool:
        """Tell whether a sure reading has an answer, and the rules do settle it."""
        is_sure = self._asked.understanding.is_sure
        return is_sure and self.response is not None and self.response.is_settled

    def to_text(
        self,
        language: Language = "sv",
        *,
        why: bool = False,
        why_not: str | None = None,
        width: int | None = None,
    ) -> str:
        """Return how it was understood and the answer, as the terminal prints them.

        Args:
            language: `sv` or `en`.
            why: whether to tell which rules led to the answer.
            why_not: a role of which to tell why the answer does not name it.
            width: how many columns the reader's screen has; 88 when left out.

        Raises:
            UnknownNameError: no role has that name, or the language is neither.
        """
        return self.to_page(language, why=why, why_not=why_not).text(layout_for(width))

    def to_page(
        self,
        language: Language = "sv",
        *,
        why: bool = False,
        why_not: str | None = None,
        marks: Marks = Marks.QUOTES,
    ) -> Page:
        """Return what `to_text` does before it is laid out for a screen.

        `marks` tells how Swedish words are shown to a reader of English.
        """
        asked, wording = self._asked, words(self._jurisdiction, language, marks)
        if self.response is None:
            return unanswered_page(asked, wording, self._setting)
        read = [
            *urgent_part(asked, wording),
            *understanding(asked, wording),
            *definitions_part(asked, wording),
        ]
        whole = page(read) + self.response.to_page(
            language, why=why, why_not=why_not, marks=marks
        )
        if not self.is_settled:
            whole += page(offers(asked, wording, self._setting))
        return whole

    def to_dict(
        self,
        language: Language = "sv",
        *,
        why: bool = False,
        why_not: str | None = None,
    ) -> AskOutput | UnansweredOutput:
        """Return how it was understood and the answer, as the terminal's JSON object.

        Args:
            language: of labels and sentences, `sv` or `en`.
            why: whether to add the `trail`: which rules led to the answer.
            why_not: a role of which to add why the answer does not name it.

        Raises:
            UnknownNameError: no role has that name, or the language is neither.
        """
        asked = self._asked
        wording = words(self._jurisdiction, language, Marks.NONE)
        if self.response is None:
            return unanswered_object(asked, wording, self._setting)
        return {
            **self.response.to_dict(language, why=why, why_not=why_not),
            **understanding_object(asked, wording, self._setting),
        }


def free_question(
    text: str, reader: Reader, setup: Setup, on: dt.date, asker: str = ""
) -> FreeQuestion:
    """Return what a free question may mean, and which other places it names.

    Args:
        text: what somebody typed.
        reader: understands questions in the words of one municipality.
        setup: which other municipalities there are.
        on: the day it is asked for.
        asker: the id of the role of the one who asks, empty when nobody told it.
    """
    named = named_places(text, setup.pack_ids())
    others = [id_ for id_ in named if id_ != reader.municipality]
    return FreeQuestion(
        text=text,
        understanding=reader.understanding(text, on, asker),
        elsewhere=setup.heads(others) if others else (),
    )
