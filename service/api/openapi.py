"""The OpenAPI description, made from the table of routes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

import msgspec

import service
from service.api.call import Route

SCHEMAS = "#/components/schemas/"
REFUSALS = {
    400: "a parameter is unknown or wrong",
    401: "no token, or one that is not valid",
    403: "the token's role is too low",
    404: "there is no such thing",
    429: "too many wrong tokens",
    503: "the database or Redis is away",
}
PROBLEM = {
    "type": "object",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "reason": {"type": "string", "description": "for programs"},
        "detail": {"type": "string", "description": "for people"},
    },
    "required": ["type", "title", "status", "reason", "detail"],
}


def description(prefix: str, routes: Iterable[Route[Any]]) -> dict[str, Any]:
    """An OpenAPI 3.1 document: paths, parameters, bodies, roles and refusals."""
    routes = list(routes)
    _, schemas = msgspec.json.schema_components({route.asks for route in routes}, ref_template=SCHEMAS + "{name}")
    paths: dict[str, dict[str, Any]] = {}
    for route in routes:
        path = re.sub(r"{(\w+):[^}]*}", r"{\1}", route.path)
        paths.setdefault(path, {})[route.method.lower()] = _operation(route, path, schemas)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Tunewatch", "version": service.__version__},
        "servers": [{"url": prefix}],
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "schemas": {**schemas, "Problem": PROBLEM},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(route: Route[Any], path: str, schemas: dict[str, Any]) -> dict[str, Any]:
    refused = {"application/problem+json": {"schema": {"$ref": SCHEMAS + "Problem"}}}
    answered = {"application/json": {"schema": {"type": "object"}}}
    said = {str(route.status): {"description": HTTPStatus(route.status).phrase, "content": answered}}
    said |= {str(code): {"description": why, "content": refused} for code, why in REFUSALS.items()}
    named = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in re.findall(r"{(\w+)}", path)
    ]
    operation: dict[str, Any] = {
        "summary": route.summary,
        "description": f"Needs the role {route.role}.",
        "parameters": named,
        "responses": said,
    }
    if route.method == "POST":
        body = {"application/json": {"schema": {"$ref": SCHEMAS + route.asks.__name__}}}
        operation["requestBody"] = {"required": False, "content": body}
    else:
        properties = schemas[route.asks.__name__]["properties"]
        operation["parameters"] = named + [
            {"name": name, "in": "query", "required": False, "schema": schema} for name, schema in properties.items()
        ]
    return operation
