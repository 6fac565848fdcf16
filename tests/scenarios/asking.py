"""Which public question answers a figure, and where in its rows?"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from api.questions import Question, ask
from tests.scenarios.given import label
from tests.scenarios.playing import Played

PARIS = ZoneInfo("Europe/Paris")
Row = dict[str, Any]
Asked = dict[str, Any]
OUTSIDE = ("hors_region", "sans_territoire")
PAR = {
    "salarie": "salarie", "week": "semaine", "nature": "nature", "actor": "acteur", "kind": "kind",
    "typology": "typologie", "territory": "territoire", "entry": "entree", "pole": "pole",
    "dispositif": "dispositif", "office": "bureau", "bureau": "bureau", "day": "jour",
}  # fmt: skip
NOBODY = {"sans_acteur": "-", "sans_pole": "-", "sans_dispositif": "-"}


class Asking:
    """One figure of one scenario that was played."""

    def __init__(self, played: Played, asked: Asked) -> None:
        self.played, self.asked = played, asked
        self.by = asked.get("by")
        self.level = str(asked.get("level", "departement"))

    def answer(self) -> Any:
        return FIGURES[self.asked["ask"]](self)

    def rows(self, question: str, **more: Any) -> list[Row]:
        names = self.played.names
        named = {
            french: names[self.asked[english]]
            for english, french in (("salarie", "salarie"), ("actor", "acteur"))
            if english in self.asked
        }
        period: dict[str, Any] = {"du": self.asked.get("du"), "au": self.asked.get("au")}
        wanted = {**period, "niveau": self.level, **named, **more}
        return ask(self.played.crm, question, Question(connu_au=self.known(), **wanted))

    def known(self) -> int | datetime | None:
        """After a step, at an instant, or now (R25)."""
        known = self.asked.get("known")
        if isinstance(known, int):
            return self.played.positions[known]
        if isinstance(known, datetime):
            return known.replace(tzinfo=PARIS)
        if isinstance(known, date):
            return datetime.combine(known, datetime.max.time(), PARIS)
        return None if known is None else datetime.fromisoformat(known).replace(tzinfo=PARIS)

    def name(self, code: str) -> str:
        """The name a scenario gives to what a code stands for."""
        if self.by == "typology":
            return label(code)
        return self.played.names.of.get(code, NOBODY.get(code, code))

    def table(self, rows: list[Row], column: str, key: str = "code") -> dict[str, Any]:
        """Rows equal to 0 are left out."""
        return {self.name(row[key]): row[column] for row in rows if row[column]}


def charge(column: str) -> Callable[[Asking], Any]:
    def answer(one: Asking) -> Any:
        if one.by is None:
            return one.rows("charge", par="total")[0][column]
        return one.table(one.rows("charge", par=PAR[one.by]), column)

    return answer


def participations(one: Asking) -> Any:
    if one.by is None:
        rows = one.rows("participations", par="territoire", niveau="region")
        return sum(row["participations"] for row in rows if row["code"] not in OUTSIDE)
    return one.table(one.rows("participations", par=PAR[one.by]), "participations")


def stock(column: str, only: Callable[[Row], bool] = bool) -> Callable[[Asking], Any]:
    """A number of distinct actors, whole or by territory, typology or name (R8, R17)."""

    def answer(one: Asking) -> Any:
        if one.by is None:
            return one.rows("couverture", niveau="region")[0][column]
        if one.by == "territory":
            return one.table(one.rows("couverture"), column)
        rows = [row for row in one.rows("travaille_avec") if row["zone"] == "region" and only(row)]
        if one.by == "actor":
            return [one.name(row["acteur"]) for row in rows]
        typologies = [one.name(row["typologie"] or "-") for row in rows]
        return {typologie: typologies.count(typologie) for typologie in typologies}

    return answer


def recenses(one: Asking) -> Any:
    if one.by is None:
        return one.rows("couverture", niveau="region")[0]["recenses"]
    if one.by == "territory":
        return one.table(one.rows("couverture"), "recenses")
    return one.table(one.rows("recenses", par=PAR[one.by]), "recenses")


def entries(one: Asking) -> Any:
    if one.by is None:
        return one.rows("entrees")[0]["entrees"]
    return one.table(one.rows("entrees", par=PAR[one.by]), "entrees")


def share(column: str) -> Callable[[Asking], Any]:
    def answer(one: Asking) -> Any:
        if one.by == "territory":
            return one.table(one.rows("couverture"), column)
        return one.rows("synthese")[0][column]

    return answer


def per_100000(one: Asking) -> Any:
    """Each département and the whole region, unless a level is said."""
    levels = [one.level] if "level" in one.asked else ["departement", "region"]
    rows = [row for level in levels for row in one.rows("couverture", niveau=level)]
    return one.table(rows, "recenses_pour_100000")


def gap(one: Asking) -> Any:
    return one.table(one.rows("couverture"), "ecart_a_la_moyenne")


def silence(one: Asking) -> Any:
    if one.by == "territory":
        rows = one.rows("couverture")
        return {row["code"]: row["silence_jours"] for row in rows if row["silence_jours"]}
    return one.rows("silence")[0]["silence_jours"]


def charged(one: Asking) -> Any:
    return one.table(one.rows("imputations"), "minutes", "convention")


def retention_due(one: Asking) -> Any:
    """The dates of one person (R49), whatever the day they are asked on."""
    (row,) = one.rows("conservation", personne=one.played.names[one.asked["contact"]])
    found = {"due": row["echeance"], "review": row["revue"], "again": row["rappel"]}
    return {name: date.fromisoformat(day) for name, day in found.items()}


def delay(one: Asking) -> Any:
    (row,) = one.rows("delai")
    names = ("delai_median_jours", "repondues", "sans_reponse")
    return dict(zip(("median_days", "answered", "unanswered"), map(row.get, names), strict=True))


FIGURES: dict[str, Callable[[Asking], Any]] = {
    "minutes": charge("minutes"),
    "capacity": charge("capacite_minutes"),
    "utilisation": charge("utilisation"),
    "participations": participations,
    "worked_with": stock("travaille_avec"),
    "first_time": stock("nouveaux", lambda row: bool(row["nouveau"])),
    "recenses": recenses,
    "entries": entries,
    "share_accompanied": share("part_accompagnee"),
    "share_outside_nord": share("part_hors_nord"),
    "per_100000": per_100000,
    "gap": gap,
    "silence": silence,
    "charged": charged,
    "retention_due": retention_due,
    "delay": delay,
}


def expected(asked: Asked) -> Any:
    """A list of actors has no order; rows equal to 0 are left out, wherever they stand."""
    told = asked["is"]
    if isinstance(told, dict):
        return {str(key): value for key, value in told.items() if value != 0}
    return sorted(told) if isinstance(told, list) else told


def answered(played: Played, asked: Asked) -> Any:
    found = Asking(played, asked).answer()
    return sorted(found) if isinstance(found, list) else found
