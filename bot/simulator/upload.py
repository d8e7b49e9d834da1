"""The parameters of a Bot API request, from the query and from a form, JSON or multipart body."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from bot.simulator.errors import bad
from bot.simulator.files import Upload

Json = dict[str, Any]
_MOST_FIELDS = 1000
_LONGEST_FIELD = 4 * 1024 * 1024


async def read_params(request: Request) -> Json:
    """Parameter names to strings, JSON values or Uploads; raises 400 for a body that cannot be read."""
    params: Json = dict(request.query_params)
    if request.method != "POST":
        return params
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        params.update(await _multipart(request))
    elif kind == "application/json":
        params.update(_from_json(await request.body()))
    elif kind == "application/x-www-form-urlencoded":
        params.update(_from_form(await request.body()))
    return params


def _from_json(body: bytes) -> Json:
    try:
        parsed = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        raise bad("can't parse JSON object") from None
    if not isinstance(parsed, dict):
        raise bad("object expected as JSON root")
    return {name: value for name, value in parsed.items() if value is not None}


def _from_form(body: bytes) -> Json:
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS))
    except ValueError:
        raise bad("strings must be encoded in UTF-8") from None


async def _multipart(request: Request) -> Json:
    try:
        async with request.form(max_fields=_MOST_FIELDS, max_part_size=_LONGEST_FIELD) as form:
            return {name: await _part(name, value) for name, value in form.multi_items()}
    except HTTPException as error:
        raise bad(f"can't parse multipart body: {error.detail}") from None


async def _part(name: str, value: UploadFile | str) -> Upload | str:
    if isinstance(value, str):
        return value
    mime_type = (value.content_type or "application/octet-stream").partition(";")[0]
    return Upload(value.filename or name, await value.read(), mime_type)
