"""How fast are the tables made again, and in how much memory? Each time in a fresh process."""

import os
import resource
import subprocess
import sys
from pathlib import Path
from time import perf_counter

import msgspec
import psycopg

from adapters.measure.figures import Figure, median, spread, timed
from adapters.read_models.rebuild import rebuild
from adapters.reference.tables import place_of

ROOT = Path(__file__).resolve().parents[2]
FASTEST = 60_000
HELD = 0.8
FLAT = 1.3


class Run(msgspec.Struct, frozen=True):
    entries: int
    seconds: float
    peak_mb: float

    @property
    def rate(self) -> float:
        return self.entries / self.seconds


def rebuilt(owner: str) -> Run:
    """One rebuild, by a process that does nothing else."""
    command = [sys.executable, "-P", "-m", "api.measures.rebuilding", owner]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, check=True, capture_output=True, env=environment)
    return msgspec.json.decode(done.stdout, type=Run)


def main(owner: str) -> None:
    start = perf_counter()
    done = rebuild(owner, place_of, lambda _text: "nom scellé")
    seconds = perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.buffer.write(msgspec.json.encode(Run(done.entries, seconds, round(peak, 1))))


def read_rate(owner: str, entries: int) -> float:
    """The floor: the same lines, read and thrown away."""
    statement = "COPY (SELECT * FROM journal.entries ORDER BY notification_id) TO STDOUT"

    def read() -> None:
        with psycopg.connect(owner) as connection, connection.cursor().copy(statement) as copy:
            for _ in copy:
                pass

    return entries / median([timed(read) for _ in range(3)])


def figures(small: list[Run], large: list[Run], floor: float) -> list[Figure]:
    slow, fast = [run.rate for run in large], [run.rate for run in small]
    peak, first = (median([run.peak_mb for run in runs]) for runs in (large, small))
    return [
        Figure(
            name="rebuild_200k",
            value=round(median(fast)),
            unit="entry/s",
            floor=round(floor),
            ratio=round(median(fast) / floor, 3),
            spread=spread(fast),
            bar=f"value >= {FASTEST}",
            ok=median(fast) >= FASTEST,
        ),
        Figure(
            name="rebuild_1m",
            value=round(median(slow)),
            unit="entry/s",
            floor=round(median(fast)),
            ratio=round(median(slow) / median(fast), 3),
            spread=spread(slow),
            bar=f"ratio >= {HELD}",
            ok=median(slow) / median(fast) >= HELD,
        ),
        Figure(
            name="rebuild_memory",
            value=peak,
            unit="MB (peak)",
            floor=first,
            ratio=round(peak / first, 3),
            spread=spread([run.peak_mb for run in large]),
            bar=f"ratio <= {FLAT}",
            ok=peak / first <= FLAT,
        ),
    ]


if __name__ == "__main__":
    main(sys.argv[1])
