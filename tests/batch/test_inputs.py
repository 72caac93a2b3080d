"""What a call names, in an order that never changes; what is of no use is told, never silently left out."""

from __future__ import annotations

import os
import random
import zipfile
from pathlib import Path

import pytest

from stemfunds.batch import inputs
from stemfunds.batch.errors import BatchError
from stemfunds.batch.inputs import find_sources
from stemfunds.batch.source import Archives, Source, content_of
from stemfunds.reading.problems import UnusableInput
from stemfunds.reading.source_text import LARGEST_FILE


def _files(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"title: {name}\n")
    return folder


def _paths(*named: str, lists: tuple[Path, ...] = ()) -> list[str]:
    return [source.path for source in find_sources(named, lists).sources]


def test_a_folder_in_the_order_of_its_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the folders in it, and without hidden files, files of an open workbook and other sorts of files."""
    names = ("b.yaml", "a.YML", "b/2.json", "b/10.json", ".git/x.yaml", ".x.yaml", "~$b.yaml", "notes.txt", "b/logo.png")
    monkeypatch.chdir(_files(tmp_path, *(f"plans/{name}" for name in names)))
    found = find_sources(["plans"])
    assert [source.path for source in found.sources] == ["plans/a.YML", "plans/b.yaml", "plans/b/10.json", "plans/b/2.json"]
    assert found.passed_over == ["notes.txt", "logo.png"]


def test_results_of_earlier_runs_are_no_plans(tmp_path: Path) -> None:
    """An output folder is skipped where it stands among plans; plans that share a folder with results are read."""
    _files(tmp_path, "a.yaml", "out/.batch/lock", "out/b.yaml")
    assert _paths(str(tmp_path)) == [str(tmp_path / "a.yaml")]
    _files(tmp_path, ".batch/lock", "results.sqlite", "findings.csv")
    found = find_sources([str(tmp_path)])
    assert ([source.path for source in found.sources], found.passed_over) == ([str(tmp_path / "a.yaml")], [])


def test_each_plan_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However often and under whatever name a file is named, it counts where it is named first."""
    monkeypatch.chdir(_files(tmp_path, "p/a.yaml", "p/b.yaml"))
    assert _paths("p/b.yaml", "p", "./p/../p/a.yaml", "p/*.yaml") == ["p/b.yaml", "p/a.yaml"]


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("p/*.yaml", ["p/a.yaml"]),
        ("p/**/*.yaml", ["p/a.yaml", "p/q/c.yaml"]),
        ("p/[ab].*", ["p/a.yaml", "p/b.json"]),
        ("p/?", ["p/q/c.yaml"]),
    ],
)
def test_patterns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pattern: str, names: list[str]) -> None:
    """For shells that do not expand them, and for lists; relative and absolute alike."""
    monkeypatch.chdir(_files(tmp_path, "p/a.yaml", "p/b.json", "p/q/c.yaml"))
    assert _paths(pattern) == names
    assert _paths(str(tmp_path / pattern)) == [str(tmp_path / name) for name in names]


@pytest.mark.parametrize("word", ["missing.yaml", "*.none", "a**b"])
def test_a_word_that_names_nothing_ends_the_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    """It was mistyped; nobody wants a run without it."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BatchError, match="there is no such file or folder"):
        find_sources([word])


def test_a_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths begin at the list's folder, comments and empty lines do not count, and what is missing is a plan that failed."""
    _files(tmp_path, "in/a.yaml", "in/more/b.yaml")
    (tmp_path / "in/list.txt").write_text("\ufeff# districts\nmore\n\n  a.yaml  \ngone.yaml\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for sources in (find_sources(["@in/list.txt"]).sources, find_sources([], [Path("in/list.txt")]).sources):
        assert [source.path for source in sources] == ["in/more/b.yaml", "in/a.yaml", "in/gone.yaml"]
        with pytest.raises(UnusableInput) as unusable:
            content_of(sources[2], Archives())
        assert str(unusable.value) == "in/gone.yaml:1:1  there is no such file; line 5 of in/list.txt names it"


@pytest.mark.parametrize(("data", "reason"), [(None, "No such file or directory"), (b"\xff\xfe", "it is not text in UTF-8")])
def test_a_list_that_cannot_be_read(tmp_path: Path, data: bytes | None, reason: str) -> None:
    """That ends the call."""
    path = tmp_path / "list.txt"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(BatchError) as refused:
        find_sources([f"@{path}"])
    assert str(refused.value) == f"{path}: the list cannot be read: {reason}"


def test_names_that_are_no_text(tmp_path: Path) -> None:
    """A name in an old encoding is shown with its bytes, and the plan is read."""
    name = os.fsencode(tmp_path) + b"/caf\xe9.yaml"
    try:
        Path(os.fsdecode(name)).write_bytes(b"plan: 1")
    except OSError:
        pytest.skip("this system allows no such names")
    [source] = find_sources([str(tmp_path)]).sources
    assert source.path == f"{tmp_path}/caf\\xe9.yaml"
    assert content_of(source, Archives()).data == b"plan: 1"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """It would keep the run for ever."""
    os.mkfifo(tmp_path / "plan.yaml")
    [source] = find_sources([str(tmp_path)]).sources
    with pytest.raises(UnusableInput, match="this is not a file that can be read"):
        content_of(source, Archives())


def test_lines_of_a_file(tmp_path: Path) -> None:
    """Each line that holds something is a plan with its number; bytes are those of the line."""
    path = tmp_path / "plans.jsonl"
    path.write_bytes(b'\xef\xbb\xbf\n{"a": 1}\n  \r\n{"b": 2}')
    sources = find_sources([str(path)]).sources
    assert [(source.path, source.line) for source in sources] == [(f"{path}:2", 2), (f"{path}:4", 4)]
    assert [content_of(source, Archives()).data for source in sources] == [b'{"a": 1}\n', b'{"b": 2}']


def test_a_line_without_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line far longer than any plan is never held in memory, and the next one is found."""
    monkeypatch.setattr(inputs, "_BLOCK", 64)
    path = tmp_path / "plans.ndjson"
    path.write_bytes(b" " * 1000 + b"x\n" + b"y\n" + b" " * 100 + b"\n" + b"z")
    sources = find_sources([str(path)]).sources
    assert [(source.line, source.offset, source.length) for source in sources] == [
        (1, 0, 1002),
        (2, 1002, 2),
        (3, 1004, 101),
        (4, 1105, 1),
    ]


# --- zips -------------------------------------------------------------------------------------------------------------


def _zip(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_members_of_a_zip(tmp_path: Path) -> None:
    """In the order of their names, without what computers add; nothing is unpacked to the disk."""
    names = ("b/2.yaml", "a.json", "__MACOSX/a.json", ".hidden.yaml", "readme.txt")
    path = _zip(tmp_path / "p.zip", {name: name.encode() for name in names})
    found = find_sources([str(path)])
    assert [source.path for source in found.sources] == [f"{path}/a.json", f"{path}/b/2.yaml"]
    archives = Archives()
    assert [content_of(source, archives).data for source in found.sources] == [b"a.json", b"b/2.yaml"]
    archives.close()
    assert found.passed_over == ["readme.txt"]
    assert [one.name for one in tmp_path.iterdir()] == ["p.zip"]


def _refusals(path: Path) -> list[str]:
    archives, messages = Archives(), []
    for source in find_sources([str(path)]).sources:
        with pytest.raises(UnusableInput) as unusable:
            content_of(source, archives)
        messages += [problem.message for problem in unusable.value.problems]
    archives.close()
    return messages


def test_a_bomb_is_not_opened(tmp_path: Path) -> None:
    """A zip that unpacks to far more than plans ever do is one failure, told without unpacking it."""
    path = _zip(tmp_path / "bomb.zip", {f"{number}.yaml": b"0" * 3_000_000 for number in range(3)})
    [message] = _refusals(path)
    assert message.startswith("the zip unpacks to ")
    assert message.endswith(" times its size, as no plans do; it is not opened")


@pytest.mark.parametrize(
    ("limit", "value", "message"),
    [("MOST_MEMBERS", 1, "the zip has 2 files; at most 1 are read"), ("MOST_UNPACKED", 5, "the zip would unpack to")],
)
def test_a_zip_beyond_all_measure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int, message: str) -> None:
    """By the number of its files and by their sum."""
    monkeypatch.setattr(inputs, limit, value)
    [found] = _refusals(_zip(tmp_path / "p.zip", {"a.yaml": b"1234", "b.yaml": b"5678"}))
    assert found.startswith(message)


def test_a_member_that_lies_about_its_size(tmp_path: Path) -> None:
    """What it unpacks to does not count beyond what it says; the plan fails, the next one is read."""
    path = _zip(tmp_path / "p.zip", {"a.yaml": b"0" * 5_000})
    data = path.read_bytes()
    path.write_bytes(data.replace((5_000).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    [message] = _refusals(path)
    assert "the zip cannot be read here" in message


def test_members_of_no_use(tmp_path: Path) -> None:
    """Each is told with its reason."""
    big = random.Random(1).randbytes(6_400_000)
    path = _zip(tmp_path / "p.zip", {"a.yaml": big, "b.zip": b"PK", "c.jsonl": b"{}"})
    assert _refusals(path) == [
        "the file has 6.4 MB when unpacked; at most 5 MB are read",
        "a .zip file inside a zip is not opened; take it out of the zip",
        "a .jsonl file inside a zip is not opened; take it out of the zip",
    ]


def test_no_zip_and_a_locked_one(tmp_path: Path) -> None:
    """Neither ends the run."""
    (tmp_path / "text.zip").write_text("no zip")
    assert _refusals(tmp_path / "text.zip") == ["the zip cannot be read: File is not a zip file"]
    path = _zip(tmp_path / "locked.zip", {"a.yaml": b"title: x"})
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert _refusals(path) == ["the zip is locked with a password; send it without"]


def test_workbooks_are_plans(tmp_path: Path) -> None:
    """Also those that will be refused, because a district may have sent its plan so; the file of an open one is none."""
    _files(tmp_path, "a.xlsx", "b.xlsm", "c.xls", "~$a.xlsx", "d.csv")
    found = find_sources([str(tmp_path)])
    assert ([Path(source.path).name for source in found.sources], found.passed_over) == (["a.xlsx", "b.xlsm", "c.xls"], ["d.csv"])


def test_a_workbook_may_be_larger_than_a_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As far as `check` reads it, alone and in a zip."""
    monkeypatch.setattr("stemfunds.workbook.package.LARGEST_WORKBOOK", LARGEST_FILE + 9)
    archive = tmp_path / "p.zip"
    for name, size in (("a.xlsx", 9), ("b.xlsx", 10), ("c.yaml", 1)):
        (tmp_path / name).write_bytes(os.urandom(LARGEST_FILE + size))
    with zipfile.ZipFile(archive, "w") as members:
        for name in ("a.xlsx", "b.xlsx", "c.yaml"):
            members.write(tmp_path / name, name)
    said = {source.path: _said(source) for source in find_sources([str(tmp_path)]).sources}
    assert {Path(path).name for path, words in said.items() if not words} == {"a.xlsx"}
    assert "at most 5 MB are read" in said[f"{archive}/b.xlsx"]
    assert "at most 5 MB are read" in said[f"{archive}/c.yaml"]


def _said(source: Source) -> str:
    try:
        content_of(source, Archives())
    except UnusableInput as unusable:
        return str(unusable)
    return ""


def test_lines_beside_a_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are read with it and are no plan; without it they are told of."""
    monkeypatch.chdir(_files(tmp_path, "p/a.yaml", "p/a.lines.csv", "p/b.json", "p/gone.lines.csv", "p/c.xlsx", "p/c.lines.csv"))
    with zipfile.ZipFile("p.zip", "w") as members:
        for name in ("a.yaml", "a.lines.csv", "gone.lines.csv"):
            members.write(f"p/{name}", f"in/{name}")
    for sources, lines, gone in (
        (find_sources(["p"]).sources, "p/a.lines.csv", "p/gone.lines.csv"),
        (find_sources(["p.zip"]).sources, "in/a.lines.csv", "p.zip/in/gone.lines.csv"),
    ):
        assert sources[0].lines_file == lines
        content = content_of(sources[0], Archives())
        assert (content.data, content.lines) == (b"title: p/a.yaml\n", b"title: p/a.lines.csv\n")
        assert [_said(one) for one in sources if one.path == gone] == [
            f"{gone}:1:1  these are the budget lines of a plan that is not here; expected gone.yaml or gone.json beside them"
        ]
    assert [source.path for source in find_sources(["p"]).sources if source.refusal] == ["p/c.lines.csv", "p/gone.lines.csv"]


def test_a_fingerprint_is_of_both_files(tmp_path: Path) -> None:
    """Bytes that move from one to the other are a change."""
    prints = set()
    for plan, lines in (("ab", "c"), ("a", "bc"), ("abc", None)):
        (tmp_path / "p.yaml").write_text(plan)
        (tmp_path / "p.lines.csv").unlink(missing_ok=True)
        if lines is not None:
            (tmp_path / "p.lines.csv").write_text(lines)
        [source] = find_sources([str(tmp_path / "p.yaml")]).sources
        prints.add(content_of(source, Archives()).sha256)
    assert len(prints) == 3


def test_files_that_stand_apart(tmp_path: Path) -> None:
    """The State's list may lie among the plans."""
    _files(tmp_path, "a.xlsx", "list.xlsx", "list.csv")
    found = find_sources([str(tmp_path)], apart=[tmp_path / "list.xlsx", tmp_path / "list.csv"])
    assert ([one.path for one in found.sources], found.passed_over) == ([str(tmp_path / "a.xlsx")], [])
