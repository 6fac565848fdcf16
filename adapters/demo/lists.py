"""The rows of a published list that comes with the demonstration."""

import csv
from importlib.resources import files

Line = dict[str, str]


def lines(name: str) -> list[Line]:
    text = files("adapters.demo").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def words(cell: str) -> list[str]:
    return [word.strip() for word in cell.split(";") if word.strip()]
