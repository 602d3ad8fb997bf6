"""What tests in a browser share: where it is, how it is started so that it asks nobody but the site, and signing in."""

import os
import shutil
import socket
import threading
import time
from contextlib import contextmanager

from tests.web.conftest import TOKEN

CHROMIUM = os.environ.get("COMITY_CHROMIUM") or shutil.which("chromium")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
)  # fmt: skip


@contextmanager
def serving(make_app, make_settings, **changes):
    """The application of a site that is running, and its address."""
    import uvicorn

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = make_app(make_settings(hosts=(f"127.0.0.1:{port}",), **changes))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="critical", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    for _ in range(400):
        if server.started:
            break
        time.sleep(0.05)
    try:
        yield app, f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)


def sign_in(page, back="/"):
    """Sign in by the form, and go on."""
    page.goto(f"/sign-in?back={back}")
    page.fill("input[name=token]", TOKEN)
    page.click("main button")
    page.wait_for_url(lambda url: "/sign-in" not in url)
