"""What the tests of the figures share."""

import pytest
from matplotlib.figure import Figure


@pytest.fixture
def canvas(monkeypatch):
    """canvas(draw) -> the drawing behind a picture, as it was when it was saved."""
    saved = []
    keep = Figure.savefig
    monkeypatch.setattr(
        Figure, "savefig", lambda self, *args, **named: (saved.append(self), keep(self, *args, **named))[1]
    )

    def of(draw):
        draw()
        return saved.pop()

    return of
