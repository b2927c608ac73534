"""Write what a post may decide on a day, what has moved, and what it reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...answers.force import Force, force
from ...rulebook.model.bounds import MOST_NAMED
from ...rulebook.model.conclusions import Function, Mode
from ...rulebook.model.questions import Question
from ...rulebook.model.rules import RuleKind
from ...rulebook.model.texts import Text
from ...space.staffing import HINDRANCES, Presence, Withholding
from ...space.successions import Succession
from ..grants import term_text
from ..layout import Block, Page, Pairs, Paragraph, capital, page, section
from ..limited_rows import LimitedRows
from ..lines import Stress
from ..notes import letter_mark, note_text
from .post_objects import reported_grants

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ...rulebook.model.grants import Grant
    from ...rulebook.model.posts import Post
    from ...space.cells import When
    from ...space.post_powers import PostDay
    from ...space.powers import Power
    from ...space.staffing import Situation, Staffing
    from ...space.successions import Move
    from ..wording import Wording

    #: A title with the lines below it.
    Section = tuple[str, list[str]]

#: What a row says that whoever decides by it has to heed.
_HEEDED = ("relations", "provisos", "consults")
#: What an order says once, and each row would repeat.
_ONCE = ("customs",)


class PostSheet:
    """The page of a post on a day.

    Args:
        day: what the post has.
        staffing: who is there on that day.
        wording: in which words.
    """

    def __init__(self, day: PostDay, staffing: Staffing, wording: Wording) -> None:
        """Take what the post has, and number the passages that it rests on."""
        self._day = day
        self._staffing = staffing
        self._wording = wording
        self._say = wording.say
        self._by_id = wording.jurisdiction.rules_by_id
        self._limited_rows = LimitedRows(wording.jurisdiction)
        self._rules = list(dict.fromkeys(self._listed()))
        cites = dict.fromkeys(
            c for rule in self._rules for c in self._by_id[rule].cites
        )
        self._numbers = {cite: number for number, cite in enumerate(cites, 1)}
        terms = dict.fromkeys(t for rule in self._rules for t in self._heeded(rule))
        self._marks = {text: letter_mark(n) for n, text in enumerate(terms)}

    def _listed(self) -> Iterable[str]:
        day = self._day
        for moves in (day.received, day.urgent, day.passed):
            yield from (move.rule for move in moves)
        powers = (
            *day.own,
            *day.idle,
            *(lost.power for lost in day.withheld),
            *day.original,
        )
        for power in powers:
            yield from power.rules

    def page(self) -> Page:
        """Return the page."""
        say, post = self._say, self._day.post
        title = Paragraph(capital(self._title(post)), stress=Stress.TITLE)
        place = f"{post.id} · {self._wording.place} · {self._day.on.isoformat()}"
        head: list[Block] = [title, Paragraph(f"{say('post', 'post')} · {place}")]
        sections = [section(*each) for each in self._sections() if each[1]]
        return page(
            head,
            [Pairs(self._facts())],
            [Paragraph(self._lead(), stress=Stress.ANSWER)],
            *sections,
        )

    # what the post is -----------------------------------------------------------------

    def _title(self, post: Post) -> str:
        return self._say.name(Text(post.title))

    def _titles(self, posts: Sequence[Post]) -> str:
        """Return posts by their titles, of many only the first and how many more."""
        named = [self._title(post) for post in posts[:MOST_NAMED]]
        more = len(posts) - len(named)
        if more:
            named.append(self._say(f"{more} till", f"{more} more"))
        return self._wording.enumeration(named)

    def _facts(self) -> list[tuple[str, str]]:
        say, post, wording = self._say, self._day.post, self._wording
        roles = wording.enumeration([wording.role(role) for role in post.roles])
        above = next(self._staffing.superiors(post), None)
        organs = sorted(self._staffing.committees(post))
        named = [p for id_ in post.substitutes if (p := self._staffing.post(id_))]
        rows = [
            (say("roll", "role"), roles),
            (say("enhet", "unit"), say.name(Text(post.unit)) if post.unit else ""),
            (
                say("nämnd", "committee"),
                wording.enumeration([wording.role(organ) for organ in organs]),
            ),
            (say("överordnad", "superior"), self._title(above) if above else ""),
            (
                say("ersättare", "substitute"),
                ", ".join(self._title(other) for other in named),
            ),
            (
                say("innehavare", "holders"),
                str(post.holders) if post.holders > 1 else "",
            ),
            (say("den dagen", "on that day"), self._presence(self._day.situation)),
        ]
        return [row for row in rows if row[1]]

    def _presence(self, situation: Situation) -> str:
        """Return whether somebody can decide in the post."""
        say, post, until = self._say, self._day.post, situation.until
        match situation.presence:
            case Presence.THERE if post.is_temporary:
                text = say("på plats för en tid", "there for a time")
            case Presence.THERE:
                return say("på plats", "there")
            case Presence.NOT_YET:
                return say(
                    f"finns först från {post.validity.first}",
                    f"is there from {post.validity.first} on",
                )
            case Presence.NO_LONGER:
                return say(
                    f"fanns till och med {post.validity.last}",
                    f"was there until {post.validity.last}",
                )
            case _:
                return self._hindrance(situation)
        return f"{text}{self._until(until)}" if until else text

    def _hindrance(self, situation: Situation) -> str:
        say = self._say
        text = {
            Presence.AWAY: say("borta", "away"),
            Presence.VACANT: say("vakant", "vacant"),
            Presence.DISQUALIFIED: say("jävig", "disqualified"),
        }[situation.presence]
        if situation.presence is not Presence.AWAY:
            return text
        if situation.until is None:
            return say(f"{text} tills vidare", f"{text} until further notice")
        return f"{text}{self._until(situation.until)}"

    def _until(self, day: object) -> str:
        return self._say(f" till och med {day}", f" until {day}")

    def _lead(self) -> str:
        """Return how much the post may decide, and how much has moved."""
        say, day = self._say, self._day
        presence = day.situation.presence
        if presence in {Presence.NOT_YET, Presence.NO_LONGER}:
            return say(
                "Posten finns inte den dagen och beslutar inget.",
                "The post is not there on that day and decides nothing.",
            )
        if presence in HINDRANCES:
            moved = sum(move.target is not None for move in day.passed)
            text = self._hindrance(day.situation)
            is_barred = presence is Presence.DISQUALIFIED
            lead = say(
                f"Posten är {text} och beslutar inget{' i saken' * is_barred}.",
                f"The post is {text} and decides nothing{' in it' * is_barred}.",
            )
            if not day.passed:
                return lead
            to = say("Går över till en annan post", "To another post go")
            of = say("av", "of")
            return f"{lead} {to}: {moved} {of} {len(day.passed)}."
        decides = sum(power.function is Function.DECIDES for power in day.own)
        parts = [f"{say('Får besluta', 'May decide')}: {decides}"]
        parts += [
            f"{self._wording.enum(function)}: {count}"
            for function in (Function.CARRIES_OUT, Function.SIGNS)
            if (count := sum(power.function is function for power in day.own))
        ]
        if day.received:
            parts.append(
                f"{say('har gått över hit', 'moved here')}: {len(day.received)}"
            )
        if day.withheld:
            parts.append(f"{say('har inte', 'has not')}: {len(day.withheld)}")
        return f"{'; '.join(parts)}."

    # sections -------------------------------------------------------------------------

    def _sections(self) -> list[Section]:
        say, day = self._say, self._day
        own = {f: [p for p in day.own if p.function is f] for f in Function}
        titles = {
            Function.DECIDES: say("Får besluta", "May decide"),
            Function.CARRIES_OUT: say("Utför", "Carries out"),
            Function.SIGNS: say("Undertecknar", "Signs"),
        }
        return [
            *self._moves(self._arrivals()),
            *self._moves(self._departures()),
            *self._moves(self._urgencies()),
            (
                say(
                    "Ligger kvar, för ingen regel säger vem som tar över",
                    "Left, for no rule says who takes it over",
                ),
                self._powers(day.idle),
            ),
            *self._withheld(),
            *(
                (f"{title} ({len(own[function])})", self._powers(own[function]))
                for function, title in titles.items()
            ),
            (
                say(
                    "Om posten fattade det ursprungliga beslutet",
                    "Where the post made the original decision",
                ),
                [self._line(p.matters, p.when, p.rules) for p in day.original],
            ),
            (say("Anmälan", "Reporting"), self._reports()),
            (say("Att veta", "Notes"), self._notes()),
            (
                say("Källor", "Sources"),
                [
                    f"[{n}] {self._wording.citation(c)}"
                    for c, n in self._numbers.items()
                ],
            ),
        ]

    def _moves(self, groups: Mapping[str, list[Move]]) -> list[Section]:
        return [
            (
                f"{title} ({len(moves)})",
                [self._line((m.matter,), m.when, (m.rule,)) for m in moves],
            )
            for title, moves in groups.items()
        ]

    def _arrivals(self) -> dict[str, list[Move]]:
        """Return what has moved to the post, by where it came from and by what."""
        groups: dict[str, list[Move]] = {}
        for move in self._day.received:
            whose = self._titles(move.sources)
            why = self._hindrance(move.situation)
            title = self._say(
                f"Har gått över från {whose}, {why} – {self._way(move.way)}",
                f"Moved here from {whose}, {why} – {self._way(move.way)}",
            )
            groups.setdefault(title, []).append(move)
        return groups

    def _urgencies(self) -> dict[str, list[Move]]:
        """Return what the post decides where others cannot be awaited."""
        groups: dict[str, list[Move]] = {}
        for move in self._day.urgent:
            whose = self._wording.role(move.role)
            title = self._say(
                f"När ärendet inte kan vänta på {whose}",
                f"Where the matter cannot wait for the {whose}",
            )
            groups.setdefault(title, []).append(move)
        return groups

    def _departures(self) -> dict[str, list[Move]]:
        """Return what the post has passed on, by where it went and by what."""
        groups: dict[str, list[Move]] = {}
        for move in self._day.passed:
            title = self._way(move.way)
            if move.target is not None:
                to = self._title(move.target)
                title = self._say(
                    f"Har gått över till {to} – {title}", f"Moved to {to} – {title}"
                )
            groups.setdefault(capital(title), []).append(move)
        return groups

    def _way(self, way: Succession) -> str:
        say = self._say
        return {
            Succession.SUBSTITUTE: say(
                "ersättare enligt ordningen", "substitute by the order"
            ),
            Succession.APPOINTEE: say(
                "i postens ställe för en tid", "in the place of the post for a time"
            ),
            Succession.SUPERIOR: say("närmaste överordnad", "immediate superior"),
            Succession.OTHER_HOLDERS: say(
                "andra som har samma roll beslutar", "others of the same role decide"
            ),
            Succession.OTHERS: say(
                "andra som får besluta enligt ordningen finns på plats",
                "others who may decide by the order are there",
            ),
            Succession.URGENCY: say("kan inte vänta", "cannot wait"),
            Succession.NOBODY: say(
                "ingen post tar över: det är nämndens eget",
                "no post takes over: it is the committee's own",
            ),
        }[way]

    def _withheld(self) -> list[Section]:
        """Return what the holder has not, by why and until when."""
        say = self._say
        groups: dict[str, list[str]] = {}
        for lost in self._day.withheld:
            if lost.reason is Withholding.NEW_EMPLOYEE:
                title = say(
                    f"Nyanställd, och har det först från {lost.until}",
                    f"Newly employed, and has it from {lost.until} on",
                )
            else:
                title = say(
                    "Här för en tid, och har det inte",
                    "There for a time, and has it not",
                )
            power = lost.power
            line = self._line(power.matters, power.when, power.rules)
            groups.setdefault(title, []).append(line)
        return [(f"{title} ({len(own)})", own) for title, own in groups.items()]

    def _powers(self, listed: Iterable[Power]) -> list[str]:
        lines = []
        for power in listed:
            line = self._line(power.matters, power.when, power.rules)
            lines.append(f"{line}{self._reserved(power)}")
        return lines

    def _reserved(self, power: Power) -> str:
        """Return how a power is less than one to decide alone, by the role asked of."""
        wording, say = self._wording, self._say
        parts = []
        if power.role not in self._day.post.roles:
            parts.append(f"{say('som', 'as')} {wording.role(power.role)}")
        if power.party.mode not in {Mode.ONE, Mode.ANY_OF, Mode.ALL}:
            question = Question(RuleKind.DECISION, (), (), self._day.on)
            parts.append(wording.party(power.party, question))
        rules = [self._by_id[rule] for rule in power.rules]
        strength = force(rules)
        if strength is not Force.BINDING:
            parts.append(wording.enum(strength))
        if power.is_disputed:
            parts.append(
                say("reglerna säger emot varandra", "the rules contradict each other")
            )
        return f" ({'; '.join(parts)})" if parts else ""

    def _line(self, matters: Iterable[str], when: When, rules: Iterable[str]) -> str:
        """Return what is decided, when, by which rows and with what to heed."""
        wording = self._wording
        rules = tuple(rules)
        what = wording.enumeration([capital(wording.matter(m)) for m in matters])
        cases = wording.enumeration(wording.cases(when)) if when else ""
        lead = wording.say("när", "when")
        where = f", {lead} {cases}" if cases else ""
        cites = {self._numbers[c] for rule in rules for c in self._by_id[rule].cites}
        marks = sorted({self._marks[t] for rule in rules for t in self._heeded(rule)})
        refs = "".join(f" [{ref}]" for ref in (*sorted(cites), *marks))
        points = dict.fromkeys(g.point for g in self._grants(rules) if g.point)
        number = f"{', '.join(points)} " if points else ""
        return f"{number}{what}{where}{refs}"

    # terms ----------------------------------------------------------------------------

    def _grants(self, rules: Iterable[str]) -> list[Grant]:
        grants = (self._by_id[rule].conclusion.grant for rule in rules)
        return [grant for grant in grants if grant]

    def _heeded(self, rule: str) -> list[str]:
        """Return what a row says that whoever decides by it has to heed."""
        grant = self._by_id[rule].conclusion.grant
        terms = [t for t in _HEEDED if grant and t in grant.terms()]
        texts = [term_text(grant, term, self._wording) for term in terms if grant]
        note = self._by_id[rule].note
        texts += [self._say.text(note)] if note else []
        doubts = self._limited_rows.notes([rule], self._day.on)
        texts += [note_text(doubt, self._wording) for doubt in doubts]
        required = [
            self._say.text(text)
            for point in self._by_id[rule].conclusion.points()
            if point.key == "requires"
            for text in point.content
        ]
        lead = self._say("Kräver", "Requires")
        return [*texts, *([f"{lead} {'; '.join(required)}."] if required else [])]

    def _reports(self) -> list[str]:
        """Return to whom and when decisions are reported, each with the points."""
        say = self._say
        groups: dict[str, dict[str, None]] = {}
        for grant in reported_grants(self._day, self._by_id):
            by = self._wording.role(grant.by)
            if grant.notification is None:
                text = say(
                    f"Ordningen säger inte hur det anmäls till {by}",
                    f"The order does not say how it is reported to the {by}",
                )
            else:
                text = term_text(grant, "notification", self._wording).rstrip(".")
            whose = f"{text} ({by})" if by not in text else text
            groups.setdefault(whose, {})[grant.point] = None
        return [
            f"{text}: {', '.join(filter(None, points))}"
            for text, points in groups.items()
        ]

    def _notes(self) -> list[str]:
        """Return what is to heed, and what orders say once."""
        say, day = self._say, self._day
        lines = [f"[{mark}] {text}" for text, mark in self._marks.items()]
        once: dict[str, None] = {}
        for grant in self._grants(self._rules):
            for term in _ONCE:
                if term in grant.terms():
                    once[term_text(grant, term, self._wording)] = None
        lines += once
        if count := day.elsewhere:
            lines.append(
                say(
                    f"Rader för samma roll i andra nämnders ordningar: {count}. De är "
                    "inte postens.",
                    f"Rows for the same role in orders of other committees: {count}. "
                    "They are not the post's.",
                )
            )
        if count := day.untold:
            lines.append(
                say(
                    "Posten är tillsatt för en tid, och ordningen säger inte om den då "
                    f"har rollens delegation. Rader: {count}.",
                    "The post is held for a time, and the order does not say whether "
                    f"it then has what the role has. Rows: {count}.",
                )
            )
        for source, count in day.unfounded:
            whose = self._title(source)
            lines.append(
                say(
                    f"Ersätter {whose} i tabellen över poster, men ordningen ger inte "
                    f"den som vikarierar delegationen. Rader: {count}.",
                    f"Stands in for {whose} in the table of posts, but the order does "
                    f"not give a stand-in the delegation. Rows: {count}.",
                )
            )
        return lines
