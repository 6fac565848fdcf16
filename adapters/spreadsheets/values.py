"""What does a cell say: countries, years, identifiers, an address on the web?"""

import re
from datetime import date, timedelta
from functools import cache

from adapters.matching.folding import fold
from adapters.reference import countries

FORMER_COUNTRY_NAMES = {
    "angleterre": "GB",
    "ecosse": "GB",
    "grande bretagne": "GB",
    "uk": "GB",
    "b faso": "BF",
    "burkina": "BF",
    "haute volta": "BF",
    "dahomey": "BJ",
    "zaire": "CD",
    "rdc": "CD",
    "republique democratique du congo": "CD",
    "congo": "CG",
    "congo brazzaville": "CG",
    "rca": "CF",
    "centrafrique": "CF",
    "cote ivoire": "CI",
    "rci": "CI",
    "cap vert": "CV",
    "etats unis": "US",
    "usa": "US",
    "guinee conakry": "GN",
    "hollande": "NL",
    "republique tcheque": "CZ",
    "birmanie": "MM",
    "palestine": "PS",
    "territoires palestiniens": "PS",
    "cisjordanie": "PS",
    "gaza": "PS",
    "mada": "MG",
    "vietnam": "VN",
}

EXCEL_ORIGIN = date(1899, 12, 30)
SERIAL = range(32_874, 54_789)


@cache
def _names() -> dict[str, str]:
    """Folded name → alpha-2: the official ones and those people write."""
    return {fold(nom): code for code, nom in countries().items()} | FORMER_COUNTRY_NAMES


def read_countries(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The alpha-2 codes that a cell names, and the words that name no country."""
    found: dict[str, None] = {}
    unknown: list[str] = []
    for part in re.split(r"[;,/|\n]| et | - ", text):
        word = part.strip()
        code = word if word in countries() else _names().get(fold(word))
        if code:
            found[code] = None
        elif word:
            unknown.append(word)
    return tuple(found), tuple(unknown)


def read_words(text: str) -> tuple[str, ...]:
    """Themes, other names: what stands between semicolons or commas."""
    parts = [" ".join(part.split()) for part in re.split(r"[;,|\n]", text)]
    return tuple(dict.fromkeys(part for part in parts if part))


def read_years(text: str) -> tuple[int, ...] | None:
    """The years of adhésion; () for « non » or nothing, None when a person must say."""
    plain = fold(text)
    if plain in {"", "non", "gratuit", "0"}:
        return ()
    if plain.isdigit() and int(plain) in SERIAL:
        return ((EXCEL_ORIGIN + timedelta(days=int(plain))).year,)
    years = [int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", text)]
    short = re.fullmatch(r"(?:\d{1,2}[/.-]\d{1,2}|[^\W\d]+\.?)[/. -](\d\d)", text.strip())
    if not years and short:
        years = [2000 + int(short.group(1))]
    return tuple(dict.fromkeys(years)) or None


def luhn(digits: str) -> bool:
    """The key of SIREN and SIRET; La Poste's SIRET have one of their own."""
    if digits.startswith("356000000") and len(digits) == 14:
        return sum(map(int, digits)) % 5 == 0
    doubled = [int(d) * (2 if at % 2 else 1) for at, d in enumerate(reversed(digits))]
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0


def read_identifier(text: str, length: int) -> str | None:
    """A SIREN (9) or SIRET (14) without its spaces, None when its key is wrong."""
    digits = re.sub(r"[\s.]", "", text)
    return digits if re.fullmatch(rf"\d{{{length}}}", digits) and luhn(digits) else None


def read_rna(text: str) -> str | None:
    """An association's number: W and nine digits."""
    code = re.sub(r"\s", "", text).upper()
    return code if re.fullmatch(r"W[0-9A-Z]\d{8}", code) else None


def read_site(text: str) -> str | None:
    """An address that a page may link to: http or https, nothing that runs."""
    address = text.strip()
    if re.fullmatch(r"www\.[^\s\"'<>]+", address):
        address = f"https://{address}"
    return address if re.fullmatch(r"https?://[^\s\"'<>]{3,480}", address) else None
