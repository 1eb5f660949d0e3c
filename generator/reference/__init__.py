"""The tables that come with the program: countries, cities, names, the shapes of a map."""
