"""Where an answer is printed otherwise, `diff` tells of it."""

from dataclasses import replace

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from engine.answers.answer import Outcome
from engine.diff.differences import difference
from engine.diff.parts import rewordings
from engine.report.answers.text import answer_page
from engine.report.say import Say
from engine.report.wording import Wording
from engine.rulebook.model.texts import Text
from engine.space.space import Space
from tests.diff.test_differences import KINDS, covers, editions, question_of
from tests.support.random_rulebooks import questions
from tests.support.rulebooks import DAY
from tests.support.terminal import run
from tests.support.town import RULES, SOURCES, rule_text, write_town

NOTES = st.sampled_from([None, Text("Obs."), Text("Se upp.", "Beware."), Text("Obs.")])
SENTENCES = st.sampled_from([None, Text("Så är det."), Text("Så var det.")])


def worded(data, rules):
    """Return rules of which some have a note, and one perhaps another sentence."""
    says = data.draw(SENTENCES)
    at = data.draw(st.integers(0, 9))
    return tuple(
        replace(
            rule,
            note=data.draw(NOTES),
            says=says if says and number == at else rule.says,
        )
        for number, rule in enumerate(rules)
    )


def printed(jurisdiction, question, language):
    """Return the outcome of a question, and its answer as `mandat` prints it."""
    answer = Space(jurisdiction).ask(question)
    wording = Wording(jurisdiction, Say(language))
    return answer.outcome, answer_page(answer, question, wording, is_dated=False).text()


@given(data=st.data())
def test_an_answer_that_is_printed_otherwise_is_told(data):
    kind = data.draw(KINDS)
    old, new = data.draw(editions(kind))
    old, new = (replace(one, rules=worded(data, one.rules)) for one in (old, new))
    found = difference(old, new, DAY)
    asked = question_of(kind, data.draw(questions(kind)), DAY)
    language = data.draw(st.sampled_from(["sv", "en"]))
    (was, before), (is_, after) = (printed(e, asked, language) for e in (old, new))
    if before == after or was is is_ is Outcome.NO_RULE:
        event("printed alike")
        return
    event("printed otherwise")
    about = any(s.kind is kind and covers(s, asked) for s in found.subjects)
    event(f"about {about}")
    # the sentence of a rule stands in an answer that says what the rule yields to
    sentences = {
        text.before.in_language(language).rstrip(".")
        for text in rewordings(old, new)
        if text.part == "says" and text.id in found.names.reworded
    }
    assert (
        about or found.too_large or any(sentence in before for sentence in sentences)
    ), f"{before}\n{after}"


# remarks --------------------------------------------------------------------------

REMARKED = RULES.replace(
    "    decides: chef\n", "    decides: chef\n    note: Gäller inte konsulter.\n"
)
OTHERWISE = REMARKED.replace("inte konsulter", "inte jurister")
IN_ENGLISH = REMARKED.replace(
    "Gäller inte konsulter.", "{sv: Gäller inte konsulter., en: Not for consultants.}"
)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (RULES, REMARKED, "anmärkningen tillkommer: ”Gäller inte konsulter.”"),
        (REMARKED, RULES, "anmärkningen försvinner: ”Gäller inte konsulter.”"),
        (
            REMARKED,
            OTHERWISE,
            (
                "anmärkningen är en annan: ”Gäller inte konsulter.” → "
                "”Gäller inte jurister.”"
            ),
        ),
        (
            REMARKED,
            IN_ENGLISH,
            (
                "anmärkningen är en annan: ”Gäller inte konsulter.” → "
                "”Not for consultants.”"
            ),
        ),
    ],
)
def test_another_remark_is_told_with_the_questions_it_is_in(
    tmp_path, before, after, said
):
    old = write_town(tmp_path / "old", rules=before).rules
    new = write_town(tmp_path / "new", rules=after).rules
    text = " ".join(run("diff", old, new).stdout.split())
    assert "Inget svar ändras: 1 svar får en annan anmärkning." in text
    assert "Annan anmärkning • Inköp, belopp: högst 100 000 kr (Provby kommun)" in text
    assert said.rstrip(".") in text
    assert "utan verkan" not in text
    assert "Bara ny lydelse" not in text


def test_what_a_yielding_rule_says_is_part_of_what_is_told(tmp_path):
    above = rule_text("over", matter="inkop", decides="namnd", mandatory="yes")
    ranks = SOURCES.replace("rank: board", "rank: council").replace(
        "sources:\n", "sources:\n" + LOW
    )
    rulebooks = [
        "rules:\n" + above + rule_text("under", matter="inkop", cites="lag#p", **own)
        for own in (
            {"decides": "chef", "says": "Chefen köper."},
            {"decides": "rektor", "says": "Rektorn köper."},
        )
    ]
    old, new = (
        write_town(tmp_path / str(number), rules=rules, sources=ranks).rules
        for number, rules in enumerate(rulebooks)
    )
    text = " ".join(run("diff", old, new).stdout.split())
    assert "1 svar vilar på annan grund" in text
    assert "Rektorn köper" in text
    assert "utan verkan" not in text


LOW = """\
  lag:
    title: Rutin
    rank: guideline
    status: adopted
    passages:
      p: {section: "1", gist: Inköp.}
"""


@pytest.mark.parametrize(
    ("file", "edit", "said"),
    [
        ("pack", ("Provby kommun", "Provbyn"), "”Provby kommun” → ”Provbyn”"),
        ("sources", ("short: Ordningen", "short: Ordning"), "”Ordningen” → ”Ordning”"),
        ("sources", ('section: "1"', 'section: "1 a"'), "”1” → ”1 a”"),
        (
            "sources",
            ("status: adopted", "status: adopted\n    adopted: 2026-01-01"),
            "(adopted): inget → ”2026-01-01”",
        ),
        (
            "sources",
            ("status: adopted", "status: adopted\n    url: https://x.example/a"),
            "(url): inget → ”https://x.example/a”",
        ),
        ("vocabulary", ("sv: chefen", "sv: ledaren"), "”chefen” → ”ledaren”"),
        ("vocabulary", ("sv: inköp", "sv: köp"), "”inköp” → ”köp”"),
        ("rules", ("Chefen beslutar", "Chefen bestämmer"), "Chefen bestämmer"),
    ],
)
def test_a_text_that_answers_show_is_told_when_it_reads_otherwise(
    tmp_path, file, edit, said
):
    old, new = (write_town(tmp_path / name).rules for name in ("old", "new"))
    path = new / "provby" / f"{file}.yaml"
    path.write_text(path.read_text("utf-8").replace(*edit), "utf-8")
    done = run("diff", old, new)
    assert "bara ny lydelse" in done.stdout
    assert said in " ".join(done.stdout.split())


def test_an_order_that_is_printed_is_told(tmp_path):
    both = rule_text("sma", matter="inkop", decides="{any_of: [chef, rektor]}")
    others = both.replace("[chef, rektor]", "[rektor, chef]")
    old, new = (
        write_town(tmp_path / str(number), rules="rules:\n" + text).rules
        for number, text in enumerate((both, others))
    )
    text = " ".join(run("diff", old, new).stdout.split())
    assert "(roles): ”chef”, ”rektor” → ”rektor”, ”chef”" in text
