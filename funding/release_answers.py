"""What the questions ask of a whole register, answered in the file of its release before anyone asks.

In: the file of a release with its tables, and the register. Out: in it, a table for each SELECT that the pages of the questions
send without a filter, named after the SELECT and its parameters: `columnar.run` reads it where the same is asked again. They
are the questions' own querysets, so what stands there is what would have been computed; a withdrawal writes the file anew,
and these with it.
"""

# ruff: noqa: S608  (the names are checksums, the SELECTs those of querysets)

import logging
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.db import connection
from django.http import QueryDict
from django.utils.translation import override

from funding.answers import Answer
from funding.columnar import ANSWERS, Answers, Rows, name_of
from funding.columnar_sql import plain
from funding.dashboards.catalogue import QUESTIONS
from funding.dashboards.page import ROWS_SHOWN
from funding.models import Award
from funding.release_engine import new_engine
from projects.models import Register

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
    """The tables of answers. A question that cannot be asked is computed when someone asks it; a short register's all are."""
    with new_engine(file) as engine:
        engine.execute(f"CREATE SCHEMA {ANSWERS}")
        [[awards]] = engine.execute(f"SELECT count(*) FROM {Award._meta.db_table}").fetchall()
        if awards < FEWEST:
            return
        with connection.execute_wrapper(Written(engine, strict=True)):
            for answer in without_filter(register):
                try:
                    answer.question.page(answer.put(Award.objects.public().of(register), ROWS_SHOWN))
                except Exception:
                    log.exception("« %s » could not be answered beforehand", answer.question.slug)


def without_filter(register: Register) -> Iterator[Answer]:
    """Every question under each choice of its switches, in both languages: names stand in some of the SELECTs."""
    request: Any = SimpleNamespace(register=register)
    for language in ("fr", "en"):
        with override(language):
            for question in QUESTIONS.values():
                first = {switch.name: switch.choices[0][0] for switch in question.switches}
                others = [{**first, one.name: code} for one in question.switches for code, _label in one.choices[1:]]
                for views in (first, *others):
                    yield Answer(question, register, QueryDict(), request, views)
