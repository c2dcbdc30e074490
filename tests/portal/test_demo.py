"""`manage.py demo`, as a newcomer runs it: everything from nothing, then again, then stopped."""

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from django.core.management.base import CommandError

from portal.embedded import command_of, running, shared
from portal.management.commands import demo
from portal.site_check import LinkFinder, check_site, one_of_each_kind

BASE_DIR = Path(__file__).resolve().parent.parent.parent
SERVERS = ("DATABASE_URL", "REDIS_URL", "EMBEDDED", "SECRET_KEY", "PORT")


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A VAR_DIR of its own, as after a fresh clone."""
    with tempfile.TemporaryDirectory(prefix="portal-demo-") as name:
        Path(name).chmod(0o711)
        yield Path(name)


def manage(folder: Path, *words: str, **given: str) -> subprocess.Popen[str]:
    surroundings = {name: value for name, value in os.environ.items() if name not in SERVERS}
    return subprocess.Popen(
        [sys.executable, "manage.py", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=BASE_DIR,
        env=surroundings | {"VAR_DIR": str(folder)} | given,
    )


def said(process: subprocess.Popen[str], within: float) -> str:
    output, _nothing = process.communicate(timeout=within)
    return output


def children_of(pid: int) -> list[int]:
    """The processes that the process started, and those that they started."""
    found = []
    for place in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            if int(place.read_text().rpartition(")")[2].split()[1]) == pid:
                child = int(place.parent.name)
                found += [child, *children_of(child)]
    return found


def test_the_demo_from_nothing_shows_every_page(folder: Path) -> None:
    process = manage(folder, "demo", "--check")
    output = said(process, within=240)
    assert process.returncode == 0, output
    assert re.search(r"import │ █{24} .*Published", output), output
    assert re.search(r"demo │ release 1 of « .+ »", output), output
    assert re.search(r"demo │ \d+ addresses answer", output), output
    assert "ERROR" not in output
    assert "Traceback" not in output


@pytest.mark.slow
def test_the_second_time_imports_nothing_twice_and_ctrl_c_stops_everything(folder: Path) -> None:
    port = str(demo.free_port(any_will_do=True))
    process = manage(folder, "demo", PORT=port)
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line)
        if "staff:" in line:
            break
    assert not [line for line in lines if "import │" in line or "release" in line]
    assert f"http://127.0.0.1:{port}/" in lines[-1]
    assert "password « deniers publics »" in lines[-1]
    second = manage(folder, "demo")
    assert f"already runs here (process {process.pid})" in said(second, within=60)
    assert second.returncode == 1
    process.send_signal(signal.SIGINT)
    assert "everything is stopped" in said(process, within=60)
    assert process.returncode == 0
    assert running(folder / "embedded") is None
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", int(port)))


@pytest.mark.slow
def test_a_killed_demo_takes_everything_with_it(folder: Path) -> None:
    process = manage(folder, "demo", PORT=str(demo.free_port(any_will_do=True)))
    assert process.stdout is not None
    for line in process.stdout:
        if "staff:" in line:
            break
    children = children_of(process.pid)
    # The servers, the site, the worker, and the clock that the worker carries.
    assert len(children) >= 5
    process.kill()
    process.communicate()
    deadline = time.monotonic() + 30
    while any(command_of(pid) for pid in children) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not [command_of(pid) for pid in children if command_of(pid)]
    with shared(folder / "embedded") as found:
        assert found.pid == os.getpid()


@pytest.mark.parametrize("port", ["abc", "0", "70000", "-1"])
def test_a_port_that_is_none_is_refused(port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", port)
    with pytest.raises(CommandError, match=f"PORT is « {port} »"):
        demo.free_port(any_will_do=False)


def test_a_port_in_use_is_said_with_another_to_take(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        with pytest.raises(CommandError, match=f"Port {port} can't be used .* PORT={port + 1} make demo"):
            demo.free_port(any_will_do=True)


def test_links_are_read_with_what_a_page_is_made_of() -> None:
    finder = LinkFinder()
    finder.feed(
        '<html><link href="/a.css"><a href="/fr/">x</a><a>y</a><script src="b.js"></script><img src="c.png"></html>'
    )
    assert finder.links == ["/a.css", "/fr/", "b.js", "c.png"]
    assert finder.complete


def test_of_each_kind_of_page_one_is_asked() -> None:
    links = [
        f"http://site/{language}/{kind}/{n}/"
        for language in ("fr", "en")
        for kind in ("awards", "people")
        for n in "12"
    ]
    chosen = one_of_each_kind(
        [
            *links,
            "http://site/static/a.css",
            "http://site/fr/r/exemple/awards/1/",
            "http://site/fr/r/exemple/sources/2/",
        ]
    )
    assert chosen == [
        "http://site/static/a.css",
        "http://site/fr/awards/1/",
        "http://site/en/people/1/",
        "http://site/fr/r/exemple/sources/2/",
    ]


@pytest.mark.django_db
def test_a_page_that_fails_is_named(live_server) -> None:
    asked, failures = check_site(live_server.url, ["r/nowhere/"])
    assert asked == 18
    assert len(failures) == 18
    assert f"{live_server.url}/fr/r/nowhere/awards/: HTTP Error 404: Not Found" in failures
