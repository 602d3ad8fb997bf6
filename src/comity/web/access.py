"""Who asks: a token in a header, or a session of a browser that gave one. What the one may do, and who may write."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Sequence

from starlette.requests import Request

from comity.web.protection import find_host
from comity.web.settings import Role, Settings, User

COOKIE = "comity_session"
MOST_SESSIONS = 1_000


class Refused(Exception):  # noqa: N818 - told as an answer
    """The request may not do that; `status` is 401 where a token would help, 403 where it does not."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class Access:
    """The users of a site and their sessions, which end with it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._sessions: OrderedDict[str, User] = OrderedDict()
        self._lock = threading.Lock()

    def find_user(self, request: Request) -> User | None:
        """Who asks; None where nobody is known."""
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        if kind.casefold() == "bearer":
            return self.settings.find_user(token.strip())
        return self._sessions.get(request.cookies.get(COOKIE, ""))

    def need(self, request: Request, role: Role) -> User:
        """The user, who has that role; raises Refused."""
        user = self.find_user(request)
        if not self.settings.users:
            raise Refused(403, "This site was started for reading only.")
        if user is None:
            raise Refused(401, "This needs a token: sign in with the one that was given when the site was started.")
        if not user.may(role):
            raise Refused(403, f"{user.name} is {user.role} here. This needs the role {role}.")
        if not is_of_program(request) and not is_of_own_page(request):
            raise Refused(403, "A page may only be written to from a page of this site.")
        return user

    def need_reader(self, request: Request) -> None:
        """Nothing; raises Refused where the pages are not public and nobody is known."""
        if not self.settings.is_public and self.find_user(request) is None:
            raise Refused(401, "This site is not public: sign in.")

    def sign_in(self, token: str) -> tuple[str, User]:
        """A new session of whose token it is; raises Refused."""
        user = self.settings.find_user(token)
        if user is None:
            raise Refused(401, "That token is nobody's here.")
        session = secrets.token_urlsafe(32)
        with self._lock:
            self._sessions[session] = user
            while len(self._sessions) > MOST_SESSIONS:
                self._sessions.popitem(last=False)
        return session, user

    def sign_out(self, request: Request) -> None:
        """End the session."""
        with self._lock:
            self._sessions.pop(request.cookies.get(COOKIE, ""), None)


def is_of_program(request: Request) -> bool:
    """Whether the token came in a header, which no page of elsewhere can set."""
    return request.headers.get("authorization", "").casefold().startswith("bearer ")


def is_of_own_page(request: Request) -> bool:
    """Whether a browser says that its own page of this site asks."""
    host = request.headers.get("host", "").casefold()
    return host != "" and find_host(request.headers.get("origin", "")) == host


def own_path(path: str, allowed: Sequence[str] = ("/",)) -> str:
    """A path within this site, to go on to; the first page for what is none.

    >>> own_path("/KAZ/TUR?on=2013-05-01"), own_path("//evil.example"), own_path("https://evil.example")
    ('/KAZ/TUR?on=2013-05-01', '/', '/')
    """
    plain = path.isprintable() and "\\" not in path
    return path if plain and path.startswith(tuple(allowed)) and not path.startswith("//") else "/"
