"""RESULTS: frameworks, indicators, measurements, progress reports; scorecards, replies, commitments."""
