from django.apps import AppConfig

from kernel.registries import SetupStep, call_published, setup_steps


class CmsConfig(AppConfig):
    name = "cms"

    def ready(self) -> None:
        from cms import public_addresses
        from cms.receivers import make_call_pages
        from cms.setup import make_site

        setup_steps.add(SetupStep("public site", make_site, order=200))
        public_addresses.register()
        call_published.connect(make_call_pages, dispatch_uid="call_pages")
