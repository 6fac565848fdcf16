"""What does the JSON API offer? The document programs read (OpenAPI 3.1)."""

from functools import cache
from typing import Any

import msgspec

from api.questions import QUESTIONS
from api.web.problems import ProblemJson
from domain.commands.listing import ALL, tag

TEMPLATE = "#/components/schemas/{name}"
TEXT = {"type": "string"}
IDENTIFIER = {"type": "string", "format": "uuid"}
DAY = {"type": "string", "format": "date"}
WORDS: dict[str, dict[str, Any]] = {
    "du": DAY,
    "au": DAY,
    "connu_au": TEXT,
    "niveau": {"type": "string", "enum": ["commune", "epci", "departement", "region"]},
    "par": TEXT,
    "acteur": IDENTIFIER,
    "projet": IDENTIFIER,
    "salarie": IDENTIFIER,
    "personne": IDENTIFIER,
    "entree": IDENTIFIER,
    "cherche": TEXT,
    "limite": {"type": "integer", "minimum": 1},
}


@cache
def document() -> dict[str, Any]:
    references, shapes = msgspec.json.schema_components([*ALL, ProblemJson], ref_template=TEMPLATE)
    commands = list(references[:-1])
    for reference in commands:
        order(shapes[reference["$ref"].rpartition("/")[2]])
    mapping = {tag(one): reference["$ref"] for one, reference in zip(ALL, references, strict=False)}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Maillage", "version": "1", "summary": "Noter, et répondre."},
        "paths": {
            "/api/commandes": {"post": execute(commands, mapping)},
            "/api/questions/{question}": {"get": answer()},
            "/api/sante": {"get": {"summary": "Où en sont les chiffres ?", "responses": ok({})}},
        },
        "components": {"schemas": shapes},
    }


def order(command: dict[str, Any]) -> None:
    """A command with the id that every sending carries; it is signed by who sends it."""
    command["properties"] |= {"id": IDENTIFIER, "author": TEXT}
    command["required"] = ["id", *command["required"]]


def execute(commands: list[dict[str, Any]], mapping: dict[str, str]) -> dict[str, Any]:
    schema = {"oneOf": commands, "discriminator": {"propertyName": "type", "mapping": mapping}}
    return {
        "summary": "Faire une chose, une seule fois par identifiant d’envoi.",
        "requestBody": {"required": True, "content": {"application/json": {"schema": schema}}},
        "responses": ok({"type": "object"}),
    }


def answer() -> dict[str, Any]:
    question = {"type": "string", "enum": sorted(QUESTIONS)}
    parameters = [{"name": "question", "in": "path", "required": True, "schema": question}]
    parameters += [{"name": nom, "in": "query", "schema": shape} for nom, shape in WORDS.items()]
    rows = {"type": "array", "items": {"type": "object"}}
    return {"summary": "Poser une question.", "parameters": parameters, "responses": ok(rows)}


def ok(schema: dict[str, Any]) -> dict[str, Any]:
    problem = {"schema": {"$ref": TEMPLATE.format(name="ProblemJson")}}
    refusal = {"description": "Refusé", "content": {"application/problem+json": problem}}
    done = {"description": "Fait", "content": {"application/json": {"schema": schema}}}
    return {"200": done, "4XX": refusal, "503": refusal}
