"""Which files does a browser ask for? Ours, htmx from its package, and the cut typefaces."""

import mimetypes
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import msgspec

from adapters.fonts import fonts_directory

STATIC = Path(__file__).parent.parent / "static"
HTMX = "htmx.js"
FOR_EVER = "public, max-age=31536000, immutable"
A_DAY = "public, max-age=86400"


class Asset(msgspec.Struct, frozen=True):
    """A file as it is sent."""

    content: bytes
    media_type: str
    version: str


@cache
def assets() -> dict[str, Asset]:
    """Every file under /statique/, by the rest of its address; nothing else can be asked for."""
    htmx = files("js_lib_htmx") / "static" / "htmx" / "htmx.min.js"
    found = {path.name: path.read_bytes() for path in STATIC.iterdir() if path.is_file()}
    found[HTMX] = htmx.read_bytes()
    for path in fonts_directory().glob("*.woff2"):
        found[f"polices/{path.name}"] = path.read_bytes()
    return {
        name: Asset(content, media_type(name), mark(content)) for name, content in found.items()
    }


def media_type(name: str) -> str:
    known = {"js": "text/javascript", "css": "text/css", "woff2": "font/woff2"}
    ending = name.rpartition(".")[2]
    return known.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"


def mark(content: bytes) -> str:
    return sha256(content).hexdigest()[:10]


def static_address(name: str) -> str:
    """The address changes with the content, so a browser may keep the file for ever."""
    return f"/statique/{name}?v={assets()[name].version}"
