"""The plug board of addresses: machine routes, accounts, workspace, the two admins, and the public site."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

# The admins' own login forms know no second factor; theirs are the addresses of the one login.
to_login = RedirectView.as_view(pattern_name="account_login", query_string=True)

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("admin/login/", to_login),
    path("admin/", admin.site.urls),
    path("cms/login/", to_login),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("i18n/", include("django.conf.urls.i18n")),
    path("workspace/", include("grants.urls")),
    path("workspace/", include("monitoring.urls")),
]
urlpatterns += i18n_patterns(path("", include(wagtail_urls)))
