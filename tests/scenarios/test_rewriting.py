"""Whatever scenario file is read can be rewritten, and nothing else in it changes."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.rulebook.language.nodes import extents
from engine.scenarios.acceptance import accept
from engine.scenarios.edits import Decision
from engine.scenarios.library import link_library, read_library
from engine.scenarios.replay import replay_scenario
from engine.space.space import Space
from tests.support.town import DAY, RULES, THEMES, loaded_town
from tests.support.work import assert_grows_in_step

DECISION = Decision(name="KS § 12", why="nya gränser", on=dt.date(2026, 11, 30))


@pytest.fixture(scope="module")
def space(tmp_path_factory):
    """Return the questions of the town, whose limit has moved to 150 000 kronor."""
    place = tmp_path_factory.mktemp("town")
    jurisdictions, _ = loaded_town(place, rules=RULES.replace("100000", "150000"))
    return Space(jurisdictions["provby"])


def rewritten(content, space):
    """Return what accepting all misses in a scenario file gives."""
    jurisdictions = {"": space.jurisdiction, "provby": space.jurisdiction}
    library = read_library({"fall.yaml": content, "themes.yaml": THEMES.encode()})
    known = jurisdictions.__getitem__
    scenarios = link_library(library, ["provby"], known, DAY).scenarios
    replays = [replay_scenario(scenario, space) for scenario in scenarios]
    missed = [replay for replay in replays if not replay.is_passed]
    return accept(missed, {"fall.yaml": content}, {"provby": space}, DECISION)


TOLD = (
    "Bänkarna blev dyrare.",
    "'Vad gör Siv om priset stiger?'",
    "Vad gör Siv? Priset stiger, {kanske} [ja] & *nej*.",
    '"Bänkarna \\"blev\\"\\tdyrare # inte en kommentar"',
    ">-\n      Bänkarna\n      blev dyrare.\n",
    "|\n      Bänkarna: blev\n\n      dyrare.",
    "Bänkarna\n      blev dyrare.",
    "'Bänkarna\n\n      blev dyrare: 𝄞.'",
)
DISCUSS = (
    "[Vad gör Siv om priset stiger?]",
    "[Vad? Hur?, 'a, b']",
    "\n        - Vad gör Siv?\n        - Och sedan?",
)
EXPECT = (
    "{outcome: answered, decides: namnd, approves: fullmaktige, cites: [ordning#p2]}",
    "{outcome: answered, cites: [ordning#p2], 'decides': \"namnd\"}",
    "{ outcome: answered,\n      decides: namnd, cites: [ ordning#p2 ] }",
    """
      outcome: answered
      decides: namnd
      cites: [ordning#p2]""",
    """
      outcome:  answered
      'decides':   'namnd'

      cites:
      - ordning#p2""",
    """
      cites: ordning#p2
      outcome: answered  # så är det
      approves: fullmaktige
      decides: namnd""",
    """   # här
      outcome: answered
      # och här
      decides:
        namnd
      cites:
        -   ordning#p2""",
    """
      ? outcome
      : answered
      decides: namnd
      cites: [ordning#p2]""",
)
AMOUNTS = ("120000", "120 tkr", "200000")
COMMENTS = ("", "  # jo")
LESSON = """\
    training:
      title: Bänkarna
      question: Vem beslutar?
      level: basic
      themes: [inkop]
      discuss: {discuss}
"""


@st.composite
def scenario_texts(draw):
    """Return a scenario in one of many ways to write it."""
    expect = draw(st.sampled_from(EXPECT))
    lines = [
        f"    told: {draw(st.sampled_from(TOLD))}\n",
        "    municipality: provby\n",
        "    ask: {who: inkop}\n",
        f"    given: {{belopp: {draw(st.sampled_from(AMOUNTS))}}}\n",
        f"    expect: {expect}{draw(st.sampled_from(COMMENTS))}\n",
    ]
    if draw(st.booleans()):
        lines.append(LESSON.format(discuss=draw(st.sampled_from(DISCUSS))))
    text = ""
    for line in draw(st.permutations(lines)):
        text += line + draw(
            st.sampled_from(["", "", "", "\n", "    # mellan\n", "  \n"])
        )
    return text


@st.composite
def files(draw):
    """Return a file of scenarios that is read, with breaks of lines as people have."""
    cases = draw(st.lists(scenario_texts(), min_size=1, max_size=4))
    body = "".join(f"  - id: fall-{n}\n{case}" for n, case in enumerate(cases))
    text = f"# först\nscenarios:\n{body}# sist"
    text += draw(st.sampled_from(["", "\n", "\n\n", "\n..."]))
    kinds = draw(st.sampled_from([("\n",), ("\r\n",), ("\n", "\r\n")]))
    first, *lines = text.split("\n")
    breaks = [draw(st.sampled_from(kinds)) for _ in lines] if len(kinds) > 1 else None
    for n, line in enumerate(lines):
        first += (breaks[n] if breaks else kinds[0]) + line
    return (draw(st.sampled_from(["", "\ufeff"])) + first).encode()


def remaining(content, ids):
    """Return the lines of a file without what some scenarios expect and accepted."""
    text = content.decode().removeprefix("\ufeff")
    gone = []
    for item in extents(text).entry("scenarios")[1].items:
        if item.entry("id")[1].text in ids:
            pairs = [item.entry(key) for key in ("expect", "accepted")]
            gone += [(key.start, value.end) for key, value in filter(None, pairs)]
    for start, end in sorted(gone, reverse=True):
        text = text[:start] + text[end:]
    return [line for line in text.splitlines(keepends=True) if line.strip()]


@given(content=files())
def test_only_what_was_missed_changes_in_a_file(content, space):
    result = rewritten(content, space)
    for _, reason in result.left:
        assert reason.code in {"accept/comment-within", "accept/unreadable-then"}
    if not result.accepted:
        assert not result.files
        return
    before, after = result.files["fall.yaml"]
    assert before == content
    accepted = {replay.scenario.id for replay in result.accepted}
    assert remaining(after, accepted) == remaining(before, accepted)
    assert after.startswith(b"\xef\xbb\xbf") is before.startswith(b"\xef\xbb\xbf")
    if b"\n" not in before.replace(b"\r\n", b""):
        assert b"\n" not in after.replace(b"\r\n", b"")
    left = {replay.scenario.id for replay, _ in result.left}
    again = rewritten(after, space)
    assert {replay.scenario.id for replay, _ in again.left} == left
    assert not again.accepted


def misses(count):
    """Return a file in which so many scenarios miss."""
    case = (
        "  - id: fall-{n}\n    municipality: provby\n    told: Köp.\n"
        "    ask: {{who: inkop}}\n    given: {{belopp: 120000}}\n"
        "    expect: {{outcome: answered, decides: namnd, cites: [ordning#p2]}}\n"
    )
    body = "".join(case.format(n=n) for n in range(count))
    return f"scenarios:\n{body}".encode()


def test_the_work_grows_with_the_misses_and_not_with_their_square(space):
    assert_grows_in_step(lambda content: rewritten(content, space), misses, 20)


def test_one_that_cannot_be_rewritten_does_not_keep_the_others_back(space):
    case = "      ? outcome\n      : no_rule\n      cites: []\n"
    odd = (
        misses(9)
        .decode()
        .replace(
            "    expect: {outcome: answered, decides: namnd, cites: [ordning#p2]}\n",
            f"    expect:\n{case}",
            1,
        )
    )
    result = rewritten(odd.encode(), space)
    ((left, reason),) = result.left
    assert left.scenario.id == "fall-0"
    assert reason.code == "accept/unreadable-then"
    assert len(result.accepted) == 8
    assert case in result.files["fall.yaml"][1].decode()
