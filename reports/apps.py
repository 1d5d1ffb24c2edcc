from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        from reports import exporting, menu, sections

        menu.register()
        sections.register()
        exporting.register()
