"""What a pack knows of an act: its number and sections, and those of acts before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...records import record

if TYPE_CHECKING:
    import datetime as dt

    from .problems import Place
    from .texts import Text


@record
class Omission:
    """Sections of an act that no passage is registered of, and why.

    `sections` are lists as statutes write them, `8 kap. 1–3 §§`. `fingerprint` is that
    of their texts one after the other, empty where nobody has registered it, and
    `amended` the newest of the acts that last changed one of them.
    """

    sections: tuple[str, ...]
    because: Text
    fingerprint: str
    place: Place
    amended: str = ""


@record
class Renumbering:
    """A section of an earlier act, and where its matter stands now.

    The same number may stand for something else in the act of today: `words` are
    beginnings of words that tell that the earlier section is meant.
    """

    was: str
    now: tuple[str, ...]
    words: tuple[str, ...] = ()


@record
class EarlierAct:
    """An act, or a numbering of one, that another has taken the place of.

    `until` is the last day on which it was in force. The act of today goes by its
    `names` too, unless they are those of the earlier act alone.
    """

    number: str
    names: tuple[str, ...]
    until: dt.date | None
    renumberings: tuple[Renumbering, ...]


@record
class Statute:
    """The act that a document is.

    Attributes:
        number: its number in the statute book, `2017:725`.
        names: what people call it in a citation.
        sections: the sections that it has in the chapters that are taken up, as lists;
            empty where nobody has registered them.
        omissions: those of them that no passage is registered of. With any, every
            section of the act is listed.
        earlier: the acts that it has taken the place of.
        place: where that is written down.
    """

    number: str
    names: tuple[str, ...]
    sections: tuple[str, ...]
    omissions: tuple[Omission, ...]
    earlier: tuple[EarlierAct, ...]
    place: Place
