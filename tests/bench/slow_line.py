"""A line between a client and a server that takes its time: so many bytes a second, and a way to go."""

from __future__ import annotations

import select
import socket
import threading
import time
from collections import deque
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Way:
    """One direction: what is under way, and when each piece arrives."""

    to: socket.socket
    free_at: float = 0.0
    """When the last byte so far will have been put on the line."""
    under_way: deque[tuple[float, bytes]] = field(default_factory=deque)


class SlowLine:
    """Hands bytes on between connections to its own port and another one, both on the loopback.

    Whatever is sent waits its turn in a queue without end, as in a modem, and then travels for half a round
    trip. As fast as the machine until `slow_down`, for a login is not what is measured.
    """

    def __init__(self, port: int) -> None:
        self._to = port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self.carried = 0
        """Bytes from the server so far."""
        self._rate = float("inf")
        self._half_s = 0.0
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def slow_down(self, bits: int, round_trip_s: float) -> None:
        """From now on, so many bits a second each way and so long a round trip."""
        self._rate, self._half_s = bits / 8, round_trip_s / 2

    def close(self) -> None:
        """Cut all connections."""
        self._ends.set()
        self._thread.join()

    def _run(self) -> None:
        ways: dict[socket.socket, _Way] = {}
        far_ends: set[socket.socket] = set()
        while not self._ends.is_set():
            due = min((way.under_way[0][0] for way in ways.values() if way.under_way), default=float("inf"))
            patience = min(0.05, max(0.0, due - time.monotonic()))
            for ready in select.select([self._listening, *ways], [], [], patience)[0]:
                if ready is self._listening:
                    near = self._listening.accept()[0]
                    far = socket.create_connection(("127.0.0.1", self._to))
                    for end in (near, far):
                        end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    ways |= {near: _Way(far), far: _Way(near)}
                    far_ends.add(far)
                    continue
                data = ready.recv(65536)
                if not data:
                    self._ends.set()
                    break
                if ready in far_ends:
                    self.carried += len(data)
                way = ways[ready]
                now = time.monotonic()
                way.free_at = max(now, way.free_at) + len(data) / self._rate
                way.under_way.append((way.free_at + self._half_s, data))
            now = time.monotonic()
            for way in ways.values():
                while way.under_way and way.under_way[0][0] <= now:
                    way.to.sendall(way.under_way.popleft()[1])
        for each in (self._listening, *ways):
            each.close()
