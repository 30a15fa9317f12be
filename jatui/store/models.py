"""The tables as Peewee models: what may be written to each. SQL in `db/sqlite` owns the schema.

A model is made from the record of its kind and from its shape, so that no field is listed twice. The models are bound to
no database; each query is given the one to run on.
"""

from __future__ import annotations

from typing import Any, get_args

import msgspec
import peewee as pw

from jatui.domain.records import KINDS
from jatui.store.shapes import LISTS, SHAPES


class Table(pw.Model):
    """A table of the plan."""

    id = pw.AutoField()

    class Meta:
        """Names as in the SQL files."""

        legacy_table_names = False
        only_save_dirty = True


MODELS: dict[str, type[Table]] = {}
"""Each model under its table's name, each after the tables that it refers to."""


_reference: Any = pw.ForeignKeyField


def _model(table: str, fields: dict[str, Any]) -> None:
    """Make the model of a table and keep it."""
    meta = type("Meta", (), {"table_name": table})
    MODELS[table] = type(table, (Table,), {**fields, "Meta": meta})


def _fields(kind: str) -> dict[str, Any]:
    """Return the fields of a kind as Peewee's: what it refers to, then what is its own."""
    shape = SHAPES[kind]
    known = {field.name: field for field in msgspec.structs.fields(KINDS[kind])}
    found: dict[str, Any] = {}
    for parent, by in shape.parents.items():
        target = MODELS[shape.kinds.get(parent, parent)]
        found[parent] = _reference(target, null=known[by[-1]].default is None, backref="+")
    for name, field in known.items():
        if name not in shape.fields:
            types = {field.type, *get_args(field.type)}
            whole = any(int in (each, *get_args(each)) or each is bool for each in types)
            default = None if field.default is msgspec.NODEFAULT else field.default
            make: Any = pw.IntegerField if whole else pw.TextField
            found[name] = make(null=field.default is None, default=default)
    return found


for _kind in KINDS:
    _model(_kind, _fields(_kind))
for _table, _column, _target in LISTS.values():
    _model(
        _table,
        {
            "action": pw.ForeignKeyField(MODELS["action"], backref="+"),
            _column.removesuffix("_id"): pw.ForeignKeyField(MODELS[_target], backref="+"),
            "position": pw.IntegerField(),
        },
    )
