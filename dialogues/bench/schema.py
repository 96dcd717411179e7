"""The JSON Schema of a scenario file, for completion and hints in editors.

Made from the model, and then widened to what the reader really accepts (one line for a list, `goto: name`, "+15")
and narrowed to the names of the manual. What a schema cannot say is left to the linter.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeAlias

import msgspec

from dialogues.model import METERS, Scenario
from dialogues.staging import actions_in
from scoring import strict_yaml, typed_data
from scoring.manual.manual import Manual
from scoring.texts import Text
from scoring.trace import Channel

Schema: TypeAlias = dict[str, Any]
Holds = Literal[
    "", "id", "target", "condition", "steps", "faults", "acts", "conducts", "meters", "actions", "ids"
]  # fmt: skip
MARK = "minwon schema"
FILE_NAME = "scenario.schema.json"
_DATA = Path(__file__).parent / "schema.yaml"
_ID = "^[a-z0-9]+(-[a-z0-9]+)*$"
_CHANNELS: tuple[Channel, ...] = ("phone", "visit", "online", "document")
_MOST_OF_A_CONDITION = 300


class FieldWords(msgspec.Struct, frozen=True):
    """What is said of a field. holds: what stands there beyond its type; least, most: limits of a number."""

    about: Text
    holds: Holds = ""
    least: int | None = None
    most: int | None = None


class StructWords(msgspec.Struct, frozen=True):
    """What is said of a part of the file."""

    about: Text
    fields: dict[str, FieldWords]


class SchemaWords(msgspec.Struct, frozen=True):
    """The file `schema.yaml`."""

    structs: dict[str, StructWords]
    values: dict[str, Text]


@cache
def schema_words() -> SchemaWords:
    """Return what the schema says beyond the model."""
    words, problems = typed_data.build(strict_yaml.read_file(_DATA), SchemaWords)
    if words is None:
        raise ValueError(f"{_DATA}: {problems}")
    return words


def scenario_schema(manual: Manual, language: str = "ko") -> Schema:
    """Return the schema of a scenario file under a manual, its descriptions in a language."""
    return _Maker(manual, language).whole()


def schema_text(manual: Manual, language: str = "ko") -> str:
    """Return the schema as the text of a JSON file."""
    return json.dumps(scenario_schema(manual, language), ensure_ascii=False, indent=1) + "\n"


class _Maker:
    def __init__(self, manual: Manual, language: str) -> None:
        self._manual = manual
        self._language = language
        self._words = schema_words()

    def whole(self) -> Schema:
        _, parts = msgspec.json.schema_components([Scenario], ref_template="#/definitions/{name}")
        made = {name: self._struct(name, part) for name, part in parts.items()}
        made["Option"]["oneOf"] = [{"required": ["say"]}, {"required": ["do"]}]
        top = made.pop("Scenario")
        top["allOf"] = [self._of_channel(channel) for channel in _CHANNELS]
        definitions = {**made, **self._names(), "goto": _goto(), "actions": self._actions(), "meters": _meters()}
        return {
            "$schema": "http://json-schema.org/draft-07/schema#",
            "$comment": MARK,
            "title": "minwon",
            **top,
            "definitions": definitions,
        }

    def _struct(self, name: str, part: Schema) -> Schema:
        words = self._words.structs[name]
        return {
            "description": self._say(words.about),
            "type": "object",
            "properties": {
                field: self._field(plain, words.fields[field], field not in part["required"])
                for field, plain in part["properties"].items()
            },
            "required": part["required"],
            "additionalProperties": False,
        }

    def _field(self, plain: Schema, words: FieldWords, optional: bool) -> Schema:
        return {"description": self._say(words.about), **self._shape(plain, words, optional)}

    def _shape(self, plain: Schema, words: FieldWords, optional: bool) -> Schema:  # noqa: PLR0911 - one a kind of field
        match words.holds:
            case "steps" | "faults" | "acts" | "conducts":
                return _one_or_several(_ref(words.holds))
            case "id" | "target":
                return {"type": ["string", "integer"], "pattern": _ID}
            case "condition":
                return {"type": ["string", "null"], "maxLength": _MOST_OF_A_CONDITION}
            case "meters" | "actions":
                return _ref(words.holds)
            case "ids":
                return {"type": "object", "propertyNames": {"pattern": _ID}, "additionalProperties": _values(plain)}
        if "enum" in plain:
            return self._enum(plain["enum"])
        return _widened(plain, words, optional)

    def _enum(self, values: list[str]) -> Schema:
        return {"enum": values, "enumDescriptions": [self._say(self._words.values[value]) for value in values]}

    def _names(self) -> Schema:
        manual = self._manual
        tables: dict[str, dict[str, tuple[Text, Text]]] = {
            "steps": {name: (step.name, step.meaning) for name, step in manual.steps.items()},
            "faults": {name: (fault.name, fault.meaning) for name, fault in manual.faults.items()},
            "conducts": {name: (conduct.name, conduct.meaning) for name, conduct in manual.conducts.items()},
            "acts": {
                form: (act.name, act.meaning)
                for name, act in manual.acts.items()
                for form in [name, *(f"{name}({level})" for level in range(1, act.levels + 1))]
            },
        }
        return {
            kind: {"enum": list(table), "enumDescriptions": [self._named(*words) for words in table.values()]}
            for kind, table in tables.items()
        }

    def _actions(self) -> Schema:
        steps = {step: fact for step, fact in self._manual.steps.items() if fact.action}
        known = {step: {"description": self._named(fact.name, fact.meaning), **_ref("Reaction")}
                 for step, fact in steps.items()}  # fmt: skip
        return {"type": "object", "properties": known, "additionalProperties": False}

    def _of_channel(self, channel: Channel) -> Schema:
        """Return that only the actions of a channel may be named on it."""
        known = {"properties": {"actions": {"propertyNames": {"enum": list(actions_in(self._manual, channel))}}}}
        states = {"states": {"additionalProperties": known}}
        return {
            "if": {"properties": {"channel": {"const": channel}}, "required": ["channel"]},
            "then": {"properties": {**known["properties"], **states}},
        }

    def _named(self, name: Text, meaning: Text) -> str:
        return f"{self._say(name)}: {self._say(meaning)}"

    def _say(self, text: Text) -> str:
        return text.in_language(self._language)


def _ref(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def _one_or_several(item: Schema) -> Schema:
    """Return a list, which may be written without brackets where it is one."""
    return {"anyOf": [item, {"type": "array", "items": item}]}


def _goto() -> Schema:
    target = {"type": ["string", "integer"], "pattern": _ID}
    return {"anyOf": [target, {"type": "array", "minItems": 1, "items": {"anyOf": [target, _ref("Edge")]}}]}


def _meters() -> Schema:
    properties = {meter: _number(FieldWords(Text(""))) for meter in METERS}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _values(plain: Schema) -> Schema:
    """Return what stands behind each id of a mapping."""
    held: Schema = plain["additionalProperties"]
    return _number(FieldWords(Text(""))) if held.get("type") == "integer" else held


def _widened(plain: Schema, words: FieldWords, optional: bool) -> Schema:  # noqa: PLR0911 - one a type
    """Return what the reader accepts for a type: it sees every value as the text that was written."""
    match plain:
        case {"anyOf": [held, {"type": "null"}]}:
            return dict(held)
        case {"type": "string"}:
            return _text(optional)
        case {"type": "integer"}:
            return _number(words)
        case {"type": "boolean"}:
            return {"anyOf": [{"type": "boolean"}, {"enum": ["true", "false"]}]}
        case {"type": "array", "items": {"type": "string"}}:
            return _one_or_several(_text(optional=False))
        case {"type": "array", "items": {"$ref": "#/definitions/Edge"}}:
            return _ref("goto")
    return {key: value for key, value in plain.items() if key != "default"}


def _text(optional: bool) -> Schema:
    """Return a text; an editor may take one for a number or a date, and a field left empty for nothing."""
    return {"type": ["string", "number", "boolean", *(["null"] if optional else [])]}


def _number(words: FieldWords) -> Schema:
    """Return a whole number, which may also stand in quotes or with a sign."""
    limits = {"minimum": words.least, "maximum": words.most}
    whole = {"type": "integer", **{name: limit for name, limit in limits.items() if limit is not None}}
    return {"anyOf": [whole, {"type": "string", "pattern": "^[+-]?\\d+$"}]}
