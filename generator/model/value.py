"""The base class of all values.

Values are msgspec structs: these are created about ten times faster than frozen dataclasses, and msgspec encodes them
to JSON. An archive of 100,000 stories creates some millions of values.
"""

import msgspec


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all values. Two values are equal if all fields are equal. Fields are named when a value is created."""
