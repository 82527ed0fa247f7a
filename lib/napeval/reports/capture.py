"""Collects what the cells of a notebook show: messages of the shell, text of streams and of programs."""

from __future__ import annotations

import io
import os
import tempfile
from typing import Any

import nbformat
from jupyter_client.session import Session


class Collector(Session):
    """Takes the messages of the shell and turns them into outputs of the current cell."""

    outputs: list[Any]

    def __init__(self) -> None:
        super().__init__()
        self.outputs = []
        self._clear_next = False
        self._displayed: list[tuple[str, Any]] = []
        self._descriptors: list[Descriptor] = []

    def follow(self, descriptor: Descriptor) -> None:
        """Also collect what programs write to this file descriptor."""
        self._descriptors.append(descriptor)

    def send(self, stream: Any, msg_or_type: Any, content: Any = None, *_: Any, **__: Any) -> Any:
        """Called by the shell in place of sending a message."""
        if isinstance(msg_or_type, str):
            message = {"header": {"msg_type": msg_or_type}, "content": content or {}}
        else:
            message = msg_or_type
        self.read_descriptors()
        # Through JSON and back, as on its way from a kernel: bytes become base64, tuples become lists.
        content = message["content"] = self.unpack(self.pack(message["content"]))
        kind = message["header"]["msg_type"]
        if kind == "clear_output":
            self._clear_next = bool(content.get("wait"))
            if not self._clear_next:
                self.outputs = []
        elif kind == "update_display_data":
            self._update(content)
        elif kind in ("display_data", "execute_result", "error"):
            self._append(nbformat.v4.output_from_msg(message))
            name = content.get("transient", {}).get("display_id")
            if name:
                self._displayed.append((name, self.outputs[-1]))
        return message

    def add_text(self, name: str, text: str) -> None:
        """Text that was written to a stream; neighbours of the same name are one output."""
        last = self.outputs[-1] if self.outputs and not self._clear_next else None
        if last is not None and last.output_type == "stream" and last.name == name:
            last.text += text
        else:
            self._append(nbformat.v4.new_output("stream", name=name, text=text))

    def read_descriptors(self) -> None:
        """Collect what programs wrote since the last look."""
        for descriptor in self._descriptors:
            text = descriptor.new_text()
            if text:
                self.add_text(descriptor.name, text)

    def _append(self, output: Any) -> None:
        if self._clear_next:
            self.outputs, self._clear_next = [], False
        self.outputs.append(output)

    def _update(self, content: Any) -> None:
        for name, output in self._displayed:
            if name == content.get("transient", {}).get("display_id"):
                output.data = nbformat.from_dict(content["data"])
                output.metadata = nbformat.from_dict(content["metadata"])


class Stream(io.TextIOBase):
    """Standard output or error of a cell."""

    encoding = "UTF-8"

    def __init__(self, name: str, collector: Collector) -> None:
        super().__init__()
        self.name = f"<{name}>"
        self._stream, self._collector = name, collector

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self._collector.read_descriptors()
        if text:
            self._collector.add_text(self._stream, text)
        return len(text)


class Descriptor:
    """Sends file descriptor 1 or 2 to a file, so that text of other programs becomes an output too."""

    def __init__(self, number: int, name: str) -> None:
        self.name = name
        self._number, self._read = number, 0
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  # closed in restore()
        self._kept = os.dup(number)
        os.dup2(self._file.fileno(), number)

    def new_text(self) -> str:
        size = os.fstat(self._file.fileno()).st_size
        new = os.pread(self._file.fileno(), size - self._read, self._read)
        self._read = size
        return new.decode("utf-8", errors="replace")

    def restore(self) -> None:
        os.dup2(self._kept, self._number)
        os.close(self._kept)
        self._file.close()
