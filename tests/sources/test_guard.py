"""Addresses: every spelling of a place that is not public is refused, whatever the resolver says."""

from __future__ import annotations

import pytest

from comity.errors import SourceError
from comity.sources.guard import aim, is_public

PUBLIC = "93.184.215.14"
# Spellings of one and the same loopback address, and of addresses on closed networks of every sort.
SPELLINGS = (
    "127.0.0.1", "127.0.0.1.", "127.1", "127.0.1", "127.0.0.01", "127.000.000.001", "0177.0.0.1", "0177.1",
    "0x7f.0.0.1", "0x7f.1", "0x7f000001", "0X7F000001", "2130706433", "017700000001", "127.255.255.254",
    "%31%32%37.0.0.1", "①②⑦.⓪.⓪.①", "127。0。0。1", "127．0．0．1", "１２７.0.0.1", "0", "0.0.0.0", "00000000",
    "[::]", "[::1]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:7f00:0001]",
    "[::127.0.0.1]", "[::ffff:0:127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b::127.0.0.1]", "[64:ff9b:1::a00:1]",
    "[2002:7f00:1::]", "[2002:a00:1::1]", "[2001:0:7f00:1::]", "[2001::1]", "[2001:10::1]", "[2001:db8::1]",
    "[2606:4700::5efe:127.0.0.1]", "[2606:4700::200:5efe:10.0.0.1]", "[3fff::1]", "[100::1]", "[fe80::1]",
    "[fe80::1%25eth0]", "[fec0::1]", "[fc00::1]", "[fd12:3456::1]", "[ff02::1]", "[ff0e::1]", "[::1", "[v1.x]",
    "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.1.1", "192.168.0.1.", "169.254.169.254",
    "169.254.0.1", "100.64.0.1", "100.127.255.255", "192.0.0.1", "192.0.0.170", "192.0.2.1", "192.88.99.1",
    "198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
    "0xa9fea9fe", "2852039166", "1.2.3", "1.2.3.4.5", "256.1.1.1", "0x", "1.0x",
    "localhost", "LOCALHOST", "localhost.", "a.localhost", "router.local", "db.internal", "nas.lan", "x.home.arpa",
    "wiki.corp", "x.onion", "x.test", "x.example", "intranet", "metadata", "ⓛocalhost", "",
)  # fmt: skip
URLS = (
    "file:///etc/passwd", "ftp://ftp.un.org/x", "gopher://un.org/", "data://text/plain,x", "javascript://un.org/%0aalert",
    "https://user@un.org/", "https://user:word@un.org/", "https://un.org@127.0.0.1/", "https://un.org:22/",
    "https://un.org:25/", "https://un.org:0/", "https://un.org:99999/", "https://un.org:x/", "https://un.org\\@127.0.0.1/",
    "https://un.org/\r\nHost: x", "https://un.org/a b", "https:///etc", "https://", "https://un..org/", "https://-un.org/",
    "https://un.org\x00.evil/", "https://un.org/" + "a" * 3_000, "https://[::1]x/", "https://un_org/", "ws://un.org/",
)  # fmt: skip


def answer(*numbers):
    return lambda host: numbers


def test_there_are_more_than_sixty_spellings():
    assert len(set(SPELLINGS)) > 60


@pytest.mark.parametrize("host", SPELLINGS)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_spelling_is_refused_whatever_it_resolves_to(host, scheme):
    with pytest.raises(SourceError, match="(?s)not fetched.*public hosts.*Save the page"):
        aim(f"{scheme}://{host}/page", answer(PUBLIC))


@pytest.mark.parametrize("url", URLS)
def test_address_of_another_form_is_refused(url):
    with pytest.raises(SourceError, match="not fetched"):
        aim(url, answer(PUBLIC))


INSIDE = ("127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:10.0.0.1", "fe80::1%eth0", "2002:a00:1::", "x")


@pytest.mark.parametrize("number", INSIDE)
@pytest.mark.parametrize("before", [(), (PUBLIC,)], ids=["alone", "behind-a-public-one"])
def test_name_that_leads_inside_is_refused(number, before):
    with pytest.raises(SourceError, match="not on the public network"):
        aim("https://rebinding.un.org/", answer(*before, number))


def test_name_without_a_number_is_refused():
    with pytest.raises(SourceError, match="has no address"):
        aim("https://un.org/", answer())


@pytest.mark.parametrize(
    ("url", "parts"),
    [
        pytest.param("https://www.mfa.gov.tr/a?b=c#d", ("https", "www.mfa.gov.tr", 443, "/a?b=c"), id="usual"),
        pytest.param("HTTP://WWW.MFA.GOV.TR", ("http", "www.mfa.gov.tr", 80, "/"), id="capitals"),
        pytest.param("https://www.mfa.gov.tr./", ("https", "www.mfa.gov.tr", 443, "/"), id="final-stop"),
        pytest.param("http://mid.ru:8080/x", ("http", "mid.ru", 8080, "/x"), id="port"),
        pytest.param("https://мид.рф/о", ("https", "xn--d1ahl.xn--p1ai", 443, "/%D0%BE"), id="other-script"),
        pytest.param("https://8.8.8.8/", ("https", "8.8.8.8", 443, "/"), id="number"),
        pytest.param("https://[2606:4700::6810:84e5]/", ("https", "2606:4700::6810:84e5", 443, "/"), id="long-number"),
        pytest.param("https://un.org/a%20b", ("https", "un.org", 443, "/a%20b"), id="quoted-once"),
    ],
)
def test_public_address_is_aimed_at(url, parts):
    target = aim(url, answer(PUBLIC))
    assert (target.scheme, target.host, target.port, target.path) == parts
    assert target.number == (target.host if target.host[0].isdigit() else PUBLIC)


@pytest.mark.parametrize("number", ["8.8.8.8", "93.184.215.14", "2606:4700::6810:84e5", "2a00:1450:4001::1"])
def test_public_numbers_are_public(number):
    assert is_public(number)
