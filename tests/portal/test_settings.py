"""The settings are loud on nonsense: each value that makes no sense stops the program with a sentence.

They are read in an interpreter of their own, as the site reads them.
"""

import gc
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from portal.memory import keep_loaded

BASE_DIR = Path(__file__).resolve().parent.parent.parent
REAL = {
    "DATABASE_URL": "postgresql://portal:secret@db.example.org:5432/portal?sslmode=require",
    "REDIS_URL": "redis://redis.example.org:6379/0",
    "SECRET_KEY": "k" * 50,
    "ALLOWED_HOSTS": "deniers.example.org",
}
KEPT = ("PATH", "LD_LIBRARY_PATH", "HOME", "PYTHONPATH", "LANG")


def read_settings(folder: Path, question: str = "", **given: str) -> subprocess.CompletedProcess[str]:
    """What reading the settings says, with only these variables set, or the answer to a question about them."""
    surroundings = {name: os.environ[name] for name in KEPT if name in os.environ} | {"VAR_DIR": str(folder)} | given
    program = f"from portal import settings\nprint({question or None!r} and ({question or None}))"
    command = [sys.executable, "-c", program]
    return subprocess.run(command, capture_output=True, text=True, cwd=BASE_DIR, env=surroundings, check=False)


NONSENSE = [
    ({"DEBUG": "maybe"}, "DEBUG is « maybe »: say 1 or 0."),
    ({"HTTPS": "yes please"}, "HTTPS is « yes please »: say 1 or 0."),
    ({"FOUR_EYES": "2"}, "FOUR_EYES is « 2 »: say 1 or 0."),
    ({"SECOND_FACTOR": "both"}, "SECOND_FACTOR is « both »: say 1 or 0."),
    ({"HTTPS": "1", "DEBUG": "1"}, "DEBUG and HTTPS are both on"),
    ({"DATABASE_URL": "mysql://a@b/c"}, "DATABASE_URL must begin with postgresql:// or postgres://."),
    ({"DATABASE_URL": "postgresql://a@b:port/c"}, "DATABASE_URL can't be read"),
    ({"DATABASE_URL": "postgresql://a@b"}, "DATABASE_URL names no database"),
    ({"REDIS_URL": "http://a"}, "REDIS_URL must begin with redis://"),
    ({"REDIS_URL": ""}, "REDIS_URL is missing"),
    ({"SECRET_KEY": ""}, "SECRET_KEY is missing"),
    ({"SECRET_KEY": "short"}, "SECRET_KEY is too short"),
    ({"ALLOWED_HOSTS": "https://deniers.example.org"}, "ALLOWED_HOSTS has names only"),
    ({"CSRF_TRUSTED_ORIGINS": "deniers.example.org"}, "CSRF_TRUSTED_ORIGINS has whole addresses"),
    ({"DATABASE_POOL": "0"}, "DATABASE_POOL is « 0 »: say a whole number, 1 or more."),
    ({"DATABASE_POOL": "many"}, "DATABASE_POOL is « many »"),
    ({"STATEMENT_LIMIT": "half a minute"}, "STATEMENT_LIMIT is « half a minute »: say a whole number, 0 or more."),
    ({"TRUSTED_PROXIES": "-1"}, "TRUSTED_PROXIES is « -1 »: say a whole number, 0 or more."),
    ({"UPLOAD_LIMIT": "50 MB"}, "UPLOAD_LIMIT is « 50 MB »"),
    ({"RELEASES_URL": "/srv/releases"}, "RELEASES_URL must begin with s3://"),
    ({"RELEASES_URL": "s3:///folder"}, "RELEASES_URL names no bucket"),
    ({"RELEASE_AFTER": "soon"}, "RELEASE_AFTER is « soon »"),
    ({"COLUMNAR": "never"}, "COLUMNAR is « never »: say 1 or 0."),
    ({"COLUMNAR_MEMORY": "much"}, "COLUMNAR_MEMORY is « much »: say 512MB or 2GB."),
    ({"VAR_DIR": str(BASE_DIR / "manage.py")}, "which is a file: say a folder."),
]
# Each environment in its turn, in one interpreter: what reading the settings says of it.
READ_EACH = """
import json, os, runpy, sys
from django.core.exceptions import ImproperlyConfigured
for given in json.load(sys.stdin):
    os.environ.clear()
    os.environ.update(given)
    try:
        runpy.run_path("portal/settings.py")
        print("read")
    except ImproperlyConfigured as problem:
        print(str(problem).splitlines()[-1])
"""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What is said of each nonsense, and last of an environment without any."""
    here = {name: os.environ[name] for name in KEPT if name in os.environ}
    here |= REAL | {"VAR_DIR": str(tmp_path_factory.mktemp("var"))}
    asked = json.dumps([here | given for given, _sentence in NONSENSE] + [here])
    command = [sys.executable, "-c", READ_EACH]
    done = subprocess.run(command, input=asked, capture_output=True, text=True, cwd=BASE_DIR, check=True)
    return done.stdout.splitlines()


@pytest.mark.parametrize(("place", "sentence"), [(at, sentence) for at, (_given, sentence) in enumerate(NONSENSE)])
def test_nonsense_stops_the_program_with_a_sentence(place: int, sentence: str, said: list[str]) -> None:
    assert sentence in said[place]


def test_sense_is_read(said: list[str]) -> None:
    assert said[len(NONSENSE) :] == ["read"]


def test_a_program_that_is_stopped_says_why_last(tmp_path: Path) -> None:
    done = read_settings(tmp_path, **(REAL | {"DEBUG": "maybe"}))
    assert done.returncode == 1
    last = done.stderr.strip().splitlines()[-1]
    assert last == "django.core.exceptions.ImproperlyConfigured: DEBUG is « maybe »: say 1 or 0."


def test_a_full_environment_is_read(tmp_path: Path) -> None:
    question = (
        "settings.DATABASES['default']['HOST'], settings.DATABASES['default']['OPTIONS']['sslmode'], "
        "settings.DATABASES['default']['OPTIONS']['pool']['max_size'], settings.CELERY_BROKER_URL, "
        "settings.ALLOWED_HOSTS, settings.EMBEDDED, settings.DEBUG, settings.SESSION_COOKIE_SECURE, "
        "settings.SITE_NAME['fr']"
    )
    done = read_settings(tmp_path, question, **REAL, DATABASE_POOL="3", HTTPS="on", SITE_NAME_FR="Argent")
    assert done.stdout.strip() == str(
        (
            "db.example.org", "require", 3, "redis://redis.example.org:6379/0", ["deniers.example.org"],
            False, False, True, "Argent",
        )
    ), done.stderr  # fmt: skip


def test_an_empty_variable_is_as_good_as_none(tmp_path: Path) -> None:
    """docker compose gives an empty text where .env says nothing."""
    empty = dict.fromkeys(("ALLOWED_HOSTS", "SITE_NAME_FR", "DEBUG", "UPLOAD_LIMIT", "DATABASE_URL", "STATIC_ROOT"), "")
    done = read_settings(tmp_path, "settings.ALLOWED_HOSTS[0], settings.SITE_NAME['fr'], settings.EMBEDDED", **empty)
    assert done.stdout.strip() == str(("127.0.0.1", "Deniers publics", True)), done.stderr


def test_the_demo_makes_a_secret_of_its_own_and_keeps_it(tmp_path: Path) -> None:
    first, again = (read_settings(tmp_path, "settings.SECRET_KEY").stdout for _ in range(2))
    assert first == again
    assert len(first.strip()) >= 50
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600
    assert read_settings(tmp_path / "other", "settings.SECRET_KEY").stdout != first


def test_uploads_are_private_and_static_files_are_not(tmp_path: Path) -> None:
    """The image makes static files as root, and the site, which is not root, serves them."""
    program = (
        "import os; os.umask(0o022)\n"
        "from django.core.files.base import ContentFile\n"
        "from django.core.files.storage import storages\n"
        "for name in ('staticfiles', 'default', 'releases'):\n"
        "    place = storages[name].path(storages[name].save('a/b.css', ContentFile(b'')))\n"
        "    print(name, *(oct(os.stat(found).st_mode & 0o777) for found in (place, os.path.dirname(place))))\n"
    )
    given = REAL | {"VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "portal.settings"}
    given |= {name: os.environ[name] for name in KEPT if name in os.environ}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, cwd=BASE_DIR, env=given, check=False)
    private = ["default 0o600 0o700", "releases 0o600 0o700"]
    assert done.stdout.splitlines() == ["staticfiles 0o644 0o755", *private], done.stderr


def test_work_is_given_to_another_worker_only_after_the_first_was_stopped(settings) -> None:
    assert settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"] > settings.CELERY_TASK_TIME_LIMIT
    assert settings.CELERY_TASK_TIME_LIMIT > settings.CELERY_TASK_SOFT_TIME_LIMIT


def test_production_passes_djangos_own_check(tmp_path: Path) -> None:
    surroundings = {name: os.environ[name] for name in KEPT if name in os.environ}
    key = "".join(chr(33 + (7 * number) % 90) for number in range(60))
    servers = {name: os.environ[name] for name in ("DATABASE_URL", "REDIS_URL")}
    folders = {"VAR_DIR": str(tmp_path), "ASSETS_DIR": str(tmp_path)}
    given = REAL | servers | folders | {"HTTPS": "1", "SECRET_KEY": key}
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=BASE_DIR, env=surroundings | given, check=False)
    assert done.returncode == 0, done.stderr


# What docker-compose.yml reads for itself and does not hand to the site.
OF_COMPOSE = {"POSTGRES_PASSWORD", "PORT"}


def variables_read() -> set[str]:
    """The environment variables that the settings read."""
    text = (BASE_DIR / "portal" / "settings.py").read_text()
    return set(re.findall(r"""(?:env_\w+|environ\.get)\(\s*"([A-Z_]+)\"""", text))


def test_production_sets_only_variables_that_the_settings_read() -> None:
    compose = yaml.safe_load((BASE_DIR / "docker-compose.yml").read_text())
    given = set(compose["x-portal"]["environment"])
    assert given <= variables_read()
    assert {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "ALLOWED_HOSTS"} <= given


def test_production_hands_on_every_variable_but_those_that_its_image_sets() -> None:
    compose = yaml.safe_load((BASE_DIR / "docker-compose.yml").read_text())
    of_the_image = {"VAR_DIR", "STATIC_ROOT", "ASSETS_DIR", "DEBUG", "EMBEDDED"}
    assert variables_read() - of_the_image == set(compose["x-portal"]["environment"])


def test_the_example_environment_has_what_production_asks_for() -> None:
    asked = set(re.findall(r"\$\{([A-Z_]+)", (BASE_DIR / "docker-compose.yml").read_text()))
    example = set(re.findall(r"^#? ?([A-Z_]+)=", (BASE_DIR / ".env.example").read_text(), re.MULTILINE))
    assert asked == example
    assert example <= variables_read() | OF_COMPOSE


def test_production_runs_every_program_with_a_health_check_and_without_root() -> None:
    compose = yaml.safe_load((BASE_DIR / "docker-compose.yml").read_text())
    services = compose["services"]
    assert set(services) == {"migrate", "web", "worker", "beat", "postgres", "valkey"}
    assert all("healthcheck" in service for name, service in services.items() if name != "migrate")
    assert all(services[name]["read_only"] for name in ("migrate", "web", "worker", "beat"))
    assert "builtin-locale=C.UTF-8" in services["postgres"]["environment"]["POSTGRES_INITDB_ARGS"]
    dockerfile = (BASE_DIR / "Dockerfile").read_text()
    assert re.search(r"^USER portal$", dockerfile, re.MULTILINE)


def test_the_image_has_no_secrets_of_the_one_who_builds_it() -> None:
    kept_out = (BASE_DIR / ".dockerignore").read_text().splitlines()
    assert {".env", ".git", "var"} <= set(kept_out)


def test_every_variable_is_explained_to_who_deploys() -> None:
    readme = (BASE_DIR / "README.md").read_text()
    missing = {name for name in variables_read() - {"EMBEDDED"} if f"`{name}`" not in readme}
    assert not missing


def test_what_a_server_loaded_is_not_looked_at_again() -> None:
    before = gc.get_threshold()
    try:
        keep_loaded()
        assert gc.get_freeze_count() > 10_000 and gc.get_threshold()[0] > before[0] / 2
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
