"""How is a form read? Empty is absent, spaces at the ends are nothing, a NUL is refused."""

from collections.abc import Iterable, Mapping
from urllib.parse import parse_qs

from api.web.problems import Problem

MOST_FIELDS = 5_000


class Form:
    """What was typed, by field; a field may come several times, in the order of the page."""

    def __init__(self, values: Mapping[str, list[str]]) -> None:
        self.values = values

    def text(self, name: str) -> str:
        return self.values.get(name, [""])[0].strip()

    def every(self, name: str) -> list[str]:
        return [value.strip() for value in self.values.get(name, []) if value.strip()]

    def beginning(self, start: str) -> Iterable[tuple[str, str]]:
        """Fields numbered or named after a common beginning, such as one per salarié."""
        return ((name, self.text(name)) for name in self.values if name.startswith(start))


def read_form(body: bytes) -> Form:
    try:
        text = body.decode("ascii")
        values = parse_qs(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise Problem(
            400, "Ce formulaire ne se lit pas : rouvrez la page et recommencez."
        ) from error
    if any("\0" in value for found in values.values() for value in found):
        raise Problem(400, "Ce formulaire contient un caractère nul : retirez-le et recommencez.")
    return Form(values)
