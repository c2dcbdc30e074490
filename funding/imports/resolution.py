"""What each name of an import means: the tiers of DESIGN § 5.4, in their order, and the bodies that are to be made.

In: an index of organizations, a name and the numbers beside it. Out: a Match: the body's key, or that it waits, and why.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from rapidfuzz import fuzz

from funding.choices import MentionTier
from funding.imports import names
from funding.imports.keys import EntityKeys
from funding.imports.likeness import Like, Likeness
from funding.imports.match import Match, in_code
from funding.imports.name_rules import Ruling, rule, veto
from funding.imports.name_words import LEGAL_FORMS
from funding.imports.organization_index import NEVER_BY_LIKENESS, Body, OrganizationIndex
from funding.imports.people import People

# Names of partners may be listed with commas.
PARTNERS = {"public_partner", "private_partner", "partner", "host"}
# Bodies proposed to a human, and from what likeness on one of them keeps a name from being taken for a new body.
PROPOSALS, CLOSE = 3, 82.0
# A number and a name that have this little in common are not the same body: someone wrote the number in a wrong row.
QUITE_ANOTHER = 40.0

Cell = tuple[str, str, tuple[tuple[str, str], ...]]


@dataclass
class Resolution:
    """All names of an import. `planned` are the bodies to be made, by key, with what is known of them."""

    index: OrganizationIndex
    keys: EntityKeys
    create_new: bool
    matches: dict[tuple[str, tuple[tuple[str, str], ...]], Match] = field(default_factory=dict)
    cells: dict[Cell, list[Match]] = field(default_factory=dict)
    planned: dict[str, Match] = field(default_factory=dict)
    # First and last fiscal year of the rows of a name; asked for only where former names have dates.
    years: dict[str, tuple[int, int]] = field(default_factory=dict)
    people: People = field(default_factory=People)

    def bodies(self, field_name: str, text: str | None, identifiers: dict[str, str]) -> list[Match]:
        """The names in a cell with what each means; a name that waits is in it, with an empty key."""
        if not text:
            return []
        numbers = tuple(sorted(identifiers.items())) if identifiers else ()
        cell = (field_name, text, numbers)
        found = self.cells.get(cell)
        if found is None:
            found = self.cells[cell] = self.read_cell(field_name, text, numbers)
        return found

    def read_cell(self, field_name: str, text: str, numbers: tuple[tuple[str, str], ...]) -> list[Match]:
        several = [text] if field_name == "name" else names.split_names(text, self.knows, field_name in PARTNERS)
        if len(several) > 1:
            numbers = ()
        if field_name == "lead":
            several = [name for name in several if self.is_body(name)]
        return [self.match(name, numbers) for name in several]

    def knows(self, name: str) -> bool:
        return self.index.knows(name) or bool(self.by_two_names(name))

    def is_body(self, name: str) -> bool:
        """A « responsable » may be a person, who is not an organization and is not published by this way."""
        last = names.fold(name).split()[-1:]
        return bool(self.index.knows(name) or names.kind_in_name(name) or set(last) & LEGAL_FORMS)

    def match(self, name: str, numbers: tuple[tuple[str, str], ...] = ()) -> Match:
        """What a name means, the same answer each time it is asked."""
        name = " ".join(name.split())
        found = self.matches.get((name, numbers))
        if found is None:
            found = self.matches[name, numbers] = self.find(name, dict(numbers))
        return found

    def find(self, name: str, numbers: dict[str, str]) -> Match:
        for attempt in (self.by_number, self.by_judgement, self.by_name):
            if match := attempt(name, numbers):
                return match
        return self.by_likeness(name, numbers)

    def by_number(self, name: str, numbers: dict[str, str]) -> Match | None:
        for scheme, value in numbers.items():
            key = self.index.numbers.get((scheme, value))
            if not key:
                continue
            body = self.index.bodies[key]
            alike = key in self.index.bearers(name) or fuzz.token_set_ratio(names.fold(name), names.fold(body.name))
            if alike is True or alike >= QUITE_ANOTHER or names.is_acronym(name):
                return Match(
                    name, numbers, MentionTier.IDENTIFIER, key, "identifier", {"scheme": scheme, "value": value}
                )
            candidates = [self.candidate(key, float(alike), "identifier", {"scheme": scheme, "value": value})]
            why = "identifier-and-name-differ"
            return Match(name, numbers, MentionTier.WAITING, "", why, {"name": body.name}, candidates)
        return None

    def by_judgement(self, name: str, numbers: dict[str, str]) -> Match | None:
        form = names.normal(name)
        if form in self.index.same:
            key, reason = self.index.same[form]
            return Match(name, numbers, MentionTier.HUMAN, key, "judgement" if reason else "human", {"reason": reason})
        if form in self.index.new:
            bearers = [key for key in self.index.bearers(name) if key in self.planned]
            return self.plan(name, numbers, "human", {}, bearers[0] if bearers else "")
        return None

    def by_name(self, name: str, numbers: dict[str, str]) -> Match | None:
        """Another name or the same name; several bodies, or another number beside it, wait for a human."""
        found: dict[str, str] = {}
        for spelling in (name, *names.other_orders(name), *(names.with_former(name) or ())):
            found = found or self.index.bearers(spelling)
        if not found and names.of_care(in_full := names.spelt_out(name)):
            # Of other bodies these spellings are found by likeness.
            found = self.index.bearers(in_full)
        if not found and (parts := names.parts_of(name)):
            found = self.by_both_forms(*parts)
        found = found or self.by_two_names(name)
        if not found:
            return None
        if len(found) > 1:
            found = self.borne_then(found, name) or found
        if len(found) > 1:
            candidates = [self.borne(key, claim, name) for key, claim in sorted(found.items())]
            return Match(name, numbers, MentionTier.WAITING, "", "several", {}, candidates)
        (key, claim), *_ = found.items()
        for scheme, value in numbers.items():
            other = self.index.bodies[key].identifiers.get(scheme, value)
            if other != value:
                candidates = [self.candidate(key, 100, "identifier-differs", {"value": other})]
                why = "identifier-differs"
                waiting = Match(name, numbers, MentionTier.WAITING, "", why, {"value": other}, candidates)
                return self.unmatched(waiting, certain=True)
        return self.linked(name, numbers, key, claim)

    def linked(self, name: str, numbers: dict[str, str], key: str, claim: str) -> Match:
        if key in self.planned:
            tier = MentionTier.NEW if self.may_make(key) else MentionTier.WAITING
            planned = self.planned[key]
            return Match(name, numbers, tier, planned.key, planned.why, planned.parameters)
        tier = MentionTier.ALIAS if claim in ("alias", "former") else MentionTier.EXACT
        return Match(name, numbers, tier, key, claim, self.period(key, claim, name))

    def period(self, key: str, claim: str, name: str) -> dict[str, str]:
        """From when to when a body had a former name, as parameters of the reason."""
        if claim != "former":
            return {}
        start, end = self.index.periods.get((names.normal(name), key), ("", ""))
        return {"from": start or "…", "to": end or "…"}

    def borne(self, key: str, claim: str, name: str) -> dict[str, Any]:
        return self.candidate(key, 100, claim, self.period(key, claim, name))

    def borne_then(self, found: dict[str, str], name: str) -> dict[str, str]:
        """Of several bodies that had the name at different times, the one that had it in all years of its rows."""
        years = self.years.get(name)
        if not years or "former" not in found.values():
            return {}
        form = names.normal(name)
        bearing = {key: self.index.periods.get((form, key), ("", "")) for key in found}
        return {key: found[key] for key, period in bearing.items() if covers(period, years)}

    def by_both_forms(self, long: str, short: str) -> dict[str, str]:
        """« Ministère de … (MEIE) »: the long form decides, and the other one must not say otherwise."""
        by_long, by_short = self.index.bearers(long), self.index.bearers(short)
        if not by_long or not (names.is_acronym(short) or by_short):
            return {}
        both = {key: claim for key, claim in by_long.items() if key in by_short}
        return both or ({**by_long, **by_short} if by_short else by_long)

    def by_two_names(self, name: str) -> dict[str, str]:
        """« CUSM/MUHC »: two names of one body, where each of them is borne by it alone."""
        found, others = (self.index.bearers(side) for side in names.two_names(name) or ("", ""))
        return found if len(found) == 1 and found.keys() == others.keys() else {}

    def by_likeness(self, name: str, numbers: dict[str, str]) -> Match:
        """What one of the rules of likeness says; never of care establishments; else the likeliest are proposed."""
        form, likely = names.normal(name), self.likely(name)
        ruling = self.ruling(name, form, likely)
        why, parameters = ruling.why, self.as_written(ruling.parameters)
        if ruling.key:
            body = self.index.bodies[ruling.key]
            if body.kind in NEVER_BY_LIKENESS or names.of_care(name):
                why, parameters = "care", {}
            elif not self.other_number(body, numbers):
                return Match(name, numbers, MentionTier.NEAR, body.key, why, parameters)
        waiting = Match(name, numbers, MentionTier.WAITING, "", why, parameters, self.proposals(likely, form))
        sure = any(one["score"] >= CLOSE and not one["veto"] for one in waiting.candidates)
        return self.unmatched(waiting, certain=not ruling.key and not sure)

    def ruling(self, name: str, form: str, likely: list[Like]) -> Ruling:
        """By the whole name, else by its long form where the acronym beside it does not say otherwise."""
        ruling = rule(form, likely, self.likeness)
        if not ruling.key and (parts := names.parts_of(name)):
            long, short = names.normal(parts[0]), self.index.bearers(parts[1])
            by_long = rule(long, self.likeness.like(long), self.likeness)
            if by_long.key and (by_long.key in short or (not short and names.is_acronym(parts[1]))):
                ruling = by_long
        if (form, ruling.key) in self.index.not_same:
            return Ruling("", "not-same")
        return ruling

    def other_number(self, body: Body, numbers: dict[str, str]) -> bool:
        return any(body.identifiers.get(scheme, value) != value for scheme, value in numbers.items())

    def likely(self, name: str) -> list[Like]:
        """The bodies with the likest names, the likeliest first, without those that people said it is not."""
        form = names.normal(name)
        return [like for like in self.likeness.like(form) if (form, like.key) not in self.index.not_same]

    def proposals(self, likely: list[Like], form: str) -> list[dict[str, Any]]:
        """The likeliest bodies with the name that is like, and the word that speaks against each."""
        found = []
        for like in likely[:PROPOSALS]:
            told = self.as_written({"score": round(like.ratio), "name": like.name})
            proposal = self.candidate(like.key, like.ratio, "close", told)
            if like.ratio >= CLOSE:
                proposal["veto"] = veto(form, like.name)
            found.append(proposal)
        return found

    def as_written(self, parameters: dict[str, Any]) -> dict[str, Any]:
        """The parameters of a reason with the known name as it was written, not in its normal form."""
        name = parameters.get("name")
        return parameters | {"name": self.index.spellings.get(name, name)} if name else parameters

    @cached_property
    def likeness(self) -> Likeness:
        """The names of the bodies of the register, by word, made once: also spellings that people decided on."""
        index = self.index
        known = [(form, key) for form, keys in index.names.items() for key in keys]
        decided = [(form, key) for form, (key, _reason) in index.same.items() if key not in index.names.get(form, ())]
        return Likeness((form, key) for form, key in known + decided if index.bodies[key].id is not None)

    def candidate(self, key: str, score: float, why: str, parameters: dict[str, Any] | None = None) -> dict[str, Any]:
        body = self.index.bodies[key]
        code = in_code(why, **(parameters or {}))
        return {
            "organization": body.id,
            "key": key,
            "name": body.name,
            "score": round(score, 1),
            "why": code,
            "veto": "",
        }

    def unmatched(self, waiting: Match, certain: bool) -> Match:
        """New where that is wanted and nothing speaks against it, else it waits for a human."""
        if not (self.create_new and certain):
            return waiting
        word = names.kind_in_name(waiting.name)
        why, parameters = ("new-by-word", {"word": word[2]}) if word else ("new", {})
        match = self.plan(waiting.name, waiting.identifiers, why, parameters)
        match.candidates = waiting.candidates
        return match

    def plan(self, name: str, numbers: dict[str, str], why: str, parameters: dict[str, Any], key: str = "") -> Match:
        """A body to be made; from now on its name leads to it."""
        key = key or self.keys.new(name)
        match = Match(name, numbers, MentionTier.NEW, key, why, parameters)
        if key not in self.planned:
            self.planned[key] = match
            word = names.kind_in_name(name)
            self.index.add_body(Body(key, name, word[0] if word else "other"))
            self.index.add_name(name, key, "exact")
            if parts := names.parts_of(name):
                self.index.add_name(parts[0], key, "exact")
                self.index.add_name(parts[1], key, "acronym")
            for scheme, value in numbers.items():
                self.index.add_number(scheme, value, key)
        return match

    def may_make(self, key: str) -> bool:
        return self.create_new or self.planned[key].why == "human"


def covers(period: tuple[str, str], years: tuple[int, int]) -> bool:
    """Are the years within a period of partial dates, of which either end may be open?"""
    start, end = period
    return (not start or int(start[:4]) <= years[0]) and (not end or years[1] <= int(end[:4]))
