"""Open a folder of rules once, and ask for any municipality in it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from ..records import replace
from ..rulebook.loading.opening import open_jurisdictions
from ..rulebook.loading.shipped import shipped
from ..rulebook.model.names import name_key
from ..rulebook.model.problems import UnusableRulesError
from .municipality import Municipality
from .setup import Clock, HeldRules, Progress, Setup, local_today, unheard

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from ..report.pages.entries import ListKind
    from ..rulebook.model.packs import PackHead
    from .check import CheckReport
    from .diff import DiffReport
    from .law import LawRegistrationReport, LawReport
    from .levels import LevelReport
    from .lint import LintReport
    from .listing import Listing
    from .order_import import ImportReport
    from .pages import VerificationReport
    from .registration import RegistrationReport
    from .training import Training, TrainingSession
    from .training_report import TrainingReport


class Mandat:
    """The rules in a folder of packs, each municipality read once, when it is needed.

    Threads may share one. Rules that change on disk are not read again to answer
    questions: open the folder anew, and let the old one go when its last question is
    answered.
    """

    def __init__(self, setup: Setup) -> None:
        """Take where the rules lie; `Mandat.open` makes these."""
        self._setup = setup
        self._opened: dict[str, Municipality] = {}
        #: With all that was read of the folder at once, when it was.
        self._held: Setup | None = None
        self._lock = Lock()

    @classmethod
    def open(
        cls,
        rules: str | Path | None = None,
        *,
        cache: str | Path | None = None,
        today: Clock = local_today,
    ) -> Mandat:
        """Return what answers from a folder of packs; nothing is read yet.

        Args:
            rules: the folder; the rules that came with this copy when left out.
            cache: a folder of yours in which to keep compiled rulebooks, which makes
                opening some ten times as fast; without it nothing is written.
            today: returns the day that counts as today, where no other is named.

        Raises:
            EngineError: this copy came without rules.
        """
        return cls(
            Setup(
                rules=Path(rules) if rules else shipped("rules"),
                named=str(rules or ""),
                cache=Path(cache) if cache else None,
                today=today,
            )
        )

    @property
    def rules(self) -> Path:
        """The folder of packs."""
        return self._setup.rules

    @property
    def today(self) -> dt.date:
        """The day that counts as today."""
        return self._setup.today()

    @property
    def municipalities(self) -> tuple[PackHead, ...]:
        """The municipalities that have rules here, by id: what their packs say first.

        Raises:
            EngineError: the folder holds no packs.
        """
        from ..rulebook.model.packs import PackKind

        heads = (self._held or self._setup).folder().heads()
        return tuple(head for head in heads if head.kind is PackKind.MUNICIPALITY)

    def of(self, municipality: str) -> Municipality:
        """Return the rules of a municipality, read now if they have not been yet.

        Args:
            municipality: its id, label or a synonym; empty for law and general
                guidance alone.

        Raises:
            UnknownNameError: no municipality has that name.
            UnusableRulesError: its rules have problems; nothing of them is used.
            EngineError: the folder holds no packs.
        """
        name = name_key(municipality)
        opened = self._opened.get(name)
        if opened is None:
            with self._lock:
                opened = self._opened.get(name) or self._open(municipality)
                self._opened[name] = opened
        return opened

    def _open(self, municipality: str) -> Municipality:
        if self._held is not None:  # all have been read, and nothing is read again
            id_ = self._held.folder().municipality(municipality)
            return self._opened[name_key(id_)]
        jurisdiction = self._setup.jurisdiction(municipality)
        known = {opened.id: opened for opened in self._opened.values()}
        return known.get(jurisdiction.id) or Municipality(jurisdiction, self._setup)

    def law(self) -> Municipality:
        """Return law and general guidance alone, whatever the municipality.

        Raises:
            EngineError: as for `of`.
        """
        return self.of("")

    def read_all(self) -> tuple[Municipality, ...]:
        """Read every municipality now, and return them with law alone among them.

        Their files are read once: nothing that is asked from then on, not even for an
        order or a case, depends on what becomes of the folder.

        What several of them use is held in memory once, and what is wrong in any of
        the packs is told at once: for a program that lives long.

        Raises:
            EngineError: as for `of`.
        """
        from ..rulebook.loading.files import FolderOnce, FolderOnDisk
        from ..rulebook.loading.folders import RulesFolder
        from ..rulebook.loading.loader import load_all
        from ..scenarios.library import scenario_files

        setup = self._setup
        with self._lock:
            folder = RulesFolder(FolderOnce(FolderOnDisk(setup.rules)))
            made = load_all(folder)
            folder.heads()  # which municipality a name means is known from now on
            cases, beside = None, setup.scenarios
            with suppress(UnusableRulesError):  # told to whoever wants cases
                cases = scenario_files([beside]) if beside else None
            held = HeldRules(folder=folder, jurisdictions=made, cases=cases)
            self._held = whole = replace(setup, held=held)
            towns = [own for own in made.values() if own.id]
            opened = tuple(
                Municipality(own, whole, [t for t in towns if t.id != own.id])
                for own in made.values()
            )
            self._opened = {name_key(each.id): each for each in opened}
        return opened

    def check_cases(self) -> None:
        """Read the scenarios beside the rules, to tell whether they can be used.

        Raises:
            UnusableRulesError: they have problems.
        """
        from ..scenarios.library import read_library

        setup = self._held or self._setup
        if setup.has_cases:
            problems = read_library(setup.case_files(())).problems
            if problems:
                raise UnusableRulesError(problems, problems.more)

    def listing(self, kind: ListKind, municipality: str = "", *words: str) -> Listing:
        """Return the words, documents or packs there are of a kind.

        Args:
            kind: what to list.
            municipality: whose; empty for law and guidance alone.
            words: each must begin a word of an entry's names.

        Raises:
            EngineError: the rules cannot be used, or no municipality has that name.
        """
        from ..report.pages.entries import PACK_LISTS
        from .listing import listing, pack_listing

        if kind in PACK_LISTS:
            folder = (self._held or self._setup).folder()
            return pack_listing(folder, kind, words)
        return listing(self.of(municipality).jurisdiction, kind, words)

    # the rules themselves, as they lie in the folder now ------------------------------

    def lint(  # noqa: PLR0913 - each named at the call
        self,
        municipality: str = "",
        *,
        scenarios: Sequence[Path] = (),
        samples: bool = False,
        on: dt.date | None = None,
        workers: int = 1,
        tell: Progress = unheard,
    ) -> LintReport:
        """Find contradictions, gaps, unlawful delegation and what nobody needs.

        Args:
            municipality: whose rules to look at; all of them when left out.
            scenarios: files or folders; those beside the rules when left out.
            samples: whether to read every sample question as `understand` does, which
                takes some hundredths of a second each.
            on: the day from which on rules are looked at; today when left out.
            workers: how many processes to use; on Linux, and where nothing else runs
                in this one, with more than one it is copied.
            tell: is told how many of how many subjects have been walked.

        Raises:
            UnusableRulesError: the rules or scenarios have problems.
            UnknownNameError: no municipality has that name.
        """
        from .lint import lint_report

        setup = self._setup
        return lint_report(
            setup, municipality, scenarios, on, tell, samples=samples, workers=workers
        )

    def diff(  # noqa: PLR0913 - each named at the call
        self,
        old: str | Path | None = None,
        new: str | Path | None = None,
        *,
        municipality: str = "",
        days: Sequence[dt.date] = (),
        only: str = "",
        workers: int = 1,
        tell: Progress = unheard,
    ) -> DiffReport:
        """List every question that two editions of the rules answer differently.

        Args:
            old: the edition before: a folder of packs, or a git revision of the
                repository in which the rules lie; left out, the rules in use.
            new: the edition after; left out, the rules in use.
            municipality: whose rules to compare; all of them when left out.
            days: the day to ask on; without an `old` edition two days, before and
                after. Without days every day counts.
            only: the matter, role, act or rule to keep to, and what is under it.
            workers: how many processes to use, as in `lint`.
            tell: is told how many of how many municipalities are done.

        Raises:
            UnusableEditionError: the rules or scenarios of an edition have problems.
            UnknownNameError: neither edition knows what is named.
            EngineError: an edition cannot be found, or there is nothing to compare.
        """
        from .diff import diff_report

        return diff_report(
            self._setup,
            old,
            new,
            municipality=municipality,
            days=tuple(days),
            only=only,
            workers=workers,
            tell=tell,
        )

    def compare(
        self,
        *municipalities: str,
        matters: Sequence[str] = (),
        on: dt.date | None = None,
    ) -> LevelReport:
        """Lay the levels and limits of several municipalities side by side.

        Args:
            municipalities: two of them or more, in the order in which they are shown.
            matters: the matters to keep to, with what lies under them; all of them
                when left out.
            on: the day; today when left out.

        Raises:
            EngineError: as for `of`, or fewer than two municipalities are named.
            UnknownNameError: none of them has a matter of some name.
        """
        from .levels import level_report

        return level_report(
            self._setup,
            [self.of(name).jurisdiction for name in municipalities],
            self.law().jurisdiction,
            matters,
            on or self.today,
        )

    def check(
        self,
        *paths: Path,
        municipality: str = "",
        named: str = "",
        on: dt.date | None = None,
    ) -> CheckReport:
        """Replay scenarios: ask each question and compare the answer with the expected.

        Args:
            paths: scenario files or folders; left out, those beside the rules.
            municipality: only scenarios of this municipality.
            named: only scenarios whose id or file has this in it.
            on: the day of scenarios that name none; today when left out.

        Raises:
            UnusableRulesError: the rules or scenarios have problems.
            UnknownNameError: no municipality has that name.
        """
        from .check import check_report

        return check_report(
            self._setup, paths, named=named, municipality=municipality, on=on
        )

    def training(
        self, municipality: str = "", *, scenarios: Sequence[Path] = ()
    ) -> Training:
        """Return the cases to go through with people.

        Args:
            municipality: whose cases; left out, general ones that rest on the law
                alone, for a municipality whose rules nobody has written down.
            scenarios: files or folders; left out, those beside the rules.

        Raises:
            UnusableRulesError: the rules or scenarios have problems.
            UnknownNameError: no municipality has that name.
            EngineError: none are named, and none lie beside the rules.
        """
        from .training import training

        return training(self._held or self._setup, municipality, scenarios)

    def resume_training(
        self, results: Path, session: str = "", *, scenarios: Sequence[Path] = ()
    ) -> TrainingSession:
        """Go on with a session that was broken off, whose ever cases it is about.

        Args:
            results: the file in which its answers are.
            session: how its id begins; the last one broken off when left out.
            scenarios: as for `training`.

        Raises:
            UnusableRulesError: the rules or scenarios have problems.
            EngineError: no such session was broken off, or the results cannot be read
                or written.
        """
        from .training import resumed_training

        return resumed_training(self._setup, results, session, scenarios)

    def training_report(
        self,
        files: Iterable[Path],
        municipality: str = "",
        *,
        on: dt.date | None = None,
    ) -> TrainingReport:
        """Sum up what was answered in sessions, for the yearly review of the rules.

        Args:
            files: results of sessions.
            municipality: whose cases count; those of all when left out.
            on: the day from which a review is overdue; today when left out.

        Raises:
            UnusableRulesError: the rules have problems.
            UnknownNameError: no municipality has that name.
            EngineError: a file cannot be read, or holds something else altogether.
        """
        from .training_report import training_report

        places = (self.of(municipality),) if municipality else self.read_all()
        return training_report(
            files,
            [place.jurisdiction for place in places],
            places[0].id if municipality else "",
            on or self.today,
        )

    def register(
        self, document: Path, municipality: str, *, source: str = ""
    ) -> RegistrationReport:
        """Return the passages of a document that are not registered yet.

        Nothing is written before the report's `write` is called.

        Args:
            document: the document saved as plain text or Markdown.
            municipality: whose document it is.
            source: the id of the document in the pack; made of the name of the file
                when left out.

        Raises:
            UnknownNameError: no municipality has that name.
            UnusableRulesError: the rules have problems.
            EngineError: the file is not UTF-8, or holds nothing to register.
        """
        from .registration import registration_report

        return registration_report(self._setup, document, municipality, source)

    def import_order(
        self,
        document: str | Path,
        folder: str | Path | None = None,
        *,
        municipality: str = "",
        committee: str = "",
        review: str | Path | None = None,
    ) -> ImportReport:
        """Return what a document of an office says as a delegation order.

        What is not certain is no part of the order: it waits, with the readings that
        are offered. Nothing is written before the report's `write` is called.

        Args:
            document: a docx, xlsx, ods, csv or HTML file.
            folder: where the order is to lie; when left out beside the review file,
                and else in a folder named as the document.
            municipality: whose words count; those of law alone when left out.
            committee: whose order it is, by id or name; found in the document when
                left out.
            review: the review file of an earlier import, with what was decided.

        Raises:
            UnknownNameError: no municipality, or no role, has that name.
            UnusableRulesError: the rules or the review file have problems.
            EngineError: the document cannot be read, or the review is of another one.
        """
        from .order_import import import_report

        return import_report(
            self._setup,
            Path(document),
            folder=None if folder is None else Path(folder),
            municipality=municipality,
            committee=committee,
            review=None if review is None else Path(review),
        )

    def verify(self, documents: Path, municipality: str = "") -> VerificationReport:
        """Compare registered passages with documents saved as plain text or Markdown.

        Args:
            documents: a folder with the text of every document (`*.txt`, `*.md`), or
                a file with the text of one.
            municipality: whose passages to compare; those of all when left out.

        Raises:
            EngineError: there are no text files, or one that is not UTF-8, or the
                rules cannot be used.
        """
        from .pages import verification_report

        setup = self._setup
        jurisdictions = open_jurisdictions(setup.rules, municipality, setup.cache)
        return verification_report(jurisdictions, documents)

    # the law --------------------------------------------------------------------------

    def law_check(
        self,
        texts: Path,
        municipality: str = "",
        *,
        since: dt.date | None = None,
        on: dt.date | None = None,
        scenarios: Sequence[Path] = (),
    ) -> LawReport:
        """Compare registered sections of acts with their texts: what has changed.

        Args:
            texts: a folder with the texts of consolidated acts, a Markdown file for
                each, or one such file. Acts that no pack registers are not read.
            municipality: whose rules to look at; those of all when left out.
            since: only changes by acts that came into force on this day or later, as
                the transitional provisions tell; where they do not, the year in the
                number of the act counts. A change that no text dates is always told.
            on: the day whose wording counts where a text has two; today when left out.
            scenarios: files or folders; those beside the rules when left out.

        Raises:
            UnusableTextsError: texts of acts have problems.
            UnusableRulesError: the rules or scenarios have problems.
            UnknownNameError: no municipality has that name.
            EngineError: there are no texts, or one cannot be read.
        """
        from .law import law_report

        return law_report(
            self._setup, texts, municipality, since=since, on=on, scenarios=scenarios
        )

    def law_register(
        self,
        texts: Path,
        municipality: str = "",
        *,
        on: dt.date | None = None,
        renew: bool = False,
    ) -> LawRegistrationReport:
        """Return the fingerprints of the registered sections of acts.

        Nothing is written before the report's `write` is called.

        Args:
            texts: as for `law_check`.
            municipality: whose rules to look at; those of all when left out.
            on: the day whose wording counts where a text has two; today when left out.
            renew: whether to register anew the sections that read otherwise by now,
                and the list of sections: when somebody has read them.

        Raises:
            EngineError: as for `law_check`.
        """
        from .law import law_registration_report

        return law_registration_report(
            self._setup, texts, municipality, on=on, renew=renew
        )
