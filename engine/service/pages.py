"""What stands in the rulebook: pages about one thing, lists of rules, documents."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING

from ..records import record
from ..report.json_text import SCHEMA
from ..report.layout import Page
from ..report.lines import layout_for
from ..report.pages.listing import rules_object, rules_page
from ..report.pages.lookup import EntryKind, Thing, sheet
from ..report.pages.reach import with_reach
from ..report.pages.sheets import sheet_object, sheet_page
from ..report.pages.sources import accounts_object, accounts_page
from ..report.pages.verification import verification_object, verification_page
from ..report.say import Marks
from ..rulebook.loading.texts import document_texts
from ..rulebook.tracing.drift import verification_of
from .setup import say, words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ..report.objects.pages import (
        RulesOutput,
        ShowOutput,
        SourcesOutput,
        VerificationOutput,
    )
    from ..report.pages.sheets import Sheet
    from ..report.wording import Wording
    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.rules import Rule
    from ..rulebook.tracing.accounts import Account
    from ..rulebook.tracing.drift import Verification
    from ..space.space import Space
    from .setup import Language


@record
class Pages:
    """Pages of everything that has a name: a rule, a passage, a document, a role.

    `things` are what the name stands for, one or more; `on` is the day for which the
    powers of a role are told. `reach` are the jurisdictions in which it is told for
    which roles a rule holds. `workers` is how many processes look for the powers.
    """

    things: tuple[Thing, ...]
    on: dt.date
    reach: tuple[Jurisdiction, ...] = field(default=(), repr=False, compare=False)
    workers: int = field(default=1, repr=False, compare=False)
    _space: Space = field(repr=False, compare=False)

    def to_text(self, language: Language = "sv", *, width: int | None = None) -> str:
        """Return the pages as the terminal prints them, so many columns wide."""
        return self.to_page(language).text(layout_for(width))

    def to_page(
        self, language: Language = "sv", *, marks: Marks = Marks.QUOTES
    ) -> Page:
        """Return what `to_text` does before it is laid out for a screen.

        `marks` tells how Swedish words are shown to a reader of English.
        """
        wording = words(self._space.jurisdiction, language, marks)
        return sum(map(sheet_page, self._sheets(wording)), Page())

    def to_dict(self, language: Language = "sv") -> ShowOutput:
        """Return the pages as the JSON object that the terminal prints."""
        wording = words(self._space.jurisdiction, language, Marks.NONE)
        sheets = [sheet_object(page) for page in self._sheets(wording)]
        return {"schema": SCHEMA, "sheets": sheets}

    def _sheets(self, wording: Wording) -> Iterator[Sheet]:
        """Yield the sheet of each thing, that of a rule with its reach if told."""
        # a page that asks something before would be copied with what it asked by
        workers = self.workers if len(self.things) == 1 else 1
        for thing in self.things:
            made = sheet(thing, self._space, wording, self.on, workers)
            if self.reach and thing.kind is EntryKind.RULE:
                made = with_reach(made, self.reach, wording)
            yield made


@record
class RuleList:
    """Rules of a municipality, in the order of its packs."""

    rules: tuple[Rule, ...]
    _jurisdiction: Jurisdiction = field(repr=False, compare=False)

    def to_text(self, language: Language = "sv", *, width: int | None = None) -> str:
        """Return the rules as the terminal prints them, so many columns wide."""
        return self.to_page(language).text(layout_for(width))

    def to_page(self, language: Language = "sv") -> Page:
        """Return what `to_text` does before it is laid out for a screen."""
        return rules_page(self.rules, words(self._jurisdiction, language))

    def to_dict(self, language: Language = "sv") -> RulesOutput:
        """Return the rules as the JSON object that the terminal prints."""
        return rules_object(self.rules, words(self._jurisdiction, language, Marks.NONE))


@record
class SourceList:
    """The documents that rules rest on, each with an account of its passages."""

    accounts: tuple[Account, ...]
    _jurisdiction: Jurisdiction = field(repr=False, compare=False)

    @property
    def is_accounted_for(self) -> bool:
        """Tell whether there are passages, each with a rule or a reason for none."""
        return any(account.total for account in self.accounts) and not any(
            account.missing for account in self.accounts
        )

    def to_text(self, language: Language = "sv", *, width: int | None = None) -> str:
        """Return the documents as the terminal prints them, so many columns wide."""
        return self.to_page(language).text(layout_for(width))

    def to_page(self, language: Language = "sv") -> Page:
        """Return what `to_text` does before it is laid out for a screen."""
        return accounts_page(self.accounts, words(self._jurisdiction, language))

    def to_dict(self, language: Language = "sv") -> SourcesOutput:
        """Return the documents as the JSON object that the terminal prints."""
        return accounts_object(
            self.accounts, words(self._jurisdiction, language, Marks.NONE)
        )


@record
class VerificationReport:
    """How registered passages compare with the text of the documents today."""

    verification: Verification

    @property
    def is_unchanged(self) -> bool:
        """Tell whether passages were compared, all of them, and nothing is otherwise.

        A passage without fingerprint, a document that no text resembles and words
        that stand in no passage are otherwise too.
        """
        return self.verification.is_unchanged

    def to_text(self, language: Language = "sv", *, width: int | None = None) -> str:
        """Return the comparison as the terminal prints it, so many columns wide."""
        return self.to_page(language).text(layout_for(width))

    def to_page(self, language: Language = "sv") -> Page:
        """Return what `to_text` does before it is laid out for a screen."""
        return verification_page(self.verification, say(language))

    def to_dict(self, language: Language = "sv") -> VerificationOutput:
        """Return the comparison as the JSON object that the terminal prints."""
        del language  # ids and what stands in the documents are the same in both
        return verification_object(self.verification)


def verification_report(
    jurisdictions: Iterable[Jurisdiction], documents: Path
) -> VerificationReport:
    """Compare the passages that jurisdictions register with texts.

    Args:
        jurisdictions: whose passages to compare.
        documents: a folder with a text of every document, or the text of one.

    Raises:
        EngineError: there are no text files, or one that is not UTF-8.
    """
    read = document_texts(documents)
    verification = verification_of(
        jurisdictions, read.texts, is_one_edition=not documents.is_dir()
    )
    return VerificationReport(verification=replace(verification, others=read.others))
