"""A working folder in which the commands of one page run one after the other, as a reader would run them."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from types import TracebackType

from documentation.blocks import EditFile, Run, WrongBlockError

ROOT = Path(__file__).resolve().parent.parent
COLUMNS = 80
_TIME_LIMIT = 120
_PROGRAMS = {"stemfunds": [sys.executable, "-m", "stemfunds"], "python": [sys.executable]}


class Session:
    """The folder with examples and rules, away from the checkout: what the installed program does is what is shown."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> Session:
        self.folder.mkdir(parents=True)
        for name in ("examples", "rules"):
            shutil.copytree(ROOT / name, self.folder / name)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        shutil.rmtree(self.folder)

    def run(self, asked: Run) -> list[str]:
        """Run a command; the lines that it prints, messages behind results. Another status than the expected one is an error."""
        if asked.command.startswith("cp "):
            return self._copy(*asked.command.split()[1:])
        words, target = arguments(asked.command)
        done = subprocess.run(
            words,
            cwd=self.folder,
            env=_environment(),
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=_TIME_LIMIT,
            check=False,
        )
        results, messages = done.stdout, done.stderr.decode()
        if target:
            (self.folder / target).write_bytes(results)
            results = b""
        text = results.decode() + (messages if asked.messages else "")
        self._agrees(asked, done.returncode, text)
        return text.rstrip("\n").splitlines()

    def run_on_terminal(self, asked: Run) -> list[str]:
        """Run a command as on a terminal; the lines with their colors."""
        import pty

        words, _ = arguments(asked.command)
        here, there = pty.openpty()
        messages = there if asked.messages else subprocess.DEVNULL
        with subprocess.Popen(
            words, cwd=self.folder, env=_environment(), stdin=subprocess.DEVNULL, stdout=there, stderr=messages
        ) as running:
            os.close(there)
            text = _everything(here)
            status = running.wait(_TIME_LIMIT)
        self._agrees(asked, status, text)
        return text.rstrip().splitlines()

    def _copy(self, source: str, target: str) -> list[str]:
        whole = self.folder / source
        (self.folder / target).parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if whole.is_dir() else shutil.copyfile)(whole, self.folder / target)
        return []

    def write(self, name: str, text: str) -> None:
        """Write a file of the working folder."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def edit(self, asked: EditFile) -> None:
        """Make a difference in a file: its old lines, with - or no mark, must stand there once; the new ones take their place."""
        path = self.folder / asked.name
        lines = asked.difference.splitlines()
        old = "".join(line[1:] + "\n" for line in lines if not line.startswith("+"))
        new = "".join(line[1:] + "\n" for line in lines if not line.startswith("-"))
        text = path.read_text(encoding="utf-8")
        if text.count(old) != 1:
            raise WrongBlockError(f"edit: {asked.name}: the old lines stand there {text.count(old)} times, expected once")
        path.write_text(text.replace(old, new), encoding="utf-8")

    def _agrees(self, asked: Run, status: int, text: str) -> None:
        if status != asked.status:
            raise WrongBlockError(f'"{asked.command}" ended with status {status}, expected {asked.status}:\n{text}')
        if str(self.folder) in text or str(ROOT) in text:
            raise WrongBlockError(f'"{asked.command}" prints a path of this machine:\n{text}')


def arguments(command: str) -> tuple[list[str], str]:
    """The words of a command, its program first, and the file that takes its output, if it ends in ``> FILE``."""
    words = shlex.split(command)
    target = words.pop() if len(words) > 2 and words[-2] == ">" else ""
    if target:
        words.pop()
    program = _PROGRAMS.get(words[0])
    if program is None:
        raise WrongBlockError(f'"{command}": expected a command that begins with {", ".join(_PROGRAMS)}')
    return [*program, *words[1:]], target


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLORTERM", "FORCE_COLOR")}
    return {**kept, "COLUMNS": str(COLUMNS), "LINES": "50", "TERM": "xterm-256color", "PYTHONUTF8": "1"}


def _everything(handle: int) -> str:
    """What a terminal shows until its program ends; the system tells the end as an error."""
    parts = list[bytes]()
    while True:
        try:
            part = os.read(handle, 65536)
        except OSError:
            break
        if not part:
            break
        parts.append(part)
    os.close(handle)
    return b"".join(parts).decode().replace("\r\n", "\n")
