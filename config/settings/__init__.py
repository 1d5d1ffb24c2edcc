"""Settings: `base` is common, `development` is `make run`, `test` the suite, `production` a real installation."""
