"""What does a log line hold? Ids, counts, the names of errors and where: never a body or a text.

One JSON object a line on the error output, so that what a door answers stays readable by machines.
Within a request every line holds its number, in the threads too (`api/web/requests.py` binds it).
"""

import logging
import sys
import traceback
from pathlib import Path
from typing import Any

import structlog

FRAMES = 6


def configure(level: str) -> None:
    """Once, when the process begins."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            named_error,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level.upper())),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )
    root = logging.getLogger()
    for known in [each for each in root.handlers if isinstance(each, Foreign)]:
        root.removeHandler(known)
    root.addHandler(Foreign(logging.WARNING))


class Foreign(logging.Handler):
    """A line of a library: who wrote it and where; its words may hold what a person typed."""

    def emit(self, record: logging.LogRecord) -> None:
        where = f"{Path(record.pathname).name}:{record.lineno}"
        error = record.exc_info[1] if record.exc_info else None
        structlog.get_logger().log(
            record.levelno, "library_said", library=record.name, where=where, exc_info=error
        )


def named_error(_logger: Any, _method: str, line: Any) -> Any:
    """The type of an error and the way to it; its message and its values may tell of a person."""
    asked = line.pop("exc_info", None)
    error = asked if isinstance(asked, BaseException) else sys.exc_info()[1] if asked else None
    if error is not None:
        frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
        line["error"] = " < ".join(type(one).__name__ for one in causes(error))
        line["at"] = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames]
    return line


def causes(error: BaseException) -> list[BaseException]:
    found = [error]
    while (cause := found[-1].__cause__) is not None:
        found.append(cause)
    return found
