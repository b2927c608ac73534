"""The entries of the tables of messages: sentences of a code, forms of a noun."""

from __future__ import annotations

from ...records import record


@record
class MessageText:
    """The sentences of one code: what is wrong, and what to do about it.

    They begin in lower case and end without a full stop. `{name}` stands for the
    parameter of that name, `{{` for a brace; `rendering` tells what may stand behind
    a colon, as in `{rule:the}`. A message whose remedy is empty has none.
    """

    sv: str
    sv_remedy: str = ""
    en: str
    en_remedy: str = ""


@record(kw_only=False)
class Noun:
    """The forms of a noun: `en regel`, `regeln`, `a rule`."""

    sv: str
    sv_definite: str
    en: str
