"""`comity serve`: what it starts the site with."""

import pytest
from click.testing import CliRunner

import comity
from comity.cli import cli
from comity.demo import sample_pages

uvicorn = pytest.importorskip("uvicorn", reason="pip install 'comity[web]'")
pytest.importorskip("fastapi", reason="pip install 'comity[web]'")


@pytest.fixture
def serve(tmp_path, monkeypatch):
    """Runs the command in a folder with a record, without a server; gives its settings."""
    monkeypatch.chdir(tmp_path)
    with comity.open("comity.db") as record:
        record.read(next(iter(sample_pages())))
    started = []
    monkeypatch.setattr(uvicorn, "run", lambda app, **options: started.append((app.library.settings, options)))

    def run(*arguments):
        result = CliRunner().invoke(cli, ["serve", *arguments], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return started[-1]

    return run


def test_the_house_is_that_of_the_configuration(serve, tmp_path):
    (tmp_path / "comity.toml").write_text('[write]\nenglish = "american"\nnames = {KAZ = "Qazaqstan"}\n')
    house = serve()[0].house
    assert (house.english, house.dates, house.names) == ("american", "american", {"KAZ": "Qazaqstan"})
    assert serve("--dates", "iso")[0].house.dates == "iso"


@pytest.mark.parametrize(("arguments", "limits"), [
    pytest.param([], (12_000, 120), id="usual"),
    pytest.param(["--rate", "50000"], (50_000, 500), id="behind a proxy"),
])  # fmt: skip
def test_the_rate_is_what_is_asked_for(arguments, limits, serve):
    given = serve(*arguments)[0].limits
    assert (given.requests, given.writes) == limits


def test_the_site_is_for_this_machine_alone_unless_told(serve):
    settings, options = serve("--host-name", "relations.example.org", "--port", "8123")
    assert options["host"] == "127.0.0.1"
    assert options["proxy_headers"] is False
    assert set(settings.hosts) == {"127.0.0.1:8123", "localhost:8123", "[::1]:8123", "relations.example.org"}
    assert [user.role for user in settings.users] == ["editor"]
    assert serve("--read-only")[0].users == ()
    assert not serve("--private")[0].is_public
