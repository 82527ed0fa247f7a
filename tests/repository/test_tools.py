"""The switch that keeps a complete run from passing over a test."""

import sys
from pathlib import Path

import pytest

ABSENT = "a-program-that-nobody-has"


@pytest.fixture
def only_this_folder(tmp_path, monkeypatch):
    """The search path holds nothing but one program, called present."""
    program = tmp_path / ("present.exe" if sys.platform == "win32" else "present")
    program.write_text("")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    return program


def test_the_first_program_there_is_found(require_tool, only_this_folder):
    assert Path(require_tool(ABSENT, "present")) == only_this_folder


@pytest.mark.parametrize("setting", ["", "0"])
def test_without_the_program_the_test_is_skipped_saying_why(
    require_tool, only_this_folder, monkeypatch, setting
):
    monkeypatch.setenv("NAPEVAL_REQUIRE_TOOLS", setting)
    with pytest.raises(pytest.skip.Exception) as caught:
        require_tool(ABSENT, "another-one")
    assert str(caught.value) == f"needs the program {ABSENT} or another-one, which is not installed"


def test_in_a_complete_run_a_missing_program_is_a_failure(require_tool, only_this_folder, monkeypatch):
    monkeypatch.setenv("NAPEVAL_REQUIRE_TOOLS", "1")
    with pytest.raises(pytest.fail.Exception) as caught:
        require_tool(ABSENT)
    assert str(caught.value) == (
        f"needs the program {ABSENT}, which is not installed, and NAPEVAL_REQUIRE_TOOLS is set"
    )


def test_the_mark_asks_the_same_question(pytester, monkeypatch):
    monkeypatch.delenv("NAPEVAL_REQUIRE_TOOLS", raising=False)
    pytester.makeconftest((Path(__file__).parent.parent / "conftest.py").read_text(encoding="utf-8"))
    pytester.makeini("[pytest]\nmarkers = tool(*names): needs a program")
    pytester.makepyfile(f"""
        import pytest
        @pytest.mark.tool("{ABSENT}")
        def test_with_a_program_nobody_has(): pass
        def test_without(): pass
    """)
    pytester.runpytest_inprocess("-p", "no:cacheprovider").assert_outcomes(skipped=1, passed=1)
