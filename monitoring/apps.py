from importlib import import_module

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "monitoring"

    def ready(self) -> None:
        for part in ("results", "scorecards"):
            import_module(f"monitoring.registrations.{part}").register()
