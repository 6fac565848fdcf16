"""One question to the provider, one JSON object: five seconds, a bounded size, no redirection."""

import time
from typing import Any

import httpx
import msgspec

from adapters.oidc.registered import AwayError, UntrustedError

PATIENCE = 5.0
LARGEST = 256 * 1024
REFUSED = frozenset({400, 401, 403})


def fetched(method: str, url: str, **sent: Any) -> dict[str, Any]:
    """Raises AwayError; UntrustedError when the provider itself refuses what was sent."""
    try:
        with (
            httpx.Client(timeout=PATIENCE, headers={"Accept": "application/json"}) as client,
            client.stream(method, url, **sent) as answer,
        ):
            body = whole(answer)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise AwayError(type(error).__name__) from error
    if method == "POST" and answer.status_code in REFUSED:
        raise UntrustedError(f"exchange refused, {answer.status_code}")
    if answer.status_code != 200:
        raise AwayError(f"status {answer.status_code}")
    return as_object(body)


def whole(answer: httpx.Response) -> bytes:
    """A provider that answers a byte at a time is away too."""
    until, found = time.monotonic() + PATIENCE, bytearray()
    for chunk in answer.iter_bytes():
        found += chunk
        if len(found) > LARGEST or time.monotonic() > until:
            raise AwayError("too long an answer")
    return bytes(found)


def as_object(body: bytes) -> dict[str, Any]:
    try:
        return msgspec.json.decode(body, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise AwayError("not a JSON object") from error
