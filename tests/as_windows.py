"""Runs `cop` without the functions, signals and modules that Windows lacks: `tests/as_windows.py ARGUMENTS`.

The standard library and MkDocs are imported before, so this tests only our own code.
"""

from __future__ import annotations

import http.client  # noqa: F401  # these depend on the system, so they are imported before it changes
import os
import shutil  # noqa: F401
import signal
import sys
import sysconfig
import tarfile  # noqa: F401
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from types import ModuleType
from typing import Any

import click.testing  # noqa: F401
import mkdocs.commands.build
import mkdocs.commands.serve  # noqa: F401

_UNIX_FUNCTIONS = [
    "fork",
    "geteuid",
    "getuid",
    "killpg",
    "mkfifo",
    "nice",
    "pipe2",
    "pread",
    "pwrite",
    "sched_getaffinity",
    "setsid",
    "sync",
    "sysconf",
    "wait",
    "wait4",
]
_UNIX_SIGNALS = [
    "SIGALRM",
    "SIGCHLD",
    "SIGHUP",
    "SIGKILL",
    "SIGPIPE",
    "SIGQUIT",
    "SIGSTOP",
    "SIGUSR1",
    "alarm",
    "pause",
]
_UNIX_MODULES = ["fcntl", "grp", "pty", "pwd", "resource", "syslog", "termios", "tty"]


def _rename(source: Any, target: Any, *, rename: Any = os.rename) -> None:
    """Rename a file, but never over another one."""
    if Path(target).exists():
        raise FileExistsError(17, "Cannot create a file when that file already exists", str(source), 183, str(target))
    rename(source, target)


def _make_msvcrt() -> ModuleType:
    """Return a module that locks files as that of Windows does."""

    def locking(file: int, mode: int, _: int) -> None:
        flock(file, mode)

    module = ModuleType("msvcrt")
    vars(module).update(LK_LOCK=LOCK_EX, LK_NBLCK=LOCK_EX | LOCK_NB, locking=locking)
    return module


def become_windows() -> None:
    """Remove from this process what Windows does not have."""
    sysconfig.get_config_vars()  # it imports a module of the real system once
    for module, names in ((os, _UNIX_FUNCTIONS), (signal, _UNIX_SIGNALS)):
        for name in names:
            if hasattr(module, name):
                delattr(module, name)
    for name in _UNIX_MODULES:
        sys.modules[name] = None  # type: ignore[assignment]  # makes its import fail
    sys.modules["msvcrt"] = _make_msvcrt()
    os.rename = _rename  # type: ignore[assignment]  # our code gives it no descriptors
    sys.platform = "win32"


if __name__ == "__main__":
    become_windows()
    from cop_site.cli import run

    run()
