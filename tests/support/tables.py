"""The packaged tables, read once for all tests."""

from generator.reference.tables import Tables

TABLES = Tables()
