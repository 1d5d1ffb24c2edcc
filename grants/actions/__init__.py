"""Acts on money: programmes, calls, applications, agreements, payments, ledger."""
