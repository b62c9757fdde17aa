"""The memory of the program: the only module that speaks SQL."""
