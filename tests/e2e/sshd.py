"""An OpenSSH server of the tests' own, on the loopback, with its own keys and nothing of the machine's."""

from __future__ import annotations

import contextlib
import getpass
import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.tools import find

_START_S = 10.0
_TRIES = 5


PROGRAMS = ("sshd", "ssh", "ssh-keygen")
"""What a server and its clients want."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs."""

    port: int
    folder: Path
    process: subprocess.Popen[bytes]

    def client(self, *command: str, options: tuple[str, ...] = ("-tt",)) -> list[str]:
        """The command line of `ssh` that runs a command there, with a terminal unless told otherwise."""
        return [
            find("ssh") or "ssh",
            "-F",
            "none",
            "-i",
            str(self.folder / "user_key"),
            "-p",
            str(self.port),
            *(f"-o{option}" for option in self._client_options()),
            *options,
            f"{getpass.getuser()}@127.0.0.1",
            *command,
        ]

    def _client_options(self) -> tuple[str, ...]:
        return (
            f"UserKnownHostsFile={self.folder / 'known_hosts'}",
            "StrictHostKeyChecking=accept-new",
            "IdentitiesOnly=yes",
            "BatchMode=yes",
            "LogLevel=ERROR",
            "ConnectTimeout=10",
        )


@contextlib.contextmanager
def running(
    folder: Path, env: Mapping[str, str], *, authorize: str = "", config: str = ""
) -> Iterator[Server]:
    """A server for the user that runs the tests, until the end of the block.

    Args:
        folder: an empty folder for its keys, configuration and log.
        env: what its sessions find in their environment, whatever the client sends.
        authorize: options before the key in `authorized_keys`, such as `restrict,pty,command="..."`.
        config: lines to add to its configuration.
    """
    folder.chmod(0o700)
    for name in ("host_key", "user_key"):
        keygen = [find("ssh-keygen") or "", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
        subprocess.run(keygen, check=True)
    public = (folder / "user_key.pub").read_text(encoding="ascii")
    (folder / "authorized_keys").write_text(f"{authorize} {public}".lstrip(), encoding="utf-8")
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # where Debian's sshd drops its privileges
    for _ in range(_TRIES):
        server = _start(folder, env, config)
        if server is not None:
            break
    else:
        raise RuntimeError("sshd does not start:\n" + (folder / "log").read_text(encoding="utf-8"))
    try:
        yield server
    finally:
        server.process.terminate()
        server.process.wait()


def _start(folder: Path, env: Mapping[str, str], config: str) -> Server | None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    # nothing is kept for a next start, but where a test says so
    found = {"XDG_CACHE_HOME": os.devnull} | dict(env)
    pairs = " ".join(f'"{name}={value}"' for name, value in found.items() if name != "TERM")
    lines = f"""
        ListenAddress 127.0.0.1:{port}
        HostKey {folder / "host_key"}
        AuthorizedKeysFile {folder / "authorized_keys"}
        PidFile none
        StrictModes no
        UsePAM no
        PasswordAuthentication no
        PermitRootLogin prohibit-password
        PrintMotd no
        PrintLastLog no
        SetEnv {pairs}
        Subsystem sftp internal-sftp
        {config}
    """
    (folder / "config").write_text("\n".join(line.strip() for line in lines.splitlines()), encoding="utf-8")
    process = subprocess.Popen(
        [find("sshd") or "", "-D", "-f", str(folder / "config"), "-E", str(folder / "log")],
        stdin=subprocess.DEVNULL,
    )
    end = time.monotonic() + _START_S
    while process.poll() is None and time.monotonic() < end:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1.0) as line:
            if line.recv(4) == b"SSH-":
                return Server(port, folder, process)
    process.kill()
    process.wait()
    return None
