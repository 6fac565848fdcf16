"""Under which key do two spellings of one organisation's name meet?"""

import re
from functools import lru_cache

from adapters.matching.folding import compact, fold, without_accents

LINKS = frozenset(re.findall(r"\w+", "a au aux d de des du en et l la le les par pour sur un une"))

GENERIC = frozenset(
    re.findall(
        r"\w+",
        """amis antenne asso association centre club college collectif comite communaute conseil
    departement ecole federation fondation groupe institut jumelage lycee maison mairie ong
    professionnel region regional regionale reseau social societe universite ville""",
    )
)

DEPARTEMENTS = {
    "02": "aisne",
    "59": "nord",
    "60": "oise",
    "62": "pas de calais",
    "80": "somme",
}

HEADS = (
    (r"(?:ville|commune|mairie|municipalite)(?: de la| du| des| de| d)?", "ville"),
    (r"(?:comite|cte|association|assoc|asso)(?: de| du)? jumelage", "jumelage"),
    (r"conseil (?:departemental|general)|dept|dpt", "departement"),
    (r"cc|comcom|com com", "communaute communes"),
    (r"ca|agglo", "communaute agglomeration"),
    (r"cu", "communaute urbaine"),
    (r"cs", "centre social"),
    (r"lpa", "lycee professionnel agricole"),
    (r"lp", "lycee professionnel"),
    (r"univ", "universite"),
    (r"association|assoc|asso|ass", ""),
)

SHORT = {
    "cte": "comite",
    "hdf": "hauts de france",
    "npdc": "nord pas de calais",
    "pro": "professionnel",
    "st": "saint",
    "ste": "sainte",
}


@lru_cache(maxsize=100_000)
def normalise(text: str) -> str:
    """« Mairie d’Orchies », « VILLE ORCHIES » → "ville orchies": words that tell names apart."""
    words = " ".join(SHORT.get(word, word) for word in fold(text).split())
    words = re.sub(r"^cd ?(02|59|60|62|80)\b", _departement, words)
    for head, full in HEADS:
        changed = re.sub(rf"^(?:{head})(?= )", full, words).strip()
        if changed != words:
            words = changed
            break
    kept = [word for word in words.split() if word not in LINKS and word != "ong"]
    return " ".join(kept) or fold(text)


def _departement(code: re.Match[str]) -> str:
    return f"departement {DEPARTEMENTS[code.group(1)]}"


def keys(text: str) -> tuple[str, ...]:
    """Every key under which a name is kept and looked for, the closest to its spelling first."""
    return tuple(dict.fromkeys(k for k in (compact(text), normalise(text).replace(" ", "")) if k))


def same_name(line: str, nom: str) -> str:
    """In which words do we tell a person that these two spellings are one name?"""
    if _typed(line) == _typed(nom):
        return "Nom identique"
    if without_accents(line) == without_accents(nom):
        return "Même nom, sans les accents"
    if compact(line) == compact(nom):
        apostrophe = ("'" in _typed(line)) != ("'" in _typed(nom))
        return "Même nom, sans l’apostrophe" if apostrophe else "Même nom, sans la ponctuation"
    if _linked(line) == _linked(nom):
        return "Même nom, sans la liaison"
    return "Même nom, écrit en abrégé"


def _typed(text: str) -> str:
    return " ".join(text.replace("’", "'").casefold().split())


def _linked(text: str) -> list[str]:
    return [word for word in fold(text).split() if word not in LINKS]
