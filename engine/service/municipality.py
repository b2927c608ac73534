"""Ask the rules of one municipality."""

from __future__ import annotations

from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING

from ..answers.answer import Outcome
from ..records import replace
from ..report.limited_rows import LimitedRows
from ..rulebook.model.bounds import LONGEST_QUESTION
from ..rulebook.model.problems import EngineError, Message, UnknownNameError, nearest
from ..rulebook.model.questions import Question, parse_question
from ..rulebook.model.rules import RuleKind, Slot
from ..rulebook.model.vocabulary import TermKind
from ..space.particulars import noted_answer
from ..space.space import Space
from .given import TypedQuestion, given_texts
from .response import Response
from .setup import unheard
from .typed_words import TypedWords

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from ..audit.judged_log import CaseFinding
    from ..rulebook.model.packs import Jurisdiction
    from ..understanding import Reader
    from .batch import ResponseColumn
    from .check import CheckReport
    from .columns import Column, GivenColumns
    from .diff import DiffReport
    from .elsewhere import Elsewhere, OtherMunicipalities
    from .given import Given
    from .interpretation import Interpretation
    from .law import ActList
    from .lint import LintReport
    from .pages import Pages, RuleList, SourceList
    from .posts import PostPage
    from .publication import Publication
    from .reorganisation import Reorganisation
    from .setup import Language, Setup


class Municipality:
    """The rules of one municipality, or of law and guidance alone, ready to be asked.

    Threads may share one: what is asked changes no answer. Names are ids, labels or
    synonyms, with or without å, ä and ö. Every day (`on`) is today when left out.
    """

    def __init__(
        self,
        jurisdiction: Jurisdiction,
        setup: Setup,
        others: Sequence[Jurisdiction] | None = None,
    ) -> None:
        """Take whose rules count, and the others if read; `Mandat.of` makes these."""
        self.jurisdiction = jurisdiction
        self._setup = setup
        self._space = Space(jurisdiction, setup.programs, setup.memory)
        self._limited_rows = LimitedRows(jurisdiction)
        self._words = TypedWords(jurisdiction, setup.words)
        self._lock = Lock()
        self._reader: Reader | None = None
        self._read = others
        self._elsewhere: OtherMunicipalities | None = None
        #: What was found of cases of logs, by their keys, kept for the next log.
        self.kept_findings: dict[tuple[object, ...], CaseFinding] = {}

    def __repr__(self) -> str:
        """Return which municipality it is."""
        return f"<Municipality {self.id or 'none: law and guidance alone'}>"

    @property
    def id(self) -> str:
        """The id of the municipality, empty for law and guidance alone."""
        return self.jurisdiction.id

    def label(self, id_: str, language: Language = "sv") -> str:
        """Return what a role, matter, act or circumstance is called.

        Raises:
            UnknownNameError: nothing has that id.
        """
        words = self.jurisdiction.vocabulary
        for kind in TermKind:
            term = words.terms(kind).get(id_)
            if term is not None:
                return term.label.in_language(language)
        near = nearest(id_, words.ids)
        raise UnknownNameError("question/unknown-name", id_, near)

    @property
    def space(self) -> Space:
        """All questions of the municipality, with what is remembered of them."""
        return self._space

    @property
    def rules_folder(self) -> Path:
        """The folder in which the rules lie."""
        return self._setup.rules

    @property
    def today(self) -> dt.date:
        """The day that counts as today."""
        return self._setup.today()

    # questions ------------------------------------------------------------------------

    def who(
        self, matter: str, *, given: Given | None = None, on: dt.date | None = None
    ) -> Response:
        """Tell who decides a matter, who approves, prepares, or is consulted.

        Args:
            matter: what is decided.
            given: what is known; what is not known makes the answer a table.
            on: the day it is asked for.

        Raises:
            UnknownNameError: nothing has one of the names, in no municipality.
            UnusableValueError: a value does not fit its circumstance.
            EngineError: the question cannot be answered, as where the prisbasbelopp of
                the year is not registered.
        """
        return self.ask(RuleKind.DECISION, {Slot.MATTER: matter}, given=given, on=on)

    def route(
        self,
        sender: str,
        receiver: str,
        *,
        about: str = "",
        given: Given | None = None,
        on: dt.date | None = None,
    ) -> Response:
        """Tell which way a contact from somebody to somebody must take.

        Args:
            sender: the role that wants to reach somebody.
            receiver: the role that is to be reached.
            about: the matter that the contact is about, if that is known.
            given: what is known besides.
            on: the day it is asked for.

        Raises:
            EngineError: as for `who`.
        """
        named = {Slot.FROM: sender, Slot.TO: receiver}
        if about:
            named[Slot.ABOUT] = about
        return self.ask(RuleKind.CONTACT, named, given=given, on=on)

    def may(
        self,
        actor: str,
        act: str,
        *,
        given: Given | None = None,
        on: dt.date | None = None,
    ) -> Response:
        """Tell whether somebody may do something, and what to do instead.

        Of a matter it is told who decides it, and whether the actor does and when.

        Args:
            actor: the role that would do it.
            act: what would be done, or the matter that would be decided.
            given: what is known besides.
            on: the day it is asked for.

        Raises:
            EngineError: as for `who`.
        """
        words = self.jurisdiction.vocabulary
        role = words.named(TermKind.ROLE, actor)
        is_act = bool(words.named(TermKind.ACT, act))
        if role and not is_act and words.named(TermKind.MATTER, act):
            return replace(self.who(act, given=given, on=on), actor=role)
        named = {Slot.ACTOR: actor, Slot.DOES: act}
        return self.ask(RuleKind.CONDUCT, named, given=given, on=on)

    def ask(
        self,
        kind: RuleKind,
        named: Mapping[Slot, str],
        *,
        given: Given | None = None,
        on: dt.date | None = None,
    ) -> Response:
        """Answer a question of any kind: of a duty, a procedure or a body, too.

        Args:
            kind: what is asked about.
            named: what the question is about, by the places it fills.
            given: what is known.
            on: the day it is asked for.

        Raises:
            EngineError: as for `who`.
        """
        day = on or self._setup.today()
        texts = given_texts(given)
        try:
            question = self._words.question(kind, named, texts, day)
        except UnknownNameError:
            return self._known_elsewhere(TypedQuestion(kind, named, texts, day), on)
        response = self.answer(question, is_dated=on is not None)
        if self.id or response.outcome is not Outcome.NO_RULE:
            return response
        typed = TypedQuestion(kind, named, texts, day)
        return replace(response, elsewhere=self._answering(typed, on))

    def who_all(
        self,
        matters: Column[str],
        *,
        given: GivenColumns | None = None,
        on: Column[dt.date | None] = None,
    ) -> ResponseColumn:
        """Tell who decides in many matters, as `who` does in one.

        A column has one entry for each question, or is one entry for all of them.

        Args:
            matters: what is decided.
            given: what is known, a column for each circumstance; None where it is not.
            on: the day each is asked for.

        Raises:
            UnknownNameError: a column is headed by what is no circumstance here.
            EngineError: the columns are not equally long.
        """
        named = {Slot.MATTER: matters}
        return self.ask_all(RuleKind.DECISION, named, given=given, on=on)

    def ask_all(
        self,
        kind: RuleKind,
        named: Mapping[Slot, Column[str]],
        *,
        given: GivenColumns | None = None,
        on: Column[dt.date | None] = None,
    ) -> ResponseColumn:
        """Answer many questions of a kind, as `ask` does one.

        Args:
            kind: what is asked about.
            named: what the questions are about, a column for each place they fill;
                empty where a question leaves it out.
            given: what is known, a column for each circumstance; None where it is not.
            on: the day each is asked for.

        Raises:
            EngineError: as for `who_all`.
        """
        from .asked_columns import AskedColumns
        from .batch import responses

        columns = given or {}
        asked = AskedColumns(
            self._space,
            self.today,
            self.ask,
            kind=kind,
            named=named,
            given=columns,
            on=on,
        )
        return responses(asked)

    def _known_elsewhere(self, typed: TypedQuestion, on: dt.date | None) -> Response:
        """Return that no rule here is about words that other municipalities know.

        Raises:
            UnknownNameError: nobody knows them.
            UnusableValueError: a value does not fit its circumstance.
        """
        from .elsewhere import asked_elsewhere, foreign_question, unknown_words

        unknown = unknown_words(self.jurisdiction, typed)
        others = self._others().knowing(unknown)
        foreign = foreign_question(self.jurisdiction, others, typed)
        setting = self._setup.setting(on)
        return Response(
            question=foreign.question,
            answer=foreign.answer,
            is_dated=on is not None,
            is_foreign=True,
            elsewhere=asked_elsewhere(foreign.municipalities, typed, setting),
            _space=Space(foreign.jurisdiction, self._setup.programs),
        )

    def _answering(
        self, typed: TypedQuestion, on: dt.date | None
    ) -> tuple[Elsewhere, ...]:
        """Return which municipalities have a rule where law and guidance have none."""
        from .elsewhere import asked_elsewhere

        heads = []
        for other in self._others().all():
            municipality = Municipality(other, self._setup)
            with suppress(EngineError):
                answer = municipality.ask(
                    typed.kind, typed.named, given=typed.given, on=on
                )
                if other.municipality and answer.outcome is not Outcome.NO_RULE:
                    heads.append(other.municipality)
        return asked_elsewhere(heads, typed, self._setup.setting(on))

    def _others(self) -> OtherMunicipalities:
        """Return the other municipalities, whose rules are read when first needed."""
        from .elsewhere import OtherMunicipalities

        with self._lock:
            if self._elsewhere is None:
                self._elsewhere = OtherMunicipalities(self._setup, self.id, self._read)
        return self._elsewhere

    def answer(self, question: Question, *, is_dated: bool = True) -> Response:
        """Answer a question made before, as by a scenario or another answer.

        Raises:
            EngineError: the question cannot be answered.
        """
        answer = noted_answer(question, self._space)
        if question.kind is RuleKind.DECISION:
            limited = self._limited_rows.notes(answer.rules, question.on)
            if limited:
                answer = replace(answer, notes=(*answer.notes, *limited))
        return Response(
            question=question, answer=answer, is_dated=is_dated, _space=self._space
        )

    def understand(
        self,
        text: str,
        *,
        given: Given | None = None,
        on: dt.date | None = None,
        asker: str | None = None,
    ) -> Interpretation:
        """Answer a question in everyday Swedish where it is clear what is meant.

        Args:
            text: the question; circumstances that it tells count as given.
            given: what is known besides, which counts before what the text tells.
            on: the day it is asked for.
            asker: the role of the one who asks, whom "jag" and "vi" then mean.

        Raises:
            EngineError: as for `who`, or the text is longer than a question is.
        """
        if len(text) > LONGEST_QUESTION:
            raise EngineError(Message.of("question/too-long", most=LONGEST_QUESTION))
        from ..understanding import Reader
        from .interpretation import Interpretation, free_question

        with self._lock:  # what understands is made when first needed, and once
            self._reader = reader = self._reader or Reader(self.jurisdiction)
        day = on or self._setup.today()
        words = self.jurisdiction.vocabulary
        role = words.id_of(TermKind.ROLE, asker) if asker else ""
        asked = free_question(text, reader, self._setup, day, role)
        response = None
        if asked.reading:
            question = self._with(asked.reading.question, given)
            response = self.answer(question, is_dated=on is not None)
        return Interpretation(
            response=response,
            _asked=asked,
            _jurisdiction=self.jurisdiction,
            _setting=self._setup.setting(on),
        )

    def _with(self, question: Question, given: Given | None) -> Question:
        """Return a question with what is known besides its text."""
        slots, texts = dict(question.slots), given_texts(given)
        other = parse_question(
            self.jurisdiction, question.kind, slots, texts, question.on
        )
        known = {**dict(question.given), **dict(other.given)}
        return replace(question, given=tuple(sorted(known.items())))

    # what stands in the rulebook ------------------------------------------------------

    def show(
        self,
        thing: str,
        *,
        on: dt.date | None = None,
        reach: bool = False,
        workers: int = 1,
    ) -> Pages:
        """Return the pages of a rule, passage, document, role, matter, act or fact.

        Args:
            thing: its name; ids may leave out the municipality's pack.
            on: the day for which the powers of a role are told.
            reach: whether to tell for which roles a rule holds by what they are kinds
                of, here and in every other municipality that sees the rule.
            workers: how many processes to use for the page of a role, on Linux; with
                more than one nothing may have been asked in this process before.

        Raises:
            UnknownNameError: nothing has that name.
            EngineError: the reach is asked of what is no rule.
        """
        from ..report.pages.lookup import EntryKind, things
        from .pages import Pages

        try:
            named = things(thing, self.jurisdiction)
        except UnknownNameError as error:
            raise self._shown_elsewhere(thing, error) from error
        if reach and all(each.kind is not EntryKind.RULE for each in named):
            raise EngineError(Message.of("question/reach-of-no-rule", name=thing))
        everywhere = (self.jurisdiction, *self._others().all()) if reach else ()
        return Pages(
            things=named,
            on=on or self._setup.today(),
            reach=everywhere,
            workers=workers,
            _space=self._space,
        )

    def post(
        self,
        name: str,
        *,
        on: dt.date | None = None,
        disqualified: Iterable[str] = (),
    ) -> PostPage:
        """Return what a post may decide on a day, and what has moved to it.

        Args:
            name: the post, by its id or its title.
            on: the day.
            disqualified: posts whose holders are disqualified in what is asked.

        Raises:
            UnknownNameError: no post is called so.
            EngineError: there are no posts, or several have that title.
        """
        from .posts import post_page

        return post_page(self._space, name, on or self._setup.today(), disqualified)

    def _shown_elsewhere(self, thing: str, error: EngineError) -> EngineError:
        """Return the error that other municipalities alone have a thing, if any do."""
        from ..report.commands import command_text
        from ..report.pages.lookup import things

        heads = []
        for other in self._others().all():
            with suppress(UnknownNameError):
                if things(thing, other) and other.municipality:
                    heads.append(other.municipality)
        if not heads:
            return error
        words = ["show", thing, "-m", heads[0].id]
        return UnknownNameError(
            "question/known-elsewhere",
            thing,
            (),
            municipalities=tuple(head.label for head in heads),
            command=command_text(words, self._setup.setting(None)),
        )

    def rules(self, *words: str) -> RuleList:
        """Return the rules in which all words begin some word, all rules for none."""
        from ..report.pages.listing import matching_rules
        from .pages import RuleList

        chosen = matching_rules(words, self.jurisdiction)
        return RuleList(rules=chosen, _jurisdiction=self.jurisdiction)

    def sources(self) -> SourceList:
        """Return the documents that the rules rest on, their passages accounted for."""
        from ..rulebook.tracing.accounts import accounts
        from .pages import SourceList

        return SourceList(
            accounts=accounts(self.jurisdiction), _jurisdiction=self.jurisdiction
        )

    def acts(self) -> ActList:
        """Return the acts that the rules rest on, and what is taken from each."""
        from .law import act_list

        return act_list(self.jurisdiction)

    def publish(
        self,
        order: str,
        *,
        on: dt.date | None = None,
        since: str | Path | None = None,
    ) -> Publication:
        """Return a delegation order as the official document of its committee.

        Args:
            order: the folder of the order, its committee, or what it is called.
            on: the day whose prisbasbelopp counts, in kronor beside its multiples.
            since: the edition from which changes are marked: a folder of packs, a git
                revision, or a day (`2026-01-31`); left out, nothing is marked.

        Raises:
            UnknownNameError: the municipality has no such order.
            UnusableRulesError: the rules have problems.
            UnusableEditionError: those of the edition have problems.
            EngineError: several orders have that name, this is law and guidance alone,
                or the edition cannot be found or lacks the order.
        """
        from .publication import publication

        return publication(self._setup, self.id, order, on=on, since=since)

    def reorganise(self, plan: str | Path) -> Reorganisation:
        """Return what a plan of reorganisation makes of these rules.

        Nothing is written before the result's `write` is called.

        Args:
            plan: the file of the plan.

        Raises:
            UnusablePlanError: the plan has problems.
            UnusableEditionError: the edition that follows would have problems.
            EngineError: this is law and guidance alone, or the file cannot be read.
        """
        from pathlib import Path

        from .reorganisation import reorganisation

        return reorganisation(self._setup, self.id, Path(plan))

    # the rules themselves, as they lie in the folder now ------------------------------

    def lint(self, *, samples: bool = False, on: dt.date | None = None) -> LintReport:
        """Find faults in the rules of this municipality and the packs it uses.

        Args:
            samples: whether to read every sample question as `understand` does.
            on: the day from which on rules are looked at.

        Raises:
            UnusableRulesError: the rules or scenarios have problems.
        """
        from .lint import lint_report

        return lint_report(self._setup, self.id, (), on, unheard, samples=samples)

    def check(
        self, *paths: Path, named: str = "", on: dt.date | None = None
    ) -> CheckReport:
        """Replay the scenarios of this municipality.

        Args:
            paths: scenario files or folders; left out, those beside the rules.
            named: only scenarios whose id or file has this in it.
            on: the day of scenarios that name none.

        Raises:
            UnusableRulesError: the rules or scenarios have problems.
        """
        from .check import check_report

        return check_report(
            self._setup, paths, named=named, municipality=self.id, on=on
        )

    def diff(
        self,
        old: str | Path | None = None,
        new: str | Path | None = None,
        *,
        days: Sequence[dt.date] = (),
        only: str = "",
    ) -> DiffReport:
        """List every question of this municipality that two editions answer otherwise.

        Args:
            old: the edition before: a folder of packs, or a git revision of the
                repository in which the rules lie; left out, the rules in use.
            new: the edition after; left out, the rules in use.
            days: the day to ask on; without an `old` edition two days.
            only: the matter, role, act or rule to keep to, and what is under it.

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
            municipality=self.id,
            days=tuple(days),
            only=only,
            tell=unheard,
        )
