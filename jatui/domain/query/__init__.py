"""The filter language: one parser, one printer, and the fields and words that it knows."""

from jatui.domain.query.fields import ANY, FIELDS, INBOX_WORDS, IS_WORDS, SCHEDULE_WORDS, STATUS_GROUPS
from jatui.domain.query.model import (
    Either,
    FilterError,
    Node,
    Query,
    Term,
    facet,
    mapped,
    terms_of,
    with_facet,
)
from jatui.domain.query.parse import KEYWORDS, LONGEST, MOST, parse
from jatui.domain.query.show import from_arguments, show, show_term

__all__ = [
    "ANY",
    "FIELDS",
    "INBOX_WORDS",
    "IS_WORDS",
    "KEYWORDS",
    "LONGEST",
    "MOST",
    "SCHEDULE_WORDS",
    "STATUS_GROUPS",
    "Either",
    "FilterError",
    "Node",
    "Query",
    "Term",
    "facet",
    "from_arguments",
    "mapped",
    "parse",
    "show",
    "show_term",
    "terms_of",
    "with_facet",
]
