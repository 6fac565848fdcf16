"""Signed out while typing: the text goes through the sign-in and is there on the other side.

The page of the failure sends two hidden fields to the sign-in; each step of it carries them on
(`carried`), and the answer to the last one is `resumed` instead of a redirection.
"""

import re
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from urllib.parse import urlencode

from litestar import Response
from litestar.enums import MediaType

from api.orders import MAX_BYTES
from api.web.forms import Form
from api.web.keeping import Fields, kept, read_fields, readable, whole
from api.web.pages.failing import ResumePage, Waiting
from api.web.pages.frame import Frame
from api.web.render import html

RESUME_AT = "/entrer"
ADDRESS, BODY = "_reprise_adresse", "_reprise"
MOST = 58_000
"""Characters: an e-mail and a password beside it still leave the form under 64 kB."""
OURS = re.compile(r"/(?![/\\])[\x21-\x7e]{0,500}", re.ASCII)


def resume_fields(address: str, fields: Fields) -> Fields:
    """The hidden fields that hold a form; none when it is too large to be carried."""
    body = urlencode(kept(fields)).encode()
    text = urlsafe_b64encode(zlib.compress(body, 9)).decode()
    return ((ADDRESS, address), (BODY, text)) if len(text) <= MOST else ()


def carried(form: Form) -> Fields:
    """What a step of the sign-in puts in its own form, unread, for the next one."""
    held = ((name, form.text(name)) for name in (ADDRESS, BODY))
    found = tuple((name, value) for name, value in held if value)
    return found if len(found) == 2 else ()


def resumed(form: Form, frame: Frame, nom: str) -> Response[str] | None:
    """« Votre texte est là », and who will sign it; None when there is none that can be read."""
    page = resume_page(form.text(ADDRESS), form.text(BODY), nom)
    if page is None:
        return None
    return Response(html("reprise", frame, page), media_type=MediaType.HTML)


def resume_page(address: str, text: str, nom: str = "") -> ResumePage | None:
    fields = unpacked(text)
    if not OURS.fullmatch(address) or not whole(fields):
        return None
    sending = Waiting(adresse=address, champs=kept(fields), geste="Envoyer mon texte")
    return ResumePage(envoi=sending, texte=readable(fields), nom=nom)


def unpacked(text: str) -> Fields:
    """Whatever was changed on the way reads as nothing; no text grows beyond a form."""
    try:
        reader = zlib.decompressobj()
        body = reader.decompress(urlsafe_b64decode(text.encode()), MAX_BYTES)
    except (ValueError, zlib.error):
        return ()
    return read_fields(body) if reader.eof else ()
