"""Twilio's own OpenAPI document, reduced to messages, with the error answers that it leaves out.

The document comes with Twilio's command line tool. It describes no errors, so those stand here with their
codes from Twilio's error dictionary; their wording is ours, and nobody may read it. It also calls the paths in
a list full addresses, which its own examples are not: that one word is left out.
"""

import json
from pathlib import Path
from typing import Any

from tests.gateways.programs import MODULES

SHIPPED = MODULES / "@twilio/cli-core/src/services/twilio-api/twilio_api_v2010.json"
MESSAGES = "/2010-04-01/Accounts/{AccountSid}/Messages"
KEPT = (f"{MESSAGES}.json", f"{MESSAGES}/{{Sid}}.json")

# HTTP status → Twilio's codes. The first 422 is what prism says of a request that breaks the document.
ERRORS = {
    "422": (0,),
    "400": (21211, 21408, 21602, 21606, 21610, 21612, 21614, 21617, 21635, 21663),
    "401": (20003,),
    "403": (20403,),
    "404": (20404,),
    "429": (20429,),
    "500": (20500,),
    "503": (20503,),
}


def write_document(folder: Path, *, with_errors: bool) -> Path:
    """Write the reduced document into `folder` and return where."""
    whole = json.loads(SHIPPED.read_text())
    paths = {path: whole["paths"][path] for path in KEPT}
    if with_errors:
        for path in paths.values():
            for operation in ("post", "get"):
                path[operation]["responses"] |= _errors()
    schemas: dict[str, Any] = {}
    _collect(paths, whole["components"]["schemas"], schemas)
    components = {**whole["components"], "schemas": schemas}
    reduced = {**whole, "paths": paths, "components": components}
    written = folder / f"twilio-{'errors' if with_errors else 'plain'}.json"
    written.write_text(json.dumps(reduced))
    return written


def _errors() -> dict[str, Any]:
    return {
        status: {
            "description": "Refused",
            "content": {
                "application/json": {
                    "schema": {"type": "object"},
                    "examples": {f"e{code}": {"value": _body(code, status)} for code in codes},
                }
            },
        }
        for status, codes in ERRORS.items()
    }


def _body(code: int, status: str) -> dict[str, Any]:
    return {
        "code": code,
        "message": "Words that nobody may read",
        "more_info": f"https://www.twilio.com/docs/errors/{code}",
        "status": int(status),
    }


def _collect(part: Any, schemas: dict[str, Any], found: dict[str, Any]) -> None:
    """Put into `found` every schema that `part` refers to, and those that they refer to."""
    if isinstance(part, list):
        for one in part:
            _collect(one, schemas, found)
    if isinstance(part, dict):
        if part.get("format") == "uri" and "description" not in part:
            del part["format"]
        name = str(part.get("$ref", "")).rpartition("/")[2]
        if name and name not in found:
            found[name] = schemas[name]
            _collect(schemas[name], schemas, found)
        for one in part.values():
            _collect(one, schemas, found)
