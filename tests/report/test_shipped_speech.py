"""What the shipped rules say reads well in both languages, on every page there is.

Answers and the pages of roles fit their screens, too, and begin with the answer.
"""

import itertools
import re

import pytest

from engine.report.lines import layout_for
from engine.rulebook.model.values import ValueKind
from engine.rulebook.model.vocabulary import TermKind
from engine.service.pages import Pages
from tests.report.test_shipped_pages import (
    MUNICIPALITIES,
    SAMPLE,
    WIDTHS,
    assert_begins_with_the_answer,
    assert_fits,
    questions,
)
from tests.support.shipped import TODAY, ids_of, shipped_mandat, told_here

#: Those whose packs are in English too; the orders of the others are in Swedish.
BILINGUAL = ["", "kungsor", "linkoping", "munkedal"]
#: So wide that few lines are cut.
WIDE = layout_for(400)
#: Signs and words that no sentence has: parts put together that were not read together.
_CLUMSY = re.compile(
    r"[:;,.] *[:;,]|;\.|,\.|\.\.(?!\.)|\( |\(\)| \)| ,| ;|“”|[{}]"
    r"|\b(?:om om|att att|som som|när när|och och|eller eller|får få|kan kan|ska ska"
    r"|via via|utan ingen|that that|whether whether|when when|may may|must must"
    r"|the the|of of|to to|no an?|not no|is is)\b",
    re.IGNORECASE,
)
_TWO_SPACES = re.compile(r"\S  +\S")
#: A sentence that begins with a small letter behind the end of another.
_SMALL = re.compile(r"[a-zåäö)”]\. [a-zåäö]")
_ABBREVIATED = re.compile(r"\b(?:bl\.a|t\.ex|kap|st|nr|f\.d|e\.g|i\.e)\. ")
#: How the first line of a paragraph begins: without a space, or with a bullet.
_BEGINNING = re.compile(r"$|\S| *(?:•|\[\w+\]|\d+\.|[-✓!$→])")
#: What stands in quotes or brackets of a citation is told as Swedish; ids are no words.
_QUOTED = re.compile(r"“[^“”]*(?:“[^“”]*”[^“”]*)*”|`[^`]*`|-g [^\s)]+")
_ID = re.compile(r"[-\w]+[/#][-\w/#]+|\b[a-z0-9]+(?:-[a-z0-9]+)+\b")
#: Below the title of a sheet stand its kind and its id, and ids stand in lists.
_ID_LINE = re.compile(r"\A\w+ · \S+\n|^ +• [a-z0-9-]+\n", re.MULTILINE)
_SWEDISH = re.compile(
    r"\w*[åäöÅÄÖ]\w*|\b(?:och|eller|att|inte|som|för|med|till|från|enligt|beslut|beslutar"
    r"|kommunen|lagen|stycke|stycket|mening|punkt|ledet|av|på|om)\b"
)


def made_of(own, step):
    """Yield the pages of a municipality: answers, and the sheet of every word."""
    jurisdiction = own.jurisdiction
    ids, roles = ids_of(jurisdiction), jurisdiction.vocabulary.roles
    things = [*dict.fromkeys([*told_here(own, ids), *told_here(own, roles)])]
    yield from ((lambda made=made: made()) for made in [*questions(own)][::step])
    yield from (
        lambda thing=thing: own.show(thing, on=TODAY) for thing in things[::step]
    )


def names_of(own):
    """Return the Swedish names that stand in brackets behind English ones."""
    shorts = [source.short.sv for source in own.jurisdiction.sources.values()]
    lower = [short[0].lower() + short[1:] for short in shorts]
    places = ["Kungsör", "Linköping", "Munkedal"]
    return sorted({*shorts, *lower, *places}, key=len, reverse=True)


def paragraphs(text):
    """Return the paragraphs of a page, each on one line, and without their captions."""
    told, before = [""], 0
    for line in text.splitlines():
        depth = len(line) - len(line.lstrip())
        is_next, before = depth < before, depth
        caption, spaces, rest = line.strip().partition("  ")
        if "│" in line or "─" in line:
            told += filter(None, map(str.strip, line.split("│")))
        elif spaces or is_next or _BEGINNING.match(line):
            told.append(rest.strip() if spaces else line.strip())
        else:
            told[-1] += f" {caption}"
    return told


def unread(text):
    """Yield what nobody can have read through: doubled signs and words, two spaces."""
    for paragraph in paragraphs(text):
        told = _QUOTED.sub("X", paragraph)
        for found in itertools.chain(
            _TWO_SPACES.finditer(told),
            _CLUMSY.finditer(told),
            _SMALL.finditer(_ABBREVIATED.sub("", told)),
        ):
            yield found.string[max(0, found.start() - 40) : found.end() + 40]


def unmarked(text, names):
    """Yield the Swedish words that an English page does not mark as Swedish."""
    whole = _ID.sub("", _QUOTED.sub("", " ".join(text.split())))
    for name in names:
        whole = whole.replace(name, "")
    for found in _SWEDISH.finditer(whole):
        yield whole[max(0, found.start() - 40) : found.end() + 40]


def begins_with_an_answer(shown):
    """Tell whether something is an answer, or the page of a role alone."""
    kinds = [thing.kind for thing in shown.things] if isinstance(shown, Pages) else []
    return kinds in ([], [TermKind.ROLE])


def assert_reads_well(municipality, step):
    own = shipped_mandat().of(municipality)
    names = names_of(own)
    found = []
    narrowest, *wider = WIDTHS
    others = itertools.cycle(wider)
    for make in made_of(own, step):
        shown = make()
        for language in ("sv", "en"):
            page = shown.to_page(language)
            if begins_with_an_answer(shown):
                assert_fits(page, narrowest, next(others))
                assert_begins_with_the_answer(page)
            title, _, text = page.text(WIDE).partition("\n")
            text = _ID_LINE.sub("\n", text)
            faults = [*unread(f"{title}\n{text}")]
            if language == "en":
                faults += unmarked(f"{title}\n{text}", names)
            found += [(title, fault) for fault in faults]
    assert found == []


@pytest.mark.parametrize("municipality", MUNICIPALITIES)
def test_some_pages_read_well_and_fit_in_both_languages(municipality):
    assert_reads_well(municipality, 5 * SAMPLE)


@pytest.mark.slow
@pytest.mark.parametrize("municipality", MUNICIPALITIES)
def test_every_page_reads_well_and_fits_in_both_languages(municipality):
    assert_reads_well(municipality, 1)


@pytest.mark.parametrize("municipality", BILINGUAL)
def test_every_shipped_word_and_passage_is_in_both_languages(municipality):
    jurisdiction = shipped_mandat().of(municipality).jurisdiction
    words = jurisdiction.vocabulary
    terms = itertools.chain(
        *(table.values() for table in (words.roles, words.matters, words.acts)),
        words.circumstances.values(),
    )
    texts = {term.id: term.label for term in terms}
    for circumstance in words.circumstances.values():
        texts |= {f"{circumstance.id}={v}": text for v, text in circumstance.values}
    for passage in jurisdiction.passages.values():
        texts[passage.id] = passage.gist
    for source in jurisdiction.sources.values():
        texts |= {
            f"{source.id} title": source.title,
            f"{source.id} short": source.short,
        }
    for rule in jurisdiction.rules:
        texts[rule.id] = rule.says
        texts |= {f"{rule.id} note": rule.note} if rule.note else {}
        texts |= {f"{rule.id} {t.sv}": t for t in rule.conclusion.texts()}
    assert [name for name, text in texts.items() if not text.en] == []


@pytest.mark.parametrize("municipality", BILINGUAL)
def test_every_shipped_circumstance_that_is_so_or_not_has_a_clause(municipality):
    words = shipped_mandat().of(municipality).jurisdiction.vocabulary
    flags = [c for c in words.circumstances.values() if c.kind is ValueKind.BOOL]
    assert [flag.id for flag in flags if flag.clause is None] == []
    clauses = [text for c in flags for text in (c.clause.yes, c.clause.no)]
    assert [text.sv for text in clauses if not text.en] == []


def test_what_nobody_read_through_is_found():
    for clumsy in (
        "väg: i första hand: : fri",
        "får få ett ärende",
        "Svaret beror på om om det",
        "väg  i första hand:  fri",
        "Nämnden beslutar. den anmäler",
        "Kontakt {}",
    ):
        assert [*unread(clumsy)], clumsy


def test_swedish_that_is_not_marked_is_found():
    names = ["kommunallagen"]
    for half in ("Section 6, tredje ledet", "means Förtroendevalda", "beslutspunkt av"):
        assert [*unmarked(half, names)], half
    for marked in ("Act (kommunallagen), Section 6", "“Förtroendevalda” (item 1)"):
        assert [*unmarked(marked, names)] == []
