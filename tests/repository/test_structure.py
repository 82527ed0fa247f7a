"""The library's rooms stand on one another in one order, and what computes touches nothing outside."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from imports import PACKAGE, find_circle, import_graph

LIBRARY = Path(__file__).resolve().parents[2] / "lib"

# Each room may import itself and the floors below. Two rooms of one floor know nothing of each other.
FLOORS = [
    {"cycle", "trends"},
    {"measures"},
    {"criteria"},
    {"release"},
    {"display"},
    {"exchange"},
    {"reports"},
    {"commands"},
    {"cli"},
    {"__main__"},
]
GROUND, TOP = -1, len(FLOORS)
ROOMS = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}


def room_of(module: str) -> str:
    """napeval.cycle.periods -> cycle; the package itself is ''."""
    return module.split(".")[1] if "." in module else ""


def floor_of(module: str) -> int:
    """The package itself lists public names of every room, so it is the top; a lone module is the ground."""
    room = room_of(module)
    return TOP if room == "" else ROOMS.get(room, GROUND)


def upward_imports(library: Path) -> list[str]:
    """One line for every import that does not go down."""
    return [
        f"{module}, line {line}: imports {target}"
        for module, targets in import_graph(library).items()
        for target, line in targets.items()
        if room_of(module) != room_of(target) and floor_of(target) >= floor_of(module)
        and not (floor_of(module) == floor_of(target) == GROUND)
    ]


def test_every_room_is_a_room_of_the_design():
    rooms = {path.parent.name for path in (LIBRARY / PACKAGE).glob("*/*.py")}
    assert rooms <= set(ROOMS)


def test_nothing_imports_upwards():
    assert upward_imports(LIBRARY) == []


def test_there_are_no_circles():
    assert find_circle(import_graph(LIBRARY)) == []


def test_every_imported_module_of_ours_exists():
    graph = import_graph(LIBRARY)
    missing = [f"{name}, line {line}: {target}" for name, targets in graph.items()
               for target, line in targets.items() if target not in graph and not is_namespace(target)]
    assert missing == []


def is_namespace(module: str) -> bool:
    """A folder of modules without an __init__.py."""
    return (LIBRARY / Path(*module.split("."))).is_dir()


# Shipped tables of scales and schemas are read by the rooms that own them; nobody below display may ask the
# clock or leave anything to unseeded chance.
PURE_OF = {
    "cycle": {"clock", "chance"},
    "trends": {"files", "clock", "chance"},
    "measures": {"files", "clock", "chance"},
    "criteria": {"clock", "chance"},
    "release": {"clock", "chance"},
}
FILE_CALL = re.compile(r"(.*\.)?(open|(read|write)_(text|bytes)|(read|to)_(csv|excel|parquet|json))")
CLOCK_CALL = re.compile(
    r"(.*\.)?((date|datetime|Timestamp)\.(now|utcnow|today)"
    r"|time\.(time|time_ns|perf_counter|monotonic|localtime|gmtime))"
)
SEEDED = r"default_rng|Random|RandomState|Generator|PCG64|Philox|SeedSequence"
SEEDABLE_CALL = re.compile(rf"(.*\.)?({SEEDED})")
CHANCE_CALL = re.compile(rf"(.*\.)?random\.(?!({SEEDED})$)\w+")


def kind_of_call(call: ast.Call) -> str:
    """files, clock or chance where the call reaches outside in that way, else nothing."""
    name = ast.unparse(call.func)
    if FILE_CALL.fullmatch(name):
        return "files"
    if CLOCK_CALL.fullmatch(name):
        return "clock"
    unseeded = SEEDABLE_CALL.fullmatch(name) and not call.args and not call.keywords
    return "chance" if unseeded or CHANCE_CALL.fullmatch(name) else ""


def outside_calls(source: str, kinds: set[str]) -> list[tuple[int, str]]:
    """(line, call) for every call in source that reaches outside in one of the ways named by kinds."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return [(call.lineno, ast.unparse(call.func)) for call in calls if kind_of_call(call) in kinds]


@pytest.mark.parametrize("room", PURE_OF)
def test_what_computes_touches_nothing_outside(room):
    found = [
        f"{path.relative_to(LIBRARY).as_posix()}, line {line}: {call}()"
        for path in sorted((LIBRARY / PACKAGE / room).rglob("*.py"))
        for line, call in outside_calls(path.read_text(encoding="utf-8"), PURE_OF[room])
    ]
    assert found == []


@pytest.mark.parametrize(
    ("source", "kind", "expected"),
    [
        ("open('x')", "files", [(1, "open")]),
        ("\npd.read_csv(p)", "files", [(2, "pd.read_csv")]),
        ("date.today()", "clock", [(1, "date.today")]),
        ("datetime.datetime.now()", "clock", [(1, "datetime.datetime.now")]),
        ("series.time()", "clock", []),
        ("np.random.default_rng()", "chance", [(1, "np.random.default_rng")]),
        ("np.random.default_rng(7)", "chance", []),
        ("np.random.normal()", "chance", [(1, "np.random.normal")]),
        ("random.choice(xs)", "chance", [(1, "random.choice")]),
        ("rng.normal()", "chance", []),
        ("random.choice(xs)", "clock", []),
    ],
)
def test_outside_calls_are_seen(source, kind, expected):
    assert outside_calls(source, {kind}) == expected


@pytest.fixture
def house(tmp_path):
    """Builds a small library: house({"cycle/a.py": "source"}) -> its folder."""

    def build(files):
        for name, source in files.items():
            path = tmp_path / PACKAGE / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(source, encoding="utf-8")
        return tmp_path

    return build


FURNISHED = dict.fromkeys(
    ["__init__.py", "numbers.py", "cycle/__init__.py", "cycle/x.py", "measures/b.py", "reports/c.py"], ""
)


@pytest.mark.parametrize(
    ("where", "source", "expected"),
    [
        ("cycle/a.py", "from napeval.measures import b", "cycle.a, line 1: imports napeval.measures.b"),
        ("cycle/a.py", "\nfrom ..measures.b import f", "cycle.a, line 2: imports napeval.measures.b"),
        ("cycle/a.py", "def f():\n import napeval.measures.b", "cycle.a, line 2: imports napeval.measures.b"),
        ("trends/a.py", "import napeval.cycle", "trends.a, line 1: imports napeval.cycle"),
        ("reports/a.py", "from napeval import __version__", "reports.a, line 1: imports napeval"),
        ("numbers.py", "from napeval.cycle import x", "numbers, line 1: imports napeval.cycle.x"),
    ],
)
def test_an_import_that_does_not_go_down_is_named(house, where, source, expected):
    library = house(FURNISHED | {where: source})
    assert upward_imports(library) == [f"napeval.{expected}"]


@pytest.mark.parametrize(
    ("where", "source"),
    [
        ("reports/a.py", "from napeval.measures import b\nfrom . import c\nimport json"),
        ("reports/a.py", "from napeval import measures"),
        ("cli.py", "from napeval.reports.c import f\nfrom napeval import numbers"),
        ("__init__.py", "from napeval.cycle import x\nfrom .reports.c import f"),
    ],
)
def test_an_import_that_goes_down_is_not(house, where, source):
    assert upward_imports(house(FURNISHED | {where: source})) == []


def test_a_circle_is_named_in_its_order(house):
    library = house({
        "cycle/__init__.py": "from napeval.cycle.a import f",
        "cycle/a.py": "from .b import g",
        "cycle/b.py": "from napeval.cycle import f",
        "cycle/c.py": "from napeval.cycle.a import f",
    })
    assert find_circle(import_graph(library)) == [
        "napeval.cycle", "napeval.cycle.a", "napeval.cycle.b", "napeval.cycle"
    ]


def test_a_ladder_is_no_circle(house):
    ladder = {"a": "from . import b, c", "b": "from . import c", "c": "import re"}
    library = house({f"cycle/{name}.py": source for name, source in ladder.items()})
    assert find_circle(import_graph(library)) == []
