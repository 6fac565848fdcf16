"""The attendance sheet: which known actors do these lines name, and why?"""

from functools import lru_cache
from hashlib import sha256
from uuid import UUID

from adapters.matching.index import Candidate as Known
from adapters.matching.matcher import Match, Matcher
from adapters.reference import communes
from api.crm import Crm
from api.fiches import documents, names
from api.web.forms import Form
from api.web.pages.saisie import Candidate, Doubt, Lines, Matched, Unknown
from api.web.visit import Visit
from projections.acteur import Acteur

MOST_LINES = 300


def sheet_lines(text: str) -> list[str]:
    """One name a line; the first three hundred are read, as the page says."""
    return [line.strip() for line in text.splitlines() if line.strip()][:MOST_LINES]


def mark(text: str) -> str:
    """Tells a sheet already read from a new one."""
    return sha256("\n".join(sheet_lines(text)).encode()).hexdigest()[:16]


def recognised(visit: Visit, form: Form) -> Lines | None:
    """The sheet of the form, read; what was settled or unticked on the page stays so."""
    lines = sheet_lines(form.text("feuille"))
    if not lines:
        return None
    matches = [matcher(visit.crm, visit.position()).match(line) for line in lines]
    ids = [found.id for match in matches for found in match.found]
    return sorted_out(matches, names(visit.crm, ids), form)


def sorted_out(matches: list[Match], noms: dict[str, str], form: Form) -> Lines:
    seen = form.text("feuille_vue") == mark(form.text("feuille"))
    ticked = set(form.every("present"))
    every = list(enumerate(matches))
    return Lines(
        lues=len(matches),
        reconnues=tuple(
            matched(match, noms, ticked if seen else None)
            for _, match in every
            if match.verdict == "sure"
        ),
        a_regler=tuple(
            doubt(rank, match, noms, form) for rank, match in every if match.verdict == "doute"
        ),
        inconnues=tuple(Unknown(match.line) for _, match in every if match.verdict == "inconnu"),
        empreinte=mark(form.text("feuille")),
    )


def value(key: UUID) -> str:
    return f"actor:{key}"


def matched(match: Match, noms: dict[str, str], ticked: set[str] | None) -> Matched:
    found = match.found[0]
    kept = ticked is None or value(found.id) in ticked
    return Matched(match.line, value(found.id), noms.get(str(found.id), ""), found.raison, kept)


def doubt(rank: int, match: Match, noms: dict[str, str], form: Form) -> Doubt:
    proposed = tuple(
        Candidate(value(found.id), noms.get(str(found.id), ""), found.raison)
        for found in match.found
    )
    return Doubt(rank, match.line, proposed, form.text(f"ligne_{rank}"))


@lru_cache(maxsize=2)
def matcher(crm: Crm, position: int) -> Matcher:
    """The actors in use at a position; kept while nothing new is recorded."""
    every: list[Acteur] = documents(crm, "acteur", position)
    known = [candidate(each) for each in every if each.survivor is None]
    towns = [commune.nom for commune in communes().values()]
    return Matcher([each for each in known if each is not None], towns)


def candidate(fiche: Acteur) -> Known | None:
    """A natural person is not looked for by name in a sheet."""
    if not isinstance(fiche.nom, str):
        return None
    commune = communes().get(fiche.commune or "")
    return Known(
        fiche.id,
        fiche.nom,
        fiche.sigle,
        fiche.alias,
        commune.nom if commune else None,
        fiche.siren,
    )


def unsettled(lines: Lines | None) -> list[str]:
    """The lines that name nobody yet: they block nothing, and are not counted."""
    if lines is None:
        return []
    doubts = [line.lu for line in lines.a_regler if not line.choisi]
    return [*doubts, *(line.lu for line in lines.inconnues)]
