"""What a site is told at its start: the record, who may write, which hosts it answers to, and its limits."""

from __future__ import annotations

import hashlib
import hmac
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from comity.errors import ComityError
from comity.intake import make_fetch
from comity.sources import Fetch
from comity.writing import House
from comity.writing.house import PLAIN

Role = Literal["reader", "contributor", "editor"]
ROLES: tuple[Role, ...] = ("reader", "contributor", "editor")
LOCAL_NAMES = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True)
class User:
    """Someone with a token, of which only the SHA-256 (hex) is known.

    A reader sees the pages where these are not public; a contributor also adds sources; an editor also decides.
    """

    name: str
    role: Role
    token_sha256: str

    def has_token(self, token: str) -> bool:
        """Whether the token is this user's."""
        return hmac.compare_digest(hash_token(token), self.token_sha256)

    def may(self, role: Role) -> bool:
        """Whether the user has that role or one that includes it."""
        return ROLES.index(self.role) >= ROLES.index(role)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may cost. Of requests and of writing: so many a minute from one address."""

    body_bytes: int = 32 << 20
    form_bytes: int = 256 << 10
    seconds: float = 20.0
    reading_seconds: float = 120.0
    rows: int = 10_000
    requests: int = 12_000
    writes: int = 120
    at_work: int = 256
    cache_bytes: int = 64 << 20


@dataclass(frozen=True)
class Settings:
    """One site. `hosts` are the names (with port) that it answers to, `house` is the manner in which it writes."""

    record: str
    kinds: tuple[Path, ...] = ()
    users: tuple[User, ...] = ()
    is_public: bool = True
    hosts: tuple[str, ...] = ("127.0.0.1:8000", "localhost:8000")
    limits: Limits = field(default_factory=Limits)
    house: House = PLAIN
    today: Callable[[], date] = date.today
    fetch: Callable[[date], Fetch] = make_fetch

    def find_user(self, token: str) -> User | None:
        """Whose token it is; None where nobody's."""
        return next((user for user in self.users if user.has_token(token)), None)


def hash_token(token: str) -> str:
    """The SHA-256 (hex) of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def name_hosts(host: str, port: int, more: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The values of the header Host that a site at that address has.

    >>> name_hosts("127.0.0.1", 8000)
    ('127.0.0.1:8000', 'localhost:8000', '[::1]:8000')
    """
    own = LOCAL_NAMES if host in ("127.0.0.1", "localhost", "::1", "0.0.0.0", "::") else (host,)
    named = [f"{name}:{port}" for name in own]
    return tuple(dict.fromkeys([*named, *more]))


def load_users(path: Path) -> tuple[User, ...]:
    """The users of a TOML file: a table `[users.NAME]` with `role` and `token_sha256` each; raises ComityError."""
    try:
        form = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ComityError(f"{path}: is not TOML: {error}. Write a table [users.NAME] for each user.") from error
    tables = form.get("users")
    if not isinstance(tables, dict) or not tables:
        raise ComityError(f"{path}: has no users. Write a table [users.NAME] with role and token_sha256 for each.")
    return tuple(make_user(path, name, table) for name, table in tables.items())


def make_user(path: Path, name: str, table: object) -> User:
    """One user; raises ComityError for another role or what is no hash."""
    entry = table if isinstance(table, dict) else {}
    role = next((known for known in ROLES if known == entry.get("role")), None)
    if role is None:
        raise ComityError(f"{path}: users.{name}: role is {entry.get('role')!r}. Roles: {', '.join(ROLES)}.")
    digest = str(entry.get("token_sha256", "")).casefold()
    if len(digest) != 64 or set(digest) - set("0123456789abcdef"):
        raise ComityError(
            f"{path}: users.{name}: token_sha256 must be the SHA-256 of the token, 64 hexadecimal digits. "
            "Make it with: printf %s TOKEN | sha256sum"
        )
    return User(name, role, digest)
