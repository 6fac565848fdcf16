"""The demonstration, for the tests of this directory."""

from tests.demonstration import demo_template, own_demo_settings

__all__ = ["demo_template", "own_demo_settings"]
