"""Forms of the ledger, payments, refunds, rates and bank accounts."""
