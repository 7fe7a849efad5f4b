"""Limits of the operating system on a process that may run wild."""

from __future__ import annotations

import math
import os
import sys
import time
from pathlib import Path


def confine(seconds: float, memory: int) -> None:
    """Set limits on this process, where the system has them: seconds and bytes on top of what is in use."""
    try:
        import resource
    except ImportError:
        return
    wanted = {
        resource.RLIMIT_CPU: math.ceil(time.process_time() + seconds) + 1,
        resource.RLIMIT_AS: _mapped() + memory,
        resource.RLIMIT_CORE: 0,
    }
    for kind, amount in wanted.items():
        try:
            resource.setrlimit(kind, (amount, amount))
        except (ValueError, OSError):
            continue


def signal_name(end: int | None) -> str:
    """Return the signal that ended a process, "" where none did; `end` is its exit code."""
    import signal

    return signal.Signals(-end).name if end is not None and end < 0 else ""


def _mapped() -> int:
    """Return the bytes of address space in use; 0 where the system does not say."""
    if not sys.platform.startswith("linux"):
        return 0
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    return pages * os.sysconf("SC_PAGE_SIZE")
