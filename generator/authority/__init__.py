"""From a name in a text to a record: countries and people. Pure: the tables are passed in."""
