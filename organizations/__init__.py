"""WHO and WHERE: people, organisations, roles, territory, authorities, documents, and the record of what was done."""
