"""Make the edition of a reorganisation, and tell what becomes of powers in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diff.comparison import Comparison, compare
from ..diff.editions import Edition
from ..diff.revisions import EditionFiles
from ..records import field, record, replace
from ..reorganisation.edition import NewEdition, new_edition
from ..reorganisation.lost_powers import LostPower, lost_powers, priced
from ..reorganisation.plan import Plan, read_plan
from ..report.lines import layout_for
from ..report.reorganisation.as_json import reorganisation_object
from ..report.reorganisation.digest import ReorganisationDigest
from ..report.reorganisation.page import reorganisation_page
from ..report.say import Marks
from ..rulebook.language.drafts import AMOUNTS
from ..rulebook.loading.files import StoredFolder
from ..rulebook.loading.folders import RulesFolder
from ..rulebook.loading.loader import load
from ..rulebook.loading.shipped import shelf
from ..rulebook.loading.walks import ordinary_content, shown
from ..rulebook.loading.written_orders import written_orders
from ..rulebook.model.bounds import LARGEST_FILE
from ..rulebook.model.problems import (
    EngineError,
    Message,
    UnusableEditionError,
    UnusableRulesError,
    system_reason,
)
from .outlets import outlet
from .setup import say, unheard

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from pathlib import Path

    from ..report.layout import Page
    from ..report.objects.reorganisation import ReorganisationOutput
    from ..rulebook.model.packs import Jurisdiction
    from .setup import Language, Setup


@record
class Reorganisation:
    """What a plan of reorganisation makes of the rules of a municipality.

    Attributes:
        plan: what becomes of roles, and from which day.
        edition: the files that are new or changed, and what the plan leaves open.
        powers: the powers that nobody has from the day, only the committee, or two.
        comparison: every question that gets another answer on the day.
    """

    plan: Plan
    edition: NewEdition
    powers: tuple[LostPower, ...]
    comparison: Comparison
    _jurisdictions: tuple[Jurisdiction, Jurisdiction] = field(repr=False)
    _whole: Mapping[str, bytes] = field(repr=False)
    _today: dt.date = field(repr=False)
    _rules: Path = field(repr=False, compare=False)

    @property
    def is_settled(self) -> bool:
        """Tell whether somebody has every power, and the plan leaves nothing open."""
        return not (self.edition.questions or self.powers)

    @property
    def files(self) -> dict[str, str]:
        """The files that are new or changed, by their paths in a folder of packs."""
        pack = self._jurisdictions[0].id
        return {
            f"{pack}/{name}": content.decode()
            for name, content in sorted(self.edition.files.items())
        }

    def write(self, folder: str | Path) -> tuple[Path, ...]:
        """Write the edition into a folder, and return its files.

        It holds the municipality's pack and those that it uses and that lie beside it:
        a folder of packs to compare, to check and to put in use. What came with this
        copy is not copied.

        Args:
            folder: a folder that is not there yet, or is empty.

        Raises:
            EngineError: the folder holds something, lies among the rules, or cannot be
                written.
        """
        top = outlet(folder, self._rules)
        written = []
        try:
            if top.exists() and (not top.is_dir() or any(top.iterdir())):
                raise EngineError(Message.of("plan/folder-in-use", path=shown(top)))
            for name, content in sorted(self._whole.items()):
                path = top / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
                written.append(path)
        except OSError as error:
            reason = system_reason(error)
            message = Message.of("file/unwritable", path=shown(top), reason=reason)
            raise EngineError(message) from error
        return tuple(written)

    def to_text(self, language: Language = "sv", *, width: int | None = None) -> str:
        """Return what becomes of roles and powers, and what changes, in words."""
        return self.to_page(language).text(layout_for(width))

    def to_page(self, language: Language = "sv") -> Page:
        """Return what `to_text` does before it is laid out for a screen."""
        return reorganisation_page(self._digest(language, Marks.QUOTES))

    def to_dict(self, language: Language = "sv") -> ReorganisationOutput:
        """Return the same as the JSON object that the terminal prints."""
        return reorganisation_object(self._digest(language, Marks.NONE))

    def _digest(self, language: Language, marks: Marks) -> ReorganisationDigest:
        return ReorganisationDigest(
            plan=self.plan,
            edition=self.edition,
            powers=self.powers,
            comparison=self.comparison,
            jurisdictions=self._jurisdictions,
            files=tuple(self.files),
            say=say(language, marks),
            today=self._today,
        )


def reorganisation(setup: Setup, municipality: str, plan: Path) -> Reorganisation:
    """Return what a plan makes of the rules of a municipality.

    Args:
        setup: where the rules lie.
        municipality: its id.
        plan: the file of the plan.

    Raises:
        UnusablePlanError: the plan has problems.
        UnusableEditionError: the edition that follows from it would have problems.
        EngineError: no municipality is named, or the file cannot be read.
    """
    if not municipality:
        raise EngineError(Message.of("plan/no-municipality"))
    folder = RulesFolder(setup.rules)
    loaded = load(folder, [municipality, ""])
    old, law = loaded[municipality], loaded[""].vocabulary
    read = read_plan(_content(plan), shown(plan), old)
    pack = folder.files(municipality)
    edition = new_edition(pack, written_orders(folder, municipality), read, old, law)
    stored = _stored(setup.rules, folder, municipality, edition)
    label = f"{shown(plan)} → {municipality}"
    try:
        new = load(RulesFolder(stored), [municipality])[municipality]
    except UnusableRulesError as error:
        raise UnusableEditionError(label, error.problems, error.more) from error
    is_shipped = shelf(setup.rules) is None
    return Reorganisation(
        plan=read,
        edition=edition,
        powers=tuple(lost_powers(old, new, read)),
        comparison=_comparison(old, new, read, stored),
        _jurisdictions=(old, new),
        _whole={
            name: content
            for name, content in stored.files.items()
            if not is_shipped or name.startswith(f"{municipality}/")
        },
        _today=setup.today(),
        _rules=setup.rules,
    )


def _stored(
    rules: Path, folder: RulesFolder, municipality: str, edition: NewEdition
) -> StoredFolder:
    """Return the new edition as a folder in memory, with the packs that it uses."""
    files: dict[str, bytes] = {}
    for pack in folder.closure(municipality):
        if pack in folder.pack_ids:
            own = folder.files(pack).files
            files |= {f"{pack}/{name}": content for name, content in own.items()}
    if (rules / AMOUNTS).is_file():
        files |= folder.amounts().files
    files |= {f"{municipality}/{n}": content for n, content in edition.files.items()}
    return StoredFolder(place=shown(rules), files=files, shelf=shelf(rules))


def _comparison(
    old: Jurisdiction, new: Jurisdiction, plan: Plan, stored: StoredFolder
) -> Comparison:
    """Return the questions that get another answer on the day, and nothing else.

    That the same answer stands in a new document is no news in a reorganisation.
    """
    before, after = (
        Edition(
            files=EditionFiles(name=stored.place, rules=stored, scenarios=None),
            jurisdictions={each.id: priced(each, plan.day.year)[0]},
            drafts=None,
            municipality=each.id,
        )
        for each in (old, new)
    )
    made = compare(
        before,
        after,
        today=plan.day,
        days=(plan.day, plan.day),
        only="",
        tell=unheard,
    )
    return replace(
        made,
        rows=tuple(row for row in made.rows if not row.is_only_reasons),
        silent=(),
        reworded=(),
        renamed=(),
        words=((), ()),
        causes=(),
        posts=(),
    )


def _content(path: Path) -> bytes:
    try:
        content = ordinary_content(path, LARGEST_FILE)
    except OSError as error:
        reason = system_reason(error)
        message = Message.of("file/unreadable", path=shown(path), reason=reason)
        raise EngineError(message) from error
    if content is None:
        reason = Message.of("system/not-ordinary")
        message = Message.of("file/unreadable", path=shown(path), reason=reason)
        raise EngineError(message)
    return content
