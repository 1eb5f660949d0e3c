"""From a name in a text to a record: countries and people. Pure; the tables come in from outside."""
