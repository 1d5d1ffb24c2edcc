"""Lists of the public registers: filters, order, page and files, as everywhere in the house."""
