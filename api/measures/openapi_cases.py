"""Cases that a library makes from the document of the API: what its shapes allow, and do not."""

import logging
import warnings
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import msgspec

from api.measures.asgi import Asked
from api.web.openapi import document


def cases(many: int) -> Iterator[Asked]:
    """In equal parts for each operation. Needs the development dependencies."""
    import schemathesis  # noqa: PLC0415 - not installed where the application only serves
    from schemathesis.core.result import Ok  # noqa: PLC0415 - idem

    logging.getLogger("schemathesis").setLevel(logging.ERROR)
    schema = schemathesis.openapi.from_dict(document())
    found = [one.ok() for one in schema.get_all_operations() if isinstance(one, Ok)]
    for operation in found:
        yield from generated(operation.as_strategy(), -(-many // len(found)))


def generated(strategy: Any, many: int) -> list[Asked]:
    from hypothesis import HealthCheck, Phase, given, settings  # noqa: PLC0415 - as above

    found: list[Asked] = []

    @settings(
        max_examples=many,
        phases=[Phase.generate],
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def collect(case: Any) -> None:
        found.append(as_asked(case))

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        collect()
    return found


def as_asked(case: Any) -> Asked:
    query = urlencode(case.query or {}, doseq=True, errors="surrogatepass")
    target = case.formatted_path + (f"?{query}" if query else "")
    body = b"" if type(case.body).__name__ == "NotSet" else encoded(case.body)
    kind = (("content-type", "application/json"), ("sec-fetch-site", "same-origin"))
    return Asked(case.method.upper(), target, kind if body else (), body)


def encoded(value: Any) -> bytes:
    try:
        return msgspec.json.encode(value)
    except (TypeError, ValueError, OverflowError):  # a text that is no text, a number too large
        return repr(value).encode("utf-8", "surrogatepass")
