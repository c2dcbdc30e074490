"""`manage.py demo`: the whole portal in one foreground program, with its first register imported by a real worker.

The embedded servers are started by manage.py, before Django reads its settings, and stop with this program.
"""

import hashlib
import os
import socket
import sys
import time
import urllib.error
import urllib.request
from argparse import ArgumentParser
from contextlib import ExitStack
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files import File
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import translation

from funding import tasks
from funding.choices import ImportState
from funding.fixture import FIRST_REGISTER
from funding.imports import pipeline
from funding.imports.models import Import
from funding.models import Source
from funding.releases import make_release, unreleased
from portal import programs
from portal.catalogue import compile_catalogue
from portal.site_check import check_site
from projects.models import Register

GROUPS = ("contributor", "reviewer", "publisher", "administrator")
PASSWORD = "deniers publics"  # noqa: S105  (the demo answers on this machine only)
STOPPED = (ImportState.REFUSED, ImportState.FAILED, ImportState.UNDONE)
# An import whose worker was killed is taken up again when its lease has run out, within three minutes.
PATIENCE = 300


class Command(BaseCommand):
    help = "Run the portal: servers, worker, first register, site. --check requests the main pages and ends."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="request the main pages, say what failed, and end")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with ExitStack() as stack, translation.override("en"):
                self.run(stack, options["check"])
        except KeyboardInterrupt:
            self.stdout.write("")
            self.say("everything is stopped")

    def run(self, stack: ExitStack, only_check: bool) -> None:
        started = time.monotonic()
        port = free_port(any_will_do=only_check)
        address = f"http://127.0.0.1:{port}"
        self.say("tables, words and static files")
        self.prepare()
        worker = programs.start(
            "worker", "celery", "-A", "portal", "--quiet", "worker", "--concurrency", "1", "--loglevel", "WARNING",
            "--without-gossip", "--without-mingle", "--beat",
        )  # fmt: skip
        stack.callback(worker.stop)
        # The first time this takes as long as the worker takes to begin. The site finds its static files when it begins.
        call_command("build_assets", stdout=StringIO())
        web = programs.start(
            "web", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
            "--blocking-threads", "4", "--log-level", "warning", "portal.wsgi:application",
        )  # fmt: skip
        stack.callback(web.stop)
        self.fill(worker)
        wait_for(address, web)
        took = f"after {time.monotonic() - started:.0f} s"
        if only_check:
            self.check_pages(address)
            self.say(f"the site stood {took}, and stops now")
        else:
            self.say(f"ready {took}. Ctrl-C stops everything.")
            self.say(f"{address}/ {how_to_sign_in(address)}")
            watch(web, worker)

    def say(self, line: str) -> None:
        self.stdout.write(f"{'demo':>8} │ {line}")
        self.stdout.flush()

    def prepare(self) -> None:
        """Tables, words and accounts: what the worker and the site need."""
        call_command("migrate", verbosity=0)
        compile_catalogue()
        if settings.EMBEDDED:
            for name in GROUPS:
                account(name)
            # The database was stopped until now: whoever worked on an import is gone.
            Import.objects.update(lease_until=None)

    def fill(self, worker: programs.Program) -> None:
        """The first register through the worker, then the invented one; a release of each where something is new."""
        call_command("open_register", str(FIRST_REGISTER), verbosity=0)
        self.import_first_register(worker)
        self.say("the invented register, « Registre d’exemple »")
        call_command("make_register", stdout=StringIO())
        for register in unreleased():
            made = make_release(register)
            if made:
                self.say(f"release {made.number} of « {register.name} »")

    def import_first_register(self, worker: programs.Program) -> None:
        """Hand the workbook to the worker, show its progress, and publish it; nothing where that was done before."""
        register = Register.objects.get(is_default=True)
        workbook = Path(settings.VAR_DIR) / "fixtures" / "registre-1.xlsx"
        call_command("build_fixture", str(workbook), stdout=StringIO())
        user = get_user_model().objects.filter(username="administrator").first()
        batch = earlier_import(register, workbook)
        if batch is None:
            with workbook.open("rb") as content:
                source = Source.objects.filter(register=register).order_by("pk").first()
                upload = File(content, name=workbook.name)
                batch = tasks.start_import(register, upload, user=user, source=source)
        elif batch.state == ImportState.COMMITTED:
            return self.say("the first register is there")
        else:
            tasks.enqueue(batch)
        self.follow(batch, (ImportState.REVIEW, ImportState.COMMITTED), worker)
        if batch.state == ImportState.REVIEW:
            tasks.request_commit(batch, user, create_new=True)
            self.follow(batch, (ImportState.COMMITTED,), worker)
        return None

    def follow(self, batch: Import, until: tuple[ImportState, ...], worker: programs.Program) -> None:
        """A progress bar drawn from the import's row in the database, until it reaches one of the states."""
        deadline, shown = time.monotonic() + PATIENCE, ""
        while time.monotonic() < deadline:
            batch.refresh_from_db()
            shown = self.draw(batch, shown)
            if batch.state in until:
                return self.stdout.write("") if sys.stdout.isatty() else None
            if batch.state in STOPPED:
                raise CommandError(f"The first register was not imported: {pipeline.refusal_message(batch)}")
            if worker.process.poll() is not None:
                raise CommandError("The worker ended by itself; its last lines above say why.")
            time.sleep(0.1)
        raise CommandError(f"The import did not reach « {until[0].label} » within {PATIENCE} seconds.")

    def draw(self, batch: Import, shown: str) -> str:
        """One line that is written over in a terminal, and one line a state elsewhere. Returns the state it shows."""
        part = 1 if batch.state == ImportState.COMMITTED else batch.done / max(batch.total, 1)
        bar = ("█" * round(part * 24)).ljust(24, "░")
        count = f"{batch.done}/{batch.total} " if batch.total else ""
        line = f"{'import':>8} │ {bar} {count}{batch.get_state_display()}"
        if sys.stdout.isatty():
            self.stdout.write(f"\r{line:<90}", ending="")
            self.stdout.flush()
        elif batch.state != shown:
            self.stdout.write(line)
            self.stdout.flush()
        return str(batch.state)

    def check_pages(self, address: str) -> None:
        """CommandError with each page that fails."""
        registers = ["" if register.is_default else f"r/{register.slug}/" for register in Register.objects.all()]
        asked, failures = check_site(address, registers)
        if failures:
            raise CommandError("\n  ".join([f"{len(failures)} of {asked} addresses fail:", *failures]))
        self.say(f"{asked} addresses answer: the main pages in French and English, and what they lead to")


def earlier_import(register: Register, workbook: Path) -> Import | None:
    """The import of this very workbook, where it is in the register or on its way."""
    sha256 = hashlib.sha256(workbook.read_bytes()).hexdigest()
    same = Import.objects.filter(register=register, sha256=sha256)
    return same.exclude(state__in=STOPPED).order_by("-pk").first()


def free_port(*, any_will_do: bool) -> int:
    """PORT, 8000 where it is not set (or any, where any will do); CommandError where another program has it."""
    given = os.environ.get("PORT", "").strip()
    if given and not (given.isdigit() and 0 < int(given) < 65536):
        raise CommandError(f"PORT is « {given} »: say a number from 1 to 65535.")
    port = int(given) if given else (0 if any_will_do else 8000)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as problem:
            advice = f"Choose another: PORT={port % 65535 + 1} make demo"
            raise CommandError(f"Port {port} can't be used ({problem.strerror}). {advice}") from None
        return int(probe.getsockname()[1])


def account(name: str) -> None:
    """A demo account in the group of the same name; the administrator may do everything."""
    user, new = get_user_model().objects.get_or_create(username=name)
    if new:
        user.set_password(PASSWORD)
        user.is_staff = user.is_superuser = name == "administrator"
        user.save()
        user.groups.set(Group.objects.filter(name=name))


def how_to_sign_in(address: str) -> str:
    """Where the staff signs in, and as whom."""
    with translation.override(settings.LANGUAGE_CODE):
        place = f"{address}{reverse('sign_in')}"
    if settings.EMBEDDED:
        return f"· staff: {place} as {', '.join(GROUPS[:-1])} or {GROUPS[-1]}, password « {PASSWORD} »"
    return f"· staff: {place} with an account of this database (manage.py createsuperuser makes one)"


def wait_for(address: str, web: programs.Program) -> None:
    """Return once the site says it is well."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and web.process.poll() is None:
        try:
            return urllib.request.urlopen(f"{address}/health", timeout=5).close()  # noqa: S310
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise CommandError("The site does not answer; the lines of « web » above say why.")


def watch(*running: programs.Program) -> None:
    """Return never; CommandError where one of the programs ends by itself."""
    while True:
        for program in running:
            if program.process.poll() is not None:
                raise CommandError(f"« {program.name} » ended by itself; the demo stops.")
        time.sleep(0.5)
