"""Small words turn a question round, and what cannot be told is never answered.

Each kind was met by somebody who asked: what is expected comes from the guideline of
Kungsör, the orders of Orrhed and kommunallagen, and the questions are in other words
than those that were met.
"""

import datetime as dt

import pytest

from engine.answers.answer import Outcome
from engine.rulebook.model.conclusions import Function
from engine.rulebook.model.rules import RuleKind, Slot
from engine.understanding import Certainty, Misgiving
from tests.support.shipped import shipped_mandat, shipped_reader

DAY = dt.date(2026, 11, 22)
POLITICIANS = {"fortroendevald", "ledamot", "ordforande", "kommunalrad"}


def understood(text, municipality="", asker=""):
    return shipped_reader(municipality).understanding(text, DAY, asker)


def doubts(text, municipality=""):
    found = understood(text, municipality)
    assert found.reading is None, found.reading
    return {reservation.doubt for reservation in found.reservations}


# direction -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "sender", "receiver"),
    [
        ("får chefen ringa politikern", "chef", "fortroendevald"),
        ("får enhetschefen ringa en politiker", "enhetschef", "fortroendevald"),
        ("får rektorn kontaktas av en politiker", "fortroendevald", "rektor"),
        ("kan rektorn bli kontaktad av en ledamot", "ledamot", "rektor"),
        ("kan politikern ringas av enhetschefen", "enhetschef", "fortroendevald"),
        (
            "får jag bli ringd av en politiker om jag är rektor",
            "fortroendevald",
            "rektor",
        ),
        (
            "politikern hör av sig till mig, jag är enhetschef, får hon det",
            "fortroendevald",
            "enhetschef",
        ),
        (
            "är det okej att en politiker ringer mig som är rektor",
            "fortroendevald",
            "rektor",
        ),
        (
            "ordföranden ringde mig igår, jag är handläggare, får hon göra så",
            "ordforande",
            "handlaggare",
        ),
        ("rektorn vill prata med en politiker, får hon", "rektor", "fortroendevald"),
        ("rektorn ska jag som ledamot nå, hur gör jag", "ledamot", "rektor"),
        ("från rektor till politiker, vilken väg", "rektor", "fortroendevald"),
        ("kontakt från politiker till rektor", "fortroendevald", "rektor"),
    ],
)
def test_who_turns_to_whom_is_told_by_the_order_of_words(text, sender, receiver):
    (likeliest, *_) = understood(text, "kungsor").ranked

    assert likeliest.question.slot_of == {Slot.FROM: sender, Slot.TO: receiver}


@pytest.mark.parametrize(
    "text",
    [
        "vem ringer politikern",
        "vem får ringa till förvaltningschefen",
        "får jag som politiker ringa rektorn åt en förälder",
        "får handläggaren svara när politikern ringer",
        "får en politiker som blivit kontaktad av en lärare ringa rektorn",
        "får en politiker som rektorn ringt svara",
    ],
)
def test_where_it_is_not_told_who_turns_to_whom_nothing_is_answered(text):
    assert understood(text, "kungsor").reading is None


def test_whoever_is_reached_may_be_the_one_who_asks():
    """Without a role it is asked for, and `--as` is then who is reached."""
    text = "får en politiker ringa mig"
    untold = understood(text, "kungsor")
    told = understood(text, "kungsor", "rektor")

    assert untold.reading is None
    assert told.ranked[0].question.slot_of == {
        Slot.FROM: "fortroendevald",
        Slot.TO: "rektor",
    }


# person ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "municipality"),
    [
        ("får en polischef kontakta en politiker", "kungsor"),
        ("får partiordföranden ringa rektorn", "kungsor"),
        ("får en tidigare politiker ringa rektorn", "kungsor"),
        ("får en före detta ledamot delta i ärendet", ""),
        ("får en riksdagsledamot ställa en interpellation", ""),
        ("tjänstemannen är jävig, kan chefen ta över ärendet", ""),
        ("får en annan kommuns socialsekreterare bevilja försörjningsstöd", "orrhed"),
    ],
)
def test_another_person_than_the_rule_is_about_is_not_answered_for(text, municipality):
    assert Misgiving.PERSON in doubts(text, municipality)


def test_a_special_office_is_not_taken_for_the_members_it_is_one_of():
    """Kommunallagen 5:59: an interpellation is the council members' own."""
    for who in ("kommunalrådet", "en nämndordförande"):
        found = understood(f"Får {who} ställa en interpellation?")
        answer = shipped_mandat().of("").answer(found.reading.question).answer

        assert found.reading.question.slot_of[Slot.ACTOR] != "fullmaktigeledamot"
        assert answer.outcome is Outcome.DEPENDS


# negation --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "municipality"),
    [
        ("Får den som inte är kommunmedlem överklaga?", ""),
        ("får en icke-medlem överklaga kommunens beslut", ""),
        ("kan jag överklaga kommunens beslut fast jag inte bor i kommunen", ""),
        ("Vem får inte delegera?", ""),
        ("vem får ej överklaga", ""),
        ("vad får inte delegeras", ""),
        ("vem är inte jävig", ""),
        ("får en ledamot som ej deltagit reservera sig", ""),
        ("får jag som inte är politiker ringa rektorn", "kungsor"),
        ("politikern får int ringa rektorn va", "kungsor"),
        ("får en politiker som inte sitter i nämnden ringa rektorn", "kungsor"),
        ("vem beslutar inte om nämndmål", "linkoping"),
        ("vilka får inte sitta i ledningsforum", "linkoping"),
        ("får man inrätta ett forum utan kommundirektören", "linkoping"),
        ("vem får inte bevilja försörjningsstöd", "orrhed"),
        ("vem beslutar att inte bevilja bygglov", "orrhed"),
    ],
)
def test_what_is_denied_is_not_answered_as_if_it_were_not(text, municipality):
    assert Misgiving.NEGATION in doubts(text, municipality)


@pytest.mark.parametrize(
    "text",
    [
        "får en ojävig ledamot delta i ärendet",
        "är icke kommunmedlemmar berättigade att överklaga",
        "är det inte så att nämnden inte får delegera till en grupp",
        "får en ersättare väcka ärende om hon aldrig har tjänstgjort",
        "slipper nämnden ha sammanträde",
        "får ordföranden låta bli att kalla till sammanträde",
        "måste inte nämnden kalla till möte",
    ],
)
def test_nor_is_what_denies_in_other_ways(text):
    assert understood(text).reading is None


@pytest.mark.parametrize(
    ("text", "municipality", "given"),
    [
        ("får en ledamot som inte är jävig delta", "", ("jav", 0)),
        ("får en ersättare som inte tjänstgör rösta", "", ("tjanstgor", 0)),
        (
            "Får en ersättare reservera sig om hon inte tjänstgjort?",
            "",
            ("tjanstgor", 0),
        ),
        (
            "vem beslutar om bygglov som inte följer detaljplanen",
            "orrhed",
            ("inom-detaljplan", 0),
        ),
    ],
)
def test_a_denied_fact_that_a_rule_reads_is_given_as_denied(text, municipality, given):
    (likeliest, *_) = understood(text, municipality).ranked

    assert given in likeliest.question.given


def test_a_question_put_with_not_is_still_the_question():
    """ "Får inte rektorn …?" asks whether the head may."""
    found = understood("får inte en politiker ringa rektorn", "kungsor")

    assert found.reading.question.slot_of[Slot.FROM] == "fortroendevald"


# conditions and times --------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Får jag som bor i en annan kommun överklaga kommunens beslut?",
        "jag bor i grannkommunen, får jag överklaga beslutet",
        "får jag överklaga om jag äger en sommarstuga i kommunen men bor i stockholm",
        "får en person som är under 18 år lämna medborgarförslag",
        "får en ledamot som är gift med kommundirektören vara revisor",
        "får en ledamot som flyttat från kommunen sitta kvar",
    ],
)
def test_a_fact_that_decides_is_not_dropped(text):
    assert understood(text).reading is None


@pytest.mark.parametrize(
    ("text", "municipality"),
    [
        (
            "får jag som politiker ringa rektorn om förvaltningschefen är sjuk",
            "kungsor",
        ),
        ("får politikern, som är ledig, ringa rektorn", "kungsor"),
        ("vem beslutar om försörjningsstöd utöver normen", "orrhed"),
    ],
)
def test_a_condition_that_no_rule_reads_is_told_and_not_answered(text, municipality):
    assert Misgiving.CONDITION in doubts(text, municipality)


@pytest.mark.parametrize(
    ("text", "municipality"),
    [
        ("får politiker ringa rektorn från och med 2028", "kungsor"),
        ("fick politiker ringa rektorn direkt förra året", "kungsor"),
        ("vem får bevilja bygglov från och med 2028", "orrhed"),
        ("vem beviljade bygglov 2019", "orrhed"),
        ("får en ledamot delta på distans från 2027", ""),
    ],
)
def test_another_day_than_that_of_the_answer_is_told(text, municipality):
    assert Misgiving.TIME in doubts(text, municipality)


# what is asked and what is told ------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "kan en ledamot vara jävig",
        "undrar om en ledamot är jävig i ärendet",
        "är jag jävig om min bror söker bygglov",
        "hur vet man om handläggaren är jävig",
        "jag är gift med sökanden, är jag jävig då",
    ],
)
def test_what_is_asked_or_wondered_is_not_given(text):
    for reading in understood(text).ranked:
        assert "jav" not in dict(reading.question.given)


@pytest.mark.parametrize(
    "text",
    [
        "får handläggaren delta om hon är jävig",
        "får en handläggare som är jävig delta",
        "är handläggaren jävig får hon delta i ärendet",
    ],
)
def test_a_condition_and_what_is_said_of_somebody_are_given(text):
    (likeliest, *_) = understood(text).ranked

    assert likeliest.question.slot_of[Slot.ACTOR] == "handlaggare"
    assert dict(likeliest.question.given)["jav"] == 1


@pytest.mark.parametrize(
    ("text", "municipality"),
    [("är läget akut", "kungsor"), ("hur länge har man på sig att överklaga", "")],
)
def test_who_decides_does_not_answer_whether_or_how_long(text, municipality):
    assert Misgiving.KIND in doubts(text, municipality)


# spelled as it is spoken -------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "ja e politiker, får ja snacka me rektorn",
        "får ja som politiker ringa rektorn",
        "ja sitter i nämden, får ja ringa rektorn",
    ],
)
def test_what_is_spelled_as_it_is_spoken_is_read(text):
    (likeliest, *_) = understood(text, "kungsor").ranked

    assert likeliest.question.slot_of == {
        Slot.FROM: "fortroendevald",
        Slot.TO: "rektor",
    }


# what was met in use -----------------------------------------------------------------


MET = {
    "en granne frågade mig på gymmet om hemtjänsten, kan jag som politiker mejla "
    "enhetschefen om det": ("fortroendevald", "enhetschef"),
    "jag träffade en förälder i affären som klagade på skolmaten, får jag som ledamot "
    "ringa rektorn i morgon": ("ledamot", "rektor"),
    "jag är ledig idag men vill som politiker ringa enhetschefen på äldreboendet": (
        "fortroendevald",
        "enhetschef",
    ),
}


@pytest.mark.parametrize("text", MET)
def test_a_politician_goes_by_the_head_whatever_was_told_before(text):
    sender, receiver = MET[text]
    question = understood(text, "kungsor").ranked[0].question
    answer = shipped_mandat().of("kungsor").answer(question).answer

    assert question.slot_of == {Slot.FROM: sender, Slot.TO: receiver}
    assert "sammanhang" not in dict(question.given)
    assert answer.outcome is Outcome.ANSWERED


def test_who_signs_is_left_to_the_documents_of_the_municipality():
    question = understood("vem skriver på avtal för kommunen").reading.question
    answer = shipped_mandat().of("").answer(question).answer

    assert question.slot_of == {Slot.MATTER: "underteckna-for-kommunen"}
    assert answer.outcome is Outcome.ANSWERED
    assert all(not f.conclusion.party(Function.DECIDES) for f in answer.findings)


@pytest.mark.parametrize(
    ("text", "municipality", "kind", "subject"),
    [
        ("är handläggaren jävig i ärendet", "", RuleKind.CONDUCT, "delta-i-arende"),
        (
            "får kommunchefen fråga tidningen vem på skolan som har pratat med dem",
            "",
            RuleKind.CONDUCT,
            "efterforska-kalla",
        ),
        (
            "får två tjänstemän besluta tillsammans på delegation",
            "",
            RuleKind.CONDUCT,
            "delegera-utanfor-kretsen",
        ),
        ("hela nämnden är jävig vad gör man", "", RuleKind.DECISION, "javsfraga"),
    ],
)
def test_what_was_told_to_have_no_rule_is_answered_or_offered(
    text, municipality, kind, subject
):
    found = understood(text, municipality)
    offered = [r.question for r in found.ranked]

    assert any(q.kind is kind and subject in q.slot_of.values() for q in offered)


def test_nothing_is_answered_where_a_doubt_is_told():
    for text in ("vem får inte delegera", "får partiordföranden ringa rektorn"):
        found = understood(text, "kungsor")

        assert found.reservations
        assert found.certainty is not Certainty.SURE


# what is told besides --------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "får personalchefen avskeda en medarbetare",
        "Vem avskedar en medarbetare? Jag vill inte göra bort mig.",
        "vem avskedar en medarbetare, och vem för protokoll",
    ],
)
def test_what_leaves_the_answer_as_it_is_stops_no_answer(text):
    found = understood(text, "orrhed")

    assert dict(found.reading.question.slots) == {Slot.MATTER: "avskeda-medarbetare"}


def test_what_one_is_or_is_not_counts_in_another_sentence_too():
    found = understood("Jag bor inte i kommunen. Får jag överklaga beslutet?")

    assert found.reading is None
    assert Misgiving.NEGATION in {one.doubt for one in found.reservations}


def test_a_likely_reading_is_answered_with_a_reservation_and_is_not_settled():
    here = shipped_mandat().of("linkoping")
    told = here.understand("vem godkänner verksamhetsplanen och vem jobbar fram den")

    assert told.response is not None
    assert told.certainty is Certainty.UNSURE
    assert not told.is_settled
    assert told.alternatives
    assert told.to_text("sv").startswith("Jag är inte säker.")


@pytest.mark.parametrize(
    "text",
    [
        "vem har inte rätt att bevilja bygglov",
        "vem saknar rätt att bevilja bygglov",
        "vem är obehörig att bevilja bygglov",
    ],
)
def test_who_lacks_a_right_is_not_answered_by_who_has_it(text):
    assert understood(text, "orrhed").reading is None


# places, and what is only pointed at ----------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "vem ger bygglov i Köpings kommun",
        "vem beslutar om bygglov i Örebro kommun",
        "vem får ge bygglov i Stockholms stad",
    ],
)
def test_another_municipality_than_is_known_is_not_answered_for(text):
    found = understood(text, "orrhed")

    assert found.reading is None
    assert Misgiving.PLACE in {one.doubt for one in found.reservations}


@pytest.mark.parametrize(
    "text",
    [
        "vem ger bygglov i Orrheds kommun",
        "vem ger bygglov i vår kommun",
        "vem ger bygglov i en liten kommun",
        "vem ger bygglov i kommunen",
    ],
)
def test_ones_own_municipality_is_no_other_one(text):
    assert Misgiving.PLACE not in {
        one.doubt for one in understood(text, "orrhed").reservations
    }


@pytest.mark.parametrize(
    "text",
    [
        "kommunalrådet kräver att jag säger ja till en kompis ansökan, får han göra så",
        "vi är överens med facket om tio månadslöner, vem beslutar om en sån",
        "någon har fått för mycket försörjningsstöd, vem bestämmer det",
    ],
)
def test_what_is_only_pointed_at_is_never_sure(text):
    assert understood(text, "orrhed").certainty is not Certainty.SURE


def test_what_is_named_where_it_is_asked_may_be_sure():
    found = understood("det är bråttom, vem beslutar om bygglov", "orrhed")

    assert Misgiving.REFERENT not in {one.doubt for one in found.reservations}


@pytest.mark.parametrize("municipality", ["kungsor", "linkoping", "munkedal", ""])
@pytest.mark.parametrize(
    "text",
    [
        "får kommunchefen fråga tidningen vem på skolan som har pratat med dem",
        "får rektorn fråga journalisten vem av lärarna som har ringt",
    ],
)
def test_whoever_asks_who_has_talked_is_not_told_that_one_may_talk(text, municipality):
    """To search for a paper's source is forbidden (TF 3:5); to tell a paper is not."""
    reading = understood(text, municipality).reading

    assert (
        reading is None
        or dict(reading.question.slots)[Slot.DOES] == "efterforska-kalla"
    )
