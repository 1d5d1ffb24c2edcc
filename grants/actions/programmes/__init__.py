"""Acts on programmes."""
