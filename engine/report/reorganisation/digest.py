"""What becomes of roles and powers in a reorganisation, in words."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ...records import record
from ...reorganisation.gaps import Chore, RolePart
from ...reorganisation.lost_powers import PowerLoss, priced
from ...reorganisation.plan import Turn
from ..diff.digest import Digest
from ..layout import capital
from ..say import day_text
from ..wording import Wording

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from ...diff.comparison import Comparison
    from ...reorganisation.edition import NewEdition
    from ...reorganisation.gaps import OpenQuestion, Remainder
    from ...reorganisation.lost_powers import LostPower
    from ...reorganisation.plan import Plan, RoleFate
    from ...rulebook.model.packs import Jurisdiction
    from ..say import Say


@record(slots=False)
class ReorganisationDigest:
    """Says what a plan makes of the rules of a municipality.

    `jurisdictions` are the old and the new rules, `files` those that are new or
    changed.
    """

    plan: Plan
    edition: NewEdition
    powers: tuple[LostPower, ...]
    comparison: Comparison
    jurisdictions: tuple[Jurisdiction, Jurisdiction]
    files: tuple[str, ...]
    say: Say
    today: dt.date

    @cached_property
    def words(self) -> Wording:
        """The words of the new edition, which knows the old roles, too."""
        new, _ = priced(self.jurisdictions[1], self.plan.day.year)
        return Wording(new, self.say)

    @cached_property
    def changes(self) -> Digest:
        """What gets another answer on the day."""
        return Digest(self.comparison, self.say, self.today)

    @property
    def day(self) -> str:
        """The first day of the new organisation."""
        return day_text(self.plan.day, self.say)

    @property
    def title(self) -> str:
        """What the reorganisation is called, and when it begins."""
        say, title = self.say, self.plan.title
        name = say.text(title) if title else say("Omorganisation", "Reorganisation")
        return say(f"{name} från {self.day}", f"{name} from {self.day}")

    @property
    def amounts_of(self) -> int | None:
        """The year whose prisbasbelopp is used, where that of the day is not known."""
        _, year = priced(self.jurisdictions[1], self.plan.day.year)
        return None if year == self.plan.day.year else year

    def fate(self, fate: RoleFate) -> str:
        """Return what becomes of a role."""
        say, role = self.say, self.words.role(fate.role)
        heirs = [self.words.role(id_) for id_ in fate.into]
        named = self.words.enumeration(heirs)
        match fate.turn:
            case Turn.RENAME:
                return say(f"{role} blir {named}", f"{role} becomes {named}")
            case Turn.MERGE:
                return say(f"{role} går upp i {named}", f"{role} goes into {named}")
            case Turn.SPLIT:
                return say(f"{role} delas i {named}", f"{role} is split into {named}")
            case _ if heirs:
                return say(
                    f"{role} upphör, och {named} får dess befogenheter",
                    f"{role} is removed, and {named} gets its powers",
                )
            case _:
                return say(f"{role} upphör", f"{role} is removed")

    def question(self, question: OpenQuestion) -> str:
        """Return who gets something of which the plan does not say it."""
        say, role = self.say, self.words.the_role(question.role)
        whom = self.words.enumeration([*map(self.words.role, question.into)], "or")
        what = {
            RolePart.POWER: say(f"det {role} beslutar", f"what {role} decides"),
            RolePart.SUPERIOR: say(
                f"vem som är över i stället för {role}",
                f"who is above instead of {role}",
            ),
            RolePart.SUBSTITUTE: say(
                f"vem som är ersättare i stället för {role}",
                f"who steps in instead of {role}",
            ),
            RolePart.CONSULTED: say(
                f"vem som tillfrågas eller får anmälan i stället för {role}",
                f"who is consulted or told instead of {role}",
            ),
            RolePart.PASSES_ON: say(
                f"vem som vidaredelegerar i stället för {role}",
                f"who passes on instead of {role}",
            ),
            RolePart.POST: say(
                f"vilken roll posten har i stället för {role}",
                f"which role the post has instead of {role}",
            ),
        }[question.part]
        parts = question.point, self._sentences(question.rules)
        lead = ", ".join(dict.fromkeys(part for part in parts if part))
        choice = f"{whom}?" if whom else say("ingen?", "nobody?")
        return f"{lead}: {what}: {choice}" if lead else f"{capital(what)}: {choice}"

    def _sentences(self, rules: Iterable[str]) -> str:
        """Return the sentences of some rules of today, each once."""
        by_id = self.jurisdictions[0].rules_by_id
        says = (self.say.text(by_id[id_].says).rstrip(".") for id_ in rules)
        return "; ".join(dict.fromkeys(says))

    def power(self, power: LostPower) -> str:
        """Return what becomes of a power, and who had it."""
        words = self.words
        cases = words.cases(power.when)
        when = f", {words.enumeration(cases)}" if cases else ""
        had = words.enumeration([*map(words.role, power.before)], "or")
        have = words.enumeration([*map(words.role, power.after)], "or")
        text = f"{capital(words.matter(power.matter))}{when}: {had}"
        return f"{text} → {have or words.phrase('nobody')}"

    def loss_title(self, loss: PowerLoss) -> str:
        """Return what is wrong with the powers of a kind."""
        titles = {
            PowerLoss.ORPHANED: ("Ingen beslutar längre", "Nobody decides any longer"),
            PowerLoss.RETURNED: (
                "Bara nämnden själv beslutar",
                "Only the committee itself decides",
            ),
            PowerLoss.DOUBLED: ("Två beslutar", "Two decide"),
        }
        return self.say(*titles[loss])

    def remainder(self, remainder: Remainder) -> str:
        """Return what is left to do."""
        say, name = self.say, remainder.name
        return {
            Chore.ADOPT: say(
                f"ordningen `{name}` ska antas på nytt",
                f"the order `{name}` is to be adopted anew",
            ),
            Chore.WORDS: say(
                f"`{name}` har ingen dag: ändra det när den nya organisationen börjar",
                f"`{name}` has no day: change it when the new organisation begins",
            ),
            Chore.POST: say(
                f"posten {name} har en roll som upphör",
                f"the post {name} has a role that is removed",
            ),
            Chore.TEXT: say(
                f"en text nämner en roll som upphör: {name}",
                f"a text names a role that is removed: {name}",
            ),
        }[remainder.chore]

    def lost(self, loss: PowerLoss) -> list[LostPower]:
        """Return the powers of which one thing is wrong."""
        return [power for power in self.powers if power.loss is loss]
