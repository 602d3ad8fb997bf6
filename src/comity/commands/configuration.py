"""What a project sets for its checks and pages: `comity.toml`, or the table `tool.comity` of `pyproject.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from comity.checking import CheckSettings, Silence
from comity.commands.house_steps import DATES, ENGLISHES
from comity.errors import ComityError, UnknownNameError
from comity.kinds.vocabulary import near
from comity.model import Severity
from comity.names import find_state

if TYPE_CHECKING:
    from comity.model.when import Style
    from comity.writing import House
    from comity.writing.house import English

OWN, SHARED = "comity.toml", "pyproject.toml"
MANNERS = {"english": ENGLISHES, "dates": DATES}
KEYS = ("select", "ignore", "severity", "severities", "silence")
SILENCE_KEYS = ("finding", "why")
MIN_DIGITS = 8


@dataclass(frozen=True)
class Configuration:
    """The settings of a file; `silenced` are findings by id (or its first digits), each with its reason."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Severity | None = None
    severities: Mapping[str, Severity] = field(default_factory=dict)
    silenced: Mapping[str, str] = field(default_factory=dict)
    write: Mapping[str, Any] = field(default_factory=dict)

    def settings(
        self, *, select: Sequence[str] = (), ignore: Sequence[str] = (), severity: Severity | None = None
    ) -> CheckSettings:
        """The settings with what the command line says: `select` and `severity` go first, `ignore` is added."""
        return CheckSettings(
            tuple(select) or self.select, (*self.ignore, *ignore), self.severities, severity or self.severity or "note"
        )

    def house(self, *, english: English | None = None, dates: Style | None = None) -> House:
        """How pages are written; what the command line says goes first, and dates follow the English."""
        from comity.writing import House

        spelling: English = english or self.write.get("english", "british")
        chosen: Style = dates or (self.write.get("dates") if english is None else None) or spelling
        return House(spelling, chosen, dict(self.write.get("names", {})))

    @property
    def silences(self) -> tuple[Silence, ...]:
        """What the file silences."""
        return tuple(Silence(prefix, why) for prefix, why in self.silenced.items())


def read_configuration(path: Path | None = None) -> Configuration:
    """The configuration of a file; without one, of the working folder's; raises ComityError for what is none."""
    if path is not None:
        return read_file(path)
    found = next((Path(name) for name in (OWN, SHARED) if Path(name).is_file()), None)
    return Configuration() if found is None else read_file(found)


def read_file(path: Path) -> Configuration:
    """The configuration of one file: its tables `check` and `write`, in pyproject.toml below `tool.comity`."""
    try:
        whole = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ComityError(f"{path}: cannot be read: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise ComityError(f"{path}: is not TOML: {error}.") from error
    if path.name == SHARED:
        whole = whole.get("tool", {}).get("comity", {})
    form = whole.get("check", {})
    check_keys(path, "check", form, KEYS)
    return replace(make_configuration(path, form), write=read_manner(path, whole.get("write", {})))


def read_manner(path: Path, form: Mapping[str, Any]) -> Mapping[str, Any]:
    """The table `write`: the English, the dates, and names of the house by code or by any name of the state."""
    check_keys(path, "write", form, tuple(MANNERS) + ("names",))
    for key, allowed in MANNERS.items():
        if form.get(key, allowed[0]) not in allowed:
            raise ComityError(f"{path}: write: {key}: {form[key]!r} is none. Allowed: {', '.join(allowed)}.")
    names = form.get("names", {})
    if not isinstance(names, dict) or not all(isinstance(name, str) and name.strip() for name in names.values()):
        raise ComityError(f'{path}: write.names: {names!r} is no table of names. Write it as TUR = "Türkiye".')
    try:
        return {**form, "names": {str(find_state(code)): " ".join(name.split()) for code, name in names.items()}}
    except UnknownNameError as error:
        raise ComityError(f"{path}: write.names: {error}") from error


def make_configuration(path: Path, form: Mapping[str, Any]) -> Configuration:
    """The configuration of the table `check`."""
    lists = {key: form.get(key, []) for key in ("select", "ignore")}
    for key, codes in lists.items():
        if not isinstance(codes, list):
            raise ComityError(f'{path}: check: {key}: {codes!r} is no list. Write it as {key} = ["C504", "C2"].')
    made = Configuration(
        tuple(map(str, lists["select"])), tuple(map(str, lists["ignore"])), form.get("severity"),
        form.get("severities", {}), read_silenced(path, form.get("silence", [])),
    )  # fmt: skip
    try:
        made.settings()
    except ComityError as error:
        raise ComityError(f"{path}: check: {error}") from error
    return made


def read_silenced(path: Path, entries: object) -> dict[str, str]:
    """The findings that are silenced; each needs a reason."""
    if not isinstance(entries, list):
        raise ComityError(f"{path}: check: silence is a list: [[check.silence]] before each entry.")
    silenced = {}
    for entry in entries:
        check_keys(path, "check.silence", entry, SILENCE_KEYS)
        finding, why = str(entry.get("finding", "")), str(entry.get("why", ""))
        if len(finding) < MIN_DIGITS or not why.strip():
            raise ComityError(
                f"{path}: check.silence: finding {finding!r}, why {why!r}. An entry names a finding by {MIN_DIGITS} or "
                "more digits of its id ('comity check --format json' shows it) and says why it is silenced."
            )
        silenced[finding.casefold()] = why
    return silenced


def check_keys(path: Path, at: str, form: object, allowed: Sequence[str]) -> None:
    """Raises ComityError for a key that is none."""
    if not isinstance(form, dict):
        raise ComityError(f"{path}: {at}: {form!r} is no table. Keys: {', '.join(allowed)}.")
    for key in form:
        if key not in allowed:
            raise ComityError(
                f"{path}: {at}: {key!r} is not a key here.{near(key, allowed)} Allowed: {', '.join(allowed)}."
            )
