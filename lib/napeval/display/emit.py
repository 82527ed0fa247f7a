"""Emitting blocks: each becomes one output of a notebook cell."""

from __future__ import annotations

import base64

from IPython.display import display

from napeval.display.blocks import MEDIA_KEY, Block, html, plain


def emit(block: Block, png: bytes | None = None) -> None:
    """Show a block in the notebook, and leave it there for the writers."""
    image = f"data:image/png;base64,{base64.b64encode(png).decode('ascii')}" if png else ""
    data = {"text/html": html(block, image), "text/plain": _words(block)}
    if png:
        data["image/png"] = base64.b64encode(png).decode("ascii")
    display(data, raw=True, metadata={MEDIA_KEY: block})


def _words(block: Block) -> str:
    """A short plain form, for terminals."""
    if block["kind"] == "paragraph":
        return plain(block["runs"])
    return str(block.get("text") or block.get("label") or block["kind"])
