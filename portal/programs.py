"""Programs that the demo runs beside itself: each line they print appears with the program's name before it."""

import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass

from portal.embedded import dies_with_us


@dataclass
class Program:
    """A child process whose output is printed as `name │ line`."""

    name: str
    process: subprocess.Popen[str]

    def stop(self) -> None:
        """Ask it to end; by force after 15 seconds."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


def start(name: str, *command: str) -> Program:
    """A Python program of the environment, e.g. start("worker", "celery", "-A", "portal", "worker").

    It has a session of its own, so that Ctrl-C reaches the demo first, and ends with the demo, however that ends.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
        preexec_fn=dies_with_us(signal.SIGTERM),  # noqa: PLW1509
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    threading.Thread(target=relay, args=(name, process), daemon=True).start()
    return Program(name, process)


def relay(name: str, process: subprocess.Popen[str]) -> None:
    """Print what the program says, until it ends."""
    assert process.stdout is not None
    with process.stdout as lines:
        for line in lines:
            if line.strip():
                sys.stdout.write(f"{name:>8} │ {line.rstrip()}\n")
                sys.stdout.flush()
