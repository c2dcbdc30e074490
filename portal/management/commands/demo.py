"""`manage.py demo`: the whole portal in one foreground program, with its first register imported by a real worker."""

import os
import socket
import sys
import time
import urllib.error
import urllib.request
from argparse import ArgumentParser
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files import File
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from funding import tasks
from funding.choices import ImportState
from funding.fixture import FIRST_REGISTER
from funding.imports import pipeline
from funding.models import Import, Release, Source
from portal import programs
from portal.catalogue import compile_catalogue
from projects.models import Register

GROUPS = ("contributor", "reviewer", "publisher", "administrator")
PASSWORD = "deniers publics"  # noqa: S105  (the embedded servers answer on this machine only)
PAGES = ("", "projects/", "organizations/", "awards/", "programmes/", "sources/", "questions/", "method/", "data/")
PATIENCE = 300


class Command(BaseCommand):
    help = "Run the portal: servers, worker, first register, site. --check requests the main pages and ends."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="request the main pages, say what failed, and end")

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        port = free_port()
        address = f"http://127.0.0.1:{port}"
        with ExitStack() as stack:
            self.prepare()
            web = programs.start(
                "web", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
                "--blocking-threads", "4", "--log-level", "warning", "portal.wsgi:application",
            )  # fmt: skip
            stack.callback(web.stop)
            worker = programs.start(
                "worker", "celery", "-A", "portal", "worker", "--beat", "--schedule", str(settings.VAR_DIR / "beat"),
                "--concurrency", "1", "--loglevel", "WARNING", "--without-gossip", "--without-mingle",
            )  # fmt: skip
            stack.callback(worker.stop)
            self.fill(worker)
            wait_for(address, web)
            if options["check"]:
                check(address)
                self.say(f"every main page answers, {time.monotonic() - started:.0f} s after the start")
                return
            self.say(f"ready after {time.monotonic() - started:.0f} s. Ctrl-C stops everything.")
            if settings.EMBEDDED:
                names = ", ".join(GROUPS)
                self.say(f"staff side: {address}/fr/staff/sign-in/ · account {names} · password « {PASSWORD} »")
            self.say(f"the portal: {address}/")
            watch(web, worker)

    def say(self, line: str) -> None:
        self.stdout.write(f"{'demo':>8} │ {line}")
        self.stdout.flush()

    def prepare(self) -> None:
        """Tables, words, static files and accounts: what the site needs before it answers."""
        self.say("tables, words and static files")
        call_command("migrate", verbosity=0)
        compile_catalogue()
        call_command("build_assets", verbosity=0)
        if settings.EMBEDDED:
            for name in GROUPS:
                account(name)

    def fill(self, worker: programs.Program) -> None:
        """The first register through the worker, then the invented one; a release of each where something is new."""
        call_command("open_register", str(FIRST_REGISTER), verbosity=0)
        self.import_first_register(worker)
        self.say("« Registre d'exemple » (invented)")
        call_command("make_register", verbosity=0)
        for register in Register.objects.all():
            before = Release.objects.filter(register=register).count()
            call_command("release", register=register.slug, verbosity=0)
            if Release.objects.filter(register=register).count() > before:
                self.say(f"a release of « {register.name} »")

    def import_first_register(self, worker: programs.Program) -> None:
        """Hand the workbook to the worker, show its progress, and publish it; nothing where that was done before."""
        register = Register.objects.get(is_default=True)
        if Import.objects.filter(register=register, state=ImportState.COMMITTED).exists():
            return self.say("the first register is there")
        workbook = Path(settings.VAR_DIR) / "fixtures" / "registre-1.xlsx"
        call_command("build_fixture", str(workbook), verbosity=0)
        user = get_user_model().objects.filter(username="administrator").first()
        with workbook.open("rb") as content:
            source = Source.objects.filter(register=register).first()
            batch = tasks.start_import(register, File(content, name=workbook.name), user=user, source=source)
        self.follow(batch, ImportState.REVIEW, worker)
        tasks.request_commit(batch, user, create_new=True)
        self.follow(batch, ImportState.COMMITTED, worker)
        return None

    def follow(self, batch: Import, until: ImportState, worker: programs.Program) -> None:
        """A progress bar drawn from the import's row in the database, until it reaches the state."""
        deadline, shown = time.monotonic() + PATIENCE, ""
        while time.monotonic() < deadline:
            batch.refresh_from_db()
            shown = self.draw(batch, shown)
            if batch.state == until:
                if sys.stdout.isatty():
                    self.stdout.write("")
                return
            if batch.state in (ImportState.REFUSED, ImportState.FAILED):
                raise CommandError(pipeline.refusal_message(batch))
            if worker.process.poll() is not None:
                raise CommandError("The worker ended; its last lines above say why.")
            time.sleep(0.1)
        raise CommandError(f"The import did not reach « {until.label} » within {PATIENCE} seconds.")

    def draw(self, batch: Import, shown: str) -> str:
        """One line that is written over in a terminal, and one line a step elsewhere."""
        part = batch.done / batch.total if batch.total else 0
        bar = ("█" * round(part * 24)).ljust(24, "░")
        line = f"{'import':>8} │ {bar} {batch.done:>5}/{batch.total} {batch.get_state_display()}"
        if sys.stdout.isatty():
            self.stdout.write(f"\r{line:<90}", ending="")
            self.stdout.flush()
        elif batch.state != shown:
            self.stdout.write(line)
        return str(batch.state)


def free_port() -> int:
    """PORT, 8000 where it is not set; CommandError where another program has it."""
    port = int(os.environ.get("PORT") or 8000)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise CommandError(f"Port {port} is taken. Choose another: PORT={port + 1} make demo") from None
    return port


def account(name: str) -> None:
    """A demo account in the group of the same name."""
    user, new = get_user_model().objects.get_or_create(username=name)
    if new:
        user.set_password(PASSWORD)
    user.is_staff = user.is_superuser = name == "administrator"
    user.save()
    user.groups.set(Group.objects.filter(name=name))


def wait_for(address: str, web: programs.Program) -> None:
    """Return once the site says it is well."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and web.process.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/health", timeout=5).close()  # noqa: S310
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise CommandError("The site does not answer; the lines of « web » above say why.")


def check(address: str) -> None:
    """Request the main pages in both languages; CommandError with each one that fails."""
    failed = []
    paths = [f"/{language}/{register}{page}" for language in ("fr", "en") for register in ("", "r/exemple/") for page in PAGES]
    for path in ["/", *paths]:
        try:
            with urllib.request.urlopen(address + path, timeout=20) as response:  # noqa: S310
                if "</html>" not in response.read().decode():
                    failed.append(f"{path}: the page is cut")
        except (urllib.error.URLError, OSError) as problem:
            failed.append(f"{path}: {problem}")
    if failed:
        raise CommandError("These pages fail:\n  " + "\n  ".join(failed))


def watch(*running: programs.Program) -> None:
    """Wait until Ctrl-C, or until one of the programs ends by itself."""
    try:
        while True:
            for program in running:
                if program.process.poll() is not None:
                    raise CommandError(f"« {program.name} » ended by itself; the demo stops.")
            time.sleep(0.5)
    except KeyboardInterrupt:
        sys.stdout.write("\n")
