"""The command line: one file per door, opened only when it is asked for.

A door is a module `api/cli/<door>.py` with `add_arguments(parser)` and
`run(args, settings) -> int`; its docstring's first line is what `--help` says.
"""
