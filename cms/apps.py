from django.apps import AppConfig

from kernel.registries import SetupStep, setup_steps


class CmsConfig(AppConfig):
    name = "cms"

    def ready(self) -> None:
        from cms.setup import make_site

        setup_steps.add(SetupStep("public site", make_site, order=200))
