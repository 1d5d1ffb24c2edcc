"""What an indicator of a grant takes from the programme's indicator that it feeds, and keeps locked."""

WORDS = tuple(f"{name}_{code}" for name in ("title", "unit_of_measure") for code in ("ro", "ru", "en"))
ARITHMETIC = ("kind", "counts", "direction", "across_periods", "across_grants", "dimension_id")
INHERITED = (*WORDS, *ARITHMETIC)
