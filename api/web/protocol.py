"""What is no HTTP at all is refused in French too, and the limits of what is listened to."""

from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from api.web.exchange import LARGEST_HEAD

REFUSED = (
    "Cette demande ne se lit pas : elle n’est pas du HTTP correct, ou son en-tête est trop long. "
    "Rien n’a été lu ni enregistré."
)
LIMITS: dict[str, Any] = {
    "h11_max_incomplete_event_size": LARGEST_HEAD,
    "limit_concurrency": 400,
    "timeout_keep_alive": 5,
    "timeout_graceful_shutdown": 20,
    "backlog": 512,
    "server_header": False,
    "access_log": False,
    "log_config": None,
}


class FrenchProtocol(H11Protocol):
    """Only the refusal of what cannot be read is ours."""

    def send_400_response(self, _: str) -> None:
        words = REFUSED.encode()
        headers = [
            (b"content-type", b"text/plain; charset=utf-8"),
            (b"content-length", str(len(words)).encode()),
            (b"x-content-type-options", b"nosniff"),
            (b"cache-control", b"no-store"),
            (b"connection", b"close"),
        ]
        if self.conn.our_state in {h11.IDLE, h11.SEND_RESPONSE}:
            answer = h11.Response(status_code=400, headers=headers, reason=b"Bad Request")
            for event in (answer, h11.Data(data=words), h11.EndOfMessage()):
                self.transport.write(self.conn.send(event))
        self.transport.close()
