"""Which addresses of the network may be asked: http and https, on public hosts, by whatever spelling.

In: the text of an address, and what its host resolves to. Out: a `Target` with the one number that is connected to,
so that a second look-up cannot lead elsewhere. Nothing here opens a connection; the resolver is passed in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import quote, urlsplit

from comity.errors import SourceError

Resolve = Callable[[str], Sequence[str]]
"""The numbers (as text) of a host's name."""

LONGEST = 2_000
PORTS = {"http": 80, "https": 443}
# Below these are mail, shells and file servers, which a page's address could be made to speak to.
LOWEST_OTHER_PORT = 1_024
HOST = re.compile(r"(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}", re.IGNORECASE)
# Names that stand for this machine or this network (RFC 6761, 6762, 7686, 8375; .internal by ICANN).
LOCAL = frozenset((
    "localhost", "local", "localdomain", "internal", "intranet", "lan", "home", "corp", "private", "onion", "test",
    "invalid", "example", "arpa", "alt",
))  # fmt: skip
# IANA's registries of special addresses; what is not reachable by all, and what holds another address within it.
CLOSED4 = tuple(map(ip_network, (
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
    "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
    "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
)))  # fmt: skip
OPEN6 = ip_network("2000::/3")
CLOSED6 = tuple(map(ip_network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "2620:4f:8000::/48")))
# The last 64 bits of ISATAP hold an address of the older kind (RFC 5214).
ISATAP = (0x00005EFE, 0x02005EFE)


@dataclass(frozen=True, slots=True)
class Target:
    """Where to connect: the address in its one form, and the number of its host that was checked."""

    url: str
    scheme: str
    host: str
    port: int
    path: str
    number: str

    @property
    def site(self) -> str:
        """Scheme, host and port: what one robots.txt speaks for."""
        return f"{self.scheme}://{self.authority}"

    @property
    def authority(self) -> str:
        """Host and port as they stand in an address; the usual port is left out."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def aim(url: str, resolve: Resolve) -> Target:
    """The target of an address; raises SourceError where it may not be asked."""
    scheme, host, port, path = split_url(url)
    numbers = [host] if is_number(host) else list(resolve(host))
    if not numbers:
        raise make_error(url, f"its host {host!r} has no address")
    for number in numbers:
        if not is_public(number):
            raise make_error(url, f"its host leads to {number}, which is not on the public network")
    target = Target("", scheme, host, port, path, numbers[0])
    return Target(f"{target.site}{path}", scheme, host, port, path, numbers[0])


def split_url(url: str) -> tuple[str, str, int, str]:
    """Scheme, host, port and path of an address that is well-formed and of the web; raises SourceError for others."""
    if len(url) > LONGEST:
        raise make_error(f"{url[:80]}…", f"it has {len(url):,} characters")
    if re.search(r"[\x00-\x20\x7f\\]", url):
        raise make_error(repr(url), "it has spaces, control characters or backslashes")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise make_error(url, f"it is not well-formed ({error})") from error
    if parts.scheme not in PORTS:
        raise make_error(url, f"its scheme is {parts.scheme!r}")
    if "@" in parts.netloc:
        raise make_error(url, "it has a user's name or password")
    if port is None:
        port = PORTS[parts.scheme]
    if port not in PORTS.values() and port < LOWEST_OTHER_PORT:
        raise make_error(url, f"its port is {port}")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/?%:@!$&'()*+,;=~-._[]")
    return parts.scheme, check_host(parts.hostname or "", url), port, f"{path}?{query}" if query else path


def check_host(host: str, url: str) -> str:
    """The host in its one form: a number written out, or a name of several labels that is not local."""
    if ":" in host or host.endswith("]"):
        return check_number(host, url)
    try:
        name = host.removesuffix(".").lower()
        name = name if name.isascii() else name.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise make_error(url, f"its host {host!r} is not a name") from error
    last = name.rpartition(".")[2]
    # As browsers do (WHATWG): a last label that is a number makes it an address, and only the usual form is one here.
    if re.fullmatch(r"\d+|0x[0-9a-f]*", last):
        return check_number(name, url)
    if HOST.fullmatch(name) is None:
        raise make_error(url, f"its host {host!r} is not a full name")
    if last in LOCAL or name.endswith(".home.arpa"):
        raise make_error(url, f"its host {host!r} is a name of this machine or network")
    return name


def check_number(host: str, url: str) -> str:
    """A host that is a number, in its one form; raises SourceError for other spellings and for what is not public."""
    try:
        number = ip_address(host)
    except ValueError as error:
        raise make_error(url, f"its host {host!r} is a number in an unusual spelling") from error
    if not is_public(str(number)):
        raise make_error(url, f"its host {host} is not on the public network")
    return str(number)


def is_number(host: str) -> bool:
    """Whether a host in its one form is a number."""
    return ":" in host or re.fullmatch(r"[\d.]+", host) is not None


def is_public(number: str) -> bool:
    """Whether an address is one that everyone can reach, and holds no other address within it.

    >>> is_public("8.8.8.8"), is_public("::ffff:127.0.0.1"), is_public("fe80::1%eth0")
    (True, False, False)
    """
    try:
        address = ip_address(number)
    except ValueError:
        return False
    if isinstance(address, IPv4Address):
        return address.is_global and not any(address in network for network in CLOSED4)
    return is_public6(address)


def is_public6(address: IPv6Address) -> bool:
    """As `is_public`, for addresses of 128 bits: only what is given out to the public, and no tunnels."""
    if address.scope_id or address not in OPEN6 or any(address in network for network in CLOSED6):
        return False
    return (int(address) >> 32) & 0xFFFFFFFF not in ISATAP and address.is_global


def make_error(url: str, found: str) -> SourceError:
    """The error for an address that is not asked."""
    return SourceError(
        f"{url}: this address is not fetched: {found}. Comity fetches http and https from public hosts. "
        f"Save the page yourself if you trust it, and name the file."
    )
