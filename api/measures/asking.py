"""How long does a question about a year take over ten years of entries?"""

from datetime import date
from typing import Any

from adapters.measure.figures import Figure, centile, median, spread, timed
from adapters.measure.history import FIRST_DAY
from api.crm import Crm
from api.questions import Question, ask

PATIENCE = 100.0
YEARS = [FIRST_DAY.year + offset for offset in range(3, 10)]
LEAST = """
SELECT sum(p.contact + p.preparation + p.travel) AS minutes
  FROM read_models.part p
 WHERE p.occurred_on BETWEEN %(du)s AND %(au)s AND p.known_to > %(p)s
"""


def measure_question(crm: Crm, name: str, rounds: int) -> Figure:
    """Years in turn; the floor is one bare sum over the same year."""
    answers: list[float] = []
    floors: list[float] = []
    for _ in range(rounds):
        for year in YEARS:
            first, last = date(year, 1, 1), date(year, 12, 31)
            floors.append(timed(lambda d=first, a=last: least(crm, d, a)))  # type: ignore[misc]  # defaults bind each year
            question = Question(du=first, au=last)
            answers.append(timed(lambda q=question: ask(crm, name, q)))  # type: ignore[misc]  # idem
    value, floor = median(answers) * 1_000, median(floors) * 1_000
    return Figure(
        name=f"{name}_1m",
        value=round(value, 1),
        unit="ms (p50)",
        floor=round(floor, 1),
        ratio=round(value / floor, 2),
        spread=spread(answers),
        bar=f"value <= {PATIENCE:g}",
        ok=value <= PATIENCE,
        detail={"p99_ms": round(centile(answers, 99) * 1_000, 1)},
    )


def least(crm: Crm, du: date, au: date) -> list[dict[str, Any]]:
    return crm.query(LEAST, du=du, au=au, p=crm.known())
