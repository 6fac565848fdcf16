"""Does any known trick with sessions, proofs, codes, links or tokens get somebody in?"""

from adapters.measure.verdicts import Verdict, verdict
from api.app import create_app
from api.crm import Crm
from api.measures.asgi import HOST, Browser
from api.measures.intruder import Ring
from api.measures.stage import fill
from api.measures.tricks import CONTROLS, TRICKS, code_guesses, guesses

LOOKED_AT = 12
"""Of all guesses at one account within a minute: the rest is not even read."""


def measure_sessions(crm: Crm, many: int) -> Verdict:
    """The control counts families: all of them must let the right one in, else it counts none."""
    fill(crm)
    with Browser(create_app(crm, HOST.decode())) as browser:
        ring = Ring(crm, browser)
        tried = {name: [trick(ring) for trick in tricks] for name, tricks in TRICKS.items()}
        passwords, codes = guesses(ring, many), code_guesses(ring, many)
        controls = [control(ring) for control in CONTROLS.values()]
    entered = sum(map(sum, tried.values())) + passwords[0] + codes[0]
    read_too_often = max(0, passwords[1] - LOOKED_AT) + max(0, codes[1] - LOOKED_AT)
    attempts = sum(map(len, tried.values())) + 2 * many
    return verdict(
        "sessions",
        "tricks that got in",
        attempts,
        entered + read_too_often,
        len(controls) if all(controls) else 0,
        f"0 of {attempts} get in, at most {LOOKED_AT} guesses of {many} are read; controls enter",
        {
            **{f"in_{name}": sum(found) for name, found in tried.items()},
            "passwords_read": passwords[1],
            "codes_read": codes[1],
        },
    )
