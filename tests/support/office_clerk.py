"""Compare what was imported with the truth, and decide as somebody who knows it."""

import re
from collections import Counter
from dataclasses import dataclass, field

from engine.exchange.decisions import slug
from engine.exchange.intake import imported_order
from engine.exchange.opening import office_document
from engine.exchange.review import ReviewDecisions, offered
from engine.rulebook.language.orders import OrderColumn
from engine.rulebook.model.names import name_key
from engine.rulebook.model.values import money_in, multiple_in
from tests.support.office_files import file_of
from tests.support.office_orders import vocabulary

WORDS = vocabulary()


@dataclass
class Score:
    """How a document fared: rows in all, taken, asked about, and what went wrong."""

    rows: int = 0
    taken: int = 0
    asked: int = 0
    wrong: list = field(default_factory=list)
    unoffered: list = field(default_factory=list)
    unfair: int = 0

    def __iadd__(self, other):
        self.rows += other.rows
        self.taken += other.taken
        self.asked += other.asked
        self.unfair += other.unfair
        self.wrong += other.wrong
        self.unoffered += other.unoffered
        return self


def bag(text):
    """Return the words of a matter, whatever stands between them."""
    return tuple(sorted(re.findall(r"\w+", text.casefold())))


def plain_limit(text):
    """Return a limit so that equal ones are equal."""
    if not text:
        return ""
    times = multiple_in(text)
    if times is not None:
        return f"{times.normalize():f} pbb"
    ore = money_in(text)
    return text if ore is None else f"{ore // 100} kr"


def true_steps(row):
    """Return each step of a true row as what must be taken."""
    return [
        (
            name_key(row.number),
            bag(row.matter),
            line.roles,
            plain_limit(line.at_most),
            plain_limit(line.over),
            row.kind,
            line.substitutes,
            line.consults,
            name_key(row.notification),
            name_key(row.appeal),
            row.outcome,
        )
        for line in row.lines
    ]


def taken_step(parts, key):
    """Return a row that was taken in the same form."""

    def role(word):
        if word.casefold().startswith(("respektive ", "närmaste chef")):
            return slug(word)  # found in each case: no word of the key
        if name_key(word) == "delegatiursprungsarendet":
            return "ursprunglig-delegat"
        return key[name_key(word)]

    def roles(column, between):
        words = re.split(between, parts.get(column, ""))
        return [role(word) for word in words if word.strip()]

    consults = set()
    for line in parts.get(OrderColumn.CONSULTS, "").split("\n"):
        if line:
            way, _, who = line.partition(" samråd med ")
            consults.add((way, role(who)))
    limits = [
        plain_limit(parts.get(c, "")) for c in (OrderColumn.AT_MOST, OrderColumn.OVER)
    ]
    return (
        name_key(parts.get(OrderColumn.NUMBER, "")),
        bag(parts.get(OrderColumn.MATTER, "")),
        frozenset(roles(OrderColumn.DELEGATE, "/")),
        *limits,
        parts.get(OrderColumn.KIND, ""),
        tuple(roles(OrderColumn.SUBSTITUTE, ",")),
        frozenset(consults),
        name_key(parts.get(OrderColumn.NOTIFICATION, "")),
        name_key(parts.get(OrderColumn.APPEAL, "")),
        parts.get(OrderColumn.OUTCOME, ""),
    )


def visible(parts):
    return name_key(" ".join(parts.values()))


def read(order, decisions=None):
    """Return what is imported of an order."""
    content, name = file_of(order)
    more = {} if decisions is None else {"decisions": decisions}
    document = office_document(content, name)
    return imported_order(document, WORDS, committee="socialnamnd", name=name, **more)


def score(order, *, is_clerk_asked=True):
    """Import an order, and compare it with the truth."""
    imported = read(order)
    made = compare(order, imported)
    if is_clerk_asked and imported.open_entries:
        decisions = decided(order, imported)
        again = read(order, decisions)
        for _ in range(3):  # a decision on a name lets the rest of its cell be read
            if not again.open_entries:
                break
            more = decided(order, again)
            decisions = ReviewDecisions(
                fingerprint="",
                decided={**decisions.decided, **more.decided},
                texts={**decisions.texts, **more.texts},
                written={},
            )
            again = read(order, decisions)
        after = compare(order, again)
        made.unoffered += [f"after: {each}" for each in after.wrong]
        made.unoffered += [
            f"still open: {entry.id} {entry.why} {entry.text!r}"
            for entry in again.open_entries
        ]
        missing = after.rows - after.taken
        if missing:
            made.unoffered.append(f"seed {order.seed}: {missing} rows never taken")
    return made


def compare(order, imported):
    """Return how what was imported compares with the truth."""
    made = Score(rows=len(order.rows))
    key = {name_key(line.word): line.role for line in imported.key}
    where = f"seed {order.seed} {order.layout}"
    steps = [(taken_step(row.parts, key), row) for row in imported.rows]
    left = Counter(step for step, _ in steps)
    for row in order.rows:
        wanted = Counter(true_steps(row))
        if all(left[step] >= count for step, count in wanted.items()):
            left -= wanted
            made.taken += 1
            if not row.is_fair:
                made.unfair += 1
            seen = [visible(r.parts) for step, r in steps if step in wanted]
            for word in row.words:
                if not any(name_key(word) in text for text in seen):
                    made.wrong.append(
                        f"{where}: {word!r} of {row.cells} is not visible"
                    )
            chapters = {
                r.chapter.text for step, r in steps if step in wanted and r.chapter
            }
            chapters -= {entry.text for entry in imported.open_entries}
            chapters = chapters or {row.chapter}  # what may be a heading is asked about
            if row.chapter not in chapters and row.chapter not in order.executions:
                made.wrong.append(f"{where}: {row.cells} is in {chapters}")
        else:
            made.asked += 1
    for step in left.elements():
        parts = next(row.parts for known, row in steps if known == step)
        made.wrong.append(f"{where}: took {dict(parts)}")
    if made.asked and not imported.waiting and not imported.left_out:
        made.wrong.append(f"{where}: {made.asked} rows are gone")
    are_tables_open = any(e.kind.value == "table" for e in imported.entries)
    if not are_tables_open and made.asked > imported.waiting + imported.left_out:
        made.wrong.append(f"{where}: {made.asked} rows lack, {imported.waiting} wait")
    return made


# a clerk who knows the truth ----------------------------------------------------------


def decided(order, imported):
    """Return the decisions of somebody who knows the truth on what is open."""
    choices, texts = {}, {}
    for entry in imported.open_entries:
        texts[entry.id] = entry.text
        choice = chosen(order, imported, entry)
        if choice is not None:
            choices[entry.id] = choice
    return ReviewDecisions(fingerprint="", decided=choices, texts=texts, written={})


def chosen(order, imported, entry):
    """Return the reading of an entry that is true, None where none is."""
    key = {name_key(line.word): line.role for line in imported.key}
    rows = rows_of(order, entry)
    if entry.text.split("\n")[-1] in {row.chapter for row in order.rows}:
        headings = (o for o in entry.offers if o and OrderColumn.DELEGATE not in o[0])
        return next(headings, None)
    if entry.why == "passed-on":
        return ()
    if entry.why == "no-delegate":
        whole = (o for o in entry.offers if o and OrderColumn.DELEGATE in o[0])
        fitting = (o for o in whole if any(fits(o, row, key) for row in rows))
        return next(fitting, None)
    for offer in offered(entry):
        if isinstance(offer, str):
            if entry.kind.value == "role" and is_role(order, entry, offer):
                return offer
            if entry.kind.value == "column":
                return column_choice(order, entry)
            if entry.kind.value == "table":
                return () if entry.why == "passed-on" else offer
        elif any(fits(offer, row, key) for row in rows):
            return offer
    return None


def rows_of(order, entry):
    """Return the true rows that an entry is about, by what their titles hold."""
    titles = [name_key(title) for title in entry.rows]
    found = []
    for row in order.rows:
        matter = name_key(f"{row.cells['matter']}")[:40]
        alone = name_key(row.parent)[:40]
        for title in titles:
            is_here = matter in title or (alone and alone in title)
            is_point = name_key(row.number[:3]) in title
            if is_here and is_point:
                found.append(row)
                break
    return found


def fits(offer, row, key):
    """Tell whether a reading says nothing but what a row truly says."""
    if not offer:
        return False
    if len(offer) not in {1, len(row.lines)}:
        return False
    lines = row.lines if len(offer) > 1 else row.lines[:1]
    if len(offer) == 1 and len(row.lines) > 1:
        lines = [line for line in row.lines if _fits_line(offer[0], row, line, key)][:1]
        return bool(lines)
    return all(
        _fits_line(p, row, line, key) for p, line in zip(offer, lines, strict=True)
    )


def _fits_line(parts, row, line, key):
    step = true_steps(row)[row.lines.index(line)]
    whole = dict(parts)
    try:
        got = taken_step(whole, key)
    except KeyError:
        return False
    checks = {
        OrderColumn.NUMBER: 0,
        OrderColumn.MATTER: 1,
        OrderColumn.DELEGATE: 2,
        OrderColumn.KIND: 5,
        OrderColumn.SUBSTITUTE: 6,
        OrderColumn.CONSULTS: 7,
        OrderColumn.NOTIFICATION: 8,
        OrderColumn.OUTCOME: 10,
    }
    for column, at in checks.items():
        if column in parts and got[at] != step[at]:
            return False
    says_limit = {OrderColumn.AT_MOST, OrderColumn.OVER} & set(parts)
    if says_limit and got[3:5] != step[3:5]:
        return False
    # a reading without the limit is none where the text is about the limit
    is_about_limit = bool(step[3] or step[4]) and not says_limit
    if (
        is_about_limit
        and OrderColumn.DELEGATE not in parts
        and OrderColumn.MATTER not in parts
    ):
        return OrderColumn.CONDITIONS in parts or OrderColumn.NOTE in parts
    if (
        is_about_limit
        and re.search(r"\d", " ".join(map(str, row.cells.get("delegate", ""))))
        and OrderColumn.DELEGATE in parts
    ):
        return False
    words = {OrderColumn.CONDITIONS, OrderColumn.NOTE} & set(parts)
    text = " ".join(str(cell) for cell in row.cells.values())
    return all(name_key(parts[c]) in name_key(text) for c in words)


def is_role(order, entry, offer):
    """Tell whether an offer is the role that a word truly stands for."""
    for row in order.rows:
        texts = [str(row.cells.get("delegate", "")), *row.cells.get("steps", ())]
        texts.append(str(row.cells.get("substitute", "")))
        if not any(entry.text in text for text in texts):
            continue
        named = set().union(*(line.roles for line in row.lines))
        named |= {step for line in row.lines for step in line.substitutes}
        named |= {who for line in row.lines for _, who in line.consults}
        if offer in named:
            return True
        if offer.startswith("ny roll") and slug(entry.text) in named:
            return True
    return False


def column_choice(order, entry):
    names = {"limit": "högst", "kind": "slag", "mark": "anmälan"}
    for heading, show in order.columns:
        if heading == entry.column:
            return names.get(show, "anmärkning")
    return "anmärkning"
