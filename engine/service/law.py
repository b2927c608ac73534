"""The law beside its text: what has changed, and what rests on it."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING

from ..records import record
from ..report.law.comparison import law_check_object, law_check_page
from ..report.law.coverage import law_markdown, law_object, law_page
from ..report.law.registration import (
    LawRegistration,
    law_registration_object,
    law_registration_page,
)
from ..report.lines import layout_for
from ..rulebook.language.drafts import SOURCES, STATUTES
from ..rulebook.loading.folders import RulesFolder
from ..rulebook.loading.opening import open_jurisdictions
from ..rulebook.loading.texts import document_head, document_text, markdown_files
from ..rulebook.loading.walks import shown
from ..rulebook.model.problems import (
    EngineError,
    Message,
    Place,
    Problem,
    UnusableTextsError,
)
from ..rulebook.tracing.accounts import accounts
from ..rulebook.tracing.acts import act_number, read_act
from ..rulebook.tracing.law import acts_of, law_comparison
from ..rulebook.tracing.law_marks import act_marks
from ..scenarios.acceptance import replace_files
from ..scenarios.library import link_library, read_library, scenario_files
from .registration import create_file
from .setup import say, words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from ..report.layout import Page
    from ..report.objects.law import LawCheckOutput, LawOutput, LawRegistrationOutput
    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.tracing.accounts import Account
    from ..rulebook.tracing.acts import ActText
    from ..rulebook.tracing.law import LawComparison
    from .setup import Language, Setup


@record
class ActList:
    """The acts that rules rest on, each with an account of its sections."""

    accounts: tuple[Account, ...]
    _jurisdiction: Jurisdiction = field(repr=False, compare=False)

    def to_text(self, language: Language = "sv", *, width: int | None = None) -> str:
        """Return the acts as the terminal prints them, so many columns wide."""
        return self.to_page(language).text(layout_for(width))

    def to_page(self, language: Language = "sv") -> Page:
        """Return what `to_text` does before it is laid out for a screen."""
        return law_page(self.accounts, words(self._jurisdiction, language))

    def to_markdown(self, language: Language = "sv") -> str:
        """Return the acts as a Markdown page, with every section that is listed."""
        return law_markdown(self.accounts, words(self._jurisdiction, language))

    def to_dict(self, language: Language = "sv") -> LawOutput:
        """Return the acts as the JSON object that the terminal prints."""
        return law_object(self.accounts, words(self._jurisdiction, language))


def act_list(jurisdiction: Jurisdiction) -> ActList:
    """Return the acts that the rules of a jurisdiction rest on."""
    made = accounts(jurisdiction)
    acts = tuple(account for account in made if account.source.statute)
    return ActList(accounts=acts, _jurisdiction=jurisdiction)


@record
class LawReport:
    """How the registered law compares with the texts of its acts."""

    comparison: LawComparison

    @property
    def is_unchanged(self) -> bool:
        """Tell whether sections were compared, all of them, and none differs.

        An act without text and a section without fingerprint differ, too.
        """
        return self.comparison.is_unchanged

    def to_text(self, language: Language = "sv", *, width: int | None = None) -> str:
        """Return the comparison as the terminal prints it, so many columns wide."""
        return self.to_page(language).text(layout_for(width))

    def to_page(self, language: Language = "sv") -> Page:
        """Return what `to_text` does before it is laid out for a screen."""
        return law_check_page(self.comparison, say(language))

    def to_dict(self, language: Language = "sv") -> LawCheckOutput:
        """Return the comparison as the JSON object that the terminal prints."""
        del language  # ids, numbers and days are the same in both
        return law_check_object(self.comparison)


@record
class ActTexts:
    """The acts that a folder holds and somebody asked for, by their numbers.

    `unused` is how many texts of other acts lie there.
    """

    texts: Mapping[str, ActText]
    unused: int = 0


def act_texts(place: Path, wanted: Collection[str]) -> ActTexts:
    """Return the texts of some acts that lie in a folder, or of one file.

    Args:
        place: a folder with a Markdown file for each act, or the file of one.
        wanted: the numbers of the acts; others are counted and not read.

    Raises:
        UnusableTextsError: a text of one of the acts is no act, or there are two.
        EngineError: a file cannot be read, or there are none.
    """
    texts: dict[str, ActText] = {}
    problems: list[Problem] = []
    unused = 0
    is_folder = place.is_dir()
    for path in markdown_files(place) if is_folder else [place]:
        number = act_number(document_head(path)) if is_folder else ""
        if is_folder and number not in wanted:
            unused += bool(number)
            continue
        reading = read_act(document_text(path), shown(path))
        problems += reading.problems
        number = reading.act.number
        if number in texts:
            first = texts[number].file
            message = Message.of("act/twice", number=number, first=first)
            where = Place(file=reading.act.file)
            problems.append(Problem(where=where, message=message))
        texts.setdefault(number, reading.act)
    if problems:
        raise UnusableTextsError(problems)
    return ActTexts(texts=texts, unused=unused)


def law_report(  # noqa: PLR0913 - the edges of a run, each named at the call
    setup: Setup,
    place: Path,
    municipality: str,
    *,
    since: dt.date | None,
    on: dt.date | None,
    scenarios: Sequence[Path],
) -> LawReport:
    """Compare the registered law with the texts of its acts.

    Args:
        setup: where the rules lie.
        place: a folder with the texts of acts, or the text of one.
        municipality: whose rules to look at; those of all when empty.
        since: the day from which on an amendment counts; None counts all.
        on: the day whose wording counts; None is today.
        scenarios: files or folders; those beside the rules when empty.

    Raises:
        UnusableTextsError: texts have problems.
        UnusableRulesError: the rules or scenarios have problems.
        EngineError: nothing of the law is registered, or a file cannot be read.
    """
    jurisdictions = open_jurisdictions(setup.rules, municipality, setup.cache)
    sources = acts_of(jurisdictions)
    wanted = {source.statute.number for source in sources.values() if source.statute}
    read = act_texts(place, wanted)
    day = on or setup.today()

    def compared(resting: Mapping[str, Collection[str]]) -> LawComparison:
        return law_comparison(
            jurisdictions,
            read.texts,
            on=day,
            since=since,
            scenarios=resting,
            is_one_act=not place.is_dir(),
            unused=read.unused,
        )

    comparison = compared({})
    paths = tuple(scenarios) or tuple(filter(None, [setup.scenarios]))
    if any(change.passages for change in comparison.changes) and paths:
        comparison = compared(_resting_scenarios(setup, jurisdictions, paths, day))
    return LawReport(comparison=comparison)


def _resting_scenarios(
    setup: Setup,
    jurisdictions: Sequence[Jurisdiction],
    paths: Sequence[Path],
    day: dt.date,
) -> dict[str, set[str]]:
    """Return the ids of the scenarios that expect each passage to be cited."""
    library = read_library(scenario_files(paths))
    opened = {jurisdiction.id: jurisdiction for jurisdiction in jurisdictions}

    def jurisdiction(id_: str) -> Jurisdiction:
        if id_ not in opened:
            opened[id_] = setup.jurisdiction(id_)
        return opened[id_]

    known = RulesFolder(setup.rules).pack_ids
    resting: dict[str, set[str]] = {}
    for scenario in link_library(library, known, jurisdiction, day).scenarios:
        for cite in scenario.expected.cites:
            resting.setdefault(cite, set()).add(scenario.id)
    return resting


@record
class LawRegistrationReport:
    """Fingerprints of the registered sections of acts, made of their texts."""

    packs: tuple[LawRegistration, ...]
    _is_shipped: bool = field(repr=False)

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to register."""
        return all(pack.is_empty for pack in self.packs)

    def write(self) -> LawRegistrationReport:
        """Write what is new into the files of the packs; all else in them stays.

        Raises:
            EngineError: the rules are those that came with this copy, a file is
                written in a way that lines cannot be added to, has changed meanwhile,
                or cannot be written.
        """
        if self._is_shipped:
            raise EngineError(Message.of("law/shipped"))
        written = []
        for pack in self.packs:
            after = pack.content()
            replaced = {
                str(pack.paths[part]): (pack.before[part], content)
                for part, content in after.items()
                if content != pack.before[part] and pack.before[part]
            }
            if after["statutes"] and not pack.before["statutes"]:
                create_file(pack.paths["statutes"], after["statutes"])
            replace_files(replaced)
            written.append(replace(pack, is_written=True))
        return replace(self, packs=tuple(written))

    def to_text(self, language: Language = "sv", *, width: int | None = None) -> str:
        """Return what is new as the terminal prints it, so many columns wide."""
        return self.to_page(language).text(layout_for(width))

    def to_page(self, language: Language = "sv") -> Page:
        """Return what `to_text` does before it is laid out for a screen."""
        return law_registration_page(self.packs, say(language))

    def to_dict(self, language: Language = "sv") -> LawRegistrationOutput:
        """Return what is new as the JSON object that the terminal prints."""
        del language  # ids and fingerprints are the same in both
        return law_registration_object(self.packs)


def law_registration_report(
    setup: Setup, place: Path, municipality: str, *, on: dt.date | None, renew: bool
) -> LawRegistrationReport:
    """Return the fingerprints of the registered sections of acts.

    Args:
        setup: where the rules lie.
        place: a folder with the texts of acts, or the text of one.
        municipality: whose rules to look at; those of all when empty.
        on: the day whose wording counts; None is today.
        renew: whether to register anew what reads otherwise by now.

    Raises:
        UnusableTextsError: texts have problems.
        UnusableRulesError: the rules have problems.
        EngineError: a file cannot be read.
    """
    jurisdictions = open_jurisdictions(setup.rules, municipality, setup.cache)
    sources = acts_of(jurisdictions)
    wanted = {source.statute.number for source in sources.values() if source.statute}
    texts = act_texts(place, wanted).texts
    day = on or setup.today()
    packs = dict.fromkeys(id_.partition("/")[0] for id_ in sources)
    made = []
    for pack in packs:
        own = [each for id_, each in sources.items() if id_.startswith(f"{pack}/")]
        paths = {
            "sources": setup.rules / pack / SOURCES,
            "statutes": setup.rules / pack / STATUTES,
        }
        found = {each.id: each.statute.number for each in own if each.statute}
        made.append(
            LawRegistration(
                pack=pack,
                acts=tuple(
                    act_marks(each, texts[found[each.id]], day)
                    for each in own
                    if found.get(each.id) in texts
                ),
                missing=tuple(e.id for e in own if found.get(e.id) not in texts),
                renews=renew,
                paths=paths,
                before={
                    part: path.read_bytes() if path.exists() else b""
                    for part, path in paths.items()
                },
            )
        )
    return LawRegistrationReport(packs=tuple(made), _is_shipped=not setup.named)
