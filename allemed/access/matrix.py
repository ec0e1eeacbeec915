"""Who may open what, as a text that a data protection officer can read and a test compares."""

from flask import Flask

from allemed.access.guard import id_arguments
from allemed.access.rules import Role, may_open

COLUMNS = (None, *Role)


def access_matrix(app: Flask) -> str:
    """One line per address and method: who may, and which ids are checked. Sorted by endpoint."""
    head = f"{'endpoint':52} {'methods':10} " + " ".join(f"{(role or 'anyone'):12}" for role in COLUMNS) + "objects"
    lines = []
    for rule in app.url_map.iter_rules():
        allowed = app.view_functions[rule.endpoint].allowed
        methods = ",".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        marks = " ".join(f"{('yes' if may_open(allowed, role) else '·'):12}" for role in COLUMNS)
        lines.append(f"{rule.endpoint:52} {methods:10} {marks}{' '.join(id_arguments(rule))}".rstrip())
    return "\n".join([head.rstrip(), *sorted(lines)]) + "\n"
