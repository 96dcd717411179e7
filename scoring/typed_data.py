"""From plain text values to typed structs, collecting every problem instead of stopping at the first.

Works for `msgspec.Struct` classes whose fields are structs, lists/tuples/dicts of structs, or leaves that
msgspec converts (text, numbers, booleans, literals). Problems carry the way to the value, so that a
`strict_yaml.Document` can say line and column.
"""

import difflib
import types
import typing
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

import msgspec

from scoring.strict_yaml import Document, Plain, Problem, Where
from scoring.texts import Text

T = TypeVar("T")


_SHORT_FORMS: dict[Any, Callable[[str], Any]] = {
    Text: Text,  # one line may stand for its Korean
    tuple[str, ...]: lambda line: (line,),  # and without the list
}


class Invalid(msgspec.Struct, frozen=True):
    """Stands in for a value that could not be built."""


INVALID = Invalid()


def build(document: Document, kind: type[T]) -> tuple[T | None, list[Problem]]:
    """Build one `kind` out of a document; returns the value (None if anything was wrong) and all problems."""
    builder = _Builder(document)
    value = builder.value(document.content, kind, ())
    problems = [*document.problems, *builder.problems]
    return (None if problems or value is INVALID else value), problems


def nearest(name: str, known: typing.Iterable[str]) -> str:
    """Return the known name most like `name`, or "" when none is near."""
    return next(iter(difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)), "")


class _Builder:
    def __init__(self, document: Document) -> None:
        self._document = document
        self.problems: list[Problem] = []

    def value(self, plain: Plain, kind: Any, where: Where) -> Any:
        kind = _without_none(kind)
        origin = typing.get_origin(kind)
        if isinstance(plain, str) and kind in _SHORT_FORMS:
            return _SHORT_FORMS[kind](plain)
        if _is_struct(kind):
            return self._struct(plain, kind, where)
        if origin in (list, tuple) and (_holds_structs(kind) or isinstance(plain, list)):
            return self._items(plain, kind, where)
        if origin is dict and (_holds_structs(kind) or isinstance(plain, dict)):
            return self._entries(plain, kind, where)
        if _is_struct_union(kind):
            return self._one_of(plain, kind, where)
        return self._leaf(plain, kind, where)

    def _struct(self, plain: Plain, kind: type, where: Where) -> Any:
        if not isinstance(plain, dict):
            return self._wrong(where, "D012", expected="mapping")
        fields = _fields(kind)
        values = {}
        for key, item in plain.items():
            if key in fields:
                values[fields[key].name] = self.value(item, fields[key].type, (*where, key))
            elif key != _tag_field(kind):
                self._wrong((*where, key), "D010", name=key, near=nearest(key, fields))
        missing = [key for key, field in fields.items() if field.required and key not in plain]
        for key in missing:
            self._wrong(where, "D011", name=key)
        if missing or any(value is INVALID for value in values.values()):
            return INVALID
        return self._checked(kind, values, where)

    def _checked(self, kind: type, values: dict[str, Any], where: Where) -> Any:
        try:
            return kind(**values)
        except ValueError as error:
            return self._wrong(where, "D013", reason=str(error))

    def _items(self, plain: Plain, kind: Any, where: Where) -> Any:
        if not isinstance(plain, list):
            return self._wrong(where, "D012", expected="list")
        item_kind = typing.get_args(kind)[0]
        items = [self.value(item, item_kind, (*where, number)) for number, item in enumerate(plain)]
        if any(item is INVALID for item in items):
            return INVALID
        return typing.get_origin(kind)(items)

    def _entries(self, plain: Plain, kind: Any, where: Where) -> Any:
        if not isinstance(plain, dict):
            return self._wrong(where, "D012", expected="mapping")
        item_kind = typing.get_args(kind)[1]
        entries = {key: self.value(item, item_kind, (*where, key)) for key, item in plain.items()}
        return INVALID if any(item is INVALID for item in entries.values()) else entries

    def _one_of(self, plain: Plain, kind: Any, where: Where) -> Any:
        kinds = {_tag(member): member for member in typing.get_args(kind)}
        tag_field = _tag_field(next(iter(kinds.values())))
        if not isinstance(plain, dict):
            return self._wrong(where, "D012", expected="mapping")
        tag = str(plain.get(tag_field, ""))
        if tag not in kinds:
            return self._wrong(where, "D013", reason=f"{tag_field}: {', '.join(sorted(kinds))}")
        return self._struct(plain, kinds[tag], where)

    def _leaf(self, plain: Plain, kind: Any, where: Where) -> Any:
        if kind is int and isinstance(plain, str):
            plain = plain.removeprefix("+")  # authors write changes as "+15"
        elif isinstance(plain, str) and int in typing.get_args(kind) and plain.isascii() and plain.isdigit():
            kind = int  # where a number or a name may stand, digits are the number
        try:
            return msgspec.convert(plain, kind, strict=False)
        except msgspec.ValidationError as error:
            if (choices := _choices(kind)) and isinstance(plain, str):
                near = nearest(plain, choices)
                return self._wrong(where, "D014", name=plain, choices=", ".join(choices), near=near)
            return self._wrong(where, "D012", expected=_expected(str(error)))

    def _wrong(self, where: Where, code: str, **detail: str) -> Invalid:
        named = {"field": str(where[-1]) if where else "", **detail}
        self.problems.append(Problem(code, self._document.place(where), named))
        return INVALID


@cache
def _fields(kind: type) -> dict[str, Any]:
    return {field.encode_name: field for field in msgspec.structs.fields(kind)}


def _is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def _is_struct_union(kind: Any) -> bool:
    is_union = isinstance(kind, types.UnionType) or typing.get_origin(kind) is typing.Union
    return is_union and all(_is_struct(member) for member in typing.get_args(kind))


def _holds_structs(kind: Any) -> bool:
    inner = [_without_none(member) for member in typing.get_args(kind) if member is not Ellipsis]
    return any(_is_struct(k) or _is_struct_union(k) or _holds_structs(k) for k in inner)


def _without_none(kind: Any) -> Any:
    if isinstance(kind, types.UnionType) and types.NoneType in typing.get_args(kind):
        members = [member for member in typing.get_args(kind) if member is not types.NoneType]
        return members[0] if len(members) == 1 else typing.Union[tuple(members)]  # noqa: UP007
    return kind


def _tag_field(kind: type) -> str:
    return str(kind.__struct_config__.tag_field or "")  # type: ignore[attr-defined]


def _tag(kind: type) -> str:
    return str(kind.__struct_config__.tag)  # type: ignore[attr-defined]


def _choices(kind: Any) -> list[str]:
    if typing.get_origin(kind) is typing.Literal:
        return [str(choice) for choice in typing.get_args(kind)]
    return []


def _expected(message: str) -> str:
    """Name what msgspec wanted ("Expected `int`, got `str`"): number, yes or no, text, list, mapping."""
    names = {"int": "number", "float": "number", "bool": "boolean", "array": "list", "object": "mapping"}
    for word, name in names.items():
        if f"Expected `{word}" in message:
            return name
    return "text"
