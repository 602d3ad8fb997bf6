"""What a project sets for its checks: `comity.toml`, or the table `tool.comity` of `pyproject.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from comity.checking import CheckSettings, Silence
from comity.errors import ComityError
from comity.kinds.vocabulary import near
from comity.model import Severity

OWN, SHARED = "comity.toml", "pyproject.toml"
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

    def settings(
        self, *, select: Sequence[str] = (), ignore: Sequence[str] = (), severity: Severity | None = None
    ) -> CheckSettings:
        """The settings with what the command line says: `select` and `severity` go first, `ignore` is added."""
        return CheckSettings(
            tuple(select) or self.select, (*self.ignore, *ignore), self.severities, severity or self.severity or "note"
        )

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
    """The configuration of one file: its table `check`, in pyproject.toml `tool.comity.check`."""
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
    return make_configuration(path, form)


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
