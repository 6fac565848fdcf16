"""Writes docs/matrice.md again: `.venv/bin/python -m tests.web.matrix`."""

from types import SimpleNamespace
from typing import Any

from api.app import create_app
from api.measures.matrix_table import document
from api.settings import ROOT

PAGE = ROOT / "docs" / "matrice.md"


def regenerated() -> str:
    """Routes are known without a database: nothing is asked of this Crm."""
    crm: Any = SimpleNamespace(demonstration_day=None, recorded=lambda _: False, note=None)
    return document(create_app(crm))


if __name__ == "__main__":
    PAGE.write_text(regenerated(), encoding="utf-8")
