"""The plug board of addresses: machine routes, accounts, workspace, the two admins, and the public site."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.access import may_edit
from cms.routing import serve
from organizations.views.accounts import ReauthenticateByCode, set_language, to_login

urlpatterns = [
    path("", include("kernel.urls")),
    path("accounts/reauthenticate/code/", ReauthenticateByCode.as_view(), name="account_reauthenticate_by_code"),
    path("accounts/", include("allauth.urls")),
    # Before the admins' own: these know no second factor.
    path("admin/login/", to_login, {"may_enter": admin.site.has_permission}, name="account_login_to_admin"),
    path("admin/", admin.site.urls),
    path("cms/login/", to_login, {"may_enter": may_edit}, name="account_login_to_cms"),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("i18n/setlang/", set_language, name="set_language"),
    path("workspace/", include("reports.urls")),
    path("workspace/", include("organizations.urls")),
    path("workspace/", include("grants.urls")),
    path("", include("grants.urls.public")),
    path("workspace/", include("monitoring.urls")),
]
if settings.DEVELOPMENT:
    urlpatterns.append(path("components/", include("kernel.gallery")))
if settings.DEMO:
    urlpatterns.append(path("", include("config.demo.urls")))
urlpatterns += i18n_patterns(
    path("", include("cms.urls")),
    re_path(wagtail_urls.serve_pattern, serve, name="wagtail_serve"),
    path("", include(wagtail_urls)),
)
