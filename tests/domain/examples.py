"""One example of any fact, with every field filled, from the types alone."""

from datetime import date
from types import UnionType
from typing import Any, ClassVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from msgspec import NODEFAULT, UNSET, Struct, UnsetType
from msgspec.structs import FieldInfo, fields

from domain.personal import Sealed, Secret
from tests.domain.network import key

DAY = date(2022, 3, 15)


def example(struct: type[Struct], where: str = "") -> Any:
    """Each field differs from its default, so that it is written down."""
    hints = get_type_hints(struct)
    return struct(
        **{field.name: filled(hints[field.name], f"{where}{field.name}", field)
           for field in fields(struct)}
    )  # fmt: skip


def filled(hint: Any, where: str, field: FieldInfo) -> Any:
    match plain(hint):
        case type() as kind if kind is bool:
            return field.default is NODEFAULT or not field.default
        case type() as kind if kind in SIMPLE:
            return SIMPLE[kind](where)
        case type() as kind if kind is Sealed:
            return Sealed(
                "0123456789abcdef" * 4, b"twelve bytes", b"sealed " + where.encode(), where
            )
        case type() as kind if issubclass(kind, Struct):
            return example(kind, f"{where}.")
        case several if get_origin(several) is tuple:
            return (filled(get_args(several)[0], where, field),)
    raise TypeError(f"{where}: {hint}")


SIMPLE: dict[type, Any] = {
    str: lambda where: f"un {where}",
    int: len,
    date: lambda where: DAY.replace(day=1 + len(where) % 28),
    UUID: key,
}


def plain(hint: Any) -> Any:
    """The one type that stands for a union: what is sealed first, never what is absent."""
    if get_origin(hint) not in {Union, UnionType}:
        return hint
    choices = [choice for choice in get_args(hint) if choice not in {type(None), UnsetType}]
    return Sealed if Sealed in choices else choices[0]


def secrets(value: Any, hint: Any = None) -> list[tuple[Any, Any]]:
    """Every Secret in a value, with the declared type of the place where it stands."""
    match value:
        case Secret():
            return [(value, hint)]
        case Struct():
            hints = get_type_hints(type(value))
            names = [name for name in value.__struct_fields__ if getattr(value, name) is not UNSET]
            found = [secrets(getattr(value, name), hints[name]) for name in names]
            return [pair for pairs in found for pair in pairs]
        case tuple():
            return [pair for item in value for pair in secrets(item, hint)]
    return []


def named_fields(struct: type[Struct]) -> list[str]:
    """The dotted names of every field, those of the structs inside included."""
    names = []
    for name, hint in get_type_hints(struct).items():
        if get_origin(hint) is ClassVar:
            continue
        inner = plain(hint)
        inner = plain(get_args(inner)[0]) if get_origin(inner) is tuple else inner
        nested = named_fields(inner) if isinstance(inner, type) and opened(inner) else []
        names += [name, *(f"{name}.{below}" for below in nested)]
    return names


def opened(kind: type) -> bool:
    return issubclass(kind, Struct) and kind is not Sealed
