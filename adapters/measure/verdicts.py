"""One promise put to the proof, as a line of JSON or of a table."""

from msgspec import Struct


class Verdict(Struct, frozen=True, kw_only=True):
    """`control`: what the same trial finds where the promise is not kept; it must find something.

    A trial whose control finds nothing proves nothing: it is not ok.
    """

    name: str
    value: int
    unit: str
    trials: int
    failures: int
    control: int
    bar: str
    ok: bool
    detail: dict[str, int] = {}


def verdict(
    name: str,
    unit: str,
    trials: int,
    failures: int,
    control: int,
    bar: str,
    detail: dict[str, int] | None = None,
) -> Verdict:
    return Verdict(
        name=name,
        value=failures,
        unit=unit,
        trials=trials,
        failures=failures,
        control=control,
        bar=bar,
        ok=trials > 0 and failures == 0 and control > 0,
        detail=detail or {},
    )
