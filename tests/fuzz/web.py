"""Send the server what nobody would send it: `python -m tests.fuzz.web`.

Addresses of pages and of the API, bodies of AuthZEN, of decisions and of assistants are
made of words that the rules know, and changed by chance. Each is held to what the
server promises: a status that is documented and no fault of ours, no trace of a bug, no
place on this computer, no script, JSON that the description of the API allows, at most
five seconds of a processor.

Exit codes: 0 nothing found; 1 something found, with the request; 2 wrong usage.
"""

import asyncio
import collections
import json
import logging
import random
import sys
import time
from urllib.parse import quote_from_bytes, unquote

import click
import jsonschema

from engine.rulebook.loading.shipped import shipped
from engine.web.application import application
from engine.web.live import LiveRules, read_rules
from tests.fuzz.mutations import WORDS
from tests.support.terminal import ROOT

#: The first to ask for some things waits for what is kept from then on.
_MOST_SECONDS = 5
#: It is told after so many requests how it goes, and ended after so many findings.
_REPORTED, _MOST_FOUND = 10_000, 20
_STATUSES = {200, 202, 303, 307, 400, 401, 403, 404, 405, 406, 413, 414, 415, 503}
_PAGES = ("vem", "vag", "far", "roll", "post", "visa", "fraga", "ordning", "utbildning")
_CALLS = ("who", "route", "may", "show", "post", "ask", "rules", "check-decision")
_RESERVED = (
    *("lang", "dag", "som", "q", "om", "varfor", "varforinte", "javig", "kvitto"),
    *("svar", "fran", "till"),
)
_TOOLS = (
    *("who", "route", "may", "ask", "check_decision", "role", "order_row", "passage"),
    "xyzzy",
)
_JSON = (b"content-type", b"application/json")


class Words:
    """What the rules of a municipality name, to be asked about."""

    def __init__(self, municipality):
        known = municipality.jurisdiction
        words = known.vocabulary
        self.place = municipality.id or "lag"
        self.roles, self.matters = sorted(words.roles), sorted(words.matters)
        self.acts = sorted(words.acts)
        self.circumstances = sorted(words.circumstances)
        self.posts = sorted(known.posts)
        self.things = [*known.sources, *known.passages, *(r.id for r in known.rules)]
        self.everything = [
            *self.roles,
            *self.matters,
            *self.acts,
            *self.circumstances,
            *self.posts,
            *self.things,
        ]
        values = [v for c in words.circumstances.values() for v, _ in c.values]
        self.values = sorted({*values, "ja", "nej", "50 000", "3", "0,5", "2026-06-01"})


class Requests:
    """Makes requests by chance: most are nearly right, for these come far."""

    def __init__(self, places, seed):
        self._places = places
        self._chance = random.Random(seed)  # noqa: S311 - chance, not secrecy
        self._kinds = {
            self._page: 30,
            self._call: 30,
            self._evaluation: 15,
            self._decision: 8,
            self._assistant: 4,
            self._anything: 13,
        }

    def made(self):
        """Return a method, an address, headers and a body."""
        chance = self._chance
        (kind,) = chance.choices(list(self._kinds), list(self._kinds.values()))
        method, path, query, headers, body = kind(chance.choice(self._places))
        if chance.random() < 0.03:
            method = chance.choice(["HEAD", "PUT", "OPTIONS", "DELETE", "X", "POST"])
        if chance.random() < 0.05:
            headers = [*headers, (b"x-request-id", self._bytes(60))]
        if chance.random() < 0.02:
            headers = [(name, self._bytes(30)) for name, _ in headers]
        if body and chance.random() < 0.3:
            body = self._changed(body)
        target = path + (b"?" + query if query else b"")
        if chance.random() < 0.1:
            target = self._changed(target)
        return method, target[:20_000], headers, body[:2_000_000]

    def _changed(self, content):
        """Return a content with a part of it lost, said again or said otherwise."""
        chance = self._chance
        for _ in range(chance.randint(1, 4)):
            begin, end = sorted(chance.randint(0, len(content)) for _ in range(2))
            part = content[begin:end]
            part = chance.choice(
                [
                    b"",
                    part * 2,
                    part * 50,
                    self._bytes(8),
                    chance.choice(WORDS).encode("utf-8", "surrogatepass"),
                ]
            )
            content = (content[:begin] + part + content[end:])[:2_000_000]
        return content

    def _bytes(self, most):
        return self._chance.randbytes(self._chance.randint(0, most))

    def _word(self, known, words):
        """Return a name that is known, or nearly, or not at all."""
        chance = self._chance.random()
        if known and chance < 0.8:
            return self._chance.choice(known)
        if chance < 0.9:
            return self._chance.choice(words.everything)
        return self._chance.choice(WORDS)

    def _address(self, *parts):
        told = (part.encode("utf-8", "surrogatepass") for part in parts)
        return b"/" + b"/".join(quote_from_bytes(p, safe=b":").encode() for p in told)

    def _query(self, words):
        chance = self._chance
        pairs = []
        for _ in range(chance.choice([0, 0, 1, 1, 2, 3, 6])):
            if chance.random() < 0.5:
                name = self._word(words.circumstances, words)
                pairs.append((name, self._word(words.values, words)))
            else:
                name = chance.choice(_RESERVED)
                value = {
                    "lang": ["sv", "en", "de"],
                    "dag": ["2026-01-31", "2027-01-01", "1900-01-01", "9999-12-31"],
                    "som": words.roles,
                    "varforinte": words.roles,
                    "om": words.matters,
                    "javig": words.posts,
                    "svar": ["A", "B"],
                }.get(name, ["1", "får jag ringa rektorn", "2026-01-01"])
                pairs.append((name, self._word(value, words)))
        return b"&".join(
            self._address(name)[1:] + b"=" + self._address(value)[1:]
            for name, value in pairs
        )

    def _names(self, first, words):
        """Return what stands behind the first word of a path, as it may be."""
        match first:
            case "vem" | "who":
                return [self._word(words.matters, words)]
            case "vag" | "route":
                return [self._word(words.roles, words) for _ in range(2)]
            case "far" | "may":
                return [self._word(words.roles, words), self._word(words.acts, words)]
            case "roll":
                return [self._word(words.roles, words)]
            case "post":
                return [self._word(words.posts, words)]
            case "visa" | "show":
                return self._word(words.things, words).split("/")
            case "ordning":
                return [self._word(["ks", "sn", "kommunstyrelsen"], words)]
            case "utbildning":
                return self._word(["", "kungsor/x"], words).split("/")
            case _:
                return []

    def _page(self, words):
        first = self._chance.choice(_PAGES)
        path = self._address(words.place, first, *self._names(first, words))
        return "GET", path, self._query(words), [], b""

    def _call(self, words):
        first = self._chance.choice(_CALLS)
        parts = ["api", "v1", words.place, first, *self._names(first, words)]
        return "GET", self._address(*parts), self._query(words), [], b""

    def _value(self, words):
        return self._chance.choice(
            [
                *(None, True, False, 0, -1, 5e4, 10**30, 1.5, [], {}, [1], {"a": {}}),
                self._word(words.values, words),
                self._word([], words),
            ]
        )

    def _facts(self, words):
        names = [
            self._word(words.circumstances, words)
            for _ in range(self._chance.choice([0, 1, 1, 2, 4]))
        ]
        return {name: self._value(words) for name in names}

    def _evaluation(self, words):
        chance = self._chance
        kind = chance.choice(["role", "function", "employee", "committee", "post", "x"])
        who = words.posts if kind == "post" else words.roles
        verb = chance.choice(["decide", "approve", "contact", *words.acts[:3], ""])
        what = words.roles if verb == "contact" else words.matters
        body = {
            "subject": {
                "type": kind,
                "id": self._word(who, words),
                "properties": self._facts(words),
            },
            "action": {"name": verb, "properties": self._facts(words)},
            "resource": {
                "type": chance.choice(["matter-type", "matter", "role", "route", "x"]),
                "id": self._word(what, words),
                "properties": {
                    "municipality": self._word([words.place], words),
                    "matter_type": self._word(words.matters, words),
                    **self._facts(words),
                },
            },
            "context": {"time": self._word(["2026-06-01T10:00:00+01:00"], words)},
        }
        ends = ["evaluation"] * 8 + ["evaluations"] * 4 + ["search/action"] * 3
        ends += ["search/subject", "search/resource"]
        end = chance.choice(ends)
        if end == "evaluations":
            body["evaluations"] = [{}, {"action": self._value(words)}, {"resource": {}}]
            semantic = ["execute_all", "deny_on_first_deny", self._value(words)]
            body["options"] = {"evaluations_semantic": chance.choice(semantic)}
        if end.startswith("search"):
            body["page"] = {"limit": self._value(words), "token": self._value(words)}
            body["page"] = chance.choice([body["page"], {"limit": 2}, {}, None])
        for _ in range(chance.choice([0, 0, 0, 1, 2])):
            part = chance.choice(list(body))
            inner = body[part]
            if isinstance(inner, dict) and inner and chance.random() < 0.7:
                inner[chance.choice(list(inner))] = self._value(words)
            else:
                body[part] = self._value(words)
        tenant = [words.place] if chance.random() < 0.5 else []
        path = self._address(*tenant, "access", "v1", *end.split("/"))
        return "POST", path, b"", [_JSON], json.dumps(body).encode()

    def _decision(self, words):
        body = {
            "matter": self._word(words.matters, words),
            "delegationReference": self._word(["KS 2.1", "2.1", "SN 1.11"], words),
            "decidedBy": self._word(words.roles, words),
            "legalBasis": self._word(["KL 6 kap. 37 §"], words),
            "method": self._word(["manual", "automatic"], words),
            "date": self._word(["2026-06-01"], words),
            "facts": self._facts(words),
        }
        for _ in range(self._chance.choice([0, 1, 1, 2, 3])):
            part = self._chance.choice(list(body))
            body[part] = self._value(words)
        path = self._address("api", "v1", words.place, "check-decision")
        return "POST", path, self._query(words), [_JSON], json.dumps(body).encode()

    def _assistant(self, words):
        tool = self._chance.choice(_TOOLS)
        given = {
            "municipality": words.place,
            "matter": self._word(words.matters, words),
            "sender": self._word(words.roles, words),
            "receiver": self._word(words.roles, words),
            "actor": self._word(words.roles, words),
            "act": self._word(words.acts, words),
            "question": self._word(["får jag ringa rektorn"], words),
            "role": self._word(words.roles, words),
            "committee": self._word(["kommunstyrelsen"], words),
            "point": self._word(["2.1"], words),
            "passage": self._word(words.things, words),
            "decided_by": self._word(words.roles, words),
            "day": self._word(["2026-06-01"], words),
            "facts": self._facts(words),
            "language": self._word(["sv", "en"], words),
        }
        takes = {
            "who": ("matter", "facts"),
            "route": ("sender", "receiver", "facts"),
            "may": ("actor", "act", "facts"),
            "ask": ("question", "facts"),
            "check_decision": ("matter", "decided_by", "day", "facts"),
            "role": ("role", "day"),
            "order_row": ("committee", "point"),
            "passage": ("passage",),
        }.get(tool, tuple(given))
        arguments = {name: given[name] for name in ("municipality", *takes)}
        if self._chance.random() < 0.3:
            arguments[self._chance.choice(list(given))] = self._value(words)
        method = self._chance.choice(["tools/call"] * 8 + ["tools/list", "x", "ping"])
        body = {
            "jsonrpc": "2.0",
            "id": self._chance.choice([1, "a", 10**20, -1]),
            "method": method,
            "params": {"name": tool, "arguments": arguments},
        }
        headers = [_JSON, (b"accept", b"application/json, text/event-stream")]
        headers += self._chance.choice([[], [(b"origin", b"https://evil.example")]])
        return "POST", b"/mcp", b"", headers, json.dumps(body).encode()

    def _anything(self, words):
        chance = self._chance
        tops = ["", "om", "health", "openapi.json", "stil.css", "api", "mcp", "lag"]
        tops += [".well-known", "..", "%", words.place, words.place]
        parts = [chance.choice(tops)]
        parts += [
            chance.choice([*_PAGES, *_CALLS, *WORDS, *tops, "2017:725", "6", "38"])
            for _ in range(chance.randint(0, 4))
        ]
        path = self._address(*parts)
        if chance.random() < 0.2:
            path += quote_from_bytes(self._bytes(20), safe=b"/%").encode()
        method, headers, body = "GET", [], b""
        if chance.random() < 0.2:
            method, headers, body = "POST", [_JSON], self._bytes(200)
        return method, path, self._query(words), headers, body


class Bugs(logging.Handler):
    """Collects what is logged as a fault."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.told = []

    def emit(self, record):
        self.told.append(self.format(record))


class Answers:
    """Looks at answers for what no answer may be."""

    def __init__(self, description):
        components = {"components": description["components"]}
        self._schemas = {
            name: jsonschema.Draft202012Validator(
                {"$ref": f"#/components/schemas/{name}", **components}
            )
            for name in components["components"]["schemas"]
        }

    def wrong(self, path, status, headers, body, *, is_validated):
        """Return what is wrong with an answer, empty where nothing is."""
        text = body.decode("utf-8", "replace")
        kind = dict(headers).get(b"content-type", b"").decode()
        if status not in _STATUSES:
            return f"status {status}"
        if "Traceback (most recent" in text or 'File "' in text:
            return "a trace"
        if str(ROOT) in text or "site-packages" in text:
            return "a place on this computer"
        if kind.startswith("text/html") and "<script" in text.lower():
            return "a script"
        if b"content-security-policy" not in dict(headers):
            return "no policy"
        if any(b"\n" in value or b"\r" in value for _, value in headers):
            return "a header of two lines"
        if body and kind.startswith("application/json"):
            content = json.loads(text)
            return self._wrong_object(path, status, content) if is_validated else ""
        if kind.startswith("text/html") and status < 300 and "<h1" not in text and body:
            return "no heading"
        return ""

    def _wrong_object(self, path, status, content):
        parts = unquote(path).split("/")
        if len(parts) < 5 or parts[1:3] != ["api", "v1"]:
            return ""
        name = parts[4]
        names = {"who": "answer", "route": "answer", "may": "answer"}
        names |= {"check-decision": "decision-check"}
        name = names.get(name, name) if status == 200 else "error"
        if "receipt" in content:
            name = "receipt"
        if status != 200 and "error" not in content:
            return "no error"
        if name not in self._schemas:
            return ""
        errors = self._schemas[name].iter_errors(content)
        error = next(errors, None)
        return f"not as {name} says: {error.message[:200]}" if error else ""


async def _called(app, method, target, headers, body):
    raw, _, query = target.partition(b"?")
    raw = bytes(sign if 32 < sign < 127 else 95 for sign in raw)
    query = bytes(sign if 32 < sign < 127 else 95 for sign in query)
    if not raw.startswith(b"/"):
        raw = b"/" + raw
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote(raw.decode("ascii")),
        "raw_path": raw,
        "root_path": "",
        "query_string": query,
        "headers": [(b"host", b"localhost:8000"), *headers],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 8000),
        "state": {},
    }
    parts = [{"type": "http.request", "body": body, "more_body": False}]
    told = {"status": 0, "headers": [], "body": b""}

    async def receive():
        return parts.pop(0) if parts else {"type": "http.disconnect"}

    async def send(message):
        told.update({k: v for k, v in message.items() if k in {"status", "headers"}})
        told["body"] += message.get("body", b"")

    try:
        await app(scope, receive, send)
    except Exception as error:  # noqa: BLE001 - what the server would log
        told["raised"] = repr(error)
    return told


async def _run(number, seed, say):
    rules = shipped("rules")
    live = LiveRules(rules, lambda: read_rules(rules))
    app = application(live)
    mandat = live.edition.mandat
    heads = ["", *(head.id for head in mandat.municipalities)]
    requests = Requests([Words(mandat.of(head)) for head in heads], seed)
    bugs, statuses, findings = Bugs(), collections.Counter(), 0
    for name in ("mandat.web", "uvicorn"):
        logging.getLogger(name).addHandler(bugs)
    logging.getLogger("mcp").setLevel(logging.CRITICAL + 1)
    slowest = 0
    async with app.router.lifespan_context(app):
        given = await _called(app, "GET", b"/openapi.json", [], b"")
        answers = Answers(json.loads(given["body"]))
        for trial in range(number):
            request = requests.made()
            began = time.process_time()
            told = await _called(app, *request)
            took = time.process_time() - began
            slowest = max(slowest, took)
            statuses[told["status"]] += 1
            path = request[1].partition(b"?")[0].decode("latin-1")
            wrong = told.get("raised", "") or "; ".join(bugs.told)
            bugs.told.clear()
            wrong = wrong or answers.wrong(
                path,
                told["status"],
                told["headers"],
                told["body"],
                is_validated=trial % 10 == 0,
            )
            if took > _MOST_SECONDS:
                wrong = wrong or f"{took:.1f} seconds"
            if wrong:
                findings += 1
                say(
                    f"{trial}: {wrong}\n  {request!r:.1500}\n  {told['body'][:300]!r}\n"
                )
            if (trial + 1) % _REPORTED == 0:
                say(f"{trial + 1} requests, {findings} found")
            if findings >= _MOST_FOUND:
                break
    return statuses, findings, slowest


@click.command(help=__doc__)
@click.option("--requests", type=int, default=10_000, help="So many.")
@click.option("--seed", type=int, default=1, help="Chance.")
def main(requests, seed):
    """Send requests, print what they find and how they were answered."""

    def say(text):
        click.echo(text.encode("ascii", "backslashreplace").decode())

    statuses, findings, slowest = asyncio.run(_run(requests, seed, say))
    listed = ", ".join(
        f"{status}: {count}" for status, count in sorted(statuses.items())
    )
    click.echo(f"seed {seed}: {statuses.total()} requests ({listed})")
    click.echo(f"slowest {slowest:.1f} s of a processor")
    click.echo(f"{findings} found" if findings else "nothing found")
    sys.exit(1 if findings else 0)


if __name__ == "__main__":
    main(prog_name="python -m tests.fuzz.web")
