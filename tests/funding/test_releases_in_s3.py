"""Releases in S3-compatible storage, as production keeps them: written, verified, served and withdrawn from over the
protocol, with a server of it on this machine."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from django.core.files.storage import storages
from moto.server import ThreadedMotoServer

from funding import columnar
from funding.models import Release
from funding.release_store import ENGINE, files_in, local_folder, put, remove, store
from funding.releases import make_release, verify
from funding.withdrawals import withdraw
from portal.settings import releases_storage
from projects.models import Register
from tests import factories as make

pytestmark = pytest.mark.django_db

ACCOUNT = {"AWS_ACCESS_KEY_ID": "account", "AWS_SECRET_ACCESS_KEY": "its-secret", "AWS_DEFAULT_REGION": "us-east-1"}


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Iterator[Any]:
    """A bucket of a server on this machine, where the site keeps its releases."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {
        **ACCOUNT,
        "RELEASES_URL": "s3://editions/register",
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
    }.items():
        monkeypatch.setenv(name, value)
    made = boto3.resource("s3").create_bucket(Bucket="editions")
    settings.STORAGES = {**settings.STORAGES, "releases": releases_storage()}
    settings.VAR_DIR = tmp_path
    columnar.engines.clear()
    yield made
    # The server of the next test has the buckets of this one.
    made.objects.delete()
    made.delete()
    store().connection.meta.client.close()
    columnar.engines.clear()
    server.stop()


@pytest.fixture
def register(few_kinds: None) -> Register:
    register = make.register()
    ministry = make.ministry(register, "Ministère")
    make.seat(ministry, make.person(register, "Ada Zyxwv", key="ada"))
    make.award(register, "1000.50", payers=[ministry], title="Aide", key="a-1")
    return register


def names(bucket: Any) -> list[str]:
    return sorted(one.key for one in bucket.objects.all())


@pytest.mark.slow
def test_a_release_is_written_served_and_verified_from_a_bucket(bucket: Any, register: Register, client: Any) -> None:
    release = make_release(register)
    assert release and names(bucket) == sorted(f"register/{release.folder}/{name}" for name in release.stored)
    assert storages["releases"].exists(f"{release.folder}/SHA256SUMS") and not verify(release)
    said = b"".join(client.get("/en/releases/1/files/data/awards.csv").streaming_content)
    assert b"1000.50" in said and b"Aide" in said
    page = client.get("/en/releases/1/awards/")
    assert page.status_code == 200 and "Aide" in page.content.decode(), "its figures, from a copy of its tables"
    assert b"1000.50" in b"".join(client.get("/en/releases/1/awards.csv").streaming_content)
    assert b"1000.50" in b"".join(client.get("/en/awards.csv").streaming_content)
    copied = files_in(local_folder(release))
    assert copied and all(name.endswith((".parquet", ENGINE)) for name in copied)

    # A file that was touched in the bucket is found.
    bucket.put_object(Key=f"register/{release.folder}/data/awards.csv", Body=b"key\r\n")
    assert [line.split(":")[0] for line in verify(release)] == ["data/awards.csv"]
    bucket.delete_objects(Delete={"Objects": [{"Key": f"register/{release.folder}/data/awards.csv"}]})
    assert verify(release) == ["data/awards.csv: is not there"]


def test_files_are_put_opened_and_removed(bucket: Any, tmp_path: Path) -> None:
    (tmp_path / "new" / "data").mkdir(parents=True)
    for name in ("data/awards.csv", "SHA256SUMS"):
        (tmp_path / "new" / name).write_text(name)
    put(tmp_path / "new", "1/1")
    put(tmp_path / "new", "1/1")
    assert names(bucket) == ["register/1/1/SHA256SUMS", "register/1/1/data/awards.csv"], (
        "once, also after a run that was killed"
    )
    with store().open("1/1/data/awards.csv", "rb") as file:
        assert file.read() == b"data/awards.csv"
    remove("1/1", ["SHA256SUMS", "nothing"])
    assert names(bucket) == ["register/1/1/data/awards.csv"]


@pytest.mark.slow
def test_a_withdrawal_leaves_nothing_in_the_bucket(bucket: Any, register: Register, client: Any, settings: Any) -> None:
    assert b"Zyxwv" in b"".join(client.get("/en/people.csv").streaming_content) and make_release(register)
    assert client.get("/en/releases/1/people/ada/").status_code == 200
    withdraw(register, "person", "ada", "privacy")
    release = Release.objects.get()
    assert names(bucket) == sorted(f"register/{release.folder}/{name}" for name in release.stored)
    assert release.revision == 1 and not verify(release)
    assert not list((settings.VAR_DIR / "release-copies").glob("*/1")), "nor in the copy of this machine"
    for one in bucket.objects.all():
        assert b"Zyxwv" not in one.get()["Body"].read(), one.key
    assert client.get("/en/releases/1/people/ada/").status_code == 410
