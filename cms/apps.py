from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kernel.registries import MenuEntry, SetupStep, call_published, menu, setup_steps


class CmsConfig(AppConfig):
    name = "cms"

    def ready(self) -> None:
        from cms import public_addresses
        from cms.access import is_editor
        from cms.desks import seat_editors
        from cms.receivers import make_call_pages, seat_or_unseat
        from cms.setup import make_site
        from organizations.registries import membership_changed

        setup_steps.add(SetupStep("public site", make_site, order=200))
        setup_steps.add(SetupStep("editors", seat_editors, order=210))
        public_addresses.register()
        call_published.connect(make_call_pages, dispatch_uid="call_pages")
        membership_changed.connect(seat_or_unseat, dispatch_uid="editors")
        menu.add(
            MenuEntry("public_pages", _("Public pages"), "wagtailadmin_home", is_editor, order=700, group="public")
        )
