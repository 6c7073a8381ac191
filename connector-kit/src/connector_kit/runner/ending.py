"""How the process of a connector ends when its runner is killed."""

from __future__ import annotations

import os
import sys
import threading

if sys.platform != "win32":
    import select
    import signal

__all__ = ["end_with_runner"]


def end_with_runner(output: int) -> None:
    """Ends this process and all that it started once nobody reads its frames: a runner that was killed leaves nothing behind."""
    if sys.platform == "win32":
        return
    gone = select.poll()
    # Nothing is asked for: that the other end has closed is told in any case.
    gone.register(output, 0)

    # The runner makes it the leader of a group of its own; one that somebody else started leaves the others of its group alone.
    leads = os.getpgrp() == os.getpid()

    def wait() -> None:
        gone.poll()
        (os.killpg if leads else os.kill)(os.getpid(), signal.SIGKILL)

    threading.Thread(target=wait, daemon=True).start()
