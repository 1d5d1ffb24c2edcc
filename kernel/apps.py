from django.apps import AppConfig
from django.db.models.signals import post_migrate

from kernel.append_only import install_after_migrate


class KernelConfig(AppConfig):
    name = "kernel"

    def ready(self) -> None:
        post_migrate.connect(install_after_migrate, dispatch_uid="append_only_triggers")
