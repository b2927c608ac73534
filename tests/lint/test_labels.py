"""Labels that do not fit the sentences they stand in."""

import pytest

from tests.lint.packs import VOCABULARY, kinds, lay_out, line_of, linted, only


def laid_out(folder, before, after):
    assert before in VOCABULARY
    lay_out(folder, vocabulary=VOCABULARY.replace(before, after))


@pytest.mark.parametrize(
    "label",
    [
        "frågan är olämplig för närmaste chef",
        "förvaltningschefen har chefer under sig",
        "verksamheten följer inte besluten",
        "berör flera förvaltningar",
        "inom kommunledningsförvaltningen",
        "{sv: brådska, en: the matter is urgent}",
        "{sv: brådska, en: touches several administrations}",
        "{sv: brådska, en: within the department}",
    ],
)
def test_a_circumstance_that_is_called_by_a_clause_is_found(folder, label):
    laid_out(folder, "label: brådska", f"label: {label}")
    finding = only(linted(), "unfit_label")
    assert finding["severity"] == "info"
    assert finding["about"] == ["bradska"]
    assert line_of(finding).startswith("bradska:")
    assert "clause" in finding["remedy"]


@pytest.mark.parametrize(
    "label",
    [
        "en vice ordförande som kan tjänstgöra",
        "vem som har beslutat",
        "fullmäktiges beslut att beredningen får öppna mötet",
        "grund för att verkställa innan beslutet har fått laga kraft",
        "{sv: brådska, en: a question that the council can decide}",
        "{sv: brådska, en: reason to execute before the decision is final}",
        "{sv: brådska, en: who has decided}",
    ],
)
def test_a_noun_may_have_a_clause_of_its_own(folder, label):
    laid_out(folder, "label: brådska", f"label: {label}")
    assert kinds(linted()) == []


@pytest.mark.parametrize(
    "label", ["få beställa", "{sv: beställa, en: may order}", "kan beställa"]
)
def test_an_act_that_is_called_by_being_allowed_is_found(folder, label):
    laid_out(folder, "label: beställa", f"label: {label}")
    finding = only(linted(), "unfit_label")
    assert finding["about"] == ["bestalla"]
    assert "står två gånger" in finding["says"]
