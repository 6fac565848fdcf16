"""One gesture on an account: done and said, or refused beside the field it speaks of."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from litestar import Response

from api.accounts import Desk
from api.web.account_form import holder_page
from api.web.coming_in import sent
from api.web.forms import Form
from api.web.typed import Unreadable
from api.web.visit import Visit, known_id
from domain.decider import Refused

Act = Callable[[UUID, str], Any]
WHOLE = frozenset({"account", None})
"""Refusals about the account itself are told at the head of its page."""


def gesture(
    visit: Visit,
    desk: Desk,
    compte: str,
    act: Act,
    fait: str,
    *,
    form: Form | None = None,
    named: Mapping[str, str] | None = None,
) -> Response[Any]:
    """`act` takes the account and who signs; `named`: which field of the page a refusal is of."""
    key = known_id(compte)
    try:
        act(key, visit.arrival.author)
    except Refused as refusal:
        if refusal.field in WHOLE:
            return holder_page(visit, desk, key, libre=refusal.why, form=form)
        field = (named or {}).get(str(refusal.field), str(refusal.field))
        return holder_page(visit, desk, key, refus={field: refusal.why}, form=form)
    return sent(f"/comptes/{key}", (("fait", fait),))


def or_refused(read: Callable[[str], Any], text: str, field: str) -> Any:
    """What was typed, read; a refusal that names its field."""
    try:
        return read(text)
    except Unreadable as why:
        raise Refused(str(why), field=field) from why
