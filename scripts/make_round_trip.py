"""Makes the files of tests/sources/round_trip from its page.html with the programs that people use.

    python scripts/make_round_trip.py

Needs pandoc, LibreOffice (soffice), wget and chromium; each makes its files where it is installed. The wiki's dump is
what MediaWiki's export writes, around pandoc's wikitext.
"""

from __future__ import annotations

import base64
import functools
import http.server
import shutil
import subprocess
import tempfile
import threading
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).parent.parent / "tests" / "sources" / "round_trip"
PAGE = ROOT / "page.html"
PANDOC = {
    "txt": "plain", "docx": "docx", "odt": "odt", "md": "gfm", "wiki": "mediawiki", "tei.xml": "tei", "html": "html5",
}  # fmt: skip
CHROMIUM = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage"
).split()
DUMP = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en">
  <siteinfo><sitename>Almanac</sitename><dbname>almanac</dbname><base>https://wiki.example.org/wiki/Main_Page</base>
    <namespaces><namespace key="0" case="first-letter" /></namespaces></siteinfo>
  <page><title>Relations between Kenya and Norway</title><ns>0</ns><id>7</id>
    <revision><id>70</id><timestamp>2015-02-01T10:00:00Z</timestamp><contributor><username>Editor</username><id>1</id>
      </contributor><model>wikitext</model><format>text/x-wiki</format>
      <text bytes="{size}" xml:space="preserve">{text}</text></revision></page>
</mediawiki>
"""


def run(*arguments: str | Path, cwd: Path = ROOT) -> None:
    subprocess.run([str(one) for one in arguments], cwd=cwd, check=True, timeout=120, stdout=subprocess.DEVNULL)


def make_with_pandoc() -> None:
    for suffix, form in PANDOC.items():
        run("pandoc", "--standalone", "--wrap=none", "-f", "html", "-t", form, PAGE, "-o", ROOT / f"pandoc.{suffix}")
    text = (ROOT / "pandoc.wiki").read_text()
    (ROOT / "dump.xml").write_text(DUMP.format(size=len(text.encode()), text=escape(text)))


def make_with_libreoffice() -> None:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(ROOT / "pandoc.docx", Path(folder) / "libreoffice.docx")
        run("soffice", "--headless", "--convert-to", "odt", "libreoffice.docx", cwd=Path(folder))
        for form in ("docx:MS Word 2007 XML", "pdf", "html:HTML (StarWriter)"):
            run("soffice", "--headless", "--convert-to", form, "--outdir", ROOT, Path(folder) / "libreoffice.odt")
        shutil.copy(Path(folder) / "libreoffice.odt", ROOT)


def make_with_wget(address: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        run("wget", "-q", "--tries=1", "--warc-file=wget", f"{address}/page.html", cwd=Path(folder))
        shutil.copy(Path(folder) / "wget.warc.gz", ROOT)


def make_with_chromium(address: str) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        page = browser.new_page()
        page.goto(f"{address}/page.html")
        session = page.context.new_cdp_session(page)
        (ROOT / "chromium.mhtml").write_text(session.send("Page.captureSnapshot")["data"], newline="")
        pdf = session.send("Page.printToPDF", {"generateTaggedPDF": True})["data"]
        (ROOT / "chromium.pdf").write_bytes(base64.b64decode(pdf))
        browser.close()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


def main() -> None:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=ROOT))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    for program, make in {
        "pandoc": make_with_pandoc,
        "soffice": make_with_libreoffice,
        "wget": lambda: make_with_wget(address),
        "chromium": lambda: make_with_chromium(address),
    }.items():
        if shutil.which(program):
            make()
        else:
            print(f"{program} is not installed: its files are left as they are")
    server.shutdown()


if __name__ == "__main__":
    main()
