"""What pages ask of a whole register, answered in the file of its release before anyone asks.

In: the file of a release with its tables, and the register. Out: in it, a table for each SELECT that the questions, the lists and
the first page (`projects.tally.beforehand`) send without a filter, named after the SELECT and its parameters: `columnar.run`
reads it where the same is asked again. They are the pages' own querysets, so what stands there is what would have been
computed; a withdrawal writes the file anew, and these with it.
"""

# ruff: noqa: S608  (the names are checksums, the SELECTs those of querysets)

import logging
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, QueryDict
from django.utils.translation import override

from funding.answers import Answer
from funding.columnar import ANSWERS, Answers, Rows, name_of
from funding.columnar_sql import plain
from funding.dashboards.catalogue import QUESTIONS
from funding.dashboards.page import ROWS_SHOWN
from funding.models import Award
from funding.release_engine import new_engine
from projects.kept import anew
from projects.models import Register
from projects.tally import Nobody, reads, tallied_by

log = logging.getLogger(__name__)
# Of fewer awards a question is answered within 0.2 s; to write the answers takes some seconds of any register.
FEWEST = 10_000


class Written(Answers):
    """Each SELECT is answered by the table that is made of it."""

    def rows(self, sql: str, params: list[Any]) -> Rows:
        given = [plain(value) for value in params]
        name = name_of(sql, given)
        self.engine.execute(f"CREATE TABLE IF NOT EXISTS {name} AS {sql}", given)
        return super().rows(f"SELECT * FROM {name}", [])


def write_answers(file: Path, register: Register) -> None:
    """The tables of answers. A page that cannot be asked is computed when someone asks for it; a short register's all are."""
    with new_engine(file) as engine:
        engine.execute(f"CREATE SCHEMA {ANSWERS}")
        [[awards]] = engine.execute(f"SELECT count(*) FROM {Award._meta.db_table}").fetchall()
        if awards < FEWEST:
            return
        # Who registers what is asked beforehand is imported by the addresses.
        import_module(settings.ROOT_URLCONF)
        with connection.execute_wrapper(Written(engine, strict=False)), tallied_by(Nobody()), anew():
            for name, ask in everything(register):
                try:
                    ask()
                except Exception:
                    log.exception("« %s » could not be answered beforehand", name)


def everything(register: Register) -> Iterator[tuple[str, Callable[[], Any]]]:
    """(name, what asks) of every page, in both languages: names stand in some of the SELECTs."""
    for language in ("fr", "en"):
        with override(language):
            for read in reads:
                yield read.__name__, partial(read, request_of(register), register)
            for answer in without_filter(register):
                yield answer.question.slug, partial(page_of, answer)


def request_of(register: Register) -> Any:
    """The address of a list with nothing after it."""
    request: Any = HttpRequest()
    request.register, request.registers, request.path = register, [register], "/"
    request.resolver_match = SimpleNamespace(url_name="")
    return request


def page_of(answer: Answer) -> Any:
    return answer.question.page(answer.put(Award.objects.public().of(answer.register), ROWS_SHOWN))


def without_filter(register: Register) -> Iterator[Answer]:
    """Every question under each choice of its switches."""
    for question in QUESTIONS.values():
        first = {switch.name: switch.choices[0][0] for switch in question.switches}
        others = [{**first, one.name: code} for one in question.switches for code, _label in one.choices[1:]]
        for views in (first, *others):
            yield Answer(question, register, QueryDict(), request_of(register), views)
