"""Who people say they are, where no "jag" stands beside it.

Swedish keeps the indefinite form for what one is, and the definite for somebody known:
"ny rektor, får jag …" is said by the head, "rektorn, får jag ringa henne" of the head.
"""

import pytest

from engine.understanding.introductions import breaks_of, with_introduction
from engine.understanding.mentions import Roles
from engine.understanding.words import Stems, sentences, words
from tests.support.shipped import shipped_jurisdictions

STEMS = Stems()


def asker(text):
    """Return the role of the one who asks, None where the text does not tell."""
    here = shipped_jurisdictions()["kungsor"]
    said = sentences(text)
    tokens = [word for sentence in said for word in words(sentence)]
    breaks = []
    done = 0
    for sentence in said:
        breaks += [done + place for place in breaks_of(sentence)]
        done += len(words(sentence))
        breaks.append(done)
    mentions = Roles(here.vocabulary, STEMS).mentions(tokens)
    found = with_introduction(
        mentions, tokens, [place for place in breaks if 0 < place < done]
    )
    return next((mention.role for mention in found if mention.is_asker), None)


@pytest.mark.parametrize(
    "text",
    [
        "ny enhetschef, får jag anställa en vikarie",
        "Enhetschef på äldreboendet. Får jag säga upp någon?",
        "enhetschef får jag mejla en politiker",
        "får jag köpa in en ny bil, är enhetschef",
        "jobbar som enhetschef, kan jag skriva på",
        "hej! nyanställd enhetschef sedan två veckor, vem ska jag prata med",
        "Enhetschef i hemtjänsten - måste vi anmäla det här",
    ],
)
def test_who_introduces_himself_asks(text):
    assert asker(text) == "enhetschef"


@pytest.mark.parametrize(
    "text",
    [
        "enhetschefen på boendet, får jag ringa henne",
        "får jag ringa en enhetschef",
        "min syster är enhetschef, får jag anställa henne",
        "en enhetschef, en rektor och jag vill träffas",
        "enhetschef eller förvaltningschef, vem ska jag prata med",
        "vem anställer en enhetschef",
        "ny enhetschef ska anställas, får jag bestämma vem",
    ],
)
def test_who_is_only_spoken_of_does_not_ask(text):
    assert asker(text) is None


def test_who_said_so_before_is_not_asked_again():
    text = "jag är politiker, ny rektor på skolan, får jag ringa"

    assert asker(text) == "fortroendevald"
