"""Looks at printed pages as pictures, for the tests of the writers."""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
from PIL import Image

MILLIMETRES_PER_INCH = 25.4


def page_pictures(pdftoppm: str, pdf: Path, folder: Path, *, dpi: int = 50) -> list[np.ndarray]:
    """Every page as an array of grey values, 0 black to 255 white."""
    folder.mkdir(exist_ok=True)
    subprocess.run(
        [pdftoppm, "-r", str(dpi), "-gray", str(pdf), str(folder / "page")], check=True, timeout=120
    )
    pictures = []
    for path in sorted(folder.glob("page-*.pgm")):
        with Image.open(path) as picture:
            pictures.append(np.asarray(picture))
    return pictures


def page_texts(pdftotext: str, pdf: Path) -> list[str]:
    """The text of every page."""
    done = subprocess.run([pdftotext, str(pdf), "-"], check=True, timeout=120, capture_output=True)
    return done.stdout.decode("utf-8").removesuffix("\f").split("\f")


def ink_in_margin(page: np.ndarray, *, dpi: int = 50, millimetres: float = 8) -> bool:
    """Is anything but white within this distance of the paper's edge?"""
    edge = round(millimetres / MILLIMETRES_PER_INCH * dpi)
    inner = np.zeros(page.shape, dtype=bool)
    inner[edge:-edge, edge:-edge] = True
    return bool((page[~inner] < 250).any())


def is_blank(page: np.ndarray) -> bool:
    """Does the page show nothing between its head and its foot?"""
    height = page.shape[0]
    return bool((page[height // 8 : -height // 8] > 250).all())
