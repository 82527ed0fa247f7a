"""The notebook engine, next to an ordinary kernel."""

import json
import os
import sys
import time
from itertools import pairwise

import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from napeval.reports.notebooks import (
    NotebookError,
    NotebookFailed,
    NotebookStopped,
    UnknownParameter,
    declared_parameters,
    run_notebook,
)
from napeval.reports.workers import NotebookJob, run_in_workers

PARAMETERS = "language = 'sq'  # of the report\ncutoff: str = '2023-12-31'\nshares = [0.5, 0.25]"
MIXED = (
    "print('një'); print('dy')\nlanguage",
    "from IPython.display import HTML, display\n"
    "display(HTML('<b>ë</b>'), metadata={'napeval': {'kind': 'page_turn'}})\n"
    "display({'text/plain': 'x', 'image/png': b'\\x89PNG'}, raw=True, metadata={'napeval': {'a': [1, 2]}})\n"
    "'fund'",
    "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.figure(figsize=(1, 1)); plt.plot([1, 2]);",
    "!echo nga guaska",
    "import pandas\npandas.DataFrame({'a': [1, None]})",
    "import asyncio\nawait asyncio.sleep(0)\nobject()",
    "",
    "from IPython.display import clear_output\nprint(1)\nclear_output(wait=True)\nprint(2)",
    "shown = display('para', display_id='d')",
    "shown.update('pas')",
    "import warnings\nwarnings.warn('kujdes')",
    "In[3][:6], len(Out), __name__, cutoff, shares",
    "_",
)


def write_notebook(path, *sources, parameters=PARAMETERS):
    cells = [new_markdown_cell("# Titulli"), *(new_code_cell(source) for source in sources)]
    if parameters is not None:
        cells.insert(1, new_code_cell(parameters, metadata={"tags": ["parameters"]}))
    nbformat.write(new_notebook(cells=cells), path)
    return path


def outputs_of(notebook):
    return [cell.outputs for cell in notebook.cells if cell.cell_type == "code"]


def texts_of(notebook):
    return [
        output.text
        for outputs in outputs_of(notebook)
        for output in outputs
        if output.output_type == "stream"
    ]


def failure(source, *, kind, engine="napeval", **parameters):
    with pytest.raises(kind) as caught:
        run_notebook(source, None, parameters, engine=engine)
    assert type(caught.value) is kind
    return caught.value


# ---------------------------------------------------------------- one notebook


def test_it_gives_what_a_kernel_gives(tmp_path):
    path = write_notebook(tmp_path / "mixed.ipynb", *MIXED)
    ours = run_notebook(path, None, {"language": "en"})
    kernels = run_notebook(path, None, {"language": "en"}, engine="kernel")
    for mine, theirs in zip(ours.cells, kernels.cells, strict=True):
        assert mine == theirs
    assert ours == kernels


def test_parameters_replace_defaults_and_are_kept_with_the_result(tmp_path):
    path = write_notebook(tmp_path / "n.ipynb", "print(language, cutoff, shares)")
    executed = run_notebook(path, None, {"language": "sr", "shares": [1]})
    assert texts_of(executed) == ["sr 2023-12-31 [1]\n"]
    assert executed.metadata.papermill == {"parameters": {"language": "sr", "shares": [1]}}


def test_two_runs_write_the_same_bytes_without_times_and_paths(tmp_path):
    path = write_notebook(tmp_path / "n.ipynb", "object()", "print(language)")
    written = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        run_notebook(path, tmp_path / name / "out.ipynb", {"language": "en"})
        written.append((tmp_path / name / "out.ipynb").read_text())
        assert os.listdir(tmp_path / name) == ["out.ipynb"]
    assert written[0] == written[1]
    assert str(tmp_path) not in written[0]
    notebook = json.loads(written[0])
    assert [cell["id"] for cell in notebook["cells"]] == [f"cell-{number}" for number in range(1, 6)]
    assert notebook["cells"][3]["outputs"][0]["data"]["text/plain"] == ["<object at 0x0>"]


def test_the_process_is_afterwards_as_before(tmp_path):
    source = (
        "import os, sys\nos.chdir('/')\nos.environ['NEW'] = '1'\nsys.path.insert(0, 'elsewhere')\n"
        "import matplotlib\nmatplotlib.rcParams['font.size'] = 99"
    )
    import matplotlib.pyplot

    def state():
        streams = (sys.stdin, sys.stdout, sys.stderr, sys.displayhook, sys.excepthook)
        figures = (matplotlib.rcParams["font.size"], matplotlib.get_backend())
        return (*streams, os.getcwd(), dict(os.environ), list(sys.path), sys.modules["__main__"], *figures)

    before = state()
    run_notebook(write_notebook(tmp_path / "n.ipynb", source), None, {})
    assert state() == before
    assert not InteractiveShell.initialized()


def test_names_of_one_notebook_are_unknown_to_the_next(tmp_path):
    run_notebook(write_notebook(tmp_path / "one.ipynb", "left_over = 1"), None, {})
    error = failure(write_notebook(tmp_path / "two.ipynb", "left_over"), kind=NotebookFailed)
    assert "NameError: name 'left_over' is not defined" in str(error)


def test_what_programs_write_stands_where_it_was_written(tmp_path):
    source = "import os\nprint('para')\nos.system('echo brenda')\nprint('pas')"
    executed = run_notebook(write_notebook(tmp_path / "n.ipynb", source), None, {})
    assert texts_of(executed) == ["para\nbrenda\npas\n"]


def test_there_is_nothing_to_read_from(tmp_path):
    error = failure(write_notebook(tmp_path / "n.ipynb", "input()"), kind=NotebookFailed)
    assert "EOFError" in str(error)


# ---------------------------------------------------------------- failures


@pytest.mark.parametrize("engine", ["napeval", "kernel"])
def test_an_error_names_notebook_cell_and_traceback(tmp_path, engine):
    path = write_notebook(tmp_path / "n.ipynb", "1 / 0", "print('pas')")
    error = failure(path, kind=NotebookFailed, engine=engine)
    lines = str(error).splitlines()
    assert lines[0] == "n.ipynb, cell 3: ZeroDivisionError: division by zero"
    assert "----> 1 1 / 0" in lines
    assert error.cell == 3


@pytest.mark.parametrize("engine", ["napeval", "kernel"])
def test_leaving_with_code_zero_is_a_failure(tmp_path, engine):
    path = write_notebook(tmp_path / "n.ipynb", "import sys\nsys.exit(0)", "print('pas')")
    error = failure(path, kind=NotebookStopped, engine=engine)
    assert str(error) == "n.ipynb, cell 3: the cell ended the run (sys.exit); cells after it were not run."
    assert "pas\n" not in texts_of(error.notebook)


@pytest.mark.parametrize("source", ["exit()", "quit()", "raise SystemExit", "import sys; sys.exit(3)"])
def test_other_ways_of_leaving_are_failures_too(tmp_path, source):
    path = write_notebook(tmp_path / "n.ipynb", "x = 1", source)
    assert failure(path, kind=NotebookStopped).cell == 4


def test_a_target_is_not_written_by_a_failed_run_and_an_earlier_one_stays(tmp_path):
    target = tmp_path / "out.ipynb"
    target.write_text("earlier")
    with pytest.raises(NotebookFailed):
        run_notebook(write_notebook(tmp_path / "n.ipynb", "1 / 0"), target, {})
    assert target.read_text() == "earlier"
    assert sorted(os.listdir(tmp_path)) == ["n.ipynb", "out.ipynb"]


def test_a_kernel_that_dies_is_a_failure(tmp_path):
    path = write_notebook(tmp_path / "n.ipynb", "import os\nos._exit(0)", "print('pas')")
    assert str(failure(path, kind=NotebookFailed, engine="kernel")).startswith("n.ipynb: the run broke off: ")


# ---------------------------------------------------------------- parameters and paths


def test_declared_parameters_are_the_names_of_the_parameters_cell(tmp_path):
    path = write_notebook(tmp_path / "n.ipynb", "other = 1")
    assert declared_parameters(nbformat.read(path, 4)) == ["language", "cutoff", "shares"]


def test_an_unknown_parameter_is_refused_with_the_nearest_name(tmp_path):
    path = write_notebook(tmp_path / "n.ipynb")
    assert str(failure(path, kind=UnknownParameter, langage="en")) == (
        "n.ipynb: unknown parameter 'langage'; did you mean 'language'? declared: language, cutoff, shares."
    )
    assert "did you mean 'cutoff'?" in str(failure(path, kind=UnknownParameter, CUTOFF="x"))


def test_a_name_that_carries_code_is_refused(tmp_path):
    name = "x = __import__('os').getcwd()\nlanguage"
    with pytest.raises(UnknownParameter) as caught:
        run_notebook(write_notebook(tmp_path / "n.ipynb"), None, {name: "en"})
    assert str(caught.value) == (
        f"n.ipynb: '{name}' cannot be the name of a parameter; declared: language, cutoff, shares."
    )


def test_a_notebook_without_parameters_takes_none(tmp_path):
    path = write_notebook(tmp_path / "n.ipynb", "print(1)", parameters=None)
    assert str(failure(path, kind=UnknownParameter, language="en")) == (
        "n.ipynb: unknown parameter 'language'; the notebook declares no parameters."
    )
    assert texts_of(run_notebook(path, None, {})) == ["1\n"]


def test_only_local_files_are_taken(tmp_path):
    path = write_notebook(tmp_path / "n.ipynb")
    for address in ("http://shembull.invalid/n.ipynb", "s3://shembull/n.ipynb"):
        message = f"'{address}' is an address; notebooks are read from and written to local files only."
        assert str(failure(address, kind=NotebookError)) == message
        with pytest.raises(NotebookError) as caught:
            run_notebook(path, address, {})
        assert str(caught.value) == message
    assert (
        str(failure(tmp_path / "no.ipynb", kind=NotebookError)) == "no.ipynb: there is no such notebook file."
    )


def test_an_unknown_engine_is_refused(tmp_path):
    error = failure(write_notebook(tmp_path / "n.ipynb"), kind=NotebookError, engine="kernal")
    assert str(error) == "unknown engine 'kernal'; known: napeval, kernel"


def test_braces_in_a_path_are_part_of_its_name(tmp_path):
    path = write_notebook(tmp_path / "{language}.ipynb", "print(language)")
    run_notebook(path, tmp_path / "{x}-out.ipynb", {})
    assert (tmp_path / "{x}-out.ipynb").is_file()


# ---------------------------------------------------------------- several at once


def test_workers_give_results_in_the_order_of_the_jobs(tmp_path):
    path = write_notebook(
        tmp_path / "n.ipynb", "import time\ntime.sleep(wait)\nprint(wait)", parameters="wait = 0"
    )
    jobs = [
        NotebookJob(path, tmp_path / f"{n}.ipynb", {"wait": wait}) for n, wait in enumerate([0.4, 0.0, 0.1])
    ]
    done = []
    results = run_in_workers(jobs, workers=2, on_done=lambda job, seconds: done.append((job, seconds)))
    assert [texts_of(result) for result in results] == [["0.4\n"], ["0.0\n"], ["0.1\n"]]
    assert {job.target.name for job, _ in done} == {"0.ipynb", "1.ipynb", "2.ipynb"}
    assert dict((job.target.name, seconds) for job, seconds in done)["0.ipynb"] >= 0.4
    assert all(job.target.is_file() for job in jobs)
    assert results[0] == run_notebook(path, None, {"wait": 0.4})


def test_at_most_so_many_run_at_once(tmp_path):
    source = "import time\nprint(time.monotonic())\ntime.sleep(0.2)\nprint(time.monotonic())"
    jobs = [NotebookJob(write_notebook(tmp_path / "n.ipynb", source), None)] * 3
    spans = [
        [float(line) for line in texts_of(result)[0].split()] for result in run_in_workers(jobs, workers=1)
    ]
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    with pytest.raises(ValueError, match="workers is 0; at least 1 is needed"):
        run_in_workers(jobs, workers=0)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (
            "import os\nos._exit(0)",
            "n.ipynb: the process ended with exit code 0 before the notebook was done.",
        ),
        (
            "import os\nos._exit(7)",
            "n.ipynb: the process ended with exit code 7 before the notebook was done.",
        ),
        (
            "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)",
            "n.ipynb: the process was ended by signal 9 before the notebook was done.",
        ),
    ],
)
def test_a_killed_process_is_a_failure(tmp_path, source, message):
    job = NotebookJob(write_notebook(tmp_path / "n.ipynb", source), tmp_path / "out.ipynb")
    with pytest.raises(NotebookFailed) as caught:
        run_in_workers([job])
    assert str(caught.value) == message
    assert not job.target.exists()


def test_a_program_left_running_does_not_hide_that_the_process_died(tmp_path):
    source = "import os\nif os.fork() == 0:\n    import time\n    time.sleep(4)\n    os._exit(0)\nos._exit(1)"
    started = time.monotonic()
    with pytest.raises(NotebookFailed):
        run_in_workers([NotebookJob(write_notebook(tmp_path / "n.ipynb", source), None)])
    assert time.monotonic() - started < 4


def test_one_failure_lets_the_others_finish_and_is_raised_as_it_was(tmp_path):
    bad = NotebookJob(write_notebook(tmp_path / "bad.ipynb", "1 / 0"), None)
    stopped = NotebookJob(write_notebook(tmp_path / "stopped.ipynb", "exit()"), None)
    good = NotebookJob(write_notebook(tmp_path / "good.ipynb", "print(1)"), tmp_path / "good-out.ipynb")
    done = []
    with pytest.raises(NotebookFailed) as caught:
        run_in_workers([bad, stopped, good], on_done=lambda job, _: done.append(job))
    assert str(caught.value).startswith("bad.ipynb, cell 3: ZeroDivisionError: division by zero")
    assert caught.value.cell == 3
    assert caught.value.__notes__[0].startswith("Also failed: stopped.ipynb, cell 3: the cell ended the run")
    assert done == [good]
    assert good.target.is_file()


def test_an_unknown_parameter_is_raised_from_a_worker_too(tmp_path):
    path = write_notebook(tmp_path / "n.ipynb")
    with pytest.raises(UnknownParameter):
        run_in_workers([NotebookJob(path, None, {"langage": "en"})])
