"""The evaluation matrix that the settings of an evaluation choose."""

from __future__ import annotations

import re
from pathlib import Path

from napeval.criteria.matrix import default_matrix, load_matrix, shipped_matrices, shipped_matrix
from napeval.criteria.matrix_faults import MatrixError
from napeval.criteria.questions import Matrix
from napeval.cycle.cycle import Evaluation
from napeval.cycle.faults import Fault, nearest
from napeval.cycle.settings import read_settings_text

_FILE_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*")
_FILE_NAME_SHOWN = "A-Z, a-z, 0-9, -, _, ."
_ENDINGS = (".yml", ".yaml")


def chosen_matrix(cycle_folder: Path, evaluation: Evaluation) -> tuple[Matrix | None, list[Fault]]:
    """The matrix that the setting `matrix` names, and what is wrong with it; the default one without it.

    The name is that of a shipped matrix, or of a file (.yml, .yaml) in the folder of the evaluation. A name
    of a file is a plain one, and links are not followed, so that it cannot lead out of the folder.
    """
    name = evaluation.settings.get("matrix")
    if not isinstance(name, str) or not name.strip():
        return default_matrix(), []
    settings = f"evaluations/{evaluation.name}/evaluation.yml"
    if not name.endswith(_ENDINGS):
        shipped = shipped_matrices()
        if name in shipped:
            return shipped_matrix(name), []
        allowed = ", ".join([*shipped, *(f"*{ending}" for ending in _ENDINGS)])
        arguments = {"allowed": allowed, "nearest": nearest(name, shipped)}
        return None, [Fault("word_not_allowed", settings, None, "matrix", name, arguments)]
    if not _FILE_NAME.fullmatch(name):
        return None, [Fault("setting_form", settings, None, "matrix", name, {"allowed": _FILE_NAME_SHOWN})]
    place = f"evaluations/{evaluation.name}/{name}"
    text = read_settings_text(cycle_folder / place, place)
    if isinstance(text, Fault):
        return None, [text]
    try:
        return load_matrix(text), []
    except MatrixError as error:
        lines = str(error).splitlines()[1:]
        return None, [Fault("matrix", place, arguments={"reason": line.rstrip(".")}) for line in lines]
