"""Orders on their way to a document and back, with the words of the made-up town."""

from engine.exchange.kronor import Kronor
from engine.exchange.official_reading import read_official
from engine.exchange.order_differences import OrderSide
from engine.exchange.order_layout import Issue, official_document
from engine.exchange.order_plain import plain_order
from engine.exchange.order_text import canonical, order_of, text_of
from engine.exchange.order_words import OrderWords
from engine.rulebook.loading.folders import RulesFolder
from engine.rulebook.loading.shipped import shipped
from engine.rulebook.loading.written_orders import written_orders
from tests.support.shipped import shipped_mandat

TOWN = "orrhed"


class Press:
    """Publishes orders of the made-up town, and reads them back."""

    def __init__(self):
        jurisdiction = shipped_mandat().of(TOWN).jurisdiction
        self.drafts = written_orders(RulesFolder(shipped("rules")), TOWN)
        titles = {
            str(d.name): d.header.get("source").get("title").sv for d in self.drafts
        }
        self.words = OrderWords(jurisdiction.vocabulary, titles)
        self.amounts = jurisdiction.base_amounts

    def order(self, draft):
        return canonical(plain_order(draft), self.words)

    def side(self, draft):
        order = self.order(draft)
        return OrderSide(order, text_of(order, self.words))

    def issue(self, year=2026):
        return Issue(issuer="Prov", is_made_up=True, kronor=Kronor(year, self.amounts))

    def document(self, draft, changes=None, year=2026):
        return official_document(self.side(draft), self.issue(year), changes)

    def read(self, office):
        reading = read_official(office, self.words)
        return order_of(reading.text, self.words), reading
