"""A page in a browser without a network, worked by its debugging protocol: follow links, look, measure."""

from __future__ import annotations

import base64
import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_OPTIONS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--host-resolver-rules=MAP * ~NOTFOUND", "--remote-debugging-pipe",
)  # fmt: skip


class Page:
    """One open page."""

    def __init__(self, requests: int, answers: int) -> None:
        self._requests = os.fdopen(requests, "wb", buffering=0)
        self._answers = os.fdopen(answers, "rb")
        self._session: dict[str, str] = {}
        self._count = 0
        self._seen: list[dict[str, Any]] = []

    def open(self, address: str) -> None:
        """Open a page and wait until it is loaded."""
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        attached = self._ask("Target.attachToTarget", targetId=target, flatten=True)
        self._session = {"sessionId": attached["sessionId"]}
        self._ask("Page.enable")
        self._ask("Page.navigate", url=address)
        self._await("Page.loadEventFired")

    def value(self, script: str) -> Any:
        """What an expression gives in the page; the page's own policy does not bind the debugger."""
        answer = self._ask("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def click(self, selector: str) -> None:
        """Press the mouse on the middle of the first element that matches, scrolled into view."""
        self.value(f"document.querySelector({json.dumps(selector)}).scrollIntoView({{block: 'center'}})")
        place = f"document.querySelector({json.dumps(selector)}).getClientRects()[0]"
        across, down = self.value(f"(r => [r.x + r.width / 2, r.y + r.height / 2])({place})")
        for kind in ("mousePressed", "mouseReleased"):
            self._ask("Input.dispatchMouseEvent", type=kind, x=across, y=down, button="left", clickCount=1)

    def press_enter(self) -> None:
        """Press Enter where the focus is."""
        for kind in ("keyDown", "keyUp"):
            self._ask("Input.dispatchKeyEvent", type=kind, key="Enter", text="\r", windowsVirtualKeyCode=13)

    def picture(self, path: Path) -> None:
        """Write what the window shows as PNG."""
        path.write_bytes(base64.b64decode(self._ask("Page.captureScreenshot")["data"]))

    def _ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._count += 1
        message = {"id": self._count, "method": method, "params": parameters, **self._session}
        self._requests.write(json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._count:
                assert "error" not in answer, (method, answer["error"])
                result: dict[str, Any] = answer["result"]
                return result
            self._seen.append(answer)

    def _await(self, event: str) -> None:
        while not any(answer.get("method") == event for answer in self._seen):
            self._seen.append(self._next())

    def _next(self) -> dict[str, Any]:
        text = bytearray()
        while (byte := self._answers.read(1)) != b"\0":
            assert byte, "the browser ended"
            text += byte
        answer: dict[str, Any] = json.loads(text)
        return answer


@contextmanager
def opened(
    chromium: str, path: Path, profile: Path, *, width: int = 1280, height: int = 900
) -> Iterator[Page]:
    """A file in a window of this size; the browser ends with the block."""
    (their_requests, requests), (answers, their_answers) = os.pipe(), os.pipe()
    command = [chromium, *_OPTIONS, f"--user-data-dir={profile}", f"--window-size={width},{height}"]

    def hand_over() -> None:  # the browser reads from 3 and writes to 4
        os.dup2(their_requests, 13), os.dup2(their_answers, 14)
        os.dup2(13, 3), os.dup2(14, 4)

    browser = subprocess.Popen(
        command, preexec_fn=hand_over, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    os.close(their_requests), os.close(their_answers)
    try:
        page = Page(requests, answers)
        page.open(path.as_uri())
        yield page
    finally:
        browser.kill()
        browser.wait()
