"""Is every command that the doors accept planned, and nothing planned that they refuse?"""

from domain.commands.listing import ALL, INTERNAL
from domain.plan import MAKERS


def test_every_command_listed_has_its_plan_and_no_other() -> None:
    assert set(MAKERS) == {*ALL, *INTERNAL}
    assert len(ALL) == len(set(ALL))
