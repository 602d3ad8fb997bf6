"""What is installed is what stands in the folder."""

import re
import subprocess
import sys
import zipfile

import pytest


@pytest.fixture(scope="module")
def wheel(root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    with zipfile.ZipFile(path) as opened:
        yield opened


def test_every_file_of_the_package_is_in_the_wheel(wheel, root):
    source = root / "src"
    files = (path for path in (source / "comity").rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    assert {str(path.relative_to(source)) for path in files} <= set(wheel.namelist())


def test_licence_and_types_go_along(wheel):
    names = wheel.namelist()
    assert "comity/py.typed" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert any(name.endswith("licenses/NOTICE") for name in names)


@pytest.mark.parametrize("name", ["run.txt", "dev.txt"])
def test_locked_requirements_name_no_place_and_pin_every_hash(name, root):
    text = (root / "requirements" / name).read_text()
    assert not re.search(r"://|index-url|find-links|^-|/(?:work|root|home|tmp)\b", text, re.MULTILINE)
    pinned = re.findall(r"^[\w.-]+==\S+", text, re.MULTILINE)
    blocks = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert len(pinned) == len(blocks) > 10
    assert all("--hash=sha256:" in block for block in blocks)


def test_direct_dependencies_are_few(root):
    import tomllib

    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    assert len(project["dependencies"]) < 15
