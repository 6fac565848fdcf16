"""How does a page become HTML? One environment, escaping on, a missing value is an error."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api import french
from api.web.access import FIELD
from api.web.assets import static_address
from api.web.pages.frame import Frame

TEMPLATES = Path(__file__).parent.parent / "templates"

FORM = re.compile(r'<form\b[^>]*\bmethod="post"[^>]*>')
PIECES = re.compile(r"(<textarea.*?</textarea>|<[^>]*>)|([^<]+)", re.DOTALL)
SIGN = re.compile(r" (?=[:;!?%»](?:\s|$))")


def decimal_or_dash(value: french.Number | None) -> str:
    """A rate that does not exist is a dash, never a zero."""
    return "–" if value is None else french.decimal(value)


FILTERS = {
    "entier": french.whole,
    "decimale": decimal_or_dash,
    "pourcent": french.percent,
    "heures": french.hours,
    "duree": french.duration,
    "compte": french.counted,
    "ecart": french.gap,
}


@cache
def environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(FILTERS)
    made.globals["statique"] = static_address
    return made


def html(template: str, cadre: Frame, page: Any) -> str:
    made = environment().get_template(f"{template}.html").render(cadre=cadre, page=page)
    return typeset(FORM.sub(lambda form: form[0] + proved(cadre), made))


def proved(cadre: Frame) -> str:
    """Every form that writes carries the proof that it comes from a page of this session."""
    return f'<input type="hidden" name="{FIELD}" value="{cadre.preuve}">' if cadre.preuve else ""


def fragment(template: str, **values: Any) -> str:
    """A part of a page, for htmx to put in its place."""
    return typeset(environment().get_template(f"partiels/{template}.html").render(**values))


def typeset(made: str) -> str:
    """French signs never begin a line; tags and what people typed are left as they are."""
    return PIECES.sub(lambda piece: piece[1] or unparted(piece[2]), made)


def unparted(text: str) -> str:
    return SIGN.sub(french.NBSP, text).replace("« ", f"«{french.NBSP}")
