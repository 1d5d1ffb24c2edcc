"""MONEY: programmes and their funding, calls, applications, awards, agreements, payments, and the one ledger."""
