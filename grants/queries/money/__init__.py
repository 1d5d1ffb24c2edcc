"""Answers about the ledger, payments, refunds, rates and bank accounts."""
