"""The five real sources as data: facts and figures only, told anew in three languages, each with its source."""
