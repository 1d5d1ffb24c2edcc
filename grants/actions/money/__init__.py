"""Acts on the ledger, payments, refunds, rates and bank accounts."""
