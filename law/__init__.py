"""The law as plain Python and dated data: no Django, no database, no clock, no floats."""
